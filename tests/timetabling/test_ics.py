"""Calendar files: what a telephone reads back is what was written."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.timetabling.files.ics import DatedLesson, write_ics
from shared.timetabling.model import Unusable

DAY = date(2026, 9, 7)
STAMP = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
LESSON = DatedLesson(
    "lesson/17",
    datetime.combine(DAY, time(8, 30)),
    datetime.combine(DAY, time(9, 50)),
    "Oliy matematika, maʼruza",
    "A-101; 2-bino",
)


def written(*lessons, name="Karimov A."):
    return write_ics(lessons, name=name, stamp=STAMP)


def read(content):
    """The properties of each event, as a calendar understands them."""
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    events, inside = [], None
    for line in lines:
        if line == "BEGIN:VEVENT":
            inside = {}
        elif line == "END:VEVENT":
            events.append(inside)
            inside = None
        elif inside is not None:
            name, value = line.split(":", 1)
            inside[name] = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)
    return events


def test_a_lesson_is_written_as_an_event_of_tashkent():
    (event,) = read(written(LESSON))
    assert event["DTSTART;TZID=Asia/Tashkent"] == "20260907T083000"
    assert event["DTEND;TZID=Asia/Tashkent"] == "20260907T095000"
    assert event["DTSTAMP"] == "20260901T120000Z"
    assert event["SUMMARY"] == "Oliy matematika, maʼruza"
    assert event["LOCATION"] == "A-101; 2-bino"
    assert event["STATUS"] == "CONFIRMED"
    assert "DESCRIPTION" not in event


def test_the_zone_is_that_of_the_country():
    content = written()
    assert b"TZID:Asia/Tashkent\r\n" in content
    assert b"TZOFFSETTO:+0500\r\n" in content
    for year in (2000, 2026, 2030):
        for month in (1, 7):
            moment = datetime(year, month, 1, tzinfo=ZoneInfo("Asia/Tashkent"))
            assert moment.utcoffset() == timedelta(hours=5)


def test_a_moment_of_another_zone_is_told_in_the_hours_of_tashkent():
    lesson = replace(LESSON, begins=datetime(2026, 9, 7, 3, 30, tzinfo=UTC))
    assert written(lesson) == written(LESSON)


def test_a_moved_or_cancelled_lesson_keeps_its_name():
    later = replace(LESSON, begins=LESSON.begins + timedelta(hours=1), version=1, cancelled=True)
    first, second = read(written(LESSON)) + read(written(later))
    assert first["UID"] == second["UID"] == "e1d7b49e-b05e-5a8a-920e-5fa00729a359"
    assert (second["SEQUENCE"], second["STATUS"]) == ("1", "CANCELLED")
    (other,) = read(written(replace(LESSON, key="lesson/18")))
    assert other["UID"] != first["UID"]


def test_an_empty_calendar_is_one_too():
    content = written(name="Bo'sh")
    assert content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert content.endswith(b"END:VTIMEZONE\r\nEND:VCALENDAR\r\n")


def test_a_lesson_that_ends_before_it_begins_is_refused():
    with pytest.raises(Unusable, match=r"ends before it begins"):
        written(replace(LESSON, ends=LESSON.begins))


LETTERS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"))
    | st.sampled_from("\n,;\\ʻʼ№")
)


@given(LETTERS, LETTERS, LETTERS)
def test_any_words_come_back_as_they_were(title, room, details):
    (event,) = read(written(replace(LESSON, title=title, room=room, details=details)))
    assert (event["SUMMARY"], event.get("LOCATION", ""), event.get("DESCRIPTION", "")) == (
        title,
        room,
        details,
    )


@given(st.text(), st.text())
def test_no_line_is_too_long_and_nobody_adds_lines_of_their_own(title, name):
    content = written(replace(LESSON, title=title), name=name)
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\r" in line or b"\n" in line or b"\0" in line for line in lines)
    assert all(line.decode("utf-8") is not None for line in lines)
    assert len(read(content)) == 1
    assert content.count(b"\r\nBEGIN:") == 3
