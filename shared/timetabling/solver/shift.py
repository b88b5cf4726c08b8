"""A lesson moved for good or on trial: what chains and exchanges are made of."""

from shared.timetabling.solver.compiled import inlined
from shared.timetabling.solver.delta import NOBODY, hard_change, place_change, soft_change
from shared.timetabling.solver.state import State, exchange
from shared.timetabling.solver.tables import Tables
from shared.timetabling.solver.travel import travel_cost


@inlined
def shift(tables: Tables, state: State, event: int, time: int, room: int) -> tuple[int, int]:
    """Move one lesson; return the breaches gained and what all else costs more."""
    old_time = state.time[event]
    breaches = hard_change(tables, state, event, NOBODY, time, room)
    rise = place_change(tables, state, event, time, room)
    rise += soft_change(tables, state, event, NOBODY, time, room)
    if tables.travels:
        rise -= travel_cost(tables, state, event, NOBODY, old_time, time)
    exchange(tables, state, event, NOBODY, time, room)
    if tables.travels:
        rise += travel_cost(tables, state, event, NOBODY, old_time, time)
    return breaches, rise
