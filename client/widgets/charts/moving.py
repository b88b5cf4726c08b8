"""Which number an arrow key comes to: bars lie, so their categories are up and down; others stand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from shared.charts.chart import Chart
from shared.charts.layout import Mark

LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down
STEPS = {LEFT: (-1, 0), RIGHT: (1, 0), UP: (0, -1), DOWN: (0, 1)}


def moved(chart: Chart, marks: Sequence[Mark], mark: Mark, key: Qt.Key) -> Mark | None:
    """Return the next number in that direction, the same at the edge; None for a key that does not move."""
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        return marks[0] if key == Qt.Key.Key_Home else marks[-1]
    if key not in STEPS:
        return None
    across, down = STEPS[key]
    lying = chart.kind in ("bars", "stacked")
    by_series, by_category = (across, down) if lying else (down, across)
    if chart.kind == "lines":
        by_series = -by_series if by_series else 0
    if by_category:
        ahead = [each for each in marks if (each.category - mark.category) * by_category > 0]
        return min(
            ahead,
            key=lambda each: (abs(each.category - mark.category), abs(each.series - mark.series)),
            default=mark,
        )
    ahead = [
        each
        for each in marks
        if each.category == mark.category and (each.series - mark.series) * by_series > 0
    ]
    return min(ahead, key=lambda each: abs(each.series - mark.series), default=mark)
