"""Exchange of lessons between two times, whose rooms are then given out anew at the least cost.

Where rooms are full, a chain that keeps its rooms runs through the whole of both times. This one follows people
alone, evens out what comes and goes, and leaves the rooms to the matching.
"""

from shared.timetabling.solver.compiled import compiled, inlined
from shared.timetabling.solver.room_matching import match_rooms
from shared.timetabling.solver.search import EXCHANGED, LADDER, Search, account, refused
from shared.timetabling.solver.shift import shift
from shared.timetabling.solver.state import NOWHERE, State, exchange
from shared.timetabling.solver.tables import Tables


@compiled
def try_exchange(tables: Tables, state: State, search: Search, event: int, time: int, chance: int) -> int:
    """Make the exchange that begins with this lesson if the dice accept what it costs."""
    old_time = state.time[event]
    # The sum of the two times: less the one where a lesson stands it is the one where it goes.
    both = old_time + time
    count = _write_down(tables, state, search, event, old_time, time)
    length = _gather(tables, state, search, event, time, count, chance)
    if length == 0:
        return 0
    breaches, rise = 0, 0
    for index in range(length):
        one = search.exchange.lesson[search.chain[index]]
        clashes, dearer = shift(tables, state, one, both - state.time[one], state.room[one])
        breaches += clashes
        rise += dearer
    # Breaches are not weighed yet, for most of them are of rooms.
    if not refused(search, rise - _dearness(tables, state, search, count), chance):
        clashes, dearer = _give_rooms(tables, state, search, old_time, time, count)
        breaches += clashes
        rise += dearer
        if not refused(search, rise + tables.price * breaches, chance):
            account(state, search, breaches, rise)
            return 1
    work = search.exchange
    for index in range(count):
        one = work.lesson[index]
        if state.time[one] != work.time[index] or state.room[one] != work.room[index]:
            exchange(tables, state, one, NOWHERE, work.time[index], work.room[index])
    return 0


@inlined
def _write_down(tables: Tables, state: State, search: Search, event: int, old_time: int, time: int) -> int:
    """Write down the lessons of both times and the rooms that are none of theirs; return how many lessons."""
    count, work = 0, search.exchange
    for side in range(2):
        at = time if side else old_time
        cell = tables.cell[at] + tables.first_week[at]
        work.free[side] = 0
        for room in range(state.held.shape[0]):
            work.shut[side, room] = state.held[room, cell] > 1
            if state.held[room, cell] == 0:
                work.free[side] += 1
            elif state.held[room, cell] == 1:
                one = state.holder[room, cell]
                if state.time[one] != at or tables.duration[one] != tables.duration[event]:
                    work.shut[side, room] = 1
                    continue
                work.lesson[count], work.time[count], work.room[count], work.goes[count] = one, at, room, 0
                count += 1
    return count


@inlined
def _gather(
    tables: Tables, state: State, search: Search, event: int, time: int, count: int, chance: int
) -> int:
    """Write into the chain who goes: those whom people tie together, and others while a time has too few rooms."""
    work, old_time, length, done, rise = search.exchange, state.time[event], 0, 0, 0
    for index in range(count):
        if work.lesson[index] == event:
            length = _join(search, index, 0)
    while done < length:
        index = search.chain[done]
        one, here = work.lesson[index], work.time[index]
        side, costs = int(here == time), tables.time_row[one]
        rise += tables.time_cost[costs, old_time + time - here] - tables.time_cost[costs, here]
        if rise >= LADDER:
            return 0
        work.free[side] += 1
        work.free[1 - side] -= 1
        for other in range(count):
            if work.time[other] != here and tables.clash[tables.kind[one], tables.kind[work.lesson[other]]]:
                length = _join(search, other, length)
        done += 1
        if done == length and work.free[0] < 0:
            length = _join_any(search, old_time, count, chance, length)
        elif done == length and work.free[1] < 0:
            length = _join_any(search, time, count, chance, length)
        if length > EXCHANGED:
            return 0
    return length


@inlined
def _join(search: Search, index: int, length: int) -> int:
    work = search.exchange
    if work.goes[index] or length > EXCHANGED:
        return length
    if length == EXCHANGED:
        return EXCHANGED + 1
    work.goes[index] = 1
    search.chain[length] = index
    return length + 1


@inlined
def _join_any(search: Search, crowded: int, count: int, chance: int, length: int) -> int:
    """Lengthen the chain by one of the lessons that stay at the crowded time, if there is one."""
    work = search.exchange
    for step in range(count):
        index = (chance + step) % count
        if work.time[index] == crowded and not work.goes[index]:
            return _join(search, index, length)
    return EXCHANGED + 1


@inlined
def _dearness(tables: Tables, state: State, search: Search, count: int) -> int:
    """What the rooms of both times cost now: no matching can save more."""
    cost = 0
    for index in range(count):
        one = search.exchange.lesson[index]
        course = tables.course[one]
        cost += tables.room_cost[tables.room_row[one], state.room[one]]
        if state.course_rooms[course] > 1:
            cost += tables.other_room[course]
    return int(cost)


@inlined
def _give_rooms(
    tables: Tables, state: State, search: Search, old_time: int, time: int, count: int
) -> tuple[int, int]:
    """Move the lessons of both times to the cheapest rooms; return what that changes."""
    work, breaches, rise = search.exchange, 0, 0
    for side in range(2):
        at = time if side else old_time
        if not match_rooms(tables, state, work, at, side, count):
            return 0, LADDER
        for index in range(count):
            one = work.lesson[index]
            if state.time[one] == at and state.room[one] != work.then[index]:
                clashes, dearer = shift(tables, state, one, at, work.then[index])
                breaches += clashes
                rise += dearer
    return breaches, rise
