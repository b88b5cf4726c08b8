"""The rows of a plan as a table: only what is looked at is made into text."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from client.core.i18n import N_, _
from client.core.theme import colours
from client.data.imports.planning import ImportPlan, RowStatus
from client.data.imports.presenting import (
    STATUS_LABELS,
    STATUS_SIGNS,
    details_text,
    number_text,
    person_text,
)

HEADERS = (N_("Row"), N_("What happens"), N_("Number"), N_("Full name"), N_("Old → new, or the reason"))
ROW, STATUS, NUMBER, NAME, DETAILS = range(5)
Index = QModelIndex | QPersistentModelIndex


class PreviewModel(QAbstractTableModel):
    """Shows the rows of one status, or all."""

    def __init__(self, plan: ImportPlan) -> None:
        super().__init__()
        self.plan = plan
        self._rows = list(range(plan.checked.count))

    def show_only(self, status: RowStatus | None) -> None:
        """Show the rows of a status; None shows all."""
        self.beginResetModel()
        self._rows = [row for row, its in enumerate(self.plan.statuses) if status in (None, its)]
        self.endResetModel()

    def renew(self, plan: ImportPlan, status: RowStatus | None) -> None:
        """Show the file judged anew: what stands on the screen stays there, whatever has become of it."""
        shown = {self.plan.checked.sheet.numbers[row] for row in self._rows}
        self.beginResetModel()
        self.plan = plan
        rows = zip(plan.checked.sheet.numbers, plan.statuses, strict=True)
        self._rows = [
            row for row, (number, its) in enumerate(rows) if number in shown or status in (None, its)
        ]
        self.endResetModel()

    def place_of(self, number: int) -> int:
        """Return where the row of the file with this number stands in the table, -1 if it is not shown."""
        numbers = self.plan.checked.sheet.numbers
        return next((place for place, row in enumerate(self._rows) if numbers[row] == number), -1)

    def row_at(self, place: int) -> int:
        """Return the row of the file that stands at a place of the table."""
        return self._rows[place]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADERS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == STATUS:
            return QColor(_colour(self.plan.statuses[row]))
        return None

    def _text(self, row: int, column: int) -> str:
        status = self.plan.statuses[row]
        if column == ROW:
            return str(self.plan.checked.sheet.numbers[row])
        if column == STATUS:
            return f"{STATUS_SIGNS[status]} {_(STATUS_LABELS[status])}"
        if column == NUMBER:
            return number_text(self.plan, row)
        return person_text(self.plan, row) if column == NAME else details_text(self.plan, row)


def _colour(status: RowStatus) -> str:
    palette = colours()
    return {
        RowStatus.NEW: palette.good,
        RowStatus.CHANGED: palette.accent,
        RowStatus.UNCHANGED: palette.quiet,
        RowStatus.REFUSED: palette.bad,
    }[status]
