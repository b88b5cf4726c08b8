"""A list as PDF: title, filter and count above, the header on every page, landscape when the columns are wide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from reports.common import fonts, page

MARGIN = 15 * mm
SIZE, LEADING, PADDING = 8.5, 10.5, 4.0
NARROWEST = 8 * mm
#: Widths are judged by so many rows of a long list, and a cell shows at most so many lines.
JUDGED, MOST_LINES = 400, 6
REPORT_EVERY = 1000


@dataclass(frozen=True)
class Column:
    """The head of a column; numbers stand to the right."""

    label: str
    numeric: bool = False


@dataclass(frozen=True)
class Figure:
    """A picture between title and head: `draw(canvas, x, top)`; as wide as a page stands, as high as it says."""

    height: float
    draw: Callable[[Canvas, float, float], object]


@dataclass(frozen=True)
class Table:
    """A list as it stands on the screen: every text is already in the language of the reader."""

    title: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]
    footer: str = ""
    #: Who signs, under the last row.
    closing: str = ""
    figure: Figure | None = None


Lines = tuple[tuple[str, ...], ...]


def render(table: Table, progress: Callable[[int, int], object] | None = None) -> bytes:
    """Return the list as PDF; `progress(done, total)` is told of the rows and may stop it by raising."""
    target = BytesIO()
    natural = _natural_widths(table)
    size = A4 if sum(natural) <= A4[0] - 2 * MARGIN else landscape(A4)
    canvas = page.canvas_for(target, table.title, size)
    _Pages(canvas, table, size, _fitted_widths(natural, size[0] - 2 * MARGIN)).draw(progress)
    canvas.save()
    return target.getvalue()


def _natural_widths(table: Table) -> list[float]:
    """Return the width each column would like: of its head and of nearly all its cells."""
    fonts.register()
    step = max(1, len(table.rows) // JUDGED)
    judged = table.rows[::step]
    widths = []
    for place, column in enumerate(table.columns):
        cells = sorted(stringWidth(row[place], fonts.SANS, SIZE) for row in judged)
        usual = cells[int(len(cells) * 0.97)] if cells else 0.0
        widths.append(max(NARROWEST, stringWidth(column.label, fonts.SANS_BOLD, SIZE), usual) + 2 * PADDING)
    return widths


def _fitted_widths(natural: list[float], room: float) -> list[float]:
    """Return widths that fill `room`: narrow columns keep theirs, the wide ones share what remains."""
    if sum(natural) <= room:
        return [width * room / sum(natural) for width in natural]
    limit, left, open_columns = room, room, len(natural)
    for width in sorted(natural):
        limit = left / open_columns
        if width > limit:
            break
        left, open_columns = left - width, open_columns - 1
    return [min(width, limit) for width in natural]


class _Pages:
    """Lays the rows out on pages first, because each page says how many there are, and draws them then."""

    def __init__(self, canvas: Canvas, table: Table, size: tuple[float, float], widths: list[float]) -> None:
        self.canvas, self.table, self.size, self.widths = canvas, table, size, widths
        self.edges = [MARGIN + sum(widths[:place]) for place in range(len(widths))]
        self.head = self._lines([column.label for column in table.columns], fonts.SANS_BOLD)
        room = size[0] - 2 * MARGIN
        self.notes = [line for note in table.notes for line in page.wrapped(note, fonts.SANS, SIZE, room)]
        self.title = page.wrapped(table.title, fonts.SANS_BOLD, 13, room)

    def draw(self, progress: Callable[[int, int], object] | None) -> None:
        pages: list[list[Lines]] = [[]]
        y = self._first_top()
        for number, row in enumerate(self.table.rows):
            lines = self._lines(row, fonts.SANS)
            if y - _height(lines) < MARGIN + 5 * mm and pages[-1]:
                pages.append([])
                y = self._later_top()
            pages[-1].append(lines)
            y -= _height(lines)
            if progress and number % REPORT_EVERY == 0:
                progress(number, len(self.table.rows))
        for number, rows in enumerate(pages, start=1):
            self._draw_page(rows, number, len(pages))

    def _first_top(self) -> float:
        above = len(self.title) * 16 + len(self.notes) * LEADING + 6
        figure = self.table.figure
        return self._later_top() - above - (figure.height + LEADING if figure else 0)

    def _later_top(self) -> float:
        return self.size[1] - MARGIN - _height(self.head)

    def _lines(self, row: Sequence[str], font: str) -> Lines:
        return tuple(_broken(text, font, width) for text, width in zip(row, self.widths, strict=True))

    def _draw_page(self, rows: list[Lines], number: int, pages: int) -> None:
        y = self.size[1] - MARGIN
        if number == 1:
            y = self._draw_title(y)
        y = self._draw_row(self.head, y, fonts.SANS_BOLD, shade=0.92)
        for lines in rows:
            y = self._draw_row(lines, y, fonts.SANS)
        room = self.size[0] - 2 * MARGIN
        if number == pages and self.table.closing:
            # A last row that ends low leaves the line in the margin, still above the footer.
            place = (MARGIN, max(y - 12 * mm, MARGIN), room)
            page.draw_fitted(self.canvas, self.table.closing, fonts.SANS, 10, place)
        page.draw_fitted(self.canvas, self.table.footer, fonts.SANS, 7, (MARGIN, MARGIN - 4 * mm, room * 0.8))
        place = (MARGIN + room * 0.85, MARGIN - 4 * mm, room * 0.15)
        page.draw_fitted(self.canvas, f"{number}/{pages}", fonts.SANS, 7, place, "right")
        self.canvas.showPage()

    def _draw_title(self, y: float) -> float:
        for line in self.title:
            self.canvas.setFont(fonts.SANS_BOLD, 13)
            self.canvas.drawString(MARGIN, y - 13, line)
            y -= 16
        self.canvas.setFont(fonts.SANS, SIZE)
        for line in self.notes:
            self.canvas.drawString(MARGIN, y - SIZE, line)
            y -= LEADING
        figure = self.table.figure
        if figure is not None:
            figure.draw(self.canvas, MARGIN, y - 6)
            y -= figure.height + LEADING
        return y - 6

    def _draw_row(self, row: Lines, y: float, font: str, shade: float = 0) -> float:
        height = _height(row)
        room = self.size[0] - 2 * MARGIN
        if shade:
            self.canvas.setFillGray(shade)
            self.canvas.rect(MARGIN, y - height, room, height, stroke=0, fill=1)
            self.canvas.setFillGray(0)
        self.canvas.setFont(font, SIZE)
        for lines, column, x, width in zip(row, self.table.columns, self.edges, self.widths, strict=True):
            for number, line in enumerate(lines):
                base = y - PADDING / 2 - SIZE - number * LEADING
                if column.numeric:
                    self.canvas.drawRightString(x + width - PADDING, base, line)
                else:
                    self.canvas.drawString(x + PADDING, base, line)
        self.canvas.setLineWidth(0.25)
        self.canvas.setStrokeGray(0.55)
        self.canvas.line(MARGIN, y - height, MARGIN + room, y - height)
        return y - height


def _height(row: Lines) -> float:
    return max(map(len, row)) * LEADING + PADDING


@lru_cache(maxsize=8192)  # lists repeat their faculties, groups and states
def _broken(text: str, font: str, width: float) -> tuple[str, ...]:
    """Return the lines of a cell; a very long text is cut with a mark."""
    text = fonts.shown(text, font)
    if "\n" not in text and stringWidth(text, font, SIZE) <= width - 2 * PADDING:
        return (text,)
    lines = page.wrapped(text, font, SIZE, width - 2 * PADDING)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][:-1] + "…"]
    return tuple(lines)
