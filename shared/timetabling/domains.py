"""Domains of events: where each may be and what a time or a room costs it, for tables, judge and explainer alike."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.timetabling.model import BOTH_WEEKS, EVERY, Event, Lock, Place, Problem, Room

UNLOCKED = Lock(time=False, room=False)


@dataclass(frozen=True, slots=True)
class Domain:
    """The times and rooms open to one event with the cost of each; no rooms means that it needs none."""

    times: Mapping[int, int]
    rooms: Mapping[int, int]


def choices(problem: Problem, index: int) -> Domain:
    event = problem.events[index]
    present = problem.present[index] if problem.present else None
    lock = problem.locks.get(index, UNLOCKED) if present else UNLOCKED
    times = {
        time: cost
        for time, cost in _times(problem, event).items()
        if not lock.time or (present and time == present.time)
    }
    rooms = {
        room: cost
        for room, cost in _rooms(problem, event).items()
        if not lock.room or not present or present.room in {None, room}
    }
    return _kept(problem, Domain(times, rooms), present) if present else Domain(times, rooms)


def closed(problem: Problem, event: Event, time: int, room: int) -> bool:
    hours = problem.rooms[room].closed
    return any((day, slot) in hours for day, slot, _ in problem.grid.cells(time, event.duration))


def suits(problem: Problem, event: Event, room: Room) -> bool:
    return (
        (not event.room_kind or event.room_kind == room.kind)
        and event.equipment <= room.equipment
        and (problem.rules.seat > 0 or event.size <= room.capacity)
    )


def _times(problem: Problem, event: Event) -> dict[int, int]:
    """The allowed times that fit into the day and at which nobody is away."""
    grid, costs, steps = problem.grid, dict(event.time_costs), range(event.duration)
    away = frozenset[tuple[int, int]]().union(*(problem.people[person].away for person in event.people))
    phases = event.phases if grid.weeks == BOTH_WEEKS else (EVERY,)
    found = {}
    for time in range(grid.times) if event.times is None else sorted(event.times):
        day, slot, phase = grid.place(time)
        if phase in phases and slot + event.duration <= grid.slots:
            if away and any((day, slot + step) in away for step in steps):
                continue
            found[time] = costs.get(time, 0)
    return found


def _rooms(problem: Problem, event: Event) -> dict[int, int]:
    if not event.needs_room:
        return {}
    costs, seat = dict(event.room_costs), problem.rules.seat
    return {
        index: costs.get(index, 0) + seat * max(0, event.size - room.capacity)
        for index, room in enumerate(problem.rooms)
        if (event.rooms is None or index in event.rooms) and suits(problem, event, room)
    }


def _kept(problem: Problem, found: Domain, present: Place) -> Domain:
    """The same choices, where leaving the present place has its price."""
    rules = problem.rules
    return Domain(
        {time: cost + rules.keep_time * (time != present.time) for time, cost in found.times.items()},
        {room: cost + rules.keep_room * (room != present.room) for room, cost in found.rooms.items()},
    )
