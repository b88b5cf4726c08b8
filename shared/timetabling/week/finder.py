"""Finds what is free in a week: rooms and people at a time."""

from contextlib import nullcontext

import numpy as np

from shared.timetabling.model import TEACHER
from shared.timetabling.week.insertion_cost import taken_times
from shared.timetabling.week.week import Week


def free_rooms(
    week: Week, time: int, *, event: int | None = None, duration: int = 1, seats: int = 0, kind: str = ""
) -> tuple[int, ...]:
    """Rooms where nothing is held at a time, the smallest first; for a lesson, those that suit it.

    The lesson itself, wherever it stands, is in nobody's way.
    """
    problem, occupancy = week.problem, week.occupancy
    long = duration if event is None else problem.events[event].duration
    with nullcontext() if event is None else occupancy.without(event):
        taken = (occupancy.held > 0) | occupancy.closed[..., None]
        free = ~taken_times(problem.grid, taken, long)[:, time]
    if not problem.grid.fits(time, long):
        return ()
    rooms = range(len(problem.rooms)) if event is None else week.openings.of(event).rooms.tolist()
    wanted = [
        room
        for room in rooms
        if free[room]
        and problem.rooms[room].capacity >= seats
        and (not kind or problem.rooms[room].kind == kind)
    ]
    return tuple(sorted(wanted, key=lambda room: (problem.rooms[room].capacity, room)))


def free_people(week: Week, time: int, *, duration: int = 1, kind: str = TEACHER) -> tuple[int, ...]:
    """Teachers (or students) who have no lesson at a time and are not away; those with the fewest lessons first."""
    people = [index for index, person in enumerate(week.problem.people) if person.kind == kind]
    free = _free(week, people, duration)[:, time] if people else np.zeros(0, dtype=np.bool_)
    hours = week.occupancy.busy[people].sum(axis=(1, 2, 3)).tolist() if people else []
    found = [(load, person) for person, load, is_free in zip(people, hours, free, strict=True) if is_free]
    return tuple(person for _, person in sorted(found))


def _free(week: Week, people: list[int], duration: int) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """For (person, time) whether the person could come for so long."""
    problem, grid = week.problem, week.problem.grid
    taken = week.occupancy.busy[people] > 0
    for row, person in enumerate(people):
        for day, slot in problem.people[person].away:
            if 0 <= day < grid.days and 0 <= slot < grid.slots:
                taken[row, day, slot] = True
    fits = np.array([grid.fits(time, duration) for time in range(grid.times)], dtype=np.bool_)
    return ~taken_times(grid, taken, duration) & fits
