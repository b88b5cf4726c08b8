"""The one writer of workbooks: a text stays a text, whatever it begins with, and no sign in it stops the writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

#: Spreadsheets take what begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: A cell holds no more signs, a sheet's name no more and none of these.
LONGEST_TEXT, LONGEST_NAME, FORBIDDEN = 32_767, 31, "[]:*?/\\"


def new_book(name: str = "") -> tuple[Workbook, Worksheet]:
    """Return an empty book and its first sheet."""
    book = Workbook()
    page = book.worksheets[0]
    if name:
        page.title = sheet_name(name)
    return book, page


def streamed_book(name: str) -> tuple[Workbook, Any]:
    """Return a book that is written row by row, in little memory, and its sheet; its cells are made by `cell`."""
    book = Workbook(write_only=True)
    return book, book.create_sheet(sheet_name(name))


def put(cell: Any, value: Any) -> None:
    """Write a value into a cell; a text as a text."""
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT]
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA)
    else:
        cell.value = value


def cell(page: Any, value: Any, font: Font | None = None) -> Any:
    """Return a cell for a row of a streamed book."""
    made = WriteOnlyCell(page)
    put(made, value)
    if font is not None:
        made.font = font
    return made


def append(page: Worksheet, values: Any) -> None:
    """Write a row below the last one."""
    row = 1 if page.max_row == 1 and page["A1"].value is None else page.max_row + 1
    for column, value in enumerate(values, start=1):
        put(page.cell(row, column), value)


def to_bytes(book: Workbook) -> bytes:
    """Return the file."""
    target = BytesIO()
    book.save(target)
    return target.getvalue()


@contextmanager
def streamed_to(path: Path, name: str) -> Iterator[Any]:
    """Give the sheet of a streamed book that becomes a file; no draft of it stays on the disk when that fails."""
    book, page = streamed_book(name)
    try:
        yield page
        book.save(path)
    except BaseException:
        page.close()
        page._writer.cleanup()  # noqa: SLF001 - its own draft would stay
        raise


def sheet_name(name: str, taken: set[str] | None = None) -> str:
    """Return a name for a sheet that Excel takes and that no sheet of the book has yet."""
    taken = set() if taken is None else taken
    legal = str(ILLEGAL_CHARACTERS_RE.sub("", name))
    clean = (
        "".join("-" if sign in FORBIDDEN else sign for sign in legal).strip("' ")[:LONGEST_NAME] or "HEMIS"
    )
    made, number = clean, 1
    while made.lower() in taken:
        number += 1
        tail = f" ({number})"
        made = f"{clean[: LONGEST_NAME - len(tail)]}{tail}"
    taken.add(made.lower())
    return made
