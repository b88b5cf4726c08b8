"""Who sits in which class: filled from the groups, and changed by hand with a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from client.core.i18n import names
from client.data.server.gateway import Gateway
from shared.models.curriculum import CurriculumSubject, Term
from shared.models.subjects import Subject
from shared.models.teaching import Class, Member

RELATION = "teaching.member"


@dataclass(frozen=True)
class TaughtClass:
    """A class by its subject, training and students, with the days of its term."""

    id: int
    subject: str
    training: str
    students: str
    first: date
    last: date
    subject_id: int
    term_id: int


@dataclass(frozen=True)
class Sitting:
    """A membership as it stands, and the class it is in."""

    id: int
    version: int
    starts_on: date
    ends_on: date | None
    of: TaughtClass


def fill(gateway: Gateway, class_ids: Sequence[int]) -> int:
    """Fill the members of the terms and faculties of these classes; return how many rows were written."""
    statement = select(Class.term_id, Class.faculty_id).where(Class.id.in_(list(class_ids))).distinct()
    wanted = gateway.rows(statement)
    return sum(int(gateway.call("teaching.fill_members", term, faculty)) for term, faculty in wanted)


def taught_class(gateway: Gateway, class_id: int) -> TaughtClass:
    """Return a class."""
    return _classes(gateway, Class.id == class_id)[0]


def sitting(gateway: Gateway, member_ids: Sequence[int]) -> tuple[Sitting, ...]:
    """Return these memberships with their classes."""
    columns = (Member.id, Member.row_version, Member.starts_on, Member.ends_on, Member.class_id)
    rows = gateway.rows(select(*columns).where(Member.id.in_(list(member_ids))))
    found = {each.id: each for each in _classes(gateway, Class.id.in_({row[4] for row in rows}))}
    return tuple(Sitting(*(*row[:4], found[row[4]])) for row in rows)


def other_classes(gateway: Gateway, of: TaughtClass) -> tuple[TaughtClass, ...]:
    """Return the other classes of the same subject, training and term: the other subgroups."""
    found = classes_of_subject(gateway, of.term_id, of.training, of.subject_id)
    return tuple(each for each in found if each.id != of.id)


def classes_of_subject(
    gateway: Gateway, term_id: int, training: str, subject_id: int
) -> tuple[TaughtClass, ...]:
    """Return the classes of a subject in a training and a term."""
    wanted = (Class.term_id == term_id) & (Class.training == training) & (Subject.id == subject_id)
    return tuple(sorted(_classes(gateway, wanted), key=lambda each: each.students))


def join(
    gateway: Gateway,
    class_id: int,
    student_ids: Sequence[int],
    reason: str,
    first: date,
    last: date | None,
    note: str,
) -> int:
    """Add students to a class; return how many."""
    return int(
        gateway.call("teaching.join_class", class_id, list(student_ids), reason, first, last, note or None)
    )


def leave(gateway: Gateway, member_ids: Sequence[int], last: date, note: str) -> int:
    """End memberships after a last day; return how many."""
    return int(gateway.call("teaching.leave_class", list(member_ids), last, note))


def move(gateway: Gateway, member_ids: Sequence[int], class_id: int, first: date, note: str) -> int:
    """Take members over to another class from a day on; return how many."""
    return int(gateway.call("teaching.move_members", list(member_ids), class_id, first, note or None))


def correct(gateway: Gateway, of: Sitting, first: date, last: date | None, note: str) -> None:
    """Correct the days of a membership."""
    gateway.call("teaching.correct_member", of.id, of.version, first, last, note)


def _classes(gateway: Gateway, condition: Any) -> list[TaughtClass]:
    called = [getattr(Subject, f"name_{code}") for code in ("uz", "oz", "ru", "en")]
    statement = (
        select(
            Class.id, Class.training, Class.name, Term.starts_on, Term.ends_on, Subject.id, Term.id, *called
        )
        .join(Term, Term.id == Class.term_id)
        .join(CurriculumSubject, CurriculumSubject.id == Class.course_id)
        .join(Subject, Subject.id == CurriculumSubject.subject_id)
        .where(condition)
        .order_by(func.lower(Class.name))
    )
    return [
        TaughtClass(row[0], names(*row[7:]), row[1], row[2], row[3], row[4], row[5], row[6])
        for row in gateway.rows(statement)
    ]
