"""What is printed onto a pre-printed blank: the variable texts alone, at their places in millimetres.

The page is as large as the blank. The correction of the printer is laid under everything as one transformation.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from reports.common.page import canvas_for, draw_qr
from reports.layouts.glyphs import FAMILIES, EmbeddedGlyphs
from shared.layouts.calibration import NONE, Calibration
from shared.layouts.layout import Layout
from shared.layouts.placing import DoesNotFitError, Placed, Problem, place, problems
from shared.layouts.texts import QR

Texts = Mapping[str, str]
TITLE = "Blank"


def unfit(layout: Layout, texts: Texts) -> tuple[Problem, ...]:
    """Return what of these texts cannot be printed: ask before a blank lies in the printer."""
    return problems(place(layout, texts, EmbeddedGlyphs()))


def render(layout: Layout, texts: Texts, calibration: Calibration = NONE) -> bytes:
    """Return the PDF of one blank; `DoesNotFitError` where a text does not fit."""
    return render_all(layout, (texts,), calibration)


def render_all(layout: Layout, papers: Sequence[Texts], calibration: Calibration = NONE) -> bytes:
    """Return one PDF with a page for each blank; nothing is drawn if a text of any does not fit."""
    glyphs = EmbeddedGlyphs()
    pages = [place(layout, texts, glyphs) for texts in papers]
    wrong = tuple(each for placed in pages for each in problems(placed))
    if wrong:
        raise DoesNotFitError(wrong)
    target = BytesIO()
    size = float(layout.width) * mm, float(layout.height) * mm
    canvas = canvas_for(target, TITLE, size)
    for placed in pages:
        _correct(canvas, calibration, size[1])
        for each in placed:
            _draw(canvas, each, size[1])
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _correct(canvas: Canvas, calibration: Calibration, height: float) -> None:
    """Lay the correction under the page: it reckons down from the upper edge, a PDF up from the lower one."""
    if calibration == NONE:
        return
    a, b, c, d, e, f = calibration.matrix()
    canvas.transform(a, -b, -c, d, e * mm + c * height, height - f * mm - d * height)


def _draw(canvas: Canvas, placed: Placed, height: float) -> None:
    field = placed.field
    if field.text == QR:
        if placed.text:
            _draw_qr(canvas, placed, height)
        return
    canvas.setFillGray(0)
    for line in placed.lines:
        canvas.saveState()
        canvas.setFont(FAMILIES[field.font, field.bold], placed.size)
        canvas.translate(line.x * mm, height - line.y * mm)
        canvas.rotate(field.rotation)
        canvas.drawString(0, 0, line.text)
        canvas.restoreState()


def _draw_qr(canvas: Canvas, placed: Placed, height: float) -> None:
    """Draw the QR into the middle of its field."""
    field = placed.field
    side = float(min(field.width, field.height))
    left = float(field.x) + (float(field.width) - side) / 2
    bottom = float(field.y) + (float(field.height) + side) / 2
    draw_qr(canvas, placed.text, left * mm, height - bottom * mm, side * mm)
