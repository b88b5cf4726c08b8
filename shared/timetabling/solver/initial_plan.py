"""The initial plan of the search, and the totals of a plan counted from scratch."""

import numpy as np
from numpy.typing import NDArray

from shared.timetabling.model import Plan, Problem
from shared.timetabling.solver.compiled import compiled
from shared.timetabling.solver.delta import people_breaches, room_breaches
from shared.timetabling.solver.state import NOWHERE, State, empty_state, put
from shared.timetabling.solver.tables import FORBIDDEN, Ints, Tables
from shared.timetabling.solver.travel import day_travel

CLOSED = 2


def closed_cells(problem: Problem) -> Ints:
    """For (room, cell) a mark where the room is closed."""
    grid = problem.grid
    marks = np.zeros((len(problem.rooms), grid.days * grid.slots * grid.weeks), dtype=np.int32)
    for index, room in enumerate(problem.rooms):
        for day, slot in room.closed:
            if day < grid.days and slot < grid.slots:
                cell = (day * grid.slots + slot) * grid.weeks
                marks[index, cell : cell + grid.weeks] = CLOSED
    return marks


def begin(problem: Problem, tables: Tables, random: np.random.Generator) -> State:
    """The present plan where it is still allowed, the rest anywhere it may be."""
    return state_of(problem, tables, *first_places(tables, problem.present, len(problem.rooms), random))


def state_of(problem: Problem, tables: Tables, times: Ints, rooms: Ints) -> State:
    state = empty_state(tables, closed_cells(problem))
    state.totals[0] = _put_all(tables, state, times, rooms)
    state.totals[1] = soft_total(tables, state)
    return state


def first_places(
    tables: Tables, present: Plan, no_room: int, random: np.random.Generator
) -> tuple[Ints, Ints]:
    times = np.full(len(tables.kind), NOWHERE, dtype=np.int32)
    rooms = np.full(len(tables.kind), NOWHERE, dtype=np.int32)
    for event in np.flatnonzero(placeable(tables)):
        row, room_row = tables.time_row[event], tables.room_row[event]
        times[event] = random.choice(tables.times[tables.times_from[row] : tables.times_from[row + 1]])
        rooms[event] = random.choice(
            tables.rooms[tables.rooms_from[room_row] : tables.rooms_from[room_row + 1]]
        )
        place = present[event] if present else None
        if place and tables.time_cost[row, place.time] < FORBIDDEN:
            times[event] = place.time
            room = no_room if place.room is None else place.room
            rooms[event] = room if tables.room_cost[room_row, room] < FORBIDDEN else rooms[event]
    return times, rooms


def placeable(tables: Tables) -> NDArray[np.bool_]:
    """Which events have any time and any room at all."""
    times, rooms = np.diff(tables.times_from) > 0, np.diff(tables.rooms_from) > 0
    return np.asarray(times[tables.time_row] & rooms[tables.room_row], dtype=np.bool_)


@compiled
def _put_all(tables: Tables, state: State, times: Ints, rooms: Ints) -> int:
    """Put every lesson that has a place; return the hard breaches."""
    breaches = 0
    for event in range(len(times)):
        if times[event] >= 0:
            duration = tables.duration[event]
            breaches += people_breaches(tables, state, tables.kind[event], times[event], duration)
            breaches += room_breaches(tables, state, rooms[event], times[event], duration)
            put(tables, state, event, times[event], rooms[event])
    return breaches


def soft_total(tables: Tables, state: State) -> int:
    placed = np.flatnonzero(state.time >= 0)
    places = (
        tables.time_cost[tables.time_row[placed], state.time[placed]].sum()
        + tables.room_cost[tables.room_row[placed], state.room[placed]].sum()
    )
    days = tables.pattern[tables.profile[:, None], state.pattern].sum()
    weeks = tables.week_cost[tables.profile[:, None], state.active_days].sum()
    spread = (tables.too_few_days * np.maximum(0, tables.min_days - state.course_days)).sum()
    rooms = (tables.other_room * np.maximum(0, state.course_rooms - 1)).sum()
    travel = 0
    if tables.travels:
        travel = sum(
            day_travel(tables, state, person, day)
            for person in range(len(tables.profile))
            for day in range(state.course_day.shape[1])
        )
    return int(places + days + weeks + spread + rooms) + travel
