"""A grid as a target of drags: every cell answers while they go over it, a drop puts the cards down or asks."""

from PySide6.QtCore import QEvent, QPoint, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from client.widgets.week_board.input.dragging import lessons_in
from client.widgets.week_board.input.pointing import Pointing
from client.widgets.week_board.model import acts

#: Within so many points of its border a grid scrolls under the drag, a step in so many milliseconds.
BORDER, EVERY = 28, 40


class Dropping:
    """Takes the events of drags over the viewport of one grid."""

    def __init__(self, pointing: Pointing) -> None:
        self._pointing = pointing
        self._over = QPoint()
        self._scroll = QTimer(pointing)
        self._scroll.setInterval(EVERY)
        self._scroll.timeout.connect(self._scroll_on)

    def take(self, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            return self._enter(event)
        if isinstance(event, QDragMoveEvent):
            return self._move(event)
        if isinstance(event, QDropEvent):
            return self._drop(event)
        if event.type() == QEvent.Type.DragLeave:
            self._scroll.stop()
            self._pointing.target(None)
            return True
        return False

    def _enter(self, event: QDragEnterEvent) -> bool:
        board = self._pointing.board
        events = lessons_in(board, event.mimeData())
        held = bool(board.holding.events) or (bool(events) and acts.hold(board, events, events[0]))
        event.setAccepted(bool(events) and held)
        return True

    def _move(self, event: QDragMoveEvent) -> bool:
        self._over = event.position().toPoint()
        held = bool(self._pointing.board.holding.events)
        event.setAccepted(held and self._pointing.aim(self._over))
        if held and self._pull() != (0, 0):
            self._scroll.start()
        else:
            self._scroll.stop()
        return True

    def _drop(self, event: QDropEvent) -> bool:
        self._scroll.stop()
        pointing, position = self._pointing, event.position().toPoint()
        if not pointing.board.holding.events or not pointing.aim(position):
            event.ignore()
            return True
        event.acceptProposedAction()
        pointing.drop(pointing.area.viewport().mapToGlobal(position))
        return True

    def _pull(self) -> tuple[int, int]:
        """Which way the grid is to scroll: -1, 0 or 1 to the right and down."""
        body = self._pointing.lens.body()
        return (
            (self._over.x() > body.right() - BORDER) - (self._over.x() < body.left() + BORDER),
            (self._over.y() > body.bottom() - BORDER) - (self._over.y() < body.top() + BORDER),
        )

    def _scroll_on(self) -> None:
        if not self._pointing.board.holding.events:
            self._scroll.stop()
            return
        area = self._pointing.area
        bars = area.horizontalScrollBar(), area.verticalScrollBar()
        for bar, pull in zip(bars, self._pull(), strict=True):
            bar.setValue(bar.value() + pull * bar.singleStep())
        self._pointing.aim(self._over)
