"""Beginning the comparison of a student with a plan: which plan, from which semester on, where it was studied."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from client.core.errors import UserError
from client.core.i18n import N_, _
from client.data.differences import acts, reading
from client.data.differences.reading import Suggested
from client.data.records.list_filters import Filter
from client.widgets.act_buttons import ActButtons
from client.widgets.editors import Lookup
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.curriculum import Curriculum
from shared.models.students import Student

LETTERS, LAST = 64, 13
NO_STUDENT = N_("Choose the student.")
NO_PLAN = N_("Choose the plan that the student shall follow.")
ACCEPTED = (Filter("accepted_at", "filled"),)


class BeginDialog(QDialog):
    """The plan and the semester of the order that waits stand there; where nothing is known, they are asked for."""

    def __init__(self, workplace: Workplace, student_id: int | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Compare with a plan"))
        self.setMinimumWidth(letters_wide(self, LETTERS))
        self._workplace, self._student_id = workplace, student_id
        self.message, self.told = MessageLine(), QLabel()
        self.student = Lookup(workplace, Student)
        self.plan = Lookup(workplace, Curriculum, lambda: ACCEPTED)
        self.semester, self.elsewhere = QSpinBox(), QLineEdit()
        self.semester.setRange(1, LAST)
        self.elsewhere.setMaxLength(256)
        self.elsewhere.setPlaceholderText(_("another university, if it was one"))
        self._lay_out()
        kept: dict[str, Any] = {"plan": self.plan, "semester": self.semester, "elsewhere": self.elsewhere}
        if student_id is None:
            kept["student"] = self.student
            self.student.chosen.connect(self._ask)
        keep_dialog(workplace, self, f"difference-begin/{student_id or ''}", **kept).begin()
        self.finished.connect(self.deleteLater)
        if student_id is not None:
            self._ask(student_id)

    def do(self) -> None:
        """Compare, and open the comparison."""
        student = self.student.value() if self._student_id is None else self._student_id
        for missing, chosen in ((NO_STUDENT, student), (NO_PLAN, self.plan.value())):
            if not isinstance(chosen, int):
                self.message.refuse(UserError(missing))
                return
        work = partial(
            acts.begin, self._workplace.gateway, student, self.plan.value(), self.semester.value(),
            self.elsewhere.text().strip(),
        )  # fmt: skip
        self.buttons.ask(work, self._done, self.message.refuse)

    def _ask(self, student_id: object) -> None:
        if isinstance(student_id, int):
            work = partial(reading.suggested, self._workplace.gateway, student_id)
            self._workplace.tasks.run(self, work, self._suggest, self.message.refuse)

    def _suggest(self, found: Suggested) -> None:
        self.told.setText(f"{found.student}, {found.number}")
        if self.plan.value() is None and found.plan_id is not None:
            self.plan.set_value(found.plan_id, found.plan)
            self.semester.setValue(found.semester)
        if found.plan_id is None:
            self.message.say(_("The program knows no plan for this student: choose the one that is joined."))

    def _done(self, difference_id: int) -> None:
        self._workplace.changes.announce(*acts.RELATIONS)
        self.accept()
        self._workplace.navigator.open("difference", record_id=difference_id)

    def _lay_out(self) -> None:
        form = QFormLayout()
        if self._student_id is None:
            form.addRow(_("Student"), self.student)
        form.addRow("", self.told)
        form.addRow(_("Plan that is joined"), self.plan)
        form.addRow(_("Semester that is joined"), self.semester)
        form.addRow(_("Where it was studied"), self.elsewhere)
        self.buttons = ActButtons(self, self._workplace.tasks, _("Compare"), self.do)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.buttons)


def begin_for_another(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Ask for the student as well."""
    BeginDialog(workplace, None, parent).open()


def begin_for_student(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Begin for the student on whose card the list stands."""
    BeginDialog(workplace, getattr(parent, "student_id", None), parent).open()
