"""Text drawn in bulk: lines broken once for a whole batch, letters encoded once for a file.

A batch of graduates repeats the titles of its subjects on every paper. What a line looks like is found once and looked
up from then on; a page is one string of drawing commands.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from reports.common import fonts

#: What a width that is to the hair loses by rounding.
HAIR = 0.05


@lru_cache(maxsize=65536)
def width_of(text: str, font: str) -> float:
    """Return how wide a text is in letters of one point."""
    fonts.register()
    return float(pdfmetrics.stringWidth(text, font, 1))


@lru_cache(maxsize=65536)
def lines_of(text: str, font: str, size: float, room: float) -> tuple[str, ...]:
    """Return the lines of a text as the font can draw it; a word wider than `room` is broken, nothing is left out."""
    lines: list[str] = []
    limit = (room + HAIR) / size
    for part in fonts.shown(text, font).split("\n"):
        line = ""
        for word in part.split():
            longer = f"{line} {word}" if line else word
            if width_of(longer, font) <= limit:
                line = longer
                continue
            if line:
                lines.append(line)
            *whole, line = _broken(word, font, limit)
            lines.extend(whole)
        lines.append(line)
    return tuple(lines)


def _broken(word: str, font: str, limit: float) -> list[str]:
    """Return the pieces of a word of which each fits."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, font) > limit:
            pieces.append("")
        pieces[-1] += letter
    return pieces


class Ink:
    """The letters of one file; `page` is what the present page consists of."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.page: list[str] = []
        self._encoded: dict[tuple[str, str], list[tuple[str, str]]] = {}

    def text(self, x: float, y: float, text: str, font: str, size: float) -> None:
        """Draw one line with its left end at (x, y)."""
        if not text:
            return
        shown = "".join(f"{name} {size:g} Tf ({told}) Tj " for name, told in self._letters(text, font))
        self.page.append(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {shown}ET")

    def right(self, x: float, y: float, text: str, font: str, size: float) -> None:
        """Draw one line with its right end at (x, y)."""
        self.text(x - width_of(text, font) * size, y, text, font, size)

    def middle(self, x: float, y: float, text: str, font: str, size: float) -> None:
        """Draw one line with its middle at (x, y)."""
        self.text(x - width_of(text, font) * size / 2, y, text, font, size)

    def fitted(self, x: float, y: float, text: str, font: str, size: float, room: float) -> None:
        """Draw one line, smaller if it must be."""
        natural = width_of(text, font) * size
        self.text(x, y, text, font, size if natural <= room else round(size * room / natural, 3))

    def lines(self, x: float, y: float, texts: Sequence[str], font: str, size: float, leading: float) -> None:
        """Draw lines below one another, the base of the first at `y`."""
        for place, text in enumerate(texts):
            self.text(x, y - place * leading, text, font, size)

    def rule(self, x: float, y: float, x_end: float, y_end: float, width: float = 0.3) -> None:
        """Draw a line."""
        self.page.append(f"{width:g} w {x:.2f} {y:.2f} m {x_end:.2f} {y_end:.2f} l S")

    def shade(self, x: float, y: float, width: float, height: float, gray: float = 0.92) -> None:
        """Fill an area behind what is drawn later."""
        self.page.append(f"{gray:g} g {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f 0 g")

    def literal(self, commands: str) -> None:
        """Draw what is given as commands."""
        self.page.append(commands)

    def end_page(self) -> None:
        """Put the page into the file and begin the next."""
        self.canvas.addLiteral("\n".join(self.page))
        self.page = []
        self.canvas.showPage()

    def _letters(self, text: str, font: str) -> list[tuple[str, str]]:
        """Return the text as the font of this file has it: names of its parts with their letters."""
        key = (text, font)
        if (found := self._encoded.get(key)) is None:
            document = self.canvas._doc  # type: ignore[attr-defined] # noqa: SLF001 - as its own text does it
            made: Any = pdfmetrics.getFont(font)
            found = [
                (made.getSubsetInternalName(part, document), self.canvas._escape(letters))  # type: ignore[attr-defined] # noqa: SLF001
                for part, letters in made.splitString(fonts.shown(text, font), document)
            ]
            self._encoded[key] = found
        return found
