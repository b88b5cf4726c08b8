"""Marks from the workbook that a teacher keeps: students down, dated lessons across."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.attendance.class_journal import Cell, JournalLesson, JournalStudent
from client.data.attendance.file_marks import FileMarks
from client.data.attendance.journal import Journal
from client.data.imports.opening import open_book
from client.data.imports.reading import Grid, read_sheet
from shared.names import fold, signed

NO_DAYS = N_(
    "{file} has no row with the days of these lessons. Write them above the marks, as 24.11.2026 or 24.11."
)
NO_STUDENTS = N_("{file} names no student of this class. Write surname and given name as in the list.")
_SHORT_DAY = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})(?:[./-]([0-9]{2,4}))?")


def read(path: Path, journal: Journal) -> FileMarks:
    """Read the first sheet of a workbook as marks of this journal."""
    book = open_book(path)
    return marks_in(read_sheet(book), journal, book.name)


def marks_in(grid: Grid, journal: Journal, file: str) -> FileMarks:
    """Find the row of days and the column of names, and the texts where they cross."""
    head, lessons, strange_days = _days(grid, journal)
    if not lessons:
        raise UserError(NO_DAYS, file=file)
    below = grid.rows[head + 1 :]
    place = _name_column(below, journal, min(lessons))
    if place is None:
        raise UserError(NO_STUDENTS, file=file)
    known = _known(journal.students)
    texts: dict[Cell, str] = {}
    strange: list[str] = []
    for row in below:
        name = _text(row[place] if place < len(row) else None)
        student = known.get(fold(name))
        if student is None:
            strange += [name] if name else []
            continue
        texts |= {
            (student.id, lesson.column): text
            for column, lesson in lessons.items()
            if column < len(row) and (text := _text(row[column]))
        }
    return FileMarks(texts, strange_days, tuple(strange))


def _days(grid: Grid, journal: Journal) -> tuple[int, Mapping[int, JournalLesson], tuple[str, ...]]:
    """Return the row with most days of lessons: its number, the lessons by their columns, days without a lesson."""
    found = [_lessons_in(row, journal) for row in grid.rows[:30]]
    best = max(range(len(found)), key=lambda number: len(found[number][0]), default=0)
    return (best, *found[best]) if found else (0, {}, ())


def _lessons_in(row: Sequence[Any], journal: Journal) -> tuple[dict[int, JournalLesson], tuple[str, ...]]:
    """Days that stand twice are the lessons of that day one after the other."""
    by_day: defaultdict[date, list[JournalLesson]] = defaultdict(list)
    for lesson in journal.lessons:
        by_day[lesson.day].append(lesson)
    lessons, strange = {}, []
    for column, value in enumerate(row):
        day = _day(value, by_day)
        if day is None:
            continue
        if by_day.get(day):
            lessons[column] = by_day[day].pop(0)
        else:
            strange.append(f"{day:%d.%m.%Y}")
    return lessons, tuple(strange)


def _day(value: Any, days: Iterable[date]) -> date | None:
    """Return the day of a head; one without a year is that of the term."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _SHORT_DAY.match(_text(value))
    if found is None:
        return None
    day, month, year = int(found[1]), int(found[2]), found[3]
    return next(
        (
            each
            for each in days
            if (each.day, each.month) == (day, month) and (year is None or int(year) % 100 == each.year % 100)
        ),
        None,
    )


def _name_column(rows: Sequence[Sequence[Any]], journal: Journal, before: int) -> int | None:
    """Return the column in front of the marks that names most students."""
    known = _known(journal.students)
    named = Counter(
        column for row in rows for column, value in enumerate(row[:before]) if fold(_text(value)) in known
    )
    return named.most_common(1)[0][0] if named else None


def _known(students: Iterable[JournalStudent]) -> dict[str, JournalStudent]:
    """Students by all that names one of them and nobody else: whole name, without the last part, signed, number."""
    ways: defaultdict[str, set[JournalStudent]] = defaultdict(set)
    for student in students:
        parts = student.name.split()
        for text in (student.name, " ".join(parts[:2]), signed(student.name), student.number):
            if key := fold(text):
                ways[key].add(student)
    return {key: next(iter(found)) for key, found in ways.items() if len(found) == 1}


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
