"""The one writer of workbooks: a text stays a text, whatever it begins with, and no sign in it stops the writing."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

#: Spreadsheets take what begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: A cell holds no more signs, a sheet's name no more and none of these.
LONGEST_TEXT, LONGEST_NAME, FORBIDDEN = 32_767, 31, "[]:*?/\\"
HEAD_FILL = PatternFill("solid", fgColor="E9EEF5")
#: Letters a column may be wide, and that stand side by side on an upright page at a size one reads.
NARROWEST, WIDEST, UPRIGHT = 8, 60, 110


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


def cell(page: Any, value: Any, font: Font | None = None, form: str = "") -> Any:
    """Return a cell for a row of a streamed book; `form` is the number format, "@" that of texts."""
    made = WriteOnlyCell(page)
    put(made, value)
    if font is not None:
        made.font = font
    if form:
        made.number_format = form
    return made


def number_form(value: int | Decimal) -> str:
    """Return the format in which a spreadsheet shows a number with all its places, gaps between thousands of sums."""
    places = -int(value.as_tuple().exponent) if isinstance(value, Decimal) else 0
    return f"#,##0.{'0' * places}" if places > 0 else "0"


def head_cell(page: Any, label: str) -> Any:
    """Return the head of a column for a streamed book."""
    made = cell(page, label)
    style_head(made)
    return made


def style_head(made: Any) -> None:
    """Draw a cell as the head of a column."""
    made.font = Font(bold=True)
    made.fill = HEAD_FILL
    made.border = Border(bottom=Side("thin"))
    made.alignment = Alignment(vertical="center", wrap_text=True)


def width_of(head: str, texts: Iterable[str]) -> int:
    """Return the width of a column in letters, so that nearly all its texts and each word of its head are whole."""
    lengths = sorted(max(map(len, text.splitlines()), default=0) for text in (head, *texts))
    longest_word = max(map(len, head.split()), default=0)
    usual = max(lengths[int((len(lengths) - 1) * 0.97)], longest_word)
    return min(max(usual + 2, NARROWEST), WIDEST)


def set_widths(page: Any, widths: Iterable[float]) -> None:
    """Give the columns their widths, from the first on."""
    for place, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(place)].width = width


def set_for_print(page: Any, *, head_row: int, wide: bool) -> None:
    """Set a sheet for A4: all columns on one page, the head repeated, the pages numbered."""
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    page.page_setup.orientation = "landscape" if wide else "portrait"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.page_margins = PageMargins(left=0.6, right=0.4, top=0.5, bottom=0.6)
    page.print_title_rows = f"{head_row}:{head_row}"
    page.oddFooter.right.text = "&P/&N"


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
