"""A clearance sheet (aylanma varaqa) on paper: a page a student, a line a point, room for each signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table

from reports.clearance.sheet_words import WORDS, SheetWords
from reports.common import fonts
from reports.common.page import (
    HEIGHT,
    LEFT,
    RIGHT,
    TEXT_WIDTH,
    TOP,
    WIDTH,
    Align,
    canvas_for,
    draw_fitted,
    draw_paragraph,
    markup,
    style,
)

COLUMNS = (10 * mm, 54 * mm, 40 * mm, 38 * mm, TEXT_WIDTH - 142 * mm)
#: Points of at least so much height have room for a signature.
LEAST = 13 * mm


@dataclass(frozen=True)
class PaperPoint:
    """What is confirmed, by whom, the answer (`open`, `confirmed`, `objected`), what is owed, and the day."""

    name: str
    office: str
    answer: str
    note: str
    day: str


@dataclass(frozen=True)
class ClearancePaper:
    """The sheet of a student; every name is already in the language of the paper."""

    language: str
    university: str
    student: str
    number: str
    group: str
    faculty: str
    occasion: str
    opened: str
    handed: str
    points: tuple[PaperPoint, ...]


def render(papers: Sequence[ClearancePaper]) -> bytes:
    """Return the sheets as PDF, a page for each."""
    target = BytesIO()
    canvas = canvas_for(target, WORDS[papers[0].language].title)
    for paper in papers:
        _draw(canvas, paper, WORDS[paper.language])
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw(canvas: Canvas, paper: ClearancePaper, words: SheetWords) -> None:
    y = HEIGHT - TOP
    for text, size in ((paper.university, 13), (words.title, 16)):
        y = draw_paragraph(canvas, _cell(text, size, "center", bold=True), LEFT, y, TEXT_WIDTH) - 8
    y = draw_paragraph(canvas, _cell(words.occasions[paper.occasion], 11, "center"), LEFT, y, TEXT_WIDTH) - 10
    for label, value in _facts(paper, words):
        y = draw_paragraph(canvas, _labelled(label, value), LEFT, y, TEXT_WIDTH) - 2
    y = _draw_points(canvas, paper, words, y - 8)
    if paper.handed:
        y = draw_paragraph(canvas, _labelled(words.handed, paper.handed), LEFT, y - 8, TEXT_WIDTH)
    canvas.setLineWidth(0.5)
    canvas.line(WIDTH - RIGHT - 70 * mm, y - 18 * mm, WIDTH - RIGHT, y - 18 * mm)
    draw_fitted(canvas, words.signature, fonts.SERIF, 11, (LEFT, y - 18 * mm, 60 * mm))


def _facts(paper: ClearancePaper, words: SheetWords) -> tuple[tuple[str, str], ...]:
    facts = (
        (words.student, paper.student),
        (words.number, paper.number),
        (words.group, paper.group),
        (words.faculty, paper.faculty),
        (words.opened, paper.opened),
    )
    return tuple((label, value) for label, value in facts if value)


def _draw_points(canvas: Canvas, paper: ClearancePaper, words: SheetWords, y: float) -> float:
    head = [_cell(text, 9.5, "center", bold=True) for text in words.heads]
    rows = [
        [_cell(str(place), 10, "center"), _cell(point.name, 10), _cell(point.office, 10),
         _cell(": ".join(filter(None, (words.answers[point.answer], point.note))), 10), _cell(point.day, 10)]
        for place, point in enumerate(paper.points, start=1)
    ]  # fmt: skip
    heights = [
        None,
        *(max(LEAST, *(_height(*pair) for pair in zip(row, COLUMNS, strict=True))) for row in rows),
    ]
    table = Table([head, *rows], COLUMNS, heights)
    table.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    _, height = table.wrap(TEXT_WIDTH, HEIGHT)
    table.drawOn(canvas, LEFT, y - height)
    return float(y - height)


def _height(cell: Paragraph, width: float) -> float:
    return float(cell.wrap(width - 8, HEIGHT)[1]) + 6


def _labelled(label: str, value: str) -> Paragraph:
    return Paragraph(f"{markup(label)}: <b>{markup(value)}</b>", style(11.5))


def _cell(text: str, size: float, align: Align = "left", *, bold: bool = False) -> Paragraph:
    return Paragraph(f"<b>{markup(text)}</b>" if bold else markup(text), style(size, align))
