"""The load sheet of a teacher or a department: as PDF and as an Excel workbook."""

from dataclasses import dataclass

from openpyxl.styles import Font

from reports.common import table
from reports.common.table import Column, Table
from reports.common.workbook import append, new_book, set_for_print, set_widths, style_head, to_bytes

#: Teacher, subject, training, students, how many they are, hours.
LoadLine = tuple[str, str, str, str, int | None, int]
NUMERIC = (False, False, False, False, True, True)
WIDTHS = (30, 36, 16, 30, 9, 9)


@dataclass(frozen=True)
class LoadSheet:
    """The lines of a sheet under their heads; totals have empty cells. Words are in the language of the reader."""

    title: str
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[LoadLine, ...]


def render(sheet: LoadSheet) -> bytes:
    """Return the sheet as PDF."""
    columns = tuple(map(Column, sheet.heads, NUMERIC))
    rows = [tuple("" if cell is None else str(cell) for cell in row) for row in sheet.rows]
    return table.render(Table(sheet.title, sheet.notes, columns, rows, numbered=False))


def workbook(sheet: LoadSheet) -> bytes:
    """Return the sheet as a workbook; a text stays a text, whatever it begins with."""
    book, page = new_book()
    for line in (sheet.title, *sheet.notes):
        append(page, [line])
    append(page, sheet.heads)
    head = page.max_row
    for row in sheet.rows:
        append(page, row)
    page["A1"].font = Font(bold=True, size=14)
    for cell in page[head]:
        style_head(cell)
    set_widths(page, WIDTHS)
    set_for_print(page, head_row=head, wide=True)
    page.freeze_panes = f"A{head + 1}"
    return to_bytes(book)
