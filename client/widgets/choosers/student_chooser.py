"""Students for an act: found by name or number, a whole group, or a column of numbers pasted from Excel."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFormLayout, QPlainTextEdit, QWidget

from client.core.errors import UserError
from client.core.i18n import _
from client.data.students.chosen_students import ChosenStudents, read_numbers
from client.widgets.choosers.chosen_records import ChosenRecords
from client.widgets.editors import Lookup
from client.widgets.kept_input import KeptField
from client.widgets.workplace import Workplace
from shared.models.students import Group, Student

LINES = 5


class StudentChooser(QObject):
    """Three ways in a form; what they name together is asked of the server when the act is done."""

    def __init__(self, workplace: Workplace, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.students = ChosenRecords(workplace, Student, name, parent)
        self.group, self.numbers = Lookup(workplace, Group), QPlainTextEdit()
        self.numbers.setTabChangesFocus(True)
        self.numbers.setPlaceholderText(_("A column of student numbers, pasted from Excel"))
        self.numbers.setAccessibleName(_("Student numbers"))
        self.numbers.setMaximumHeight(self.numbers.fontMetrics().lineSpacing() * LINES + 8)

    def add_to(self, form: QFormLayout) -> None:
        """Put the three into a form."""
        self.students.add_to(form, _("Student"))
        form.addRow(_("Everybody of the group"), self.group)
        form.addRow(_("Student numbers"), self.numbers)

    def chosen(self) -> ChosenStudents:
        """Return what was asked for; what was typed and not understood is refused."""
        chosen = ChosenStudents(
            self.students.ids(), self.group.value(), read_numbers(self.numbers.toPlainText())
        )
        if problem := self.group.problem():
            raise UserError(problem)
        return chosen

    def kept(self) -> dict[str, QWidget | KeptField]:
        """Return the fields that a draft keeps, under the names they have always had."""
        return {"students": self.students.field(), "group": self.group, "numbers": self.numbers}
