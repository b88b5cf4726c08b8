"""The rows of a list as Excel, CSV or PDF; texts stay texts, whatever they begin with."""

import csv
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from client.core.clock import ZONE
from client.widgets.columns import ColumnSpec
from client.widgets.export.sheet import Sheet
from client.widgets.formatting import shown, ungrouped
from reports.common import table, workbook

REPORT_EVERY = 500
#: Widths are judged by so many rows; the numbers of the rows take little.
JUDGED, NUMBER_WIDTH = 400, 6
#: What Excel takes for a number or a day although it is the name of something; days of ours are whole and stay days.
_READ_OTHERWISE = re.compile(r"0\d+|\d{12,}|\d+E\d+|\d{1,4}[-/.]\d{1,4}")
Progress = Callable[[int], object]


def write_xlsx(sheet: Sheet, path: Path, progress: Progress) -> None:
    """Write numbers and dates as such, under the title, the filters and the count, ready to be printed."""
    with workbook.streamed_to(path, sheet.title) as page:
        _fill(page, sheet, progress)


def _fill(page: Any, sheet: Sheet, progress: Progress) -> None:
    head = len(sheet.notes) + 2
    page.freeze_panes = f"A{head + 1}"
    # A streamed sheet wants its widths before the first row.
    rows = iter(sheet.rows)
    judged = list(islice(rows, JUDGED))
    widths = [NUMBER_WIDTH, *_widths(sheet, judged)]
    workbook.set_widths(page, widths)
    workbook.set_for_print(page, head_row=head, wide=sum(widths) > workbook.UPRIGHT)
    page.append([workbook.cell(page, sheet.title, Font(bold=True, size=14))])
    for note in sheet.notes:
        page.append([workbook.cell(page, note)])
    page.append([workbook.head_cell(page, label) for label in ("№", *(one.label for one in sheet.columns))])
    last = head
    for last, row in enumerate(chain(judged, rows), start=head + 1):
        cells = (
            _typed_cell(page, sheet, value, spec) for value, spec in zip(row, sheet.columns, strict=True)
        )
        page.append([last - head, *cells])
        if last % REPORT_EVERY == 0:
            progress(last - head)
    area = f"A{head}:{get_column_letter(len(sheet.columns) + 1)}{last}"
    page.auto_filter.ref = area
    page.print_area = area.replace(f"A{head}", "A1", 1)


def _widths(sheet: Sheet, rows: Sequence[tuple[Any, ...]]) -> list[int]:
    """Return the widths of the columns in letters, by their heads and first rows."""
    texts = [sheet.texts(row) for row in rows]
    return [
        workbook.width_of(f"{column.label}  ▾", (row[place] for row in texts))
        for place, column in enumerate(sheet.columns)
    ]


def _typed_cell(page: Any, sheet: Sheet, value: Any, spec: ColumnSpec) -> Any:
    if value is None:
        return None
    if isinstance(value, datetime):
        return workbook.cell(page, value.astimezone(ZONE).replace(tzinfo=None), form="dd.mm.yyyy hh:mm")
    if isinstance(value, date):
        return workbook.cell(page, value, form="dd.mm.yyyy")
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return workbook.cell(page, value, form=workbook.number_form(value))
    return workbook.cell(page, shown(value, spec.classifier, sheet.catalogue), form="@")


def write_csv(sheet: Sheet, path: Path, progress: Progress) -> None:
    """Write UTF-8 with its mark and semicolons, as Excel here reads it; the notes follow the rows."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(column.label for column in sheet.columns)
        for number, row in enumerate(sheet.rows):
            cells = zip(sheet.texts(row, ungrouped), sheet.columns, strict=True)
            writer.writerow(text if spec.numeric else as_written(_harmless(text)) for text, spec in cells)
            if number % REPORT_EVERY == 0:
                progress(number)
        writer.writerow(())
        for note in (sheet.title, *sheet.notes):
            writer.writerow((_harmless(note),))


def as_written(text: str) -> str:
    """Return a text so that Excel leaves it as it is: of 403261100152, 0005 and 26-03 it would make something else."""
    return f'="{text}"' if _READ_OTHERWISE.fullmatch(text) else text


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(workbook.FORMULA) else text


def write_pdf(sheet: Sheet, path: Path, progress: Progress) -> None:
    """Write the list as it would be printed."""
    columns = tuple(table.Column(column.label, column.numeric) for column in sheet.columns)
    rows = []
    for number, row in enumerate(sheet.rows):
        rows.append(sheet.texts(row))
        if number % REPORT_EVERY == 0:
            progress(number)
    drawn = table.Table(sheet.title, sheet.notes, columns, rows)
    path.write_bytes(table.render(drawn, lambda done, _total: progress(done)))


WRITERS: dict[str, Callable[[Sheet, Path, Progress], None]] = {
    ".xlsx": write_xlsx,
    ".csv": write_csv,
    ".pdf": write_pdf,
}
