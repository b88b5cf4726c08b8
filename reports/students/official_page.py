"""Registered papers about students of any length: letterhead, number, title, body, signatures, QR, footers.

They are PDF/A-2b: whoever gets one keeps it for life.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from reports.common import batch, fonts
from reports.common.archival import CREATOR, ArchivalCanvas
from reports.common.page import (
    BOTTOM,
    HEIGHT,
    LEFT,
    TEXT_WIDTH,
    TOP,
    Align,
    Letterhead,
    Paper,
    draw_draft_mark,
    draw_footer,
    draw_letterhead,
    draw_qr,
    letterhead_parts,
    markup,
    style,
)
from reports.students.reference_words import WORDS, ReferenceWords, written_day

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

SIZE, SMALL = 12, 9.5
QR_SIDE = 26 * mm
GAP = 4 * mm
#: Cells without a paragraph would be set in a font of the reader's, which a paper for an archive must not name.
OURS = ("FONTNAME", (0, 0), (-1, -1), fonts.SERIF)
PHOTO = (30 * mm, 40 * mm)


@dataclass(frozen=True)
class OfficialPaper:
    """What such papers have alike; all of it is text and numbers, so that the snapshot is JSON as it stands."""

    language: str
    university: str
    contacts: str
    city: str
    name: str
    student_number: str
    signatories: tuple[tuple[str, str], ...]
    executor: str

    def content(self) -> dict[str, Any]:
        """Return the snapshot as JSON."""
        return asdict(self)


Says = TypeVar("Says", bound=OfficialPaper)
Kept = TypeVar("Kept", bound="DataclassInstance")


def from_content(kind: type[Kept], content: Mapping[str, Any]) -> Kept:
    """Return the paper that a snapshot of the register holds; the register's own additions are left out."""
    return kind(**{field.name: _frozen(content[field.name]) for field in fields(kind)})


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def render(
    papers: Sequence[Paper[Says]],
    title: Callable[[Says], str],
    story: Callable[[Says], list[Flowable]],
) -> bytes:
    """Return one PDF of all papers, each with as many pages as it needs."""
    fonts.register()
    return batch.joined([_one(paper, title(paper.says), story) for paper in papers])


def _one(paper: Paper[Says], title: str, story: Callable[[Says], list[Flowable]]) -> bytes:
    """Draw a paper twice: only then it is known how many pages it has."""
    drawn, pages = _drawn(paper, title, story(paper.says), 1)
    return drawn if pages == 1 else _drawn(paper, title, story(paper.says), pages)[0]


def _drawn(paper: Paper[Says], title: str, story: list[Flowable], pages: int) -> tuple[bytes, int]:
    words, target = WORDS[paper.says.language], BytesIO()
    stamp = paper.stamp
    parts = letterhead_parts(Letterhead(words.above, paper.says.university, paper.says.contacts))
    head = sum(part.wrap(TEXT_WIDTH, HEIGHT)[1] + 2 for part in parts) + 8
    room = HEIGHT - TOP - BOTTOM
    number = f"{title} № {stamp.register_number} · UUID {stamp.uuid}" if stamp else words.draft
    made = BaseDocTemplate(
        target, title=f"{title} {paper.says.name}", invariant=1, lang="uz", creator=CREATOR
    )

    def foot(canvas: Canvas, _document: object) -> None:
        if stamp is None:
            draw_draft_mark(canvas, words.draft)
        draw_footer(canvas, number, f"{canvas.getPageNumber()}/{pages}")

    def first(canvas: Canvas, document: object) -> None:
        foot(canvas, document)
        draw_letterhead(canvas, parts, HEIGHT - TOP)

    opening = Frame(LEFT, BOTTOM, TEXT_WIDTH, room - head, 0, 0, 0, 0)
    further = Frame(LEFT, BOTTOM, TEXT_WIDTH, room, 0, 0, 0, 0)
    made.addPageTemplates(
        [
            PageTemplate("first", [opening], first, autoNextPageTemplate="next"),
            PageTemplate("next", [further], foot),
        ]
    )
    made.build([*_number(paper, words, title), *story, *_signed(paper, words)], canvasmaker=ArchivalCanvas)
    return target.getvalue(), made.page


def _number(paper: Paper[Says], words: ReferenceWords, title: str) -> list[Flowable]:
    day = written_day(words, paper.stamp.registered_on) if paper.stamp else "____________"
    number = paper.stamp.register_number if paper.stamp else "______"
    numbered = text(words.number.format(day=day, number=number))
    city = text(words.city.format(city=paper.says.city), align="right")
    line = Table([[numbered, city]], [TEXT_WIDTH * 0.6, TEXT_WIDTH * 0.4])
    line.setStyle([OURS, ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)])
    return [
        Spacer(1, 4),
        line,
        Spacer(1, 2 * GAP),
        text(title.upper(), SIZE + 3, "center", bold=True),
        Spacer(1, GAP),
    ]


class Code(Flowable):
    """The QR code of a registered paper with what it is for beside it."""

    def __init__(self, qr: str, told: Sequence[str]) -> None:
        super().__init__()
        self._qr, self._told = qr, tuple(told)
        self.width, self.height = TEXT_WIDTH, QR_SIDE

    def draw(self) -> None:
        draw_qr(self.canv, self._qr, TEXT_WIDTH - QR_SIDE, 0, QR_SIDE)
        self.canv.setFont(fonts.SERIF, 8)
        for place, line in enumerate(self._told):
            self.canv.drawString(0, 4 * mm * place, fonts.shown(line, fonts.SERIF))


def _signed(paper: Paper[Says], words: ReferenceWords) -> list[Flowable]:
    says = paper.says
    rows = [[text(post, bold=True), "", text(name, bold=True)] for post, name in says.signatories]
    table = Table(rows, [60 * mm, 46 * mm, TEXT_WIDTH - 106 * mm], rowHeights=11 * mm)
    table.setStyle([OURS, ("LINEBELOW", (1, 0), (1, -1), 0.5, colors.black), ("LEFTPADDING", (0, 0), (0, -1), 0),
                    ("VALIGN", (0, 0), (-1, -1), "BOTTOM"), ("LEFTPADDING", (2, 0), (2, -1), 4 * mm)])  # fmt: skip
    executor = words.executor.format(name=says.executor)
    below: list[Flowable] = [text(words.seal, 10), Spacer(1, GAP)]
    if paper.stamp is not None:
        below.append(Code(paper.stamp.qr_text(), (executor, words.check)))
    else:
        below.append(text(executor, 8))
    return [*held([Spacer(1, 2 * GAP), table, *below[:-1]]), below[-1]]


def text(told: str, size: float = SIZE, align: Align = "left", *, bold: bool = False) -> Paragraph:
    """Return a paragraph that shows a text as it is."""
    shown = markup(told)
    return Paragraph(f"<b>{shown}</b>" if bold else shown, style(size, align))


def facts(rows: Sequence[tuple[str, str]]) -> list[Flowable]:
    """Return labels with their values side by side; what is empty is left out."""
    told = [[text(f"{label}:"), text(value)] for label, value in rows if value]
    if not told:
        return []
    table = Table(told, [58 * mm, TEXT_WIDTH - 58 * mm])
    table.setStyle([OURS, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)])  # fmt: skip
    return [table, Spacer(1, GAP)]


def pairs(rows: Sequence[tuple[str, str, str, str]]) -> list[Flowable]:
    """Return facts in two languages side by side; what is empty is left out."""
    told = [
        [_labelled(label, value), _labelled(other, value_beside)]
        for label, value, other, value_beside in rows
        if value or value_beside
    ]
    table = Table(told, [TEXT_WIDTH / 2] * 2)
    table.setStyle([OURS, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0),
                    ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
                    ("LINEAFTER", (0, 0), (0, -1), 0.3, colors.black)])  # fmt: skip
    return [table, Spacer(1, GAP)]


def _labelled(label: str, value: str) -> Paragraph:
    return Paragraph(f'<font size="8">{markup(label)}:</font> {markup(value)}', style(10))


def beside_photo(rows: Sequence[tuple[str, str]], told: str) -> list[Flowable]:
    """Return facts with a frame for a photo at their right."""
    room = TEXT_WIDTH - PHOTO[0] - GAP
    shown = [[text(f"{label}:", SMALL + 1), text(value, SMALL + 1)] for label, value in rows if value]
    inner = Table(shown, [room * 0.36, room * 0.64])
    inner.setStyle([OURS, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("TOPPADDING", (0, 0), (-1, -1), 0.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 0.5)])  # fmt: skip
    frame = Table([[text(told, SMALL, "center")]], [PHOTO[0]], [PHOTO[1]])
    frame.setStyle(
        [OURS, ("BOX", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    )
    whole = Table([[inner, frame]], [room + GAP, PHOTO[0]])
    whole.setStyle([OURS, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 0)])  # fmt: skip
    return [whole, Spacer(1, GAP)]


def closing(rows: Sequence[tuple[str, str]]) -> list[Flowable]:
    """Return the facts with which a paper ends: they stand on the page of the signatures, which are never alone."""
    return held(facts(rows))


def held(parts: Sequence[Flowable]) -> list[Flowable]:
    """Keep each part on the page of what follows it."""
    for each in parts:
        each.keepWithNext = True
    return list(parts)


def grid(
    heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], numeric: Sequence[int] = ()
) -> list[Flowable]:
    """Return a ruled table whose head stands on every page; a row of one text runs over all columns."""
    spans = [place for place, row in enumerate(rows, start=1) if len(row) == 1]
    told = [
        [text(row[0], SMALL, bold=True), *([""] * (len(heads) - 1))]
        if len(row) == 1
        else [text(cell, SMALL, "center" if place in numeric else "left") for place, cell in enumerate(row)]
        for row in rows
    ]
    scale = TEXT_WIDTH / sum(widths)
    head = [_head(each) for each in heads]
    table = Table([head, *told], [each * scale for each in widths], repeatRows=1)
    table.setStyle(
        [
            OURS, ("GRID", (0, 0), (-1, -1), 0.4, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, -1), 1.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
            *(("SPAN", (0, place), (-1, place)) for place in spans),
            *(("NOSPLIT", (0, place), (0, place + 1)) for place in spans if place < len(rows)),
        ]
    )  # fmt: skip
    return [table, Spacer(1, GAP)]


def _head(told: str) -> Paragraph:
    """Return the head of a column; what stands beneath it on a line of its own is smaller."""
    above, _break, beneath = told.partition("\n")
    below = f'<br/><font size="7.5">{markup(beneath)}</font>' if beneath else ""
    return Paragraph(f"<b>{markup(above)}</b>{below}", style(SMALL, "center"))


def day_of(language: str, iso: str | None) -> str:
    """Return a day of a snapshot as papers of that language write it."""
    return written_day(WORDS[language], date.fromisoformat(iso)) if iso else ""
