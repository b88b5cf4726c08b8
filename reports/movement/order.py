"""An order (buyruq) on paper: letterhead, number and day, text, signature and visas, and its students as annex."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from io import BytesIO
from typing import Any

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

from reports.common import batch, fonts
from reports.common.page import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TEXT_WIDTH,
    TOP,
    Align,
    Paper,
    draw_draft_mark,
    draw_footer,
    markup,
    style,
)
from reports.movement.fields import filled
from reports.movement.order_words import WORDS, OrderWords
from reports.students.official_page import Code
from reports.students.reference_words import WORDS as OFFICIAL

COLUMNS = (9 * mm, 44 * mm, 25 * mm, 19 * mm, 33 * mm, TEXT_WIDTH - 130 * mm)
SMALL = 9.5
#: A table whose texts begin and end where the lines of the text do.
FLUSH = [("LEFTPADDING", (0, 0), (0, -1), 0), ("RIGHTPADDING", (-1, 0), (-1, -1), 0)]


@dataclass(frozen=True)
class OrderPaper:
    """What an order says; a draft has neither number nor day.

    `lines` and `signed` are what the database compares before the paper is registered, `students` and `signatures` the
    same as people read it.
    """

    language: str
    university: str
    #: What the register calls it.
    name: str
    heading: str
    number: str
    order_day: str
    act: str
    city: str
    preamble: str
    body: str
    closing: str
    basis: str
    effective_on: str
    #: What the fields of the text are filled with.
    fields: tuple[tuple[str, str], ...]
    #: Post, name, day: who signed first, then the visas.
    signatures: tuple[tuple[str, str, str], ...]
    #: Name, number, group, state before, change with its reason.
    students: tuple[tuple[str, str, str, str, str], ...]
    signed: str = ""
    lines: str = ""

    def content(self) -> dict[str, Any]:
        """Return the snapshot as JSON."""
        return asdict(self)


def render(papers: Sequence[Paper[OrderPaper]]) -> bytes:
    """Return one PDF of orders; one that is not registered says that it is a draft."""
    return batch.joined([_one(paper, WORDS[paper.says.language].draft) for paper in papers])


def render_marked(says: OrderPaper, mark: str) -> bytes:
    """Return the PDF of an order that nobody registers: a draft, a copy, one that is cancelled."""
    return _one(Paper(says), mark)


def _one(paper: Paper[OrderPaper], mark: str) -> bytes:
    """Return as many pages as the students need, the head of their table on each."""
    fonts.register()
    says, stamp = paper.says, paper.stamp
    words, target = WORDS[says.language], BytesIO()
    made = BaseDocTemplate(
        target, leftMargin=LEFT, rightMargin=RIGHT, topMargin=TOP, bottomMargin=BOTTOM, title=_title(says, words),
        invariant=1,
    )  # fmt: skip
    frame = Frame(LEFT, BOTTOM, TEXT_WIDTH, HEIGHT - TOP - BOTTOM, 0, 0, 0, 0)
    kept = f"{words.order} № {says.number}"
    if stamp is not None:
        kept = f"{kept} · {stamp.register_number} · UUID {stamp.uuid}"

    def around(canvas: Canvas, _document: object) -> None:
        if stamp is None:
            draw_draft_mark(canvas, mark)
        draw_footer(canvas, kept if says.number else mark, words.page.format(page=canvas.getPageNumber()))

    made.addPageTemplates(PageTemplate(frames=[frame], onPage=around))
    made.build([*_head(says, words), *_text(says, words), *_signed(paper, words), *_annex(says, words)])
    return target.getvalue()


def _title(paper: OrderPaper, words: OrderWords) -> str:
    return " ".join(filter(None, (words.order, f"№ {paper.number}" if paper.number else "", paper.heading)))


def _head(paper: OrderPaper, words: OrderWords) -> list[Flowable]:
    number = _p(f"№ {paper.number or '______'}", 11, "center")
    line = Table([[_p(_day(paper.order_day), 11), number, _p(paper.city, 11, "right")]], [TEXT_WIDTH / 3] * 3)
    line.setStyle(FLUSH)
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
    fields = dict(paper.fields)
    for text in (paper.preamble, paper.body, paper.closing):
        for paragraph in filter(None, filled(text, fields).split("\n")):
            told += [_p(paragraph, 12, "justify"), Spacer(1, 5)]
    told.append(_p(f"{words.effective}: {_day(paper.effective_on)}", 12))
    if paper.basis:
        told += [Spacer(1, 5), _p(f"{words.basis}: {filled(paper.basis, fields)}", 12, "justify")]
    return told


def _signed(paper: Paper[OrderPaper], words: OrderWords) -> list[Flowable]:
    """Return the signature with the QR code of a registered order, and below it who has agreed."""
    (post, name, _on), *visas = paper.says.signatures
    table = Table([[_p(post, 12, bold=True), _p(name, 12, "right", bold=True)]], [TEXT_WIDTH * 0.5] * 2)
    table.setStyle(FLUSH)
    together: list[Flowable] = [Spacer(1, 16 * mm), table]
    if visas:
        rows = [[_p(post, SMALL), _p(name, SMALL), _p(_day(on), SMALL, "right")] for post, name, on in visas]
        agreed = Table(rows, [TEXT_WIDTH * 0.45, TEXT_WIDTH * 0.4, TEXT_WIDTH * 0.15])
        agreed.setStyle([*FLUSH, ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)])
        together += [Spacer(1, 6 * mm), _p(words.agreed, SMALL, bold=True), Spacer(1, 2), agreed]
    if paper.stamp is not None:
        check = OFFICIAL[paper.says.language].check
        together += [Spacer(1, 6 * mm), Code(paper.stamp.qr_text(), (check,))]
    return [KeepTogether(together)]


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


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d.%m.%Y}" if iso else ""


def _p(text: str, size: float, align: Align = "left", *, bold: bool = False) -> Paragraph:
    shown = markup(text)
    return Paragraph(f"<b>{shown}</b>" if bold else shown, style(size, align))
