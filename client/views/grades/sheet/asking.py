"""Small dialogs beside a sheet: another grader, another sheet for a student, an appeal, a rectification."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QDateTimeEdit, QLabel, QLineEdit, QWidget

from client.core import clock
from client.core.errors import UserError
from client.core.i18n import N_, _
from client.core.latest import Latest
from client.data.grades import acts, marks
from client.data.grades.people import OtherSheet, Teacher, graders_of, sheets_to_go_to
from client.data.grades.sheet import GradeSheet, SheetLine
from client.data.grades.words import short
from client.views.grades.asking import NO_PLACE, Asking
from client.widgets.combo import Combo
from client.widgets.editors import Lookup
from client.widgets.workplace import Workplace
from shared.models.employees import Employee

NO_TEACHER = N_("Choose the teacher who grades from now on.")
NO_MARK = N_("Write the new points, or the letter of an absence.")


def _to_the_minute(moment: datetime) -> QDateTime:
    return QDateTime(moment.year, moment.month, moment.day, moment.hour, moment.minute, 0)


class AskRectification(Asking):
    """Another mark of a student in a closed sheet."""

    def __init__(
        self, workplace: Workplace, sheet: GradeSheet, line: SheetLine, at: int | None, parent: QWidget
    ) -> None:
        super().__init__(workplace, f"rectify/{line.id}", _("Ask for rectification"), parent)
        self._sheet, self._line = sheet, line
        self.component, self.mark = _components(sheet, at), QLineEdit()
        self.form.addRow(_("Student"), QLabel(line.name))
        self.form.addRow(_("Component"), self.component)
        self.form.addRow(_("New mark"), self.mark)
        self.lay_out(mark=self.mark)

    def work(self) -> Callable[[], object]:
        component = next(each for each in self._sheet.components if each.id == self.component.currentData())
        if not self.mark.text().strip():
            raise UserError(NO_MARK)
        cell = marks.cell(marks.read(self.mark.text(), component.maximum, self._sheet.step))
        if cell is None:
            raise UserError(NO_MARK)
        reason = self.reason.toPlainText()
        return partial(
            acts.ask_rectification,
            self._workplace.gateway,
            self._line.id,
            component.id,
            cell.kind,
            cell.points,
            reason,
        )


class AskAppeal(Asking):
    """The application of a student with the time at which it was received."""

    def __init__(self, workplace: Workplace, sheet: GradeSheet, line: SheetLine, parent: QWidget) -> None:
        super().__init__(workplace, f"appeal/{line.id}", _("Record the appeal"), parent)
        self._line = line
        self.moment = QDateTimeEdit(_to_the_minute(clock.now()))
        self.moment.setDisplayFormat("dd.MM.yyyy HH:mm")
        self.form.addRow(_("Student"), QLabel(line.name))
        self.form.addRow(_("Application received at"), self.moment)
        self.lay_out()

    def work(self) -> Callable[[], object]:
        moment: Any = self.moment.dateTime().toPython()
        at = min(moment.replace(tzinfo=clock.ZONE), clock.now())
        return partial(
            acts.file_appeal, self._workplace.gateway, self._line.id, at, self.reason.toPlainText()
        )


class AskGrader(Asking):
    """Who grades a component, in whose place."""

    def __init__(self, workplace: Workplace, sheet: GradeSheet, at: int | None, parent: QWidget) -> None:
        super().__init__(workplace, f"grader/{sheet.id}", _("Let another teacher grade"), parent)
        self.component, self.instead = _components(sheet, at), Combo()
        self.teacher = Lookup(workplace, Employee)
        self._latest = Latest(workplace.tasks, self, self.message.refuse)
        self.form.addRow(_("Component"), self.component)
        self.form.addRow(_("Instead of"), self.instead)
        self.form.addRow(_("Teacher"), self.teacher)
        self.lay_out(teacher=self.teacher)
        self.component.currentIndexChanged.connect(self._read)
        self._read()

    def work(self) -> Callable[[], object]:
        teacher = self.teacher.value()
        if self.instead.currentIndex() < 0:
            raise UserError(NO_PLACE)
        if not isinstance(teacher, int):
            raise UserError(self.teacher.problem() or NO_TEACHER)
        return partial(
            acts.appoint_grader,
            self._workplace.gateway,
            self.component.currentData(),
            teacher,
            self.instead.currentData(),
            self.reason.toPlainText(),
        )

    def _read(self) -> None:
        self.instead.clear()  # those of the component before are nobody's to replace
        work = partial(graders_of, self._workplace.gateway, self.component.currentData())
        self._latest.read(work, self._offer_graders)

    def _offer_graders(self, found: list[Teacher]) -> None:
        for each in found:
            self.instead.addItem(each.name, each.id)
        self.instead.addItem(_("nobody: one more grader"), None)
        if len(found) > 1:
            self.instead.setCurrentIndex(-1)  # nobody's place is taken by chance


class AskMove(Asking):
    """The sheet to which a student goes who studies in another group or by another plan now."""

    def __init__(self, workplace: Workplace, line: SheetLine, parent: QWidget) -> None:
        super().__init__(workplace, f"move-line/{line.id}", _("Another sheet"), parent)
        self._line, self.sheet = line, Combo()
        self.form.addRow(_("Student"), QLabel(line.name))
        self.form.addRow(_("Goes to"), self.sheet)
        self.lay_out()
        self.buttons.sure.setEnabled(False)
        work = partial(sheets_to_go_to, workplace.gateway, line.id)
        workplace.tasks.run(self, work, self._offer, self.message.refuse)

    def work(self) -> Callable[[], object]:
        reason = self.reason.toPlainText()
        return partial(
            acts.move_line, self._workplace.gateway, self._line.id, self.sheet.currentData(), reason
        )

    def _offer(self, found: list[OtherSheet]) -> None:
        for each in found:
            self.sheet.addItem(each.name, each.id)
        self.sheet.addItem(_("no grade sheet: the student leaves"), None)
        self.buttons.sure.setEnabled(True)


def _components(sheet: GradeSheet, at: int | None) -> Combo:
    combo = Combo()
    for each in sheet.components:
        combo.addItem(short(each.kind), each.id)
    if at is not None:
        combo.setCurrentIndex(max(0, combo.findData(at)))
    return combo
