"""Recording a signature: by whom, on which day, under the number of the paper or the next one, and the visas."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from client.core import clock
from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.movement import acts
from client.data.movement.acts import Visa
from client.widgets.act_buttons import ActButtons
from client.widgets.day_edit import DayEdit
from client.widgets.editors import Lookup
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.employees import Employee
from shared.models.movement_papers import CAPACITIES, VISAS

LETTERS = 76
NOBODY = N_("Choose who signed the order.")


class SignDialog(QDialog):
    """`signed` tells the number that the order has."""

    signed = Signal(str)

    def __init__(self, workplace: Workplace, decree_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Record the signature"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, self._decree_id = workplace, decree_id
        self.message, self.number = MessageLine(), QLineEdit()
        self.signatory, self.day = Lookup(workplace, Employee), DayEdit(clock.today())
        self.number.setPlaceholderText(_("the next number of the series"))
        self.number.setMaxLength(32)
        form = QFormLayout()
        form.addRow(_("Signed by"), self.signatory)
        form.addRow(_("Signed on"), self.day)
        form.addRow(_("Number"), self.number)
        self.visas = {capacity: (Lookup(workplace, Employee), DayEdit(clock.today())) for capacity in VISAS}
        heading = QLabel(_("Agreed by (visa), where the paper has one:"))
        heading.setTextFormat(Qt.TextFormat.PlainText)
        form.addRow(heading)
        for capacity, (person, day) in self.visas.items():
            both = QHBoxLayout()
            both.addWidget(person, 1)
            both.addWidget(day)
            name = _(CAPACITIES[capacity])
            person.setAccessibleName(name)
            day.setAccessibleName(_("Day of the visa: {who}", who=name))
            form.addRow(name, both)
        self.buttons = ActButtons(self, workplace.tasks, _("Record the signature"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        keep_dialog(
            workplace,
            self,
            f"sign-order/{decree_id}",
            signatory=self.signatory,
            day=self.day,
            number=self.number,
            **{capacity: person for capacity, (person, _day) in self.visas.items()},
            **{f"{capacity}_day": day for capacity, (_person, day) in self.visas.items()},
        ).begin()
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Record it; the dialog closes when the server has accepted it."""
        signatory = self.signatory.value()
        if not isinstance(signatory, int):
            self.message.refuse(UserError(self.signatory.problem() or NOBODY))
            return
        visas = list[Visa]()
        for capacity, (person, on) in self.visas.items():
            if problem := person.problem():
                self.message.refuse(UserError(problem))
                return
            if isinstance(agreed := person.value(), int):
                visas.append(Visa(capacity, agreed, on.day()))
        gateway, day = self._workplace.gateway, self.day.day()
        work = partial(acts.sign, gateway, self._decree_id, signatory, day, self.number.text().strip(), visas)
        self.buttons.ask(work, self._done, self.message.refuse)

    def _done(self, number: str) -> None:
        self.accept()
        self.signed.emit(number)
