"""Mutable state of the solver: every count the costs hang on, kept up to date when a lesson is lifted or put."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shared.timetabling.solver.compiled import inlined
from shared.timetabling.solver.tables import Ints, Tables

NOWHERE = -1


class State(NamedTuple):
    time: Ints
    room: Ints
    clashes: Ints
    """(kind, cell): lessons there that share a person with the kind."""
    held: Ints
    """(room, cell): lessons there; a closed cell counts as two, so that nothing is swapped with it."""
    holder: Ints
    """(room, cell): the lesson there when it is alone (all lessons there, combined by xor)."""
    taken: Ints
    """(person, cell): lessons there."""
    pattern: Ints
    """(person, day and week): the taken slots as bits."""
    active_days: Ints
    building: Ints
    """(person, cell): the sum of the buildings there; the building itself when one lesson is there."""
    course_day: Ints
    course_days: Ints
    course_room: Ints
    course_rooms: Ints
    totals: NDArray[np.int64]
    """Hard breaches and soft cost of the plan as it stands."""


def empty_state(tables: Tables, closed: Ints) -> State:
    """A state without lessons; `closed` says for (room, cell) what blocks it from the start."""
    events, people, courses = len(tables.kind), len(tables.profile), len(tables.min_days)
    days, rooms = int(tables.day.max()) + 1, closed.shape[0]
    cells = days * tables.slots * tables.weeks

    def zeros(*shape: int) -> Ints:
        return np.zeros(shape, dtype=np.int32)

    return State(
        time=np.full(events, NOWHERE, dtype=np.int32),
        room=np.full(events, NOWHERE, dtype=np.int32),
        clashes=zeros(len(tables.clash), cells),
        held=closed.copy(),
        holder=zeros(rooms, cells),
        taken=zeros(people, cells),
        pattern=zeros(people, days * tables.weeks),
        active_days=zeros(people, tables.weeks),
        building=zeros(people if tables.travels else 0, cells),
        course_day=zeros(courses, days),
        course_days=zeros(courses),
        course_room=zeros(courses, rooms + 1),
        course_rooms=zeros(courses),
        totals=np.zeros(2, dtype=np.int64),
    )


@inlined
def put(tables: Tables, state: State, event: int, time: int, room: int) -> None:
    state.time[event] = time
    state.room[event] = room
    _count(tables, state, event, time, room, 1)
    course, day = tables.course[event], tables.day[time]
    state.course_days[course] += state.course_day[course, day] == 0
    state.course_day[course, day] += 1
    state.course_rooms[course] += state.course_room[course, room] == 0
    state.course_room[course, room] += 1


@inlined
def lift(tables: Tables, state: State, event: int) -> None:
    time, room = state.time[event], state.room[event]
    _count(tables, state, event, time, room, -1)
    course, day = tables.course[event], tables.day[time]
    state.course_day[course, day] -= 1
    state.course_days[course] -= state.course_day[course, day] == 0
    state.course_room[course, room] -= 1
    state.course_rooms[course] -= state.course_room[course, room] == 0
    state.time[event] = NOWHERE
    state.room[event] = NOWHERE


@inlined
def exchange(tables: Tables, state: State, event: int, other: int, time: int, room: int) -> None:
    """The event goes there, and the other, if there is one, to where it was."""
    old_time, old_room = state.time[event], state.room[event]
    lift(tables, state, event)
    if other != NOWHERE:
        lift(tables, state, other)
        put(tables, state, other, old_time, old_room)
    put(tables, state, event, time, room)


@inlined
def _count(tables: Tables, state: State, event: int, time: int, room: int, change: int) -> None:
    kind = tables.kind[event]
    has_room = room < state.held.shape[0]
    for week in range(tables.first_week[time], tables.last_week[time]):
        for step in range(tables.duration[event]):
            cell = tables.cell[time] + step * tables.weeks + week
            for index in range(tables.rivals_from[kind], tables.rivals_from[kind + 1]):
                state.clashes[tables.rivals[index], cell] += change
            if has_room:
                state.held[room, cell] += change
                state.holder[room, cell] ^= event
            _count_people(tables, state, kind, time, step, week, change)
            if tables.travels:
                for index in range(tables.travellers_from[kind], tables.travellers_from[kind + 1]):
                    state.building[tables.travellers[index], cell] += change * tables.building[room]


@inlined
def _count_people(
    tables: Tables, state: State, kind: int, time: int, step: int, week: int, change: int
) -> None:
    cell = tables.cell[time] + step * tables.weeks + week
    column, bit = tables.day[time] * tables.weeks + week, 1 << (tables.slot[time] + step)
    for index in range(tables.watch_from[kind], tables.watch_from[kind + 1]):
        person = tables.watch[index]
        before = state.pattern[person, column]
        state.taken[person, cell] += change
        after = before | bit if state.taken[person, cell] > 0 else before & ~bit
        state.pattern[person, column] = after
        state.active_days[person, week] += (after != 0) - (before != 0)
