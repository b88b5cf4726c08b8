"""A table of lines that are looked at and opened; what it shows, its owner has read."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from client.core.i18n import _
from client.widgets.measures import measure


class LineTable(QTableWidget):
    """Lines that are looked at and opened."""

    opened = Signal(int)

    def __init__(
        self,
        name: str,
        columns: Sequence[tuple[str, int]],
        numbers: tuple[int, ...],
        *,
        several: bool = False,
    ) -> None:
        super().__init__(0, len(columns))
        self._numbers = numbers
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels([_(head) for head, _letters in columns])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        measure(self, [letters for _head, letters in columns], grows=(0,))
        self.itemActivated.connect(lambda item: self.opened.emit(item.row()))

    def show_lines(self, lines: Iterable[Sequence[str]]) -> None:
        """Show these texts, the cursor on the line it stood on."""
        kept, found = max(0, self.currentRow()), tuple(lines)
        self.blockSignals(True)
        self.setRowCount(len(found))
        for row, texts in enumerate(found):
            for place, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if place in self._numbers:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, place, item)
        self.setCurrentCell(min(kept, len(found) - 1), 0)
        self.blockSignals(False)

    def chosen(self) -> list[int]:
        """Return the selected lines from above."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})
