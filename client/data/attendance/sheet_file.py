"""Marks from the workbook that a teacher keeps: students down, dated lessons across."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl.utils.cell import get_column_letter

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.attendance.class_journal import JournalLesson
from client.data.attendance.file_marks import FileMark, FileMarks
from client.data.attendance.journal import Journal
from client.data.attendance.mark_plan import students_known
from client.data.imports.cells import Broken
from client.data.imports.opening import open_book
from client.data.imports.reading import Grid, read_sheet

NO_DAYS = N_(
    "{file} has no row with the days of these lessons. Write them above the marks, as 24.11.2026 or 24.11."
)
NO_STUDENTS = N_("{file} names no student of this class. Write surname and given name as in the list.")
_SHORT_DAY = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})(?:[./-]([0-9]{2,4}))?\.?")
_HEAD_ROWS = 30
#: The heads of a row: the day as it stands there, and its lesson if there is one.
Heads = dict[int, tuple[str, JournalLesson | None]]


def read(path: Path, journal: Journal) -> FileMarks:
    """Read the first sheet of a workbook as marks of this journal."""
    book = open_book(path)
    return marks_in(read_sheet(book), journal, book.name)


def marks_in(grid: Grid, journal: Journal, file: str) -> FileMarks:
    """Find the row of days and the column of names, and what stands where they cross."""
    head, heads = _days(grid, journal)
    if not any(lesson for _day, lesson in heads.values()):
        raise UserError(NO_DAYS, file=file)
    first = min(column for column, (_day, lesson) in heads.items() if lesson)
    below = list(zip(grid.numbers, grid.rows, strict=True))[head + 1 :]
    place = _name_column([row for _number, row in below], journal, first)
    if place is None:
        raise UserError(NO_STUDENTS, file=file)
    return FileMarks(
        file,
        tuple(
            FileMark((number, column), f"{get_column_letter(column + 1)}{number}", name, day, text, lesson)
            for number, row in below
            if (name := _text(row[place] if place < len(row) else None))
            for column, (day, lesson) in sorted(heads.items())
            if column < len(row) and (text := _text(row[column]))
        ),
    )


def _days(grid: Grid, journal: Journal) -> tuple[int, Heads]:
    """Return the row with most days of lessons: its place, and its heads by their columns."""
    found = [_heads(row, journal) for row in grid.rows[:_HEAD_ROWS]]
    best = max(
        range(len(found)),
        key=lambda place: sum(bool(lesson) for _day, lesson in found[place].values()),
        default=0,
    )
    return best, found[best] if found else {}


def _heads(row: Sequence[Any], journal: Journal) -> Heads:
    """Days that stand twice are the lessons of that day one after the other."""
    by_day: defaultdict[date, list[JournalLesson]] = defaultdict(list)
    for lesson in journal.lessons:
        by_day[lesson.day].append(lesson)
    heads: Heads = {}
    for column, value in enumerate(row):
        if (day := _day(value, by_day)) is not None:
            waiting = by_day.get(day)
            heads[column] = (f"{day:%d.%m.%Y}", waiting.pop(0) if waiting else None)
        elif (written := _SHORT_DAY.fullmatch(_text(value))) is not None:
            heads[column] = (written[0], None)
    return heads


def _day(value: Any, days: Iterable[date]) -> date | None:
    """Return the day of a head; one without a year is that of the term."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _SHORT_DAY.fullmatch(_text(value))
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
    known = students_known(journal)
    named = Counter(
        column
        for row in rows
        for column, value in enumerate(row[:before])
        if (text := _text(value)) and (known.find(text) or known.near(text))
    )
    return named.most_common(1)[0][0] if named else None


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool | Broken):
        return ""
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
