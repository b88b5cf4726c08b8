"""The lines of a judged file as a table: only what is looked at is made into text."""

from typing import Any, ClassVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from client.core.i18n import _
from client.core.theme import colours
from client.data.imports.planning import RowStatus
from client.data.imports.presenting import status_text

Index = QModelIndex | QPersistentModelIndex
#: The column that says what happens to a line.
STATUS = 1


class JudgedModel(QAbstractTableModel):
    """A file says how many lines are shown, and what stands in each."""

    HEADERS: ClassVar[tuple[str, ...]]

    def shown_lines(self) -> int:
        """Return how many lines are shown."""
        raise NotImplementedError

    def status(self, line: int) -> RowStatus:
        """Return what happens to a line."""
        raise NotImplementedError

    def text(self, line: int, column: int) -> str:
        """Return what stands in a cell, but for what happens to the line."""
        raise NotImplementedError

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.shown_lines()

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self.HEADERS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return status_text(self.status(line)) if column == STATUS else self.text(line, column)
        if role == Qt.ItemDataRole.ForegroundRole and column == STATUS:
            return QColor(_colour(self.status(line)))
        return None


def _colour(status: RowStatus) -> str:
    palette = colours()
    return {
        RowStatus.NEW: palette.good,
        RowStatus.CHANGED: palette.accent,
        RowStatus.UNCHANGED: palette.quiet,
        RowStatus.REFUSED: palette.bad,
    }[status]
