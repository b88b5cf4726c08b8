"""A plan as an Excel workbook, and what such a workbook would change in the grid."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.imports.opening import open_book
from client.data.imports.reading import Grid, read_sheet
from client.data.local.output_files import write_file
from client.views.curriculum.editor.plan_grid import PlanGrid
from client.views.curriculum.editor.rows import is_course
from client.widgets.cell_grid import Wrong
from client.widgets.formatting import shown
from reports.common import workbook

#: The row with the keys of the columns, hidden from people; the one below it is the head they read.
KEYS_ROW, HEAD_ROW = 2, 3
CODE = "code"
LINE_FEED = 22


@dataclass(frozen=True)
class CellDifference:
    """A cell of the workbook that says something else than the grid; `key` is None for a new row."""

    where: str
    row: int
    key: Hashable | None
    subject: str
    column: str
    title: str
    old: str
    new: str
    value: Any

    @property
    def trouble(self) -> str:
        return self.value.reason.text() if isinstance(self.value, Wrong) else ""


def write(grid: PlanGrid, path: Path) -> int:
    """Write the grid as it stands; return the number of subjects."""
    book, page = workbook.new_book()
    columns = grid.model.columns
    workbook.append(page, [grid.plan.head.title])
    workbook.append(page, [CODE, *(column.key for column in columns)])
    workbook.append(page, [_("Code"), *(column.words or column.title for column in columns)])
    keys = [key for key in grid.model.row_keys if is_course(key)]
    for key in keys:
        workbook.append(page, _row(grid, key))
    page["A1"].font = Font(bold=True, size=14)
    page.row_dimensions[KEYS_ROW].hidden = True
    page.row_dimensions[HEAD_ROW].height = 3 * LINE_FEED
    for cell in page[HEAD_ROW]:
        workbook.style_head(cell)
    workbook.set_widths(page, (12, *(max(7, column.width) for column in columns)))
    workbook.set_for_print(page, head_row=HEAD_ROW, wide=True)
    page.freeze_panes = f"C{HEAD_ROW + 1}"
    write_file(path, workbook.to_bytes(book))
    return len(keys)


def _row(grid: PlanGrid, key: Hashable) -> list[Any]:
    subject = grid.plan.subjects.get(grid.value(key, "subject_id"))
    made: list[Any] = [subject.code if subject else ""]
    for column in grid.model.columns:
        value = grid.value(key, column.key)
        if isinstance(value, int | Decimal) and column.kind.numeric and not isinstance(value, bool):
            made.append(value)
        elif column.key == "semester_id" and value is not None:
            made.append(int(column.text(value)))
        else:
            made.append(column.text(value) or None)
    return made


def differences(grid: PlanGrid, path: Path) -> list[CellDifference]:
    """Return every cell of the workbook that says something else than the grid, in its order."""
    sheet = read_sheet(open_book(path))
    places, first = _columns(grid, sheet)
    known = {_name(grid, key): key for key in grid.model.row_keys if is_course(key)}
    found: list[CellDifference] = []
    for number, cells in zip(sheet.numbers, sheet.rows, strict=True):
        if number >= first and any(cells):
            found += _differences(grid, places, number, cells, known)
    return found


def _columns(grid: PlanGrid, sheet: Grid) -> tuple[dict[str, int], int]:
    """Find the row that names the columns, by their keys or by their titles; return places and the first row below."""
    names = {CODE: CODE, _("Code").casefold(): CODE}
    for column in grid.model.columns:
        names |= {column.key: column.key, column.title.casefold(): column.key}
        names[(column.words or column.title).casefold()] = column.key
    best: tuple[dict[str, int], int] = {}, 0
    for number, cells in zip(sheet.numbers[:20], sheet.rows[:20], strict=True):
        found: dict[str, int] = {}
        for place, cell in enumerate(cells):
            if key := names.get(str(cell or "").strip().casefold()) or names.get(str(cell or "").strip()):
                found.setdefault(key, place)
        if len(found) >= len(best[0]):
            best = (found, number + 1) if found else best
    if "subject_id" not in best[0] or "semester_id" not in best[0]:
        raise UserError(
            N_(
                "The first rows name no columns “Subject” and “Semester”. Save the plan as Excel and fill in that file."
            )
        )
    return best


def _name(grid: PlanGrid, key: Hashable) -> tuple[Any, Any]:
    return grid.value(key, "semester_id"), grid.value(key, "subject_id")


def _differences(
    grid: PlanGrid, places: dict[str, int], number: int, cells: Sequence[Any], known: dict[Any, Hashable]
) -> list[CellDifference]:
    read = {
        column.key: column.read(_written(cells[places[column.key]]))
        for column in grid.model.columns
        if column.key in places and places[column.key] < len(cells) and not column.read_only
    }
    if (code := places.get(CODE)) is not None and code < len(cells) and cells[code]:
        read["subject_id"] = _subject(grid, _written(cells[code]), read.get("subject_id"))
    if isinstance(read.get("subject_id"), Wrong):
        read = {"subject_id": read["subject_id"]}  # nobody knows whose the other cells are
    key = known.get((read.get("semester_id"), read.get("subject_id")))
    subject_text = _written(cells[places["subject_id"]]) if places["subject_id"] < len(cells) else ""
    made = []
    for column in grid.model.columns:
        if column.key not in read:
            continue
        old, new = grid.value(key, column.key) if key is not None else None, read[column.key]
        if _same(old, new):
            continue
        where = f"{get_column_letter(places[column.key] + 1)}{number}"
        texts = column.text(old), column.text(new)
        made.append(
            CellDifference(
                where, number, key, subject_text, column.key, column.words or column.title, *texts, new
            )
        )
    return made


def _subject(grid: PlanGrid, code: str, named: Any) -> Any:
    """Return the subject of a code; beside the name of another subject nobody knows which of the two is meant."""
    column = next(column for column in grid.model.columns if column.key == "subject_id")
    found = column.read(code)
    if isinstance(found, Wrong) or named is None or isinstance(named, Wrong) or named == found:
        return found
    return Wrong(
        code,
        UserError(
            N_("The code {code} is not that of “{subject}”. Correct one of them, or empty the code."),
            code=code,
            subject=column.text(named),
        ),
    )


def _same(old: Any, new: Any) -> bool:
    return not isinstance(new, Wrong) and (old or None) == (new or None)


def _written(cell: Any) -> str:
    """Return a cell of a workbook as somebody would type it."""
    if isinstance(cell, bool) or cell is None:
        return "" if cell is None else str(cell)
    if isinstance(cell, float):
        return shown(Decimal(repr(cell)).normalize()) if cell != int(cell) else str(int(cell))
    if isinstance(cell, date):
        return shown(cell)
    return str(cell).removeprefix("'").strip()
