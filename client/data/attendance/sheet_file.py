"""Entries from the workbook that a teacher keeps: students down, dated lessons or other columns across."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl.utils.cell import get_column_letter

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.attendance.class_journal import ClassJournal, JournalColumn
from client.data.attendance.file_plan import FORMULA, students_known
from client.data.attendance.journal_file import FileColumn, FileMark, FileMarks
from client.data.imports.cells import Broken
from client.data.imports.opening import open_book
from client.data.imports.reading import Grid, read_sheet
from shared.names import fold

NO_DAYS = N_(
    "{file} has no row with the days of these lessons. Write them above the marks, as 24.11.2026 or 24.11."
)
NO_TASKS = N_("{file} has no column with points beside the names. Write the names of the tasks above them.")
NO_STUDENTS = N_("{file} names no student of this class. Write surname and given name as in the list.")
#: A day, and behind it the pair and the kind of column, as the journal itself writes them to Excel.
_HEAD = re.compile(
    r"([0-9]{1,2})[./-]([0-9]{1,2})(?:[./-]([0-9]{2,4}))?\.?(?:\s+\(?([1-9])\)?(?:\s+(\S.{0,20}))?)?"
)
_HEAD_ROWS = 30
#: Excel itself shows no more digits of what it reckons: 4.3, not 4.2999999999999998.
_DIGITS = ".15g"
#: What rows and columns of sums are called, in the letters of a search: sums, averages, the most that is possible.
_SUMS = frozenset(
    fold(word)
    for word in (
        *("jami", "oʻrtacha", "maks", "maksimal", "jn", "жами", "ўртача", "макс", "жн"),
        *("итого", "всего", "средний", "среднее", "тб", "average", "total", "max", "maximum", "on"),
    )
)
#: What is summed up, beside these. A name that has any other word is a person's: who is asked about is not lost.
_SUMMED = frozenset(
    fold(word)
    for word in (
        *("ball", "balli", "ballar", "baho", "bahosi", "soat", "soati", "soni", "foiz", "nb", "balans"),
        *("балл", "балла", "баллов", "баллы", "оценка", "часов", "часы", "соат", "сони", "баҳо", "нб"),
        *("points", "hours", "mark", "marks", "score", "count"),
    )
)


class _Head(NamedTuple):
    """What the head of a column says: its words, the day if there is one of a lesson, pair and kind."""

    words: str
    dated: bool
    day: date | None = None
    pair: int | None = None
    kind: str = ""


class _Meanings(NamedTuple):
    """What heads of a file may name: days of lessons, or titles that one column alone has."""

    days: list[date]
    titles: frozenset[str]

    def by(self, head: _Head | None) -> bool:
        return head is not None and (head.day is not None or fold(head.words) in self.titles)


def read(path: Path, journal: ClassJournal, columns: Sequence[JournalColumn]) -> FileMarks:
    """Read the first sheet of a workbook as entries of this journal."""
    book = open_book(path)
    return marks_in(read_sheet(book), journal, columns, book.name)


def marks_in(grid: Grid, journal: ClassJournal, columns: Sequence[JournalColumn], file: str) -> FileMarks:
    """Find the row of heads and the column of names, and what stands where they cross."""
    meant = _meanings(columns)
    row = _row_of_heads(grid, meant)
    first = 0
    if row is not None:
        first = min(place for place, head in enumerate(_heads(grid, row, meant.days)) if meant.by(head))
    names = _name_column(grid.rows[0 if row is None else row + 1 :], journal, first)
    if names is None:
        raise UserError(NO_STUDENTS, file=file)
    if row is None:
        row, first = _row_above_students(grid, journal, names), names + 1
    none = NO_TASKS if meant.titles else NO_DAYS
    if row is None:
        raise UserError(none, file=file)
    below = list(zip(grid.numbers, grid.rows, strict=True))[row + 1 :]
    found = _file_columns(grid, row, first, columns, [cells for _number, cells in below])
    if not found:
        raise UserError(none, file=file)
    known = students_known(journal)
    marks: list[FileMark] = []
    left_out = _columns_left_out(grid, row, first, found, [cells for _number, cells in below])
    for number, cells in below:
        name = _text(cells[names] if names < len(cells) else None)
        said = [
            FileMark((number, place), f"{column.letters}{number}", name, text, column)
            for place, column in found.items()
            if place < len(cells) and (text := _text(cells[place]))
        ]
        if name and (known.find(name) or not _is_sum(name)):
            marks += said
        elif said and marks:  # above the first student stand further heads
            left_out.append(f"{number} {name}".strip())
    return FileMarks(file, tuple(found.values()), tuple(marks), tuple(left_out))


def _columns_left_out(
    grid: Grid, row: int, first: int, found: Container[int], rows: Sequence[Sequence[Any]]
) -> list[str]:
    """Return the columns with figures that are offered to nobody: sums, and those without a head."""
    words = [head.words if head else "" for head in _heads(grid, row, ())]
    width = max(map(len, rows), default=0)
    return [
        f"{get_column_letter(place + 1)} {words[place] if place < len(words) else ''}".strip()
        for place in range(first, width)
        if place not in found and _has_figures(rows, place)
    ]


def _meanings(columns: Sequence[JournalColumn]) -> _Meanings:
    titles = Counter(fold(column.title) for column in columns if column.title)
    return _Meanings(
        sorted({column.lesson.day for column in columns if not column.title}),
        frozenset(title for title, many in titles.items() if many == 1),
    )


def _row_of_heads(grid: Grid, meant: _Meanings) -> int | None:
    """Return the place of the row that names most columns of the sheet."""
    counts = [
        sum(meant.by(head) for head in _heads(grid, place, meant.days))
        for place in range(min(_HEAD_ROWS, len(grid.rows)))
    ]
    return counts.index(max(counts)) if any(counts) else None


def _row_above_students(grid: Grid, journal: ClassJournal, names: int) -> int | None:
    """Return the place of the row above the first student."""
    known = students_known(journal)
    for place, cells in enumerate(grid.rows):
        if names < len(cells) and known.find(_text(cells[names])):
            return place - 1 if place else None
    return None


def _heads(grid: Grid, row: int, days: Iterable[date]) -> list[_Head | None]:
    """Return what the cells of a row say as heads; a merged one is the head of all columns below it."""
    cells = list(grid.rows[row])
    for area in grid.merged:
        if area.top <= grid.numbers[row] <= area.bottom and area.left <= len(cells):
            cells.extend([None] * (area.right - len(cells)))
            cells[area.left : area.right] = [cells[area.left - 1]] * (area.right - area.left)
    return [_head(value, days) for value in cells]


def _head(value: Any, days: Iterable[date]) -> _Head | None:
    """Read a head; a day without a year is that of the term."""
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return _Head(f"{day:%d.%m.%Y}", True, day if day in days else None)
    words = " ".join(_text(value).split())
    found = _HEAD.fullmatch(words)
    if found is None:
        return _Head(words, False) if words else None
    number, month, year = int(found[1]), int(found[2]), found[3]
    day_of_lesson = next(
        (
            each
            for each in days
            if (each.day, each.month) == (number, month)
            and (year is None or int(year) % 100 == each.year % 100)
        ),
        None,
    )
    words = f"{day_of_lesson:%d.%m.%Y}" if day_of_lesson else words
    return _Head(words, True, day_of_lesson, int(found[4]) if found[4] else None, found[5] or "")


def _file_columns(
    grid: Grid, row: int, first: int, columns: Sequence[JournalColumn], below: Sequence[Sequence[Any]]
) -> dict[int, FileColumn]:
    """Return the columns of the file; days that stand several times are the columns of that day one after the other.

    Under a day a kind may stand in a row of its own. Columns without a day are listed where figures stand in them.
    """
    waiting: defaultdict[date, list[JournalColumn]] = defaultdict(list)
    titled = {}
    for column in columns:
        if column.title:
            titled[fold(column.title)] = column
        else:
            waiting[column.lesson.day].append(column)
    unique, by_day = _meanings(columns).titles, not titled
    kinds = {fold(column.kind) for column in columns if column.kind}
    found = {}
    for place, head in enumerate(_heads(grid, row, sorted(waiting))):
        if head is None or place < first:
            continue
        if fold(head.words) in unique:
            named = titled.pop(fold(head.words), None)
            found[place] = FileColumn(get_column_letter(place + 1), head.words, named, dated=False)
            continue
        if not ((head.dated and by_day) or _may_be_meant(head, below, place)):
            continue
        under = _text(below[0][place]) if below and place < len(below[0]) else ""
        wanted = head._replace(kind=under) if not head.kind and fold(under) in kinds else head
        meant = None
        if head.day is not None:
            meant = next((each for each in waiting[head.day] if _fits(each, wanted)), None)
        if meant is not None:
            waiting[meant.lesson.day].remove(meant)
        found[place] = FileColumn(get_column_letter(place + 1), head.words, meant, head.dated and by_day)
    return found


def _fits(column: JournalColumn, head: _Head) -> bool:
    """Tell whether a head may mean this column; its kind may be cut short."""
    return head.pair in (None, column.lesson.pair) and fold(column.kind).startswith(fold(head.kind))


def _may_be_meant(head: _Head, rows: Iterable[Sequence[Any]], place: int) -> bool:
    """Tell whether a column without a day has figures that are no sums."""
    return not _is_sum(head.words) and _has_figures(rows, place)


def _has_figures(rows: Iterable[Sequence[Any]], place: int) -> bool:
    return any(place < len(cells) and isinstance(cells[place], int | float) for cells in rows)


def _name_column(rows: Sequence[Sequence[Any]], journal: ClassJournal, before: int) -> int | None:
    """Return the column that names most students, of those in front of the entries."""
    known = students_known(journal)
    named = Counter(
        column
        for row in rows
        for column, value in enumerate(row[: before or None])
        if (text := _text(value)) and (known.find(text) or known.near(text))
    )
    return named.most_common(1)[0][0] if named else None


def _is_sum(words: str) -> bool:
    """Tell whether a row or a column sums up others: that takes more than the first word of a name."""
    found = [fold(word.strip(".:,()%")) for word in words.split()]
    rest = [word for word in found if word and not word.isdigit()]
    return not rest or (rest[0] in _SUMS and all(word in _SUMS or word in _SUMMED for word in rest))


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, Broken):
        return FORMULA
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return format(value, _DIGITS) if isinstance(value, float) else str(value).strip()
