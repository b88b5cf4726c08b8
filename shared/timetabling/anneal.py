"""Simulated annealing over single moves and exchanges, one stretch of moves at a time."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shared.timetabling.compiled import compiled, inlined
from shared.timetabling.delta import NOBODY, hard_change, place_change, soft_change
from shared.timetabling.dice import below, next_random
from shared.timetabling.state import State, lift, put
from shared.timetabling.tables import Ints, Tables
from shared.timetabling.travel import travel_cost

LADDER = 512
"""Rises in cost that are ever accepted are below this."""
BATCH = 8192
"""Moves at one temperature."""
CHANCES = 1 << 24
SAME_TIME = 31
"""One move in 32 keeps the time and changes the room only."""


class Search(NamedTuple):
    """What the annealing carries from stretch to stretch besides the plan."""

    best_time: Ints
    best_room: Ints
    best_totals: NDArray[np.int64]
    random: NDArray[np.uint64]
    ladder: NDArray[np.int64]
    """The chance, in parts of `CHANCES`, that a rise of so much is accepted."""


def new_search(events: int, seed: int) -> Search:
    state = (seed * 0x9E3779B97F4A7C15 + 0x2545F4914F6CDD1D) % (1 << 64) or 1
    nowhere = np.full(events, -1, dtype=np.int32)
    return Search(
        nowhere,
        nowhere.copy(),
        np.full(2, 1 << 40, dtype=np.int64),
        np.array([state], dtype=np.uint64),
        np.zeros(LADDER, dtype=np.int64),
    )


@compiled
def anneal(tables: Tables, state: State, search: Search, moves: int, hot: float, cold: float) -> int:
    """Make so many moves while the temperature falls geometrically; return how many were accepted."""
    accepted = 0
    batches = max(1, (moves + BATCH - 1) // BATCH)
    for batch in range(batches):
        hopeless = _set_ladder(search.ladder, hot * (cold / hot) ** ((batch + 0.5) / batches))
        for _ in range(min(BATCH, moves - batch * BATCH)):
            accepted += _try_move(tables, state, search, hopeless)
    return accepted


@inlined
def _set_ladder(ladder: NDArray[np.int64], temperature: float) -> int:
    """Prepare the chances at a temperature; return the rise that nothing else in a move could make good."""
    for rise in range(LADDER):
        ladder[rise] = int(math.exp(-rise / temperature) * CHANCES)
    return int(min(float(LADDER), temperature * 12 + 30))


@inlined
def _try_move(tables: Tables, state: State, search: Search, hopeless: int) -> int:
    dice, more_dice = next_random(search.random), next_random(search.random)
    event = tables.movable[below(dice, len(tables.movable))]
    times, rooms = tables.time_row[event], tables.room_row[event]
    first_time, first_room = tables.times_from[times], tables.rooms_from[rooms]
    time = tables.times[first_time + below(dice >> np.uint64(20), tables.times_from[times + 1] - first_time)]
    if (more_dice & np.uint64(SAME_TIME)) == np.uint64(0):
        time = state.time[event]
    room = tables.rooms[
        first_room + below(more_dice >> np.uint64(20), tables.rooms_from[rooms + 1] - first_room)
    ]
    if time == state.time[event] and room == state.room[event]:
        return 0
    chance = int(dice >> np.uint64(40))
    return _try_place(tables, state, search, event, time, room, chance, hopeless)


@inlined
def _try_place(
    tables: Tables, state: State, search: Search, event: int, time: int, room: int, chance: int, hopeless: int
) -> int:
    other = _holder(tables, state, event, time, room)
    rise = place_change(tables, state, event, time, room)
    if other != NOBODY:
        rise += place_change(tables, state, other, state.time[event], state.room[event])
    if rise > hopeless:
        return 0
    breaches = hard_change(tables, state, event, other, time, room)
    if rise + tables.price * breaches > hopeless:
        return 0
    rise += soft_change(tables, state, event, other, time, room)
    old_time, old_room = state.time[event], state.room[event]
    if tables.travels:
        rise -= travel_cost(tables, state, event, other, old_time, time)
        _exchange(tables, state, event, other, time, room)
        rise += travel_cost(tables, state, event, other, old_time, time)
    total = rise + tables.price * breaches
    refused = total >= LADDER or (total > 0 and chance >= search.ladder[total])
    if refused and tables.travels:
        _exchange(tables, state, event, other, old_time, old_room)
    if refused:
        return 0
    if not tables.travels:
        _exchange(tables, state, event, other, time, room)
    state.totals[0] += breaches
    state.totals[1] += rise
    if state.totals[0] < search.best_totals[0] or (
        state.totals[0] == search.best_totals[0] and state.totals[1] < search.best_totals[1]
    ):
        keep(state, search)
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


@inlined
def _exchange(tables: Tables, state: State, event: int, other: int, time: int, room: int) -> None:
    old_time, old_room = state.time[event], state.room[event]
    lift(tables, state, event)
    if other != NOBODY:
        lift(tables, state, other)
        put(tables, state, other, old_time, old_room)
    put(tables, state, event, time, room)


@inlined
def keep(state: State, search: Search) -> None:
    for event in range(len(state.time)):
        search.best_time[event] = state.time[event]
        search.best_room[event] = state.room[event]
    search.best_totals[0] = state.totals[0]
    search.best_totals[1] = state.totals[1]
