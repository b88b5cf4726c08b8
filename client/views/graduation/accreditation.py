"""Accreditation of graduates: the candidates above, below them what was found about the one of the cursor."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.core.latest import Latest
from client.data.graduation import acts, candidates
from client.data.graduation.candidates import HINDERED, READY, STANDINGS, Candidate, Finding, Honours
from client.views.graduation.cures import open_cure
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.line_table import LineTable
from client.widgets.staleness import Staleness
from client.widgets.standings_window import StandingsWindow
from client.widgets.workplace import Workplace
from reports.common.table import Table
from shared.models.graduation import ACCEPTED, ASKED

ACCEPT = Command(N_("Accept the record"), ("Ctrl+Return",), "check")
ASK_BACK = Command(N_("Ask the acceptance back …"), (), "undo")
AGREE = Command(N_("Take the acceptance back"), (), "undo")
KEEP = Command(N_("Leave accepted"), (), "check")
CURE = Command(N_("Open what mends it"), ("Ctrl+Shift+Return",), "edit")
FACULTY, OFFICE = "hemis_faculty", "hemis_academic_office"
LETTERS = (26, 13, 8, 18, 28, 8, 7, 9)
FOUND = ((N_("What was found"), 54), (N_("About what"), 44), (N_("How grave"), 26))
RELATIONS = (
    *acts.RELATIONS,
    "grades.record",
    "students.student",
    "students.photo",
    "students.prior_education",
)


class AccreditationWindow(StandingsWindow[Candidate]):
    """Several students are chosen and accepted together, all of them or none."""

    def __init__(self, workplace: Workplace) -> None:
        title, nobody = _("Accreditation of graduates"), _("Nobody is in the last semester of the plan.")
        super().__init__(workplace, title, STANDINGS, _("State"), nobody)
        self._findings = list[Finding]()
        self._details = Latest(workplace.tasks, self, self.message.refuse)
        self.findings = LineTable(_("What was found"), FOUND, grows=(1,))
        self.honours = QLabel()
        self._acts()
        self._lay_out()
        self._staleness = Staleness(workplace.changes, RELATIONS, self)
        self._staleness.reload_wanted.connect(self.reload)
        self.begin()

    def reload(self) -> None:
        if self.faculty.count():
            self._staleness.refreshed()
            work = partial(candidates.candidates, self._workplace.gateway, self.faculty.currentData())
            self.read(work, self._take)

    def accept(self) -> None:
        """Accept the records of the chosen students."""
        ids = [each.student_id for each in self.chosen()]
        self._do(partial(acts.accept, self._workplace.gateway, ids), N_("Accepted: {count}"))

    def ask_back(self) -> None:
        """Ask that the chosen acceptances be taken back."""
        if not (ids := self._acceptances(ACCEPTED)):
            self.message.say(_("Choose accepted students first."))
            return
        key = f"graduation/back/{','.join(map(str, ids))}"
        question = _("The academic office is asked to take the acceptance back. Why?")
        work = partial(acts.ask_back, self._workplace.gateway, ids)
        act = ReasonedAct(key, _("Ask the acceptance back"), question, work, self._asked)
        ReasonDialog(self._workplace, act, self).open()

    def decide(self, *, agree: bool) -> None:
        """Take the chosen acceptances back that somebody asked for, or leave them."""
        if not (ids := self._acceptances(ASKED)):
            self.message.say(_("Choose students of whom it is asked that the acceptance be taken back."))
            return
        work = partial(acts.decide_back, self._workplace.gateway, ids, agree=agree)
        self._do(work, N_("Taken back: {count}") if agree else N_("Left accepted: {count}"))

    def cure(self, row: int | None = None) -> None:
        """Open the window in which the finding of the cursor is mended."""
        place = self.findings.currentRow() if row is None else row
        student = self.current()
        if student is None or not 0 <= place < len(self._findings):
            self.message.say(_("Choose below what is to be mended."))
        else:
            open_cure(self._workplace, student, self._findings[place])

    def _acts(self) -> None:
        role = self._workplace.gateway.role
        self.accept_ = actions.action(self, ACCEPT, self.accept)
        self.ask_ = actions.action(self, ASK_BACK, self.ask_back)
        self.agree_ = actions.action(self, AGREE, partial(self.decide, agree=True))
        self.keep_ = actions.action(self, KEEP, partial(self.decide, agree=False))
        self.cure_ = actions.action(self, CURE, self.cure)
        for each, who in (
            (self.accept_, FACULTY), (self.ask_, FACULTY), (self.agree_, OFFICE), (self.keep_, OFFICE),
            (self.cure_, role),
        ):  # fmt: skip
            each.setVisible(role == who)
            self.bar.addAction(each)
        self.bar.keep(self.accept_)
        self.table.selected.connect(self._allow)
        self.table.moved.connect(lambda _row: self._ask_details())
        self.findings.opened.connect(self.cure)

    def _lay_out(self) -> None:
        below, layout = QWidget(), QVBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        self.honours.setWordWrap(True)
        layout.addWidget(self.honours)
        layout.addWidget(self.findings, 1)
        below.setLayout(layout)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(below)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 1)
        self.lay_out(self.faculty, self.standing, self.words, beside=parts)

    def _made(self, shown: list[Candidate]) -> tuple[Table, Sequence[int], Sequence[int]]:
        return candidates.as_table(shown, self.title), LETTERS, (0, 4)

    def _filtered(self) -> None:
        self._allow()
        self._ask_details()

    def _ask_details(self) -> None:
        student, gateway = self.current(), self._workplace.gateway
        if student is None:
            self._show_details(([], None))
        else:
            self._details.read(
                lambda: (candidates.findings(gateway, student), candidates.honours(gateway, student)),
                self._show_details,
            )

    def _show_details(self, read: tuple[list[Finding], Honours | None]) -> None:
        self._findings, honours = read
        self.findings.show_lines([candidates.finding_told(each) for each in self._findings])
        self.honours.setText(candidates.honours_told(honours) if self.current() is not None else "")

    def _acceptances(self, state: str) -> list[int]:
        return [each.acceptance_id for each in self.chosen() if each.standing == state and each.acceptance_id]

    def _allow(self) -> None:
        chosen = {each.standing for each in self.chosen()}
        self.accept_.setEnabled(bool(chosen) and chosen <= {READY, HINDERED})
        self.accept_.setToolTip(
            "" if self.accept_.isEnabled() else _("Choose students who are not accepted yet.")
        )
        self.ask_.setEnabled(ACCEPTED in chosen)
        for each in (self.agree_, self.keep_):
            each.setEnabled(ASKED in chosen)

    def _asked(self) -> None:
        self._done(N_("Asked of the academic office."), 0)

    def _do(self, work: Callable[[], int], told: str) -> None:
        self._workplace.tasks.run(self, work, partial(self._done, told), self.message.refuse)

    def _done(self, told: str, count: int) -> None:
        self._workplace.changes.announce(*acts.RELATIONS)
        self.message.say(_(told, count=count))
        self.reload()
