"""Dated lessons as a calendar file: moved and cancelled ones are told too, and reading it again changes entries."""

from collections.abc import Iterable
from datetime import date, datetime, time

from client.core import clock
from client.core.i18n import _, names
from client.data.timetable import lessons
from reports.timetable.pair_time import PairTime
from shared.timetabling.files.ics import DatedLesson, write_ics


def calendar(title: str, lessons: Iterable[lessons.DatedLesson], pairs: Iterable[PairTime]) -> bytes:
    """Return the file for the calendars of telephones."""
    hours = {pair.number: pair for pair in pairs}
    entries = (_entry(lesson, hours[lesson.pair]) for lesson in lessons if lesson.pair in hours)
    return write_ics(entries, name=title, stamp=clock.now())


def _entry(lesson: lessons.DatedLesson, pair: PairTime) -> DatedLesson:
    kind = _("Examination") if lesson.examination_id else ""
    told = (kind, lesson.students, names(lesson.teacher or ""), lesson.reason)
    return DatedLesson(
        f"lesson-{lesson.id}",
        _at(lesson.day, pair.starts_at),
        _at(lesson.day, pair.ends_at),
        lesson.subject,
        lesson.place,
        ", ".join(filter(None, told)),
        lesson.version,
        lesson.cancelled,
    )


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock))
