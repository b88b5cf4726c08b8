"""Laying texts out in the fields of a layout, in the widths of real letters: what does not fit is known before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from shared.layouts.field import CENTER, MIDDLE, REFUSE, RIGHT, TOP, TWO_LINES, WRAP, Field
from shared.layouts.layout import Layout
from shared.layouts.texts import QR, said_by
from shared.text import N_

#: Millimetres of a point.
POINT = 25.4 / 72
#: From the top of a line to the letters' feet, and from line to line, in sizes of letters.
ASCENT, LEADING = 0.78, 1.15
#: Steps in which letters of several lines become smaller, in points.
STEP = 0.25
#: What is so much too large still fits: a hundredth of a millimetre.
HAIR = 0.01
#: A square of a QR that a telephone still reads, in millimetres.
LEAST_MODULE = 0.3
TOO_LONG = N_("does not fit")
STRANGE_LETTERS = N_("has letters that cannot be printed")
SMALL_QR = N_("is too small for a QR that can be read")


class Glyphs(Protocol):
    """What has to be known of fonts; `reports.layouts.glyphs` knows it."""

    def width(self, text: str, font: str, *, bold: bool) -> float:
        """Return how wide a text is in letters of size one."""

    def lacking(self, text: str, font: str, *, bold: bool) -> str:
        """Return the letters that the font does not have."""

    def modules(self, text: str) -> int:
        """Return how many squares the side of the QR of a text has."""


@dataclass(frozen=True)
class Line:
    """A line of text: where the feet of its first letter stand, in millimetres from the upper left corner."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Placed:
    """A field with what it says: its lines in letters of `size` points; `problem` says why it cannot be printed."""

    field: Field
    text: str
    lines: tuple[Line, ...] = ()
    size: float = 0.0
    problem: str = ""

    @property
    def shrunk(self) -> bool:
        """Tell whether the letters are smaller than the field wants them."""
        return bool(self.lines) and self.size < float(self.field.size)


@dataclass(frozen=True)
class Problem:
    """A text that cannot be printed: the number of its field, the text, and why."""

    number: int
    field: Field
    text: str
    reason: str


class DoesNotFitError(ValueError):
    """Nothing is printed as long as a text does not fit."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


def place(layout: Layout, texts: Mapping[str, str], glyphs: Glyphs) -> tuple[Placed, ...]:
    """Lay the texts out, a `Placed` for each field."""
    return tuple(_placed(each, said_by(each.text, each.words, texts), glyphs) for each in layout.fields)


def problems(placed: tuple[Placed, ...]) -> tuple[Problem, ...]:
    """Return what cannot be printed."""
    return tuple(
        Problem(number, each.field, each.text, each.problem)
        for number, each in enumerate(placed, 1)
        if each.problem
    )


def _placed(field: Field, text: str, glyphs: Glyphs) -> Placed:
    if not text:
        return Placed(field, text)
    if field.text == QR:
        side = float(min(field.width, field.height))
        small = side < LEAST_MODULE * glyphs.modules(text)
        return Placed(field, text, problem=SMALL_QR if small else "")
    if glyphs.lacking(text, field.font, bold=field.bold):
        return Placed(field, text, problem=STRANGE_LETTERS)
    found = _fitted(field, text, glyphs)
    lines, size = found or ((text,), float(field.least if field.rule != REFUSE else field.size))
    placed = tuple(_lines(field, lines, size, glyphs))
    return Placed(field, text, placed, size, "" if found else TOO_LONG)


def _fitted(field: Field, text: str, glyphs: Glyphs) -> tuple[tuple[str, ...], float] | None:
    """Return the lines and the size of their letters; None where even the smallest do not fit."""
    largest = float(field.size)
    least = largest if field.rule == REFUSE else float(field.least)
    length, depth = _sides(field)
    most = {TWO_LINES: 2, WRAP: len(text)}.get(field.rule, 1)
    if most == 1:
        natural = glyphs.width(text, field.font, bold=field.bold) * POINT
        size = min(largest, (length + HAIR) / natural if natural else largest, (depth + HAIR) / POINT)
        return ((text,), size) if size >= least else None
    size = largest
    while size >= least:
        lines = _broken(text, length / (size * POINT), field, glyphs)
        room = (1 + (len(lines) - 1) * LEADING) * size * POINT if lines else 0.0
        if lines and len(lines) <= most and room <= depth + HAIR:
            return lines, size
        size = max(least, size - STEP) if size > least else 0.0
    return None


def _broken(text: str, room: float, field: Field, glyphs: Glyphs) -> tuple[str, ...]:
    """Return the lines of a text, broken between words alone; nothing if a word is wider than the room."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and glyphs.width(longer, field.font, bold=field.bold) <= room:
            lines[-1] = longer
        elif glyphs.width(word, field.font, bold=field.bold) <= room:
            lines.append(word)
        else:
            return ()
    return tuple(lines)


def _lines(field: Field, lines: tuple[str, ...], size: float, glyphs: Glyphs) -> Iterator[Line]:
    length, depth = _sides(field)
    letters = size * POINT
    spare = depth - (1 + (len(lines) - 1) * LEADING) * letters
    top = {TOP: 0.0, MIDDLE: spare / 2}.get(field.stand, spare)
    for number, text in enumerate(lines):
        room = length - glyphs.width(text, field.font, bold=field.bold) * letters
        along = {RIGHT: room, CENTER: room / 2}.get(field.align, 0.0)
        down = top + (number * LEADING + ASCENT) * letters
        yield Line(text, *_on_page(field, along, down))


def _sides(field: Field) -> tuple[float, float]:
    """How long a line may be, and how deep the lines."""
    sides = float(field.width), float(field.height)
    return sides[::-1] if field.rotation else sides


def _on_page(field: Field, along: float, down: float) -> tuple[float, float]:
    """Text that is turned runs from the bottom to the top."""
    if field.rotation:
        return float(field.x) + down, float(field.y + field.height) - along
    return float(field.x) + along, float(field.y) + down
