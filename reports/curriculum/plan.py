"""The curriculum as a paper, and the working plan of one year of study: A4 lying, as many pages as it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from reportlab.lib.colors import Color, black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table

from reports.common import fonts, page
from reports.common.page import markup
from reports.curriculum.words import WORDS, PlanWords

SIZE = landscape(A4)
WIDTH, HEIGHT = SIZE
MARGIN, FOOT = 12 * mm, 14 * mm
ROOM = WIDTH - 2 * MARGIN
SMALL, TEXT = 7.0, 7.6
#: How long the heads are that are written from below, and how much room signatures take.
HEAD_LENGTH, SIGNED = 23.5 * mm, 22 * mm
SHADE, LINE = Color(0.93, 0.93, 0.93), Color(0.45, 0.45, 0.45)


@dataclass(frozen=True)
class PlanRow:
    """A subject, or the heading of a block with its sums; texts are in the language of the paper."""

    number: str
    subject: str
    credits: str
    hours: str
    contact: str
    by_training: tuple[str, ...]
    #: Credits in each semester; in a working plan contact hours a week.
    by_semester: tuple[str, ...]
    ending: str = ""
    controls: str = ""
    department: str = ""
    heading: bool = False


@dataclass(frozen=True)
class Weeks:
    """How many weeks of a kind there are in each semester."""

    kind: str
    by_semester: tuple[str, ...]


@dataclass(frozen=True)
class PlanPaper:
    """What the paper says."""

    language: str
    university: str
    rector: str
    dean: str
    name: str
    faculty: str
    specialty: str
    education_type: str
    education_form: str
    entry_year: int
    semesters: tuple[int, ...]
    marking: str
    trainings: tuple[str, ...]
    rows: tuple[PlanRow, ...]
    total: PlanRow
    weeks: tuple[Weeks, ...]
    accepted_on: date | None
    #: The year of study of a working plan, and its academic year.
    year_of_study: int | None = None
    year: str = ""
    electives: bool = False

    @property
    def words(self) -> PlanWords:
        return WORDS[self.language]


def render(paper: PlanPaper) -> bytes:
    """Return the paper as PDF."""
    pages = _pages(paper)
    target = BytesIO()
    canvas = page.canvas_for(target, paper.name, SIZE)
    for number, parts in enumerate(pages, start=1):
        y = HEIGHT - MARGIN
        if number == 1:
            y = _draw_head(canvas, paper, y)
        for part in parts:
            _, height = part.wrapOn(canvas, ROOM, HEIGHT)
            part.drawOn(canvas, MARGIN, y - height)
            y -= height + 3 * mm
        if number == len(pages):
            _draw_signatures(canvas, paper, y)
        _draw_foot(canvas, paper, number, len(pages))
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _pages(paper: PlanPaper) -> list[list[Any]]:
    """Lay the tables out: the courses over as many pages as they take, then the weeks and the signatures."""
    fonts.register()
    canvas = page.canvas_for(BytesIO(), paper.name, SIZE)
    left = HEIGHT - 2 * MARGIN - FOOT / 2
    head = HEIGHT - MARGIN - _draw_head(canvas, paper, HEIGHT - MARGIN)
    pages: list[list[Any]] = [[]]
    free = left - head
    rest: Any = _courses(paper)
    while True:
        parts = rest.splitOn(canvas, ROOM, free)
        if len(parts) < 2:  # noqa: PLR2004 - a table that fits is one part
            break
        pages[-1].append(parts[0])
        pages.append([])
        rest, free = parts[1], left
    pages[-1].append(rest)
    free -= rest.wrapOn(canvas, ROOM, HEIGHT)[1] + 3 * mm
    for part in _below(paper):
        height = part.wrapOn(canvas, ROOM, HEIGHT)[1] + 3 * mm
        if free < height + SIGNED:
            pages.append([])
            free = left
        pages[-1].append(part)
        free -= height
    return pages


def _draw_head(canvas: Canvas, paper: PlanPaper, y: float) -> float:
    words = paper.words
    third = ROOM * 0.28
    y = page.draw_paragraph(
        canvas, Paragraph(markup(words.above), page.style(8.5, "center")), MARGIN, y, ROOM
    )
    name = Paragraph(f"<b>{markup(paper.university)}</b>", page.style(11, "center"))
    y = page.draw_paragraph(canvas, name, MARGIN, y, ROOM) - 2 * mm
    top = y
    if paper.year_of_study is None:
        signed = f"{words.rector} ____________ {markup(paper.rector)}"
        approve = f"<b>{words.approve}</b><br/>{signed}<br/>«____» ______________ 20___"
        page.draw_paragraph(
            canvas, Paragraph(approve, page.style(8.5, "right")), WIDTH - MARGIN - third, top, third
        )
    title = (
        words.working.format(year_of_study=paper.year_of_study, year=paper.year)
        if paper.year_of_study
        else words.title
    )
    side = third if paper.year_of_study is None else ROOM * 0.15
    heading = Paragraph(f"<b>{markup(title)}</b>", page.style(13, "center"))
    y = page.draw_paragraph(canvas, heading, MARGIN + side, y, ROOM - 2 * side)
    y = page.draw_paragraph(
        canvas,
        Paragraph(f"<b>{markup(paper.specialty)}</b>", page.style(9.5, "center")),
        MARGIN + third,
        y,
        ROOM - 2 * third,
    )
    state = (
        words.accepted.format(day=f"{paper.accepted_on:%d.%m.%Y}")
        if paper.accepted_on
        else words.not_accepted
    )
    page.draw_paragraph(canvas, Paragraph(markup(state), page.style(8.5)), MARGIN, top, third)
    return _draw_facts(canvas, paper, min(y, top - 14 * mm) - 2 * mm)


def _draw_facts(canvas: Canvas, paper: PlanPaper, y: float) -> float:
    words = paper.words
    years = f"{len(paper.semesters) / 2:g}".replace(".", ",")
    facts = [
        (words.faculty, paper.faculty),
        (words.education_type, paper.education_type),
        (words.education_form, paper.education_form),
        (words.entry_year, str(paper.entry_year)),
        (words.marking, paper.marking),
    ]
    if paper.year_of_study is None:
        facts.append((words.duration, words.years.format(years=years)))
    text = "  ·  ".join(f"{markup(label)}: <b>{markup(value)}</b>" for label, value in facts)
    return page.draw_paragraph(canvas, Paragraph(text, page.style(8.5, "center")), MARGIN, y, ROOM) - 3 * mm


def _courses(paper: PlanPaper) -> Table:
    words, working = paper.words, paper.year_of_study is not None
    heads = ["№", words.subject, words.credits, words.all_hours, words.contact, *paper.trainings]
    semester = [words.semester.format(number=number) for number in paper.semesters]
    more = [words.controls, words.ending, words.department] if working else [words.ending]
    above = (
        [""] * len(heads)
        + [words.weekly if working else words.by_semester]
        + [""] * (len(semester) - 1 + len(more))
    )
    turned = len(heads) - len(paper.trainings) - 3
    head = [_Upright(text) if place >= turned else _cell(text, bold=True) for place, text in enumerate(heads)]
    named = [_Upright(text, 14 * mm) for text in semester]
    beyond = [_cell(text, bold=True) for text in more]
    first = [*head, _cell(above[len(heads)], bold=True), *[""] * (len(semester) - 1), *beyond]
    second = [*[""] * len(heads), *named, *[""] * len(more)]
    body = [_line(row, working=working) for row in (*paper.rows, paper.total)]
    table = Table(
        [first, second, *body],
        colWidths=_widths(paper),
        repeatRows=2,
        rowHeights=[6 * mm, 19 * mm, *[None] * len(body)],
    )
    table.setStyle(_style(paper, len(heads), len(semester), len(more)))
    return table


def _widths(paper: PlanPaper) -> list[float]:
    working = paper.year_of_study is not None
    more = [32 * mm, 17 * mm, 50 * mm] if working else [19 * mm]
    semester = (14 if working else 10) * mm
    fixed = [10 * mm, 0, 10 * mm, 11 * mm, 11 * mm, *[10 * mm] * len(paper.trainings)]
    fixed += [semester] * len(paper.semesters) + more
    fixed[1] = ROOM - sum(fixed)
    return fixed


def _style(paper: PlanPaper, before: int, semesters: int, after: int) -> list[Any]:
    style: list[Any] = [
        ("GRID", (0, 0), (-1, -1), 0.3, LINE),
        ("BACKGROUND", (0, 0), (-1, 1), SHADE),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("ALIGN", (2, 2), (before + semesters - 1, -1), "CENTER"),
        ("FONT", (0, 2), (-1, -1), fonts.SERIF, TEXT),
        ("TEXTCOLOR", (0, 0), (-1, -1), black),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 2), (-1, -1), 0.4),
        ("BOTTOMPADDING", (0, 0), (-1, 1), 2),
        ("TOPPADDING", (0, 0), (-1, 1), 1),
        ("BOTTOMPADDING", (0, 2), (-1, -1), 1.2),
        ("SPAN", (before, 0), (before + semesters - 1, 0)),
    ]
    columns = [*range(before), *range(before + semesters, before + semesters + after)]
    style += [("SPAN", (column, 0), (column, 1)) for column in columns]
    for place, row in enumerate((*paper.rows, paper.total), start=2):
        if row.heading:
            style += [
                ("BACKGROUND", (0, place), (-1, place), SHADE),
                ("FONT", (0, place), (-1, place), fonts.SERIF_BOLD, TEXT),
            ]
    return style


def _line(row: PlanRow, *, working: bool) -> list[Any]:
    more = [_cell(row.controls), _cell(row.ending), _cell(row.department)] if working else [_cell(row.ending)]
    return [
        row.number,
        _cell(row.subject, bold=row.heading, left=True),
        row.credits,
        row.hours,
        row.contact,
        *row.by_training,
        *row.by_semester,
        *more,
    ]


def _below(paper: PlanPaper) -> list[Any]:
    """Return what follows the courses: a note on electives, and the weeks of the study process."""
    words = paper.words
    parts: list[Any] = []
    if paper.electives:
        parts.append(Paragraph(markup(words.electives_once), page.style(8)))
    if paper.weeks:
        heads = [_cell(words.kind, bold=True)]
        heads += [_cell(words.semester.format(number=number), bold=True) for number in paper.semesters]
        lines = [[_cell(each.kind, left=True), *each.by_semester] for each in paper.weeks]
        widths = [60 * mm, *[20 * mm] * len(paper.semesters)]
        title = [_cell(words.weeks, bold=True, left=True), *[""] * len(paper.semesters)]
        table = Table([title, heads, *lines], colWidths=widths, hAlign="LEFT")
        table.setStyle(
            [
                ("GRID", (0, 1), (-1, -1), 0.3, LINE),
                ("SPAN", (0, 0), (-1, 0)),
                ("BACKGROUND", (0, 1), (-1, 1), SHADE),
                ("FONT", (0, 2), (-1, -1), fonts.SERIF, TEXT),
                ("ALIGN", (1, 1), (-1, -1), "CENTER"),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ]
        )
        parts.append(table)
    return parts


def _draw_signatures(canvas: Canvas, paper: PlanPaper, top: float) -> None:
    words, y, half = paper.words, max(top - 12 * mm, FOOT + 2 * mm), ROOM / 2
    for place, (post, name) in enumerate(((words.academic_office, ""), (words.dean, paper.dean))):
        line = f"{post} ____________________ {name}".rstrip()
        page.draw_fitted(canvas, line, fonts.SERIF, 9.5, (MARGIN + place * half, y, half - 6 * mm))


def _draw_foot(canvas: Canvas, paper: PlanPaper, number: int, pages: int) -> None:
    place = MARGIN, 8 * mm
    page.draw_fitted(canvas, paper.name, fonts.SERIF, 7.5, (*place, ROOM * 0.8))
    text = paper.words.page.format(page=number, pages=pages)
    page.draw_fitted(canvas, text, fonts.SERIF, 7.5, (MARGIN + ROOM * 0.82, 8 * mm, ROOM * 0.18), "right")


def _cell(text: str, *, bold: bool = False, left: bool = False) -> Paragraph:
    inner = f"<b>{markup(text)}</b>" if bold else markup(text)
    return Paragraph(inner, page.style(SMALL if bold and not left else TEXT, "left" if left else "center"))


class _Upright(Flowable):
    """A head that is written from below, so that many narrow columns have room."""

    def __init__(self, text: str, length: float = HEAD_LENGTH) -> None:
        super().__init__()
        self._length = length
        self._text = Paragraph(f"<b>{markup(text)}</b>", page.style(SMALL, "left"))
        self._thick = 0.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, self._length
        _length, self._thick = self._text.wrap(self._length, width)
        return width, self._length

    def draw(self) -> None:
        self.canv.saveState()
        self.canv.rotate(90)
        self._text.drawOn(self.canv, 0, -(self.width + self._thick) / 2)
        self.canv.restoreState()


def texts(values: Sequence[Any]) -> tuple[str, ...]:
    """Return numbers as the paper shows them: nothing for none."""
    return tuple(number(value) if value else "" for value in values)


def number(value: Any) -> str:
    """Return a number with a comma and without useless zeros."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
