"""A chain of lessons that change places together: written down one by one, then made or taken back as a whole."""

from shared.timetabling.solver.compiled import inlined
from shared.timetabling.solver.search import LONGEST, Search, account, refused
from shared.timetabling.solver.shift import shift
from shared.timetabling.solver.state import NOWHERE, State, exchange
from shared.timetabling.solver.tables import Tables

KEPT = -1
"""The lessons of the chain keep their times, or their rooms."""


@inlined
def add(search: Search, event: int, length: int) -> int:
    """Lengthen the chain by a lesson that is not in it yet; return its length, more than `LONGEST` if it is full."""
    for index in range(length if length <= LONGEST else 0):
        if search.chain[index] == event:
            return length
    if length >= LONGEST:
        return LONGEST + 1
    search.chain[length] = event
    return length + 1


@inlined
def try_moves(
    tables: Tables, state: State, search: Search, length: int, times: int, rooms: int, chance: int
) -> int:
    """Make the chain if the dice accept what it costs; return how many moves were made, one or none.

    `times` and `rooms` are the sums of the two between which the lessons change: less the one where a lesson stands it
    is the one where it goes.
    """
    rise, breaches = 0, 0
    # One after another, for each change is right only on the plan that those before it have left.
    for index in range(length):
        one = search.chain[index]
        time = state.time[one] if times == KEPT else times - state.time[one]
        room = state.room[one] if rooms == KEPT else rooms - state.room[one]
        clashes, dearer = shift(tables, state, one, time, room)
        breaches += clashes
        rise += dearer
    if refused(search, rise + tables.price * breaches, chance):
        for index in range(length):
            one = search.chain[index]
            time = state.time[one] if times == KEPT else times - state.time[one]
            room = state.room[one] if rooms == KEPT else rooms - state.room[one]
            exchange(tables, state, one, NOWHERE, time, room)
        return 0
    account(state, search, breaches, rise)
    return 1
