"""The diploma marks of a group on paper, for the students to check: A4 lying, names upright."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from reports.common import fonts, page

WIDTH, HEIGHT = landscape(A4)
MARGIN, BOTTOM = 10 * mm, 13 * mm
NUMBER, TITLE, SMALL_CELL, CELL = 7 * mm, 72 * mm, 11 * mm, 6.4 * mm
LINE, HEAD = 3.5 * mm, 34 * mm
SIZE, SMALL = 7.5, 6.5
STUDENTS_A_PAGE = int((WIDTH - 2 * MARGIN - NUMBER - TITLE - 3 * SMALL_CELL) // CELL)
SIGNING = 16 * mm


@dataclass(frozen=True)
class MarksWords:
    """What stands on the paper beside the facts, in the language of the reader."""

    number: str
    title: str
    semesters: str
    hours: str
    credits: str
    sum_of_hours: str
    sum_of_credits: str
    #: Where each student writes that the marks are right.
    signature: str
    legend: str


@dataclass(frozen=True)
class PaperStudent:
    """A column: who it is, and the sums of the supplement."""

    name: str
    hours: str
    credits: str


@dataclass(frozen=True)
class PaperMarks:
    """A row with the marks of all students in their order; one of a section has a title alone."""

    title: str
    english: str = ""
    semesters: str = ""
    hours: str = ""
    credits: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class MarksList:
    """The list with everything that is printed."""

    title: str
    notes: tuple[str, ...]
    students: tuple[PaperStudent, ...]
    rows: tuple[PaperMarks, ...]
    words: MarksWords


def render(paper: MarksList) -> bytes:
    """Return the list as PDF."""
    target = BytesIO()
    fonts.register()
    canvas = page.canvas_for(target, paper.title, (WIDTH, HEIGHT))
    sheets = [(students, rows) for students in _parts(paper) for rows in _pages(paper)]
    for number, (students, rows) in enumerate(sheets, start=1):
        _draw(canvas, paper, students, rows, last=rows.stop == len(paper.rows))
        canvas.setFont(fonts.SANS, SMALL)
        canvas.drawString(MARGIN, 8 * mm, _cut(paper.words.legend, WIDTH - 2 * MARGIN - 20 * mm, SMALL))
        canvas.drawRightString(WIDTH - MARGIN, 8 * mm, f"{number}/{len(sheets)}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _parts(paper: MarksList) -> list[range]:
    """Return which students stand on a page, alike many on each."""
    count = len(paper.students)
    parts = max(1, -(-count // STUDENTS_A_PAGE))
    many = -(-count // parts) if count else 0
    return [range(first, min(first + many, count)) for first in range(0, count, many or 1)] or [range(0)]


def _pages(paper: MarksList) -> Iterator[range]:
    """Give which rows stand on a page; the sums and the signatures need room below the last one."""
    room = _first_top(paper) - HEAD - BOTTOM
    first = y = 0
    used = 0.0
    for y, row in enumerate(paper.rows):
        height = _height(row)
        end = 2 * LINE + SIGNING if y == len(paper.rows) - 1 else 0.0
        if used + height + end > room and y > first:
            yield range(first, y)
            first, used = y, 0.0
        used += height
    yield range(first, len(paper.rows))


def _first_top(paper: MarksList) -> float:
    return HEIGHT - MARGIN - 14 - 10 * len(paper.notes) - 4


def _height(row: PaperMarks) -> float:
    return LINE * len(_lines(row)) + 1


def _lines(row: PaperMarks) -> list[tuple[str, str, float]]:
    """Return the lines of a title in both languages: text, font and size; nothing of what is to be checked is cut."""
    if not row.marks:
        return [(row.title, fonts.SANS_BOLD, SIZE)]
    texts = ((row.title, SIZE), (row.english, SMALL))
    return [
        (line, fonts.SANS, size)
        for text, size in texts
        for line in (page.wrapped(text, fonts.SANS, size, TITLE - 5) if text else ())
    ]


def _draw(canvas: Canvas, paper: MarksList, students: range, rows: range, *, last: bool) -> None:
    canvas.setFont(fonts.SANS_BOLD, 12)
    y = HEIGHT - MARGIN - 8
    canvas.drawString(MARGIN, y, fonts.shown(paper.title, fonts.SANS_BOLD))
    canvas.setFont(fonts.SANS, SIZE)
    for note in paper.notes:
        y -= 10
        canvas.drawString(MARGIN, y, _cut(note, WIDTH - 2 * MARGIN, SIZE))
    top = _first_top(paper)
    edges = _edges(len(students))
    canvas.setLineWidth(0.4)
    _head(canvas, paper, students, edges, top)
    y = top - HEAD
    for number in rows:
        y -= _height(paper.rows[number])
        _row(canvas, paper, number, students, edges, y)
    if last:
        y = _sums(canvas, paper, students, edges, y)
    for x in edges:
        canvas.line(x, top, x, y)
    canvas.line(edges[0], top, edges[-1], top)


def _edges(students: int) -> list[float]:
    widths = [NUMBER, TITLE, SMALL_CELL, SMALL_CELL, SMALL_CELL, *([CELL] * students)]
    edges = [MARGIN]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges


def _head(canvas: Canvas, paper: MarksList, students: range, edges: Sequence[float], top: float) -> None:
    words = paper.words
    canvas.setFont(fonts.SANS_BOLD, SIZE)
    for place, text in enumerate((words.number, words.title, words.semesters, words.hours, words.credits)):
        room = edges[place + 1] - edges[place] - 4
        canvas.drawString(edges[place] + 2, top - HEAD + 4, _cut(text, room, SIZE, fonts.SANS_BOLD))
    canvas.setFont(fonts.SANS, SIZE)
    for place, number in enumerate(students):
        canvas.saveState()
        canvas.translate(edges[5 + place] + CELL / 2 + 2.6, top - HEAD + 3)
        canvas.rotate(90)
        canvas.drawString(0, 0, _cut(paper.students[number].name, HEAD - 5, SIZE))
        canvas.restoreState()
    canvas.line(edges[0], top - HEAD, edges[-1], top - HEAD)


def _row(
    canvas: Canvas, paper: MarksList, number: int, students: range, edges: Sequence[float], y: float
) -> None:
    row = paper.rows[number]
    height = _height(row)
    if not row.marks:
        canvas.setFillGray(0.92)
        canvas.rect(edges[0], y, edges[-1] - edges[0], height, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.setFont(fonts.SANS_BOLD, SIZE)
        canvas.drawString(edges[1] + 2, y + 3, _cut(row.title, TITLE - 4, SIZE, fonts.SANS_BOLD))
        canvas.line(edges[0], y, edges[-1], y)
        return
    above = y + height - LINE + 1.2
    canvas.setFont(fonts.SANS, SIZE)
    canvas.drawRightString(
        edges[1] - 2, above, str(sum(bool(each.marks) for each in paper.rows[: number + 1]))
    )
    for place, text in enumerate((row.semesters, row.hours, row.credits), start=2):
        canvas.drawCentredString(
            (edges[place] + edges[place + 1]) / 2, above, _cut(text, SMALL_CELL - 2, SIZE)
        )
    for place, student in enumerate(students):
        text = fonts.shown(row.marks[student], fonts.SANS)
        canvas.setFont(fonts.SANS, _fitting(text, CELL - 2))
        canvas.drawCentredString(edges[5 + place] + CELL / 2, y + height / 2 - 2.5, text)
    for place, (line, font, size) in enumerate(_lines(row)):
        canvas.setFont(font, size)
        canvas.drawString(edges[1] + 2, above - place * LINE, fonts.shown(line, font))
    canvas.line(edges[0], y, edges[-1], y)


def _sums(canvas: Canvas, paper: MarksList, students: range, edges: Sequence[float], y: float) -> float:
    words = paper.words
    lines = (
        (words.sum_of_hours, [paper.students[each].hours for each in students]),
        (words.sum_of_credits, [paper.students[each].credits for each in students]),
    )
    for title, texts in lines:
        y -= LINE + 1
        canvas.setFont(fonts.SANS_BOLD, SIZE)
        canvas.drawString(edges[1] + 2, y + 3, title)
        canvas.setFont(fonts.SANS_BOLD, SMALL)
        for place, text in enumerate(texts):
            canvas.drawCentredString(edges[5 + place] + CELL / 2, y + 3, text)
        canvas.line(edges[0], y, edges[-1], y)
    y -= SIGNING - 2 * LINE
    canvas.setFont(fonts.SANS_BOLD, SIZE)
    canvas.drawString(edges[1] + 2, y + 4, _cut(words.signature, TITLE - 4, SIZE, fonts.SANS_BOLD))
    canvas.line(edges[0], y, edges[-1], y)
    return y


def _fitting(text: str, room: float) -> float:
    """Return the size in which a mark fits into its cell."""
    wide = stringWidth(text, fonts.SANS, SIZE)
    return SIZE if wide <= room else SIZE * room / wide


def _cut(text: str, room: float, size: float, font: str = fonts.SANS) -> str:
    shown = fonts.shown(text, font)
    if stringWidth(shown, font, size) <= room:
        return shown
    while shown and stringWidth(f"{shown}…", font, size) > room:
        shown = shown[:-1]
    return f"{shown}…"
