"""What makes a problem impossible, found without searching, as data; the sentences are made by whoever shows it."""

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from shared.timetabling.diagnosis.matching import Place, crowded
from shared.timetabling.domains import Domain, choices, closed
from shared.timetabling.model import EVERY, Event, Problem


class Lack(Enum):
    """The first demand of a lesson that leaves no room over."""

    NONE_ALLOWED = "none allowed"
    KIND = "kind"
    EQUIPMENT = "equipment"
    SEATS = "seats"
    LOCK = "lock"


@dataclass(frozen=True, slots=True)
class NoRoom:
    """No room suits the lesson; for want of seats `largest` is the best there is."""

    event: int
    lack: Lack
    largest: int | None = None


@dataclass(frozen=True, slots=True)
class NoTime:
    """No time is open to the lesson; `people` are those who are away at some."""

    event: int
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RoomsClosed:
    """The rooms of the lesson are closed at all its times."""

    event: int


@dataclass(frozen=True, slots=True)
class CrowdedPerson:
    """These lessons of a person need more hours than are open to them together."""

    person: int
    events: tuple[int, ...]
    hours: int
    open_hours: int


@dataclass(frozen=True, slots=True)
class CrowdedRooms:
    """Lessons that can be held in these rooms only need more hours than the rooms are open."""

    rooms: tuple[int, ...]
    hours: int
    open_hours: int


Nowhere: TypeAlias = NoRoom | NoTime | RoomsClosed
Finding: TypeAlias = Nowhere | CrowdedPerson | CrowdedRooms


def impossible(problem: Problem) -> list[Finding]:
    """What no plan can satisfy; an empty list promises nothing."""
    open_places = [choices(problem, index) for index in range(len(problem.events))]
    nowhere = [_nowhere(problem, index, one) for index, one in enumerate(open_places)]
    return [
        *(found for found in nowhere if found),
        *_crowded_people(problem, open_places),
        *_crowded_rooms(problem, open_places),
    ]


def _nowhere(problem: Problem, index: int, one: Domain) -> Nowhere | None:
    event = problem.events[index]
    if event.needs_room and not one.rooms:
        return _no_room(problem, index)
    if not one.times:
        return NoTime(index, tuple(person for person in event.people if problem.people[person].away))
    if event.needs_room and all(
        closed(problem, event, time, room) for time in one.times for room in one.rooms
    ):
        return RoomsClosed(index)
    return None


def _no_room(problem: Problem, index: int) -> NoRoom:
    event = problem.events[index]
    rooms = [room for room in range(len(problem.rooms)) if event.rooms is None or room in event.rooms]
    lacks = (
        (Lack.NONE_ALLOWED, lambda _: True),
        (Lack.KIND, lambda room: not event.room_kind or room.kind == event.room_kind),
        (Lack.EQUIPMENT, lambda room: event.equipment <= room.equipment),
    )
    for lack, meets in lacks:
        rooms = [room for room in rooms if meets(problem.rooms[room])]
        if not rooms:
            return NoRoom(index, lack)
    largest = max(rooms, key=lambda room: problem.rooms[room].capacity)
    too_small = problem.rooms[largest].capacity < event.size
    return NoRoom(index, Lack.SEATS, largest) if too_small else NoRoom(index, Lack.LOCK)


def _crowded_people(problem: Problem, open_places: list[Domain]) -> list[CrowdedPerson]:
    """People who have more lessons than times between them."""
    attends: dict[int, list[int]] = defaultdict(list)
    for index, event in enumerate(problem.events):
        for person in event.people:
            attends[person].append(index)
    found, seen = [], set()
    for person, mine in attends.items():
        if tuple(mine) not in seen:
            seen.add(tuple(mine))
            crowd = _crowded(problem, person, mine, open_places)
            found.extend([crowd] if crowd else [])
    return found


def _crowded(
    problem: Problem, person: int, mine: list[int], open_places: list[Domain]
) -> CrowdedPerson | None:
    for week in range(problem.grid.weeks):
        lessons = [index for index in mine if _certain(problem, problem.events[index], week)]
        needed = {index: _cells(problem, index, open_places[index], week) for index in lessons}
        group, cells = crowded(needed, {index: problem.events[index].duration for index in lessons})
        if group:
            hours = sum(problem.events[index].duration for index in group)
            return CrowdedPerson(person, tuple(group), hours, len(cells))
    return None


def _certain(problem: Problem, event: Event, week: int) -> bool:
    """Whether the event is held in this kind of week whatever is chosen."""
    return all(
        week in problem.grid.weeks_of(phase)
        for phase in (event.phases if problem.grid.weeks > 1 else (EVERY,))
    )


def _cells(problem: Problem, index: int, one: Domain, week: int) -> set[Place]:
    duration = problem.events[index].duration
    return {
        (day, slot)
        for time in one.times
        for day, slot, at in problem.grid.cells(time, duration)
        if at == week
    }


def _crowded_rooms(problem: Problem, open_places: list[Domain]) -> list[CrowdedRooms]:
    """Sets of rooms with more hours of lessons that can only be held there than hours when they could be."""
    grid = problem.grid
    demand: dict[frozenset[int], int] = defaultdict(int)
    cells: dict[frozenset[int], set[tuple[int, int, int]]] = defaultdict(set)
    for event, one in zip(problem.events, open_places, strict=True):
        if one.rooms and one.times:
            weeks = min(len(grid.weeks_of(phase)) for phase in event.phases) if grid.weeks > 1 else 1
            rooms = frozenset(one.rooms)
            demand[rooms] += event.duration * weeks
            cells[rooms].update(cell for time in one.times for cell in grid.cells(time, event.duration))
    found = []
    for rooms in demand:
        within = [others for others in demand if others <= rooms]
        needed = sum(demand[others] for others in within)
        hours = _open_hours(problem, rooms, {cell for others in within for cell in cells[others]})
        if needed > hours:
            named = sorted(rooms, key=lambda room: problem.rooms[room].name)
            found.append(CrowdedRooms(tuple(named), needed, hours))
    return found


def _open_hours(problem: Problem, rooms: frozenset[int], cells: set[tuple[int, int, int]]) -> int:
    return sum((day, slot) not in problem.rooms[room].closed for room in rooms for day, slot, _ in cells)
