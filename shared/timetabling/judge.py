"""Reference evaluation of a plan: what it costs and breaks, counted in plain Python from the rules alone.

The solver's judge: it shares no arithmetic with it, so that a mistake would have to be made twice.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations, pairwise

from shared.timetabling.domains import choices, closed
from shared.timetabling.model import DayRules, Place, Plan, Problem

PARTS = ("seats", "wishes", "days", "spread", "rooms", "travel")
Cell = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`breaches` are sentences about what may not be; the components' sum is the cost."""

    breaches: tuple[str, ...]
    unplaced: tuple[int, ...]
    components: dict[str, int]

    @property
    def cost(self) -> int:
        return sum(self.components.values())

    @property
    def feasible(self) -> bool:
        return not self.breaches and not self.unplaced


def judge(problem: Problem, plan: Plan) -> Verdict:
    held = _held(plan)
    unplaced = tuple(index for index, place in enumerate(plan) if place is None)
    return Verdict(
        (*_misplaced(problem, held), *_clashes(problem, held)), unplaced, components(problem, plan)
    )


def components(problem: Problem, plan: Plan) -> dict[str, int]:
    """The parts of the cost, whether or not the plan can be held."""
    held = _held(plan)
    return {
        "seats": sum(_seats(problem, index, place) for index, place in held),
        "wishes": sum(_wishes(problem, index, place) for index, place in held),
        "days": _days(problem, held),
        "spread": _spread(problem, held),
        "rooms": _other_rooms(problem, held),
        "travel": _travel(problem, held),
    }


def _held(plan: Plan) -> list[tuple[int, Place]]:
    return [(index, place) for index, place in enumerate(plan) if place is not None]


def _misplaced(problem: Problem, held: list[tuple[int, Place]]) -> list[str]:
    found = []
    for index, place in held:
        event, open_places = problem.events[index], choices(problem, index)
        if place.time not in open_places.times:
            found.append(f"{event.name} may not be held at that time.")
        if place.room is None and event.needs_room:
            found.append(f"{event.name} has no room.")
        if place.room is not None and place.room not in open_places.rooms:
            found.append(f"{event.name} may not be held in {problem.rooms[place.room].name}.")
        if place.room is not None and closed(problem, event, place.time, place.room):
            found.append(f"{problem.rooms[place.room].name} is closed when {event.name} is held there.")
    return found


def _clashes(problem: Problem, held: list[tuple[int, Place]]) -> list[str]:
    at: dict[Cell, list[tuple[int, Place]]] = defaultdict(list)
    for index, place in held:
        for cell in problem.grid.cells(place.time, problem.events[index].duration):
            at[cell].append((index, place))
    found = {}
    for lessons in at.values():
        for (one, here), (other, there) in combinations(lessons, 2):
            names = f"{problem.events[one].name} and {problem.events[other].name}"
            shared = set(problem.events[one].people) & set(problem.events[other].people)
            if shared:
                who = problem.people[min(shared)].name
                found[one, other, "person"] = f"{names} are held at once and both need {who}."
            if here.room is not None and here.room == there.room:
                found[one, other, "room"] = f"{names} are held at once in {problem.rooms[here.room].name}."
    return list(found.values())


def _seats(problem: Problem, index: int, place: Place) -> int:
    if place.room is None:
        return 0
    return problem.rules.seat * max(0, problem.events[index].size - problem.rooms[place.room].capacity)


def _wishes(problem: Problem, index: int, place: Place) -> int:
    event, rules = problem.events[index], problem.rules
    cost = dict(event.time_costs).get(place.time, 0)
    cost += dict(event.room_costs).get(place.room, 0) if place.room is not None else 0
    present = problem.present[index] if problem.present else None
    if present is not None:
        cost += rules.keep_time * (place.time != present.time)
        cost += rules.keep_room * (place.room is not None and place.room != present.room)
    return cost


def _days(problem: Problem, held: list[tuple[int, Place]]) -> int:
    slots: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for index, place in held:
        for day, slot, week in problem.grid.cells(place.time, problem.events[index].duration):
            for person in problem.events[index].people:
                slots[person, week, day].add(slot)
    days = Counter((person, week) for person, week, _ in slots)
    week_cost = sum(
        problem.people[person].rules.over_days * max(0, count - problem.people[person].rules.days)
        for (person, _), count in days.items()
        if problem.people[person].rules.days
    )
    return week_cost + sum(
        _day(problem.people[person].rules, sorted(taken)) for (person, _, _), taken in slots.items()
    )


def _day(rules: DayRules, taken: list[int]) -> int:
    runs = [[taken[0]]]
    for before, slot in pairwise(taken):
        if slot == before + 1:
            runs[-1].append(slot)
        else:
            runs.append([slot])
    lengths = [len(run) for run in runs]
    cost = rules.gap * sum(after - before - 1 for before, after in pairwise(taken))
    cost += rules.isolated * lengths.count(1) + rules.lonely * (len(taken) == 1)
    cost += rules.over_ceiling * max(0, len(taken) - rules.ceiling) * (rules.ceiling > 0)
    cost += rules.under_floor * max(0, rules.floor - len(taken))
    cost += rules.over_run * sum(max(0, length - rules.run) for length in lengths) * (rules.run > 0)
    return cost + rules.late_start * (taken[0] > 0)


def _spread(problem: Problem, held: list[tuple[int, Place]]) -> int:
    days: dict[int, set[int]] = defaultdict(set)
    for index, place in held:
        days[problem.events[index].course].add(problem.grid.place(place.time)[0])
    return sum(
        course.too_few_days * max(0, course.min_days - len(days[index]))
        for index, course in enumerate(problem.courses)
    )


def _other_rooms(problem: Problem, held: list[tuple[int, Place]]) -> int:
    rooms: dict[int, set[int | None]] = defaultdict(set)
    for index, place in held:
        rooms[problem.events[index].course].add(place.room)
    return sum(problem.courses[course].other_room * (len(used) - 1) for course, used in rooms.items())


def _travel(problem: Problem, held: list[tuple[int, Place]]) -> int:
    """A plan with clashes is not worth the question: a person then stands in two buildings."""
    travel = problem.rules.travel
    if travel is None:
        return 0
    at: dict[tuple[int, int, int, int], int] = {}
    for index, place in held:
        if place.room is not None:
            for day, slot, week in problem.grid.cells(place.time, problem.events[index].duration):
                for person in problem.events[index].people:
                    at[person, week, day, slot] = problem.rooms[place.room].building
    late = 0
    for (person, week, day, slot), here in at.items():
        there = at.get((person, week, day, slot + 1))
        pause = travel.breaks[slot % len(travel.breaks)] if travel.breaks else 0
        late += there is not None and travel.minutes[here][there] > pause
    return late * travel.weight
