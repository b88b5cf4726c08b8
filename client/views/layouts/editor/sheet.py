"""The sheet: the blank in its true proportions, with rulers, under mouse and keys."""

from decimal import Decimal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollArea, QWidget

from client.core.i18n import _
from client.core.theme import colours
from client.views.layouts.editor.model import Editing
from client.views.layouts.editor.painting import paint
from client.views.layouts.editor.pointing import Pointing
from shared.layouts.field import TENTH

#: Room around the page in pixels: rulers stand in it.
AROUND = 26
#: Pixels a millimetre: the least and the most, and the step of a zoom.
LEAST, MOST, STEP = 1.0, 40.0, 1.25
ONE = Decimal(1)
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Sheet(QWidget):
    """Arrows move the chosen fields by 0.1 mm, with Shift by 1 mm, with Ctrl they make them larger or smaller."""

    zoomed = Signal()
    #: Enter on a field: its numbers are typed.
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pointing = Pointing(self.update)
        self.editable = False
        self._scan: QPixmap | None = None
        self._scan_of: bytes | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("The blank"))

    @property
    def editing(self) -> Editing | None:
        return self.pointing.editing

    @property
    def scale(self) -> float:
        return self.pointing.scale

    def show_editing(self, editing: Editing, *, editable: bool) -> None:
        """Show what is edited."""
        self.pointing.editing, self.editable = editing, editable
        editing.changed.connect(self._changed)
        editing.selected.connect(self.update)
        self._changed()

    def set_scale(self, scale: float) -> None:
        """Show a millimetre so many pixels large."""
        self.pointing.scale = min(max(scale, LEAST), MOST)
        self._changed()
        self.zoomed.emit()

    def fit(self, room: QSize) -> None:
        """Show the whole page."""
        if self.editing is not None:
            layout = self.editing.layout
            self.set_scale(
                min(
                    (room.width() - 2 * AROUND) / float(layout.width),
                    (room.height() - 2 * AROUND) / float(layout.height),
                )
            )

    def on_page(self, at: QPointF) -> QPointF:
        """Return the millimetres under a pixel."""
        return QPointF((at.x() - AROUND) / self.scale, (at.y() - AROUND) / self.scale)

    def pixel_of(self, x: float, y: float) -> QPointF:
        """Return the pixel of a place on the page."""
        return QPointF(x * self.scale + AROUND, y * self.scale + AROUND)

    def sizeHint(self) -> QSize:
        if self.editing is None:
            return QSize(300, 200)
        layout = self.editing.layout
        return QSize(
            round(float(layout.width) * self.scale) + 2 * AROUND,
            round(float(layout.height) * self.scale) + 2 * AROUND,
        )

    def _changed(self) -> None:
        self.resize(self.sizeHint())
        self.update()

    def _pixmap(self) -> QPixmap | None:
        """The scan, read once."""
        content = self.editing.background if self.editing is not None else None
        if content is not self._scan_of:
            self._scan_of, self._scan = content, None
            if content is not None:
                made = QPixmap()
                made.loadFromData(content)
                self._scan = None if made.isNull() else made
        return self._scan

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(colours().line))
        if self.editing is None:
            return
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
            | QPainter.RenderHint.TextAntialiasing
        )
        self._paint_rulers(painter)
        painter.save()
        painter.translate(AROUND, AROUND)
        painter.scale(self.scale, self.scale)
        pointing = self.pointing
        paint(painter, self.editing, self._pixmap(), self.scale, float(pointing.grid), pointing.lines)
        painter.restore()
        if pointing.frame is not None:
            painter.setPen(QPen(QColor(colours().accent), 1, Qt.PenStyle.DotLine))
            corners = pointing.frame.topLeft(), pointing.frame.bottomRight()
            painter.drawRect(QRectF(*(self.pixel_of(each.x(), each.y()) for each in corners)))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint_rulers(self, painter: QPainter) -> None:
        """A mark every ten millimetres at the upper and the left edge, a number every fifty."""
        assert self.editing is not None  # noqa: S101 - whoever paints has asked
        font = QFont("Roboto")
        font.setPixelSize(10)
        painter.setFont(font)
        painter.setPen(QColor(colours().text))
        for side, length in enumerate((self.editing.layout.width, self.editing.layout.height)):
            for mark in range(0, int(length) + 1, 10):
                at = mark * self.scale + AROUND
                long = 8 if mark % 50 == 0 else 4
                if side == 0:
                    painter.drawLine(QPointF(at, AROUND - long), QPointF(at, AROUND - 1))
                else:
                    painter.drawLine(QPointF(AROUND - long, at), QPointF(AROUND - 1, at))
                if mark % 50 == 0 and mark:
                    area = QRectF(at - 15, 2, 30, 14) if side == 0 else QRectF(0, at - 7, AROUND - 9, 14)
                    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(mark))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            more = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.pointing.press(self.on_page(event.position()), more=more)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self.on_page(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton:
            if self.editable or self.pointing.frame is not None:
                free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
                self.pointing.move(at, free=free)
        else:
            shape = self.pointing.cursor_at(at) if self.editable else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pointing.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.pointing.field_at(self.on_page(event.position())) is not None:
            self.wanted.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_scale(self.scale * (STEP if event.angleDelta().y() > 0 else 1 / STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab goes from field to field, as long as there are more."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.editing is not None:
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()), 0)
            if step and self._steps_to_field(step):
                return True
        return super().event(event)

    def _steps_to_field(self, step: int) -> bool:
        """Come to the next field; behind the last one the focus goes on."""
        assert self.editing is not None  # noqa: S101 - whoever calls has asked
        chosen, count = self.editing.selection, len(self.editing.layout.fields)
        if not count or (chosen and chosen[-1] == (count - 1 if step > 0 else 0)):
            return False
        self.editing.select_next(step)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing, key, held = self.editing, Qt.Key(event.key()), event.modifiers()
        if editing is None:
            return
        if key in ARROWS and editing.selection and self.editable:
            across, down = ARROWS[key]
            step = ONE if held & Qt.KeyboardModifier.ShiftModifier else TENTH
            act = editing.stretch if held & Qt.KeyboardModifier.ControlModifier else editing.move
            act(across * step, down * step)
        elif key == Qt.Key.Key_Escape and self.pointing.give_up():
            pass
        elif key == Qt.Key.Key_Escape and editing.selection:
            editing.select(())
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and editing.selection and not held:
            self.wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class SheetView(QScrollArea):
    """The sheet in a frame that scrolls; it is fitted until somebody zooms."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self.setWidget(sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusProxy(sheet)
        self._fitted = True

    def fit(self) -> None:
        """Show the whole page, also when the window becomes larger."""
        self._fitted = True
        self._sheet.fit(self.maximumViewportSize())

    def zoom(self, by: float) -> None:
        """Show it larger or smaller."""
        self._fitted = False
        self._sheet.set_scale(self._sheet.scale * by)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self._sheet.fit(self.maximumViewportSize())
