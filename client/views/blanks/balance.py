"""The balance of blanks between two days, the blanks behind a number, and the book of what was issued."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QAbstractItemView

from client.core import actions, clock
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.blanks import balance
from client.data.blanks.balance import CUTS, KIND, Asked, Balance, Number
from client.data.blanks.holdings import holding_names
from client.views.blanks.papers import print_year
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.reading_window import ReadingWindow
from client.widgets.staleness import Staleness
from client.widgets.workplace import Workplace
from reports.common.table import Table

EVERYBODY = -1
YEAR = Command(N_("Yearly report"), ("Ctrl+Shift+P",), "print")
ACTS = "blanks.act"
REPORTERS = ("hemis_registrar", "hemis_faculty")


class Between(ReadingWindow):
    """A window of two days; it begins with the year that runs."""

    def __init__(self, workplace: Workplace, title: str) -> None:
        super().__init__(workplace, title)
        today = clock.today()
        self.first, self.last = DayEdit(today.replace(month=1, day=1)), DayEdit(today)
        for field, name in ((self.first, _("From")), (self.last, _("Until"))):
            field.setAccessibleName(name)
            field.dateChanged.connect(self.reload)
        self._staleness = Staleness(workplace.changes, (ACTS,), self)
        self._staleness.reload_wanted.connect(self.reload)

    def in_order(self) -> bool:
        """Tell whether the first day is not after the last, or say so."""
        if self.first.day() <= self.last.day():
            self._staleness.refreshed()
            return True
        self.message.say(_("The first day comes after the last one."))
        return False

    def state(self) -> dict[str, Any]:
        return {"first": self.first.day().isoformat(), "last": self.last.day().isoformat()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the two days."""
        for field, name in ((self.first, "first"), (self.last, "last")):
            if day := state.get(name):
                field.show_day(date.fromisoformat(day))


class BalanceWindow(Between):
    """Every number opens its blanks, where the role reads them."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, _("Balance of blanks"))
        self.cut, self.unit = Combo(), OfferedBox()
        for key, label in CUTS.items():
            self.cut.addItem(_(label), key)
        self.unit.fill(((EVERYBODY, _("All holdings")),))
        self.cut.setAccessibleName(_("By what"))
        self.unit.setAccessibleName(_("Held by"))
        self._balance: Balance | None = None
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.lay_out(self.first, self.last, self.cut, self.unit)
        if workplace.session.role in REPORTERS:
            self.bar.addAction(actions.action(self, YEAR, self.print_year))
        self.cut.currentIndexChanged.connect(self.reload)
        self.unit.currentIndexChanged.connect(self.reload)
        workplace.tasks.run(self, partial(holding_names, workplace.gateway), self._offer, self.message.refuse)
        self.reload()

    def reload(self) -> None:
        if self.in_order():
            self.read(partial(balance.balance, self._workplace.gateway, self._asked()), self._show)

    def state(self) -> dict[str, Any]:
        return super().state() | {"cut": self.cut.currentData(), "unit": self.unit.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to days, rows and holding."""
        super().restore(state)
        self.cut.setCurrentIndex(max(0, self.cut.findData(state.get("cut") or KIND)))
        self.unit.wish(state.get("unit", EVERYBODY))

    def activated(self, key: int) -> None:
        """A number opens its blanks."""
        if self._balance is not None and self._workplace.navigator.has("blank-balance-blanks"):
            which = self._balance.number(key, max(0, self.table.currentIndex().column()))
            self._workplace.navigator.open("blank-balance-blanks", which=which.as_text())

    def print_year(self) -> None:
        """Show the report of the year of the last day, of the chosen holding; a faculty's is its own."""
        print_year(self._workplace, self, self.last.day().year, self._asked().unit or None)

    def _asked(self) -> Asked:
        unit = self.unit.currentData()
        return Asked(
            self.first.day(),
            self.last.day(),
            self.cut.currentData(),
            None if unit in (None, EVERYBODY) else unit,
        )

    def _offer(self, found: dict[int, str]) -> None:
        self.unit.fill(found.items(), EVERYBODY)

    def _show(self, made: Balance) -> None:
        self._balance = made
        shown = made.table
        self.show_rows(shown, range(len(shown.rows)), (30, *(10 for _each in shown.columns[1:])), (0,))


class BalanceBlanks(ReadingWindow):
    """The blanks behind a number, as many as it says."""

    def __init__(self, workplace: Workplace, *, which: str) -> None:
        super().__init__(workplace, _("Blanks of the balance"))
        self._which = Number.of_text(which)
        self.lay_out()
        self.reload()

    def reload(self) -> None:
        work = partial(balance.blanks_of, self._workplace.gateway, self._which)
        self.read(work, lambda found: self._show(*found))

    def activated(self, key: int) -> None:
        """Open the blank with its life."""
        self._workplace.navigator.open("blank", record_id=key)

    def _show(self, made: Table, keys: list[int]) -> None:
        self.show_rows(made, keys, (16, 34, 24, 13), (1,))
        self.sum.setText(f"{made.title}. {made.footer}")


class BookWindow(Between):
    """The diploma distribution book: what was issued, to whom, by what document; on paper with a place to sign."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, _("Diploma distribution book"))
        self.lay_out(self.first, self.last)
        self.reload()

    def reload(self) -> None:
        if self.in_order():
            work = partial(balance.book, self._workplace.gateway, self.first.day(), self.last.day())
            self.read(work, lambda found: self._show(*found))

    def activated(self, key: int) -> None:
        """Open the blank with its life."""
        self._workplace.navigator.open("blank", record_id=key)

    def _show(self, made: Table, keys: list[int]) -> None:
        self.show_rows(made, keys, (13, 26, 30, 12, 28, 20, 9), (2,))
