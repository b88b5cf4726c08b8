"""Ejection chains: a lesson pushes others out of a place, and they find another."""

from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from time import monotonic
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from shared.timetabling.model import Place
from shared.timetabling.week.insertion_cost import taken_times
from shared.timetabling.week.week import CLASH, NO_ROOM, Week

Move: TypeAlias = tuple[int, Place | None]
#: How many free places, places to push others out of, and rooms of such a place are tried for one lesson.
FREE_TRIED, PUSHES_TRIED, ROOMS_TRIED = 2, 10, 3
#: How many lessons one lesson may push out at once.
MOST_PUSHED = 2


@dataclass(frozen=True, slots=True)
class ChainSearch:
    """What does not change on the way down a chain."""

    week: Week
    deadline: float
    left: Move | None = None
    """A lesson and the place that it shall leave: it does not come back to that time."""

    def leaves(self, event: int, time: int) -> bool:
        place = self.left[1] if self.left is not None and self.left[0] == event else None
        return place is not None and place.time == time

    def over(self) -> bool:
        return monotonic() > self.deadline


def chains(
    week: Week,
    waiting: tuple[int, ...],
    count: int,
    deadline: float,
    depth: int,
    fixed: frozenset[int] = frozenset(),
    left: Move | None = None,
) -> list[tuple[Move, ...]]:
    """Some chains for lessons out of the plan, short ones first; those that are fixed stay where they are.

    The week stands as before afterwards.
    """
    found: dict[tuple[Move, ...], None] = {}
    # Deeper only when shallower is not enough: people want the fewest moves, and depth costs most of the time.
    for allowed in range(1, depth + 1):
        with closing(_settled(ChainSearch(week, deadline, left), waiting, fixed, allowed)) as ways:
            found.update(dict.fromkeys(islice(ways, count)))
        if len(found) >= count:
            break
    return list(found)[:count]


def _settled(
    search: ChainSearch, waiting: tuple[int, ...], fixed: frozenset[int], allowed: int
) -> Generator[tuple[Move, ...]]:
    """Ways to put all that wait (and are out of the plan), pushing out so many others at most."""
    if not waiting:
        yield ()
        return
    event, *rest = waiting
    for place, pushed in _spots(search, event, fixed, allowed):
        with _moved(search.week, event, place, pushed):
            left = allowed - len(pushed)
            for further in _settled(search, (*rest, *pushed), fixed | {event}, left):
                yield ((event, place), *further)
        if search.over():
            return


def _spots(
    search: ChainSearch, event: int, fixed: frozenset[int], allowed: int
) -> Iterator[tuple[Place, tuple[int, ...]]]:
    """Free places; where there is none, places with the lessons that must leave them."""
    judgement = search.week.judged(event)
    open_times = np.flatnonzero(judgement.status != CLASH)
    free = np.array([time for time in open_times.tolist() if not search.leaves(event, time)], dtype=np.intp)
    for time in free[np.argsort(judgement.cost[free], kind="stable")][:FREE_TRIED].tolist():
        room = int(judgement.room[time])
        yield Place(time, None if room == NO_ROOM else room), ()
    if not len(free) and allowed:
        pushing = _pushing(search, event, fixed, allowed, judgement.cost)
        yield from islice(pushing, PUSHES_TRIED)


def _pushing(
    search: ChainSearch, event: int, fixed: frozenset[int], allowed: int, cost: NDArray[np.int64]
) -> Iterator[tuple[Place, tuple[int, ...]]]:
    week = search.week
    others, met = _rivals(week, event)
    stays = np.array([other in fixed or other in week.locked for other in others], dtype=np.bool_)
    many = met.sum(axis=0)
    opening = week.openings.of(event)
    open_times = opening.allowed & ~met[stays].any(axis=0) & (many <= min(allowed, MOST_PUSHED))
    times = np.flatnonzero(open_times)
    for time in times[np.lexsort((cost[times], many[times]))].tolist():
        if search.over():
            return
        if search.leaves(event, time):
            continue
        pushed = tuple(other for other, meets in zip(others, met[:, time], strict=True) if meets)
        yield from islice(_rooms(week, event, time, pushed, fixed, allowed), ROOMS_TRIED)


def _rivals(week: Week, event: int) -> tuple[list[int], NDArray[np.bool_]]:
    """The lessons in the plan that share a person with this one, and for (lesson, time) whether they meet."""
    grid, occupancy = week.problem.grid, week.occupancy
    members = occupancy.people[event].tolist()
    others = sorted({other for person in members for other in occupancy.attends[person]} - {event})
    placed = [(other, place) for other in others if (place := week.place_of(other)) is not None]
    cells = np.zeros((len(placed), grid.days, grid.slots, grid.weeks), dtype=np.bool_)
    for row, (other, place) in enumerate(placed):
        cells[(row, *occupancy.there(other, place))] = True
    return [other for other, _ in placed], taken_times(grid, cells, week.problem.events[event].duration)


def _rooms(
    week: Week, event: int, time: int, pushed: tuple[int, ...], fixed: frozenset[int], allowed: int
) -> Iterator[tuple[Place, tuple[int, ...]]]:
    """The best free room once these are gone, or else rooms that one more lesson must leave."""
    with _moved(week, event, None, pushed):
        judgement = week.judged(event)
        if judgement.status[time] != CLASH:
            room = int(judgement.room[time])
            found = [(Place(time, None if room == NO_ROOM else room), pushed)]
        else:
            found = [
                (Place(time, room), (*pushed, *lessons))
                for room, lessons in _held_rooms(week, event, time)
                if len(pushed) + 1 <= allowed and not week.locked.union(fixed).intersection(lessons)
            ]
    yield from found


def _held_rooms(week: Week, event: int, time: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Suiting rooms, open at this time, where one other lesson stands."""
    occupancy = week.occupancy
    for room in week.openings.of(event).rooms.tolist():
        place = Place(time, room)
        day, slots, _ = occupancy.there(event, place)
        if not occupancy.closed[room, day, slots].any():
            lessons = tuple(occupancy.lessons_in(room, event, place))
            if len(lessons) == 1:
                yield room, lessons


@contextmanager
def _moved(week: Week, event: int, place: Place | None, pushed: tuple[int, ...]) -> Iterator[None]:
    """Within it the pushed lessons are out of the plan and the lesson is in its place."""
    before = [(other, week.place_of(other)) for other in pushed]
    week.put_all((other, None) for other in pushed)
    week.put(event, place)
    try:
        yield
    finally:
        week.put(event, None)
        week.put_all(before)
