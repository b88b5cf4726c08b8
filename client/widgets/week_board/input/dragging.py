"""Drag and drop of cards within and between the windows of a board: what a drag carries."""

import json

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QPixmap
from PySide6.QtWidgets import QWidget

from client.widgets.week_board.model import acts
from client.widgets.week_board.model.board import BoardModel

MIME = "application/x-hemis-lessons"


def carried(board: BoardModel, events: tuple[int, ...]) -> QMimeData:
    """What a drag carries: the events, and of which board they are."""
    data = QMimeData()
    # A drag never leaves the program, so the address of the board will do as its name.
    data.setData(MIME, json.dumps({"board": id(board), "events": events}).encode())
    return data


def lessons_in(board: BoardModel, data: QMimeData) -> tuple[int, ...]:
    """The events of a drag, none if they are of another board or anything else."""
    if not data.hasFormat(MIME):
        return ()
    found = json.loads(bytes(data.data(MIME).data()))
    return tuple(found["events"]) if found["board"] == id(board) else ()


def drag(source: QWidget, board: BoardModel, events: tuple[int, ...], anchor: int, picture: QPixmap) -> None:
    """Carry cards until the mouse lets go; they stay held only while a drop is being decided."""
    if not acts.hold(board, events, anchor):
        return
    made = QDrag(source)
    made.setMimeData(carried(board, board.holding.events))
    made.setPixmap(picture)
    made.setHotSpot(QPoint(12, 12))
    made.exec(Qt.DropAction.MoveAction)
    if not board.holding.landing:
        board.holding.release()
