"""Absences in a row: who stays away from one lesson after the other, those who still do first."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QSpinBox

from client.core import actions
from client.core.i18n import N_, _
from client.data.attendance import sums
from client.data.attendance.sums import AbsenceRun
from client.data.timetable import lessons
from client.data.timetable.lessons import TermRow
from client.views.attendance.absence_list import AbsenceList
from client.views.attendance.missed_list import OPEN_ROWS
from client.views.attendance.searched_table import SearchedTable
from client.widgets.choosers.term_box import TermBox
from client.widgets.formatting import grouped, shown
from client.widgets.line_table import LineTable
from client.widgets.workplace import Workplace
from shared.names import fold

COLUMNS = (
    (N_("Student"), 30), (N_("Group"), 10), (N_("Pairs in a row"), 8), (N_("Hours"), 7), (N_("Without excuse"), 9),
    (N_("From"), 11), (N_("Until"), 11), (N_("Still absent"), 12),
)  # fmt: skip
NUMBERS = (2, 3, 4)
#: A day and a half of lessons.
USUAL, MOST = 5, 200


class RunList(SearchedTable):
    """Term and number of pairs above; a line opens the absences of its days."""

    def __init__(self, workplace: Workplace) -> None:
        title = _("Absences in a row")
        table = LineTable(title, COLUMNS, NUMBERS)
        super().__init__(workplace, title, table, ("attendance.sheet", "attendance.ruling"))
        self.term, self.least = TermBox(), QSpinBox()
        self._read: tuple[AbsenceRun, ...] = ()
        self._shown: list[AbsenceRun] = []
        self._build()
        self.ask(partial(lessons.terms, workplace.gateway), self._offer)

    def reload(self) -> None:
        """Read the term again."""
        term = self.term.currentData()
        if term is None:
            self.told.setText(_("There is no term yet."))
            return
        self.ask(partial(sums.runs, self._workplace.gateway, term, self.least.value()), self._take)

    def open_rows(self) -> None:
        """Show the absences that a line counts."""
        row = self.table.currentRow()
        if 0 <= row < len(self._shown):
            line = self._shown[row]
            found = AbsenceList(self._workplace, student_id=line.student_id, first=line.first, last=line.last)
            found.title = line.student
            self._workplace.navigator.present(found)

    def state(self) -> dict[str, Any]:
        return {"term": self.term.currentData(), "least": self.least.value(), "search": self.search.text()}

    def restore(self, state: dict[str, Any]) -> None:
        self.search.setText(state.get("search") or "")
        self.least.setValue(state.get("least") or USUAL)
        self.term.wish(state.get("term"))

    def show_found(self) -> None:
        words = self.words()
        self._shown = [
            each for each in self._read if all(word in fold(f"{each.student} {each.group}") for word in words)
        ]
        self.table.show_lines(map(_texts, self._shown))
        self.told.setText(
            _(
                "Lines: {count}; still absent: {lasting}",
                count=grouped(len(self._shown)),
                lasting=grouped(sum(each.lasts for each in self._shown)),
            )
            if self._read
            else _("Nobody was absent from so many lessons in a row.")
        )

    def _offer(self, found: tuple[TermRow, ...]) -> None:
        self.term.offer(found)
        self.term.currentIndexChanged.connect(lambda _place: self.reload())
        self.reload()

    def _take(self, found: tuple[AbsenceRun, ...]) -> None:
        self._read = found
        self.show_found()

    def _build(self) -> None:
        self.least.setRange(2, MOST)
        self.least.setValue(USUAL)
        self.least.setPrefix(_("at least") + " ")
        self.least.setAccessibleName(_("Pairs in a row, at least"))
        self.lay_out((self.term, self.least), [actions.action(self, OPEN_ROWS, self.open_rows)])
        self.least.valueChanged.connect(lambda _least: self.reload())
        self.table.opened.connect(lambda _row: self.open_rows())


def _texts(run: AbsenceRun) -> Sequence[str]:
    return (
        run.student, run.group, str(run.pairs), str(run.hours or ""), str(run.unexcused or ""), shown(run.first),
        shown(run.last), _("yes") if run.lasts else "",
    )  # fmt: skip
