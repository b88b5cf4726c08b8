"""The journal of a class on paper: A4 lying, as many columns a page as fit, subtotals of each, sums on the last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from reports.common import fonts, page

WIDTH, HEIGHT = landscape(A4)
MARGIN, BOTTOM = 12 * mm, 14 * mm
NUMBER, NAME, CELL, SUM = 7 * mm, 58 * mm, 6.6 * mm, 11 * mm
#: The head is higher where columns say their kind.
ROW, HEAD, HEAD_WITH_KIND = 5.2 * mm, 13 * mm, 21 * mm
SIZE, SMALL = 8.0, 7.0
ROWS_A_PAGE = 28
LESSONS_A_PAGE = int((WIDTH - 2 * MARGIN - NUMBER - NAME - 3 * SUM) // CELL)
#: Of the list of topics: day, pair, topic, teacher, signature.
TOPIC_WIDTHS = (20 * mm, 12 * mm, 150 * mm, 55 * mm, 36 * mm)
TOPICS_A_PAGE = 28


@dataclass(frozen=True)
class JournalWords:
    """What stands on the paper beside the facts, in the language of the reader."""

    number: str
    student: str
    on_page: str
    #: The heads of the two sums on the last page, and of the line below the students.
    sums: tuple[str, str]
    below: str
    day: str
    pair: str
    topic: str
    teacher: str
    signature: str
    legend: str


@dataclass(frozen=True)
class PaperLesson:
    """A column as the journal's head names it; a lesson may have several."""

    day: date
    pair: int
    topic: str
    teacher: str
    #: What stands below the students.
    below: str = ""
    kind: str = ""


@dataclass(frozen=True)
class PaperRow:
    """A student: entries as they look, what each counts on its page, and the sums on the last one."""

    name: str
    marks: tuple[str, ...]
    amounts: tuple[Decimal | int, ...]
    sums: tuple[str, ...]


@dataclass(frozen=True)
class JournalPaper:
    """A journal with everything that is printed."""

    title: str
    notes: tuple[str, ...]
    lessons: tuple[PaperLesson, ...]
    rows: tuple[PaperRow, ...]
    words: JournalWords


@dataclass(frozen=True)
class _Sheet:
    """One page: which students and lessons stand on it, and whether the sums stand there too."""

    rows: range
    lessons: range
    last: bool


def render(journal: JournalPaper) -> bytes:
    """Return the journal as PDF."""
    target = BytesIO()
    canvas = page.canvas_for(target, journal.title, (WIDTH, HEIGHT))
    taught = _taught(journal.lessons)
    sheets, topics = list(_sheets(journal)), list(_parts(len(taught), TOPICS_A_PAGE))
    pages = len(sheets) + len(topics)
    for number, sheet in enumerate(sheets, start=1):
        _draw_sheet(canvas, journal, sheet)
        _footer(canvas, journal.words.legend, number, pages)
    for number, part in enumerate(topics, start=len(sheets) + 1):
        _draw_topics(canvas, journal, [taught[place] for place in part])
        _footer(canvas, "", number, pages)
    canvas.save()
    return target.getvalue()


def _taught(columns: Sequence[PaperLesson]) -> list[PaperLesson]:
    """Return the lessons, each once."""
    return list({(each.day, each.pair): each for each in columns}.values())


def _sheets(journal: JournalPaper) -> Iterator[_Sheet]:
    lessons = list(_parts(len(journal.lessons), LESSONS_A_PAGE)) or [range(0)]
    for rows in list(_parts(len(journal.rows), ROWS_A_PAGE)) or [range(0)]:
        for place, part in enumerate(lessons):
            yield _Sheet(rows, part, place == len(lessons) - 1)


def _parts(count: int, most: int) -> Iterator[range]:
    for first in range(0, count, most):
        yield range(first, min(first + most, count))


def _draw_sheet(canvas: Canvas, journal: JournalPaper, sheet: _Sheet) -> None:
    top = _heading(canvas, journal)
    edges = _edges(sheet)
    _head(canvas, journal, sheet, edges, top)
    y = top - _head_room(journal)
    for place in sheet.rows:
        y -= ROW
        _row(canvas, journal.rows[place], sheet, edges, y, str(place + 1))
    y -= ROW
    _below_row(canvas, journal, sheet, edges, y)
    for x in edges:
        canvas.line(x, top, x, y)
    canvas.line(edges[0], top, edges[-1], top)


def _edges(sheet: _Sheet) -> list[float]:
    """Return where the vertical lines stand."""
    widths = [NUMBER, NAME, *([CELL] * len(sheet.lessons)), SUM, *([SUM, SUM] if sheet.last else [])]
    edges = [MARGIN]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges


def _heading(canvas: Canvas, journal: JournalPaper) -> float:
    """Draw title and notes; return where the table begins."""
    canvas.setFont(fonts.SANS_BOLD, 12)
    y = HEIGHT - MARGIN - 8
    canvas.drawString(MARGIN, y, fonts.shown(journal.title, fonts.SANS_BOLD))
    canvas.setFont(fonts.SANS, SIZE)
    for note in journal.notes:
        y -= 11
        canvas.drawString(MARGIN, y, _cut(note, WIDTH - 2 * MARGIN, SIZE))
    canvas.setLineWidth(0.4)
    return y - 6


def _head_room(journal: JournalPaper) -> float:
    return HEAD_WITH_KIND if any(each.kind for each in journal.lessons) else HEAD


def _head(canvas: Canvas, journal: JournalPaper, sheet: _Sheet, edges: Sequence[float], top: float) -> None:
    words, room = journal.words, _head_room(journal)
    canvas.setFont(fonts.SANS_BOLD, SMALL)
    canvas.drawString(edges[0] + 2, top - room + 4, words.number)
    canvas.drawString(edges[1] + 3, top - room + 4, words.student)
    for place, lesson in enumerate(journal.lessons[number] for number in sheet.lessons):
        canvas.saveState()
        canvas.translate(edges[2 + place] + CELL / 2 + 2.4, top - room + 3)
        canvas.rotate(90)
        canvas.drawString(0, 0, _cut(_head_of(lesson), room - 4, SMALL))
        canvas.restoreState()
    sums = (words.on_page, *(words.sums if sheet.last else ()))
    for place, text in enumerate(sums):
        canvas.saveState()
        canvas.translate(edges[2 + len(sheet.lessons) + place] + SUM / 2 + 2.4, top - room + 3)
        canvas.rotate(90)
        canvas.drawString(0, 0, _cut(text, room - 4, SMALL))
        canvas.restoreState()
    canvas.line(edges[0], top - room, edges[-1], top - room)


def _row(canvas: Canvas, row: PaperRow, sheet: _Sheet, edges: Sequence[float], y: float, number: str) -> None:
    canvas.setFont(fonts.SANS, SIZE)
    canvas.drawRightString(edges[1] - 2, y + 4, number)
    canvas.drawString(edges[1] + 3, y + 4, _cut(row.name, NAME - 6, SIZE))
    for place, lesson in enumerate(sheet.lessons):
        mark = row.marks[lesson]
        size = SIZE if len(mark) < 3 else SIZE - 2.5  # noqa: PLR2004 - a mark with a ruling has three letters or more
        canvas.setFont(fonts.SANS, size)
        canvas.drawCentredString(edges[2 + place] + CELL / 2, y + 4, fonts.shown(mark, fonts.SANS))
    canvas.setFont(fonts.SANS, SIZE)
    first = 2 + len(sheet.lessons)
    sums = [_number(sum(row.amounts[lesson] for lesson in sheet.lessons)), *(row.sums if sheet.last else ())]
    for place, text in enumerate(sums):
        canvas.drawCentredString(edges[first + place] + SUM / 2, y + 4, text)
    canvas.line(edges[0], y, edges[-1], y)


def _below_row(
    canvas: Canvas, journal: JournalPaper, sheet: _Sheet, edges: Sequence[float], y: float
) -> None:
    """What stands below the students, of all of them, also those on other pages."""
    canvas.setFont(fonts.SANS_BOLD, SMALL)
    canvas.drawString(edges[1] + 3, y + 4, journal.words.below)
    for place, lesson in enumerate(sheet.lessons):
        canvas.drawCentredString(edges[2 + place] + CELL / 2, y + 4, journal.lessons[lesson].below)
    canvas.line(edges[0], y, edges[-1], y)


def _draw_topics(canvas: Canvas, journal: JournalPaper, part: Sequence[PaperLesson]) -> None:
    """What was taught, with a place to sign."""
    top = _heading(canvas, journal)
    edges = [MARGIN]
    for width in TOPIC_WIDTHS:
        edges.append(edges[-1] + width)
    words = journal.words
    y = top - ROW
    canvas.setFont(fonts.SANS_BOLD, SMALL)
    for place, text in enumerate((words.day, words.pair, words.topic, words.teacher, words.signature)):
        canvas.drawString(edges[place] + 3, y + 4, text)
    canvas.setFont(fonts.SANS, SIZE)
    for lesson in part:
        canvas.line(edges[0], y, edges[-1], y)
        y -= ROW
        texts = (f"{lesson.day:%d.%m.%Y}", str(lesson.pair), lesson.topic, lesson.teacher)
        for place, text in enumerate(texts):
            canvas.drawString(edges[place] + 3, y + 4, _cut(text, TOPIC_WIDTHS[place] - 6, SIZE))
    canvas.line(edges[0], y, edges[-1], y)
    for x in edges:
        canvas.line(x, top, x, y)
    canvas.line(edges[0], top, edges[-1], top)


def _footer(canvas: Canvas, legend: str, number: int, pages: int) -> None:
    canvas.setFont(fonts.SANS, SMALL)
    canvas.drawString(MARGIN, BOTTOM - 14, fonts.shown(legend, fonts.SANS))
    canvas.drawRightString(WIDTH - MARGIN, BOTTOM - 14, f"{number}/{pages}")
    canvas.showPage()


def _head_of(lesson: PaperLesson) -> str:
    return " · ".join(filter(None, (f"{lesson.day:%d.%m}", str(lesson.pair), lesson.kind)))


def _number(amount: Decimal | int) -> str:
    """Write a sum with the comma of the office; nothing is left empty."""
    return f"{Decimal(amount).normalize():f}".replace(".", ",") if amount else ""


def _cut(text: str, room: float, size: float) -> str:
    """Return what of a text fits, with a sign where it was cut."""
    shown = fonts.shown(text, fonts.SANS)
    if stringWidth(shown, fonts.SANS, size) <= room:
        return shown
    while shown and stringWidth(f"{shown}…", fonts.SANS, size) > room:
        shown = shown[:-1]
    return f"{shown.rstrip()}…"
