"""A field for millimetres or points: one digit after the comma, arrows step by a tenth, Page Up and Down by one."""

from decimal import Decimal

from PySide6.QtCore import QLocale
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from client.widgets.kept_input import KeptField
from client.widgets.measures import letters_wide
from shared.layouts.field import TENTH

LETTERS = 7


class Millimetres(QDoubleSpinBox):
    """Says decimals, so that no tenth is rounded on its way."""

    def __init__(
        self, least: Decimal, most: Decimal, value: Decimal = Decimal(0), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setDecimals(1)
        self.setRange(float(least), float(most))
        self.setSingleStep(float(TENTH))
        self.setKeyboardTracking(False)
        self.setLocale(QLocale(QLocale.Language.Russian))  # a comma, whatever the computer thinks
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self.setValue(float(value))

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Take the point of the number pad for a comma."""
        return super().validate(text.replace(".", ","), position)

    def decimal(self) -> Decimal:
        return Decimal(str(self.value())).quantize(TENTH)

    def show_decimal(self, value: Decimal) -> None:
        """Show a number without telling."""
        self.blockSignals(True)
        self.setValue(float(value))
        self.blockSignals(False)

    def kept(self) -> KeptField:
        """Return how a draft keeps it."""
        return KeptField(self.decimal, lambda value: self.setValue(float(value)), self.valueChanged.connect)
