"""A grid like a spreadsheet: typing, blocks, undo, and a line with count and sum."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from client.core import actions
from client.core.i18n import _
from client.data.records.sheet_saving import RowTrouble
from client.widgets.cell_grid import block
from client.widgets.cell_grid.cells import CONFLICT, NOT_SENT, WRONG, Cell, Column, Mark, Wrong
from client.widgets.cell_grid.model import GridModel
from client.widgets.cell_grid.steps import NEW, number_of
from client.widgets.cell_grid.typed import Typed
from client.widgets.cell_grid.view import GridView
from client.widgets.formatting import grouped, shown

Grid = TypeVar("Grid", bound="CellGrid")


class CellGrid(QWidget):
    """The grid with its keys and its line; the owner loads rows and saves `model.unsaved()`."""

    #: A sentence for the person: what a paste could not do.
    said = Signal(str)
    #: What a grid of its own kind puts in their place.
    MODEL: ClassVar[type[GridModel]] = GridModel
    VIEW: ClassVar[type[GridView]] = GridView

    def __init__(self, columns: Sequence[Column], frozen: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = self.MODEL(columns, self)
        self.view = self.VIEW(self.model, frozen, self)
        self._line, self._state, self._stale = QLabel(), QLabel(), QLabel()
        self._blamed: list[Cell] = []
        self._line_timer = QTimer(self)
        self._line_timer.setSingleShot(True)
        self._line_timer.timeout.connect(self._show_line)
        self._build()

    def load(self, rows: Iterable[tuple[Hashable, Sequence[Any]]]) -> None:
        """Show rows of stored values: (key, values in the order of the columns)."""
        self._blamed = []
        at, scrolled = self.cursor_cell(), self.view.scrolled()
        if not self.model.load(rows) or not self.model.rowCount():
            return
        first = next((n for n, column in enumerate(self.model.columns) if not column.read_only), 0)
        back = self.model.index_of(at) if at is not None else QModelIndex()
        if back.isValid():
            self.view.scroll_back(scrolled)
        self.view.setCurrentIndex(back if back.isValid() else self.model.index(0, first))

    @property
    def widget(self) -> QWidget:
        """What a sheet editor shows."""
        return self

    def report_to(self, edited: Callable[[], object], said: Callable[[str], object]) -> None:
        """Call `edited` when something was typed, taken back or marked, and `said` with sentences."""
        self.model.edited.connect(edited)
        self.said.connect(said)

    def add_new(self) -> str:
        """Put an empty row at the end and return its key."""
        key = self.model.names.fresh(self.model.row_keys)
        self.model.add_row(key)
        return key

    def learn_names(self, made: Mapping[Hashable, Hashable]) -> None:
        """Learn which ids new rows have got: cursor and undo find them in the next reading."""
        self.model.names.learn(made)

    def commit(self) -> None:
        """Take over the text of the cell that is being written."""
        self.view.commit()

    def typed(self) -> Typed:
        """Return what was typed and is not stored."""
        return self.model.typed()

    def bring_back(self, typed: Typed) -> Typed:
        """Lay what was typed over what is stored, with its new rows; return what has no place any more."""
        for row in sorted(typed.rows(), key=number_of):
            if str(row).startswith(NEW) and row not in self.model.row_keys:
                self.model.add_row(row)
        return self.model.bring_back(typed)

    def wrong(self) -> dict[Cell, Wrong]:
        return self.model.wrong()

    def blame(self, trouble: RowTrouble) -> Cell | None:
        """Mark the cell that could not be stored, or all that were typed into its row; return the first."""
        cells = [cell for cell in self.model.typed().cells if cell[0] == trouble.row]
        found = [cell for cell in cells if cell[1] == trouble.error.field] or cells
        self.model.mark(found, Mark(WRONG.symbol, WRONG.shade, trouble.error.text()))
        self._blamed += found
        return found[0] if found else None

    def forgive(self) -> None:
        """Take the marks of blame away."""
        known = set(self.model.row_keys)
        self.model.mark([cell for cell in self._blamed if cell[0] in known], None)
        self._blamed = []

    def cursor_cell(self) -> Cell | None:
        """Return the cell of the cursor."""
        index = self.view.currentIndex()
        return self.model.cell(index.row(), index.column()) if index.isValid() else None

    def is_hidden(self, row: Hashable) -> bool:
        """Tell whether a row is not among those shown just now."""
        return row in self.model.row_keys and self.view.isRowHidden(self.model.row_keys.index(row))

    def come_to(self, cell: Cell) -> None:
        """Put the cursor into a cell, if it is there."""
        if (index := self.model.index_of(cell)).isValid() and index != self.view.currentIndex():
            self.view.setCurrentIndex(index)

    def tell_stale(self, *, stale: bool) -> None:
        """Say in the line below that others stored something, or stop saying so."""
        self._stale.setText(_("Others have stored something here: F5 shows it.") if stale else "")

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

    def show_not_sent(self) -> None:
        """Say of everything that is typed that it waits on this computer."""
        fresh = [cell for cell in self.model.unsaved() if self.model.state_of(cell) != NOT_SENT]
        if fresh:
            self.model.mark(fresh, NOT_SENT)

    def has_conflicts(self) -> bool:
        """Tell whether somebody has to choose between a typed entry and a stored one."""
        return any(self.model.state_of(cell) == CONFLICT for cell in self.model.unsaved())

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
        for label in (self._line, self._state, self._stale):
            label.setProperty("quiet", True)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.setContentsMargins(8, 4, 8, 4)
        line.addWidget(self._state)
        line.addWidget(self._stale)
        line.addStretch(1)
        line.addWidget(self._line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addLayout(line)
        self.view.selected.connect(self._line_timer.start)
        self.model.edited.connect(self._line_timer.start)

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


def fitting(former: Grid | None, columns: Sequence[Column], make: Callable[[Sequence[Column]], Grid]) -> Grid:
    """Return the former grid if it has these columns: widths, cursor and undo history stay; else a new one."""
    if former is not None and former.model.columns == tuple(columns):
        return former
    return make(columns)
