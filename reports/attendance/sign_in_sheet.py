"""The sheet on which the students of a lesson sign, with a code in each corner by which its scan is read back."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from reports.common import fonts, page
from shared.attendance.sign_in import (
    BOX_LEFT,
    CODE,
    CORNERS,
    FREE,
    HEIGHT,
    ROW,
    ROWS,
    TOP,
    WIDTH,
    SheetCode,
    box,
    pages,
)

NAME_LEFT = FREE + 12
#: Between the two codes at the top.
HEAD_LEFT, HEAD_WIDTH = FREE + CODE + 4, WIDTH - 2 * (FREE + CODE + 4)


@dataclass(frozen=True)
class SignInSheet:
    """What the sheet says; every text is already in the language of the reader."""

    title: str
    notes: tuple[str, ...]
    #: What stands above the boxes, and how they are filled.
    head: tuple[str, str, str]
    advice: str
    lesson: int
    digest: str
    students: tuple[str, ...]


def render(sheet: SignInSheet) -> bytes:
    """Return the sheet as PDF, a page for as many students as it holds."""
    target = BytesIO()
    canvas = page.canvas_for(target, sheet.title)
    parts = pages(sheet.students) or [()]
    for number, students in enumerate(parts, start=1):
        _draw_codes(canvas, sheet, number)
        _draw_head(canvas, sheet, f"{number} / {len(parts)}")
        _draw_rows(canvas, students, (number - 1) * ROWS)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw_codes(canvas: Canvas, sheet: SignInSheet, number: int) -> None:
    for corner, (x, y) in enumerate(CORNERS):
        code = SheetCode(sheet.lesson, sheet.digest, number, corner)
        page.draw_qr(canvas, code.text, x * mm, (HEIGHT - y - CODE) * mm, CODE * mm)


def _draw_head(canvas: Canvas, sheet: SignInSheet, number: str) -> None:
    place = HEAD_LEFT * mm, HEAD_WIDTH * mm
    page.draw_fitted(canvas, sheet.title, fonts.SERIF_BOLD, 14, (place[0], _up(15), place[1]), "center")
    for line, note in enumerate(sheet.notes):
        page.draw_fitted(
            canvas, note, fonts.SERIF, 10.5, (place[0], _up(22 + line * 5.5), place[1]), "center"
        )
    page.draw_fitted(
        canvas, sheet.advice, fonts.SERIF, 8.5, (FREE * mm, _up(45), (WIDTH - 2 * FREE) * mm), "center"
    )
    edges = (FREE, NAME_LEFT, BOX_LEFT, WIDTH - FREE)
    for text, (left, right) in zip(sheet.head, pairwise(edges), strict=True):
        over = left * mm + 2, _up(TOP - 2), (right - left) * mm - 4
        page.draw_fitted(canvas, text, fonts.SERIF_BOLD, 10, over)
    page.draw_fitted(canvas, number, fonts.SERIF, 9, (place[0], _up(HEIGHT - FREE - 2), place[1]), "center")


def _draw_rows(canvas: Canvas, students: Sequence[str], before: int) -> None:
    canvas.setLineWidth(0.4)
    for row, name in enumerate(students):
        line = _up(TOP + row * ROW + ROW - 2.3)
        page.draw_fitted(canvas, str(before + row + 1), fonts.SERIF, 10, (FREE * mm, line, 9 * mm), "right")
        page.draw_fitted(
            canvas, name, fonts.SERIF, 11, (NAME_LEFT * mm, line, (BOX_LEFT - NAME_LEFT - 3) * mm)
        )
        canvas.setStrokeGray(0.75)
        canvas.line(FREE * mm, _up(TOP + (row + 1) * ROW), (BOX_LEFT - 2) * mm, _up(TOP + (row + 1) * ROW))
        canvas.setStrokeGray(0)
        left, top, width, height = box(row)
        canvas.rect(left * mm, _up(top + height), width * mm, height * mm)


def _up(down: float) -> float:
    """Return points from the lower edge for millimetres from the upper one."""
    return (HEIGHT - down) * mm
