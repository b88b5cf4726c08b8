"""The cards of a version as one sheet to change by hand: places may be changed, what names a lesson is locked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reports.common.workbook import new_book, put, to_bytes
from reports.timetable.words import WORDS

WIDTHS = (8, 34, 18, 16, 34, 8, 14, 14, 8, 34, 12)
#: Columns by number, counted from 1: weeks, day, pair, room and whether it is locked may be changed.
CARD, WEEKS, DAY, PAIR, ROOM, LOCKED = 1, 7, 8, 9, 10, 11
OPEN = (WEEKS, DAY, PAIR, ROOM, LOCKED)
SHADE = PatternFill("solid", fgColor="EBEBEB")
UNLOCKED = Protection(locked=False)
REASON_WIDTH, WIDTH = 80, 20
ENOUGH = 2000
LISTS = "lists"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A card as its row: `day` is counted from 1, `phase` is 0 for every, 1 for odd, 2 for even weeks."""

    card: int
    subject: str
    students: str
    training: str
    teacher: str
    pairs: int
    phase: int
    day: int | None
    pair: int | None
    room: str
    locked: bool


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """What stands on the sheet: its name, the heads of the columns and the words for every week and for locked."""

    name: str
    titles: tuple[str, ...]
    every: str
    yes: str
    language: str
    rooms: tuple[str, ...]
    last_pair: int
    rows: tuple[PlanRow, ...]


def plan_workbook(sheet: PlanSheet) -> bytes:
    """Return the sheet; the number of each card is in a hidden, locked column."""
    book, page = new_book(sheet.name)
    _head(page, sheet.titles, WIDTHS)
    words = WORDS[sheet.language]
    phases = (sheet.every, words.odd, words.even)
    for number, row in enumerate(sheet.rows, 2):
        for column, value in enumerate(_values(row, sheet, phases), 1):
            cell = page.cell(number, column)
            put(cell, value)
            if column in OPEN:
                cell.protection = UNLOCKED
            else:
                cell.fill = SHADE
    page.column_dimensions[get_column_letter(CARD)].hidden = True
    _offer(book, page, sheet, phases)
    _protect(page, len(sheet.titles))
    return to_bytes(book)


def _values(row: PlanRow, sheet: PlanSheet, phases: Sequence[str]) -> tuple[Any, ...]:
    day = None if row.day is None else WORDS[sheet.language].days[row.day - 1]
    locked = sheet.yes if row.locked else None
    named = row.card, row.subject, row.students, row.training, row.teacher, row.pairs
    return *named, phases[row.phase], day, row.pair, row.room, locked


def refused_workbook(titles: Sequence[str], reason: str, rows: Sequence[tuple[Sequence[Any], str]]) -> bytes:
    """Return the refused rows as they came with the reasons behind them; corrected, they can be read again."""
    book, page = new_book()
    _head(page, (*titles, reason), (*[WIDTH] * len(titles), REASON_WIDTH))
    for number, (cells, why) in enumerate(rows, 2):
        for column, value in enumerate((*cells, *[None] * (len(titles) - len(cells)), why), 1):
            put(page.cell(number, column), value)
        page.cell(number, len(titles) + 1).alignment = Alignment(wrap_text=True, vertical="top")
    return to_bytes(book)


def _head(page: Worksheet, titles: Sequence[str], widths: Sequence[int]) -> None:
    for column, (title, width) in enumerate(zip(titles, widths, strict=True), 1):
        cell = page.cell(1, column)
        put(cell, title)
        cell.font = Font(bold=True)
        cell.fill = SHADE
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "B2"


def _offer(book: Workbook, page: Worksheet, sheet: PlanSheet, phases: Sequence[str]) -> None:
    """Offer what a cell may say; the lists stand on a hidden sheet."""
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    last = len(sheet.rows) + 1
    choices = (
        (WEEKS, tuple(phases)),
        (DAY, WORDS[sheet.language].days),
        (PAIR, tuple(range(1, sheet.last_pair + 1))),
        (ROOM, sheet.rooms[:ENOUGH]),
        (LOCKED, (sheet.yes,)),
    )
    for place, (column, values) in enumerate(choices, 1):
        for row, value in enumerate(values, 1):
            put(lists.cell(row, place), value)
        letter = get_column_letter(place)
        if values:
            rule = DataValidation(
                "list", formula1=f"={LISTS}!${letter}$1:${letter}${len(values)}", allow_blank=True
            )
            page.add_data_validation(rule)
            rule.add(f"{get_column_letter(column)}2:{get_column_letter(column)}{max(2, last)}")


def _protect(page: Worksheet, columns: int) -> None:
    """Guard against slips, not against people: there is no password; filtering and sorting stay allowed."""
    page.auto_filter.ref = f"A1:{get_column_letter(columns)}{max(2, page.max_row)}"
    page.protection.sheet = True
    page.protection.autoFilter = False
    page.protection.sort = False
    page.protection.formatColumns = False
