"""The grid in which a dean's office types or pastes results from before the program and from elsewhere."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.grades import results
from client.data.grades.results import Waiting
from client.data.records.grid_rows import GridRowChange, StoredGridRow
from client.widgets.cell_grid import CellGrid, Choices, Column, Numbers, Records, Texts, Typed, fitting
from client.widgets.cell_grid.block import from_text
from client.widgets.sheet_editor import Saving, SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.models.grades import LINES, SOURCES

ADD_ROW = Command(N_("Add a row"), ("Ins",), "add")
ELSEWHERE = ("earlier", "recognised")


class EarlierGrid(CellGrid):
    """Grows by what is pasted below its last row."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns, frozen=1)
        self.stored: dict[Hashable, StoredGridRow] = {}
        self.faculties: dict[int, int] = {}

    def paste(self) -> None:
        """Put the block of the clipboard at the cursor; rows that are missing for it are added."""
        rows = from_text(QGuiApplication.clipboard().text() or "")
        corner = self.view.corner()
        if corner is not None and not self.model.columns[0].read_only:
            for _each in range(corner[0][0] + len(rows) - self.model.rowCount()):
                self.add_new()
        super().paste()


@dataclass(frozen=True)
class EarlierSource:
    """The results that nobody has accepted yet; each row is saved for itself."""

    workplace: Workplace
    relations = ("grades.result",)

    @property
    def draft_key(self) -> str:
        return f"earlier-results/{self.workplace.session.role}"

    def read(self, typed: Typed) -> Waiting:
        return results.read(self.workplace.gateway)

    def may_save(self, reading: Waiting) -> bool:
        return reading.may_write

    def make(self, reading: Waiting, former: EarlierGrid | None) -> EarlierGrid:
        grid = fitting(former, _columns(reading), EarlierGrid)
        grid.stored = {row.id: row for row in reading.rows}
        grid.load([(row.id, row.values) for row in reading.rows])
        grid.faculties = dict(reading.faculties)
        return grid

    def saving(self, sheet: EarlierGrid) -> Saving | None:
        typed = sheet.model.unsaved_rows()
        changes = {key: GridRowChange(values, sheet.stored.get(key)) for key, values in typed.items()}
        work = partial(results.save, self.workplace.gateway, changes, sheet.faculties)
        return work if changes else None

    def saved_words(self, stored: Typed) -> str:
        count = len(stored.rows())
        return _("Saved: {count} results. Another person at the academic office accepts them.", count=count)


class EarlierResults(QWidget):
    """The grid with its keys."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Enter earlier results")
        self.editor: SheetEditor[Waiting, EarlierGrid] = SheetEditor(workplace, self)
        self.message, self.reload, self.save = self.editor.message, self.editor.reload, self.editor.save
        self.may_close = self.editor.may_close
        self._build()
        self.editor.open(EarlierSource(workplace))

    @property
    def grid(self) -> EarlierGrid | None:
        return self.editor.sheet

    def add_row(self) -> None:
        """Begin a new row at the end."""
        if self.grid is not None and self.editor.may_save:
            self.grid.add_new()
            self.grid.view.setFocus()
            self.grid.view.setCurrentIndex(self.grid.model.index(self.grid.model.rowCount() - 1, 0))

    def state(self) -> dict[str, Any]:
        self.editor.flush()
        return {}

    def _build(self) -> None:
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addActions([self.editor.saving, actions.action(self, ADD_ROW, self.add_row)])
        told = QLabel(
            _(
                "Results that are not accepted yet. Ins adds a row; a block from Excel with the same columns "
                "is pasted with every cell checked."
            )
        )
        told.setContentsMargins(8, 0, 8, 2)
        told.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        for widget in (bar, self.message, told):
            layout.addWidget(widget)
        layout.addWidget(self.editor, 1)
        self.setFocusProxy(self.editor)
        self.editor.was_read.connect(self._begin)

    def _begin(self, reading: Waiting) -> None:
        if reading.may_write and self.grid is not None and not self.grid.model.rowCount():
            self.grid.add_new()
            self.grid.view.setCurrentIndex(self.grid.model.index(0, 0))


def _columns(reading: Waiting) -> list[Column]:
    locked = not reading.may_write
    sources = tuple((code, _(SOURCES[code])) for code in ELSEWHERE)
    lines = tuple((code, _(words)) for code, words in LINES.items())
    kinds: list[tuple[str, str, Any, int, bool]] = [
        ("student_id", _("Student (number or name)"), Records(reading.students), 30, True),
        ("subject_id", _("Subject"), Records(reading.subjects), 30, True),
        ("year", _("Year"), Numbers(1990, 2100), 6, True),
        ("semester", _("Semester"), Numbers(1, 12), 6, True),
        ("hours", _("Hours"), Numbers(0, 2000), 6, True),
        ("credits", _("Credits"), Numbers(0, 60, 1), 6, True),
        ("points", _("Points of 100"), Numbers(Decimal(0), Decimal(100), 2), 8, False),
        ("five", _("Mark of five points"), Numbers(Decimal(0), Decimal(5), 2), 8, False),
        ("line", _("Kind of line"), Choices(lines), 12, False),
        ("source", _("Source"), Choices(sources), 16, False),
        ("source_document", _("Source document"), Texts(256), 24, True),
    ]
    return [
        Column(key, title, kind, width, read_only=locked, required=required)
        for key, title, kind, width, required in kinds
    ]
