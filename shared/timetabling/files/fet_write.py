"""Write a problem and a plan as a FET file."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from shared.timetabling.model import EVERY, TEACHER, Event, Place, Plan, Problem

VERSION = "6.8.5"
Hours = Iterable[tuple[int, int]]


def write_fet(problem: Problem, plan: Plan = ()) -> str:
    """FET knows one kind of week: lessons of odd or even weeks are written as if held in all, and say so."""
    root = Element("fet", version=VERSION)
    _add(root, "Institution_Name", problem.name)
    _add(root, "Comments", "")
    writer = _Writer(problem, plan or (None,) * len(problem.events))
    writer.week(root)
    writer.people(root)
    writer.activities(root)
    writer.rooms(root)
    writer.time_constraints(SubElement(root, "Time_Constraints_List"))
    writer.space_constraints(SubElement(root, "Space_Constraints_List"))
    indent(root, "\t")
    return '<?xml version="1.0" encoding="UTF-8"?>\n\n' + tostring(root, encoding="unicode") + "\n"


def _add(parent: Element, tag: str, value: object) -> Element:
    child = SubElement(parent, tag)
    child.text = "".join(letter for letter in str(value) if letter.isprintable())
    return child


def _constraint(parent: Element, name: str, weight: int = 100, **values: object) -> Element:
    one = SubElement(parent, f"Constraint{name}")
    _add(one, "Weight_Percentage", weight)
    for tag, value in values.items():
        _add(one, tag, value)
    return one


def _close(one: Element) -> None:
    _add(one, "Active", "true")
    _add(one, "Comments", "")


class _Writer:
    """The parts of the file; names that occur twice get their number, because FET knows things by name."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self._problem, self._plan = problem, plan
        self._days = _unique(problem.day_names or range(1, problem.grid.days + 1))
        self._slots = _unique(problem.slot_names or range(1, problem.grid.slots + 1))
        self._people = _unique(person.name for person in problem.people)
        self._rooms = _unique(room.name for room in problem.rooms)
        self._subjects = _unique(course.name for course in problem.courses)

    def week(self, root: Element) -> None:
        for many, count, one, names in (
            ("Days_List", "Number_of_Days", "Day", self._days),
            ("Hours_List", "Number_of_Hours", "Hour", self._slots),
        ):
            parent = SubElement(root, many)
            _add(parent, count, len(names))
            for name in names:
                _add(SubElement(parent, one), "Name", name)

    def people(self, root: Element) -> None:
        subjects = SubElement(root, "Subjects_List")
        for name in self._subjects:
            _add(SubElement(subjects, "Subject"), "Name", name)
        SubElement(root, "Activity_Tags_List")
        teachers, students = SubElement(root, "Teachers_List"), SubElement(root, "Students_List")
        for person, name in zip(self._problem.people, self._people, strict=True):
            if person.kind == TEACHER:
                _add(SubElement(teachers, "Teacher"), "Name", name)
            else:
                year = SubElement(students, "Year")
                _add(year, "Name", name)
                _add(year, "Number_of_Students", 0)

    def activities(self, root: Element) -> None:
        parent = SubElement(root, "Activities_List")
        for number, event in enumerate(self._problem.events, 1):
            one = SubElement(parent, "Activity")
            for person in event.people:
                teacher = self._problem.people[person].kind == TEACHER
                _add(one, "Teacher" if teacher else "Students", self._people[person])
            for tag, value in (
                ("Subject", self._subjects[event.course]),
                ("Duration", event.duration),
                ("Total_Duration", event.duration),
                ("Id", number),
                ("Activity_Group_Id", 0),
                ("Number_Of_Students", event.size),
                ("Active", "true"),
                ("Comments", "" if EVERY in event.phases else "not held in every week"),
            ):
                _add(one, tag, value)

    def rooms(self, root: Element) -> None:
        buildings, rooms = SubElement(root, "Buildings_List"), SubElement(root, "Rooms_List")
        for building in sorted({room.building for room in self._problem.rooms}):
            _add(SubElement(buildings, "Building"), "Name", building)
        for room, name in zip(self._problem.rooms, self._rooms, strict=True):
            one = SubElement(rooms, "Room")
            for tag, value in (
                ("Name", name),
                ("Building", room.building),
                ("Capacity", room.capacity),
                ("Virtual", "false"),
            ):
                _add(one, tag, value)

    def time_constraints(self, parent: Element) -> None:
        _close(_constraint(parent, "BasicCompulsoryTime"))
        for person, name in zip(self._problem.people, self._people, strict=True):
            if person.away:
                teacher = person.kind == TEACHER
                one = (
                    _constraint(parent, "TeacherNotAvailableTimes", Teacher=name)
                    if teacher
                    else (_constraint(parent, "StudentsSetNotAvailableTimes", Students=name))
                )
                self._hours(one, "Not_Available_Time", "Number_of_Not_Available_Times", person.away)
        for number, (event, place) in enumerate(zip(self._problem.events, self._plan, strict=True), 1):
            if event.times is not None:
                one = _constraint(parent, "ActivityPreferredStartingTimes", Activity_Id=number)
                hours = {self._problem.grid.place(time)[:2] for time in event.times}
                self._hours(
                    one,
                    "Preferred_Starting_Time",
                    "Number_of_Preferred_Starting_Times",
                    hours,
                    "Preferred_Starting_",
                )
            if place is not None:
                self._placed(parent, number, place)
        self._spread(parent)

    def space_constraints(self, parent: Element) -> None:
        _close(_constraint(parent, "BasicCompulsorySpace"))
        for room, name in zip(self._problem.rooms, self._rooms, strict=True):
            if room.closed:
                one = _constraint(parent, "RoomNotAvailableTimes", Room=name)
                self._hours(one, "Not_Available_Time", "Number_of_Not_Available_Times", room.closed)
        for number, (event, place) in enumerate(zip(self._problem.events, self._plan, strict=True), 1):
            self._event_rooms(parent, number, event, place)

    def _placed(self, parent: Element, number: int, place: Place) -> None:
        day, slot, _ = self._problem.grid.place(place.time)
        locked = number - 1 in self._problem.locks
        _close(
            _constraint(
                parent,
                "ActivityPreferredStartingTime",
                Activity_Id=number,
                Preferred_Day=self._days[day],
                Preferred_Hour=self._slots[slot],
                Permanently_Locked=str(locked).lower(),
            )
        )

    def _spread(self, parent: Element) -> None:
        for course_number, course in enumerate(self._problem.courses):
            mine = [
                number
                for number, event in enumerate(self._problem.events, 1)
                if event.course == course_number
            ]
            if course.min_days > 1 and len(mine) > 1:
                one = _constraint(
                    parent,
                    "MinDaysBetweenActivities",
                    95,
                    Consecutive_If_Same_Day="false",
                    Number_of_Activities=len(mine),
                )
                for number in mine:
                    _add(one, "Activity_Id", number)
                _add(one, "MinDays", 1)
                _close(one)

    def _event_rooms(self, parent: Element, number: int, event: Event, place: Place | None) -> None:
        if event.needs_room:
            allowed = range(len(self._rooms)) if event.rooms is None else sorted(event.rooms)
            one = _constraint(
                parent, "ActivityPreferredRooms", Activity_Id=number, Number_of_Preferred_Rooms=len(allowed)
            )
            for room in allowed:
                _add(one, "Preferred_Room", self._rooms[room])
            _close(one)
        if place is not None and place.room is not None:
            locked = str(number - 1 in self._problem.locks).lower()
            _close(
                _constraint(
                    parent,
                    "ActivityPreferredRoom",
                    Activity_Id=number,
                    Room=self._rooms[place.room],
                    Permanently_Locked=locked,
                )
            )

    def _hours(self, one: Element, tag: str, count: str, hours: Hours, prefix: str = "") -> None:
        known = sorted(hours)
        _add(one, count, len(known))
        for day, slot in known:
            hour = SubElement(one, tag)
            _add(hour, f"{prefix}Day", self._days[day])
            _add(hour, f"{prefix}Hour", self._slots[slot])
        _close(one)


def _unique(names: Iterable[object]) -> list[str]:
    seen: set[str] = set()
    found = []
    for number, name in enumerate(names, 1):
        text = str(name).strip() or "?"
        found.append(f"{text} #{number}" if text in seen else text)
        seen.add(found[-1])
    return found
