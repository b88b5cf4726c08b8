"""Reading a sheet of a workbook: typed cells, merged areas, and what could not be read as a value."""

import io
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any
from zipfile import BadZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from openpyxl.utils.exceptions import InvalidFileException

from client.core import gc_pause
from client.core.errors import UserError
from client.core.i18n import N_
from client.data.imports.cells import TRUE, Row, SheetCells
from client.data.imports.days import DAY_ZERO
from client.data.imports.opening import Book

MOST_ROWS = 60_000
MOST_COLUMNS = 200
#: After so many empty rows nothing more is expected; formatted empty rows would take minutes to read.
LONGEST_GAP = 1_000
_STEP = 1_000
#: What a number format writes as it stands.
_QUOTED = re.compile(r'"[^"]*"|\\.')

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Area:
    """A merged area, counted from 1 as Excel does."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet without its empty rows; `numbers` are the row numbers that Excel shows."""

    sheet: str
    numbers: tuple[int, ...]
    rows: tuple[Row, ...]
    merged: tuple[Area, ...] = ()
    #: The row after which reading stopped because nothing but empty rows came.
    stopped_after: int = 0
    #: The numbers of rows that Excel does not show.
    hidden: frozenset[int] = frozenset()
    #: The columns that Excel does not show, counted from 0, as far as something stands in them.
    hidden_columns: frozenset[int] = frozenset()
    #: The day from which the workbook counts its days.
    day_zero: date = DAY_ZERO


def nothing_to_tell(_done: int, _total: int) -> None:
    """Take the progress of work that nobody watches."""


def sheet_names(book: Book) -> tuple[str, ...]:
    """Return the names of the sheets that hold cells, in the order of the workbook, hidden ones last."""
    with _opened(book) as reader:
        return tuple(_sheets(reader))


def read_sheet(book: Book, name: str = "", progress: Progress = nothing_to_tell) -> Grid:
    """Read the sheet, by default the first that people see; `progress` is told now and then and may raise to stop."""
    with _opened(book) as reader, gc_pause.kept():
        sheets = _sheets(reader)
        name = name or next(iter(sheets))
        xml = reader.archive.read(sheets[name])
        reader.read_strings()
        apply_stylesheet(reader.archive, reader.wb)
        cells = SheetCells(
            reader.shared_strings,
            reader.wb._date_formats,  # noqa: SLF001 - openpyxl reads the styles and has no name for this
            reader.wb._timedelta_formats,  # noqa: SLF001
            _percents(reader.wb),
            reader.wb.epoch,
        )
        numbers, rows, stopped = _rows(cells.rows(xml), book.name, xml.count(b"<row"), progress)
        hidden = frozenset(cells.hidden.intersection(numbers))
        day_zero = DAY_ZERO if reader.wb.epoch == WINDOWS_EPOCH else MAC_EPOCH.date()
        unseen = frozenset(place for place in _hidden_columns(xml) if any(_has(row, place) for row in rows))
        return Grid(name, tuple(numbers), tuple(rows), _merged(xml), stopped, hidden, unseen, day_zero)


def _percents(workbook: Any) -> set[int]:
    """Return the styles that show a number a hundred times as large, with a percent sign."""
    custom = workbook._number_formats  # noqa: SLF001
    formats = (
        BUILTIN_FORMATS.get(style.numFmtId, "")
        if style.numFmtId < BUILTIN_FORMATS_MAX_SIZE
        else custom[style.numFmtId - BUILTIN_FORMATS_MAX_SIZE]
        for style in workbook._cell_styles  # noqa: SLF001
    )
    return {place for place, shown in enumerate(formats) if "%" in _QUOTED.sub("", shown)}


def _sheets(reader: Any) -> dict[str, str]:
    """Return the part of each sheet that holds cells; charts have sheets too."""
    found = [
        (sheet.state != "visible", sheet.name, relation.target)
        for sheet, relation in reader.parser.find_sheets()
        if relation.Type.endswith("/worksheet") and relation.target in reader.valid_files
    ]
    return {name: part for _hidden, name, part in sorted(found, key=itemgetter(0))}


#: What openpyxl raises when the inside of a file is not what it should be.
_DAMAGE = (
    AttributeError,
    BadZipFile,
    IndexError,
    InvalidFileException,
    KeyError,
    OSError,
    StopIteration,
    SyntaxError,
    TypeError,
    ValueError,
)


@contextmanager
def _opened(book: Book) -> Iterator[Any]:
    """Open the workbook by the parts of openpyxl that read all but cells; complaints become a sentence."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of decoration that it cannot keep; we keep none
        try:
            reader: Any = ExcelReader(io.BytesIO(book.content), read_only=True, data_only=True)
            with reader.archive:
                reader.read_manifest()
                reader.read_workbook()
                yield reader
        except _DAMAGE as error:
            raise UserError(
                N_("{file} is damaged. Open it in Excel, save it under a new name and choose that file."),
                file=book.name,
            ) from error


def _rows(
    cells: Iterable[tuple[int, Row]], file: str, total: int, progress: Progress
) -> tuple[list[int], list[Row], int]:
    numbers: list[int] = []
    rows: list[Row] = []
    for count, (number, row) in enumerate(cells, 1):
        if row:
            if numbers and number - numbers[-1] > LONGEST_GAP:
                return numbers, rows, numbers[-1]
            numbers.append(number)
            rows.append(row[:MOST_COLUMNS])
            if len(rows) > MOST_ROWS:
                raise UserError(
                    N_("{file} has more than {limit} rows. Split it into several files."),
                    file=file,
                    limit=MOST_ROWS,
                )
        elif numbers and number - numbers[-1] > LONGEST_GAP:
            return numbers, rows, numbers[-1]
        if count % _STEP == 0:
            progress(count, max(total, count))
    return numbers, rows, 0


_COLUMN = re.compile(rb"<(?:[\w.-]+:)?col\s([^>]*)>")
_SETTING = re.compile(rb'(\w+)="([^"]*)"')


def _hidden_columns(xml: bytes) -> set[int]:
    """Return the columns, counted from 0, that somebody hid or made too narrow to be seen."""
    found: set[int] = set()
    for settings in _COLUMN.findall(xml, 0, xml.find(b"sheetData>")):
        said = {name.decode(): value.decode() for name, value in _SETTING.findall(settings)}
        if said.get("hidden") in TRUE or float(said.get("width", 1)) == 0:
            found.update(range(int(said["min"]) - 1, min(int(said["max"]), MOST_COLUMNS)))
    return found


def _has(row: Row, place: int) -> bool:
    return place < len(row) and row[place] is not None


_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')


def _merged(xml: bytes) -> tuple[Area, ...]:
    return tuple(Area(*range_boundaries(found.decode())) for found in _MERGED.findall(xml))
