"""Numbers out of a workbook: the column that holds most of them, cell by cell; nothing is guessed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl.utils.cell import get_column_letter

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.imports.opening import open_book
from client.data.imports.reading import Grid, read_sheet
from client.data.students.chosen_students import is_number
from shared.blank_numbers import NoBlankNumber, read_numbers


@dataclass(frozen=True)
class NumberColumn:
    """What is looked for in the first sheet of a workbook, and what is said where it is not there."""

    is_one: Callable[[str], bool]
    nothing: str
    wrong: str
    #: Said of a row with two of them; without it the second stands for something else.
    twice: str = ""

    def numbers_in(self, path: Path) -> list[str]:
        """Return what the column says, as it is written; a cell beneath its numbers that is none is refused."""
        book = open_book(path)
        return self.numbers_of(read_sheet(book), book.name)

    def numbers_of(self, grid: Grid, file: str) -> list[str]:
        """Return the numbers of the column that has most; what stands above the first of them is its heading."""
        width = max((len(row) for row in grid.rows), default=0)
        columns = [
            [_text(row[place]) if place < len(row) else "" for row in grid.rows] for place in range(width)
        ]
        best = max(range(width), key=lambda place: sum(map(self.is_one, columns[place])), default=0)
        found = columns[best] if columns else []
        first = next((place for place, text in enumerate(found) if self.is_one(text)), None)
        if first is None:
            raise UserError(self.nothing, file=file)
        self._refuse_others(grid, found, first, best, file)
        if self.twice:
            self._refuse_twice(grid, columns, file)
        return [text for text in found[first:] if text]

    def _refuse_others(self, grid: Grid, found: Sequence[str], first: int, column: int, file: str) -> None:
        for row, text in list(zip(grid.numbers, found, strict=True))[first:]:
            if text and not self.is_one(text):
                raise UserError(
                    self.wrong, file=file, cell=f"{get_column_letter(column + 1)}{row}", text=text
                )

    def _refuse_twice(self, grid: Grid, columns: Sequence[Sequence[str]], file: str) -> None:
        for row, *cells in zip(grid.numbers, *columns, strict=True):
            if sum(map(self.is_one, cells)) > 1:
                raise UserError(self.twice, file=file, row=row)


def _text(cell: Any) -> str:
    """Return what a cell says; a number without the digits behind the comma that a format adds."""
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        whole = int(cell)
        return str(whole) if whole == cell else str(cell)
    return "" if cell is None else str(cell).strip()


def _names_blanks(text: str) -> bool:
    try:
        return bool(read_numbers(text).items)
    except NoBlankNumber:
        return False


STUDENTS = NumberColumn(
    is_number,
    N_("{file} has no column of student numbers. Each has 12 digits."),
    N_("{file}, cell {cell}: “{text}” is no student number. Correct it in the file and choose it again."),
)
BLANKS = NumberColumn(
    _names_blanks,
    N_("{file} has no column of blank numbers. Write them as B0001201, or as ranges B0001201-B0001450."),
    N_("{file}, cell {cell}: “{text}” is no number of a blank. Correct it in the file and choose it again."),
    N_("{file}, row {row} has two numbers of blanks. Write a range into one cell: B0001201-B0001450."),
)
