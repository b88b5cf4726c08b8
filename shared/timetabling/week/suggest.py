"""Where a lesson could go, what each place costs, and which others would have to make room; nothing is stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

import numpy as np

from shared.timetabling.model import Place
from shared.timetabling.week.ejection_chains import Move, chains
from shared.timetabling.week.week import CLASH, NO_ROOM, Judgement, Week

SECONDS, DEPTH = 0.3, 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Moves to be made together, and what the judge counts more after them."""

    moves: tuple[Move, ...]
    cost: int


def suggestions(
    week: Week, event: int, count: int = 8, *, seconds: float = SECONDS, depth: int = DEPTH
) -> tuple[Suggestion, ...]:
    """The best free places of a lesson; if it has none, chains that move up to `depth` others out of the way.

    The week is changed while chains are sought and stands as before afterwards: in the background use its twin.
    """
    standing = week.place_of(event)
    if standing is not None and event in week.locked:
        return ()
    judgement = week.judged(event)
    free = [
        Suggestion(((event, place),), int(judgement.cost[place.time]))
        for place in free_places(judgement)
        if place != standing
    ]
    return tuple(free[:count]) or _chains(week, event, count, monotonic() + seconds, depth)


def free_places(judgement: Judgement) -> Iterator[Place]:
    """The places without a clash, the cheapest first."""
    for time in np.argsort(judgement.cost, kind="stable").tolist():
        if judgement.status[time] != CLASH:
            yield place_at(judgement, time)


def place_at(judgement: Judgement, time: int) -> Place:
    room = int(judgement.room[time])
    return Place(time, None if room == NO_ROOM else room)


def _chains(week: Week, event: int, count: int, deadline: float, depth: int) -> tuple[Suggestion, ...]:
    standing = week.place_of(event)
    week.put(event, None)
    try:
        found = chains(week, (event,), count, deadline, depth, left=(event, standing))
    finally:
        week.put(event, standing)
    known = {moves: Suggestion(moves, week.change(moves)) for moves in found}
    return tuple(sorted(known.values(), key=lambda one: (one.cost, len(one.moves))))
