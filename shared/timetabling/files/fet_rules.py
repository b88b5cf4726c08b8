"""The constraints of FET that we have, each as what it does to the draft."""

from collections.abc import Callable, Container, Iterable
from functools import lru_cache
from xml.etree.ElementTree import Element

from shared.timetabling.files.fet_draft import (
    Activity,
    Draft,
    Hour,
    is_full,
    locked_for_good,
    numbers,
    says,
    text,
    texts,
    whole,
)

WISH = 3
PAIR = 2
AS_WISH = "(taken as a wish)"
NOT_FOR_GOOD = "that is not locked for good (taken as the present place)"
ROOM_OF_ONE = "ConstraintActivityPreferredRoom"
Rule = Callable[[Draft, Element], None]


def apply(draft: Draft, constraint: Element) -> None:
    """Take the constraint over, or count it among those left out."""
    if says(constraint, "Active", "false"):
        return
    rule, always = RULES.get(constraint.tag), is_full(constraint)
    if not always and rule in HARD_ONLY:
        draft.left_out[f"{constraint.tag} below 100 % (taken as if always)"] += 1
    if rule is None:
        draft.left_out[constraint.tag] += 1
    else:
        rule(draft, constraint)


def _nothing(draft: Draft, constraint: Element) -> None:
    """What always holds here too."""


def _hours(draft: Draft, constraint: Element, tag: str) -> set[Hour]:
    return {
        draft.hour(
            text(one, "Day", "Preferred_Day", "Preferred_Starting_Day"),
            text(one, "Hour", "Preferred_Hour", "Preferred_Starting_Hour"),
        )
        for one in constraint.findall(tag)
    }


def _breaks(draft: Draft, constraint: Element) -> None:
    draft.breaks |= _hours(draft, constraint, "Break_Time")


def _teacher_away(draft: Draft, constraint: Element) -> None:
    for person in _teachers(draft, constraint):
        draft.away[person] |= _hours(draft, constraint, "Not_Available_Time")


def _students_away(draft: Draft, constraint: Element) -> None:
    for person in _students(draft, constraint):
        draft.away[person] |= _hours(draft, constraint, "Not_Available_Time")


def _room_closed(draft: Draft, constraint: Element) -> None:
    """A room that is only rather not used is left open."""
    if not is_full(constraint):
        draft.left_out[f"{constraint.tag} below 100 %"] += 1
        return
    for room in _rooms(draft, constraint):
        draft.closed[room] |= _hours(draft, constraint, "Not_Available_Time")


def _starts(draft: Draft, constraint: Element) -> None:
    """Only these beginnings."""
    hours = _hours(draft, constraint, "Preferred_Starting_Time")
    for activity in _meant(draft, constraint):
        _only_at(draft, constraint, activity, hours)


def _slots(draft: Draft, constraint: Element) -> None:
    """Only inside these hours."""
    hours = frozenset(_hours(draft, constraint, "Preferred_Time_Slot"))
    for activity in _meant(draft, constraint):
        _only_at(draft, constraint, activity, _inside(hours, activity.duration))


@lru_cache(maxsize=64)
def _inside(hours: frozenset[Hour], duration: int) -> frozenset[Hour]:
    """Where a lesson so long may begin to stay within these hours."""
    return frozenset(
        (day, slot) for day, slot in hours if all((day, slot + step) in hours for step in range(duration))
    )


def _start(draft: Draft, constraint: Element) -> None:
    """One beginning: a placement; unless it is locked for good, it is only where the lesson stands at present."""
    activity = draft.activities.get(whole(constraint, "Activity_Id"))
    day, slot = text(constraint, "Preferred_Day", "Day"), text(constraint, "Preferred_Hour", "Hour")
    if activity is None:
        draft.left_out[f"{constraint.tag} of no activity of the file"] += 1
        return
    placed = slot and is_full(constraint)
    if placed and not locked_for_good(constraint):
        draft.left_out[f"{constraint.tag} {NOT_FOR_GOOD}"] += 1
    if not placed or locked_for_good(constraint):
        hours = {draft.hour(day, one) for one in ([slot] if slot else draft.slots)}
        _only_at(draft, constraint, activity, hours)
    if placed:
        activity.place = (draft.grid.time(*draft.hour(day, slot)), activity.place[1])
        activity.locked = (locked_for_good(constraint), activity.locked[1])


def _only_at(draft: Draft, constraint: Element, activity: Activity, hours: Iterable[Hour]) -> None:
    grid = draft.grid
    times = {grid.time(day, slot) for day, slot in hours}
    if is_full(constraint):
        activity.only_at(times)
    else:
        draft.spend(grid.times)
        activity.time_costs.update({time: WISH for time in range(grid.times) if time not in times})


def _in_rooms(draft: Draft, constraint: Element) -> None:
    rooms = set(_rooms(draft, constraint))
    if constraint.tag == ROOM_OF_ONE and is_full(constraint) and not locked_for_good(constraint):
        draft.left_out[f"{constraint.tag} {NOT_FOR_GOOD}"] += 1
    for activity in _meant(draft, constraint):
        placed = constraint.tag == ROOM_OF_ONE and is_full(constraint) and rooms
        if placed:
            activity.place = (activity.place[0], min(rooms))
            activity.locked = (activity.locked[0], locked_for_good(constraint))
        if placed and not locked_for_good(constraint):
            activity.rooms = set(draft.rooms.values()) if activity.rooms is None else activity.rooms
        elif is_full(constraint):
            activity.only_in(rooms)
        else:
            activity.rooms = set(draft.rooms.values()) if activity.rooms is None else activity.rooms
            activity.room_costs.update({room: WISH for room in draft.rooms.values() if room not in rooms})


def _at_home(draft: Draft, constraint: Element) -> None:
    """Home rooms are for activities of this teacher or students set alone that no other constraint gives a room."""
    meant, rooms, every = (
        set(_alone(draft, constraint)),
        set(_rooms(draft, constraint)),
        is_full(constraint),
    )
    draft.homes.append((meant, rooms if every else set(draft.rooms.values())))
    for number in meant if not every else ():
        draft.activities[number].room_costs.update(
            {room: WISH for room in draft.rooms.values() if room not in rooms}
        )


def _alone(draft: Draft, constraint: Element) -> Iterable[int]:
    draft.spend(len(draft.activities))
    teachers, students = [text(constraint, "Teacher")], [text(constraint, "Students")]
    return (
        activity.number
        for activity in draft.activities.values()
        if teachers == activity.teachers or students == activity.students
    )


def _apart(draft: Draft, constraint: Element) -> None:
    """So many days between activities that are held; more than one day is taken as different days."""
    named = numbers(constraint, "Activity_Id")
    known = [number for number in dict.fromkeys(named) if number in draft.activities]
    if len(known) < PAIR:
        return
    draft.spreads.append((known, len(known)))
    if is_full(constraint):
        draft.left_out[f"{constraint.tag} {AS_WISH}"] += 1
    if says(constraint, "Consecutive_If_Same_Day", "true"):
        draft.left_out[f"{constraint.tag} that joins activities of a day (not joined)"] += 1
    if whole(constraint, "MinDays", "Min_Days", default=1) > 1:
        draft.left_out[f"{constraint.tag} with more than one day (taken as different days)"] += 1


def _not_together(draft: Draft, constraint: Element) -> None:
    """A person of our own attends them all."""
    if not is_full(constraint):
        draft.left_out[f"{constraint.tag} below 100 %"] += 1
        return
    person = draft.person(f"not together {len(draft.people) + 1}")
    for number in numbers(constraint, "Activity_Id"):
        if number in draft.activities:
            draft.activities[number].extra_people.append(person)


def _wish(people: Callable[[Draft, Element], Iterable[int]], cost: str, limit: str = "", *tags: str) -> Rule:
    """A limit on people's days, kept as a costly wish."""

    def take(draft: Draft, constraint: Element) -> None:
        for person in people(draft, constraint):
            wishes = draft.wishes[person]
            wishes[cost] = WISH
            if limit:
                said = min(whole(constraint, *tags), max(len(draft.days), len(draft.slots)))
                tighter = max if limit == "floor" else min
                wishes[limit] = tighter(wishes.get(limit, said), said)
        draft.left_out[f"{constraint.tag} {AS_WISH}"] += 1

    return take


def _teachers(draft: Draft, constraint: Element) -> Iterable[int]:
    name = text(constraint, "Teacher", "Teacher_Name")
    return [draft.teachers[one] for one in _known(draft, constraint, [name], draft.teachers)]


def _all_teachers(draft: Draft, _: Element) -> Iterable[int]:
    return draft.teachers.values()


def _students(draft: Draft, constraint: Element) -> Iterable[int]:
    name = text(constraint, "Students", "Students_Name", "Students_Set")
    return draft.attending(_known(draft, constraint, [name], draft.students))


def _all_students(draft: Draft, _: Element) -> Iterable[int]:
    return draft.attending(draft.students)


def _rooms(draft: Draft, constraint: Element) -> list[int]:
    names = [*texts(constraint, "Room"), *texts(constraint, "Preferred_Room")]
    return [draft.rooms[name] for name in _known(draft, constraint, names, draft.rooms)]


def _known(draft: Draft, constraint: Element, names: list[str], listed: Container[str]) -> list[str]:
    """The names that the file lists; a constraint that names others is told."""
    known = [name for name in names if name in listed]
    if len(known) < len(names):
        draft.left_out[f"{constraint.tag} over names that the file does not list"] += 1
    return known


def _meant(draft: Draft, constraint: Element) -> list[Activity]:
    """The activities a constraint is about: by number, or by teacher, students, subject, tag and duration.

    A year, group or subgroup means every activity that shares students with it.
    """
    if texts(constraint, "Activity_Id"):
        named = dict.fromkeys(numbers(constraint, "Activity_Id"))
        return [draft.activities[one] for one in named if one in draft.activities]
    draft.spend(len(draft.activities))
    teacher, students = (
        text(constraint, "Teacher_Name", "Teacher"),
        text(constraint, "Students_Name", "Students"),
    )
    attended = draft.attending([students])
    subject, tag = (
        text(constraint, "Subject_Name", "Subject"),
        text(constraint, "Activity_Tag_Name", "Activity_Tag"),
    )
    duration = whole(constraint, "Duration")
    return [
        one
        for one in draft.activities.values()
        if teacher in {"", *one.teachers}
        and (not students or not attended.isdisjoint(draft.attending(one.students)))
        and subject in {"", one.subject}
        and tag in {"", *one.tags}
        and duration in {0, one.duration}
    ]


HARD_ONLY = (_breaks, _teacher_away, _students_away)
GROUPS = (
    ("Teachers", _all_teachers),
    ("Teacher", _teachers),
    ("Students", _all_students),
    ("StudentsSet", _students),
)
DAY_WISHES: dict[str, tuple[str, ...]] = {
    "MaxGapsPerWeek": ("gap",),
    "MaxGapsPerDay": ("gap",),
    "MaxHoursDaily": ("over_ceiling", "ceiling", "Maximum_Hours_Daily"),
    "MinHoursDaily": ("under_floor", "floor", "Minimum_Hours_Daily"),
    "MaxHoursContinuously": ("over_run", "run", "Maximum_Hours_Continuously"),
    "MaxDaysPerWeek": ("over_days", "days", "Max_Days_Per_Week"),
    "EarlyMaxBeginningsAtSecondHour": ("late_start",),
}
ROOM_RULES = ("Activity", "Subject", "ActivityTag", "SubjectActivityTag")
RULES: dict[str, Rule] = {
    "ConstraintBasicCompulsoryTime": _nothing,
    "ConstraintBasicCompulsorySpace": _nothing,
    "ConstraintBreakTimes": _breaks,
    "ConstraintTeacherNotAvailableTimes": _teacher_away,
    "ConstraintStudentsSetNotAvailableTimes": _students_away,
    "ConstraintRoomNotAvailableTimes": _room_closed,
    "ConstraintActivityPreferredStartingTime": _start,
    "ConstraintActivityPreferredStartingTimes": _starts,
    "ConstraintActivitiesPreferredStartingTimes": _starts,
    "ConstraintActivityPreferredTimeSlots": _slots,
    "ConstraintActivitiesPreferredTimeSlots": _slots,
    "ConstraintMinDaysBetweenActivities": _apart,
    "ConstraintActivitiesNotOverlapping": _not_together,
    **{f"Constraint{name}PreferredRoom{many}": _in_rooms for name in ROOM_RULES for many in ("", "s")},
    **{
        f"Constraint{name}HomeRoom{many}": _at_home
        for name in ("StudentsSet", "Teacher")
        for many in ("", "s")
    },
    **{
        f"Constraint{group}{name}": _wish(people, *wish)
        for group, people in GROUPS
        for name, wish in DAY_WISHES.items()
    },
}
