"""Where a lesson could go, what each place costs, and which others would have to make room; nothing is stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

import numpy as np

from shared.timetabling.model import BOTH_WEEKS, Place
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


def swap_of(week: Week, one: int, other: int) -> Suggestion | None:
    """Each lesson in the place of the other, if both may be there; a room that does not suit is replaced."""
    here, there = week.place_of(one), week.place_of(other)
    if one == other or here is None or there is None or week.locked & {one, other}:
        return None
    try:
        week.put_all({one: None, other: None})
        moves = []
        for event, place, old in ((one, there, here), (other, here, there)):
            found = _like(week, event, place, old)
            if found is None:
                return None
            week.put(event, found)
            moves.append((event, found))
    finally:
        week.put_all({one: None, other: None})
        week.put_all({one: here, other: there})
    return Suggestion(tuple(moves), week.change(moves))


def _like(week: Week, event: int, place: Place, old: Place) -> Place | None:
    """A free place at the same hour: in the same room, else in its own, else in any; in the same weeks if it may."""
    grid, phases = week.problem.grid, week.problem.events[event].phases
    day, slot, phase = grid.place(place.time)
    times = (
        [grid.time(day, slot, one) for one in (phase, *phases)] if grid.weeks == BOTH_WEEKS else [place.time]
    )
    for time in dict.fromkeys(times):
        for room in dict.fromkeys((place.room, old.room, None)):
            judgement = week.judged(event, room)
            if judgement.status[time] != CLASH:
                return place_at(judgement, time)
    return None


def _chains(week: Week, event: int, count: int, deadline: float, depth: int) -> tuple[Suggestion, ...]:
    standing = week.place_of(event)
    week.put(event, None)
    try:
        found = chains(week, (event,), count, deadline, depth, left=(event, standing))
    finally:
        week.put(event, standing)
    known = {moves: Suggestion(moves, week.change(moves)) for moves in found}
    return tuple(sorted(known.values(), key=lambda one: (one.cost, len(one.moves))))
