"""From one day to another, with the weeks a step apart."""

from datetime import date, timedelta

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from client.core import clock
from client.core.i18n import _
from client.widgets.day_edit import DayEdit

WEEK = timedelta(days=7)


class Period(QWidget):
    """Two days that can be typed, and arrows that go a week back and on."""

    changed = Signal()

    def __init__(self, first: date | None = None, last: date | None = None) -> None:
        super().__init__()
        today = clock.today()
        monday = today - timedelta(days=today.weekday())
        self.first, self.last = DayEdit(first or monday), DayEdit(last or monday + WEEK - timedelta(days=1))
        self.first.setAccessibleName(_("From"))
        self.last.setAccessibleName(_("Until"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._arrow("◂", -1, _("Week before")))
        row.addWidget(self.first)
        row.addWidget(self.last)
        row.addWidget(self._arrow("▸", 1, _("Week after")))
        for edit in (self.first, self.last):
            edit.dateChanged.connect(lambda _day: self.changed.emit())

    def days(self) -> tuple[date, date]:
        """Return the first and the last day, in their order."""
        first, last = self.first.day(), self.last.day()
        return (first, last) if first <= last else (last, first)

    def show_days(self, first: date, last: date) -> None:
        """Turn to other days."""
        for edit, day in ((self.first, first), (self.last, last)):
            with QSignalBlocker(edit):
                edit.show_day(day)
        self.changed.emit()

    def _arrow(self, sign: str, weeks: int, words: str) -> QToolButton:
        made = QToolButton()
        made.setText(sign)
        made.setToolTip(words)
        made.setAccessibleName(words)
        made.setAutoRaise(True)
        made.clicked.connect(lambda: self._step(weeks))
        return made

    def _step(self, weeks: int) -> None:
        first, last = self.days()
        self.show_days(first + weeks * WEEK, last + weeks * WEEK)
