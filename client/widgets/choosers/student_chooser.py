"""Students for an act: found by name or number, a whole group, or numbers pasted or read from an Excel file."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QMessageBox, QPlainTextEdit, QPushButton, QWidget

from client.core.errors import HemisError, UserError
from client.core.i18n import _
from client.data.imports.number_column import STUDENTS
from client.data.students.chosen_students import ChosenStudents, read_numbers
from client.widgets.choosers.chosen_records import ChosenRecords
from client.widgets.editors import Lookup
from client.widgets.file_dialogs import FileDialogs
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
        self.file = QPushButton(_("From a file …"))
        self.file.clicked.connect(self.choose_file)
        self._workplace, self._parent = workplace, parent
        self.numbers.setMaximumHeight(self.numbers.fontMetrics().lineSpacing() * LINES + 8)

    def add_to(self, form: QFormLayout) -> None:
        """Put the three into a form."""
        self.students.add_to(form, _("Student"))
        form.addRow(_("Everybody of the group"), self.group)
        row = QHBoxLayout()
        row.addWidget(self.numbers, 1)
        row.addWidget(self.file, 0, Qt.AlignmentFlag.AlignTop)
        form.addRow(_("Student numbers"), row)

    def choose_file(self) -> None:
        """Ask for a workbook and put its student numbers beneath those that stand there."""
        asked = FileDialogs(self._workplace.settings).to_open(
            self._parent, _("Student numbers"), "Excel (*.xlsx)"
        )
        if asked:
            self._workplace.tasks.run(
                self, partial(STUDENTS.numbers_in, Path(asked)), self._add, self._refuse
            )

    def _add(self, numbers: list[str]) -> None:
        there = self.numbers.toPlainText().splitlines()
        self.numbers.setPlainText("\n".join(dict.fromkeys([*there, *numbers])))

    def _refuse(self, error: HemisError) -> None:
        QMessageBox.warning(self._parent, _("Student numbers"), error.text())

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
