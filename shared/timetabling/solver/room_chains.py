"""Kempe chains over rooms: a course moves to another room, whatever stands in its way there moves into its old one.

One lesson at a time each step would cost the stability of two courses; late, when it is cold, no course would ever
change its room.
"""

from shared.timetabling.solver.chain import KEPT, add, try_moves
from shared.timetabling.solver.compiled import compiled, inlined
from shared.timetabling.solver.search import LADDER, LONGEST, Search
from shared.timetabling.solver.state import State
from shared.timetabling.solver.tables import Tables


@compiled
def try_room_chain(tables: Tables, state: State, search: Search, event: int, room: int, chance: int) -> int:
    """Make the chain that begins with this lesson if the dice accept what it costs."""
    # The sum of the two rooms: less the one where a lesson stands it is the one where it goes.
    both = state.room[event] + room
    length = _gather(tables, state, search, event, both)
    if length == 0:
        return 0
    return try_moves(tables, state, search, length, KEPT, both, chance)


@inlined
def _gather(tables: Tables, state: State, search: Search, event: int, both: int) -> int:
    """Write down the lessons of the chain; none if one of them may not go, or if it grows too long."""
    search.chain[0] = event
    length, done, rise = 1, 0, 0
    while done < length:
        one = search.chain[done]
        here, costs = state.room[one], tables.room_row[one]
        rise += tables.room_cost[costs, both - here] - tables.room_cost[costs, here]
        if rise >= LADDER:
            return 0
        length = _add_holder(tables, state, search, one, both - here, length)
        length = _add_course(tables, state, search, one, length)
        if length > LONGEST:
            return 0
        done += 1
    return length


@inlined
def _add_holder(tables: Tables, state: State, search: Search, one: int, there: int, length: int) -> int:
    """Lengthen the chain by the lesson that stands there at the same time."""
    time = state.time[one]
    cell = tables.cell[time] + tables.first_week[time]
    if state.held[there, cell] == 0:
        return length
    other = state.holder[there, cell]
    if (
        state.held[there, cell] > 1
        or state.time[other] != time
        or tables.duration[other] != tables.duration[one]
    ):
        return LONGEST + 1
    return add(search, other, length)


@inlined
def _add_course(tables: Tables, state: State, search: Search, one: int, length: int) -> int:
    """Lengthen the chain by the lessons of the course that stand in the same room."""
    course = tables.course[one]
    for index in range(tables.lessons_from[course], tables.lessons_from[course + 1]):
        other = tables.lessons[index]
        if state.room[other] == state.room[one] and length <= LONGEST:
            length = add(search, other, length)
    return length
