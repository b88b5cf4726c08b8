"""A table of lines that are looked at and opened; what it shows, its owner has read."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView

from client.core.i18n import _
from client.widgets.measures import measure

Index = QModelIndex | QPersistentModelIndex
NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NONE = QModelIndex()


class LineModel(QAbstractTableModel):
    """Lines of texts: those of a whole university cost no more than those that are seen."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: tuple[str, ...] = ()
        self._numbers: frozenset[int] = frozenset()
        self._lines: Sequence[Sequence[str]] = ()

    def show(self, heads: Sequence[str], numbers: Iterable[int], lines: Sequence[Sequence[str]]) -> None:
        """Show these columns, those of numbers to the right, and these lines."""
        self.beginResetModel()
        self.heads, self._numbers, self._lines = tuple(heads), frozenset(numbers), lines
        self.endResetModel()

    def show_lines(self, lines: Sequence[Sequence[str]]) -> None:
        """Show other lines in the same columns."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, _parent: Index = NONE) -> int:
        return len(self._lines)

    def columnCount(self, _parent: Index = NONE) -> int:
        return len(self.heads)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        return super().headerData(section, way, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._lines[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self._numbers:
            return NUMBER
        return None


class LineTable(QTableView):
    """Lines that are looked at and opened."""

    #: A line was double-clicked, or Enter pressed on it.
    opened = Signal(int)
    #: The cursor came to another line, or cell where cells are chosen; -1 is none.
    moved = Signal(int)
    #: Other lines are selected.
    selected = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[tuple[str, int]] = (),
        numbers: tuple[int, ...] = (),
        *,
        grows: Sequence[int] = (0,),
        several: bool = False,
    ) -> None:
        super().__init__()
        self.lines = LineModel()
        self.setModel(self.lines)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.activated.connect(lambda index: self.opened.emit(index.row()))
        self._measures: QObject | None = None
        if columns:
            heads, letters = zip(*columns, strict=True)
            self.show_table([_(head) for head in heads], numbers, (), letters, grows)

    def show_table(
        self,
        heads: Sequence[str],
        numbers: Iterable[int],
        lines: Sequence[Sequence[str]],
        letters: Sequence[int],
        grows: Sequence[int],
    ) -> None:
        """Show other columns with their lines; `letters` says how wide each is, `grows` which take the room left."""
        others = tuple(heads) != self.lines.heads
        kept = max(0, self.currentRow())
        self.lines.show(heads, numbers, lines)
        if others:
            if self._measures is not None:
                self._measures.deleteLater()
            self._measures = measure(self, letters, grows=grows)
        self._stay_at(kept)

    def show_lines(self, lines: Iterable[Sequence[str]]) -> None:
        """Show these texts, the cursor on the line it stood on."""
        kept = max(0, self.currentRow())
        self.lines.show_lines(tuple(lines))
        self._stay_at(kept)

    def rowCount(self) -> int:
        """Return how many lines there are."""
        return self.lines.rowCount()

    def currentRow(self) -> int:
        """Return the line of the cursor, -1 if there is none."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Put the cursor on a line."""
        self.setCurrentIndex(self.lines.index(row, 0))

    def text(self, row: int, place: int) -> str:
        """Return what stands in a cell."""
        return str(self.lines.index(row, place).data())

    def chosen(self) -> list[int]:
        """Return the selected lines from above."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def _stay_at(self, row: int) -> None:
        """Whoever shows other lines knows it: nobody is told that the cursor moved."""
        with QSignalBlocker(self):
            self.go_to(min(row, self.rowCount() - 1))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        by_cells = self.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectItems
        if by_cells or current.row() != previous.row():
            self.moved.emit(current.row())

    def selectionChanged(self, chosen: QItemSelection, left: QItemSelection) -> None:
        super().selectionChanged(chosen, left)
        self.selected.emit()
