"""Dragging rows by their numbers: a line shows between which rows they would come to stand."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QTableView

from client.core.theme import colours

THICK = 3


class RowDragging(QObject):
    """Watches the numbers at the left of a table; a press without a way behind it chooses the row, as usual."""

    #: Which row was taken, and before which row it was let go.
    moved = Signal(int, int)

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPoint | None = None
        self._from = -1
        self._line = QFrame(view)
        self._line.hide()
        self.enabled = False
        head = view.verticalHeader()
        head.setSectionsClickable(True)
        head.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and self.enabled:
            return self._mouse(event)
        return super().eventFilter(watched, event)

    def _mouse(self, event: QMouseEvent) -> bool:
        place = event.position().toPoint()
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._from = place, self._view.verticalHeader().logicalIndexAt(place.y())
            # A press into what is chosen already takes all of it along.
            return self._view.selectionModel().isRowSelected(self._from)
        if kind == QEvent.Type.MouseMove and self._pressed is not None:
            if self._line.isVisible() or self._far(place):
                self._show(self._target(place.y()))
            return True
        if kind == QEvent.Type.MouseButtonRelease and self._pressed is not None:
            dragged, self._pressed = self._line.isVisible(), None
            self._line.hide()
            if dragged and self._from >= 0:
                self.moved.emit(self._from, self._target(place.y()))
            return False
        return False

    def _far(self, place: QPoint) -> bool:
        assert self._pressed is not None  # noqa: S101 - it tells the type
        return (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()

    def _target(self, y: int) -> int:
        """Return the row before which something let go at this height comes to stand."""
        row = self._view.verticalHeader().logicalIndexAt(y)
        if row < 0:
            return 1 if y < 0 else self._view.model().rowCount()
        middle = self._view.rowViewportPosition(row) + self._view.rowHeight(row) // 2
        return max(1, row if y < middle else row + 1)

    def _show(self, row: int) -> None:
        last = self._view.model().rowCount() - 1
        y = (
            self._view.rowViewportPosition(row)
            if row <= last
            else self._view.rowViewportPosition(last) + self._view.rowHeight(last)
        )
        self._line.setStyleSheet(f"background: {colours().accent};")
        place = self._view.viewport().geometry()
        self._line.setGeometry(place.left(), place.top() + y - THICK // 2, place.width(), THICK)
        self._line.show()
        self._line.raise_()
