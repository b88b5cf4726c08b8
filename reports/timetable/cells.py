"""Cells of a timetable: lessons of a column gathered into boxes, their texts fitted and drawn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reportlab.pdfgen.canvas import Canvas

from reports.common import fonts, page

Whose = Literal["group", "teacher", "room"]
EVERY, ODD, EVEN = 0, 1, 2
SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5, 4.0)
LEADING = 1.14
PADDING = 2.0
#: So high must a part of a box be for parts to stand below each other, in points.
LOW = 29.0
#: Low boxes leave the largest sizes out, so that neighbours look alike.
CALM = 3
LONELY = 3


@dataclass(frozen=True)
class LessonSlot:
    """A lesson as a paper shows it; every text is already in the language of the paper.

    Slots of one lesson in several columns carry the same `key`; `phase` is 0 every week, 1 odd, 2 even ones.
    """

    day: int
    pair: int
    subject: str
    letter: str = ""
    students: str = ""
    teacher: str = ""
    room: str = ""
    pairs: int = 1
    phase: int = EVERY
    key: int = 0
    note: str = ""

    def title(self) -> str:
        return f"{self.subject} ({self.letter})" if self.letter else self.subject

    def more(self, whose: Whose) -> tuple[str, ...]:
        """Return what the reader of this week does not know yet: the other two of students, teacher and room."""
        parts = {"group": self.students, "teacher": self.teacher, "room": self.room}
        kept = (text for kind, text in parts.items() if text and (kind != whose or _is_part(kind, text)))
        return (*kept, self.note) if self.note else tuple(kept)


def _is_part(kind: str, text: str) -> bool:
    """Tell whether the students are a subgroup or several groups, which the readers of a group want to know."""
    return kind == "group" and ("/" in text or "," in text)


@dataclass(frozen=True)
class Block:
    """Rows of a day in a column that are drawn as one box, with what stands in it."""

    first: int
    rows: int
    slots: tuple[LessonSlot, ...]

    def alike(self, beside: "Iterable[Block]") -> bool:
        """Tell whether the column beside has the same lessons in the same rows."""
        keys = [slot.key for slot in self.slots]
        return (
            bool(keys)
            and all(keys)
            and any(
                (other.first, other.rows, [slot.key for slot in other.slots]) == (self.first, self.rows, keys)
                for other in beside
            )
        )


def blocks(slots: Iterable[LessonSlot], day: int, pairs: Sequence[int]) -> Iterator[Block]:
    """Give the boxes of a day from above: lessons of several pairs join the rows that they cover."""
    row_of = {pair: row for row, pair in enumerate(pairs)}
    held = sorted((s for s in slots if s.day == day and s.pair in row_of), key=_order)
    row = 0
    while row < len(pairs):
        end, inside = row + 1, tuple(s for s in held if row_of[s.pair] == row)
        while True:
            reach = max((row_of[s.pair] + s.pairs for s in inside), default=end)
            grown = tuple(s for s in held if row <= row_of[s.pair] < max(end, reach))
            if grown == inside and reach <= end:
                break
            inside, end = grown, min(max(end, reach), len(pairs))
            if end == len(pairs):
                inside = tuple(s for s in held if row_of[s.pair] >= row)
                break
        yield Block(row, end - row, inside)
        row = end


def _order(slot: LessonSlot) -> tuple[int, int, str]:
    return slot.pair, slot.phase, slot.students


@dataclass(frozen=True)
class Box:
    """A rectangle on the page: the left edge, the upper edge, width and height."""

    x: float
    top: float
    width: float
    height: float

    def share(self, number: int, count: int, *, down: bool = True) -> "Box":
        """Return one of `count` equal parts, below each other or side by side."""
        if down:
            height = self.height / count
            return Box(self.x, self.top - number * height, self.width, height)
        width = self.width / count
        return Box(self.x + number * width, self.top, width, self.height)


@dataclass(frozen=True)
class Short:
    """The words before a lesson of odd or even weeks."""

    odd: str
    even: str


def draw_block(canvas: Canvas, box: Box, slots: Sequence[LessonSlot], whose: Whose, short: Short) -> None:
    """Draw the lessons of a box: odd weeks before even ones, below each other where the box is high enough."""
    odd = [slot for slot in slots if slot.phase == ODD]
    even = [slot for slot in slots if slot.phase == EVEN]
    every = [[slot] for slot in slots if slot.phase == EVERY]
    rows = [*every, odd, even] if odd or even else every
    down = box.height >= LOW * max(1, len(rows))
    for number, row in enumerate(rows):
        part = box.share(number, len(rows), down=down)
        if number:
            _rule(canvas, part, down=down)
        _draw_row(canvas, part, row, whose, short)


def _rule(canvas: Canvas, box: Box, *, down: bool) -> None:
    canvas.saveState()
    canvas.setLineWidth(0.25)
    canvas.setDash(2, 1.5)
    if down:
        canvas.line(box.x, box.top, box.x + box.width, box.top)
    else:
        canvas.line(box.x, box.top, box.x, box.top - box.height)
    canvas.restoreState()


def _draw_row(canvas: Canvas, box: Box, slots: Sequence[LessonSlot], whose: Whose, short: Short) -> None:
    down = box.height >= LOW * len(slots)
    for number, slot in enumerate(slots):
        part = box.share(number, len(slots), down=down)
        weeks = {ODD: f"{short.odd}: ", EVEN: f"{short.even}: "}.get(slot.phase, "")
        title = f"{weeks}{slot.title()}"
        lines = fitted(title, slot.more(whose), round(part.width - 2 * PADDING, 2), round(part.height, 2))
        _draw_lines(canvas, part, lines)


@dataclass(frozen=True)
class Lines:
    """Texts broken to fit: the bold ones first."""

    size: float
    bold: tuple[str, ...]
    plain: tuple[str, ...]


@lru_cache(maxsize=4096)
def fitted(title: str, more: tuple[str, ...], width: float, height: float) -> Lines:
    """Return all texts in the largest size that fits; what fits in no size ends in a mark.

    Students, teacher and room take a line each where there is room, else they run on.
    """
    title, more = fonts.shown(title, fonts.SANS_BOLD), tuple(fonts.shown(text, fonts.SANS) for text in more)
    joined = " · ".join(more)
    for size in SIZES[CALM:] if height < LOW else SIZES:
        bold = page.wrapped(title, fonts.SANS_BOLD, size, width)
        apart = [line for text in more for line in page.wrapped(text, fonts.SANS, size, width)]
        together = page.wrapped(joined, fonts.SANS, size, width)
        for plain, text in ((apart, " ".join(more)), (together, joined)):
            high = (len(bold) + len(plain)) * size * LEADING
            if high <= height - PADDING and not _torn(title, bold) and not _torn(text, plain):
                return Lines(size, tuple(bold), tuple(plain))
    most = max(1, int((height - PADDING) / (SIZES[-1] * LEADING)))
    bold = _cut(bold, max(1, most - min(len(together), most // 2)))
    return Lines(SIZES[-1], tuple(bold), tuple(_cut(together, most - len(bold))))


def _torn(text: str, lines: Sequence[str]) -> bool:
    """Tell whether a word had to be broken, or an initial stands alone in its line."""
    lonely = any(len(line) <= LONELY and line.endswith(".") for line in lines)
    return lonely or " ".join(lines).split() != text.split()


def _cut(lines: Sequence[str], most: int) -> list[str]:
    if len(lines) <= most:
        return list(lines)
    return [*lines[: most - 1], f"{lines[most - 1][:-1]}…"] if most > 0 else []


def _draw_lines(canvas: Canvas, box: Box, lines: Lines) -> None:
    height = (len(lines.bold) + len(lines.plain)) * lines.size * LEADING
    base = box.top - (box.height - height) / 2 - lines.size
    for font, texts in ((fonts.SANS_BOLD, lines.bold), (fonts.SANS, lines.plain)):
        canvas.setFont(font, lines.size)
        for text in texts:
            canvas.drawCentredString(box.x + box.width / 2, base, text)
            base -= lines.size * LEADING
