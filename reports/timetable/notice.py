"""The notice of lessons that are held otherwise than planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.timetable.dated_list import day_with_name, draw_list
from reports.timetable.week import TimetableHead, written
from reports.timetable.words import WORDS, TimetableWords


@dataclass(frozen=True)
class LessonChange:
    """A lesson that is held otherwise than planned: when it was planned, and what is true now."""

    day: date
    pair: int
    hours: str
    students: str
    subject: str
    teacher: str
    room: str
    reason: str
    cancelled: bool = False
    moved_to: tuple[date, int] | None = None
    new_teacher: str = ""
    new_room: str = ""

    def now(self, words: TimetableWords) -> str:
        """Say what is true now."""
        if self.cancelled:
            return words.cancelled
        parts = []
        if self.moved_to is not None:
            parts.append(words.moved.format(day=written(self.moved_to[0]), pair=self.moved_to[1]))
        if self.new_teacher:
            parts.append(words.substituted.format(name=self.new_teacher))
        if self.new_room:
            parts.append(words.room_changed.format(name=self.new_room))
        return "; ".join(parts)


@dataclass(frozen=True)
class Notice:
    """What is changed in a period."""

    head: TimetableHead
    first: date
    last: date
    changes: Sequence[LessonChange]


def render(notice: Notice) -> bytes:
    """Return the notice of changed lessons in a period, day by day."""
    words = WORDS[notice.head.language]
    labels = (words.date, words.time, words.students, words.subject, words.was, words.now, words.reason)
    rows = [
        (
            day_with_name(words, change.day), f"{change.pair} ({change.hours})", change.students, change.subject,
            ", ".join(filter(None, (change.teacher, change.room))), change.now(words), change.reason,
        )
        for change in sorted(notice.changes, key=lambda change: (change.day, change.pair, change.students))
    ]  # fmt: skip
    period = words.period.format(first=written(notice.first), last=written(notice.last))
    return draw_list(notice.head, f"{words.notices}, {period}", labels, rows, set())
