"""Dated lessons as a calendar file (RFC 5545), one event for each, so that moved and cancelled ones are told too."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from client.core.i18n import N_, _
from client.data.timetable.dated import DatedLesson
from reports.timetable import PairTime

ZONE = ZoneInfo("Asia/Tashkent")
LONGEST = 75
HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//HEMIS Desktop//Timetable//UZ", "CALSCALE:GREGORIAN")


def calendar(title: str, lessons: Iterable[DatedLesson], pairs: Iterable[PairTime]) -> bytes:
    """Return the file; who reads it again gets the same events, not second ones."""
    hours = {pair.number: pair for pair in pairs}
    lines = [*HEAD, f"X-WR-CALNAME:{_escaped(title)}"]
    stamp = _utc(datetime.now(UTC))
    for lesson in lessons:
        if lesson.pair in hours:
            lines.extend(_event(lesson, hours[lesson.pair], stamp))
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(lesson: DatedLesson, pair: PairTime, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:lesson-{lesson.id}@hemis"
    yield f"DTSTAMP:{stamp}"
    yield f"SEQUENCE:{lesson.version}"
    yield f"DTSTART:{_at(lesson.day, pair.starts_at)}"
    yield f"DTEND:{_at(lesson.day, pair.ends_at)}"
    yield f"SUMMARY:{_escaped(lesson.subject)}"
    if lesson.place:
        yield f"LOCATION:{_escaped(lesson.place)}"
    told = ", ".join(filter(None, (lesson.students, lesson.teacher, lesson.reason)))
    yield f"DESCRIPTION:{_escaped(told)}"
    yield f"CATEGORIES:{_escaped(_(N_('Examination')) if lesson.examination_id else _(N_('Lesson')))}"
    yield f"STATUS:{'CANCELLED' if lesson.cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _at(day: date, clock: str) -> str:
    return _utc(datetime.combine(day, time.fromisoformat(clock), ZONE))


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.splitlines())


def _folded(line: str) -> str:
    """Break a line where its octets reach the limit, never inside a letter."""
    parts, used = [""], 0
    for letter in line:
        size = len(letter.encode())
        if used + size > LONGEST:
            parts.append(" ")
            used = 1
        parts[-1] += letter
        used += size
    return "\r\n".join(parts)
