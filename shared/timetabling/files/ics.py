"""Calendar files (RFC 5545) of dated lessons, for the calendars of telephones and of mail programs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from unicodedata import category
from uuid import UUID, uuid5

from shared.timetabling.model import Unusable

TASHKENT = timezone(timedelta(hours=5), "Asia/Tashkent")
"""Uzbekistan has had no summer time since 1992."""
ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Tashkent",
    "BEGIN:STANDARD",
    "DTSTART:19920101T000000",
    "TZOFFSETFROM:+0500",
    "TZOFFSETTO:+0500",
    "TZNAME:+05",
    "END:STANDARD",
    "END:VTIMEZONE",
)
NAMESPACE = UUID("7c1f5a0e-6f0a-5d5e-9a57-3f8f6a1c2b4d")
"""What the names of lessons are told apart by, the world over; it never changes."""
DROPPED = ("Cc", "Cs", "Zl", "Zp")
"""Control characters, halves of characters, and marks that some readers take for the end of a line."""
LONGEST = 75
"""Octets of a line without its end."""


@dataclass(frozen=True, slots=True)
class DatedLesson:
    """One lesson of one day. Times without a zone are those of Tashkent."""

    key: str
    """What names the lesson for ever: the same key means the same entry of a calendar, also after a move."""
    begins: datetime
    ends: datetime
    title: str
    room: str = ""
    details: str = ""
    version: int = 0
    """Grows with each change; calendars ignore a file that is older than what they have."""
    cancelled: bool = False


def write_ics(lessons: Iterable[DatedLesson], *, name: str, stamp: datetime) -> bytes:
    """A calendar of this name; `stamp` says when it was written."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//HEMIS Desktop//Timetable//UZ",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "X-WR-TIMEZONE:Asia/Tashkent",
        *ZONE,
    ]
    for lesson in lessons:
        lines.extend(_event(lesson, stamp))
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in folded(line))


def uid(key: str) -> str:
    """The name of a lesson in every calendar."""
    return str(uuid5(NAMESPACE, key))


def escaped(text: str) -> str:
    """A text as a value: separators are marked, ends of lines spelled out, other control characters dropped."""
    marked = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    ended = marked.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")
    return "".join(letter for letter in ended if letter == "\t" or category(letter) not in DROPPED)


def folded(line: str) -> Iterator[bytes]:
    """The line in pieces of at most 75 octets; each further piece begins with a blank and no letter is cut."""
    piece = b""
    for letter in line:
        octets = letter.encode("utf-8", "replace")
        if len(piece) + len(octets) > LONGEST:
            yield piece
            piece = b" "
        piece += octets
    yield piece


def _event(lesson: DatedLesson, stamp: datetime) -> Iterator[str]:
    begins, ends = _local(lesson.begins), _local(lesson.ends)
    if ends <= begins:
        raise Unusable(f"The lesson {lesson.title} of {begins:%d.%m.%Y} ends before it begins.")
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(lesson.key)}"
    yield f"DTSTAMP:{_local(stamp).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;TZID=Asia/Tashkent:{begins:%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID=Asia/Tashkent:{ends:%Y%m%dT%H%M%S}"
    yield f"SEQUENCE:{lesson.version}"
    yield f"STATUS:{'CANCELLED' if lesson.cancelled else 'CONFIRMED'}"
    yield f"SUMMARY:{escaped(lesson.title)}"
    if lesson.room:
        yield f"LOCATION:{escaped(lesson.room)}"
    if lesson.details:
        yield f"DESCRIPTION:{escaped(lesson.details)}"
    yield "END:VEVENT"


def _local(moment: datetime) -> datetime:
    return moment.replace(tzinfo=TASHKENT) if moment.tzinfo is None else moment.astimezone(TASHKENT)
