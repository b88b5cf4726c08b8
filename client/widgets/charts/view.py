"""A chart on the screen: moved over with the arrow keys or the mouse, opened with Enter, told to screen readers."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from client.core.theme import colours
from client.widgets.charts.moving import moved
from client.widgets.charts.painting import metrics_of, paint
from shared.charts.chart import Chart
from shared.charts.layout import Layout, Mark, laid_out

MARGIN = 4
#: A copied picture has so many dots for each one on the screen, and this width.
SHARPNESS, PICTURE = 2, 720


class ChartView(QWidget):
    """Draws a chart as wide as it is and as high as it must be."""

    #: (category, series) of a number that somebody wants to see the rows of.
    opened = Signal(int, int)

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.chart = chart
        self._layout = Layout()
        self._current = 0
        self.show_chart(chart)

    def show_chart(self, chart: Chart) -> None:
        """Show other numbers; the focus stays on its place if that is still there."""
        before = self.current()
        self.chart = chart
        self._place()
        places = [(mark.category, mark.series) for mark in self._layout.marks]
        if before is not None and (before.category, before.series) in places:
            self._current = places.index((before.category, before.series))
        self._current = max(0, min(self._current, len(places) - 1))
        self.setAccessibleName(chart.title)
        self._tell()
        self.updateGeometry()
        self.update()

    def current(self) -> Mark | None:
        """Return the number that the keys act on."""
        marks = self._layout.marks
        return marks[self._current] if self._current < len(marks) else None

    def mark_at(self, position: QPoint | QPointF) -> Mark | None:
        """Return the number under a place of the widget."""
        x, y = position.x() - MARGIN, position.y() - MARGIN
        return next((mark for mark in reversed(self._layout.marks) if mark.box.holds(x, y)), None)

    def words(self) -> str:
        """Return what the number with the focus says."""
        mark = self.current()
        return self.chart.words(mark.category, mark.series) if mark else ""

    def copy(self) -> None:
        """Put the chart onto the clipboard as a picture."""
        mime = QMimeData()
        mime.setImageData(self.picture().toImage())
        QGuiApplication.clipboard().setMimeData(mime)

    def picture(self) -> QPixmap:
        """Return the chart with its title, whatever width the window has."""
        metrics = metrics_of(self.font())
        layout = laid_out(self.chart, metrics, PICTURE)
        head = metrics.row + 2 * MARGIN
        size = QSize(PICTURE + 6 * MARGIN, round(layout.height + head) + 4 * MARGIN)
        made = QPixmap(size * SHARPNESS)
        made.setDevicePixelRatio(SHARPNESS)
        made.fill(QColor(colours().base))
        painter = QPainter(made)
        title = QFont(self.font())
        title.setWeight(QFont.Weight.Medium)
        painter.setFont(title)
        painter.setPen(QColor(colours().text))
        area = QRect(3 * MARGIN, MARGIN, PICTURE, round(head))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), metrics.cut(self.chart.title, PICTURE))
        painter.setFont(self.font())
        painter.translate(3 * MARGIN, head + MARGIN)
        paint(painter, self.chart, layout)
        painter.end()
        return made

    def _place(self) -> None:
        self._layout = laid_out(self.chart, metrics_of(self.font()), max(120, self.width() - 2 * MARGIN))

    def _tell(self) -> None:
        self.setAccessibleDescription(self.words())
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _go_to(self, mark: Mark) -> None:
        self._current = self._layout.marks.index(mark)
        self._tell()
        self.update()

    def _show_words(self) -> None:
        mark = self.current()
        if mark is not None:
            x, y = mark.box.middle
            QToolTip.showText(self.mapToGlobal(QPoint(int(x), int(y))), self.words(), self)

    def _tip(self, event: QHelpEvent) -> None:
        """Say the number under the mouse, or the whole of a name that is cut."""
        mark = self.mark_at(event.pos())
        x, y = event.pos().x() - MARGIN, event.pos().y() - MARGIN
        full = next((each.full for each in self._layout.labels if each.box.holds(x, y)), "")
        text = self.chart.words(mark.category, mark.series) if mark else full
        QToolTip.showText(event.globalPos(), text, self)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tip(event)
            return True
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._place()
            self.updateGeometry()
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(360, self.heightForWidth(360))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.heightForWidth(max(180, self.width())))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = laid_out(self.chart, metrics_of(self.font()), max(120, width - 2 * MARGIN)).height
        return round(height) + 2 * MARGIN

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.translate(MARGIN, MARGIN)
        paint(painter, self.chart, self._layout, self.current() if self.hasFocus() else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mark = self.current()
        if mark is None or event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            super().keyPressEvent(event)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(mark.category, mark.series)
            return
        target = moved(self.chart, self._layout.marks, mark, Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
            return
        self._go_to(target)
        self._show_words()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        mark = self.mark_at(event.position())
        if mark is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go_to(mark)
            self.opened.emit(mark.category, mark.series)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.mark_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
