"""The head of a list: each column that can be filtered has an arrow, and a funnel while it is."""

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from client.core.icons import icon
from client.core.theme import colours
from client.widgets.record_list.rows import Rows

#: The room of the arrow, and of the edge behind it by which the width is dragged.
ARROW, EDGE, FUNNEL = 14, 4, 12


class FilterHeader(QHeaderView):
    """Sorts as every head does; a click on the arrow asks for the values of the column."""

    filter_wanted = Signal(str)

    def __init__(self, rows: Rows, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        #: The paths that can be filtered.
        self.offered: frozenset[str] = frozenset()
        self._filtered: frozenset[str] = frozenset()
        self._rows = rows
        self._pressed = -1
        self.setProperty("filters", True)

    def mark(self, filtered: frozenset[str]) -> None:
        """Show the funnel on these columns."""
        self._filtered = filtered
        self.viewport().update()

    def below(self, path: str) -> QPoint | None:
        """Return the place on the screen below the head of a column."""
        places = [place for place, column in enumerate(self._rows.columns) if column.path == path]
        if not places:
            return None
        return self.mapToGlobal(QPoint(max(0, self.sectionViewportPosition(places[0])), self.height()))

    def _path(self, section: int) -> str:
        columns = self._rows.columns
        return columns[section].path if 0 <= section < len(columns) else ""

    def _arrow_at(self, place: QPoint) -> int:
        """Return the section whose arrow is there, -1 if there is none."""
        section = self.logicalIndexAt(place)
        if section < 0 or self._path(section) not in self.offered:
            return -1
        end = self.sectionViewportPosition(section) + self.sectionSize(section)
        return section if EDGE <= end - place.x() <= ARROW + EDGE else -1

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        path = self._path(section)
        if path in self._filtered:
            drawn = icon("filter", QColor(colours().accent)).pixmap(FUNNEL, FUNNEL)
            painter.drawPixmap(rect.right() - ARROW - 1, rect.center().y() - FUNNEL // 2, drawn)
        elif path in self.offered:
            _draw_arrow(painter, QPointF(rect.right() - ARROW / 2 - 2, rect.center().y()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = -1
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._arrow_at(event.position().toPoint())
        if self._pressed < 0:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, -1
        if pressed < 0:
            super().mouseReleaseEvent(event)
        elif self._arrow_at(event.position().toPoint()) == pressed:
            self.filter_wanted.emit(self._path(pressed))


def _draw_arrow(painter: QPainter, middle: QPointF) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().quiet))
    corners = [middle + QPointF(*corner) for corner in ((-3.5, -1.5), (3.5, -1.5), (0, 2.5))]
    painter.drawPolygon(QPolygonF(corners))
    painter.restore()
