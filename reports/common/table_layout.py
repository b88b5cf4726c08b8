"""How a list lies on paper: upright when it fits, its letters no smaller than they must be, no number broken in two."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import fmean

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from reports.common import fonts

MARGIN = 15 * mm
PADDING = 3.0
NARROWEST = 7 * mm
#: What a width that is to the hair loses by rounding: without it the last letter has no room.
HAIR = 0.05
#: Widths are judged by so many rows of a long list, and by the longest text of each column.
JUDGED = 400
#: A cell shows at most so many lines.
MOST_LINES = 6
#: A row of more lines on the average is easier to read on a page that lies.
MOST_LINES_A_ROW = 1.6
#: In the order of liking.
PAGES = ((A4, 9.0), (A4, 8.0), (landscape(A4), 9.0), (landscape(A4), 8.0), (A4, 7.0), (landscape(A4), 7.0))


@dataclass(frozen=True)
class Layout:
    """The page, the size of the letters and the widths of the columns, in points."""

    page: tuple[float, float]
    size: float
    widths: tuple[float, ...]

    @property
    def leading(self) -> float:
        return self.size + 2

    @property
    def room(self) -> float:
        return self.page[0] - 2 * MARGIN


@dataclass(frozen=True)
class _Column:
    """Widths of a column in letters of one point: its longest word, nearly all its cells, each judged cell."""

    word: float
    usual: float
    cells: tuple[float, ...]


def layout_of(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Layout:
    """Return the first layout in which no word is broken and rows stay low; else the one with most room."""
    fonts.register()
    columns = [_measured(head, [row[place] for row in rows]) for place, head in enumerate(heads)]
    for page, size in PAGES:
        layout = Layout(page, size, _widths(columns, size, page[0] - 2 * MARGIN))
        if _serves(columns, layout):
            return layout
    return layout


def _measured(head: str, texts: Sequence[str]) -> _Column:
    judged = [*texts[:: max(1, len(texts) // JUDGED)], max(texts, key=len, default="")]
    cells = tuple(stringWidth(text, fonts.SANS, 1) for text in judged)
    words = {word for text in judged for word in text.split()}
    longest = max((stringWidth(word, fonts.SANS, 1) for word in words), default=0.0)
    of_head = max((stringWidth(word, fonts.SANS_BOLD, 1) for word in head.split()), default=0.0)
    return _Column(max(longest, of_head), max(of_head, sorted(cells)[int((len(cells) - 1) * 0.97)]), cells)


def _widths(columns: Sequence[_Column], size: float, room: float) -> tuple[float, ...]:
    """Give each column its longest word, and what is left to those that would like more."""
    least = [max(NARROWEST, column.word * size + 2 * PADDING + HAIR) for column in columns]
    liked = [max(low, column.usual * size + 2 * PADDING) for low, column in zip(least, columns, strict=True)]
    if sum(liked) <= room:
        return tuple(width * room / sum(liked) for width in liked)
    if sum(least) > room:
        return _shared(least, room)
    wish, left = sum(liked) - sum(least), room - sum(least)
    return tuple(low + (high - low) * left / wish for low, high in zip(least, liked, strict=True))


def _shared(wanted: Sequence[float], room: float) -> tuple[float, ...]:
    """Return widths that fill `room`: narrow columns keep theirs, the wide ones share what remains."""
    limit, left, open_columns = room, room, len(wanted)
    for width in sorted(wanted):
        limit = left / open_columns
        if width > limit:
            break
        left, open_columns = left - width, open_columns - 1
    return tuple(min(width, limit) for width in wanted)


def _serves(columns: Sequence[_Column], layout: Layout) -> bool:
    rooms = [width - 2 * PADDING for width in layout.widths]
    pairs = list(zip(columns, rooms, strict=True))
    if any(column.word * layout.size > room + 0.01 for column, room in pairs):
        return False
    # Every column has the same number of judged cells, those of one row at one place.
    rows = zip(*(column.cells for column in columns), strict=True)
    lines = [
        max(ceil(width * layout.size / room) for width, room in zip(row, rooms, strict=True)) for row in rows
    ]
    return fmean(min(each, MOST_LINES) for each in lines or [1]) <= MOST_LINES_A_ROW
