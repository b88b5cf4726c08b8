"""Kempe chains: a lesson changes its time, those in its way change to the old one, and so on, back and forth.

Single moves must pass through a clash to exchange several lessons of two times; late, when it is cold, they no
longer can. A chain does it at once and every lesson keeps its room.
"""

from shared.timetabling.solver.chain import KEPT, add, try_moves
from shared.timetabling.solver.compiled import compiled, inlined
from shared.timetabling.solver.search import LADDER, LONGEST, Search
from shared.timetabling.solver.state import State
from shared.timetabling.solver.tables import Tables


@compiled
def try_chain(tables: Tables, state: State, search: Search, event: int, time: int, chance: int) -> int:
    """Make the chain that begins with this lesson if the dice accept what it costs."""
    # The sum of the two times: less the one where a lesson stands it is the one where it goes.
    both = state.time[event] + time
    length = _gather(tables, state, search, event, both)
    if length == 0:
        return 0
    return try_moves(tables, state, search, length, both, KEPT, chance)


@inlined
def _gather(tables: Tables, state: State, search: Search, event: int, both: int) -> int:
    """Write down the lessons of the chain; none if one of them may not go, or if it grows too long."""
    search.chain[0] = event
    length, done, rise = 1, 0, 0
    while done < length:
        one = search.chain[done]
        here, costs = state.time[one], tables.time_row[one]
        rise += tables.time_cost[costs, both - here] - tables.time_cost[costs, here]
        if rise >= LADDER:
            return 0
        length = _add_rivals(tables, state, search, one, both - here, length)
        if length > LONGEST:
            return 0
        done += 1
    return length


@inlined
def _add_rivals(tables: Tables, state: State, search: Search, one: int, there: int, length: int) -> int:
    """Lengthen the chain by those who stand there in this lesson's way: its people's or its room's."""
    cell, kind = tables.cell[there] + tables.first_week[there], tables.kind[one]
    for room in range(state.held.shape[0]):
        if state.held[room, cell] != 1:
            continue
        other = state.holder[room, cell]
        if room != state.room[one] and not tables.clash[kind, tables.kind[other]]:
            continue
        like = state.time[other] == there and tables.duration[other] == tables.duration[one]
        if like:
            length = add(search, other, length)
            if length > LONGEST:
                return length
    return length
