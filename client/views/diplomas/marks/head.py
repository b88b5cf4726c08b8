"""The head of the sheet of marks: names of students stand upright, below each the sums of hours and credits."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from client.core.theme import colours
from client.widgets.measures import letters_wide

#: How many letters of a name are whole, and how wide a column of marks is.
NAME_LETTERS, MARK_LETTERS = 22, 5
SHADE, SPACE = 34, 6
LEFT, RIGHT = (
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
)


class HeadSums(NamedTuple):
    """What stands below the head of a column: a line of hours, one of credits, and which is not the plan's."""

    hours: str = ""
    credits: str = ""
    hours_off: bool = False
    credits_off: bool = False


class MarksHead(QHeaderView):
    """Turns what it is told to turn; all other heads stand as usual."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self._turned: frozenset[int] = frozenset()
        self._sums: Mapping[int, HeadSums] = {}

    def show_sums(self, turned: frozenset[int], sums: Mapping[int, HeadSums]) -> None:
        """Say which columns are turned, and what stands below their heads."""
        self._turned, self._sums = turned, sums
        self.viewport().update()

    def sums(self, place: int) -> HeadSums:
        """Return what stands below the head of a column."""
        return self._sums.get(place, HeadSums())

    def upright(self, place: int) -> bool:
        """Tell whether the head of a column stands upright."""
        return place in self._turned

    def set_turned(self, turned: frozenset[int]) -> None:
        """Say which columns are turned before their widths are measured."""
        self._turned = turned

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:  # noqa: N803 - Qt calls it so
        size = super().sectionSizeFromContents(logicalIndex)
        height = self._names_high() + 2 * self._line()
        width = letters_wide(self, MARK_LETTERS) if logicalIndex in self._turned else size.width()
        return QSize(width, height)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt calls it so
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(colours().window))
        painter.setPen(QColor(colours().line))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        name = rect.adjusted(0, 0, 0, -2 * self._line() - 2)
        text = str(self.model().headerData(logicalIndex, self.orientation()) or "")
        painter.setPen(QColor(colours().text))
        if logicalIndex in self._turned:
            self._upright(painter, name, text)
        else:
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 8)
            painter.drawText(
                name.adjusted(4, 0, -4, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, cut
            )
        self._below(painter, rect, self.sums(logicalIndex))
        painter.restore()

    def _upright(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.save()
        painter.translate(rect.left(), rect.bottom())
        painter.rotate(-90)
        room = QRect(4, 0, rect.height() - 6, rect.width())
        painter.drawText(
            room, LEFT, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        )
        painter.restore()

    def _below(self, painter: QPainter, rect: QRect, sums: HeadSums) -> None:
        line = self._line()
        top = rect.bottom() - 2 * line
        for text, off in ((sums.hours, sums.hours_off), (sums.credits, sums.credits_off)):
            room = QRect(rect.left(), top, rect.width() - 1, line)
            if off:
                shade = QColor(colours().bad)
                shade.setAlpha(SHADE)
                painter.fillRect(room, shade)
            painter.setPen(QColor(colours().bad if off else colours().quiet))
            painter.drawText(room.adjusted(3, 0, -3, 0), RIGHT, text)
            top += line

    def _names_high(self) -> int:
        """Return how high the longest name stands, as far as it is to be whole."""
        model, metrics = self.model(), self.fontMetrics()
        if model is None:
            return 0
        names = (str(model.headerData(place, self.orientation()) or "") for place in self._turned)
        longest = max(map(metrics.horizontalAdvance, names), default=0)
        return min(letters_wide(self, NAME_LETTERS), longest + 2 * SPACE)

    def _line(self) -> int:
        return self.fontMetrics().height() + 1
