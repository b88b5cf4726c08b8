"""Drags over a grid: every cell answers while they go over it, a drop puts the cards down or asks."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from client.widgets.week_board import acts
from client.widgets.week_board.dragging import lessons_in

if TYPE_CHECKING:
    from client.widgets.week_board.area import WeekArea


class Dropping:
    """Takes the events of drags over the viewport of one grid."""

    def __init__(self, area: "WeekArea") -> None:
        self._area = area

    def take(self, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            return self._enter(event)
        if isinstance(event, QDragMoveEvent):
            return self._move(event)
        if isinstance(event, QDropEvent):
            return self._drop(event)
        if event.type() == QEvent.Type.DragLeave:
            self._area.target(None)
            return True
        return False

    def _enter(self, event: QDragEnterEvent) -> bool:
        board = self._area.board
        events = lessons_in(board, event.mimeData())
        held = bool(board.holding.events) or (bool(events) and acts.hold(board, events, events[0]))
        event.setAccepted(bool(events) and held)
        return True

    def _move(self, event: QDragMoveEvent) -> bool:
        held = bool(self._area.board.holding.events)
        event.setAccepted(held and self._area.aim(event.position().toPoint()))
        return True

    def _drop(self, event: QDropEvent) -> bool:
        area, position = self._area, event.position().toPoint()
        if not area.board.holding.events or not area.aim(position):
            event.ignore()
            return True
        event.acceptProposedAction()
        area.drop(area.viewport().mapToGlobal(position))
        return True
