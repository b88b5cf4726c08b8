"""The picture with a frame three by four, moved with the mouse or the arrows, sized with the wheel or + and -."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from client.core.theme import colours
from client.widgets.photo.portrait import HEIGHT, WIDTH, Box

ASPECT = WIDTH / HEIGHT
SMALLEST = 90
STEP = 1.1
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CropFrame(QWidget):
    """Shows a picture and which part of it is kept."""

    accepted = Signal()
    rejected = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self._frame = QRectF()
        self._grabbed: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeAllCursor)

    def show_picture(self, picture: QImage) -> None:
        """Show a picture with the largest frame, a little above its middle: there the face is."""
        self._picture = picture
        width = min(picture.width(), picture.height() * ASPECT)
        height = width / ASPECT
        self._frame = QRectF((picture.width() - width) / 2, (picture.height() - height) * 0.35, width, height)
        self.update()

    def box(self) -> Box:
        """Return the kept part in pixels of the picture."""
        frame = self._frame
        return round(frame.left()), round(frame.top()), round(frame.right()), round(frame.bottom())

    def move_frame(self, right: float, down: float) -> None:
        """Move by pixels of the picture, not beyond its edge."""
        room = QRectF(self._picture.rect())
        left = min(max(self._frame.left() + right, 0), room.width() - self._frame.width())
        top = min(max(self._frame.top() + down, 0), room.height() - self._frame.height())
        self._frame.moveTo(left, top)
        self.update()

    def scale_frame(self, factor: float) -> None:
        """Make the frame larger or smaller around its middle."""
        most = min(self._picture.width(), self._picture.height() * ASPECT)
        width = min(max(self._frame.width() * factor, min(SMALLEST, most)), most)
        middle = self._frame.center()
        self._frame = QRectF(0, 0, width, width / ASPECT)
        self._frame.moveCenter(middle)
        self.move_frame(0, 0)

    def _scale(self) -> float:
        if self._picture.isNull():
            return 1.0
        return min(self.width() / self._picture.width(), self.height() / self._picture.height())

    def _place(self) -> QRectF:
        size = QSize(self._picture.size()) * self._scale()
        return QRectF(
            (self.width() - size.width()) / 2,
            (self.height() - size.height()) / 2,
            size.width(),
            size.height(),
        )

    def sizeHint(self) -> QSize:
        return QSize(300, 320)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place, scale = self._place(), self._scale()
        painter.drawImage(place, self._picture)
        frame = QRectF(place.topLeft() + self._frame.topLeft() * scale, self._frame.size() * scale)
        painter.setClipping(True)
        shade = QColor(0, 0, 0, 140)
        for dark in (
            QRectF(place.left(), place.top(), place.width(), frame.top() - place.top()),
            QRectF(place.left(), frame.bottom(), place.width(), place.bottom() - frame.bottom()),
            QRectF(place.left(), frame.top(), frame.left() - place.left(), frame.height()),
            QRectF(frame.right(), frame.top(), place.right() - frame.right(), frame.height()),
        ):
            painter.fillRect(dark, shade)
        painter.setPen(QPen(QColor(colours().accent), 2))
        painter.drawRect(frame)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            moved = (event.position() - self._grabbed) / self._scale()
            self._grabbed = event.position()
            self.move_frame(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.scale_frame(STEP if event.angleDelta().y() > 0 else 1 / STEP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS:
            right, down = ARROWS[key]
            step = self._frame.width() / 40
            self.move_frame(right * step, down * step)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.scale_frame(STEP)
        elif key == Qt.Key.Key_Minus:
            self.scale_frame(1 / STEP)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif key == Qt.Key.Key_Escape:
            self.rejected.emit()
        else:
            super().keyPressEvent(event)
