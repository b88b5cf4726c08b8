"""Search for the obstacles to a place of a lesson that is not in the plan, one person and one rule at a time."""

from collections import Counter
from collections.abc import Iterator

from shared.timetabling.domains import closed
from shared.timetabling.model import BOTH_WEEKS, EVERY, Place, Problem
from shared.timetabling.solver.patterns import days_cost
from shared.timetabling.week.day_parts import day_parts
from shared.timetabling.week.obstacle_kinds import Kind, Obstacle
from shared.timetabling.week.occupancy import Occupancy
from shared.timetabling.week.openings import Opening


def obstacles(
    problem: Problem, occupancy: Occupancy, opening: Opening, event: int, place: Place
) -> tuple[Obstacle, ...]:
    """What may not be, or else what is disliked; a lesson that needs a room and is given none finds none free."""
    refused = (
        *_of_time(problem, opening, event, place),
        *_of_people(occupancy, event, place),
        *_of_room(problem, occupancy, opening, event, place),
    )
    return refused or tuple(
        weighed for weighed in weigh(problem, occupancy, event, place) if weighed.cost > 0
    )


def weigh(problem: Problem, occupancy: Occupancy, event: int, place: Place) -> Iterator[Obstacle]:
    """Everything that a place adds to the cost or (below nothing) saves."""
    yield from _wishes(problem, event, place)
    yield from _course(problem, occupancy, event, place)
    for person in occupancy.people[event].tolist():
        yield from _days(problem, occupancy, event, place, person)
        yield from _ways(problem, occupancy, event, place, person)


def _of_time(problem: Problem, opening: Opening, event: int, place: Place) -> Iterator[Obstacle]:
    if opening.allowed[place.time]:
        return
    wanted, (day, slot, phase) = problem.events[event], problem.grid.place(place.time)
    hours = [(day, slot + step) for step in range(wanted.duration)]
    away = [
        person for person in sorted(set(wanted.people)) if problem.people[person].away.intersection(hours)
    ]
    phases = wanted.phases if problem.grid.weeks == BOTH_WEEKS else (EVERY,)
    outside = slot + wanted.duration > problem.grid.slots
    not_allowed = phase not in phases or (wanted.times is not None and place.time not in wanted.times)
    if outside:
        yield Obstacle(Kind.OUTSIDE)
    if not_allowed:
        yield Obstacle(Kind.NOT_ALLOWED)
    for person in away:
        yield Obstacle(Kind.AWAY, person)
    if not (outside or not_allowed or away):
        yield Obstacle(Kind.LOCKED)


def _of_people(occupancy: Occupancy, event: int, place: Place) -> Iterator[Obstacle]:
    people, (day, slots, weeks) = occupancy.people[event], occupancy.there(event, place)
    for person in people[occupancy.busy[people, day, slots, weeks].any(axis=(1, 2))].tolist():
        for other in occupancy.lessons_of(person, event, place):
            yield Obstacle(Kind.PERSON, person, other)


def _of_room(
    problem: Problem, occupancy: Occupancy, opening: Opening, event: int, place: Place
) -> Iterator[Obstacle]:
    wanted, room = problem.events[event], place.room
    if room is None:
        if wanted.needs_room:
            yield Obstacle(Kind.NO_ROOM)
        return
    if room not in opening.rooms:
        yield from _unsuited(problem, event, room)
    if closed(problem, wanted, place.time, room):
        yield Obstacle(Kind.CLOSED, room)
    for other in occupancy.lessons_in(room, event, place):
        yield Obstacle(Kind.ROOM, room, other)


def _unsuited(problem: Problem, event: int, room: int) -> Iterator[Obstacle]:
    """Why the lesson may never be held in a room."""
    wanted, offered = problem.events[event], problem.rooms[room]
    forbidden = not wanted.needs_room or (wanted.rooms is not None and room not in wanted.rooms)
    found = {
        Kind.ROOM_NOT_ALLOWED: forbidden,
        Kind.WRONG_KIND: bool(wanted.room_kind) and wanted.room_kind != offered.kind,
        Kind.LACKS_EQUIPMENT: not wanted.equipment <= offered.equipment,
        Kind.TOO_SMALL: problem.rules.seat == 0 and wanted.size > offered.capacity,
    }
    for kind, holds in found.items():
        if holds:
            yield Obstacle(kind, room)
    if not any(found.values()):
        yield Obstacle(Kind.LOCKED)


def _wishes(problem: Problem, event: int, place: Place) -> Iterator[Obstacle]:
    wanted, rules, room = problem.events[event], problem.rules, place.room
    present = problem.present[event] if problem.present else None
    yield Obstacle(Kind.TIME_WISH, cost=dict(wanted.time_costs).get(place.time, 0))
    if present is not None:
        yield Obstacle(Kind.KEEP_TIME, cost=rules.keep_time * (place.time != present.time))
    if room is not None:
        yield Obstacle(Kind.ROOM_WISH, room, cost=dict(wanted.room_costs).get(room, 0))
        lacking = max(0, wanted.size - problem.rooms[room].capacity)
        yield Obstacle(Kind.SEATS, room, cost=rules.seat * lacking)
        if present is not None:
            yield Obstacle(Kind.KEEP_ROOM, room, cost=rules.keep_room * (room != present.room))


def _course(problem: Problem, occupancy: Occupancy, event: int, place: Place) -> Iterator[Obstacle]:
    course = problem.events[event].course
    rules, days = problem.courses[course], occupancy.course_day[course] > 0
    again = days[problem.grid.place(place.time)[0]] and not days.all()
    if again and rules.min_days > int(days.sum()):
        yield Obstacle(Kind.SAME_DAY, cost=rules.too_few_days)
    rooms = occupancy.course_room[course] > 0
    column = len(problem.rooms) if place.room is None else place.room
    if rooms.any() and not rooms[column]:
        yield Obstacle(Kind.OTHER_ROOM, place.room, cost=rules.other_room)


def _days(
    problem: Problem, occupancy: Occupancy, event: int, place: Place, person: int
) -> Iterator[Obstacle]:
    """What the days of one person cost more, wish by wish, over both kinds of weeks."""
    rules, pattern = problem.people[person].rules, occupancy.pattern[person]
    day, slots, weeks = occupancy.there(event, place)
    whole_day = (1 << problem.grid.slots) - 1
    bits = ((1 << problem.events[event].duration) - 1) << slots.start & whole_day
    more: Counter[Kind] = Counter()
    for week in range(weeks.start, weeks.stop):
        before = int(pattern[day, week])
        more.update(day_parts(rules, before | bits))
        more.subtract(day_parts(rules, before))
        if not before:
            days = int((pattern[:, week] != 0).sum())
            more[Kind.DAYS] += days_cost(rules, days + 1) - days_cost(rules, days)
    for kind, cost in more.items():
        if cost:
            yield Obstacle(kind, person, cost=cost)


def _ways(
    problem: Problem, occupancy: Occupancy, event: int, place: Place, person: int
) -> Iterator[Obstacle]:
    """The lessons before and after in buildings too far away."""
    travel = problem.rules.travel
    if travel is None or place.room is None:
        return
    day, slots, weeks = occupancy.there(event, place)
    here = problem.rooms[place.room].building
    last = min(slots.stop, problem.grid.slots) - 1
    steps = ((slots.start - 1, slots.start - 1, True), (last + 1, last, False))
    for week in range(weeks.start, weeks.stop):
        for slot, pause, comes in steps:
            other = int(occupancy.at[person, day, slot, week]) if 0 <= slot < problem.grid.slots else -1
            there = _building(problem, occupancy, other)
            if there is not None:
                minutes = travel.minutes[there][here] if comes else travel.minutes[here][there]
                limit = travel.breaks[pause % len(travel.breaks)] if travel.breaks else 0
                if minutes > limit:
                    yield Obstacle(Kind.TRAVEL, person, other, travel.weight)


def _building(problem: Problem, occupancy: Occupancy, event: int) -> int | None:
    place = occupancy.places[event] if event >= 0 else None
    return None if place is None or place.room is None else problem.rooms[place.room].building
