"""The balance of movement between two days: a table with its chart; every number opens its students."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QSplitter

from client.core import actions, clock
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.movement import balance
from client.data.movement.balance import CUTS, Balance, Number
from client.views.movement.issue_dialog import IssueDialog
from client.widgets.charts.panel import ChartPanel
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.reading_window import ReadingWindow
from client.widgets.staleness import Staleness
from client.widgets.workplace import Workplace
from reports.common.table import Table
from shared.models.movement_papers import BALANCE, FACULTY

ISSUE = Command(N_("Issue the balance …"), ("Ctrl+Shift+B",), "documents")
ISSUED = Command(N_("Issued balances"), ("Ctrl+Shift+I",), "list")
LETTERS = (30, 13, 11, 10, 18, 20, 14, 11)


class BalanceWindow(ReadingWindow):
    """It begins with the academic year that runs."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, _("Balance of movement"))
        today = clock.today()
        self.first = DayEdit(today.replace(year=today.year - (today.month < 9), month=9, day=1))  # noqa: PLR2004
        self.last = DayEdit(today)
        self.cut = Combo()
        for key, (label, _list) in CUTS.items():
            self.cut.addItem(_(label), key)
        for field, name in ((self.first, _("From")), (self.last, _("Until")), (self.cut, _("By what"))):
            field.setAccessibleName(name)
        self.chart: ChartPanel | None = None
        self._balance: Balance | None = None
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(self.table)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.lay_out(self.first, self.last, self.cut, beside=self._parts)
        if workplace.gateway.role in BALANCE.issuers:
            self.bar.addAction(actions.action(self, ISSUE, self.issue))
        self.bar.addAction(actions.action(self, ISSUED, self.open_issued))
        for each in (self.first, self.last):
            each.dateChanged.connect(self.reload)
        self.cut.currentIndexChanged.connect(self.reload)
        self._staleness = Staleness(workplace.changes, ("movement.decree",), self)
        self._staleness.reload_wanted.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        first, last = self.first.day(), self.last.day()
        if first > last:
            self.message.say(_("The first day comes after the last one."))
            return
        self._staleness.refreshed()
        workplace, cut = self._workplace, self.cut.currentData()
        self.read(
            partial(balance.balance, workplace.gateway, workplace.catalogue, first, last, cut), self._show
        )

    def state(self) -> dict[str, Any]:
        days = {"first": self.first.day().isoformat(), "last": self.last.day().isoformat()}
        return days | {"cut": self.cut.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the two days and the rows."""
        for field, name in ((self.first, "first"), (self.last, "last")):
            if day := state.get(name):
                field.show_day(date.fromisoformat(day))
        self.cut.setCurrentIndex(max(0, self.cut.findData(state.get("cut") or FACULTY)))

    def activated(self, key: int) -> None:
        """A number opens its students."""
        if self._balance is not None:
            self._open(self._balance.number(key, max(0, self.table.currentIndex().column())))

    def issue(self) -> None:
        """Ask of what the balance is issued, then freeze its numbers."""
        IssueDialog(self._workplace, (self.first.day(), self.last.day()), self.cut.currentData(), self).open()

    def open_issued(self) -> None:
        """Show the balances that were issued."""
        self._workplace.navigator.open("issued-balance")

    def _open(self, which: Number) -> None:
        self._workplace.navigator.open("movement-balance-students", which=which.as_text())

    def _open_bar(self, category: int, series: int) -> None:
        if self._balance is not None:
            self._open(self._balance.drawn(category, series))

    def _show(self, made: Balance) -> None:
        self._balance = made
        shown = made.table
        self.show_rows(shown, range(len(shown.rows)), (34, *(12 for _each in shown.columns[1:])), (0,))
        if self.chart is not None:
            self.chart.show_chart(made.chart)
            return
        self.chart = ChartPanel(self._workplace, made.chart)
        self.chart.opened.connect(self._open_bar)
        self._parts.addWidget(self.chart)
        self._parts.setSizes([1, 1])


class BalanceStudents(ReadingWindow):
    """The students behind a number, as many as it says."""

    def __init__(self, workplace: Workplace, *, which: str) -> None:
        super().__init__(workplace, _("Students of the balance"))
        self._which = Number.of_text(which)
        self.lay_out()
        self.reload()

    def reload(self) -> None:
        workplace = self._workplace
        work = partial(balance.students_of, workplace.gateway, workplace.catalogue, self._which)
        self.read(work, lambda found: self._show(*found))

    def activated(self, key: int) -> None:
        """Open the card, where the role has one."""
        if self._workplace.navigator.has("student-card"):
            super().activated(key)

    def _show(self, made: Table, keys: list[int]) -> None:
        self.show_rows(made, keys, LETTERS, (0,))
        self.sum.setText(f"{made.title}. {made.footer}")
