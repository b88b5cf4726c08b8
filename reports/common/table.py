"""A list as PDF: title, filter and count above, the header on every page, rows numbered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from reports.common import fonts, page
from reports.common.table_layout import MARGIN, MOST_LINES, PADDING, Layout, layout_of

TITLE = 13
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
    #: A sheet with totals among its rows counts none of them.
    numbered: bool = True
    figure: Figure | None = None

    def counted(self) -> "Table":
        """Return the list with the numbers of its rows as the first column."""
        if not self.numbered:
            return self
        rows = [(str(number), *row) for number, row in enumerate(self.rows, start=1)]
        return replace(self, columns=(Column("№", numeric=True), *self.columns), rows=rows, numbered=False)


Lines = tuple[tuple[str, ...], ...]


def render(table: Table, progress: Callable[[int, int], object] | None = None) -> bytes:
    """Return the list as PDF; `progress(done, total)` is told of the rows and may stop it by raising."""
    target = BytesIO()
    table = table.counted()
    layout = layout_of([column.label for column in table.columns], table.rows)
    canvas = page.canvas_for(target, table.title, layout.page)
    _Pages(canvas, table, layout).draw(progress)
    canvas.save()
    return target.getvalue()


class _Pages:
    """Lays the rows out on pages first, because each page says how many there are, and draws them then."""

    def __init__(self, canvas: Canvas, table: Table, layout: Layout) -> None:
        self.canvas, self.table, self.layout = canvas, table, layout
        self.edges = [MARGIN + sum(layout.widths[:place]) for place in range(len(layout.widths))]
        self.head = self._lines([column.label for column in table.columns], fonts.SANS_BOLD)
        self.notes = [
            line for note in table.notes for line in page.wrapped(note, fonts.SANS, layout.size, layout.room)
        ]
        self.title = page.wrapped(table.title, fonts.SANS_BOLD, TITLE, layout.room)

    def draw(self, progress: Callable[[int, int], object] | None) -> None:
        pages: list[list[Lines]] = [[]]
        y = self._first_top()
        for number, row in enumerate(self.table.rows):
            lines = self._lines(row, fonts.SANS)
            if y - self._height(lines) < MARGIN + 5 * mm and pages[-1]:
                pages.append([])
                y = self._later_top()
            pages[-1].append(lines)
            y -= self._height(lines)
            if progress and number % REPORT_EVERY == 0:
                progress(number, len(self.table.rows))
        for number, rows in enumerate(pages, start=1):
            self._draw_page(rows, number, len(pages))

    def _first_top(self) -> float:
        above = len(self.title) * 16 + len(self.notes) * self.layout.leading + 6
        figure = self.table.figure
        return self._later_top() - above - (figure.height + self.layout.leading if figure else 0)

    def _later_top(self) -> float:
        return self.layout.page[1] - MARGIN - self._height(self.head)

    def _lines(self, row: Sequence[str], font: str) -> Lines:
        size = self.layout.size
        return tuple(
            _broken(text, font, size, width) for text, width in zip(row, self.layout.widths, strict=True)
        )

    def _draw_page(self, rows: list[Lines], number: int, pages: int) -> None:
        y = self.layout.page[1] - MARGIN
        if number == 1:
            y = self._draw_title(y)
        y = self._draw_row(self.head, y, fonts.SANS_BOLD, shade=0.92)
        for lines in rows:
            y = self._draw_row(lines, y, fonts.SANS)
        room = self.layout.room
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
            self.canvas.setFont(fonts.SANS_BOLD, TITLE)
            self.canvas.drawString(MARGIN, y - TITLE, line)
            y -= 16
        self.canvas.setFont(fonts.SANS, self.layout.size)
        for line in self.notes:
            self.canvas.drawString(MARGIN, y - self.layout.size, line)
            y -= self.layout.leading
        figure = self.table.figure
        if figure is not None:
            figure.draw(self.canvas, MARGIN, y - 6)
            y -= figure.height + self.layout.leading
        return y - 6

    def _draw_row(self, row: Lines, y: float, font: str, shade: float = 0) -> float:
        height = self._height(row)
        room = self.layout.room
        if shade:
            self.canvas.setFillGray(shade)
            self.canvas.rect(MARGIN, y - height, room, height, stroke=0, fill=1)
            self.canvas.setFillGray(0)
        self.canvas.setFont(font, self.layout.size)
        places = zip(row, self.table.columns, self.edges, self.layout.widths, strict=True)
        for lines, column, x, width in places:
            for number, line in enumerate(lines):
                base = y - PADDING / 2 - self.layout.size - number * self.layout.leading
                if column.numeric:
                    self.canvas.drawRightString(x + width - PADDING, base, line)
                else:
                    self.canvas.drawString(x + PADDING, base, line)
        self.canvas.setLineWidth(0.25)
        self.canvas.setStrokeGray(0.55)
        self.canvas.line(MARGIN, y - height, MARGIN + room, y - height)
        return y - height

    def _height(self, row: Lines) -> float:
        return max(map(len, row)) * self.layout.leading + PADDING


@lru_cache(maxsize=8192)  # lists repeat their faculties, groups and states
def _broken(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """Return the lines of a cell; a very long text is cut with a mark."""
    text = fonts.shown(text, font)
    if "\n" not in text and stringWidth(text, font, size) <= width - 2 * PADDING:
        return (text,)
    lines = page.wrapped(text, font, size, width - 2 * PADDING)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][:-1] + "…"]
    return tuple(lines)
