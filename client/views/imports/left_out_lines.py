"""The lines of a sheet that are no rows of its table: each with the reason, and taken in where that is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from client.core.i18n import _
from client.data.imports.outside import EMPTY, LeftOut
from client.widgets.measures import measure

_ROWS, _TEXT, _WHY, _TAKE = range(4)
_LETTERS = (10, 44, 40, 18)


class LeftOutLines(QWidget):
    """A table of lines; ticking one takes it as a row."""

    #: The number of a line that is a row after all.
    taken = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        hint = QLabel(_("These lines of the sheet are not imported. Tick one that is a row all the same."))
        hint.setWordWrap(True)
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels([_("Row"), _("In the file"), _("Why"), _("Take as a row")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        measure(self.table, _LETTERS, grows=(_WHY,))
        layout = QVBoxLayout(self)
        layout.addWidget(hint)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.table.itemChanged.connect(self._ticked)

    def show_lines(self, lines: Sequence[LeftOut]) -> None:
        """Show the lines that were left out."""
        self.table.blockSignals(True)
        self.table.setRowCount(len(lines))
        for place, line in enumerate(lines):
            for column, text in enumerate((line.numbers, line.text, line.reason(), "")):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(place, column, item)
            if line.why != EMPTY:
                item.setCheckState(Qt.CheckState.Unchecked)
                item.setData(Qt.ItemDataRole.UserRole, line.first)
        self.table.blockSignals(False)

    def _ticked(self, item: QTableWidgetItem) -> None:
        if item.column() == _TAKE and item.checkState() is Qt.CheckState.Checked:
            self.taken.emit(item.data(Qt.ItemDataRole.UserRole))
