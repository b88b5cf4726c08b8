"""Timetables as Excel: the grid of the paper with merged cells; every text is written as text, never as a formula."""

from collections.abc import Iterable, Sequence

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from reports.common.workbook import new_book, put, set_for_print, set_widths, sheet_name, to_bytes
from reports.timetable.cells import EVEN, ODD, Block, LessonSlot, Whose, blocks
from reports.timetable.faculty_week import FacultySheet, pairs_by_day
from reports.timetable.pair_time import PairTime
from reports.timetable.week import DAYS, PrintedWeek, TimetableHead, used_pairs
from reports.timetable.words import WORDS

THIN = Side(style="thin", color="808080")
EDGES = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
SHADE = PatternFill("solid", fgColor="EBEBEB")
FIRST_ROW = 6


def workbook(weeks: Sequence[PrintedWeek]) -> bytes:
    """Return a book with a sheet for each week."""
    book, empty = new_book()
    book.remove(empty)
    taken: set[str] = set()
    for week in weeks:
        _fill_week(book.create_sheet(sheet_name(week.name, taken)), week)
    return to_bytes(book)


def faculty_workbook(sheet: FacultySheet) -> bytes:
    """Return the faculty on one sheet: groups as columns, days and pairs as rows."""
    book, page = new_book(WORDS[sheet.head.language].timetable)
    _fill_faculty(page, sheet)
    return to_bytes(book)


def _fill_week(page: Worksheet, week: PrintedWeek) -> None:
    words = WORDS[week.head.language]
    _fill_head(page, week.head, week.title(), 2 + DAYS)
    for column, text in enumerate((words.pair, "", *words.days), start=1):
        _put(page, FIRST_ROW, column, text, bold=True, shaded=True)
    page.merge_cells(start_row=FIRST_ROW, end_row=FIRST_ROW, start_column=1, end_column=2)
    pairs = used_pairs(week.pairs, week.slots)
    _fill_pairs(page, FIRST_ROW + 1, 1, pairs)
    for day in range(1, DAYS + 1):
        for block in blocks(week.slots, day, [pair.number for pair in pairs]):
            row = FIRST_ROW + 1 + block.first
            _put_block(page, (row, 2 + day, block.rows, 1), block, (week.head, week.whose))
    _shape(page, (6, 13, *[28] * DAYS), "A4")
    page.freeze_panes = f"C{FIRST_ROW + 1}"


def _fill_faculty(page: Worksheet, sheet: FacultySheet) -> None:
    words = WORDS[sheet.head.language]
    _fill_head(page, sheet.head, "", 3 + len(sheet.groups))
    for column, text in enumerate(("", words.pair, "", *(name for name, _slots in sheet.groups)), start=1):
        _put(page, FIRST_ROW, column, text, bold=True, shaded=True)
    row = FIRST_ROW + 1
    for day, pairs in pairs_by_day(sheet).items():
        _put(page, row, 1, words.days[day - 1], bold=True, shaded=True, upright=True)
        _merge(page, row, 1, len(pairs), 1)
        _fill_pairs(page, row, 2, pairs)
        _fill_day(page, row, sheet, day, pairs)
        row += len(pairs)
    _shape(page, (5, 6, 13, *[24] * len(sheet.groups)), "A3")
    page.freeze_panes = f"D{FIRST_ROW + 1}"


def _fill_day(page: Worksheet, row: int, sheet: FacultySheet, day: int, pairs: Sequence[PairTime]) -> None:
    """Write a day of all groups; what neighbours hear together is merged."""
    numbers = [pair.number for pair in pairs]
    columns = [tuple(blocks(slots, day, numbers)) for _name, slots in sheet.groups]
    for column, made in enumerate(columns):
        for block in made:
            if column and block.alike(columns[column - 1]):
                continue
            wide = 1
            while column + wide < len(columns) and block.alike(columns[column + wide]):
                wide += 1
            place = (row + block.first, 4 + column, block.rows, wide)
            _put_block(page, place, block, (sheet.head, "group"))


def _fill_head(page: Worksheet, head: TimetableHead, title: str, columns: int) -> None:
    words = WORDS[head.language]
    lines = (
        head.university,
        head.faculty,
        f"{words.timetable} — {title}" if title else words.timetable,
        head.facts(),
        f"{words.approve}. {words.dean} ____________ {head.dean}" if head.dean else "",
    )
    for row, text in enumerate(lines, start=1):
        _put(page, row, 1, text, bold=row == 3, edged=False)  # noqa: PLR2004 - the third is the title
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)


def _fill_pairs(page: Worksheet, row: int, column: int, pairs: Iterable[PairTime]) -> None:
    for step, pair in enumerate(pairs):
        cell = page.cell(row + step, column, pair.number)
        cell.alignment, cell.border, cell.font = MIDDLE, EDGES, Font(bold=True)
        _put(page, row + step, column + 1, f"{pair.starts_at}–{pair.ends_at}")
        page.row_dimensions[row + step].height = 48


def _put_block(
    page: Worksheet, place: tuple[int, int, int, int], block: Block, reader: tuple[TimetableHead, Whose]
) -> None:
    row, column, rows, columns = place
    head, whose = reader
    text = "\n".join(_sentence(head, whose, slot) for slot in block.slots)
    _put(page, row, column, text)
    _merge(page, row, column, rows, columns)


def _sentence(head: TimetableHead, whose: Whose, slot: LessonSlot) -> str:
    words = WORDS[head.language]
    weeks = {ODD: f"{words.odd_short}: ", EVEN: f"{words.even_short}: "}.get(slot.phase, "")
    return f"{weeks}{slot.title()}\n{', '.join(slot.more(whose))}".strip()


def _put(
    page: Worksheet,
    row: int,
    column: int,
    text: str,
    *,
    bold: bool = False,
    shaded: bool = False,
    upright: bool = False,
    edged: bool = True,
) -> None:
    """Write a text as a text, whatever it begins with."""
    cell = page.cell(row, column)
    put(cell, text)
    cell.font = Font(bold=bold)
    cell.alignment = (
        Alignment(horizontal="center", vertical="center", text_rotation=90) if upright else MIDDLE
    )
    if edged:
        cell.border = EDGES
    if shaded:
        cell.fill = SHADE


def _merge(page: Worksheet, row: int, column: int, rows: int, columns: int) -> None:
    for down in range(rows):
        for right in range(columns):
            page.cell(row + down, column + right).border = EDGES
    if rows > 1 or columns > 1:
        page.merge_cells(
            start_row=row, end_row=row + rows - 1, start_column=column, end_column=column + columns - 1
        )


def _shape(page: Worksheet, widths: Sequence[int], paper: str) -> None:
    set_widths(page, widths)
    set_for_print(page, head_row=FIRST_ROW, wide=True)
    page.page_setup.paperSize = page.PAPERSIZE_A3 if paper == "A3" else page.PAPERSIZE_A4
