"""The balance of movement between two days, as a table that is printed and written to Excel."""

from datetime import date
from functools import partial
from typing import Any

from client.core import clock
from client.core.i18n import _
from client.data.movement import balance
from client.widgets.day_edit import DayEdit
from client.widgets.reading_window import ReadingWindow
from client.widgets.staleness import Staleness
from client.widgets.workplace import Workplace
from reports.common.table import Table


class BalanceWindow(ReadingWindow):
    """It begins with the academic year that runs."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, _("Balance of movement"))
        today = clock.today()
        self.first = DayEdit(today.replace(year=today.year - (today.month < 9), month=9, day=1))  # noqa: PLR2004
        self.last = DayEdit(today)
        self.first.setAccessibleName(_("From"))
        self.last.setAccessibleName(_("Until"))
        self.lay_out(self.first, self.last)
        for each in (self.first, self.last):
            each.dateChanged.connect(self.reload)
        self._staleness = Staleness(workplace.changes, ("movement.decree",), self)
        self._staleness.reload_wanted.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        first, last = self.first.day(), self.last.day()
        if first > last:
            self.message.say(_("The first day comes after the last one."))
            return
        self._staleness.refreshed()
        self.read(partial(balance.balance, self._workplace.gateway, first, last), self._show)

    def state(self) -> dict[str, Any]:
        return {"first": self.first.day().isoformat(), "last": self.last.day().isoformat()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the two days."""
        for field, name in ((self.first, "first"), (self.last, "last")):
            if day := state.get(name):
                field.show_day(date.fromisoformat(day))

    def activated(self, key: int) -> None:
        """A row is a sum; the orders behind it are in their list."""
        if self._workplace.navigator.has("index"):
            self._workplace.navigator.open("index")

    def _show(self, made: Table) -> None:
        self.show_rows(made, range(len(made.rows)), (34, *(12 for _each in made.columns[1:])), (0,))
