"""The lessons of a period with how far they are marked, as the role reads them."""

from datetime import date, datetime
from typing import NamedTuple

from client.core.i18n import names
from client.data.server.gateway import Gateway
from shared.models.timetable import CANCELLED


class MarkedLesson(NamedTuple):
    """A dated lesson and its marks, counted."""

    id: int
    class_id: int
    day: date
    pair: int
    state: str
    held_at: datetime | None
    faculty_id: int
    department_id: int | None
    students: str
    training: str
    subject_uz: str
    subject_oz: str | None
    subject_ru: str | None
    subject_en: str | None
    teacher: str | None
    room: str | None
    building: str | None
    size: int
    entered: int
    absent: int
    late: int

    @property
    def subject(self) -> str:
        """The subject in the language of the interface."""
        return names(self.subject_uz, self.subject_oz, self.subject_ru, self.subject_en)

    @property
    def cancelled(self) -> bool:
        return self.state == CANCELLED

    def is_missing(self, today: date) -> bool:
        """Tell whether it should have been marked by now."""
        return self.held_at is None and not self.cancelled and self.day <= today


def read(gateway: Gateway, first: date, last: date) -> tuple[MarkedLesson, ...]:
    """Return the lessons of these days in their order."""
    rows = gateway.table("attendance.read_lessons", first, last)
    found = (MarkedLesson(*row) for row in rows)
    return tuple(sorted(found, key=lambda each: (each.day, each.pair, each.students)))
