"""The rows of one record as a grid: equipment of a room, and whatever else is typed in columns."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.records import grid_rows, saving
from client.data.records.grid_rows import GridRowChange, StoredGridRow
from client.data.records.rights import Rights, rights
from client.widgets.cell_grid import (
    CellGrid,
    Choices,
    Column,
    Days,
    Flags,
    Numbers,
    Texts,
    Typed,
    block,
    fitting,
)
from client.widgets.cell_grid.cells import CellKind
from client.widgets.formatting import grouped
from client.widgets.sheet_editor import Saving, SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.models.record import Record

ADD_ROW = Command(N_("Add a row"), ("Ins",), "add")
REMOVE_ROW = Command(N_("Remove the row"), ("Ctrl+Del",), "delete")
#: In letters.
WIDTHS = {"code": 36, "text": 38, "number": 13, "decimal": 14, "day": 14}


@dataclass(frozen=True)
class RecordRows:
    """What the role may do, and the rows by their ids."""

    rights: Rights
    rows: dict[Hashable, StoredGridRow]


@dataclass(frozen=True)
class RecordSource:
    """The rows of `model` that have the values `among`; what the role may not change is read only."""

    workplace: Workplace
    model: type[Record]
    columns: tuple[str, ...]
    among: dict[str, int]
    #: Columns that are read in a way of their own, and how wide they are: a reference chosen from a list.
    kinds: Mapping[str, tuple[CellKind, int]] = field(default_factory=dict)
    #: The record that the rows belong to is settled: they are only looked at.
    settled: bool = False

    @property
    def relations(self) -> tuple[str, ...]:
        return (f"{self.model.__table__.schema}.{self.model.__table__.name}",)

    @property
    def draft_key(self) -> str:
        owner = ",".join(f"{name}={value}" for name, value in self.among.items())
        return f"grid/{self.relations[0]}/{owner}"

    def read(self, typed: Typed) -> RecordRows:
        found = self.model.__table__.columns
        self.workplace.catalogue.ensure(found[name].info.get("classifier") or "" for name in self.columns)
        gateway = self.workplace.gateway
        rows = grid_rows.read(gateway, self.model, self.columns, self.among)
        may = rights(gateway, self.model)
        return RecordRows(Rights(may.readable) if self.settled else may, {row.id: row for row in rows})

    def may_save(self, reading: RecordRows) -> bool:
        return reading.rights.may_change or reading.rights.may_add

    def make(self, reading: RecordRows, former: "RowsGrid | None") -> "RowsGrid":
        columns = [self._column(name, reading.rights) for name in self.columns]
        grid = fitting(former, columns, RowsGrid)
        grid.stored, grid.may_add = reading.rows, reading.rights.may_add
        grid.load([(key, row.values) for key, row in reading.rows.items()])
        return grid

    def saving(self, sheet: "RowsGrid") -> Saving | None:
        typed = sheet.model.unsaved_rows()
        changes = {key: GridRowChange(values, sheet.stored.get(key)) for key, values in typed.items()}
        work = partial(grid_rows.save, self.workplace.gateway, self.model, changes, self.among)
        return work if changes else None

    def saved_words(self, stored: Typed) -> str:
        return _("Saved: {count} rows.", count=grouped(len(stored.rows())))

    def _column(self, name: str, may: Rights) -> Column:
        info = self.model.__table__.columns[name].info
        writable = name in may.updatable or name in may.insertable
        own = self.kinds.get(name)
        kind, width = own or (self._kind(info), WIDTHS.get(info["kind"], 18))
        required = not info["optional"]
        return Column(name, _(info["label"]), kind, width, read_only=not writable, required=required)

    def _kind(self, info: dict[str, Any]) -> CellKind:
        if classifier := info.get("classifier"):
            items = self.workplace.catalogue.items(classifier)
            return Choices(tuple((item.code, item.label) for item in items))
        if info["kind"] in ("number", "decimal"):
            return Numbers(info["minimum"], info["maximum"], info.get("places") or 0)
        if words := info.get("words"):
            return Choices(tuple((code, _(word)) for code, word in words.items()))
        if info["kind"] == "flag":
            return Flags()
        return Days() if info["kind"] == "day" else Texts(info.get("length") or 1000)


class RowsGrid(CellGrid):
    """Knows the stored rows that it shows."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns, frozen=0)
        self.stored: dict[Hashable, StoredGridRow] = {}
        self.may_add = False

    def paste(self) -> None:
        """Make the rows that a block needs below the last one, and put it in."""
        text, corner = QGuiApplication.clipboard().text(), self.view.corner()
        if text and self.may_add and (rows := block.from_text(text)) and len(rows) > 1:
            top = corner[0][0] if corner else 0
            for _row in range(top + len(rows) - self.model.rowCount()):
                self.add_new()
            if corner is None:
                self.view.setCurrentIndex(self.model.index(0, 0))
        super().paste()


class RecordGrid(QWidget):
    """The rows with the keys to add, remove and save them."""

    def __init__(
        self,
        workplace: Workplace,
        model: type[Record],
        columns: Sequence[str],
        among: dict[str, int] | None = None,
    ) -> None:
        """Show the rows that have these values, at once or as soon as `turn` says which."""
        super().__init__()
        self.title = _(model.plural)
        self.editor: SheetEditor[RecordRows, RowsGrid] = SheetEditor(workplace, self)
        self.message, self.reload, self.save = self.editor.message, self.editor.reload, self.editor.save
        self.may_close = self.editor.may_close
        self._workplace, self._model, self._columns = workplace, model, tuple(columns)
        self._rights = Rights()
        self._add = actions.action(self, ADD_ROW, self.add_row)
        self._remove = actions.action(self, REMOVE_ROW, self.remove_row)
        self._bar = ToolBar()
        self._build()
        if among is not None:
            self.turn(among)

    def turn(
        self,
        among: dict[str, int],
        kinds: Mapping[str, tuple[CellKind, int]] | None = None,
        *,
        settled: bool = False,
    ) -> None:
        """Show the rows of another record, only to be looked at if it is settled."""
        source = RecordSource(self._workplace, self._model, self._columns, among, kinds or {}, settled)
        self.editor.open(source)

    @property
    def grid(self) -> RowsGrid | None:
        return self.editor.sheet

    def add_act(self, act: QAction) -> None:
        """Put an act of the owner behind the usual ones."""
        self._bar.addAction(act)

    def add_row(self) -> None:
        """Begin a new row at the end."""
        if self.grid is not None and self._rights.may_add:
            self.grid.add_new()
            self.grid.view.setFocus()
            self.grid.view.setCurrentIndex(self.grid.model.index(self.grid.model.rowCount() - 1, 0))

    def remove_row(self) -> None:
        """Delete the row of the cursor after asking; a new one just goes."""
        if self.grid is None or (cell := self.grid.cursor_cell()) is None:
            return
        row = self.grid.stored.get(cell[0])
        if row is None:
            self.grid.model.remove(cell[0])
            return
        question = _("Remove this row for good? Only the history will know.")
        if QMessageBox.question(self, self.title, question) == QMessageBox.StandardButton.Yes:
            work = partial(saving.delete, self._workplace.gateway, self._model, row.id, row.version)
            self._workplace.tasks.run(
                self, work, lambda _nothing: self._removed(cell[0]), self.message.refuse
            )

    def _removed(self, key: Hashable) -> None:
        if self.grid is not None:
            self.grid.model.remove(key)
        self.editor.changed()

    def _build(self) -> None:
        self._bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._bar.addActions([self.editor.saving, self._add, self._remove])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._bar)
        layout.addWidget(self.message)
        layout.addWidget(self.editor, 1)
        self.setFocusProxy(self.editor)
        self.editor.was_read.connect(self._allow)

    def _allow(self, reading: RecordRows) -> None:
        """Hide what the role never may."""
        self._rights = reading.rights
        self._add.setVisible(self._rights.may_add)
        self._remove.setVisible(self._rights.deletable)
        self._bar.setVisible(any(each.isVisible() for each in self._bar.actions()))
