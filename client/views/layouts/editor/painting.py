"""Painting the blank with its fields: in millimetres, the painter is scaled by whoever calls."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap

from client.core.i18n import _
from client.core.theme import colours
from client.data.layouts.versions import name_of
from client.views.layouts.editor.letters import SIZE, shape
from client.views.layouts.editor.model import Editing
from reports.layouts.glyphs import qr_rows
from shared.layouts.field import Field
from shared.layouts.placing import POINT, Placed
from shared.layouts.texts import QR

#: A handle in pixels; words on the sheet in pixels.
HANDLE, WORDS = 7, 11
INK, PAPER, GRID = QColor("#000000"), QColor("#ffffff"), QColor(0, 0, 0, 28)
HINT = QColor("#5a6472")


def box(field: Field) -> QRectF:
    """Return where a field lies, in millimetres."""
    return QRectF(float(field.x), float(field.y), float(field.width), float(field.height))


def paint(
    painter: QPainter,
    editing: Editing,
    scan: QPixmap | None,
    scale: float,
    grid: float,
    lines: Collection[tuple[bool, float]],
) -> None:
    """Paint paper, scan, grid, fields with their texts, and the lines that something has snapped to."""
    layout = editing.layout
    page = QRectF(0, 0, float(layout.width), float(layout.height))
    painter.fillRect(page, PAPER)
    if scan is not None:
        painter.setOpacity(0.75)
        painter.drawPixmap(page, scan, QRectF(scan.rect()))
        painter.setOpacity(1)
    if grid and grid * scale > 5:  # noqa: PLR2004 - denser it is grey
        _paint_grid(painter, page, grid)
    for number, placed in enumerate(editing.placed):
        _paint_text(painter, placed)
        _paint_frame(painter, placed, scale, chosen=number in editing.selection)
    painter.setPen(_pen(QColor(colours().accent), 1, Qt.PenStyle.DashLine))
    for across, at in lines:
        if across:
            painter.drawLine(QPointF(at, 0), QPointF(at, page.height()))
        else:
            painter.drawLine(QPointF(0, at), QPointF(page.width(), at))


def handles(field: Field, scale: float) -> dict[tuple[int, int], QRectF]:
    """Return the eight handles of a field by the edges that they move: -1 left or upper, 1 right or lower."""
    area, side = box(field), HANDLE / scale
    places = {}
    for across in (-1, 0, 1):
        for down in (-1, 0, 1):
            if across or down:
                x = area.center().x() + across * area.width() / 2
                y = area.center().y() + down * area.height() / 2
                places[across, down] = QRectF(x - side / 2, y - side / 2, side, side)
    return places


def _paint_grid(painter: QPainter, page: QRectF, grid: float) -> None:
    painter.setPen(_pen(GRID, 1, Qt.PenStyle.SolidLine))
    for number in range(1, int(page.width() / grid) + 1):
        painter.drawLine(QPointF(number * grid, 0), QPointF(number * grid, page.height()))
    for number in range(1, int(page.height() / grid) + 1):
        painter.drawLine(QPointF(0, number * grid), QPointF(page.width(), number * grid))


def _paint_text(painter: QPainter, placed: Placed) -> None:
    field = placed.field
    if field.text == QR and placed.text:
        _paint_qr(painter, placed)
        return
    size = placed.size * POINT / SIZE
    for line in placed.lines:
        painter.save()
        painter.translate(line.x, line.y)
        painter.rotate(-field.rotation)
        painter.scale(size, size)
        painter.fillPath(shape(line.text, field.font, bold=field.bold), INK)
        painter.restore()


def _paint_qr(painter: QPainter, placed: Placed) -> None:
    area, rows = box(placed.field), qr_rows(placed.text)
    side = min(area.width(), area.height())
    square = side / len(rows)
    left, top = area.center().x() - side / 2, area.center().y() - side / 2
    painter.setPen(Qt.PenStyle.NoPen)
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                painter.fillRect(QRectF(left + across * square, top + down * square, square, square), INK)


def _paint_frame(painter: QPainter, placed: Placed, scale: float, *, chosen: bool) -> None:
    """The frame of a field; what does not fit says so in words, an empty field says what it is."""
    area, look = box(placed.field), colours()
    colour = QColor(look.bad if placed.problem else look.accent if chosen else HINT)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(
        _pen(
            colour,
            2 if chosen or placed.problem else 1,
            Qt.PenStyle.SolidLine if chosen else Qt.PenStyle.DashLine,
        )
    )
    painter.drawRect(area)
    if placed.problem:
        _write(painter, QPointF(area.right(), area.top()), _(placed.problem), QColor(look.bad), scale)
    elif not placed.text:
        _write(
            painter,
            QPointF(area.right(), area.bottom()),
            name_of(placed.field.text),
            HINT,
            scale,
            filled=False,
        )
    if chosen:
        painter.setPen(_pen(colour, 1, Qt.PenStyle.SolidLine))
        painter.setBrush(PAPER)
        for handle in handles(placed.field, scale).values():
            painter.drawRect(handle)


def _write(
    painter: QPainter, corner: QPointF, words: str, colour: QColor, scale: float, *, filled: bool = True
) -> None:
    """Write words in pixels that end at a corner, so that they can be read at any zoom."""
    painter.save()
    painter.translate(corner)
    painter.scale(1 / scale, 1 / scale)
    font = QFont("Roboto")
    font.setPixelSize(WORDS)
    painter.setFont(font)
    wide, high = painter.fontMetrics().horizontalAdvance(words) + 6, painter.fontMetrics().height()
    area = QRectF(-wide, -high, wide, high)
    if filled:
        painter.fillRect(area, colour)
    painter.setPen(PAPER if filled else colour)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def _pen(colour: QColor, width: int, style: Qt.PenStyle) -> QPen:
    """Lines are as thick at any zoom."""
    pen = QPen(colour, width, style)
    pen.setCosmetic(True)
    return pen
