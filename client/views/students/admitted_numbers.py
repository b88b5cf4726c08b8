"""Numbers that came with somebody from elsewhere: the academic office admits them and says why."""

from functools import partial

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.records.listing import Sort
from client.data.students import admitted_numbers
from client.widgets.act_buttons import ActButtons
from client.widgets.kept_input import keep_dialog
from client.widgets.message_line import MessageLine
from client.widgets.record_list import ListAction, list_of
from client.widgets.workplace import Workplace
from shared.models.system import AdmittedNumber


class Admitting(QDialog):
    """Takes the numbers, one a line or separated by blanks, and the reason."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.numbers, self.reason, self.message = QPlainTextEdit(), QLineEdit(), MessageLine()
        self.setWindowTitle(_("Admit numbers of students"))
        self.buttons = ActButtons(self, workplace.tasks, _("Admit"), self._admit)
        form = QFormLayout()
        form.addRow(_("Numbers"), self.numbers)
        form.addRow(_("Reason"), self.reason)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        keep_dialog(workplace, self, "admit-numbers", numbers=self.numbers, reason=self.reason).begin()

    def _admit(self) -> None:
        work = partial(
            admitted_numbers.admit,
            self._workplace.gateway,
            self.numbers.toPlainText().split(),
            self.reason.text(),
        )
        self.buttons.ask(work, self._admitted, self.message.refuse)

    def _admitted(self, count: int) -> None:
        self._workplace.changes.announce("system.admitted_number")
        self._workplace.navigator.say(_("Admitted: {count} numbers.", count=count))
        self.accept()


def admit(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Ask for the numbers and the reason."""
    dialog = Admitting(workplace, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


ADMITTED = list_of(
    AdmittedNumber,
    "number",
    "reason",
    "login",
    "at",
    more=("relation",),
    search=("number",),
    sort=(Sort("at", descending=True),),
    icon="students",
    actions=(
        ListAction(
            Command(N_("Admit numbers"), ("Ins",), "add"), admit, ("academic_office",), needs_rows=False
        ),
    ),
)
