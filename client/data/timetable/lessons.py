"""Dated lessons and examinations as their readers see them, with everything they are called."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from sqlalchemy import exists, select

from client.core.i18n import names
from client.data.server.gateway import Gateway
from reports.timetable.pair_time import PairTime
from shared.models.curriculum import Pair, Term
from shared.models.students import Group
from shared.models.timetable import CANCELLED, LessonPart
from shared.names import signed

Whose = Literal["group", "teacher", "room"]


class DatedLesson(NamedTuple):
    """A lesson of one pair on a day, or an examination's hold of it."""

    id: int
    version: int
    faculty_id: int
    term_id: int
    class_id: int | None
    examination_id: int | None
    day: date
    pair: int
    planned_day: date
    planned_pair: int
    state: str
    changed: bool
    reason: str | None
    training: str | None
    control: str | None
    students: str
    size: int | None
    groups: list[int]
    week: int | None
    subject_id: int
    subject_uz: str
    subject_oz: str | None
    subject_ru: str | None
    subject_en: str | None
    employee_id: int | None
    teacher: str | None
    room_id: int | None
    room: str | None
    building: str | None
    planned_teacher: str | None
    planned_room: str | None
    #: When attendance was first entered, and who entered it.
    held_at: datetime | None = None
    marker: str | None = None

    @property
    def subject(self) -> str:
        """The subject in the language of the interface."""
        return names(self.subject_uz, self.subject_oz, self.subject_ru, self.subject_en)

    @property
    def cancelled(self) -> bool:
        return self.state == CANCELLED

    @property
    def held(self) -> bool:
        """Whether it has marks: it stays where, when and whose it is."""
        return self.held_at is not None

    @property
    def moved(self) -> bool:
        return (self.day, self.pair) != (self.planned_day, self.planned_pair)

    @property
    def substituted(self) -> bool:
        """Whether somebody else holds it than the plan says."""
        return bool(self.planned_teacher) and self.teacher != self.planned_teacher

    @property
    def elsewhere(self) -> bool:
        """Whether it is held in another room than the plan says."""
        return bool(self.planned_room) and self.room != self.planned_room

    @property
    def place(self) -> str:
        """The room before its building: a narrow cell cuts the end off."""
        return names(", ".join(filter(None, (self.room, self.building))))

    def teacher_signed(self) -> str:
        """Return the teacher with initials, in the script of the interface."""
        return signed(names(self.teacher or ""))


class DatedExamination(NamedTuple):
    """A control of a group, or a retake of listed students; without a day it is not placed yet."""

    id: int
    version: int
    faculty_id: int
    course_id: int
    group_id: int | None
    #: The group, or those of the listed students.
    group: str
    kind: str
    attempt: int
    subject_uz: str
    subject_oz: str | None
    subject_ru: str | None
    subject_en: str | None
    employee_id: int | None
    examiner: str | None
    day: date | None
    pair: int | None
    pairs: int
    room_id: int | None
    room: str | None
    building: str | None
    #: How many students are listed, and the commission with its chair first.
    listed: int = 0
    commission: str | None = None

    @property
    def subject(self) -> str:
        """The subject in the language of the interface."""
        return names(self.subject_uz, self.subject_oz, self.subject_ru, self.subject_en)

    @property
    def place(self) -> str:
        """The room before its building: a narrow cell cuts the end off."""
        return names(", ".join(filter(None, (self.room, self.building))))


@dataclass(frozen=True)
class TermRow:
    """A half of an academic year."""

    id: int
    name: str
    starts_on: date
    ends_on: date


def lessons(
    gateway: Gateway,
    first: date,
    last: date,
    whose: Whose | None = None,
    number: int | None = None,
) -> tuple[DatedLesson, ...]:
    """Return the lessons of these days, of one group, teacher or room or of all that the role reads."""
    wanted = tuple(number if whose == each else None for each in ("group", "teacher", "room"))
    rows = gateway.table("timetable.read_lessons", first, last, *wanted)
    return tuple(map(DatedLesson._make, rows))


def examinations(
    gateway: Gateway, term_id: int, faculty_id: int | None = None
) -> tuple[DatedExamination, ...]:
    """Return the examinations of a term that the role reads."""
    rows = gateway.table("timetable.read_examinations", term_id, faculty_id)
    return tuple(map(DatedExamination._make, rows))


def pairs(gateway: Gateway) -> tuple[PairTime, ...]:
    """Return the pairs of the day in use."""
    statement = select(Pair.number, Pair.starts_at, Pair.ends_at).where(Pair.active).order_by(Pair.number)
    return tuple(PairTime(*row) for row in gateway.rows(statement))


def teacher_to_begin_with(gateway: Gateway, first: date, last: date, own: str) -> tuple[int, str] | None:
    """Return the person of this name, or the first teacher that has lessons the role reads on these days."""
    held = {(each.employee_id, each.teacher) for each in lessons(gateway, first, last) if each.employee_id}
    found = sorted((name != own, name or "", number) for number, name in held if number is not None)
    return (found[0][2], found[0][1]) if found else None


def group_to_begin_with(gateway: Gateway, first: date, last: date) -> tuple[int, str] | None:
    """Return a group with lessons on these days, or the youngest one: an old one may have graduated."""
    held = exists().where(
        LessonPart.group_id == Group.id, LessonPart.live, LessonPart.day.between(first, last)
    )
    statement = select(Group.id, Group.name).where(Group.active)
    found = gateway.rows(statement.order_by(held.desc(), Group.entry_year.desc(), Group.name).limit(1))
    return (found[0][0], found[0][1]) if found else None


def terms(gateway: Gateway) -> tuple[TermRow, ...]:
    """Return the terms, the latest first."""
    statement = select(Term.id, Term.name, Term.starts_on, Term.ends_on).order_by(Term.starts_on.desc())
    return tuple(TermRow(row[0], names(row[1]), *row[2:]) for row in gateway.rows(statement))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_at_hand(today: date) -> date:
    """Return the Monday of the week that people look at today: on a Sunday it is the next one."""
    return monday_of(today + timedelta(days=1))
