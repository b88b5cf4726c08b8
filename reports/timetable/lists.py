"""Lists around the timetable: the examinations of a term and the notice of changed lessons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.common import table
from reports.common.table import Column, Table
from reports.timetable.week import TimetableHead, written
from reports.timetable.words import WORDS, TimetableWords


@dataclass(frozen=True)
class Final:
    """An examination as the list shows it; one without a day is not placed yet."""

    group: str
    subject: str
    kind: str
    attempt: int
    examiner: str
    day: date | None = None
    hours: str = ""
    room: str = ""


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


def examinations(head: TimetableHead, finals: Sequence[Final]) -> bytes:
    """Return the examinations as PDF, group by group in the order of their days."""
    words = WORDS[head.language]
    labels = (
        words.students, words.date, words.time, words.subject,
        words.kind, words.attempt, words.examiner, words.room.format(name="").rstrip(": "),
    )  # fmt: skip
    ordered = sorted(
        finals, key=lambda final: (final.group, final.day or date.max, final.hours, final.subject)
    )
    rows = [
        (
            final.group, _day(words, final.day), final.hours, final.subject,
            final.kind, str(final.attempt), final.examiner, final.room,
        )
        for final in ordered
    ]  # fmt: skip
    return _render(head, words.examinations, labels, rows, {words.attempt})


def notices(head: TimetableHead, first: date, last: date, changes: Sequence[LessonChange]) -> bytes:
    """Return the notice of changed lessons in a period, day by day."""
    words = WORDS[head.language]
    labels = (words.date, words.time, words.students, words.subject, words.was, words.now, words.reason)
    rows = [
        (
            _day(words, change.day), f"{change.pair} ({change.hours})", change.students, change.subject,
            ", ".join(filter(None, (change.teacher, change.room))), change.now(words), change.reason,
        )
        for change in sorted(changes, key=lambda change: (change.day, change.pair, change.students))
    ]  # fmt: skip
    period = words.period.format(first=written(first), last=written(last))
    return _render(head, f"{words.notices}, {period}", labels, rows, set())


def _day(words: TimetableWords, day: date | None) -> str:
    """Write a day with its name."""
    if day is None:
        return words.not_placed
    name = words.days[day.weekday()] if day.weekday() < len(words.days) else ""
    return f"{written(day)} {name}".strip()


def _render(
    head: TimetableHead, title: str, labels: Sequence[str], rows: Sequence[Sequence[str]], numeric: set[str]
) -> bytes:
    words = WORDS[head.language]
    notes = (
        f"{head.university}. {head.faculty}",
        head.facts(),
        words.made.format(count=len(rows)) if rows else words.empty_list,
    )
    columns = tuple(Column(label, label in numeric) for label in labels)
    closing = f"{words.dean}  ____________________  {head.dean}" if head.dean else ""
    return table.render(
        Table(title, tuple(filter(None, notes)), columns, rows, head.printed, closing=closing)
    )
