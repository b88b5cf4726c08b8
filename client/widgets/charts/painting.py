"""Draws a laid out chart with the painter of a window or a picture."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from client.core.theme import colours
from client.widgets.charts.palette import pattern, series_colour, shade
from shared.charts.chart import Chart
from shared.charts.layout import Box, Label, Layout, Mark, Metrics

ALIGNED = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
#: Points of a line by its series: corners, and the turn of the first one.
SHAPES = ((0, 0.0), (4, 45.0), (3, 90.0), (4, 0.0))


def metrics_of(font: QFont) -> Metrics:
    """Return what a font knows of its letters; the bold ones of a marked category have room too."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Medium)
    measured = QFontMetricsF(bold)
    return Metrics(measured.horizontalAdvance, measured.height())


def paint(painter: QPainter, chart: Chart, layout: Layout, current: Mark | None = None) -> None:
    """Draw everything; `current` is the number with the focus."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours().line), 1))
    for x, y, to_x, to_y in layout.rules:
        painter.drawLine(QPointF(x, y), QPointF(to_x, to_y))
    _draw_marks(painter, chart, layout)
    for series, box in layout.keys:
        _draw_key(painter, chart, series, box)
    for label in layout.labels:
        _draw_label(painter, label)
    if current is not None:
        _draw_focus(painter, current.box)


def _draw_marks(painter: QPainter, chart: Chart, layout: Layout) -> None:
    if chart.kind == "lines":
        for series in range(len(chart.series)):
            _draw_line(painter, series, [mark for mark in layout.marks if mark.series == series])
        return
    for mark in layout.marks:
        if chart.kind == "heat":
            painter.fillRect(_rect(mark.box), shade(mark.share))
        else:
            _fill(painter, mark.series, mark.box)


def _fill(painter: QPainter, series: int, box: Box) -> None:
    """Fill a bar, with a line of the ground at its end so that neighbours are two."""
    area = _rect(box)
    painter.fillRect(area, series_colour(series))
    painter.fillRect(area, pattern(series))
    painter.fillRect(QRectF(area.right() - 1, area.top(), 1, area.height()), QColor(colours().base))


def _draw_line(painter: QPainter, series: int, marks: Iterable[Mark]) -> None:
    points = [QPointF(*mark.box.middle) for mark in marks]
    painter.setPen(QPen(series_colour(series), 2, DASHES[series % len(DASHES)]))
    painter.drawPolyline(QPolygonF(points))
    for point in points:
        _draw_point(painter, series, point)


def _draw_point(painter: QPainter, series: int, point: QPointF) -> None:
    corners, turn = SHAPES[series % len(SHAPES)]
    painter.setPen(QPen(QColor(colours().base), 1))
    painter.setBrush(series_colour(series))
    painter.save()
    painter.translate(point)
    painter.rotate(turn)
    if not corners:
        painter.drawEllipse(QPointF(), 4, 4)
    elif corners == 3:  # noqa: PLR2004 - a triangle
        painter.drawPolygon(QPolygonF([QPointF(-5, 0), QPointF(3, -4), QPointF(3, 4)]))
    else:
        painter.drawRect(QRectF(-3.5, -3.5, 7, 7))
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_key(painter: QPainter, chart: Chart, series: int, box: Box) -> None:
    if chart.kind == "lines":
        _draw_point(painter, series, QPointF(*box.middle))
    else:
        _fill(painter, series, box)


def _draw_label(painter: QPainter, label: Label) -> None:
    font = painter.font()
    font.setWeight(QFont.Weight.Medium if label.strong else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(QColor(colours().text))
    flags = ALIGNED[label.align] | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
    painter.drawText(_rect(label.box), int(flags), label.text)


def _draw_focus(painter: QPainter, box: Box) -> None:
    painter.setPen(QPen(QColor(colours().text), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(_rect(box).adjusted(-1, -1, 1, 1))


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)
