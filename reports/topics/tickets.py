"""Tickets and test variants on paper: each in one piece, a test variant on its own page, the key at the end."""

from dataclasses import dataclass
from functools import partial
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    Image,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

from reports.common import fonts, page

MARGIN = 18 * mm
WIDTH = A4[0] - 2 * MARGIN
WIDEST, HIGHEST = 110 * mm, 70 * mm


@dataclass(frozen=True)
class TicketQuestion:
    """A question as it stands in a ticket; an open one has no answers to choose from."""

    body: str
    #: What stands behind the question: what it counts.
    points: str
    #: (letter, answer)
    answers: tuple[tuple[str, str], ...] = ()
    picture: bytes | None = None


@dataclass(frozen=True)
class PrintedTicket:
    """One ticket or variant, and its line of the key."""

    title: str
    questions: tuple[TicketQuestion, ...]
    key: tuple[str, ...] = ()


@dataclass(frozen=True)
class PrintedTickets:
    """A set in the words of the reader's language."""

    title: str
    #: University, department, subject; stands above every ticket.
    above: tuple[str, ...]
    tickets: tuple[PrintedTicket, ...]
    #: Who signs, under every ticket; on a variant who answers, above the questions.
    closing: str
    key_title: str
    footer: str
    #: A variant of a test has its own page.
    own_pages: bool


def render(tickets: PrintedTickets) -> bytes:
    """Return the set as PDF."""
    fonts.register()
    target = BytesIO()
    frame = Frame(MARGIN, MARGIN, WIDTH, A4[1] - 2 * MARGIN, 0, 0, 0, 0)
    document = BaseDocTemplate(target, pagesize=A4, title=tickets.title, creator="HEMIS Desktop", invariant=1)
    document.addPageTemplates(PageTemplate("page", [frame], onPage=partial(_foot, tickets.footer)))
    document.build(_story(tickets))
    return target.getvalue()


def _story(tickets: PrintedTickets) -> list[Flowable]:
    story: list[Flowable] = []
    for number, ticket in enumerate(tickets.tickets):
        if number and tickets.own_pages:
            story.append(PageBreak())
        parts = _ticket(tickets, ticket)
        story += parts if tickets.own_pages else [KeepTogether(parts)]
    if any(ticket.key for ticket in tickets.tickets):
        story.append(PageBreak())
        story.append(_line(f"<b>{page.markup(tickets.key_title)}</b>", 13, "center"))
        for ticket in tickets.tickets:
            story.append(Spacer(0, 4 * mm))
            story.append(_line(f"<b>{page.markup(ticket.title)}</b>", 11))
            story += [_line(page.markup(line), 10) for line in ticket.key]
    return story


def _ticket(tickets: PrintedTickets, ticket: PrintedTicket) -> list[Flowable]:
    parts: list[Flowable] = [_line(page.markup(line), 10, "center") for line in tickets.above]
    parts += [
        Spacer(0, 2 * mm),
        _line(f"<b>{page.markup(ticket.title)}</b>", 14, "center"),
        Spacer(0, 2 * mm),
    ]
    if tickets.own_pages:  # who answers writes the name first
        parts += [_line(page.markup(tickets.closing), 10), Spacer(0, 4 * mm)]
    for number, question in enumerate(ticket.questions, start=1):
        points = f" <font size='8.5'>({page.markup(question.points)})</font>" if question.points else ""
        asked: list[Flowable] = [_line(f"{number}. {page.markup(question.body)}{points}", 11)]
        if question.picture:
            asked.append(_picture(question.picture))
        asked += [
            _line(f"&nbsp;&nbsp;&nbsp;{letter}) {page.markup(answer)}", 10.5)
            for letter, answer in question.answers
        ]
        parts += [KeepTogether(asked)] if tickets.own_pages else asked  # one inside another breaks the page
        parts.append(Spacer(0, 2 * mm))
    if not tickets.own_pages:
        parts += [Spacer(0, 3 * mm), _line(page.markup(tickets.closing), 10)]
        parts += [Spacer(0, 3 * mm), HRFlowable(WIDTH, 0.5, dash=(3, 3)), Spacer(0, 5 * mm)]
    return parts


def _line(text: str, size: float, align: page.Align = "left") -> Paragraph:
    return Paragraph(text, page.style(size, align))


def _picture(content: bytes) -> Image:
    width, height = ImageReader(BytesIO(content)).getSize()
    scale = min(WIDEST / width, HIGHEST / height, 1)
    return Image(BytesIO(content), width * scale, height * scale, hAlign="LEFT")


def _foot(text: str, canvas: Canvas, document: BaseDocTemplate) -> None:
    page.draw_fitted(canvas, text, fonts.SANS, 7, (MARGIN, 10 * mm, WIDTH * 0.85))
    page.draw_fitted(
        canvas, str(document.page), fonts.SANS, 7, (MARGIN + WIDTH * 0.85, 10 * mm, WIDTH * 0.15), "right"
    )
