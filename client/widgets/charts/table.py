"""The numbers of a chart as a table, from which one copies; Enter opens the rows behind a number."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from client.widgets.cell_grid.block import to_text
from client.widgets.measures import row_height
from shared.charts.chart import Chart


class ChartTable(QTableWidget):
    """The same numbers, categories down and series across."""

    opened = Signal(int, int)

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._chart = chart
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        self.cellActivated.connect(self._open)
        self.show_chart(chart)

    def show_chart(self, chart: Chart) -> None:
        """Show other numbers."""
        self._chart = chart
        head, rows = chart.head(), chart.rows()
        self.setAccessibleName(chart.title)
        self.setColumnCount(len(head))
        self.setRowCount(len(rows))
        for column, text in enumerate(head):
            named = QTableWidgetItem(text)
            named.setToolTip(text)
            self.setHorizontalHeaderItem(column, named)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def copy(self) -> None:
        """Put what is selected onto the clipboard, all with its head if a single cell is."""
        chosen = self.selectedRanges()
        single = len(self.selectedIndexes()) <= 1
        rows, head = self._chart.rows(), self._chart.head()
        if single or not chosen:
            QGuiApplication.clipboard().setText(to_text([head, *rows]))
            return
        area = chosen[0]
        across = slice(area.leftColumn(), area.rightColumn() + 1)
        block = [row[across] for row in rows[area.topRow() : area.bottomRow() + 1]]
        QGuiApplication.clipboard().setText(to_text(block))

    def _open(self, row: int, column: int) -> None:
        inside = row < len(self._chart.categories) and 1 <= column <= len(self._chart.series)
        if inside and self._chart.value(row, column - 1):
            self.opened.emit(row, column - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentRow(), self.currentColumn())
            return
        super().keyPressEvent(event)
