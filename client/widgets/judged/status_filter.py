"""Buttons that show the lines of one status, or all, each with how many there are."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from client.core.i18n import _
from client.data.imports.planning import RowStatus
from client.data.imports.presenting import status_text

EACH: tuple[RowStatus | None, ...] = (None, *RowStatus)


class StatusFilter(QWidget):
    """One of the buttons is pressed; the first shows all."""

    #: A person wants to see the lines of this status, None is all.
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for number, _status in enumerate(EACH):
            button = QPushButton()
            button.setCheckable(True)
            button.setAutoDefault(False)
            self._group.addButton(button, number)
            line.addWidget(button)
        line.addStretch(1)
        self._group.idClicked.connect(lambda number: self.chosen.emit(EACH[number]))

    def button(self, number: int) -> QAbstractButton:
        """Return the button of all, or of a status in its order."""
        return self._group.button(number)

    def status(self) -> RowStatus | None:
        """Return the status that is shown; None is all."""
        return EACH[max(0, self._group.checkedId())]

    def press(self, status: RowStatus | None) -> None:
        """Show which one is looked at; nobody is told."""
        self.button(EACH.index(status)).setChecked(True)

    def show_counts(self, every: int, counts: Mapping[RowStatus, int]) -> None:
        """Show how many lines there are, and how many of each status; what there is none of is left out."""
        self.button(0).setText(_("All: {count}", count=every))
        for number, status in enumerate(RowStatus, 1):
            count = counts.get(status, 0)
            self.button(number).setText(f"{status_text(status)}: {count}")
            self.button(number).setVisible(bool(count) or self.button(number).isChecked())
