"""The box with a list that drops down: as wide as its longest entry, and its list always shows entries whole."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QToolTip, QWidget

#: What a box without a width of its own grows to, and what it may be squeezed to, in letters.
WIDEST, NARROWEST = 360, 10
#: The frame of the list and the room beside its texts; the frame of the box, its edges and the arrow.
AROUND, BESIDE = 16, 34


class Combo(QComboBox):
    """What does not fit into the box is cut with three dots, and stands in its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def sizeHint(self) -> QSize:
        # Layouts ask often: of a long text as many letters are measured as fit at most, three pixels each.
        hint, texts = super().sizeHint(), (self.itemText(row)[: WIDEST // 3] for row in range(self.count()))
        longest = max(map(self.fontMetrics().horizontalAdvance, texts), default=0)
        return QSize(min(max(hint.width(), longest + BESIDE + 4), WIDEST), hint.height())

    def minimumSizeHint(self) -> QSize:
        least, whole = self.fontMetrics().averageCharWidth() * NARROWEST + BESIDE, self.sizeHint()
        return QSize(min(least, whole.width()), whole.height())

    def showPopup(self) -> None:
        view = self.view()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        view.setMinimumWidth(max(self.width(), view.sizeHintForColumn(self.modelColumn()) + bar + AROUND))
        view.setTextElideMode(Qt.TextElideMode.ElideNone)
        super().showPopup()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        option.currentText = self._fitting(option.currentText)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._is_cut():
            QToolTip.showText(event.globalPos(), self.toolTip() or self.currentText(), self)
            return True
        return super().event(event)

    def _is_cut(self) -> bool:
        return not self.isEditable() and self._fitting(self.currentText()) != self.currentText()

    def _fitting(self, text: str) -> str:
        """Return a text as it fits into the box beside the arrow."""
        room = self.width() - BESIDE
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room) if room > 0 else text
