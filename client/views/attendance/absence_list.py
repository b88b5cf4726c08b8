"""Absences of a period and what is ruled about them: excused, corrected, made up, not made up, taken back."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QMenu, QToolButton, QWidget

from client.core import actions, clock
from client.core.actions import Command
from client.core.i18n import N_, _, names
from client.core.icons import icon
from client.data.attendance import absences
from client.data.attendance.absences import MOST, Absence
from client.views.attendance.excuse_dialog import ExcuseDialog
from client.views.attendance.period import Period
from client.views.attendance.searched_table import SearchedTable
from client.widgets.formatting import grouped, shown
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.line_table import LineTable
from client.widgets.workplace import Workplace
from shared.models.attendance import (
    ABSENT,
    CORRECTED,
    EXCUSED,
    LATE,
    MADE_UP,
    MARKS,
    NOT_MADE_UP,
    PRESENT,
    RULINGS,
)
from shared.names import fold, signed

TRAINING = "h_training_type"
COLUMNS = (
    (N_("Student"), 24), (N_("Group"), 7), (N_("Day"), 10), (N_("Pair"), 5), (N_("Subject"), 18),
    (N_("Mark given"), 11), (N_("Ruling"), 18), (N_("Without excuse"), 8), (N_("Reason"), 14), (N_("Teacher"), 13),
)  # fmt: skip
NUMBERS = (3, 7)
WATCHED = timedelta(days=13)
#: What can be ruled: kind, the mark that should be, what it is called.
ACTS: tuple[tuple[str, str | None, str], ...] = (
    (EXCUSED, None, N_("Excused")),
    (MADE_UP, None, N_("Made up")),
    (NOT_MADE_UP, None, N_("Not made up")),
    (CORRECTED, PRESENT, N_("Correct to present")),
    (CORRECTED, ABSENT, N_("Correct to absent")),
    (CORRECTED, LATE, N_("Correct to late")),
)
DOCUMENT = Command(N_("Excuse document"), ("Ctrl+Shift+D",), "add")
TAKE_BACK = Command(N_("Take the ruling back"), (), "undo")


class AbsenceList(SearchedTable):
    """A period above, its absences below; a dean's office rules about those that are selected."""

    def __init__(
        self,
        workplace: Workplace,
        *,
        student_id: int | None = None,
        class_id: int | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> None:
        title, today = _("Status of absences"), clock.today()
        table = LineTable(title, COLUMNS, NUMBERS, several=True)
        super().__init__(workplace, title, table, ("attendance.sheet", "attendance.ruling"))
        self.period = Period(first or today - WATCHED, last or today)
        self.unruled = QCheckBox(_("Without a ruling only"))
        self._of = {"student": student_id, "class_id": class_id}
        self._rules = workplace.gateway.role == "hemis_faculty"
        self._read: tuple[Absence, ...] = ()
        self._shown: list[Absence] = []
        self._build()
        self.reload()

    def reload(self) -> None:
        """Read the period again."""
        first, last = self.period.days()
        self.ask(partial(absences.read, self._workplace.gateway, first, last, **self._of), self._take)

    def chosen(self) -> list[Absence]:
        """Return the selected absences."""
        return [self._shown[row] for row in self.table.chosen() if row < len(self._shown)]

    def rule(self, kind: str, mark: str | None, title: str) -> None:
        """Ask why, and rule about what is selected."""
        chosen = self.chosen()
        self._ask_reason(
            f"attendance-rule/{kind}/{mark or ''}",
            _(title),
            chosen,
            partial(absences.rule, self._workplace.gateway, chosen, kind, mark),
        )

    def take_back(self) -> None:
        """Ask why, and take the rulings about what is selected back."""
        chosen = [each for each in self.chosen() if each.ruling_id is not None]
        work = partial(absences.take_back, self._workplace.gateway, chosen)
        self._ask_reason("attendance-take-back", _(TAKE_BACK.title), chosen, work)

    def add_document(self) -> None:
        """Record a document of the student of the cursor, for the days that are selected."""
        chosen = self.chosen()
        if not chosen:
            self.message.say(_("Choose an absence of the student first."))
            return
        days = [each.day for each in chosen]
        dialog = ExcuseDialog(
            self._workplace, chosen[0].student_id, chosen[0].student, min(days), max(days), self
        )
        dialog.stored.connect(self._ruled)
        dialog.open()

    def _ask_reason(
        self, key: str, title: str, chosen: Sequence[Absence], work: Callable[[str], object]
    ) -> None:
        if not chosen:
            self.message.say(_("Choose the absences first."))
            return
        students = sorted({each.student for each in chosen})
        question = _(
            "{count} absences of {students}. The teacher's marks stay as they are; the ruling stands beside them.",
            count=len(chosen),
            students=", ".join(students[:3]) + (" …" if len(students) > 3 else ""),  # noqa: PLR2004 - as many as fit a line
        )
        ReasonDialog(self._workplace, ReasonedAct(key, title, question, work, self._ruled), self).open()

    def _ruled(self) -> None:
        self._workplace.changes.announce("attendance.ruling")
        self.message.say(_("Stored."))

    def _take(self, found: tuple[Absence, ...]) -> None:
        self._read = found
        self.show_found()

    def show_found(self) -> None:
        words = self.words()
        self._shown = [
            each
            for each in self._read
            if (not self.unruled.isChecked() or each.ruling_id is None)
            and all(word in fold(f"{each.full_name} {each.group} {each.subject}") for word in words)
        ]
        self.table.show_lines(map(_texts, self._shown))
        told = _("Absences: {count}", count=grouped(len(self._shown)))
        if len(self._read) == MOST:
            told += " · " + _("only the latest {most} are shown: choose a shorter period", most=grouped(MOST))
        self.told.setText(told if self._read else _("There are no absences on these days."))

    def _build(self) -> None:
        acts: list[QAction | QWidget] = []
        if self._rules:
            acts = [
                self._rule_button(),
                actions.action(self, DOCUMENT, self.add_document),
                actions.action(self, TAKE_BACK, self.take_back),
            ]
        self.lay_out((self.period, self.unruled), acts)
        self.period.changed.connect(self.reload)
        self.unruled.toggled.connect(lambda _on: self.show_found())

    def _rule_button(self) -> QToolButton:
        menu = QMenu(self)
        for kind, mark, title in ACTS:
            chosen = menu.addAction(_(title))
            chosen.triggered.connect(
                lambda _on, kind=kind, mark=mark, title=title: self.rule(kind, mark, title)
            )
        button = QToolButton()
        button.setText(_("Rule"))
        button.setIcon(icon("check"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        return button


def _texts(each: Absence) -> tuple[str, ...]:
    ruling = _(RULINGS[each.ruling]) if each.ruling else ""
    if each.corrected:
        ruling += f": {_(MARKS[each.corrected]).lower()}"
    if each.excuse_id is not None:
        ruling += f" · {_('document')}"
    return (
        each.student,
        each.group or "",
        shown(each.day),
        str(each.pair),
        each.subject,
        _(MARKS[each.mark]),
        ruling,
        str(each.unexcused_hours or ""),
        each.reason or "",
        signed(names(each.teacher or "")),
    )


def absence_list(workplace: Workplace, **arguments: Any) -> AbsenceList:
    """Make the list of absences."""
    return AbsenceList(workplace, **arguments)
