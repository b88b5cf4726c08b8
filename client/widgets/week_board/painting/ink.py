"""Colours and fonts of a board, made once for a look and cached."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics

from client.core.theme import DARK, colours

#: The colours of the edges in the light and the dark look; each stands out from its ground and carries a letter.
EDGE_COLOURS = (
    ("#2f6fbf", "#7fb2f2"),
    ("#1d7a4f", "#6fcf9f"),
    ("#8e4aa8", "#cf9be6"),
    ("#a85a00", "#e8ae5c"),
    ("#0f7785", "#62c8d6"),
    ("#a8325e", "#f09ab8"),
)
#: How much of a colour is mixed into the ground: a card, a cell with an answer, the cell under the mouse.
CARD, ANSWER, HOVER = 0.13, 0.16, 0.34
SMALLER = 1
SMALLEST = 7
MOST_KEPT = 20_000


@lru_cache(maxsize=512)
def mixed(ground: str, colour: str, share: float) -> QColor:
    """Return an opaque mixture: painting needs no transparency."""
    one, other = QColor(ground), QColor(colour)
    return QColor(
        *(
            round(a + (b - a) * share)
            for a, b in (
                (one.red(), other.red()),
                (one.green(), other.green()),
                (one.blue(), other.blue()),
            )
        )
    )


def edge_colour(number: int) -> str:
    return EDGE_COLOURS[number % len(EDGE_COLOURS)][colours() is DARK]


class Lettering:
    """The fonts of a board and how texts break in them; texts are broken once for each width."""

    def __init__(self, font: QFont, less: int = 0) -> None:
        self.small, self.strong = QFont(font), QFont(font)
        self.small.setPointSize(max(SMALLEST, font.pointSize() - SMALLER - less))
        self.strong.setPointSize(max(SMALLEST, font.pointSize() - less))
        self.strong.setWeight(QFont.Weight.Medium)
        self.bold = QFont(self.small)
        self.bold.setWeight(QFont.Weight.Bold)
        self._metrics = {id(each): QFontMetrics(each) for each in (self.small, self.strong, self.bold)}
        self._lines: dict[tuple[int, str, int, int, int], tuple[str, ...]] = {}

    def metrics(self, font: QFont) -> QFontMetrics:
        return self._metrics[id(font)]

    def height(self, font: QFont) -> int:
        return self._metrics[id(font)].height()

    def lines(self, font: QFont, text: str, width: int, most: int = 1, indent: int = 0) -> tuple[str, ...]:
        """Break a text into at most so many lines of this width, the first one shorter by the indent.

        What is left over ends in an ellipsis.
        """
        key = (id(font), text, width, most, indent)
        found = self._lines.get(key)
        if found is None:
            if len(self._lines) > MOST_KEPT:
                self._lines.clear()
            found = self._lines[key] = tuple(_broken(self._metrics[id(font)], text, width, most, indent))
        return found


def _broken(metrics: QFontMetrics, text: str, width: int, most: int, indent: int) -> list[str]:
    lines: list[str] = []
    words = text.split(" ")
    while words and len(lines) < most - 1:
        room = width if lines else width - indent
        count = len(words)
        while count > 1 and metrics.horizontalAdvance(" ".join(words[:count])) > room:
            count -= 1
        if count == 1 and metrics.horizontalAdvance(words[0]) > room:
            break
        lines.append(" ".join(words[:count]))
        words = words[count:]
    if words:
        room = width if lines else width - indent
        lines.append(metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, max(room, 0)))
    return lines
