"""A chart as PDF: the picture in greys and patterns, and under it the same numbers as a table."""

from collections.abc import Sequence
from itertools import pairwise

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from reports.common import fonts, page, table
from reports.common.table_layout import MARGIN
from shared.charts.chart import Chart
from shared.charts.layout import Box, Label, Layout, Mark, Metrics, laid_out

SIZE = 8.5
#: A higher picture is made smaller, so that the table begins on its page.
HIGHEST = 560.0
#: Greys of the series, dark and light by turns; each beyond the first has its own lines as well.
GREYS = (0.25, 0.62, 0.42, 0.75, 0.55, 0.85)
#: Lines over a bar: (slope, distance); the sign of the slope is its direction, None a horizontal line.
HATCHES: tuple[tuple[float | None, float] | None, ...] = (
    None, (1, 4), (None, 3), (-1, 4), (1, 2.5), (-1, 2.5),
)  # fmt: skip
DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2), (1.5, 1.5), (6, 2, 1.5, 2))


def render(chart: Chart) -> bytes:
    """Return the page, or the pages if the table is long."""
    fonts.register()
    metrics = Metrics(lambda text: stringWidth(fonts.shown(text, fonts.SANS_BOLD), fonts.SANS_BOLD, SIZE), 11)
    layout = laid_out(chart, metrics, A4[0] - 2 * MARGIN)
    scale = min(1.0, HIGHEST / layout.height)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        _Pen(canvas, x, top, scale).draw(chart, layout)

    columns = tuple(table.Column(text, numeric=place > 0) for place, text in enumerate(chart.head()))
    notes = (chart.unit,) if chart.unit else ()
    figure = table.Figure(layout.height * scale, draw)
    return table.render(table.Table(chart.title, notes, columns, chart.rows(), numbered=False, figure=figure))


class _Pen:
    """Draws a layout below a place; its y goes down, that of the paper up."""

    def __init__(self, canvas: Canvas, x: float, top: float, scale: float) -> None:
        self._canvas, self._place, self._scale = canvas, (x, top), scale

    def draw(self, chart: Chart, layout: Layout) -> None:
        """Draw everything."""
        self._canvas.saveState()
        self._canvas.translate(*self._place)
        self._canvas.scale(self._scale, self._scale)
        self._canvas.setLineWidth(0.3)
        self._canvas.setStrokeGray(0.7)
        for x, y, to_x, to_y in layout.rules:
            self._canvas.line(x, -y, to_x, -to_y)
        if chart.kind == "lines":
            for series in range(len(chart.series)):
                places = (mark.box.middle for mark in layout.marks if mark.series == series)
                self._line(series, [(x, -y) for x, y in places])
        else:
            for mark in layout.marks:
                self._mark(mark, heat=chart.kind == "heat")
        for series, box in layout.keys:
            if chart.kind == "lines":
                self._key_of_line(series, box)
            else:
                self._fill(series, box)
        for label in layout.labels:
            self._label(label)
        self._canvas.restoreState()

    def _mark(self, mark: Mark, *, heat: bool) -> None:
        if not heat:
            self._fill(mark.series, mark.box)
            return
        self._canvas.setFillGray(0.95 - 0.4 * mark.share)
        x, y = mark.box.x, -mark.box.y - mark.box.height
        self._canvas.rect(x, y, mark.box.width, mark.box.height, stroke=0, fill=1)

    def _fill(self, series: int, box: Box) -> None:
        canvas = self._canvas
        x, y = box.x, -box.y - box.height
        canvas.setFillGray(GREYS[series % len(GREYS)])
        canvas.rect(x, y, box.width - 0.6, box.height, stroke=0, fill=1)
        hatch = HATCHES[series % len(HATCHES)]
        if hatch is None:
            return
        canvas.saveState()
        clip = canvas.beginPath()
        clip.rect(x, y, box.width - 0.6, box.height)
        canvas.clipPath(clip, stroke=0, fill=0)
        canvas.setStrokeGray(1)
        canvas.setLineWidth(0.6)
        canvas.lines(_hatching(*hatch, x, y, box.width, box.height))
        canvas.restoreState()

    def _key_of_line(self, series: int, box: Box) -> None:
        y = -box.middle[1]
        self._line(series, [(box.x - 4, y), (box.x + box.width, y)])

    def _line(self, series: int, points: Sequence[tuple[float, float]]) -> None:
        canvas = self._canvas
        canvas.setStrokeGray(GREYS[series % len(GREYS)])
        canvas.setFillGray(GREYS[series % len(GREYS)])
        canvas.setLineWidth(1.2)
        canvas.setDash(list(DASHES[series % len(DASHES)]))
        canvas.lines([(*here, *there) for here, there in pairwise(points)])
        canvas.setDash([])
        for x, y in points:
            canvas.circle(x, y, 1.8, stroke=0, fill=1)

    def _label(self, label: Label) -> None:
        font = fonts.SANS_BOLD if label.strong else fonts.SANS
        base = -label.box.y - label.box.height / 2 - SIZE * 0.35
        self._canvas.setFillGray(0)
        page.draw_fitted(
            self._canvas, label.text, font, SIZE, (label.box.x, base, label.box.width), label.align
        )


def _hatching(
    slope: float | None, distance: float, x: float, y: float, width: float, height: float
) -> list[tuple[float, float, float, float]]:
    """Return lines that cross a rectangle; what is outside is clipped."""
    if slope is None:
        count = int(height / distance) + 1
        return [(x, y + distance * each, x + width, y + distance * each) for each in range(1, count)]
    starts = [x - height + distance * each for each in range(int((width + height) / distance) + 1)]
    if slope > 0:
        return [(start, y, start + height, y + height) for start in starts]
    return [(start, y + height, start + height, y) for start in starts]
