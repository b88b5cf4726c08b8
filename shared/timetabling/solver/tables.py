"""A problem compiled to arrays: what never changes while the solver runs."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from shared.timetabling.domains import Domain, choices
from shared.timetabling.model import NO_RULES, Problem, Unusable
from shared.timetabling.solver.patterns import day_table, days_cost

Ints = NDArray[np.int32]

MOST_PATTERNS = 1 << 26
LEAST_PRICE = 5
FORBIDDEN = 1 << 20
"""The cost of a time or room that an event may not have."""


class Tables(NamedTuple):
    """Rows of numbers for the compiled code; events that meet the same people are of one *kind*."""

    weeks: int
    slots: int
    plain: bool
    """One kind of weeks and lessons of one slot: the shorter arithmetic will do."""
    travels: bool
    price: int
    """What one hard breach costs."""
    hope: int
    """What people's days may make good of a move; one that is dearer by more is refused before they are reckoned."""
    day: Ints
    slot: Ints
    cell: Ints
    first_week: Ints
    last_week: Ints
    kind: Ints
    duration: Ints
    course: Ints
    lessons_from: Ints
    lessons: Ints
    """For each course, its events."""
    time_row: Ints
    room_row: Ints
    movable: Ints
    clash: NDArray[np.uint8]
    """Whether two kinds share a person."""
    rivals_from: Ints
    rivals: Ints
    """For each kind, those it clashes with, itself included."""
    watch_from: Ints
    watch: Ints
    """For each kind, its people who have wishes about their days."""
    time_cost: Ints
    room_cost: Ints
    """The last column is the room of events that need none."""
    times_from: Ints
    times: Ints
    rooms_from: Ints
    rooms: Ints
    profile: Ints
    pattern: Ints
    week_cost: Ints
    week_wish: NDArray[np.bool_]
    min_days: Ints
    too_few_days: Ints
    other_room: Ints
    building: Ints
    too_far: NDArray[np.uint8]
    """(building, building, slot): no way from one to the other in the break after the slot; building 0 is none."""
    travel_cost: int
    travellers_from: Ints
    travellers: Ints


class Rows:
    """Equal rows kept once."""

    def __init__(self) -> None:
        self.index: dict[Hashable, int] = {}

    def of(self, row: Hashable) -> int:
        return self.index.setdefault(row, len(self.index))

    def __iter__(self) -> Any:
        return iter(self.index)


def ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int32)


def ragged(lists: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """Lists end to end, and where each begins."""
    return (
        np.concatenate(([0], np.cumsum([len(one) for one in lists]))).astype(np.int32),
        ints(value for one in lists for value in one),
    )


def compile_tables(problem: Problem) -> Tables:
    open_places = [choices(problem, index) for index in range(len(problem.events))]
    time_rows, room_rows, profiles, kinds = Rows(), Rows(), Rows(), Rows()
    time_row = ints(time_rows.of(tuple(sorted(one.times.items()))) for one in open_places)
    no_room = ((len(problem.rooms), 0),)
    room_row = ints(
        room_rows.of(tuple(sorted(one.rooms.items())) if event.needs_room else no_room)
        for event, one in zip(problem.events, open_places, strict=True)
    )
    kind = ints(kinds.of(tuple(sorted(set(event.people)))) for event in problem.events)
    course = ints(event.course for event in problem.events)
    profile = ints(profiles.of(person.rules) for person in problem.people)
    meets: list[tuple[int, ...]] = list(kinds)
    clash, rivals = _rivals(meets, len(problem.people))
    wishes = [[p for p in people if problem.people[p].rules != NO_RULES] for people in meets]
    tables = Tables(
        **_times(problem),
        plain=problem.grid.weeks == 1 and all(event.duration == 1 for event in problem.events),
        price=0,
        hope=0,
        kind=kind,
        duration=ints(event.duration for event in problem.events),
        course=course,
        **_lists("lessons", [np.flatnonzero(course == one).tolist() for one in range(len(problem.courses))]),
        time_row=time_row,
        room_row=room_row,
        movable=_movable(problem, open_places),
        clash=clash,
        **_lists("rivals", rivals),
        **_lists("watch", wishes),
        time_cost=_cost_rows(time_rows, problem.grid.times),
        room_cost=_cost_rows(room_rows, len(problem.rooms) + 1),
        **_lists("times", [[time for time, _ in row] for row in time_rows]),
        **_lists("rooms", [[room for room, _ in row] for row in room_rows]),
        profile=profile,
        **_profiles(profiles, problem),
        min_days=ints(course.min_days for course in problem.courses),
        too_few_days=ints(course.too_few_days for course in problem.courses),
        other_room=ints(course.other_room for course in problem.courses),
        **_travel(problem, meets),
    )
    return priced(tables, 2 * max(LEAST_PRICE, dearest(problem)))


def priced(tables: Tables, price: int) -> Tables:
    """The same tables with another price of a breach."""
    return tables._replace(price=price, hope=price * 7 // 10)


def dearest(problem: Problem) -> int:
    """The cost of the dearest single wish; a breach costs twice as much.

    That is little: the way to a better plan often leads through a clash.
    """
    limits = {"ceiling", "floor", "run", "days"}
    days: list[int] = [
        value
        for person in set(problem.people)
        for name, value in asdict(person.rules).items()
        if name not in limits
    ]
    places = [cost for event in problem.events for _, cost in (*event.time_costs, *event.room_costs)]
    courses = [cost for course in problem.courses for cost in (course.too_few_days, course.other_room)]
    travel = problem.rules.travel.weight if problem.rules.travel else 0
    return max(*days, *places, *courses, travel, 0, 0)


def _lists(name: str, lists: Sequence[Sequence[int]]) -> dict[str, Any]:
    begins, values = ragged(lists)
    return {f"{name}_from": begins, name: values}


def _times(problem: Problem) -> dict[str, Any]:
    grid = problem.grid
    places = [grid.place(time) for time in range(grid.times)]
    return {
        "weeks": grid.weeks,
        "slots": grid.slots,
        "day": ints(day for day, _, _ in places),
        "slot": ints(slot for _, slot, _ in places),
        "cell": ints((day * grid.slots + slot) * grid.weeks for day, slot, _ in places),
        "first_week": ints(grid.weeks_of(phase).start for _, _, phase in places),
        "last_week": ints(grid.weeks_of(phase).stop for _, _, phase in places),
    }


def _movable(problem: Problem, open_places: list[Domain]) -> Ints:
    """Events with a choice; one without any place cannot even be put down."""
    return ints(
        index
        for index, one in enumerate(open_places)
        if one.times
        and (one.rooms or not problem.events[index].needs_room)
        and len(one.times) * max(1, len(one.rooms)) > 1
    )


def _rivals(meets: list[tuple[int, ...]], people: int) -> tuple[NDArray[np.uint8], list[list[int]]]:
    attended: list[list[int]] = [[] for _ in range(people)]
    for kind, members in enumerate(meets):
        for person in members:
            attended[person].append(kind)
    clash = np.zeros((len(meets), len(meets)), dtype=np.uint8)
    for kinds in attended:
        clash[np.ix_(kinds, kinds)] = 1
    return clash, [np.flatnonzero(row).tolist() for row in clash]


def _cost_rows(rows: Rows, width: int) -> Ints:
    table = np.full((max(1, len(rows.index)), width), FORBIDDEN, dtype=np.int32)
    for index, row in enumerate(rows):
        for column, cost in row:
            table[index, column] = cost
    return table


def _profiles(profiles: Rows, problem: Problem) -> dict[str, Any]:
    grid, known = problem.grid, list(profiles) or [NO_RULES]
    if len(known) << grid.slots > MOST_PATTERNS:
        raise Unusable(
            f"{len(known)} kinds of wishes about days of {grid.slots} slots are more than can be weighed."
        )
    week_cost = np.array(
        [[days_cost(rules, days) for days in range(grid.days + 1)] for rules in known], dtype=np.int32
    )
    return {
        "pattern": np.stack([day_table(rules, grid.slots) for rules in known]),
        "week_cost": week_cost,
        "week_wish": week_cost.any(axis=1),
    }


def _travel(problem: Problem, meets: list[tuple[int, ...]]) -> dict[str, Any]:
    travel = problem.rules.travel
    building = ints([*(room.building + 1 for room in problem.rooms), 0])
    if travel is None:
        return {
            "travels": False,
            "building": building,
            "too_far": np.zeros((1, 1, 1), dtype=np.uint8),
            "travel_cost": 0,
            **_lists("travellers", []),
        }
    breaks = np.resize(np.array(travel.breaks or (0,)), problem.grid.slots)
    far = np.pad(np.array(travel.minutes)[:, :, None] > breaks, ((1, 0), (1, 0), (0, 0)))
    return {
        "travels": bool(far.any()),
        "building": building,
        "too_far": far.astype(np.uint8),
        "travel_cost": travel.weight,
        **_lists("travellers", [list(people) for people in meets]),
    }
