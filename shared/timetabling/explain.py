"""What makes a problem impossible, found without searching: lessons without a place, people and rooms overbooked."""

from collections import defaultdict
from collections.abc import Iterable

from shared.timetabling.matching import Place, crowded
from shared.timetabling.model import EVERY, Event, Plan, Problem, Room
from shared.timetabling.placing import Choices, choices, closed

SHOWN = 4


def explain(problem: Problem) -> list[str]:
    """Sentences about what no plan can satisfy; an empty list promises nothing."""
    open_places = [choices(problem, index) for index in range(len(problem.events))]
    found = [_no_place(problem, event, one) for event, one in zip(problem.events, open_places, strict=True)]
    return [
        *(sentence for sentence in found if sentence),
        *_crowded_people(problem, open_places),
        *_crowded_rooms(problem, open_places),
    ]


def explain_tray(problem: Problem, plan: Plan, index: int) -> str:
    """Why this lesson is in the tray of the plan: what stands in the way at the times it could have."""
    event, one = problem.events[index], choices(problem, index)
    nowhere = _no_place(problem, event, one)
    if nowhere:
        return nowhere
    blocked: dict[str, int] = defaultdict(int)
    for time in one.times:
        for name in _in_the_way(problem, plan, event, one, time):
            blocked[name] += 1
    reasons = sorted(blocked.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
    told = ", ".join(f"{name} ({count})" for name, count in reasons) or "nothing: put it there"
    return f"{event.name} could be held at {len(one.times)} times; in the way stand: {told}."


def _in_the_way(problem: Problem, plan: Plan, event: Event, one: Choices, time: int) -> set[str]:
    cells = set(problem.grid.cells(time, event.duration))
    busy, full = set(), set()
    for other, place in zip(problem.events, plan, strict=True):
        if place is not None and cells.intersection(problem.grid.cells(place.time, other.duration)):
            busy.update(set(event.people) & set(other.people))
            full.add(place.room)
    names = {problem.people[person].name for person in busy}
    open_rooms = [room for room in one.rooms if room not in full and not closed(problem, event, time, room)]
    return names | ({"no free room"} if event.needs_room and not open_rooms else set())


def _no_place(problem: Problem, event: Event, one: Choices) -> str | None:
    if event.needs_room and not one.rooms:
        return f"{event.name} has no room: {_why_no_room(problem, event)}."
    if not one.times:
        names = [problem.people[person].name for person in event.people if problem.people[person].away]
        because = f" when {_list(names)} could all come" if names else ""
        return f"{event.name} has no time{because}."
    if event.needs_room and all(
        closed(problem, event, time, room) for time in one.times for room in one.rooms
    ):
        return f"{event.name} has no place: its rooms are closed at all its times."
    return None


def _why_no_room(problem: Problem, event: Event) -> str:
    """The first demand that leaves no room over."""
    rooms = [room for index, room in enumerate(problem.rooms) if event.rooms is None or index in event.rooms]
    if not rooms:
        return "none is allowed"
    kind = [room for room in rooms if not event.room_kind or room.kind == event.room_kind]
    if not kind:
        return f"none is of the kind “{event.room_kind}”"
    equipped = [room for room in kind if event.equipment <= room.equipment]
    if not equipped:
        return f"none has {_list(sorted(event.equipment))}"
    return _too_small(event, equipped)


def _too_small(event: Event, rooms: Iterable[Room]) -> str:
    largest = max(rooms, key=lambda room: room.capacity)
    if largest.capacity < event.size:
        return f"{event.size} students come and the largest, {largest.name}, seats {largest.capacity}"
    return "a lock holds it to another"


def _crowded_people(problem: Problem, open_places: list[Choices]) -> list[str]:
    """People who have more lessons than times between them."""
    attends: dict[int, list[int]] = defaultdict(list)
    for index, event in enumerate(problem.events):
        for person in event.people:
            attends[person].append(index)
    found, seen = [], set()
    for person, mine in attends.items():
        if tuple(mine) not in seen:
            seen.add(tuple(mine))
            found.extend(_crowded(problem, problem.people[person].name, mine, open_places))
    return found


def _crowded(problem: Problem, name: str, mine: list[int], open_places: list[Choices]) -> list[str]:
    for week in range(problem.grid.weeks):
        lessons = [index for index in mine if _certain(problem, problem.events[index], week)]
        needed = {index: _cells(problem, index, open_places[index], week) for index in lessons}
        group, cells = crowded(needed, {index: problem.events[index].duration for index in lessons})
        if group:
            hours = sum(problem.events[index].duration for index in group)
            names = _list(problem.events[index].name for index in group)
            return [f"{name}: {hours} hours of lessons ({names}) have only {len(cells)} hours open to them."]
    return []


def _certain(problem: Problem, event: Event, week: int) -> bool:
    """Whether the event is held in this kind of week whatever is chosen."""
    return all(
        week in problem.grid.weeks_of(phase)
        for phase in (event.phases if problem.grid.weeks > 1 else (EVERY,))
    )


def _cells(problem: Problem, index: int, one: Choices, week: int) -> set[Place]:
    duration = problem.events[index].duration
    return {
        (day, slot)
        for time in one.times
        for day, slot, at in problem.grid.cells(time, duration)
        if at == week
    }


def _crowded_rooms(problem: Problem, open_places: list[Choices]) -> list[str]:
    """Sets of rooms with more hours of lessons that can only be held there than hours open."""
    grid = problem.grid
    demand: dict[frozenset[int], int] = defaultdict(int)
    for event, one in zip(problem.events, open_places, strict=True):
        if one.rooms and one.times:
            weeks = min(len(grid.weeks_of(phase)) for phase in event.phases) if grid.weeks > 1 else 1
            demand[frozenset(one.rooms)] += event.duration * weeks
    found = []
    for rooms in demand:
        needed = sum(hours for others, hours in demand.items() if others <= rooms)
        hours = sum(grid.days * grid.slots - len(problem.rooms[room].closed) for room in rooms) * grid.weeks
        if needed > hours:
            names = _list(sorted(problem.rooms[room].name for room in rooms))
            found.append(f"{needed} hours of lessons must be held in {names}, which are open for {hours}.")
    return found


def _list(names: Iterable[str]) -> str:
    """The first few names, and how many more there are."""
    known = list(names)
    more = f" and {len(known) - SHOWN} more" if len(known) > SHOWN else ""
    return ", ".join(known[:SHOWN]) + more
