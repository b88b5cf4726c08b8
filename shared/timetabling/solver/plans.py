"""Conversion between plans and the solver's arrays, and repair of a plan that is not free of clashes."""

from collections import defaultdict
from itertools import combinations

from shared.timetabling.domains import closed
from shared.timetabling.model import Place, Plan, Problem
from shared.timetabling.solver.tables import Ints


def plan_of(problem: Problem, times: Ints, rooms: Ints) -> Plan:
    """The places of the arrays; the last room is none."""
    return tuple(
        None if time < 0 else Place(int(time), int(room) if room < len(problem.rooms) else None)
        for time, room in zip(times, rooms, strict=True)
    )


def without_clashes(problem: Problem, plan: Plan) -> Plan:
    """The plan with the lessons in the tray that clash most, locked ones last."""
    clashing = rivals(problem, plan)
    kept = list(plan)
    for index, place in enumerate(plan):
        if (
            place
            and place.room is not None
            and closed(problem, problem.events[index], place.time, place.room)
        ):
            _take_out(clashing, kept, index)
    while any(clashing.values()):
        _take_out(
            clashing,
            kept,
            max(
                clashing,
                key=lambda index: (
                    bool(clashing[index]),
                    index not in problem.locks,
                    len(clashing[index]),
                    index,
                ),
            ),
        )
    return tuple(kept)


def rivals(problem: Problem, plan: Plan) -> dict[int, set[int]]:
    """For each lesson those it clashes with, over people or a room."""
    at: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for index, place in enumerate(plan):
        if place is not None:
            for cell in problem.grid.cells(place.time, problem.events[index].duration):
                at[cell].append(index)
    found: dict[int, set[int]] = defaultdict(set)
    people = [frozenset(event.people) for event in problem.events]
    for lessons in at.values():
        for one, other in combinations(lessons, 2):
            here, there = plan[one], plan[other]
            same_room = here and there and here.room is not None and here.room == there.room
            if same_room or not people[one].isdisjoint(people[other]):
                found[one].add(other)
                found[other].add(one)
    return found


def _take_out(clashing: dict[int, set[int]], kept: list[Place | None], index: int) -> None:
    kept[index] = None
    for other in clashing.pop(index, ()):
        clashing[other].discard(index)
