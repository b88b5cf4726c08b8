"""Travel costs: ways between buildings that a break is too short for."""

from shared.timetabling.solver.compiled import compiled, inlined
from shared.timetabling.solver.state import State
from shared.timetabling.solver.tables import Tables


@inlined
def travel_cost(tables: Tables, state: State, event: int, other: int, old_time: int, time: int) -> int:
    """The cost of ways, on the two days, of all people of one or two lessons."""
    kind = tables.kind[event]
    cost = _kind_cost(tables, state, kind, -1, old_time, time)
    if other >= 0 and tables.kind[other] != kind:
        cost += _kind_cost(tables, state, tables.kind[other], kind, old_time, time)
    return cost


@inlined
def _kind_cost(tables: Tables, state: State, kind: int, but: int, old_time: int, time: int) -> int:
    """As above for the people of one kind who are not of the other."""
    cost = 0
    for index in range(tables.travellers_from[kind], tables.travellers_from[kind + 1]):
        person = tables.travellers[index]
        if but >= 0 and tables.clash[kind, but] and _travels_with(tables, but, person):
            continue
        cost += day_travel(tables, state, person, tables.day[old_time])
        if tables.day[time] != tables.day[old_time]:
            cost += day_travel(tables, state, person, tables.day[time])
    return cost


@inlined
def _travels_with(tables: Tables, kind: int, person: int) -> bool:
    for index in range(tables.travellers_from[kind], tables.travellers_from[kind + 1]):
        if tables.travellers[index] == person:
            return True
    return False


@compiled
def day_travel(tables: Tables, state: State, person: int, day: int) -> int:
    """What the ways of one person on one day cost, over all kinds of weeks."""
    cost, buildings = 0, tables.too_far.shape[0]
    for week in range(tables.weeks):
        here = 0
        for slot in range(tables.slots):
            there = state.building[person, (day * tables.slots + slot) * tables.weeks + week]
            if 0 < here < buildings and 0 < there < buildings:
                cost += tables.travel_cost * tables.too_far[here, there, slot - 1]
            here = there
    return cost
