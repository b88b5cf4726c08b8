"""The cells of a file as a table: what becomes of each, and what stands in it, which is mended there."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from client.core.i18n import N_, _
from client.core.theme import colours
from client.data.attendance.mark_plan import PlannedMark
from client.data.imports.planning import RowStatus
from client.data.imports.presenting import STATUS_LABELS, STATUS_SIGNS
from client.views.attendance.journal.mark_kind import letter
from shared.models.attendance import MARKS

HEADERS = (
    N_("Cell"), N_("What happens"), N_("Student"), N_("Lesson"), N_("In the file"), N_("Old → new, or the reason"),
)  # fmt: skip
CELL, STATUS, STUDENT, LESSON, TEXT, DETAILS = range(6)
Index = QModelIndex | QPersistentModelIndex


class FileModel(QAbstractTableModel):
    """Shows the cells of one status, or all; a cell that was mended stays on the screen."""

    #: A cell of the file, and what stands in it from now on.
    mended = Signal(tuple, str)

    def __init__(self) -> None:
        super().__init__()
        self._all: list[PlannedMark] = []
        self._shown: list[PlannedMark] = []
        self._status: RowStatus | None = None

    def show_plan(self, planned: list[PlannedMark]) -> None:
        """Show a file as it is judged now; what is on the screen stays there."""
        kept = {each.mark.place for each in self._shown}
        self.beginResetModel()
        self._all = planned
        self._shown = [
            each for each in planned if self._status in (None, each.status) or each.mark.place in kept
        ]
        self.endResetModel()

    def show_only(self, status: RowStatus | None) -> None:
        """Show the cells of a status; None shows all."""
        self.beginResetModel()
        self._status = status
        self._shown = [each for each in self._all if status in (None, each.status)]
        self.endResetModel()

    def at(self, row: int) -> PlannedMark:
        return self._shown[row]

    def place_of(self, mark: tuple[int, int]) -> int:
        """Return the row of a cell of the file, 0 if it is not shown."""
        return next((row for row, each in enumerate(self._shown) if each.mark.place == mark), 0)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADERS[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == TEXT else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        planned = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _text(planned, index.column())
        if role == Qt.ItemDataRole.EditRole and index.column() == TEXT:
            return planned.text
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == STATUS:
            return QColor(_colour(planned.status))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        planned = self._shown[index.row()]
        if role != Qt.ItemDataRole.EditRole or str(value) == planned.text:
            return False
        self.mended.emit(planned.mark.place, str(value))
        return True


def _text(planned: PlannedMark, column: int) -> str:
    mark = planned.mark
    if column == CELL:
        return mark.address
    if column == STATUS:
        return f"{STATUS_SIGNS[planned.status]} {_(STATUS_LABELS[planned.status])}"
    if column == STUDENT:
        return planned.student.name if planned.student else mark.name
    if column == LESSON:
        return _("{day}, pair {pair}", day=mark.day, pair=mark.lesson.pair) if mark.lesson else mark.day
    return planned.text if column == TEXT else details(planned)


def details(planned: PlannedMark) -> str:
    """Return what changes, or why nothing does."""
    if planned.reason:
        return planned.reason
    if planned.status is RowStatus.UNCHANGED:
        return named(planned.new)
    return f"{named(planned.old)} → {named(planned.new)}"


def named(mark: str | None) -> str:
    """Return the sign of a mark and what it is called."""
    return f"{letter(mark)} ({_(MARKS[mark]).lower()})" if mark else "—"


def _colour(status: RowStatus) -> str:
    palette = colours()
    return {
        RowStatus.NEW: palette.good,
        RowStatus.CHANGED: palette.accent,
        RowStatus.UNCHANGED: palette.quiet,
        RowStatus.REFUSED: palette.bad,
    }[status]
