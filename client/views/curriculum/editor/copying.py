"""Copying a plan: for which specialty, form and entry year, and under which name."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QSpinBox,
    QWidget,
)

from client.core.errors import HemisError
from client.core.i18n import N_, _
from client.data.curriculum import acts
from client.data.curriculum.plan import CurriculumPlan
from client.data.records.list_filters import Filter
from client.widgets.editors import Lookup
from client.widgets.editors.choices import CodeCombo
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.students import Specialty


class CopyDialog(QDialog):
    """Begins with the same specialty and form, one year later."""

    def __init__(self, workplace: Workplace, plan: CurriculumPlan, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._plan = plan
        self.message = MessageLine()
        self.name = QLineEdit()
        self.year = QSpinBox()
        self.specialty = Lookup(workplace, Specialty, self._of_faculty)
        self.form = CodeCombo(workplace.catalogue, "h_education_form", optional=False)
        self._build()
        keep_dialog(
            workplace,
            self,
            f"copy-plan/{plan.head.id}",
            specialty=self.specialty,
            form=self.form,
            year=self.year,
            name=self.name,
        ).begin()

    def accept(self) -> None:
        """Look whether there is such a plan already, then copy and open the new one."""
        specialty, form = self.specialty.value(), self.form.value()
        if self.specialty.problem() or specialty is None or not form or not self.name.text().strip():
            self.message.say(_("Choose specialty and form and give the new plan a name."))
            return
        wanted = specialty, form, self.year.value()
        work = partial(acts.names_of, self._workplace.gateway, *wanted)
        self._copy.setEnabled(False)  # a second click would make a second copy
        self._workplace.tasks.run(self, work, partial(self._copy_unless_there, wanted), self._refused)

    def _copy_unless_there(self, wanted: tuple[int, str, int], there: list[str]) -> None:
        name, year = self.name.text().strip(), wanted[2]
        self._copy.setEnabled(True)
        if name in there:
            told = N_(
                "The plan “{plan}” is there already for {year}. Give the copy another name or another year."
            )
            self.message.say(_(told, plan=name, year=year))
            self.name.setFocus()
            return
        question = N_("For {year} there is already: {plans}. Make a second plan beside it?")
        yes, asked = QMessageBox.StandardButton.Yes, _(question, plans=", ".join(there), year=year)
        if there and QMessageBox.question(self, self.windowTitle(), asked) != yes:
            return
        self._copy.setEnabled(False)
        work = partial(acts.copy, self._workplace.gateway, self._plan.head.id, *wanted, name)
        self._workplace.tasks.run(self, work, self._copied, self._refused)

    def _of_faculty(self) -> tuple[Filter, ...]:
        return (Filter("faculty_id", "equals", (self._plan.head.faculty_id,)),)

    def _copied(self, number: int) -> None:
        self._workplace.changes.announce("curriculum.curriculum")
        self._workplace.navigator.say(_("The copy is made. Its weeks begin on Mondays of the new year."))
        self._workplace.navigator.open("curriculum-card", record_id=number)
        super().accept()

    def _refused(self, error: HemisError) -> None:
        self._copy.setEnabled(True)
        self.message.refuse(error)

    def _build(self) -> None:
        head = self._plan.head
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Copy for another year"))
        self.year.setRange(1990, 2100)
        self.year.setValue(head.entry_year + 1)
        self.specialty.set_value(head.specialty_id, head.specialty)
        self.form.set_value(head.education_form)
        self.name.setText(head.name.replace(str(head.entry_year), str(head.entry_year + 1)))
        self.name.setMinimumWidth(letters_wide(self.name, 58))
        layout = QFormLayout(self)
        layout.addRow(self.message)
        copied = N_("Copies semesters, weeks, blocks, subjects with hours and controls of “{plan}”.")
        what = QLabel(_(copied, plan=head.title))
        what.setWordWrap(True)
        what.setProperty("quiet", True)
        layout.addRow(what)
        layout.addRow(_("Specialty"), self.specialty)
        layout.addRow(_("Education form"), self.form)
        layout.addRow(_("Entry year"), self.year)
        layout.addRow(_("Name"), self.name)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._copy = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._copy.setText(_("Copy"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addRow(buttons)
