"""Small signs drawn with a few lines: fonts may lack them, and pictures would be slower."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from shared.timetabling.model import ODD
from shared.timetabling.week.week import CLASH, FREE


def draw_answer(painter: QPainter, box: QRectF, status: int, colour: QColor) -> None:
    """A tick where it is free, a triangle where it is disliked, a cross where it clashes."""
    painter.setPen(_line(colour, 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(1.5, 1.5, -1.5, -1.5)
    if status == FREE:
        low = QPointF(inner.left() + inner.width() * 0.38, inner.bottom())
        painter.drawPolyline([QPointF(inner.left(), inner.center().y()), low, inner.topRight()])
    elif status == CLASH:
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    else:
        top = QPointF(inner.center().x(), inner.top())
        painter.drawPolygon([top, inner.bottomRight(), inner.bottomLeft()])


def draw_ring(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(_line(colour, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(2, 2, -2, -2))


def draw_lock(painter: QPainter, box: QRectF, colour: QColor) -> None:
    body = QRectF(box.left() + 2, box.top() + box.height() * 0.45, box.width() - 4, box.height() * 0.45)
    painter.fillRect(body, colour)
    painter.setPen(_line(colour, 1.4))
    bow = QRectF(body.left() + 1.2, box.top() + 1, body.width() - 2.4, box.height() * 0.75)
    painter.drawArc(bow, 0, 180 * 16)


def draw_half(painter: QPainter, box: QRectF, phase: int, colour: QColor) -> None:
    """A square with its left half filled for odd weeks, its right half for even ones."""
    frame = box.adjusted(1.5, 1.5, -1.5, -1.5)
    painter.setPen(_line(colour, 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(frame)
    half = QRectF(frame.topLeft(), frame.bottomRight())
    if phase == ODD:
        half.setRight(frame.center().x())
    else:
        half.setLeft(frame.center().x())
    painter.fillRect(half, colour)


def _line(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
