"""Dialogs of the lists: a term and a faculty, the commission of an appeal and its decision, the order of schedules."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from client.core import clock
from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.curriculum import registration
from client.data.curriculum.registration import TermChoice
from client.data.grades import acts, reading
from client.data.grades.people import Teacher, judges_of
from client.data.grades.reading import Named
from client.views.grades.asking import NO_PLACE, Asking
from client.widgets.act_buttons import ActButtons
from client.widgets.choosers.chosen_records import ChosenRecords
from client.widgets.choosers.term_box import begun
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.editors import Lookup
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.employees import Employee
from shared.models.grades import DECISIONS
from shared.numbers import decimal

LETTERS = 56
ID = Qt.ItemDataRole.UserRole
NO_JUDGE = N_("Choose who judges from now on.")
CHOOSE_FOUR = N_("Choose a chair and at least four members.")


class AskTerm(QDialog):
    """A term and one of the own faculties."""

    chosen = Signal(int, int)

    def __init__(self, workplace: Workplace, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self.message, self.term, self.faculty = MessageLine(), Combo(), Combo()
        form = QFormLayout()
        form.addRow(_("Term"), self.term)
        form.addRow(_("Faculty"), self.faculty)
        self.buttons = ActButtons(self, workplace.tasks, title, self.take)
        self.buttons.sure.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        self.finished.connect(self.deleteLater)
        tasks, gateway = workplace.tasks, workplace.gateway
        tasks.run(self, partial(registration.terms, gateway), self._offer_terms, self.message.refuse)
        tasks.run(self, partial(reading.faculties, gateway), self._offer_faculties, self.message.refuse)

    def take(self) -> None:
        """Take what is chosen."""
        self.chosen.emit(self.term.currentData(), self.faculty.currentData())
        self.accept()

    def _allow(self) -> None:
        self.buttons.sure.setEnabled(self.term.count() > 0 and self.faculty.count() > 0)

    def _offer_terms(self, found: list[TermChoice]) -> None:
        for each in found:
            self.term.addItem(each.name, each.id)
        self.term.setCurrentIndex(max(0, self.term.findData(begun(found))))
        self._allow()

    def _offer_faculties(self, found: list[Named]) -> None:
        for each in found:
            self.faculty.addItem(each.name, each.id)
        self._allow()


class AskCommission(QDialog):
    """The chair and the members of the commission of an appeal."""

    def __init__(self, workplace: Workplace, appeal_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Appoint the commission"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, self._appeal = workplace, appeal_id
        self.message, self.chair = MessageLine(), Lookup(workplace, Employee)
        self.members = ChosenRecords(workplace, Employee, _("Members of the commission"), self)
        form = QFormLayout()
        form.addRow(_("Chair"), self.chair)
        self.members.add_to(form, _("Members of the commission"))
        self.buttons = ActButtons(self, workplace.tasks, _("Appoint the commission"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        members = self.members.field()
        keep_dialog(workplace, self, f"commission/{appeal_id}", chair=self.chair, members=members).begin()
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Appoint; the dialog closes when the server has accepted."""
        chair = self.chair.value()
        try:
            members = [each for each in self.members.ids() if each != chair]
        except UserError as error:
            self.message.refuse(error)
            return
        if not isinstance(chair, int) or len(members) < 4:  # noqa: PLR2004 - the rule names the number
            self.message.refuse(UserError(self.chair.problem() or CHOOSE_FOUR))
            return
        work = partial(acts.appoint_commission, self._workplace.gateway, self._appeal, chair, members)
        self.buttons.ask(work, self._done, self.message.refuse)

    def _done(self, _nothing: object) -> None:
        self.accept()
        self._workplace.changes.announce("grades.appeal", "grades.appeal_member")
        self._workplace.navigator.say(_("The commission is appointed."))


class AskJudge(Asking):
    """Who sits in a commission from now on, and in whose place."""

    def __init__(self, workplace: Workplace, appeal_id: int, parent: QWidget) -> None:
        super().__init__(workplace, f"judge/{appeal_id}", _("Replace a member of the commission"), parent)
        self._appeal = appeal_id
        self.instead, self.judge = Combo(), Lookup(workplace, Employee)
        self.form.addRow(_("Instead of"), self.instead)
        self.form.addRow(_("New member"), self.judge)
        self.lay_out(judge=self.judge)
        self.buttons.sure.setEnabled(False)
        self.stored.connect(self._tell)
        work = partial(judges_of, workplace.gateway, appeal_id)
        workplace.tasks.run(self, work, self._offer, self.message.refuse)

    def work(self) -> Callable[[], object]:
        judge = self.judge.value()
        if self.instead.currentIndex() < 0:
            raise UserError(NO_PLACE)
        if not isinstance(judge, int):
            raise UserError(self.judge.problem() or NO_JUDGE)
        return partial(
            acts.replace_judge, self._workplace.gateway, self._appeal, self.instead.currentData(), judge,
            self.reason.toPlainText(),
        )  # fmt: skip

    def _offer(self, found: list[Teacher]) -> None:
        for each in found:
            self.instead.addItem(each.name, each.id)
        self.instead.setCurrentIndex(-1)  # nobody's place is taken by chance
        self.buttons.sure.setEnabled(bool(found))
        if not found:
            self.message.say(_("This appeal has no commission yet."))

    def _tell(self) -> None:
        self._workplace.changes.announce("grades.appeal_member", "grades.stamp")
        self._workplace.navigator.say(_("The commission has another member."))


class AskDecision(Asking):
    """What the commission decided; the reason is its conclusion."""

    def __init__(self, workplace: Workplace, appeal_id: int, parent: QWidget) -> None:
        super().__init__(workplace, f"decision/{appeal_id}", _("Write the decision"), parent)
        self._appeal = appeal_id
        self.decision, self.points = Combo(), QLineEdit()
        for code, words in DECISIONS.items():
            self.decision.addItem(_(words), code)
        self.form.addRow(_("Decision"), self.decision)
        self.form.addRow(_("Points decided"), self.points)
        self.lay_out(points=self.points)
        self.stored.connect(self._tell)

    def work(self) -> Callable[[], object]:
        text = self.points.text().strip()
        points: Decimal | None = Decimal(decimal(text, 2)) if text else None
        return partial(
            acts.decide_appeal, self._workplace.gateway, self._appeal, self.decision.currentData(), points,
            self.reason.toPlainText(),
        )  # fmt: skip

    def _tell(self) -> None:
        self._workplace.changes.announce(
            "grades.appeal", "grades.cell", "grades.line", "grades.rectification"
        )
        self._workplace.navigator.say(_("The decision is written."))


class AskOrder(QDialog):
    """Number and date of the order of personal schedules."""

    def __init__(self, workplace: Workplace, ids: list[int], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Register the order"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, self._ids = workplace, ids
        self.message, self.number = MessageLine(), QLineEdit()
        self.day = DayEdit(clock.today())
        form = QFormLayout()
        form.addRow(_("Order number"), self.number)
        form.addRow(_("Order date"), self.day)
        self.buttons = ActButtons(self, workplace.tasks, _("Register the order"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        keep_dialog(workplace, self, "schedule-order", number=self.number).begin()
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Register; the dialog closes when the server has accepted."""
        gateway, day = self._workplace.gateway, self.day.day()
        work = partial(acts.register_schedules, gateway, self._ids, self.number.text(), day)
        self.buttons.ask(work, self._done, self.message.refuse)

    def _done(self, count: int) -> None:
        self.accept()
        self._workplace.changes.announce("grades.schedule")
        self._workplace.navigator.say(_("By order now: {count} personal schedules.", count=count))
