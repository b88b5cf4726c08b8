"""Lessons that a teacher opens by hand where a class has no timetable: in which classes, and the acts."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from client.core.i18n import names
from client.data.server.gateway import Gateway
from client.data.timetable.lessons import pairs
from client.data.timetable.substitutions import FreeRoom, free_rooms
from reports.timetable.pair_time import PairTime
from shared.models.timetable import Lesson


class ClassToOpen(NamedTuple):
    """An own class without a timetable, and the hours that have no lesson yet."""

    id: int
    subject_uz: str
    subject_oz: str | None
    subject_ru: str | None
    subject_en: str | None
    training: str
    students: str
    size: int
    hours_left: int

    @property
    def subject(self) -> str:
        """The subject in the language of the interface."""
        return names(self.subject_uz, self.subject_oz, self.subject_ru, self.subject_en)


def classes_to_open(gateway: Gateway) -> tuple[tuple[ClassToOpen, ...], tuple[PairTime, ...]]:
    """Return the own classes that lessons are opened in, and the pairs of the day."""
    found = gateway.table("timetable.classes_to_open")
    return tuple(map(ClassToOpen._make, found)), pairs(gateway)


def rooms_for(gateway: Gateway, day: date, pair: int, size: int) -> tuple[FreeRoom, ...]:
    """Return the rooms that are free then and large enough, the tightest first."""
    return free_rooms(gateway, day, pair, size)


def open_lesson(gateway: Gateway, class_id: int, day: date, pair: int, room_id: int | None) -> int:
    """Open a lesson; return its id."""
    opened: int = gateway.call("timetable.open_lesson", class_id, day, pair, room_id)
    return opened


def close_lessons(gateway: Gateway, lesson_ids: Sequence[int]) -> None:
    """Take opened lessons away, all or none; one that has marks is refused."""
    statement = select(Lesson.id, Lesson.row_version).where(Lesson.id.in_(lesson_ids))
    with gateway.transaction() as transaction:
        for number, version in transaction.rows(statement):
            transaction.call("timetable.close_lesson", number, version)
