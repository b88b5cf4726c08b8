"""Absences with what the offices ruled about them, and the acts that rule."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from client.core.i18n import names
from client.data.attendance.class_journal import person
from client.data.server.gateway import Gateway


class Absence(NamedTuple):
    """A mark that counts, or that somebody ruled about."""

    lesson_id: int
    student_id: int
    full_name: str
    cyrillic: str | None
    group: str | None
    day: date
    pair: int
    class_id: int
    subject_uz: str
    subject_oz: str | None
    subject_ru: str | None
    subject_en: str | None
    training: str
    teacher: str | None
    mark: str
    ruling_id: int | None
    ruling: str | None
    corrected: str | None
    reason: str | None
    excuse_id: int | None
    unexcused_hours: int

    @property
    def student(self) -> str:
        return person(self.full_name, self.cyrillic)

    @property
    def subject(self) -> str:
        """The subject in the language of the interface."""
        return names(self.subject_uz, self.subject_oz, self.subject_ru, self.subject_en)


#: No more are shown at once; the question has to be narrowed.
MOST = 3000


def read(
    gateway: Gateway,
    first: date,
    last: date,
    *,
    student: int | None = None,
    class_id: int | None = None,
    group: int | None = None,
) -> tuple[Absence, ...]:
    """Return the absences of a period, the latest first."""
    rows = gateway.table("attendance.absences", first, last, student, class_id, group)
    return tuple(Absence(*row) for row in rows)


def rule(gateway: Gateway, chosen: Sequence[Absence], kind: str, mark: str | None, reason: str) -> int:
    """Rule about these marks; return how many."""
    lessons, students = [each.lesson_id for each in chosen], [each.student_id for each in chosen]
    return int(gateway.call("attendance.rule", lessons, students, kind, mark, reason))


def take_back(gateway: Gateway, chosen: Sequence[Absence], reason: str) -> int:
    """Take the rulings about these marks back; return how many."""
    numbers = [each.ruling_id for each in chosen if each.ruling_id is not None]
    return int(gateway.call("attendance.take_back", numbers, reason))
