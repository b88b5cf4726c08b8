"""A grade sheet as a protected workbook: only the cells of marks are open; it is read back with every cell checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles import Font, Protection

from reports.common.workbook import new_book, put, set_for_print, set_widths, style_head, to_bytes

#: What makes a file one of ours, in a cell that nobody sees.
MARK, KEY_COLUMN, HEAD_ROW = "HEMIS-GRADES", 1, 4
FIRST_MARK = 5


@dataclass(frozen=True)
class SheetBook:
    """What the workbook holds: a row a student, a column a component; `open` are the cells that may be written."""

    sheet_id: int
    title: str
    note: str
    heads: tuple[str, str, str]
    components: tuple[tuple[int, str], ...]
    #: Line, position, name, number, texts by component, components that are open.
    rows: tuple[tuple[int, int, str, str, Mapping[int, str], frozenset[int]], ...]


class NotOurBookError(Exception):
    """The file is no sheet that this program wrote, or that of another sheet."""


def write(book: SheetBook) -> bytes:
    """Return the workbook; marks stand in cells of texts, so that Excel makes no day of 14.5."""
    made, page = new_book(book.title)
    put(page.cell(1, 2), book.title)
    page.cell(1, 2).font = Font(bold=True, size=14)
    put(page.cell(2, 2), book.note)
    put(page.cell(1, 1), f"{MARK} {book.sheet_id}")
    for place, head in enumerate(("", *book.heads, *(name for _number, name in book.components)), start=1):
        put(page.cell(HEAD_ROW, place), head)
        style_head(page.cell(HEAD_ROW, place))
    for place, (number, _name) in enumerate(book.components):
        put(page.cell(HEAD_ROW - 1, FIRST_MARK + place), number)
    page.row_dimensions[HEAD_ROW - 1].hidden = True
    for at, (line, position, name, student, texts, open_cells) in enumerate(book.rows, start=HEAD_ROW + 1):
        for place, value in enumerate((line, position, name, student), start=1):
            put(page.cell(at, place), value)
        for place, (number, _name) in enumerate(book.components):
            mark = page.cell(at, FIRST_MARK + place)
            put(mark, texts.get(number, ""))
            mark.number_format = "@"
            mark.protection = Protection(locked=number not in open_cells)
    page.column_dimensions["A"].hidden = True
    set_widths(page, (4, 5, 38, 16, *(12 for _each in book.components)))
    page.column_dimensions["A"].hidden = True
    page.protection.sheet = True
    page.freeze_panes = page.cell(HEAD_ROW + 1, FIRST_MARK).coordinate
    set_for_print(page, head_row=HEAD_ROW, wide=False)
    return to_bytes(made)


def read(content: bytes, sheet_id: int) -> dict[tuple[int, int], Any]:
    """Return what stands in the cells by line and component, as Excel keeps it: texts, numbers, days."""
    try:
        page = load_workbook(BytesIO(content), data_only=True).worksheets[0]
    except Exception as broken:  # openpyxl raises whatever a broken file makes it stumble over
        raise NotOurBookError from broken
    if page.cell(1, 1).value != f"{MARK} {sheet_id}":
        raise NotOurBookError
    components = {}
    for place in range(FIRST_MARK, page.max_column + 1):
        number = page.cell(HEAD_ROW - 1, place).value
        if isinstance(number, int):
            components[place] = number
    found: dict[tuple[int, int], Any] = {}
    for at in range(HEAD_ROW + 1, page.max_row + 1):
        line = page.cell(at, KEY_COLUMN).value
        if isinstance(line, int):
            for place, number in components.items():
                found[line, number] = page.cell(at, place).value
    return found
