"""Hours of absence of students in a term, in all or by subject, with the levels that are reached and early warning."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox

from client.core import actions, clock
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.attendance import sums
from client.data.attendance.sums import Missed
from client.data.timetable import lessons
from client.data.timetable.lessons import TermRow
from client.views.attendance.absence_list import AbsenceList
from client.views.attendance.searched_table import SearchedTable
from client.widgets.choosers.term_box import TermBox
from client.widgets.combo import Combo
from client.widgets.formatting import grouped, shown
from client.widgets.line_table import LineTable
from client.widgets.workplace import Workplace
from shared.attendance.levels import Level, hours_left, percent, reached_hours, reached_share
from shared.names import fold

OPEN_ROWS = Command(N_("Open the absences"), ("Ctrl+O",), "list")
IN_ALL = (
    (N_("Student"), 30), (N_("Group"), 9), (N_("Held hours"), 9), (N_("Absent"), 9), (N_("Without excuse"), 9),
    (N_("Level"), 30), (N_("Next level after"), 12),
)  # fmt: skip
OF_SUBJECT = (
    (N_("Student"), 28), (N_("Group"), 7), (N_("Subject"), 16), (N_("Planned h"), 6), (N_("Held h"), 6),
    (N_("Absent"), 7), (N_("Without excuse"), 8), (N_("Missed, %"), 7), (N_("At most, %"), 8), (N_("Level"), 16),
)  # fmt: skip


class MissedList(SearchedTable):
    """Term and group above; a line opens the absences it counts."""

    def __init__(self, workplace: Workplace, title: str, *, subjects: bool) -> None:
        columns, numbers = (OF_SUBJECT, (3, 4, 5, 6, 7, 8)) if subjects else (IN_ALL, (2, 3, 4, 6))
        table = LineTable(_(title), columns, numbers)
        super().__init__(workplace, _(title), table, ("attendance.ruling",))
        self.term, self.group = TermBox(), Combo()
        self.reached = QCheckBox(_("With a level only"))
        self._subjects = subjects
        self._terms: tuple[TermRow, ...] = ()
        self._levels: tuple[Level, ...] = ()
        self._read: tuple[Missed, ...] = ()
        self._shown: list[Missed] = []
        self._build()
        self.ask(partial(self._ask_first, workplace), self._offer)

    def reload(self) -> None:
        """Read the term again."""
        term = self.term.currentData()
        if term is None:
            self.told.setText(_("There is no term yet."))
            return
        self.ask(partial(sums.by_student, self._workplace.gateway, term), self._take)

    def open_rows(self) -> None:
        """Show the absences that a line counts."""
        row = self.table.currentRow()
        term = next((each for each in self._terms if each.id == self.term.currentData()), None)
        if term is None or not 0 <= row < len(self._shown):
            return
        line = self._shown[row]
        last = min(term.ends_on, clock.today() + timedelta(days=1))
        found = AbsenceList(self._workplace, student_id=line.student_id, first=term.starts_on, last=last)
        if self._subjects:
            found.search.setText(line.subject)
        found.title = line.student
        self._workplace.navigator.present(found)

    def state(self) -> dict[str, Any]:
        return {"term": self.term.currentData(), "search": self.search.text()}

    def restore(self, state: dict[str, Any]) -> None:
        self.search.setText(state.get("search") or "")
        self.term.wish(state.get("term"))

    def _ask_first(self, workplace: Workplace) -> tuple[tuple[TermRow, ...], tuple[Level, ...]]:
        return lessons.terms(workplace.gateway), sums.levels(workplace.gateway)

    def _offer(self, found: tuple[tuple[TermRow, ...], tuple[Level, ...]]) -> None:
        self._terms, self._levels = found
        self.term.offer(self._terms)
        self.term.currentIndexChanged.connect(lambda _place: self.reload())
        self.reload()

    def _take(self, found: tuple[Missed, ...]) -> None:
        summed = sums.by_subject(found) if self._subjects else sums.together(found)
        self._read = tuple(sorted(summed, key=lambda each: (-each.unexcused, -each.absent, each.student)))
        kept = self.group.currentData()
        self.group.blockSignals(True)
        self.group.clear()
        self.group.addItem(_("All groups"), None)
        for group in sorted({each.group for each in self._read if each.group}):
            self.group.addItem(group, group)
        self.group.setCurrentIndex(max(0, self.group.findData(kept)))
        self.group.blockSignals(False)
        self.show_found()

    def show_found(self) -> None:
        words, group = self.words(), self.group.currentData()
        self._shown = [
            each
            for each in self._read
            if group in (None, each.group)
            and (not self.reached.isChecked() or self._level(each) is not None)
            and all(word in fold(f"{each.student} {each.group} {each.subject}") for word in words)
        ]
        self.table.show_lines(self._texts(each) for each in self._shown)
        absent, unexcused = (
            sum(getattr(each, name) for each in self._shown) for name in ("absent", "unexcused")
        )
        self.told.setText(
            _(
                "Lines: {count}; hours of absence: {absent}, without excuse: {unexcused}",
                count=grouped(len(self._shown)),
                absent=grouped(absent),
                unexcused=grouped(unexcused),
            )
            if self._read
            else _("No attendance has been entered in this term yet.")
        )

    def _level(self, line: Missed) -> Level | None:
        if self._subjects:
            return reached_share(self._levels, line.attendance)
        return reached_hours(self._levels, line.unexcused)

    def _texts(self, line: Missed) -> Sequence[str]:
        level = self._level(line)
        called = level.name if level is not None else ""
        if self._subjects:
            return (
                line.student, line.group, line.subject, str(line.contact), str(line.held), str(line.absent or ""),
                str(line.unexcused or ""), shown(percent(line.attendance.share)),
                shown(percent(line.attendance.at_most)), called,
            )  # fmt: skip
        left = hours_left(self._levels, line.unexcused)
        return (
            line.student, line.group, str(line.held), str(line.absent or ""), str(line.unexcused or ""), called,
            _("{hours} h", hours=left) if left is not None else "",
        )  # fmt: skip

    def _build(self) -> None:
        self.group.setAccessibleName(_("Group"))
        self.group.setMinimumContentsLength(10)
        self.lay_out((self.term, self.group, self.reached), [actions.action(self, OPEN_ROWS, self.open_rows)])
        self.group.currentIndexChanged.connect(lambda _place: self.show_found())
        self.reached.toggled.connect(lambda _on: self.show_found())
        self.table.opened.connect(lambda _row: self.open_rows())


def attendance_report(workplace: Workplace) -> MissedList:
    """Make the report of students over a term."""
    return MissedList(workplace, N_("Report of attendance"), subjects=False)


def attendance_by_subject(workplace: Workplace) -> MissedList:
    """Make the report of students and subjects."""
    return MissedList(workplace, N_("Attendance by subject"), subjects=True)
