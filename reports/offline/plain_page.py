"""A plain page with what a diploma says, for blanks of which no layout is there: name, specialty, numbers."""

from io import BytesIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from reports.common import fonts, page
from shared.diplomas.content import Content

_SIDE = 30 * mm
_FIRST, _STEP = 140 * mm, 14 * mm


def render(content: Content, number: str) -> bytes:
    """Return one page; every text is fitted to its line."""
    target, size = BytesIO(), landscape(A4)
    canvas = page.canvas_for(target, number, size)
    lines = [
        (" ".join(content.text(key, "uz") for key in ("surname", "given_name", "patronymic")), 20),
        (content.text("specialty", "uz"), 14),
        (content.text("qualification", "uz"), 14),
        (content.text("decision", "uz"), 11),
        (f"{content.register_number}   {content.register_day}", 11),
    ]
    for place, (text, points) in enumerate(lines):
        where = (_SIDE, _FIRST - place * _STEP, size[0] - 2 * _SIDE)
        page.draw_fitted(canvas, text, fonts.SANS, points, where, "center")
    canvas.showPage()
    canvas.save()
    return target.getvalue()
