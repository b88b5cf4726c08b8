"""The cursor of a grid: arrows go from card to card and from cell to cell, with Shift they choose on the way."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from client.widgets.week_board.model.sheets import Spot

if TYPE_CHECKING:
    from client.widgets.week_board.input.area import WeekArea

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
FAR = 1_000
ENDS = {
    Qt.Key.Key_Home: (-FAR, 0),
    Qt.Key.Key_End: (FAR, 0),
    Qt.Key.Key_PageUp: (0, -FAR),
    Qt.Key.Key_PageDown: (0, FAR),
}


class Walking:
    """Takes the keys of one grid that move its cursor."""

    def __init__(self, area: "WeekArea") -> None:
        self._area = area
        self._begun: Spot | None = None

    def take(self, event: QKeyEvent) -> bool:
        step = ARROWS.get(Qt.Key(event.key())) or ENDS.get(Qt.Key(event.key()))
        if step is None or self._area.content.sheet is None or not self._area.content.views:
            return False
        choosing = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not choosing or self._begun is None:
            self._begun = self._area.pointers.cursor
        if choosing or self._area.board.holding.events or not self._within_cell(step):
            self._to(self._area.content.sheet.beside(self._area.pointers.cursor, *step), step)
        self._choose(choosing=choosing)
        return True

    def _within_cell(self, step: tuple[int, int]) -> bool:
        """Go on to the next card of the same cell, if there is one on this way."""
        pointers = self._area.pointers
        here = self._area.content.cell(pointers.cursor)
        if pointers.current not in here or step[0] not in (-1, 1):
            return False
        place = here.index(pointers.current) + step[0]
        if not 0 <= place < len(here):
            return False
        self._area.point(pointers.cursor, here[place])
        return True

    def _to(self, spot: Spot, step: tuple[int, int]) -> None:
        """Go into another cell: to its first card, or coming from the right to its last."""
        here = self._area.content.cell(spot)
        self._area.point(spot, here[-1] if here and step[0] < 0 else None)

    def _choose(self, *, choosing: bool) -> None:
        area = self._area
        if area.board.holding.events:
            return
        current = area.pointers.current
        if not choosing:
            area.board.select(() if current is None else {current})
            return
        area.board.select(area.content.block(self._begun or area.pointers.cursor, area.pointers.cursor))
