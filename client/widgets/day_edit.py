"""A field for a day that is always there, beside `editors.DayEditor` for one that may stay empty."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit


class DayEdit(QDateEdit):
    """A day, typed or picked from the calendar."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat("dd.MM.yyyy")
        self.show_day(day)

    def day(self) -> date:
        """Return the day that stands in the field."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def show_day(self, day: date) -> None:
        """Show another day."""
        self.setDate(QDate(day.year, day.month, day.day))
