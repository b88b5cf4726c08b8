"""Results of the attestation of a year: a table with its picture; a number opens its students."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from client.core import clock
from client.core.i18n import _
from client.data.attestation import results, theses
from client.data.attestation.acts import SITTINGS
from client.data.attestation.results import CUTS, Row
from client.data.attestation.theses import Place
from client.data.records.list_filters import Filter
from client.widgets.charts.panel import ChartPanel
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.combo import Combo
from client.widgets.reading_window import ReadingWindow
from client.widgets.staleness import Staleness
from client.widgets.workplace import Workplace
from shared.models.attestation import KINDS

LETTERS = (40, 9, 9, 9, 5, 5, 5, 5, 13, 11, 12, 11, 9)
STUDENTS = "attested"
#: The month in which an academic year begins.
SEPTEMBER = 9


class AttestationResults(ReadingWindow):
    """By department, commission, supervisor or group, for dean, head and management."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, _("Results of the attestation"))
        self.year, self.kind, self.cut = OfferedBox(), Combo(), Combo()
        self.kind.addItem(_("Examinations and defences"), "")
        for code, name in KINDS.items():
            self.kind.addItem(_(name), code)
        for key, (label, _column) in CUTS.items():
            self.cut.addItem(_(label), key)
        for field, name in (
            (self.year, _("Academic year")),
            (self.kind, _("Kind of attestation")),
            (self.cut, _("By what")),
        ):
            field.setAccessibleName(name)
        self.chart: ChartPanel | None = None
        self._rows: Sequence[Row] = ()
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(self.table)
        self.lay_out(self.year, self.kind, self.cut, beside=self._parts)
        for each in (self.year, self.kind, self.cut):
            each.currentIndexChanged.connect(self.reload)
        self._staleness = Staleness(workplace.changes, (*SITTINGS, "grades.line"), self)
        self._staleness.reload_wanted.connect(self.reload)
        today = clock.today()
        last = today.year - (today.month < SEPTEMBER)
        self.read(partial(theses.years, workplace.gateway, last), self._offer)

    def reload(self) -> None:
        if (year := self.year.currentData()) is None:
            return
        self._staleness.refreshed()
        cut, kind = self.cut.currentData(), self.kind.currentData()
        self.read(partial(results.by, self._workplace.gateway, cut, year, kind), self._show)

    def state(self) -> dict[str, Any]:
        return {
            "year": self.year.currentData(),
            "kind": self.kind.currentData(),
            "cut": self.cut.currentData(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the year and the rows."""
        self.year.wish(state.get("year"))
        self.kind.setCurrentIndex(max(0, self.kind.findData(state.get("kind"))))
        self.cut.setCurrentIndex(max(0, self.cut.findData(state.get("cut"))))

    def activated(self, key: int) -> None:
        """Open the students of a row."""
        row = self._rows[key]
        filters = [Filter("commission.year", "equals", (self.year.currentData(),))]
        if row.key is not None:
            filters.append(Filter(CUTS[self.cut.currentData()][1], "equals", (row.key,)))
        self._workplace.navigator.open(STUDENTS, filters=tuple(filters))

    def _offer(self, years: list[Place]) -> None:
        self.year.fill(years)
        self.reload()

    def _open_bar(self, category: int, _series: int) -> None:
        self.activated(category)

    def _show(self, rows: list[Row]) -> None:
        self._rows, cut = rows, self.cut.currentData()
        made = results.as_table(rows, cut, f"{self.title}, {self.year.currentText()}")
        self.show_rows(made, range(len(rows)), LETTERS, (0,))
        if not rows:
            self.sum.setText(_("Nobody stood before a commission in this year."))
        chart = results.as_chart(rows, cut, self.title)
        if self.chart is not None:
            self.chart.show_chart(chart)
            return
        self.chart = ChartPanel(self._workplace, chart)
        self.chart.opened.connect(self._open_bar)
        self._parts.addWidget(self.chart)
        self._parts.setSizes([1, 1])
