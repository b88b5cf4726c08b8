"""Drawing up an act of destruction: the blanks, why, and the commission whose members sign it."""

from functools import partial

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from client.core import clock
from client.core.errors import UserError
from client.core.i18n import _
from client.data.blanks import acts
from client.views.blanks.numbers_field import NumbersField
from client.widgets.act_buttons import ActButtons
from client.widgets.choosers.chosen_records import ChosenRecords
from client.widgets.editors import Lookup
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.blanks import DESTROY
from shared.models.employees import Employee

LETTERS = 70


class DestroyDialog(QDialog):
    """Nothing is destroyed yet when it closes: the act waits until each member has signed it."""

    def __init__(self, workplace: Workplace, numbers: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Act of destruction"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace = workplace
        self.message, self.reason, self.document = MessageLine(), QLineEdit(), QLineEdit()
        self.reason.setMaxLength(512)
        self.document.setMaxLength(256)
        self.numbers = NumbersField(workplace, DESTROY, clock.today, self)
        self.chair = Lookup(workplace, Employee)
        self.members = ChosenRecords(workplace, Employee, _("Members of the commission"), self)
        lines = QFormLayout()
        self.numbers.add_to(lines)
        self.numbers.text.setPlainText(numbers)
        lines.addRow(_("Why they are destroyed"), self.reason)
        lines.addRow(_("Order on the commission"), self.document)
        lines.addRow(_("Chair"), self.chair)
        self.members.add_to(lines, _("Members of the commission"))
        self.buttons = ActButtons(self, workplace.tasks, _("Draw up the act"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(lines)
        layout.addWidget(self.buttons)
        keep_dialog(
            workplace, self, "blanks/destroy", numbers=self.numbers.text, reason=self.reason, document=self.document,
            chair=self.chair, members=self.members.field(),
        ).begin()  # fmt: skip
        self.numbers.look()
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Draw it up; the dialog closes when the server has accepted it."""
        try:
            members = self.members.ids()
        except UserError as error:
            self.message.refuse(error)
            return
        if problem := self.chair.problem():
            self.message.refuse(UserError(problem))
            return
        chair = self.chair.value()
        given = {"reason": self.reason.text().strip(), "document": self.document.text().strip()}
        text = self.numbers.text.toPlainText()
        work = partial(
            acts.propose,
            self._workplace.gateway,
            text,
            given,
            members,
            chair if isinstance(chair, int) else None,
        )
        self.buttons.ask(work, self._done, self.message.refuse)

    def _done(self, act_id: int) -> None:
        self.accept()
        self._workplace.changes.announce(*acts.RELATIONS)
        self._workplace.navigator.open("blank-act", record_id=act_id)
