"""Adding students to a draft one by one, and writing what several lines have alike."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QVBoxLayout, QWidget

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.movement import acts, naming
from client.views.movement.line_fields import LineFields
from client.widgets.act_buttons import ActButtons
from client.widgets.choosers.student_chooser import StudentChooser
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace

LETTERS = 60
NOTHING = N_("Nothing is filled in.")


class AddStudents(QDialog):
    """Students found by name or number, a whole group, or a column of numbers pasted from Excel."""

    def __init__(self, workplace: Workplace, decree_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Add students"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, self._decree_id = workplace, decree_id
        self.message = MessageLine()
        self.students = StudentChooser(workplace, _("Students of the order"), self)
        form = QFormLayout()
        self.students.add_to(form)
        self.buttons = ActButtons(self, workplace.tasks, _("Add students"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        keep_dialog(workplace, self, f"order-students/{decree_id}", **self.students.kept()).begin()
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Add them; the dialog closes when the server has accepted them."""
        try:
            chosen = self.students.chosen()
        except UserError as error:
            self.message.refuse(error)
            return
        work = partial(acts.add_students, self._workplace.gateway, self._decree_id, chosen)
        self.buttons.ask(work, lambda _added: self.accept(), self.message.refuse)


class ChangeLines(QDialog):
    """What is filled in is written into every chosen line; the rest stays as it is."""

    def __init__(self, workplace: Workplace, act: str, line_ids: Sequence[int], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Change the chosen students"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, self._lines = workplace, tuple(line_ids)
        name = naming.of_line(self._lines[0]) if len(self._lines) == 1 else None
        self.message, self.fields = MessageLine(), LineFields(workplace, name)
        self.buttons = ActButtons(self, workplace.tasks, _("Write"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addWidget(QLabel(_("Students: {count}", count=len(self._lines))))
        layout.addWidget(self.fields)
        layout.addWidget(self.buttons)
        self.fields.fit(act)
        keep_dialog(workplace, self, f"order-lines/{self._lines[0]}", **self.fields.kept()).begin()
        self.finished.connect(self.deleteLater)

    def do(self) -> None:
        """Write it; the dialog closes when the server has accepted it."""
        try:
            given = self.fields.given()
        except UserError as error:
            self.message.refuse(error)
            return
        if not given:
            self.message.refuse(UserError(NOTHING))
            return
        work = partial(acts.change_lines, self._workplace.gateway, self._lines, given)
        self.buttons.ask(work, lambda _written: self.accept(), self.message.refuse)
