"""Dragging a topic: from its number in the plan to another lesson, or from the list of topics onto one."""

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

#: What is carried: the row it was taken from in the plan, or the topic of the list.
ROW, TOPIC = "application/x-hemis-plan-row", "application/x-hemis-topic"


def carried(kind: str, number: int) -> QMimeData:
    """Return what a drag carries."""
    data = QMimeData()
    data.setData(kind, str(number).encode())
    return data


class PlanDragging(QObject):
    """Watches the table of a plan: a drag begins on `handle`, the column with the topic's number."""

    #: From which row to which.
    moved = Signal(int, int)
    #: Which topic onto which row.
    dropped = Signal(int, int)

    def __init__(self, view: QTableView, handle: int) -> None:
        super().__init__(view)
        self._view, self._handle = view, handle
        self._pressed: QPoint | None = None
        self.enabled = False
        viewport = view.viewport()
        viewport.setAcceptDrops(True)
        viewport.installEventFilter(self)

    def drop(self, data: QMimeData, row: int) -> bool:
        """Do what is dropped on a row; false if it is nothing of ours."""
        if row < 0 or not self.enabled:
            return False
        for kind, told in ((ROW, self.moved), (TOPIC, self.dropped)):
            if data.hasFormat(kind):
                told.emit(int(bytes(data.data(kind).data())), row)
                return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if isinstance(event, QDropEvent) and kind in (
            QEvent.Type.DragEnter,
            QEvent.Type.DragMove,
            QEvent.Type.Drop,
        ):
            return self._dragged(event)
        return super().eventFilter(watched, event)

    def _mouse(self, event: QMouseEvent) -> bool:
        place = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress:
            on_handle = self._view.columnAt(place.x()) == self._handle
            left = event.button() == Qt.MouseButton.LeftButton
            self._pressed = place if self.enabled and on_handle and left else None
        elif event.type() == QEvent.Type.MouseMove and self._pressed is not None:
            if (place - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                self._begin()
            return True
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._pressed = None
        return False

    def _begin(self) -> None:
        assert self._pressed is not None  # noqa: S101 - it tells the type
        row = self._view.rowAt(self._pressed.y())
        self._pressed = None
        if row < 0:
            return
        drag = QDrag(self._view)
        drag.setMimeData(carried(ROW, row))
        drag.exec(Qt.DropAction.MoveAction)

    def _dragged(self, event: QDropEvent) -> bool:
        data, row = event.mimeData(), self._view.rowAt(event.position().toPoint().y())
        ours = data.hasFormat(ROW) or data.hasFormat(TOPIC)
        if not ours or not self.enabled:
            return False
        if event.type() == QEvent.Type.Drop:
            self.drop(data, row)
        elif row >= 0:
            self._view.setCurrentIndex(self._view.model().index(row, self._handle))
            self._view.scrollTo(self._view.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)
        event.acceptProposedAction()
        return True
