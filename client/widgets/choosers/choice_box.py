"""A choice as wide as its longest entry within bounds: a longer one is shortened with …, its tip says the whole."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from client.widgets.measures import letters_wide

#: What stands beside the letters of an entry in the list that comes down.
BAR = 28


class ChoiceBox(QComboBox):
    """Bounds are in letters; the list that comes down shows its entries whole."""

    def __init__(self, least: int = 12, most: int = 34, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.currentTextChanged.connect(self.setToolTip)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        least, most = self._bound(self._least), self._bound(self._most)
        return QSize(min(max(hint.width(), least), most), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._bound(self._least), super().minimumSizeHint().height())

    def showPopup(self) -> None:
        room = self.screen().availableGeometry().width()
        self.view().setMinimumWidth(min(self.view().sizeHintForColumn(0) + BAR, room))
        super().showPopup()

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self)
        option.currentText = option.fontMetrics.elidedText(  # type: ignore[attr-defined]
            self.currentText(), Qt.TextElideMode.ElideRight, room.width() - 4
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _bound(self, letters: int) -> int:
        return letters_wide(self, letters) + BAR
