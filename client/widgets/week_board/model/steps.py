"""A step of undo: a set of moves, forth and back."""

from typing import Protocol

from PySide6.QtGui import QUndoCommand

from client.widgets.week_board.model.card_state import Moves, backwards


class Stepping(Protocol):
    """What makes the moves of a step; says whether they could be made."""

    def step(self, moves: Moves) -> bool: ...


class Step(QUndoCommand):
    """Forgets itself when another desk has moved its cards meanwhile."""

    def __init__(self, board: Stepping, moves: Moves, what: str) -> None:
        super().__init__(what)
        self._board, self._moves = board, moves

    def undo(self) -> None:
        self.setObsolete(not self._board.step(backwards(self._moves)))

    def redo(self) -> None:
        self.setObsolete(not self._board.step(self._moves))
