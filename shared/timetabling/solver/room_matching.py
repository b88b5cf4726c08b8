"""Minimum-cost matching of the lessons of one time with rooms (the Hungarian method)."""

from shared.timetabling.solver.compiled import compiled, inlined
from shared.timetabling.solver.search import Exchange
from shared.timetabling.solver.state import State
from shared.timetabling.solver.tables import FORBIDDEN, Tables

DEARER = 8
"""Costs are counted in eighths, so that of two rooms that cost the same the present one is kept."""
UNREACHED = 1 << 40


@compiled
def match_rooms(tables: Tables, state: State, work: Exchange, time: int, side: int, count: int) -> bool:
    """Write into `then` the cheapest rooms for the lessons that stand at the time by now; say whether there are any."""
    lessons = 0
    for index in range(count):
        if state.time[work.lesson[index]] == time:
            lessons += 1
            work.row[lessons] = index
    for column in range(len(work.taker)):
        work.worth[column] = work.value[column] = work.taker[column] = 0
    for row in range(1, lessons + 1):
        if not _insert(tables, state, work, side, row):
            return False
    for column in range(1, len(work.taker)):
        if work.taker[column] > 0:
            work.then[work.row[work.taker[column]]] = column - 1
    return True


@inlined
def _insert(tables: Tables, state: State, work: Exchange, side: int, row: int) -> bool:
    """Give one lesson more a room, by the shortest path over the rooms of the others; column 0 is no room."""
    for column in range(len(work.taker)):
        work.slack[column], work.reached[column] = UNREACHED, 0
    work.taker[0] = row
    column = 0
    while work.taker[column] != 0:
        work.reached[column] = 1
        nearest = _reach(tables, state, work, side, column)
        step = work.slack[nearest]
        if step >= FORBIDDEN:
            return False
        for other in range(len(work.taker)):
            if work.reached[other]:
                work.worth[work.taker[other]] += step
                work.value[other] -= step
            else:
                work.slack[other] -= step
        column = nearest
    while column:
        work.taker[column] = work.taker[work.before[column]]
        column = work.before[column]
    return True


@inlined
def _reach(tables: Tables, state: State, work: Exchange, side: int, column: int) -> int:
    """Look on from the lesson that has the column; return the nearest of the columns not reached yet."""
    taker, nearest = work.taker[column], 0
    event = work.lesson[work.row[taker]]
    for other in range(1, len(work.taker)):
        if work.reached[other]:
            continue
        slack = _cost(tables, state, work, side, event, other - 1) - work.worth[taker] - work.value[other]
        if slack < work.slack[other]:
            work.slack[other], work.before[other] = slack, column
        if nearest == 0 or work.slack[other] < work.slack[nearest]:
            nearest = other
    return nearest


@inlined
def _cost(tables: Tables, state: State, work: Exchange, side: int, event: int, room: int) -> int:
    """What the room costs the lesson, the stability of its course included."""
    if work.shut[side, room]:
        return FORBIDDEN * DEARER
    course, stays = tables.course[event], int(state.room[event] == room)
    cost = tables.room_cost[tables.room_row[event], room]
    if state.course_room[course, room] == stays:
        cost += tables.other_room[course]
    return int(cost * DEARER + 1 - stays)
