"""The rows of one record as a grid: equipment of a room, and later whatever is typed in columns."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMessageBox, QToolBar, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.errors import Conflict, HemisError, Unavailable
from client.core.i18n import N_, _
from client.data.records import grid_rows, saving
from client.data.records.grid_rows import RowChange, RowOutcome, StoredGridRow
from client.data.records.rights import Rights, rights
from client.data.server.gateway import OutcomeUnknown
from client.widgets.cell_grid import (
    CONFLICT,
    WRONG,
    CellGrid,
    Choices,
    Column,
    Days,
    Flags,
    Mark,
    Numbers,
    Texts,
    Wrong,
)
from client.widgets.cell_grid.cells import CellKind
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.record import Record

ADD_ROW = Command(N_("Add a row"), ("Ins",), "add")
REMOVE_ROW = Command(N_("Remove the row"), ("Ctrl+Del",), "delete")
NEW = "new/"
WIDTHS = {"code": 260, "text": 280, "number": 100, "decimal": 110, "day": 110}


class RecordGrid(QWidget):
    """Shows the rows of `model` that have the values `among`; what the role may not change is read only."""

    def __init__(
        self, workplace: Workplace, model: type[Record], columns: Sequence[str], among: dict[str, int]
    ) -> None:
        super().__init__()
        self.title = _(model.plural)
        self.message = MessageLine()
        self.grid: CellGrid | None = None
        self._workplace = workplace
        self._model = model
        self._columns = tuple(columns)
        self._among = among
        self._rights = Rights()
        self._stored: dict[Any, tuple[int, int]] = {}
        #: Rows whose saving nobody answered.
        self._unsettled: dict[Any, OutcomeUnknown] = {}
        self._busy = False
        self._new = 0
        self._bar = QToolBar()
        self._bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._bar)
        self._layout.addWidget(self.message)
        self._layout.addStretch(1)
        self.reload()

    def reload(self) -> None:
        """Read the rows again; what was typed and not saved comes back from the draft."""
        if self.grid is not None:
            self.grid.flush_draft()
        self._workplace.tasks.run(self, self._read, self._show, self.message.refuse)

    def save(self) -> None:
        """Store every changed row; one that cannot be stored says why and stays marked."""
        if self.grid is None or self._busy:
            return
        by_row: dict[Any, dict[str, Any]] = {}
        for (key, column), value in self.grid.model.unsaved().items():
            by_row.setdefault(key, {})[column] = value
        changes = [self._change(key, values) for key, values in by_row.items()]
        if not changes:
            self.message.say(_("There is nothing to save."))
            return
        work = partial(grid_rows.save, self._workplace.gateway, self._model, changes, self._among)
        self._busy = True
        self._workplace.tasks.run(self, work, self._saved, self._not_saved)

    def add_row(self) -> None:
        """Begin a new row at the end."""
        if self.grid is None or not self._rights.may_add:
            return
        self._add_empty(f"{NEW}{self._new + 1}")
        view = self.grid.view
        view.setFocus()
        view.setCurrentIndex(self.grid.model.index(self.grid.model.rowCount() - 1, 0))

    def remove_row(self) -> None:
        """Delete the row of the cursor after asking; a new one just goes."""
        grid = self.grid
        if grid is None or not grid.view.currentIndex().isValid():
            return
        key = grid.model.row_keys[grid.view.currentIndex().row()]
        if key not in self._stored:
            self._forget(key)
            return
        question = _("Remove this row for good? Only the history will know.")
        if QMessageBox.question(self, self.title, question) == QMessageBox.StandardButton.Yes:
            work = partial(saving.delete, self._workplace.gateway, self._model, *self._stored[key])
            self._workplace.tasks.run(self, work, lambda _nothing: self._forget(key), self.message.refuse)

    def may_close(self) -> bool:
        """Nothing is lost by closing: what is unsaved stays in the draft."""
        if self.grid is not None:
            self.grid.flush_draft()
        return True

    def _read(self) -> tuple[Rights, list[StoredGridRow]]:
        found = self._model.__table__.columns
        self._workplace.catalogue.ensure(found[name].info.get("classifier") or "" for name in self._columns)
        gateway = self._workplace.gateway
        return rights(gateway, self._model), grid_rows.read(gateway, self._model, self._columns, self._among)

    def _show(self, answer: tuple[Rights, list[StoredGridRow]]) -> None:
        self._rights, rows = answer
        self._stored = {row.id: (row.id, row.version) for row in rows}
        if self.grid is None:
            self._make_grid()
        assert self.grid is not None  # noqa: S101 - it tells the type
        self.grid.load([(row.id, row.values) for row in rows])
        drafts = self._workplace.drafts
        for row, _column, _value in (drafts.find(self._key()) or {}).get("cells", []):
            if str(row).startswith(NEW) and row not in self.grid.model.row_keys:
                self._add_empty(row)
        if count := self.grid.keep_draft(drafts, self._workplace.tasks, self._key()):
            self.message.say(_("{count} cells that were not saved came back.", count=count))

    def _make_grid(self) -> None:
        self.grid = CellGrid([self._column(name) for name in self._columns], frozen=0)
        self.grid.said.connect(self.message.say)
        self._layout.takeAt(self._layout.count() - 1)
        self._layout.addWidget(self.grid, 1)
        self.setFocusProxy(self.grid)
        offered = (
            (actions.SAVE, self.save, self._rights.may_change or self._rights.may_add),
            (ADD_ROW, self.add_row, self._rights.may_add),
            (REMOVE_ROW, self.remove_row, self._rights.deletable),
        )
        for command, act, allowed in offered:
            if allowed:
                self._bar.addAction(actions.action(self, command, act))
        self._bar.setVisible(bool(self._bar.actions()))

    def _column(self, name: str) -> Column:
        info = self._model.__table__.columns[name].info
        width = WIDTHS.get(info["kind"], 140)
        may = name in self._rights.updatable or name in self._rights.insertable
        kind, required = self._kind(info), not info["optional"]
        return Column(name, _(info["label"]), kind, width, read_only=not may, required=required)

    def _kind(self, info: dict[str, Any]) -> CellKind:
        if classifier := info.get("classifier"):
            items = self._workplace.catalogue.items(classifier)
            return Choices(tuple((item.code, item.label) for item in items))
        if info["kind"] in ("number", "decimal"):
            return Numbers(info["minimum"], info["maximum"], info.get("places") or 0)
        if info["kind"] == "flag":
            return Flags()
        return Days() if info["kind"] == "day" else Texts(info.get("length") or 1000)

    def _change(self, key: Any, values: dict[str, Any]) -> RowChange:
        number, version = self._stored.get(key, (None, 0))
        return RowChange(key, values, number, version, self._unsettled.get(key))

    def _not_saved(self, error: HemisError) -> None:
        self._busy = False
        self.message.refuse(error)

    def _saved(self, outcomes: list[RowOutcome]) -> None:
        self._busy = False
        good = [outcome for outcome in outcomes if outcome.trouble is None]
        for outcome in outcomes:
            self._learn(outcome)
        if trouble := next((outcome.trouble for outcome in outcomes if outcome.trouble), None):
            self.message.refuse(trouble)
        else:
            self.message.say(_("Saved: {count} rows.", count=len(good)))
        if good:
            table = self._model.__table__
            self._workplace.changes.announce(f"{table.schema}.{table.name}")

    def _learn(self, outcome: RowOutcome) -> None:
        """Take what became of a row into the grid."""
        assert self.grid is not None  # noqa: S101 - saving begins in a grid
        model, change = self.grid.model, outcome.change
        cells = {(change.key, column): value for column, value in change.values.items()}
        if outcome.id is not None:
            self._stored[change.key] = outcome.id, outcome.version
        if not isinstance(outcome.trouble, Unavailable):
            self._unsettled.pop(change.key, None)
        if outcome.trouble is None:
            model.saved(cells)
        elif isinstance(outcome.trouble, OutcomeUnknown):
            self._unsettled[change.key] = outcome.trouble
        elif isinstance(outcome.trouble, Conflict):
            theirs = outcome.trouble.theirs or {}
            model.known({cell: theirs[cell[1]] for cell in cells if cell[1] in theirs})
            model.mark(cells, CONFLICT)
        elif (field := outcome.trouble.field) in self._columns:
            cell = (change.key, field)
            model.put({cell: Wrong(model.text(cell), outcome.trouble)})
        else:
            model.mark(cells, Mark(WRONG.symbol, WRONG.shade, outcome.trouble.text()))

    def _add_empty(self, key: str) -> None:
        assert self.grid is not None  # noqa: S101 - rows stand in a grid
        self._new = max(self._new, int(key.removeprefix(NEW)))
        self.grid.model.add_row(key)

    def _forget(self, key: Any) -> None:
        assert self.grid is not None  # noqa: S101 - rows stand in a grid
        self._stored.pop(key, None)
        self.grid.model.remove_row(key)

    def _key(self) -> str:
        owner = ",".join(f"{name}={value}" for name, value in self._among.items())
        return f"grid/{self._model.__table__.schema}.{self._model.__table__.name}/{owner}"

    def event(self, event: QEvent) -> bool:
        """Claim the key of saving before a card around the grid does: two owners of a key are none."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_save(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_save(event):
            self.save()
        else:
            super().keyPressEvent(event)


def _is_save(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Save)
