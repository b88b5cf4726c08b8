"""Who holds what of a term on the common board: a line for each faculty, and below it its classes."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Executable, Numeric, bindparam, case, cast, func, select

from client.core.i18n import names
from client.data.server.gateway import Gateway
from client.data.system import university_settings
from client.data.timetable.rows import subject_name
from shared.models.curriculum import CurriculumSubject
from shared.models.employees import Employee
from shared.models.infrastructure import Room
from shared.models.subjects import Subject
from shared.models.teaching import Class
from shared.models.timetable import Card
from shared.settings import LESSONS_AT_ONCE


class FacultyHeld(NamedTuple):
    """What the version of a faculty holds in a week; `room_pairs` of every other week count half."""

    version_id: int
    version: str
    state: str
    faculty_id: int
    faculty: str
    lessons: int
    rooms: int
    room_pairs: Decimal
    at_once: int


class ClassHeld(NamedTuple):
    """What a class holds in a week."""

    class_id: int
    subject: str
    training: str
    students: str
    size: int
    teachers: list[str]
    rooms: list[str]
    lessons: int
    pairs: Decimal
    room_pairs: Decimal


@dataclass(frozen=True)
class Holdings:
    """The faculties of a term, and the most that one of them may hold at one time."""

    faculties: tuple[FacultyHeld, ...]
    ceiling: int


def of_term(gateway: Gateway, term_id: int) -> Holdings:
    """Read what the faculties hold; for the academic office alone."""
    ceiling = university_settings.read(gateway).values[LESSONS_AT_ONCE.key]
    return Holdings(tuple(map(_faculty, gateway.table("timetable.holdings", term_id))), int(ceiling))


def of_version(gateway: Gateway, version_id: int) -> tuple[ClassHeld, ...]:
    """Read what the classes of a version hold, those that take the most rooms first."""
    rows = map(ClassHeld._make, gateway.rows(_classes(), version=version_id))
    return tuple(
        each._replace(
            subject=names(each.subject),
            teachers=[names(name) for name in each.teachers],
            rooms=[names(name) for name in each.rooms],
        )
        for each in rows
    )


def _faculty(row: tuple[Any, ...]) -> FacultyHeld:
    version_id, version, state, faculty_id, uz, oz, ru, en, *numbers = row
    return FacultyHeld(version_id, names(version), state, faculty_id, names(uz, oz, ru, en), *numbers)


def _classes() -> Executable:
    """The statement in the language of the interface."""
    pairs = cast(Card.pairs, Numeric) * case((Card.phase == 0, 1), else_=0.5)
    return (
        select(
            Class.id,
            subject_name(),
            Class.training,
            Class.name,
            Class.size,
            func.array_remove(func.array_agg(Employee.full_name.distinct()), None),
            func.array_remove(func.array_agg(Room.name.distinct()), None),
            func.count(),
            func.sum(pairs),
            func.coalesce(func.sum(pairs).filter(Card.room_id.is_not(None)), 0),
        )
        .select_from(Card)
        .join(Class, Class.id == Card.class_id)
        .join(CurriculumSubject, CurriculumSubject.id == Class.course_id)
        .join(Subject, Subject.id == CurriculumSubject.subject_id)
        .outerjoin(Employee, Employee.id == Card.employee_id)
        .outerjoin(Room, Room.id == Card.room_id)
        .where(Card.version_id == bindparam("version"), Card.day.is_not(None))
        .group_by(Class.id, Subject.id)
        .order_by(func.sum(pairs).desc(), subject_name(), Class.name)
    )
