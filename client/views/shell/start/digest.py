"""A few lines of what is on: read at a glance, moved over with the arrow keys, opened with Enter or a click."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from client.core import actions
from client.core.actions import action
from client.core.theme import colours
from client.data.records.start_blocks import Digest, Line, Mood, Opening
from client.widgets.cell_grid.block import to_text

#: The sign of a mood; a colour never says it alone.
SIGNS: dict[Mood, str] = {"": "", "good": "●", "warning": "▲", "bad": "⚠"}
PADDING = 8


class DigestLines(QTableWidget):
    """Lines with when, what and more; as high as its lines."""

    opened = Signal(object)

    def __init__(self, digest: Digest) -> None:
        super().__init__(0, 3)
        self._digest = digest
        self.setShowGrid(False)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setStyleSheet("QTableWidget { border: 0; background: transparent; }")
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(0)
        self.verticalHeader().hide()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.cellClicked.connect(lambda row, _column: self._open(row))
        action(self, actions.COPY, self.copy)
        self.show_lines(digest)

    def show_lines(self, digest: Digest) -> None:
        """Show other lines; the focus stays on its line."""
        row = max(0, self.currentRow())
        self._digest = digest
        self.setAccessibleName(digest.title)
        self.setRowCount(len(digest.lines))
        for number, line in enumerate(digest.lines):
            self._fill(number, line)
        self._set_heights()
        self._set_widths()
        self.setCurrentCell(min(row, self.rowCount() - 1), 1)
        if not self.hasFocus():
            self.clearSelection()

    def opening(self, row: int) -> Opening:
        """Return what a line opens."""
        return self._digest.lines[row].opens

    def copy(self) -> None:
        """Copy all lines as a block for spreadsheets."""
        rows = [(line.lead, line.text, line.detail) for line in self._digest.lines]
        QGuiApplication.clipboard().setText(to_text(rows))

    def _fill(self, row: int, line: Line) -> None:
        for column, text in enumerate(_cells(line)):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if column == 0 and line.mood:
                item.setForeground(_colour(line.mood))
            elif column == 1 and line.mood in ("warning", "bad"):
                strong = QFont(self.font())
                strong.setWeight(QFont.Weight.Medium)
                item.setFont(strong)
            elif column == 2:  # noqa: PLR2004 - the last one
                item.setForeground(QColor(colours().quiet))
            self.setItem(row, column, item)

    def _set_heights(self) -> None:
        high = self.fontMetrics().height() + PADDING
        self.verticalHeader().setMinimumSectionSize(high)
        for row in range(self.rowCount()):
            self.setRowHeight(row, high)
        self.setFixedHeight(self.rowCount() * high + 2)

    def _set_widths(self) -> None:
        """Give the first column what it needs, and share the rest by what the other two need."""
        lead, text, detail = (
            self._widest(texts) for texts in zip(*map(_cells, self._digest.lines), strict=True)
        )
        room = max(0, self.viewport().width() - lead)
        told = min(detail, max(room - text, room * 9 // 20))
        for column, width in enumerate((lead, room - told, told)):
            self.setColumnHidden(column, not width)
            self.setColumnWidth(column, width)

    def _widest(self, texts: Iterable[str]) -> int:
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.Medium)
        widest = max(map(QFontMetrics(strong).horizontalAdvance, texts), default=0)
        return widest + 2 * PADDING if widest else 0

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._digest.lines):
            self.opened.emit(self.opening(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_widths()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectRow(max(0, self.currentRow()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentRow())
            return
        super().keyPressEvent(event)


def _cells(line: Line) -> tuple[str, str, str]:
    return " ".join(filter(None, (SIGNS[line.mood], line.lead))), line.text, line.detail


def _colour(mood: Mood) -> QColor:
    return QColor({"good": colours().good, "warning": colours().warning}.get(mood, colours().bad))
