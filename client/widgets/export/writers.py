"""The rows of a list as Excel, CSV or PDF; texts stay texts, whatever they begin with."""

import csv
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from client.core.clock import ZONE
from client.widgets.columns import ColumnSpec
from client.widgets.export.sheet import Sheet
from client.widgets.formatting import shown
from reports.common import table, workbook

REPORT_EVERY = 500
Progress = Callable[[int], object]


def write_xlsx(sheet: Sheet, path: Path, progress: Progress) -> None:
    """Write numbers and dates as such, under the title, the filters and the count."""
    with workbook.streamed_to(path, sheet.title) as page:
        _fill(page, sheet, progress)


def _fill(page: Any, sheet: Sheet, progress: Progress) -> None:
    head = len(sheet.notes) + 2
    page.freeze_panes = f"A{head + 1}"
    # A write-only sheet wants its widths before the first row; usual ones serve.
    for place, column in enumerate(sheet.columns):
        usual = {"text": 32, "reference": 32, "day": 12, "moment": 18}.get(column.kind, 18)
        page.column_dimensions[get_column_letter(place + 1)].width = max(len(column.label) + 4, usual)
    page.append([workbook.cell(page, sheet.title, Font(bold=True, size=14))])
    for note in sheet.notes:
        page.append([workbook.cell(page, note)])
    bold = Font(bold=True)
    page.append([workbook.cell(page, column.label, bold) for column in sheet.columns])
    last = head
    for last, row in enumerate(sheet.rows, start=head + 1):
        page.append(
            [_typed_cell(page, sheet, value, spec) for value, spec in zip(row, sheet.columns, strict=True)]
        )
        if last % REPORT_EVERY == 0:
            progress(last - head)
    page.auto_filter.ref = f"A{head}:{get_column_letter(len(sheet.columns))}{last}"


def _typed_cell(page: Any, sheet: Sheet, value: Any, spec: ColumnSpec) -> Any:
    if isinstance(value, datetime):
        cell = workbook.cell(page, value.astimezone(ZONE).replace(tzinfo=None))
        cell.number_format = "dd.mm.yyyy hh:mm"
        return cell
    if isinstance(value, date):
        cell = workbook.cell(page, value)
        cell.number_format = "dd.mm.yyyy"
        return cell
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value
    return None if value is None else workbook.cell(page, shown(value, spec.classifier, sheet.catalogue))


def write_csv(sheet: Sheet, path: Path, progress: Progress) -> None:
    """Write UTF-8 with its mark and semicolons, as Excel here reads it; the notes follow the rows."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(column.label for column in sheet.columns)
        for number, row in enumerate(sheet.rows):
            cells = zip(sheet.texts(row), sheet.columns, strict=True)
            writer.writerow(text if spec.numeric else _harmless(text) for text, spec in cells)
            if number % REPORT_EVERY == 0:
                progress(number)
        writer.writerow(())
        for note in (sheet.title, *sheet.notes):
            writer.writerow((_harmless(note),))


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
