"""State of the annealing besides the plan: best plan so far, random seed, acceptance probabilities."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shared.timetabling.solver.compiled import inlined
from shared.timetabling.solver.state import State
from shared.timetabling.solver.tables import Ints

LADDER = 512
"""Rises in cost that are ever accepted are below this."""
CHANCES = 1 << 24
LONGEST = 24
"""Lessons of a chain that change places together."""
EXCHANGED = 10
"""Lessons that change between two times when their rooms are given out anew."""


class Exchange(NamedTuple):
    """Room to reckon in: the lessons of two times, and a matching of rooms whose column 0 is no room."""

    lesson: Ints
    time: Ints
    room: Ints
    """Where each stood."""
    goes: Ints
    then: Ints
    """The room that each is given."""
    free: Ints
    shut: Ints
    """(side, room): held by what is none of these lessons."""
    row: Ints
    """The lesson of a row of the matching."""
    taker: Ints
    """The row that has the column."""
    before: Ints
    reached: Ints
    worth: NDArray[np.int64]
    value: NDArray[np.int64]
    """The dual prices of rows and columns."""
    slack: NDArray[np.int64]


class Search(NamedTuple):
    best_time: Ints
    best_room: Ints
    best_totals: NDArray[np.int64]
    random: NDArray[np.uint64]
    ladder: NDArray[np.int64]
    """The chance, in parts of `CHANCES`, that a rise of so much is accepted."""
    chain: Ints
    """Room to gather a chain in."""
    exchange: Exchange


def new_search(events: int, rooms: int, seed: int) -> Search:
    state = (seed * 0x9E3779B97F4A7C15 + 0x2545F4914F6CDD1D) % (1 << 64) or 1
    nowhere = np.full(events, -1, dtype=np.int32)
    return Search(
        nowhere,
        nowhere.copy(),
        np.full(2, 1 << 40, dtype=np.int64),
        np.array([state], dtype=np.uint64),
        np.zeros(LADDER, dtype=np.int64),
        np.zeros(LONGEST, dtype=np.int32),
        _new_exchange(rooms),
    )


def _new_exchange(rooms: int) -> Exchange:
    def zeros(*shape: int) -> Ints:
        return np.zeros(shape, dtype=np.int32)

    lessons, columns = 2 * rooms, rooms + 1
    return Exchange(
        lesson=zeros(lessons),
        time=zeros(lessons),
        room=zeros(lessons),
        goes=zeros(lessons),
        then=zeros(lessons),
        free=zeros(2),
        shut=zeros(2, rooms),
        row=zeros(columns),
        taker=zeros(columns),
        before=zeros(columns),
        reached=zeros(columns),
        worth=np.zeros(columns, dtype=np.int64),
        value=np.zeros(columns, dtype=np.int64),
        slack=np.zeros(columns, dtype=np.int64),
    )


@inlined
def set_ladder(ladder: NDArray[np.int64], temperature: float) -> None:
    # Once for a batch at one temperature: an exponential for each move would take longer than the move.
    for rise in range(LADDER):
        ladder[rise] = int(math.exp(-rise / temperature) * CHANCES)


@inlined
def refused(search: Search, rise: int, chance: int) -> bool:
    """Whether this throw of the dice is against so great a rise."""
    return rise > 0 and (rise >= LADDER or chance >= search.ladder[rise])


@inlined
def account(state: State, search: Search, breaches: int, rise: int) -> None:
    """Write down what a move that was made has changed, and remember the plan if it is the best."""
    state.totals[0] += breaches
    state.totals[1] += rise
    if state.totals[0] < search.best_totals[0] or (
        state.totals[0] == search.best_totals[0] and state.totals[1] < search.best_totals[1]
    ):
        for event in range(len(state.time)):
            search.best_time[event] = state.time[event]
            search.best_room[event] = state.room[event]
        search.best_totals[0] = state.totals[0]
        search.best_totals[1] = state.totals[1]
