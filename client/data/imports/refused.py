"""The refused rows as a workbook: the cells as they came, and the reasons in a last column."""

from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill

from client.core.i18n import _
from client.data.imports.cells import Broken
from client.data.imports.planning import ImportPlan, RowStatus
from reports.common import workbook

_REASON_WIDTH = 80
_WIDTH = 18
#: The ground of a cell that was mended in the preview.
_MENDED = PatternFill("solid", fgColor="FFF3C4")


def refused_workbook(plan: ImportPlan, file: str) -> bytes:
    """Return the workbook; corrected, it can be imported as it is, for its header is the same.

    Its reasons name its own cells; a row that stayed behind is named with the `file` in which it stands.
    """
    source = plan.checked.sheet
    book, sheet = workbook.streamed_book(source.name)
    width = max(len(source.titles), *(len(row) for row in source.rows), 0) if source.rows else 0
    workbook.set_widths(sheet, (*[_WIDTH] * width, _REASON_WIDTH))
    titles = [*source.titles, *[""] * (width - len(source.titles)), _("Why it was refused")]
    sheet.freeze_panes = "A2"
    refused = [row for row, status in enumerate(plan.statuses) if status is RowStatus.REFUSED]
    moved = {source.numbers[row]: place for place, row in enumerate(refused, 2)}
    mended = plan.checked.choice.answers.mended
    sheet.append([_cell(sheet, title, Font(bold=True)) for title in titles])
    for row in refused:
        cells = [_cell(sheet, cell) for cell in source.rows[row]]
        for column, cell in enumerate(cells):
            if (source.numbers[row], column) in mended:
                cell.fill = _MENDED
        reasons = dict.fromkeys(problem.moved(moved, file).text() for problem in plan.told(row))
        reason = _cell(sheet, "\n".join(reasons))
        reason.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([*cells, *[None] * (width - len(cells)), reason])
    return workbook.to_bytes(book)


def _cell(sheet: Any, value: Any, font: Font | None = None) -> Any:
    """Return a cell; one that came broken is empty."""
    return workbook.cell(sheet, "" if isinstance(value, Broken) else value, font)
