"""The grid of a grade sheet: a student a row, a column a component; totals, marks and letters change as one types."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from client.core.i18n import N_, _
from client.data.grades import marks
from client.data.grades.sheet import CellChange, GradeSheet, SheetLine
from client.data.grades.words import coming, hindrances
from client.widgets.cell_grid import LOCKED, CellGrid, Column, Mark, Numbers, Wrong
from client.widgets.cell_grid.model import GridModel
from shared.grading import Cell, total
from shared.models.grades import FILLED, OPENED, OUTCOMES

#: What is typed over it is entered directly.
FROM_JOURNAL = Mark("", "good", N_("reckoned from the rating journal"))
TOTAL, MARK, LETTER, OUTCOME = "total", "mark", "letter", "outcome"


@dataclass(frozen=True)
class MarkCells:
    """Points between zero and the maximum in steps, or the letter of an absence."""

    maximum: Decimal
    step: int
    numeric: bool = field(default=True, init=False)

    def parse(self, text: str) -> str:
        return marks.read(text, self.maximum, self.step)

    def show(self, value: Any) -> str:
        return marks.show(str(value))

    def choices(self) -> tuple[str, ...]:
        return ()


class SheetModel(GridModel):
    """Says of which cells that they were reckoned from the rating journal, until something is typed over them."""

    journal_cells: frozenset[tuple[Hashable, str]] = frozenset()

    def mark_of(self, row: int, column: int) -> Mark | None:
        found = super().mark_of(row, column)
        return FROM_JOURNAL if found is None and self.cell(row, column) in self.journal_cells else found


class SheetGrid(CellGrid):
    """Knows what was typed into which cell of which component."""

    MODEL = SheetModel
    model: SheetModel

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns, frozen=2)
        self.sheet: GradeSheet | None = None
        self._lines: dict[Hashable, SheetLine] = {}
        self._counting = False
        self.model.edited.connect(self.count)

    def show_sheet(self, sheet: GradeSheet) -> None:
        """Show a reading: what is not the reader's to write is locked and says why."""
        self.sheet = sheet
        self._lines = {each.id: each for each in sheet.lines}
        self.model.journal_cells = frozenset(
            (line.id, str(component)) for line in sheet.lines for component in line.from_journal
        )
        self.load((each.id, _row(sheet, each)) for each in sheet.lines)
        for mark, cells in _locks(sheet).items():
            self.model.mark(cells, mark)
        for line in sheet.lines:
            if line.coming:
                symbol, shade = ("+", "accent") if line.coming[0] else ("−", "warning")
                self.model.mark([(line.id, "name")], Mark(symbol, shade, coming(line.coming)))
        self.count()

    def count(self) -> None:
        """Show totals, marks and letters of what is typed."""
        if self.sheet is None or self._counting:
            return
        self._counting = True
        try:
            self._count(self.sheet)
        finally:
            self._counting = False

    def _count(self, sheet: GradeSheet) -> None:
        controls = [each.control for each in sheet.components]
        places = {column.key: place for place, column in enumerate(self.model.columns)}
        fresh: dict[tuple[Hashable, str], Any] = {}
        for row, key in enumerate(self.model.row_keys):
            cells: dict[str, Cell] = {}
            for each in sheet.components:
                value = self.model.value(row, places[str(each.id)])
                if (found := None if isinstance(value, Wrong) else marks.cell(value)) is not None:
                    cells[each.kind] = found
            now = total(sheet.rules, controls, cells)
            step = now.step
            shown = {
                TOTAL: Decimal(f"{now.points.normalize():f}") if cells else None,
                MARK: step.mark if step else None,
                LETTER: step.letter if step else None,
                OUTCOME: _(OUTCOMES[now.outcome]),
            }
            fresh |= {
                (key, name): value
                for name, value in shown.items()
                if name in places and self.model.value(row, places[name]) != value
            }
        if fresh:
            self.model.known(fresh)

    def changes(self) -> list[CellChange]:
        """Return the cells that can be saved, each with what stood there when it was read."""
        found = []
        for (line, component), value in self.model.unsaved().items():
            number = int(str(line))
            old = self._lines[line].cells.get(int(component))
            found.append(CellChange(number, int(component), value, old))
        return found

    def footer(self) -> str:
        """Say how many passed, failed, were absent, with what is typed."""
        if self.sheet is None:
            return ""
        places = {column.key: place for place, column in enumerate(self.model.columns)}
        outcomes = [self.model.value(row, places[OUTCOME]) for row in range(self.model.rowCount())]
        values = [
            str(self.model.value(row, places[str(each.id)]))
            for row in range(self.model.rowCount())
            for each in self.sheet.components
        ]
        counted = [
            _("{count} students", count=len(outcomes)),
            *(
                f"{_(words).lower()}: {outcomes.count(_(words))}"
                for words in OUTCOMES.values()
                if outcomes.count(_(words))
            ),
        ]
        if many := sum(line.coming is not None and not line.coming[0] for line in self.sheet.lines):
            counted.append(_("left the group: {count}", count=many))
        for kind, words in ABSENCES.items():
            if many := values.count(kind):
                counted.append(_(words, count=many))
        if many := self.sheet.recognised:
            counted.append(_("recognised: {count}", count=many))
        return " · ".join(counted)

    def student_at_cursor(self) -> SheetLine | None:
        """Return the student of the cursor."""
        cell = self.cursor_cell()
        return self._lines.get(cell[0]) if cell else None

    def component_at_cursor(self) -> int | None:
        """Return the component of the cursor."""
        cell = self.cursor_cell()
        return int(cell[1]) if cell and cell[1].isdigit() else None


ABSENCES = {
    "absent": N_("absent: {count}"),
    "excused": N_("excused: {count}"),
    "not_admitted": N_("not admitted: {count}"),
    "annulled": N_("annulled: {count}"),
}


def columns(sheet: GradeSheet, short: dict[str, str], names: dict[str, str]) -> list[Column]:
    """Return the columns of a sheet; the words of a component say who grades it."""
    found = [
        Column("name", _("Student"), width=30, read_only=True),
        Column("number", _("Student number"), width=13, read_only=True),
    ]
    for each in sheet.components:
        title = f"{short[each.kind]} ({marks.show(f'{each.maximum.normalize():f}')})"
        who = ", ".join(each.graders) or _("nobody yet")
        words = f"{names[each.kind]}: {who}"
        locked = not each.is_open or sheet.state not in (OPENED, FILLED)
        found.append(
            Column(str(each.id), title, MarkCells(each.maximum, sheet.step), 8, read_only=locked, words=words)
        )
    found += [
        Column(TOTAL, _("Total"), Numbers(places=2), 8, read_only=True),
        Column(MARK, _("Mark"), width=6, read_only=True),
    ]
    if any(step.letter for step in sheet.rules.scale.steps):
        found.append(Column(LETTER, _("Letter"), width=6, read_only=True))
    found.append(Column(OUTCOME, _("Outcome"), width=18, read_only=True))
    if _barred(sheet):
        found.append(Column("why", _("Why not admitted"), width=44, read_only=True))
    return found


def _row(sheet: GradeSheet, line: SheetLine) -> list[Any]:
    letter = [None] if any(step.letter for step in sheet.rules.scale.steps) else []
    cells = [line.cells.get(each.id) for each in sheet.components]
    why = [hindrances(line.hindrance) or None] if _barred(sheet) else []
    return [line.name, line.number, *cells, None, None, *letter, None, *why]


def _barred(sheet: GradeSheet) -> bool:
    return any(line.barred for line in sheet.lines)


def _locks(sheet: GradeSheet) -> dict[Mark, list[tuple[Hashable, str]]]:
    """Cells of open components that are not the reader's to write, by the mark that says why."""
    found: dict[Mark, list[tuple[Hashable, str]]] = {}
    for line in sheet.lines:
        for each in sheet.components:
            if not each.is_open:
                continue
            reason = _why_locked(sheet, line, each.id, final=each.final)
            if reason:
                mark = Mark(LOCKED.symbol, LOCKED.shade, reason, locked=True)
                found.setdefault(mark, []).append((line.id, str(each.id)))
    return found


def _why_locked(sheet: GradeSheet, line: SheetLine, component: int, *, final: bool) -> str:
    if line.recognised(component):
        return N_("recognised: a result of elsewhere")
    if component not in line.own:
        return N_("graded by another teacher")
    if component in line.carried:
        return N_("taken over from another grade sheet")
    if final and sheet.admitted_at is None:
        return N_("the admission is not decided yet")
    if final and line.barred:
        return N_("not admitted to the final")
    return ""
