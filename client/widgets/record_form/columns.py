"""The columns of a form: one, or two beside one another where both have room for their widest field."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from client.widgets.editors.editor import WIDEST

LABEL_WIDTH = 190
#: A label, the dot of a change, an editor and the gap to the next column.
COLUMN = LABEL_WIDTH + WIDEST + 40


class Columns:
    """Keeps groups of fields in their order, from above, then from the left."""

    def __init__(self, holder: QWidget) -> None:
        self._line = QHBoxLayout(holder)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(24)
        self._sides = QVBoxLayout(), QVBoxLayout()
        self._blocks: list[tuple[QVBoxLayout, int]] = []
        self._beside = 0
        for side in self._sides:
            side.setSpacing(6)
            self._line.addLayout(side, 1)
        self._line.setStretch(1, 0)

    def add(self, block: QVBoxLayout, fields: int) -> None:
        """Put a group of so many fields under the others."""
        self._blocks.append((block, fields))
        self._sides[0].addLayout(block)

    def fit(self, width: int) -> None:
        """Stand the latter half of the fields beside the former, if there is room; the order of Tab stays."""
        beside = self._latter_half() if width >= 2 * COLUMN else 0
        if beside == self._beside:
            return
        self._beside = beside
        for side in self._sides:
            while side.count():
                side.takeAt(0)
        former = len(self._blocks) - beside
        for place, (block, _fields) in enumerate(self._blocks):
            block.setParent(None)
            self._sides[place >= former].addLayout(block)
        for side in self._sides:
            side.addStretch()
        self._line.setStretch(1, 1 if beside else 0)

    def _latter_half(self) -> int:
        """Return how many groups stand in the second column, so that both are about as long."""
        every = sum(fields for _block, fields in self._blocks)
        sums = [sum(fields for _block, fields in self._blocks[:n]) for n in range(1, len(self._blocks))]
        if not sums:
            return 0
        former = 1 + min(range(len(sums)), key=lambda n: abs(2 * sums[n] - every))
        return len(self._blocks) - former
