"""The colours of series: told apart by the colour-blind too, at least 3 : 1 on their ground, each with a pattern."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor

from client.core.theme import DARK, colours

#: Blue, orange, green, violet, grey, brown; neighbours differ in lightness as well.
ON_LIGHT = ("#1a5fb4", "#c2570c", "#0b8a63", "#a0489b", "#5a6472", "#8a6a00")
ON_DARK = ("#78aef0", "#f0a04b", "#4fc49a", "#d896d2", "#a2acb9", "#d9c25a")
#: Drawn over the colour in that of the ground.
PATTERNS = (
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.VerPattern,
    Qt.BrushStyle.DiagCrossPattern,
)


def series_colour(series: int) -> QColor:
    """Return the colour of a series in the theme in use."""
    palette = ON_DARK if colours() is DARK else ON_LIGHT
    return QColor(palette[series % len(palette)])


def pattern(series: int) -> QBrush:
    """Return what is drawn over the colour of a series."""
    return QBrush(QColor(colours().base), PATTERNS[series % len(PATTERNS)])


def shade(share: float) -> QColor:
    """Return the ground of a heat map's cell: from nearly the ground to a tone on which text can still be read."""
    ground, full = QColor(colours().base), QColor(colours().accent)
    part = 0.08 + 0.37 * share
    low, high = ((each.red(), each.green(), each.blue()) for each in (ground, full))
    return QColor(*(round(one + (other - one) * part) for one, other in zip(low, high, strict=True)))
