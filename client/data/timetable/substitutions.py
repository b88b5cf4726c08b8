"""Lessons of an absent teacher: who could hold them, where else they could stand, and changing many at once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from client.core.errors import UserError
from client.core.i18n import N_, names
from client.data.server.gateway import Gateway
from client.data.timetable.lessons import DatedLesson, lessons

NO_REASON = N_("Write the reason: the notice tells it to students and teachers.")


class FreeTeacher(NamedTuple):
    """Somebody who has no lesson at that time."""

    id: int
    name: str
    knows_subject: bool
    pairs_that_day: int
    away: bool


class FreeRoom(NamedTuple):
    """A room that nobody holds at that time."""

    id: int
    name: str
    building_id: int
    building: str
    kind: str
    capacity: int


@dataclass(frozen=True)
class Substitute:
    """Another teacher holds the lesson."""

    employee_id: int


@dataclass(frozen=True)
class Cancel:
    """The lesson is not held."""


@dataclass(frozen=True)
class LessonMove:
    """The lesson is held at another time."""

    day: date
    pair: int
    room_id: int | None


@dataclass(frozen=True)
class Swap:
    """The lesson changes places with another one."""

    other_id: int
    other_version: int


@dataclass(frozen=True)
class Restore:
    """A cancelled lesson is held after all."""


Decision = Substitute | Cancel | LessonMove | Swap | Restore


@dataclass(frozen=True)
class Absence:
    """The lessons of a teacher in a period, and for each who is free."""

    lessons: tuple[DatedLesson, ...]
    free: Mapping[int, tuple[FreeTeacher, ...]]


def absence(gateway: Gateway, employee_id: int, first: date, last: date) -> Absence:
    """Read the lessons of a teacher that can still be changed; examinations are changed among examinations."""
    held = tuple(
        lesson
        for lesson in lessons(gateway, first, last, "teacher", employee_id)
        if lesson.examination_id is None
    )
    with gateway.transaction() as transaction:
        free = {
            lesson.id: tuple(
                FreeTeacher(row[0], names(row[1]), *row[2:])
                for row in transaction.table("timetable.free_teachers", lesson.id)
                if row[0] != employee_id
            )
            for lesson in held
            if not lesson.cancelled and not lesson.held
        }
    return Absence(held, free)


def free_rooms(gateway: Gateway, day: date, pair: int, size: int) -> tuple[FreeRoom, ...]:
    """Return the rooms that are free and large enough, the tightest first."""
    rows = gateway.table("timetable.free_rooms", day, pair, size, None)
    return tuple(FreeRoom(row[0], names(row[1]), row[2], names(row[3]), *row[4:]) for row in rows)


def partners(gateway: Gateway, lesson: DatedLesson, around: int = 7) -> tuple[DatedLesson, ...]:
    """Return the lessons of the same groups by other teachers in the days around, for changing places."""
    first, last = lesson.day - timedelta(days=around), lesson.day + timedelta(days=around)
    found: dict[int, DatedLesson] = {}
    for group in lesson.groups:
        for other in lessons(gateway, first, last, "group", group):
            if (
                other.employee_id != lesson.employee_id
                and other.class_id
                and not (other.cancelled or other.held)
            ):
                found[other.id] = other
    return tuple(sorted(found.values(), key=lambda other: (other.day, other.pair)))


def take_back(gateway: Gateway, lesson: DatedLesson, reason: str) -> None:
    """Take back that a lesson was held: it can be changed again, its marks stay readable."""
    gateway.call("timetable.withdraw_holding", lesson.id, lesson.version, reason)


def apply(gateway: Gateway, decided: Mapping[int, tuple[int, Decision]], reason: str) -> int:
    """Change the lessons, by id with the version they were seen in; all or none. Return how many."""
    if not reason.strip():
        raise UserError(NO_REASON)
    by_teacher: dict[int, list[int]] = defaultdict(list)
    with gateway.transaction() as transaction:
        for number, (version, decision) in decided.items():
            match decision:
                case Substitute(employee_id):
                    by_teacher[employee_id].append(number)
                case Cancel():
                    transaction.call("timetable.cancel_lesson", number, version, reason)
                case Restore():
                    transaction.call("timetable.restore_lesson", number, version, reason)
                case LessonMove(day, pair, room_id):
                    transaction.call("timetable.move_lesson", number, version, day, pair, room_id, reason)
                case Swap(other_id, other_version):
                    transaction.call(
                        "timetable.swap_lessons", number, version, other_id, other_version, reason
                    )
        for employee_id, numbers in by_teacher.items():
            transaction.table("timetable.substitute", numbers, employee_id, reason)
    return len(decided)
