"""What a grid points at."""

from dataclasses import dataclass

from client.widgets.week_board.model.board import BoardModel
from client.widgets.week_board.model.faces import View
from client.widgets.week_board.model.sheets import Spot


@dataclass(slots=True)
class Pointers:
    """What a grid points at: its cursor, the card in the cursor's cell, and what is under the mouse."""

    cursor: Spot
    focused: bool = False
    current: int | None = None
    hovered: int | None = None
    target: tuple[Spot, int] | None = None
    """The cell and the phase that the held cards would go to."""


def concerns(board: BoardModel, view: View) -> bool:
    """Whether a view is one of the held card's own, or of a room."""
    event = board.week.problem.events[board.holding.anchor]
    return view.room is not None or not view.people.isdisjoint(event.people)
