"""A sheet to Excel and back: what the file says against what is stored, cell by cell."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.grades import marks
from client.data.grades import sheet as sheets
from client.data.grades.sheet import GradeSheet, SheetLine
from client.data.grades.words import short
from client.data.local.input_files import readable
from client.data.local.output_files import write_file
from client.data.server.gateway import Gateway
from reports.grades.sheet_book import NotOurBookError, SheetBook, read, write
from shared.grading import PointsRefusedError, read_points

NOT_OURS = N_("This file is not the Excel file of the grade sheet {number}. Write that one out and fill it.")


@dataclass(frozen=True)
class Brought:
    """What a file brings: new texts by cell, wrong ones among them, and cells that are not the reader's."""

    cells: dict[tuple[int, int], str]
    #: Students whose closed cells were changed in the file; they stay as they are stored.
    locked: tuple[str, ...]
    #: How many cells the file leaves empty that are stored; they stay.
    emptied: int


def write_out(sheet: GradeSheet, path: Path) -> None:
    """Write the protected workbook of a sheet."""
    rows = tuple(
        (
            each.id, each.position, each.name, each.number,
            {number: marks.show(value) for number, value in each.cells.items()},
            frozenset(k.id for k in sheet.components if _is_open(sheet, each, k.id)),
        )
        for each in sheet.lines
    )  # fmt: skip
    heads = (_("№"), _("Student"), _("Student number"))
    components = tuple(
        (each.id, f"{short(each.kind)} ({each.maximum.normalize():f})") for each in sheet.components
    )
    note = _("White cells are open: points such as 14,5, or k (absent), s (excused), b (annulled).")
    title = f"{sheet.number} {sheet.subject} {sheet.students}"
    write_file(path, write(SheetBook(sheet.id, title, note, heads, components, rows)))


def bring_in(gateway: Gateway, sheet_id: int, path: Path) -> Brought:
    """Read a workbook back and compare it with what is stored now: nothing is stored here."""
    sheet = sheets.read(gateway, sheet_id)
    with readable(path):
        content = path.read_bytes()
    try:
        found = read(content, sheet_id)
    except NotOurBookError as foreign:
        raise UserError(NOT_OURS, number=sheet.number) from foreign
    lines = {each.id: each for each in sheet.lines}
    cells: dict[tuple[int, int], str] = {}
    locked: list[str] = []
    emptied = 0
    for (line, component), value in found.items():
        if line not in lines:
            continue
        stored = lines[line].cells.get(component)
        text = _text(value)
        if text == (marks.show(stored) if stored else ""):
            continue
        if not text:
            emptied += stored is not None
        elif _is_open(sheet, lines[line], component):
            cells[line, component] = text
        else:
            locked.append(lines[line].name)
    return Brought(cells, tuple(dict.fromkeys(locked)), emptied)


def _text(value: Any) -> str:
    """Write what Excel keeps as somebody would have typed it; a day is told apart by its own sentence."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value:g}".replace(".", ",")
    if isinstance(value, str):
        return value.strip()
    try:
        read_points(value, Decimal(100))
    except PointsRefusedError as refused:
        return str(refused.values.get("text", value))
    return str(value)


def _is_open(sheet: GradeSheet, line: SheetLine, component: int) -> bool:
    """Tell whether the reader may write a cell now."""
    control = next(each for each in sheet.components if each.id == component)
    if not control.is_open or sheet.state not in ("opened", "filled") or component in line.carried:
        return False
    if line.recognised(component):
        return False
    admitted = not control.final or (sheet.admitted_at is not None and not line.barred)
    return component in line.own and admitted
