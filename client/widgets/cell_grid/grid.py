"""A grid like a spreadsheet: typing, blocks, undo, a line with count and sum, and a draft of what is unsaved."""

from collections.abc import Hashable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from client.core import actions
from client.core.errors import UserError
from client.core.i18n import N_, _
from client.core.tasks import Tasks
from client.data.local.drafts import Drafts
from client.widgets.cell_grid import block
from client.widgets.cell_grid.cells import Column, Wrong
from client.widgets.cell_grid.model import GridModel
from client.widgets.cell_grid.view import GridView
from client.widgets.formatting import grouped, shown

#: Milliseconds from the last keystroke to the draft on the disk.
DRAFT_AFTER = 250


class CellGrid(QWidget):
    """The grid with its keys and its line; the owner loads rows and saves `model.unsaved()`."""

    #: A sentence for the person: what a paste could not do.
    said = Signal(str)

    def __init__(self, columns: Sequence[Column], frozen: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = GridModel(columns, self)
        self.view = GridView(self.model, frozen, self)
        self._line = QLabel()
        self._state = QLabel()
        self._draft: tuple[Drafts, Tasks, str] | None = None
        self._draft_timer = self._timer(DRAFT_AFTER, self._keep_draft)
        self._line_timer = self._timer(0, self._show_line)
        self._build()

    def load(self, rows: Iterable[tuple[Hashable, Sequence[Any]]]) -> None:
        """Show rows of stored values: (key, values in the order of the columns)."""
        self.model.load(rows)
        if self.model.rowCount():
            first = next((n for n, column in enumerate(self.model.columns) if not column.read_only), 0)
            self.view.setCurrentIndex(self.model.index(0, first))

    def keep_draft(self, drafts: Drafts, tasks: Tasks, key: str) -> int:
        """Bring back the draft of this key and keep one from now on; return how many cells came back.

        Row keys must be texts or whole numbers.
        """
        found = drafts.find(key) or {}
        self.model.put(
            {(row, column): self._from_draft(column, value) for row, column, value in found.get("cells", [])}
        )
        self._draft = (drafts, tasks, key)
        return len(self.model.unsaved()) + len(self.model.wrong())

    def flush_draft(self) -> None:
        """Write the draft now: the window is closing."""
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self._keep_draft()

    def forget_draft(self) -> None:
        """Drop the draft and keep none any more: what was typed is stored, and the rows are read anew."""
        self._draft_timer.stop()
        if self._draft is not None:
            drafts, tasks, key = self._draft
            self._draft = None
            tasks.run(self, lambda: drafts.drop(key), lambda _nothing: None)

    def copy(self, *, with_headers: bool = False) -> None:
        """Put the selected block on the clipboard, as spreadsheets do."""
        corner = self.view.corner()
        if corner is None:
            return
        (top, left), (bottom, right) = corner
        columns = range(left, right + 1)
        rows = [[self._text(row, column) for column in columns] for row in self.view.rows(top, bottom)]
        if with_headers:
            rows.insert(0, [self.model.columns[column].title for column in columns])
        QGuiApplication.clipboard().setText(block.to_text(rows))

    def paste(self) -> None:
        """Put the block of the clipboard at the cursor; every cell is checked, a wrong one is kept and marked."""
        text = QGuiApplication.clipboard().text()
        corner = self.view.corner()
        if not text or corner is None:
            return
        rows = block.from_text(text)
        (top, left), (bottom, right) = corner
        if rows == [rows[0][:1]]:  # one value fills all that is selected
            wanted = dict.fromkeys(self.view.places(), rows[0][0])
        else:
            below = self.view.rows(top, self.model.rowCount() - 1)
            below += range(self.model.rowCount(), self.model.rowCount() + max(0, len(rows) - len(below)))
            wanted = {(below[r], left + c): cell for r, row in enumerate(rows) for c, cell in enumerate(row)}
            bottom, right = below[len(rows) - 1], left + max(map(len, rows)) - 1
        self._put_texts(wanted, _("pasting"))
        last = min(bottom, self.model.rowCount() - 1), min(right, len(self.model.columns) - 1)
        self.view.select((top, left), last)

    def fill_down(self) -> None:
        """Repeat the top cell of every selected column in the cells below it."""
        corner = self.view.corner()
        if corner is None:
            return
        (top, left), (bottom, right) = corner
        values = {
            (row, column): self.model.value(top, column)
            for row in self.view.rows(top + 1, bottom)
            for column in range(left, right + 1)
        }
        self.model.edit(values, _("filling down"))

    def clear(self) -> None:
        """Empty the selected cells."""
        self._put_texts(dict.fromkeys(self.view.places(), ""), _("emptying"))

    def _build(self) -> None:
        self.setFocusProxy(self.view)
        for command, act in (
            (actions.COPY, self.copy),
            (actions.COPY_WITH_HEADERS, lambda: self.copy(with_headers=True)),
            (actions.PASTE, self.paste),
            (actions.FILL_DOWN, self.fill_down),
            (actions.DELETE, self.clear),
            (actions.UNDO, self.model.undo_stack.undo),
            (actions.REDO, self.model.undo_stack.redo),
        ):
            actions.action(self.view, command, act)
        for label in (self._line, self._state):
            label.setProperty("quiet", True)
        line = QHBoxLayout()
        line.setContentsMargins(8, 4, 8, 4)
        line.addWidget(self._state)
        line.addStretch(1)
        line.addWidget(self._line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addLayout(line)
        self.view.selected.connect(self._line_timer.start)
        self.model.edited.connect(self._on_edited)

    def _timer(self, milliseconds: int, act: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def _text(self, row: int, column: int) -> str:
        return self.model.columns[column].text(self.model.value(row, column))

    def _put_texts(self, wanted: dict[tuple[int, int], str], what: str) -> None:
        inside = {
            (row, column): text
            for (row, column), text in wanted.items()
            if row < self.model.rowCount() and column < len(self.model.columns)
        }
        free = {place: text for place, text in inside.items() if not self.model.is_locked(*place)}
        values = {place: self.model.columns[place[1]].read(text) for place, text in free.items()}
        self.model.edit(values, what)
        self._report(len(wanted) - len(inside), len(inside) - len(free), values)

    def _report(self, outside: int, locked: int, values: dict[tuple[int, int], Any]) -> None:
        wrong = [value for value in values.values() if isinstance(value, Wrong)]
        parts = [
            _("{count} cells lie outside the grid and were left out.", count=outside) if outside else "",
            _("{count} cells are locked and stay as they were.", count=locked) if locked else "",
            _(
                "{count} cells cannot be as they are written: {why}",
                count=len(wrong),
                why=wrong[0].reason.text(),
            )
            if wrong
            else "",
        ]
        if sentence := " ".join(filter(None, parts)):
            self.said.emit(sentence)

    def _on_edited(self) -> None:
        self._line_timer.start()
        if self._draft is not None:
            self._draft_timer.start()

    def _show_line(self) -> None:
        places = list(self.view.places())
        values = [self.model.value(*place) for place in places]
        numeric = [self.model.columns[column].kind.numeric for _row, column in places]
        counted = zip(values, numeric, strict=True)
        numbers = [Decimal(value) for value, adds in counted if adds and isinstance(value, int | Decimal)]
        parts = [_("Cells: {count}", count=grouped(len(values)))]
        if numbers:
            average = round(sum(numbers) / len(numbers), 2)
            parts.append(_("Sum: {sum}", sum=shown(sum(numbers))))
            parts.append(_("Average: {average}", average=shown(average)))
        self._line.setText("    ".join(parts))
        unsaved, wrong = len(self.model.unsaved()), len(self.model.wrong())
        state = [_("{count} not saved", count=grouped(unsaved))] if unsaved else []
        state += [_("{count} to correct", count=grouped(wrong))] if wrong else []
        self._state.setText("    ".join(state))

    def _keep_draft(self) -> None:
        if self._draft is None:
            return
        drafts, tasks, key = self._draft
        cells = [[row, column, value] for (row, column), value in self.model.unsaved().items()]
        cells += [[row, column, {"wrong": value.text}] for (row, column), value in self.model.wrong().items()]
        if cells:
            tasks.run(self, lambda: drafts.keep(key, {"cells": cells}), lambda _nothing: None)
        else:
            tasks.run(self, lambda: drafts.drop(key), lambda _nothing: None)

    def _from_draft(self, column: str, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        spec = next((each for each in self.model.columns if each.key == column), None)
        text = str(value["wrong"])
        return spec.read(text) if spec else Wrong(text, UserError(N_("This column is no longer here.")))
