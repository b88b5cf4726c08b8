"""The timetable of examinations as a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.timetable.dated_list import day_with_name, draw_list
from reports.timetable.week import TimetableHead
from reports.timetable.words import WORDS


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
class ExaminationList:
    """The examinations of a term, as far as somebody wants them."""

    head: TimetableHead
    finals: Sequence[Final]


def render(listed: ExaminationList) -> bytes:
    """Return the examinations as PDF, group by group in the order of their days."""
    words = WORDS[listed.head.language]
    labels = (
        words.students, words.date, words.time, words.subject,
        words.kind, words.attempt, words.examiner, words.room.format(name="").rstrip(": "),
    )  # fmt: skip
    ordered = sorted(
        listed.finals, key=lambda final: (final.group, final.day or date.max, final.hours, final.subject)
    )
    rows = [
        (
            final.group, day_with_name(words, final.day), final.hours, final.subject,
            final.kind, str(final.attempt), final.examiner, final.room,
        )
        for final in ordered
    ]  # fmt: skip
    return draw_list(listed.head, words.examinations, labels, rows, {words.attempt})
