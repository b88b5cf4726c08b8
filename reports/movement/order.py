"""An order (buyruq) on paper: letterhead, number and day, text, signature, and its students as annex."""

from dataclasses import dataclass
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from reports.common import fonts
from reports.common.page import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TEXT_WIDTH,
    TOP,
    WIDTH,
    Align,
    draw_draft_mark,
    markup,
    style,
)
from reports.movement.order_words import WORDS, OrderWords

COLUMNS = (9 * mm, 44 * mm, 25 * mm, 19 * mm, 33 * mm, TEXT_WIDTH - 130 * mm)
SMALL = 9.5


@dataclass(frozen=True)
class OrderPaper:
    """What an order says; a draft has neither number nor day."""

    language: str
    university: str
    heading: str
    number: str
    day: str
    city: str
    preamble: str
    body: str
    closing: str
    basis: str
    effective: str
    post: str
    signatory: str
    #: Name, number, group, state before, change with its reason.
    students: tuple[tuple[str, str, str, str, str], ...]


def render(paper: OrderPaper) -> bytes:
    """Return the PDF: as many pages as the students need, the head of their table on each."""
    fonts.register()
    words, target = WORDS[paper.language], BytesIO()
    made = BaseDocTemplate(
        target, leftMargin=LEFT, rightMargin=RIGHT, topMargin=TOP, bottomMargin=BOTTOM, title=_title(paper, words),
        invariant=1,
    )  # fmt: skip
    frame = Frame(LEFT, BOTTOM, TEXT_WIDTH, HEIGHT - TOP - BOTTOM, 0, 0, 0, 0)

    def around(canvas: Canvas, _document: object) -> None:
        canvas.setFont(fonts.SERIF, 8)
        canvas.drawRightString(WIDTH - RIGHT, 12 * mm, words.page.format(page=canvas.getPageNumber()))
        if not paper.number:
            draw_draft_mark(canvas, words.draft)

    made.addPageTemplates(PageTemplate(frames=[frame], onPage=around))
    made.build([*_head(paper, words), *_text(paper, words), *_annex(paper, words)])
    return target.getvalue()


def _title(paper: OrderPaper, words: OrderWords) -> str:
    return " ".join(filter(None, (words.order, f"№ {paper.number}" if paper.number else "", paper.heading)))


def _head(paper: OrderPaper, words: OrderWords) -> list[Flowable]:
    number = _p(f"№ {paper.number or '______'}", 11, "center")
    line = Table([[_p(paper.day, 11), number, _p(paper.city, 11, "right")]], [TEXT_WIDTH / 3] * 3)
    return [
        _p(paper.university, 13, "center", bold=True),
        HRFlowable(width="100%", thickness=1.2, color=colors.black, spaceBefore=4, spaceAfter=10),
        _p(words.order, 16, "center", bold=True),
        Spacer(1, 6),
        line,
        Spacer(1, 8),
        _p(paper.heading, 12, "center", bold=True),
        Spacer(1, 8),
    ]


def _text(paper: OrderPaper, words: OrderWords) -> list[Flowable]:
    told: list[Flowable] = []
    for text in (paper.preamble, paper.body, paper.closing):
        for paragraph in filter(None, text.split("\n")):
            told += [_p(paragraph, 12, "justify"), Spacer(1, 5)]
    told.append(_p(f"{words.effective}: {paper.effective}", 12))
    if paper.basis:
        told += [Spacer(1, 5), _p(f"{words.basis}: {paper.basis}", 12, "justify")]
    signed = Table(
        [[_p(paper.post, 12, bold=True), _p(paper.signatory, 12, "right", bold=True)]], [TEXT_WIDTH * 0.5] * 2
    )
    return [*told, KeepTogether([Spacer(1, 16 * mm), signed])]


def _annex(paper: OrderPaper, words: OrderWords) -> list[Flowable]:
    if not paper.students:
        return []
    head = [_p(each, SMALL, "center", bold=True) for each in words.heads]
    rows = [
        [_p(str(place), SMALL, "center"), *(_p(text, SMALL) for text in student)]
        for place, student in enumerate(paper.students, start=1)
    ]
    table = Table([head, *rows], COLUMNS, repeatRows=1)
    table.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.4, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]
    )
    return [
        CondPageBreak(70 * mm),
        Spacer(1, 8 * mm),
        _p(words.annex.format(number=paper.number or "____"), 11, "right"),
        Spacer(1, 4),
        table,
        Spacer(1, 4),
        _p(words.count.format(count=len(paper.students)), 11, bold=True),
    ]


def _p(text: str, size: float, align: Align = "left", *, bold: bool = False) -> Paragraph:
    shown = markup(text)
    return Paragraph(f"<b>{shown}</b>" if bold else shown, style(size, align))
