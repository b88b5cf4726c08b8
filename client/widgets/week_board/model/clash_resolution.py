"""What can be done when a card is dropped on a clash: swap, a chain of moves, or the tray for what is in the way."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum
from time import monotonic

from client.widgets.week_board.model.board import BoardModel
from client.widgets.week_board.model.card_state import Stand
from shared.timetabling.model import Place
from shared.timetabling.week.ejection_chains import chains
from shared.timetabling.week.week import CLASH

#: How many lessons a chain may push on, and how long, in seconds, a person waits for one.
DEPTH, PATIENCE = 3, 0.3


Places = dict[int, Place | None]


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
            (Way.CHAIN, _chained(board, blockers, swapped)),
            (Way.TRAY, dict.fromkeys(blockers)),
        )
    return tuple(_way(board, way, {**places, **moved}) for way, moved in found if moved is not None)


def _way(board: BoardModel, way: Way, places: Places) -> WayOut:
    targets = {event: replace(board.stand(event), place=place) for event, place in places.items()}
    return WayOut(way, targets, board.week.change(places))


def _blockers(board: BoardModel, time: int, room: int | None) -> tuple[int, ...]:
    """The lessons in the way; none if something else is in the way too, or a lock."""
    obstacles = board.holding.obstacles(time, room)
    events = dict.fromkeys(obstacle.event for obstacle in obstacles if obstacle.event is not None)
    hard = any(obstacle.event is None for obstacle in obstacles)
    return () if hard or any(board.stand(event).locked for event in events) else tuple(events)


def _landed(board: BoardModel, time: int, room: int | None) -> Places | None:
    """Where the held cards stand once nothing is in the way; None if even then they cannot."""
    found: Places = {}
    for event, goal in board.holding.goals(time):
        place = None if goal is None else best_place(board, event, goal, room)
        if place is None:
            return None
        found[event] = place
        board.week.put(event, place)
    return found


def best_place(board: BoardModel, event: int, time: int, room: int | None) -> Place | None:
    """The place at a time, in the wished room, else the room it has, else any; None for a clash."""
    stand = board.stand(event).place
    own = stand.room if stand is not None else None
    for wish in (room,) if room is not None else (own, None):
        judgement = board.week.judged(event, wish)
        if judgement.status[time] != CLASH:
            chosen = int(judgement.room[time])
            return Place(time, chosen if chosen >= 0 else None)
    return None


def _chained(board: BoardModel, blockers: tuple[int, ...], known: Places | None) -> Places | None:
    """What is in the way goes to free places, or takes those of others, which go on; not as the way known already."""
    held = frozenset(board.holding.events)
    found = chains(board.week, blockers, 2, monotonic() + PATIENCE, DEPTH, held)
    return next((moves for chain in found if (moves := dict(chain)) != known), None)


def _swapped(board: BoardModel, blockers: Sequence[int]) -> Places | None:
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
