"""Asking what a letter about a student is for: a call to the session with its days, or a confirmation."""

from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from client.core import clock
from client.core.i18n import N_, _
from client.core.settings import workstation
from client.data.documents.registered import RegisteredPapers
from client.data.movement import papers
from client.data.movement.papers import Drafts, Wanted
from client.data.movement.registered import LETTER_FORM
from client.widgets.act_buttons import ActButtons
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.preview.printout import present
from client.widgets.workplace import Workplace
from reports.movement.letter import CALL, CONFIRM

KINDS = {CONFIRM: N_("Confirmation letter"), CALL: N_("Call to the session")}
LETTERS = 56
SESSION = timedelta(days=14)


class LetterDialog(QDialog):
    """The days are asked for a call alone."""

    def __init__(self, workplace: Workplace, student_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Call-up or confirmation letter"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, self._student_id = workplace, student_id
        self.message, self.kind, self.place = MessageLine(), Combo(), QLineEdit()
        self.start, self.end = DayEdit(clock.today()), DayEdit(clock.today() + SESSION)
        for code, name in KINDS.items():
            self.kind.addItem(_(name), code)
        self.place.setMaxLength(256)
        self.form = QFormLayout()
        for label, field in (
            (_("Kind"), self.kind), (_("To whom"), self.place), (_("From"), self.start), (_("Until"), self.end),
        ):  # fmt: skip
            self.form.addRow(label, field)
        self.buttons = ActButtons(self, workplace.tasks, _("Prepare"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(self.form)
        layout.addWidget(self.buttons)
        self.kind.currentIndexChanged.connect(self._fit)
        self._fit()
        keep_dialog(
            workplace, self, f"letter/{student_id}", kind=self.kind, place=self.place, start=self.start, end=self.end
        ).begin()  # fmt: skip
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Prepare the letter; the dialog closes when it is shown."""
        wanted = Wanted(self.kind.currentData(), self.place.text(), self.start.day(), self.end.day())
        work = partial(
            papers.letters, self._workplace.gateway, (self._student_id,), LETTER_FORM.written,
            self._workplace.session.person.name, wanted,
        )  # fmt: skip
        self.buttons.ask(work, self._show, self.message.refuse)

    def _show(self, drafts: Drafts) -> None:
        if drafts.refused:
            self.message.refuse(drafts.refused[0])
            return
        self.accept()
        present(
            self._workplace,
            RegisteredPapers(self._workplace.gateway, LETTER_FORM, drafts.papers, workstation()),
        )

    def _fit(self) -> None:
        called = self.kind.currentData() == CALL
        for field in (self.start, self.end):
            self.form.setRowVisible(field, called)
