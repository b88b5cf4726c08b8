"""Delta evaluation: what a move would change, without making it; the inner loop of the solver."""

from shared.timetabling.solver.compiled import inlined
from shared.timetabling.solver.state import State
from shared.timetabling.solver.tables import Tables

NOBODY = -1


@inlined
def people_breaches(tables: Tables, state: State, kind: int, time: int, duration: int) -> int:
    """Lessons at these cells that share a person with the kind."""
    if tables.plain:
        return int(state.clashes[kind, tables.cell[time]])
    found = 0
    for week in range(tables.first_week[time], tables.last_week[time]):
        for step in range(duration):
            found += state.clashes[kind, tables.cell[time] + step * tables.weeks + week]
    return found


@inlined
def room_breaches(tables: Tables, state: State, room: int, time: int, duration: int) -> int:
    """Lessons that stand in the room at these cells."""
    if room == state.held.shape[0]:
        return 0
    found = 0
    for week in range(tables.first_week[time], tables.last_week[time]):
        for step in range(duration):
            found += state.held[room, tables.cell[time] + step * tables.weeks + week]
    return found


@inlined
def common_cells(tables: Tables, one: int, other: int, duration: int) -> int:
    """Cells that a lesson fills at both of two times."""
    weeks = min(tables.last_week[one], tables.last_week[other]) - max(
        tables.first_week[one], tables.first_week[other]
    )
    steps = duration - abs(tables.slot[one] - tables.slot[other])
    return int(weeks * steps) if tables.day[one] == tables.day[other] and weeks > 0 and steps > 0 else 0


@inlined
def hard_change(tables: Tables, state: State, event: int, other: int, time: int, room: int) -> int:
    """Breaches gained when the event goes there and the other, if any, takes its place."""
    old_time, old_room, duration = state.time[event], state.room[event], tables.duration[event]
    change = 0
    if other == NOBODY:
        own = common_cells(tables, old_time, time, duration)
        held = _cells(tables, old_time, duration) if old_room < state.held.shape[0] else 0
        change += room_breaches(tables, state, room, time, duration) - (
            own if room == old_room and held else 0
        )
        change -= room_breaches(tables, state, old_room, old_time, duration) - held
    if time != old_time:
        kind = tables.kind[event]
        change += _time_change(tables, state, kind, old_time, time, duration)
        if other != NOBODY:
            other_kind = tables.kind[other]
            change += _time_change(tables, state, other_kind, time, old_time, duration)
            if tables.clash[kind, other_kind]:
                common = common_cells(tables, old_time, time, duration)
                change -= 2 * (_cells(tables, time, duration) - common)
    return change


@inlined
def _cells(tables: Tables, time: int, duration: int) -> int:
    return int((tables.last_week[time] - tables.first_week[time]) * duration)


@inlined
def _time_change(tables: Tables, state: State, kind: int, old_time: int, time: int, duration: int) -> int:
    change = people_breaches(tables, state, kind, time, duration) - people_breaches(
        tables, state, kind, old_time, duration
    )
    if tables.clash[kind, kind]:
        change += _cells(tables, old_time, duration)
        if not tables.plain:
            change -= common_cells(tables, old_time, time, duration)
    return change


@inlined
def place_change(tables: Tables, state: State, event: int, time: int, room: int) -> int:
    """What the place itself costs this event more than its present one."""
    times, rooms = tables.time_row[event], tables.room_row[event]
    return int(
        tables.time_cost[times, time]
        - tables.time_cost[times, state.time[event]]
        + tables.room_cost[rooms, room]
        - tables.room_cost[rooms, state.room[event]]
    )


@inlined
def soft_change(tables: Tables, state: State, event: int, other: int, time: int, room: int) -> int:
    """What people's days, courses' days and rooms cost more after the move (or the exchange)."""
    old_time, old_room = state.time[event], state.room[event]
    course = tables.course[event]
    other_course = NOBODY if other == NOBODY else tables.course[other]
    change = 0
    if time != old_time:
        change += _people_change(tables, state, event, other, old_time, time)
        if other != NOBODY:
            change += _people_change(tables, state, other, event, time, old_time)
        if course != other_course and tables.day[time] != tables.day[old_time]:
            change += _days_change(tables, state, course, tables.day[old_time], tables.day[time])
            if other != NOBODY:
                change += _days_change(tables, state, other_course, tables.day[time], tables.day[old_time])
    if room != old_room and course != other_course:
        change += _rooms_change(tables, state, course, old_room, room)
        if other != NOBODY:
            change += _rooms_change(tables, state, other_course, room, old_room)
    return change


@inlined
def _days_change(tables: Tables, state: State, course: int, old_day: int, day: int) -> int:
    weight = tables.too_few_days[course]
    if weight == 0:
        return 0
    days, least = state.course_days[course], tables.min_days[course]
    after = days - (state.course_day[course, old_day] == 1) + (state.course_day[course, day] == 0)
    return int(weight * (max(0, least - after) - max(0, least - days)))


@inlined
def _rooms_change(tables: Tables, state: State, course: int, old_room: int, room: int) -> int:
    comes, leaves = state.course_room[course, room] == 0, state.course_room[course, old_room] == 1
    return int(tables.other_room[course] * (int(comes) - int(leaves)))


@inlined
def _people_change(tables: Tables, state: State, event: int, other: int, old_time: int, time: int) -> int:
    """The days of the event's people, but not of those who attend the other lesson too: they see no change."""
    kind = tables.kind[event]
    shared = other != NOBODY and tables.clash[kind, tables.kind[other]] != 0
    change = 0
    for index in range(tables.watch_from[kind], tables.watch_from[kind + 1]):
        person = tables.watch[index]
        if shared and _meets(tables, tables.kind[other], person):
            continue
        if tables.plain:
            change += _day_change(tables, state, person, old_time, time)
        else:
            change += _week_change(tables, state, person, old_time, time, tables.duration[event])
    return change


@inlined
def _meets(tables: Tables, kind: int, person: int) -> bool:
    for index in range(tables.watch_from[kind], tables.watch_from[kind + 1]):  # noqa: SIM110 - no generators
        if tables.watch[index] == person:
            return True
    return False


@inlined
def _day_change(tables: Tables, state: State, person: int, old_time: int, time: int) -> int:
    """One lesson of one slot moves in a week like every other."""
    row = tables.profile[person]
    day, new_day = tables.day[old_time], tables.day[time]
    before = state.pattern[person, day]
    left = before
    if state.taken[person, tables.cell[old_time]] == 1:
        left &= ~(1 << tables.slot[old_time])
    if day == new_day:
        return int(tables.pattern[row, left | 1 << tables.slot[time]] - tables.pattern[row, before])
    there = state.pattern[person, new_day]
    then = there | 1 << tables.slot[time]
    change = (
        tables.pattern[row, left]
        - tables.pattern[row, before]
        + tables.pattern[row, then]
        - tables.pattern[row, there]
    )
    if tables.week_wish[row]:
        change += _active_change(tables, state, person, 0, int(there == 0) - int(left == 0 and before != 0))
    return int(change)


@inlined
def _active_change(tables: Tables, state: State, person: int, week: int, days: int) -> int:
    row, now = tables.profile[person], state.active_days[person, week]
    return int(tables.week_cost[row, now + days] - tables.week_cost[row, now])


@inlined
def _week_change(tables: Tables, state: State, person: int, old_time: int, time: int, duration: int) -> int:
    """A lesson of any length moves between any phases: week by week."""
    row = tables.profile[person]
    day, new_day = tables.day[old_time], tables.day[time]
    change = 0
    for week in range(tables.weeks):
        leaves = tables.first_week[old_time] <= week < tables.last_week[old_time]
        comes = tables.first_week[time] <= week < tables.last_week[time]
        bits = ((1 << duration) - 1) << tables.slot[time] if comes else 0
        before = state.pattern[person, day * tables.weeks + week]
        left = before & ~_freed(tables, state, person, old_time, week, duration) if leaves else before
        if day == new_day:
            left |= bits
            days = int(left != 0) - int(before != 0)
        else:
            there = state.pattern[person, new_day * tables.weeks + week]
            change += tables.pattern[row, there | bits] - tables.pattern[row, there]
            days = int(left != 0) - int(before != 0) + int(there | bits != 0) - int(there != 0)
        change += tables.pattern[row, left] - tables.pattern[row, before]
        if tables.week_wish[row]:
            change += _active_change(tables, state, person, week, days)
    return change


@inlined
def _freed(tables: Tables, state: State, person: int, time: int, week: int, duration: int) -> int:
    """The slots, as bits, where the person has no other lesson in that week."""
    bits = 0
    for step in range(duration):
        if state.taken[person, tables.cell[time] + step * tables.weeks + week] == 1:
            bits |= 1 << (tables.slot[time] + step)
    return bits
