"""The test sheet of a printer: four crosses at known places, what to measure, and a table for the eight figures.

It is printed without any correction, on plain paper of the size of the blank.
"""

from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from reports.common import fonts
from reports.common.page import canvas_for, draw_fitted, draw_paragraph, markup, style
from reports.layouts.words import WORDS, SheetWords
from shared.layouts.calibration import MARGIN, Point, crosses

#: Half of an arm of a cross, the radius of its circle, and the line with which a ruler is tried, in millimetres.
ARM, CIRCLE, TRIED = 8.0, 3.0, 100.0
#: The table in the middle: the widths of its columns and the height of a row.
COLUMNS, ROW = (38.0, 30.0, 30.0), 7.0
TEXT = 9.0


@dataclass(frozen=True)
class TestSheet:
    """Which printer at which workstation, and the paper."""

    #: No class of tests, whatever its name begins with.
    __test__ = False

    width: Decimal
    height: Decimal
    workstation: str
    printer: str
    language: str = "uz"


def render(sheet: TestSheet) -> bytes:
    """Return the PDF of a test sheet."""
    target = BytesIO()
    words = WORDS.get(sheet.language, WORDS["uz"])
    width, height = float(sheet.width), float(sheet.height)
    canvas = canvas_for(target, words.title, (width * mm, height * mm))
    canvas.translate(0, height * mm)  # from here on down is minus
    for number, cross in enumerate(crosses(width, height)):
        _draw_cross(canvas, cross, number, words)
    _draw_arrows(canvas, crosses(width, height)[0], words)
    _draw_words(canvas, sheet, words)
    canvas.save()
    return target.getvalue()


def _draw_cross(canvas: Canvas, at: Point, number: int, words: SheetWords) -> None:
    """Hair lines, so that the middle is sharp, with the name beside it, towards the middle of the page."""
    x, y = at[0] * mm, -at[1] * mm
    canvas.setLineWidth(0.25)
    canvas.line(x - ARM * mm, y, x + ARM * mm, y)
    canvas.line(x, y - ARM * mm, x, y + ARM * mm)
    canvas.circle(x, y, CIRCLE * mm)
    canvas.setFont(fonts.SANS_BOLD, TEXT)
    name = words.cross.format(number=number + 1)
    below = y - (ARM + 4) * mm if number < 2 else y + (ARM + 2) * mm  # noqa: PLR2004 - the upper two
    canvas.drawCentredString(x, below, name)


def _draw_arrows(canvas: Canvas, at: Point, words: SheetWords) -> None:
    """Show at the first cross what is measured: from both edges to the middle."""
    x, y = at[0] * mm, -at[1] * mm
    canvas.setDash(2, 2)
    canvas.line(0, y, x - ARM * mm, y)
    canvas.line(x, 0, x, y + ARM * mm)
    canvas.setDash()
    canvas.setFont(fonts.SERIF, TEXT - 0.5)  # the other family has no arrows
    canvas.drawString(x + 2 * mm, y + (ARM + 1) * mm, words.down)
    canvas.drawString(1 * mm, y - (ARM + 9) * mm, words.across)


def _draw_words(canvas: Canvas, sheet: TestSheet, words: SheetWords) -> None:
    """What this sheet is and what to do with it, between the crosses."""
    left, room = (MARGIN + ARM + 4) * mm, (float(sheet.width) - 2 * (MARGIN + ARM + 4)) * mm
    y = -(MARGIN - 3) * mm
    draw_fitted(canvas, words.title, fonts.SERIF_BOLD, 14, (left, y, room), "center")
    facts = (
        words.station.format(name=sheet.workstation),
        words.printer.format(name=sheet.printer),
        words.page.format(width=_figure(sheet.width), height=_figure(sheet.height)),
    )
    y -= 7 * mm
    draw_fitted(canvas, " · ".join(facts), fonts.SERIF, 10, (left, y, room), "center")
    y -= 5 * mm
    for step in words.steps:
        y = draw_paragraph(canvas, Paragraph(markup(step), style(10)), left, y, room) - 1.5 * mm
    y = _draw_table(canvas, words, y - 4 * mm, left, room)
    _draw_ruler(canvas, words, y - 12 * mm, left + room / 2)


def _draw_table(canvas: Canvas, words: SheetWords, top: float, left: float, room: float) -> float:
    """Draw the table for the figures and return its lower edge."""
    scale = min(1.0, room / mm / sum(COLUMNS))
    widths = [each * scale * mm for each in COLUMNS]
    x = left + (room - sum(widths)) / 2
    rows = 1 + len(words.places)
    canvas.setLineWidth(0.4)
    for row in range(rows + 1):
        canvas.line(x, top - row * ROW * mm, x + sum(widths), top - row * ROW * mm)
    edges = [x, *(x + sum(widths[: column + 1]) for column in range(len(widths)))]
    for edge in edges:
        canvas.line(edge, top, edge, top - rows * ROW * mm)
    for column, text in enumerate(words.head):
        place = edges[column] + mm, top - (ROW - 2.2) * mm, widths[column] - 2 * mm
        draw_fitted(canvas, text, fonts.SERIF_BOLD, 9, place, "center")
    for row, text in enumerate(words.places, 1):
        place = edges[0] + 2 * mm, top - ((row + 1) * ROW - 2.2) * mm, widths[0] - 3 * mm
        draw_fitted(canvas, f"{row}. {text}", fonts.SERIF, 10, place)
    return top - rows * ROW * mm


def _draw_ruler(canvas: Canvas, words: SheetWords, y: float, middle: float) -> None:
    """A line of known length: who reads something else has printed in another size."""
    left = middle - TRIED / 2 * mm
    canvas.setLineWidth(0.25)
    canvas.line(left, y, left + TRIED * mm, y)
    for tick in range(int(TRIED) + 1):
        long = 4 if tick % 10 == 0 else 3 if tick % 5 == 0 else 2
        canvas.line(left + tick * mm, y, left + tick * mm, y + long * mm)
    canvas.setFont(fonts.SANS, TEXT - 2)
    for tick in range(0, int(TRIED) + 1, 10):
        canvas.drawCentredString(left + tick * mm, y + 5 * mm, str(tick))
    draw_fitted(canvas, words.scale, fonts.SERIF, 9, (left, y - 4 * mm, TRIED * mm), "center")


def _figure(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
