"""What can be done when a card is dropped on a clash: swap, a chain of moves, or the tray for what is in the way."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum

from client.widgets.week_board.board import BoardModel
from client.widgets.week_board.pushing import Pushing, best_place
from client.widgets.week_board.stands import Stand
from shared.timetabling.model import Place

#: How many lessons a chain may push on, one after another.
DEPTH = 3


class Way(Enum):
    SWAP = "swap"
    CHAIN = "chain"
    TRAY = "tray"


@dataclass(frozen=True, slots=True)
class WayOut:
    """One way, and where every card would stand then."""

    way: Way
    targets: dict[int, Stand]
    cost: int
    """How much more the judge would count."""


def ways_out(board: BoardModel, time: int, room: int | None = None) -> tuple[WayOut, ...]:
    """The ways to let the held cards stand at this time in spite of what is there now; the week stays as it is."""
    blockers = _blockers(board, time, room)
    if not blockers:
        return ()
    with _set_aside(board, (*board.holding.events, *blockers)):
        places = _landed(board, time, room)
        if places is None:
            return ()
        board.week.put_all(dict(places))
        swapped = _swapped(board, blockers)
        found = (
            (Way.SWAP, swapped),
            (Way.CHAIN, Pushing(board, swapped or {}).pushed(blockers, DEPTH)),
            (Way.TRAY, dict.fromkeys(blockers)),
        )
    return tuple(_way(board, way, {**places, **moved}) for way, moved in found if moved is not None)


def _way(board: BoardModel, way: Way, places: dict[int, Place | None]) -> WayOut:
    targets = {event: replace(board.stand(event), place=place) for event, place in places.items()}
    return WayOut(way, targets, board.week.change(places))


def _blockers(board: BoardModel, time: int, room: int | None) -> tuple[int, ...]:
    """The lessons in the way; none if something else is in the way too, or a lock."""
    obstacles = board.holding.obstacles(time, room)
    events = dict.fromkeys(obstacle.event for obstacle in obstacles if obstacle.event is not None)
    hard = any(obstacle.event is None for obstacle in obstacles)
    return () if hard or any(board.stand(event).locked for event in events) else tuple(events)


def _landed(board: BoardModel, time: int, room: int | None) -> dict[int, Place | None] | None:
    """Where the held cards stand once nothing is in the way; None if even then they cannot."""
    found: dict[int, Place | None] = {}
    for event, goal in board.holding.goals(time):
        place = None if goal is None else best_place(board, event, goal, room)
        if place is None:
            return None
        found[event] = place
        board.week.put(event, place)
    return found


def _swapped(board: BoardModel, blockers: Sequence[int]) -> dict[int, Place | None] | None:
    """The one lesson in the way goes where the one held card came from."""
    old = board.stand(board.holding.anchor).place
    if len(blockers) != 1 or board.holding.events[1:] or old is None:
        return None
    phases = board.week.problem.events[blockers[0]].phases
    day, slot, phase = board.week.problem.grid.place(old.time)
    wanted = [phase, *phases]
    for choice in wanted:
        place = best_place(board, blockers[0], board.week.problem.grid.time(day, slot, choice), None)
        if place is not None:
            return {blockers[0]: place}
    return None


@contextmanager
def _set_aside(board: BoardModel, events: Sequence[int]) -> Iterator[None]:
    """Within it these cards are out of the week; afterwards all is as it was."""
    before = {event: board.stand(event).place for event in events}
    board.week.put_all(dict.fromkeys(before))
    try:
        yield
    finally:
        board.week.put_all(before)
