"""Keyboard navigation of a grid: arrows go from card to card and from cell to cell, with Shift they choose."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from client.widgets.week_board.input.pointing import Pointing
from client.widgets.week_board.model.sheets import Spot

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

    def __init__(self, pointing: Pointing) -> None:
        self._pointing = pointing
        self._begun: Spot | None = None

    def take(self, event: QKeyEvent) -> bool:
        step = ARROWS.get(Qt.Key(event.key())) or ENDS.get(Qt.Key(event.key()))
        sheet, pointers = self._pointing.content.sheet, self._pointing.pointers
        if step is None or sheet is None or not self._pointing.content.views:
            return False
        choosing = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not choosing or self._begun is None:
            self._begun = pointers.cursor
        if choosing or self._pointing.board.holding.events or not self._within_cell(step):
            self._to(sheet.beside(pointers.cursor, *step), step)
        self._choose(choosing=choosing)
        return True

    def _within_cell(self, step: tuple[int, int]) -> bool:
        """Go on to the next card of the same cell, if there is one on this way."""
        pointers = self._pointing.pointers
        here = self._pointing.content.cell(pointers.cursor)
        if pointers.current not in here or step[0] not in (-1, 1):
            return False
        place = here.index(pointers.current) + step[0]
        if not 0 <= place < len(here):
            return False
        self._pointing.point(pointers.cursor, here[place])
        return True

    def _to(self, spot: Spot, step: tuple[int, int]) -> None:
        """Go into another cell: to its first card, or coming from the right to its last."""
        here = self._pointing.content.cell(spot)
        self._pointing.point(spot, here[-1] if here and step[0] < 0 else None)

    def _choose(self, *, choosing: bool) -> None:
        board, pointers = self._pointing.board, self._pointing.pointers
        if board.holding.events:
            return
        if choosing:
            begun = self._begun or pointers.cursor
            board.select(self._pointing.content.block(begun, pointers.cursor))
        else:
            board.select(() if pointers.current is None else {pointers.current})
