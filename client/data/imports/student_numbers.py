"""Student numbers out of a workbook: the column that holds most of them, cell by cell; nothing is guessed."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl.utils.cell import get_column_letter

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.imports.opening import open_book
from client.data.imports.reading import Grid, read_sheet
from client.data.students.chosen_students import is_number

NO_NUMBERS = N_("{file} has no column of student numbers. Each has 12 digits.")
NOT_A_NUMBER = N_(
    "{file}, cell {cell}: “{text}” is no student number. Correct it in the file and choose it again."
)


def numbers_in(path: Path) -> list[str]:
    """Return the student numbers of a workbook's first sheet; a cell beneath them that is none is refused."""
    book = open_book(path)
    return numbers_of(read_sheet(book), book.name)


def numbers_of(grid: Grid, file: str) -> list[str]:
    """Return the numbers of the column that has most; what stands above the first of them is its heading."""
    width = max((len(row) for row in grid.rows), default=0)
    columns = [[_text(row[place]) if place < len(row) else "" for row in grid.rows] for place in range(width)]
    best = max(range(width), key=lambda place: sum(map(is_number, columns[place])), default=0)
    found = columns[best] if columns else []
    first = next((place for place, text in enumerate(found) if is_number(text)), None)
    if first is None:
        raise UserError(NO_NUMBERS, file=file)
    _refuse_others(grid, found, first, best, file)
    return [text for text in found[first:] if text]


def _refuse_others(grid: Grid, found: Sequence[str], first: int, column: int, file: str) -> None:
    for row, text in list(zip(grid.numbers, found, strict=True))[first:]:
        if text and not is_number(text):
            raise UserError(NOT_A_NUMBER, file=file, cell=f"{get_column_letter(column + 1)}{row}", text=text)


def _text(cell: Any) -> str:
    """Return what a cell says; a number without the digits behind the comma that a format adds."""
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        whole = int(cell)
        return str(whole) if whole == cell else str(cell)
    return "" if cell is None else str(cell).strip()
