"""The mouse on a grid: choosing cards, picking them up, pointing at them."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QToolTip

from client.widgets.week_board.input.dragging import drag
from client.widgets.week_board.input.pointing import Pointing


class Mouse:
    """Takes the events of the viewport of one grid."""

    def __init__(self, pointing: Pointing) -> None:
        self._pointing = pointing
        self._pressed: QPoint | None = None
        self._swept = False

    def take(self, event: QEvent) -> bool:
        """Do what the mouse wants; whether it was one of ours."""
        if isinstance(event, QMouseEvent):
            handler = {
                QEvent.Type.MouseButtonPress: self._press,
                QEvent.Type.MouseMove: self._move,
                QEvent.Type.MouseButtonRelease: self._release,
                QEvent.Type.MouseButtonDblClick: self._open,
            }.get(event.type())
            return handler(event) if handler is not None else False
        if event.type() == QEvent.Type.Leave:
            self._pointing.hover(None)
            if not self._pointing.area.hasFocus():
                self._pointing.target(None)
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self._pointing.tip(event.pos())
            QToolTip.showText(event.globalPos(), text, self._pointing.area.viewport())
            return True
        return False

    def _press(self, event: QMouseEvent) -> bool:
        position = event.position().toPoint()
        spot = self._pointing.lens.spot_at(position)
        if spot is None:
            return False
        board, card = self._pointing.board, self._pointing.lens.event_at(position)
        self._pressed = position if event.button() == Qt.MouseButton.LeftButton else None
        if board.holding.events:
            return self._put_down(event)
        many = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if card is None:
            board.select(() if not many else board.selected)
        elif many:
            board.select(board.selected ^ {card})
        elif card not in board.selected:
            board.select({card})
        self._pointing.point(spot, card)
        return True

    def _put_down(self, event: QMouseEvent) -> bool:
        """A card that was picked up by the keyboard is put where the mouse clicks."""
        self._pressed = None
        self._pointing.aim(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointing.drop(event.globalPosition().toPoint())
        else:
            self._pointing.board.holding.release()
        return True

    def _move(self, event: QMouseEvent) -> bool:
        position = event.position().toPoint()
        if self._pointing.board.holding.events:
            self._pointing.aim(position)
        elif self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            far = (position - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            card = self._pointing.lens.event_at(self._pressed)
            if far and card is not None:
                self._pressed = None
                self._drag(card)
            elif far:
                self._sweep(position)
        else:
            self._pointing.hover(self._pointing.lens.event_at(position))
        return True

    def _sweep(self, position: QPoint) -> None:
        """Choose what lies between the cell where the mouse was pressed and the one where it is."""
        lens = self._pointing.lens
        one, other = lens.spot_at(self._pressed or position), lens.spot_at(position)
        if one is not None and other is not None:
            self._swept = True
            self._pointing.board.select(self._pointing.content.block(one, other))

    def _release(self, event: QMouseEvent) -> bool:
        board, card = self._pointing.board, self._pointing.lens.event_at(event.position().toPoint())
        clicked = (
            self._pressed is not None and not self._swept and event.button() == Qt.MouseButton.LeftButton
        )
        # A press on one of several chosen cards leaves them chosen, for it may begin a drag of them all.
        if clicked and event.modifiers() == Qt.KeyboardModifier.NoModifier and card is not None:
            board.select({card})
        self._pressed, self._swept = None, False
        return True

    def _open(self, event: QMouseEvent) -> bool:
        card = self._pointing.lens.event_at(event.position().toPoint())
        if card is not None:
            self._pointing.opened.emit(card)
        return card is not None

    def _drag(self, card: int) -> None:
        board = self._pointing.board
        chosen = board.selected if card in board.selected else frozenset({card})
        placed = tuple(sorted(event for event in chosen if board.stand(event).place is not None))
        drag(self._pointing.area, board, placed, card, self._picture(card))

    def _picture(self, card: int) -> QPixmap:
        """The card as it looks in the grid."""
        content = self._pointing.content
        box = content.box_of(next(content.spots(card)).view, card)
        return self._pointing.area.viewport().grab(self._pointing.lens.on_screen(box))
