"""Simulated annealing over single moves, exchanges and chains, one stretch of moves at a time."""

import numpy as np

from shared.timetabling.solver.compiled import compiled, inlined
from shared.timetabling.solver.delta import NOBODY, hard_change, place_change, soft_change
from shared.timetabling.solver.kempe_chains import try_chain
from shared.timetabling.solver.rng import below, next_random
from shared.timetabling.solver.room_chains import try_room_chain
from shared.timetabling.solver.search import Search, account, refused, set_ladder
from shared.timetabling.solver.state import State, exchange
from shared.timetabling.solver.tables import Tables
from shared.timetabling.solver.time_exchange import try_exchange
from shared.timetabling.solver.travel import travel_cost

BATCH = 8192
"""Moves at one temperature."""
SAME_TIME, SAME_ROOM, CHAINS, ROOM_CHAINS, TIME_EXCHANGES = 8, 128, 16, 4, 4
"""Of 256 moves so many keep the time, keep the room, are tried as a chain, a chain over rooms, an exchange of times."""


@compiled
def anneal(tables: Tables, state: State, search: Search, moves: int, hot: float, cold: float) -> int:
    """Make so many moves while the temperature falls geometrically; return how many were accepted."""
    accepted = 0
    batches = max(1, (moves + BATCH - 1) // BATCH)
    for batch in range(batches):
        set_ladder(search.ladder, hot * (cold / hot) ** ((batch + 0.5) / batches))
        for _ in range(min(BATCH, moves - batch * BATCH)):
            accepted += _try_move(tables, state, search)
    return accepted


@inlined
def _try_move(tables: Tables, state: State, search: Search) -> int:
    dice, more_dice = next_random(search.random), next_random(search.random)
    event = tables.movable[below(dice, len(tables.movable))]
    times, rooms = tables.time_row[event], tables.room_row[event]
    first_time, first_room = tables.times_from[times], tables.rooms_from[rooms]
    time = tables.times[first_time + below(dice >> np.uint64(20), tables.times_from[times + 1] - first_time)]
    chance = int(dice >> np.uint64(40))
    kind = below(more_dice >> np.uint64(8), 256)
    if kind < CHAINS + TIME_EXCHANGES:
        if time == state.time[event]:
            return 0
        if kind < CHAINS:
            return try_chain(tables, state, search, event, time, chance)
        return try_exchange(tables, state, search, event, time, chance)
    room = tables.rooms[
        first_room + below(more_dice >> np.uint64(20), tables.rooms_from[rooms + 1] - first_room)
    ]
    if kind >= 256 - ROOM_CHAINS:
        changes = room != state.room[event] and room < state.held.shape[0]
        return try_room_chain(tables, state, search, event, room, chance) if changes else 0
    way = int(more_dice & np.uint64(255))
    if way < SAME_TIME:
        time = state.time[event]
    elif way < SAME_TIME + SAME_ROOM:
        room = state.room[event]
    if time == state.time[event] and room == state.room[event]:
        return 0
    return _try_place(tables, state, search, event, time, room, chance)


@inlined
def _try_place(
    tables: Tables, state: State, search: Search, event: int, time: int, room: int, chance: int
) -> int:
    # What is quickest to reckon comes first: most moves are refused by their place or their clashes, and the
    # days of all their people are never looked at.
    other = _holder(tables, state, event, time, room)
    rise = place_change(tables, state, event, time, room)
    if other != NOBODY:
        rise += place_change(tables, state, other, state.time[event], state.room[event])
    if refused(search, rise - tables.hope, chance):
        return 0
    breaches = hard_change(tables, state, event, other, time, room)
    if refused(search, rise + tables.price * breaches - tables.hope, chance):
        return 0
    rise += soft_change(tables, state, event, other, time, room)
    old_time, old_room = state.time[event], state.room[event]
    if tables.travels:
        # Ways hang on where each person is before and after: they are counted on the plan itself, moved and back.
        rise -= travel_cost(tables, state, event, other, old_time, time)
        exchange(tables, state, event, other, time, room)
        rise += travel_cost(tables, state, event, other, old_time, time)
    if refused(search, rise + tables.price * breaches, chance):
        if tables.travels:
            exchange(tables, state, event, other, old_time, old_room)
        return 0
    if not tables.travels:
        exchange(tables, state, event, other, time, room)
    account(state, search, breaches, rise)
    return 1


@inlined
def _holder(tables: Tables, state: State, event: int, time: int, room: int) -> int:
    """The lesson that stands there and can take the event's place, if there is one."""
    if room == state.held.shape[0]:
        return NOBODY
    cell = tables.cell[time] + tables.first_week[time]
    if state.held[room, cell] != 1:
        return NOBODY
    other = state.holder[room, cell]
    if other == event or state.time[other] != time or tables.duration[other] != tables.duration[event]:
        return NOBODY
    return int(other)
