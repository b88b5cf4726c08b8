"""Bulk loading of a plan into an empty occupancy: opening a week of thousands of lessons takes no time."""

import numpy as np

from shared.timetabling.model import EVERY, Place, Plan, Problem
from shared.timetabling.week.occupancy import Indices, Occupancy


def fill(occupancy: Occupancy, problem: Problem, plan: Plan) -> None:
    """As if each lesson of the plan had been put in turn."""
    held = [(event, place) for event, place in enumerate(plan) if place is not None]
    if not held:
        return
    for event, place in held:
        occupancy.places[event] = place
        if place.room is not None:
            occupancy.in_room[place.room].add(event)
    _count_lessons(occupancy, problem, held)
    _count_cells(occupancy, problem, np.array([event for event, _ in held], dtype=np.intp))
    bits = (1 << np.arange(problem.grid.slots, dtype=np.int32))[:, None]
    occupancy.pattern[:] = ((occupancy.busy > 0) * bits).sum(axis=2)


def _count_lessons(occupancy: Occupancy, problem: Problem, held: list[tuple[int, Place]]) -> None:
    events = np.array([event for event, _ in held], dtype=np.intp)
    courses = np.array([problem.events[event].course for event, _ in held], dtype=np.intp)
    none = len(problem.rooms)
    occupancy.time_of[events] = [place.time for _, place in held]
    occupancy.room_of[events] = [none if place.room is None else place.room for _, place in held]
    days = occupancy.time_of[events] // (problem.grid.slots * problem.grid.phases)
    np.add.at(occupancy.course_day, (courses, days), 1)
    np.add.at(occupancy.course_room, (courses, occupancy.room_of[events]), 1)


def _count_cells(occupancy: Occupancy, problem: Problem, events: Indices) -> None:
    """Week by week and hour by hour of a lesson, all lessons together."""
    grid, rooms = problem.grid, occupancy.room_of[events]
    days, rest = np.divmod(occupancy.time_of[events], grid.slots * grid.phases)
    slots, phases = np.divmod(rest, grid.phases)
    durations = np.array([problem.events[event].duration for event in events.tolist()], dtype=np.intp)
    rows = np.repeat(np.arange(len(events)), [len(occupancy.people[event]) for event in events.tolist()])
    people = np.concatenate([occupancy.people[event] for event in events.tolist()])
    for week in range(grid.weeks):
        in_week = (phases == EVERY) | (phases - 1 == week)
        for step in range(int(durations.max())):
            here = in_week & (step < durations) & (slots + step < grid.slots)
            with_room = here & (rooms < len(problem.rooms))
            cell = days, slots + step, np.full(len(events), week)
            # `+=` with an array of indices counts a cell once however often it is named; `add.at` counts each.
            np.add.at(occupancy.held, (rooms[with_room], *(one[with_room] for one in cell)), 1)
            pairs, placed = here[rows], with_room[rows]
            np.add.at(occupancy.busy, (people[pairs], *(one[rows[pairs]] for one in cell)), 1)
            where = (people[placed], *(one[rows[placed]] for one in cell))
            np.maximum.at(occupancy.at, where, events[rows[placed]])
