"""FET files (.fet): read into a problem with a list of what could not be taken over, and written again."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from shared.timetabling.files.fet_draft import Activity, Draft, says, text, texts, whole
from shared.timetabling.files.fet_rules import WISH, apply
from shared.timetabling.files.fet_write import write_fet
from shared.timetabling.files.fet_xml import parse_xml, read_xml
from shared.timetabling.model import (
    TEACHER,
    Course,
    DayRules,
    Event,
    Lock,
    Person,
    Place,
    Plan,
    Problem,
    Room,
    Unusable,
)

__all__ = ["FetFile", "parse_fet", "read_fet", "write_fet"]

MOST_ACTIVITIES = 50_000
OFFICIAL, MORNINGS, BLOCKS = "Official", "Mornings_Afternoons", "Block_Planning"
MODES = {"-ma": MORNINGS, "-morocco": MORNINGS, "-algeria": MORNINGS, "-bp": BLOCKS}
"""By the version of files that programs of one mode wrote before FET 6."""


@dataclass(frozen=True, slots=True)
class FetFile:
    problem: Problem
    left_out: tuple[str, ...]
    activities: tuple[int, ...]
    """The number in the file of each event."""
    listed: frozenset[int]
    """Which constraints, counted through the file, are not kept as FET keeps them: named in `left_out`."""


def read_fet(path: Path) -> FetFile:
    return _read(read_xml(path), path.name)


def parse_fet(content: bytes, name: str = "the file") -> FetFile:
    return _read(parse_xml(content, name), name)


def _read(root: Element, name: str) -> FetFile:
    if root.tag.lower() != "fet":
        raise Unusable(f"{name} is not a FET file: it begins with <{root.tag[:40]}>.")
    draft = Draft(_numbered(root, "Days_List", "Day"), _numbered(root, "Hours_List", "Hour"))
    if not draft.days or not draft.slots:
        raise Unusable(f"{name} has no days or no hours.")
    _people(draft, root)
    draft.rooms = _numbered(root, "Rooms_List", "Room")
    _activities(draft, root, name)
    listed = frozenset(_listed(draft, root))
    mode = mode_of(root)
    if mode != OFFICIAL:
        draft.left_out[f"the mode {mode}"] += 1
    left_out = tuple(f"{what}: {count}" for what, count in sorted(draft.left_out.items()))
    return FetFile(_problem(draft, root), left_out, tuple(draft.activities), listed)


def mode_of(root: Element) -> str:
    """What kind of week the file is for; a mode brings rules of its own that no constraint names."""
    version = root.get("version", "")
    old = next((mode for sign, mode in MODES.items() if sign in version), OFFICIAL)
    return text(root, "Mode").strip() or old


def constraints_of(root: Element) -> list[Element]:
    return [*root.iterfind("Time_Constraints_List/*"), *root.iterfind("Space_Constraints_List/*")]


def _listed(draft: Draft, root: Element) -> Iterator[int]:
    for place, constraint in enumerate(constraints_of(root)):
        before = draft.left_out.total()
        apply(draft, constraint)
        if draft.left_out.total() > before:
            yield place


def _numbered(root: Element, many: str, one: str) -> dict[str, int]:
    """Names in their order; no two are the same, and there are as many as the file says."""
    found: dict[str, int] = {}
    for index, element in enumerate(root.findall(f"{many}/{one}")):
        name = text(element, "Name") or (element.text or "").strip()
        if name in found:
            raise Unusable(f"The file has two elements <{one}> of the name “{name[:40]}”.")
        found[name] = index
    count = f"Number_of_{one}s"
    parent = root.find(many)
    said = len(found) if parent is None else whole(parent, count, default=len(found))
    if said != len(found):
        raise Unusable(f"<{count}> says {said}, but the file lists {len(found)}.")
    return found


def _people(draft: Draft, root: Element) -> None:
    """Teachers, and of the students the smallest parts; a subgroup of two groups is one part."""
    for name in dict.fromkeys(text(one, "Name") for one in root.iterfind("Teachers_List/Teacher")):
        draft.teachers[name] = draft.person(name)
    for year in root.iterfind("Students_List/Year"):
        _student_set(draft, year, ("Group", "Subgroup"))


def _student_set(draft: Draft, one: Element, below: tuple[str, ...]) -> set[int]:
    name = text(one, "Name")
    parts = [_student_set(draft, part, below[1:]) for part in one.findall(below[0])] if below else []
    found: set[int] = set().union(*parts)
    if not found:
        found = draft.students.get(name) or {draft.person(name)}
    draft.students[name] = draft.students.get(name, set()) | found
    draft.sizes[name] = whole(one, "Number_of_Students")
    return draft.students[name]


def _activities(draft: Draft, root: Element, name: str) -> None:
    for one in root.iterfind("Activities_List/Activity"):
        if not says(one, "Active", "false"):
            activity = _activity(draft, one)
            if activity.number in draft.activities:
                raise Unusable(f"The file has two activities of the number {activity.number}.")
            draft.activities[activity.number] = activity
    if len(draft.activities) > MOST_ACTIVITIES:
        raise Unusable(f"{name} has more than {MOST_ACTIVITIES} activities.")
    fat = next((one for one in draft.activities.values() if not 1 <= one.duration <= len(draft.slots)), None)
    if fat:
        raise Unusable(f"Activity {fat.number} lasts {fat.duration} hours and a day has {len(draft.slots)}.")


def _activity(draft: Draft, one: Element) -> Activity:
    students, teachers = texts(one, "Students"), texts(one, "Teacher")
    unknown = [name for name in teachers if name not in draft.teachers]
    unknown += [name for name in students if name not in draft.students]
    if unknown:
        raise Unusable(f"Activity {whole(one, 'Id')} names “{unknown[0][:40]}”, whom the file does not list.")
    size = whole(one, "Number_Of_Students", default=sum(draft.sizes.get(name, 0) for name in students))
    return Activity(
        whole(one, "Id"),
        text(one, "Subject"),
        teachers,
        students,
        texts(one, "Activity_Tag"),
        whole(one, "Duration", default=1),
        whole(one, "Activity_Group_Id"),
        size,
    )


def _problem(draft: Draft, root: Element) -> Problem:
    for numbers, rooms in draft.homes:
        for number in numbers:
            if draft.activities[number].rooms is None:
                draft.activities[number].only_in(rooms)
    activities = list(draft.activities.values())
    courses, course_of = _courses(draft)
    present = tuple(_place(one) for one in activities)
    return Problem(
        text(root, "Institution_Name"),
        draft.grid,
        tuple(_rooms(draft, root)),
        tuple(_persons(draft)),
        tuple(courses),
        tuple(_event(draft, one, course_of[one.number]) for one in activities),
        present=present,
        locks=dict(_locks(activities)),
        day_names=tuple(draft.days),
        slot_names=tuple(draft.slots),
    )


def _courses(draft: Draft) -> tuple[list[Course], dict[int, int]]:
    """The sets of activities on different days, then each other activity by its group."""
    courses: list[Course] = []
    course_of: dict[int, int] = {}
    for numbers, days in draft.spreads:
        free = [number for number in numbers if number not in course_of]
        if len(free) < len(numbers):
            draft.left_out[
                "ConstraintMinDaysBetweenActivities over activities of another such constraint"
            ] += 1
            continue
        courses.append(
            Course(draft.activities[free[0]].subject if free else "", min(days, len(draft.days)), WISH)
        )
        course_of.update(dict.fromkeys(free, len(courses) - 1))
    groups: dict[int, int] = {}
    for number, activity in draft.activities.items():
        if number not in course_of:
            group = activity.group or -number
            if group not in groups:
                groups[group] = len(courses)
                courses.append(Course(activity.subject))
            course_of[number] = groups[group]
    return courses, course_of


def _persons(draft: Draft) -> Iterator[Person]:
    teachers = set(draft.teachers.values())
    for index, name in enumerate(draft.people):
        kind = {"kind": TEACHER} if index in teachers else {}
        yield Person(
            name, DayRules(**draft.wishes.get(index, {})), frozenset(draft.away.get(index, ())), **kind
        )


def _rooms(draft: Draft, root: Element) -> Iterator[Room]:
    buildings: dict[str, int] = {}
    for index, room in enumerate(root.findall("Rooms_List/Room")):
        if says(room, "Virtual", "true"):
            draft.left_out["virtual rooms (taken as ordinary ones)"] += 1
        building = buildings.setdefault(text(room, "Building"), len(buildings))
        yield Room(
            text(room, "Name"),
            whole(room, "Capacity"),
            building=building,
            closed=frozenset(draft.closed.get(index, ())),
        )


def _event(draft: Draft, one: Activity, course: int) -> Event:
    grid = draft.grid
    times = range(grid.times) if one.times is None else one.times
    open_times = frozenset(
        time
        for time in times
        if grid.fits(time, one.duration)
        and draft.breaks.isdisjoint((day, slot) for day, slot, _ in grid.cells(time, one.duration))
    )
    people = sorted(
        {
            *(draft.teachers[name] for name in one.teachers if name in draft.teachers),
            *draft.attending(one.students),
            *one.extra_people,
        }
    )
    return Event(
        f"{one.subject} ({one.number})",
        course,
        tuple(people),
        one.size,
        one.duration,
        needs_room=one.rooms is not None,
        rooms=None if one.rooms is None else frozenset(one.rooms),
        times=open_times,
        time_costs=tuple(sorted(one.time_costs.items())),
        room_costs=tuple(sorted(one.room_costs.items())),
    )


def _place(one: Activity) -> Place | None:
    time, room = one.place
    return None if time is None else Place(time, room)


def _locks(activities: list[Activity]) -> Iterator[tuple[int, Lock]]:
    for index, one in enumerate(activities):
        if one.place[0] is not None and any(one.locked):
            yield index, Lock(time=one.locked[0], room=one.locked[1])


def plan_of_file(file: FetFile) -> Plan:
    """The placements of the file; activities without one stay in the tray."""
    return file.problem.present
