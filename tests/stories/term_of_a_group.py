"""A term of a group at the desks of those concerned: lesson, points, admission, final, appeal, closing, retake, GPA.

Started by the test as a program of its own: `term_of_a_group.py SERVER CLASS SHEET FOLDER`; pictures of the screen go
there. SHEET is the number of the grade sheet.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from client.core.i18n import _
from client.views.grades.dialogs import AskCommission, AskDecision, AskTerm
from client.views.grades.sheet.asking import AskAppeal
from shared.codes import ExamType
from tests.stories.at_work import AtWork, application

CHAIR = "Shodmonov Jasur"
#: Points of the students: the first did not come, the second fails the final, the others pass.
CURRENT, MIDTERM, FINAL = "20", "15", "45"


class Desk(AtWork):
    """Somebody concerned with the grade sheet."""

    def __init__(self, server: str, folder: Path, number: str) -> None:
        super().__init__(server, folder)
        self.number = number

    def opens_sheet(self, key: str, row: int = 0) -> Any:
        """Open the grade sheet from a list."""
        records = self.finds(key, self.number)
        self.screen.open_row(records.table, row)
        self.screen.wait("the sheet", lambda: getattr(self.window, "sheet", None) is not None)
        self.screen.wait("its grid", lambda: self.window.grid is not None)
        return self.window

    def types(self, sheet: Any, kind: str, *points: str) -> None:
        """Type down a column; the last points go to all who are left. What cannot be typed into is passed by."""
        component = next(each for each in sheet.sheet.components if each.kind == kind)
        view, model = sheet.grid.view, sheet.grid.model
        column = [each.key for each in model.columns].index(str(component.id))
        wanted = iter(points)
        typed = ""
        for row in range(model.rowCount()):
            if not model.is_locked(row, column):
                typed = next(wanted, typed)
                view.setCurrentIndex(model.index(row, column))
                view.setFocus()
                for letter in (*typed, "\r"):
                    QTest.keyClick(QApplication.focusWidget() or view, letter)
        self.screen.press(sheet, _("Save"))
        self.screen.wait("the points to be stored", lambda: not sheet.grid.typed())

    def signs(self, sheet: Any, kind: str) -> None:
        component = next(each for each in sheet.sheet.components if each.kind == kind)
        self.screen.wait("the end of the reading", lambda: not sheet.editor.busy)
        sheet.sign(component.id)
        self.says(_("Signed. Nobody changes it any more unless the head of the department returns it."))


class Teacher(Desk):
    LOGIN = "teacher_mineralogy"

    def marks_a_lesson(self, class_id: int) -> None:
        journal = self.opens("attendance-journal-own")
        self.screen.wait("the classes", lambda: journal.chosen.findData(class_id) >= 0)
        journal.chosen.setCurrentIndex(journal.chosen.findData(class_id))
        self.screen.wait(
            "the journal", lambda: journal.grid is not None and journal.grid.model.journal is not None
        )
        QTest.keyClicks(journal.grid.view, "12")
        self.screen.press(journal, _("Fill the rest as present"))
        self.screen.wait("the marks to be sent", lambda: not journal.editor.typed())
        self.screen.picture("attendance-journal")

    def grades(self) -> None:
        sheet = self.opens_sheet("midterm-exam-table")
        self.types(sheet, ExamType.CURRENT, CURRENT)
        self.types(sheet, ExamType.MIDTERM, "k", MIDTERM)
        self.screen.picture("grade-sheet")
        for kind in (ExamType.CURRENT, ExamType.MIDTERM):
            self.signs(sheet, kind)


class Dean(Desk):
    LOGIN = "dean_geology"

    def admits(self) -> None:
        sheet = self.opens_sheet("performance")
        self.screen.press(sheet, _("Decide admission"))
        self.says(_("Admission is decided; not admitted: {count}."))
        self.screen.wait("the end of the reading", lambda: not sheet.editor.busy)
        self.screen.rest(1500)
        self.screen.picture("admission")

    def records_an_appeal(self, members: list[str]) -> None:
        sheet = self.opens_sheet("performance")
        sheet.grid.view.setCurrentIndex(sheet.grid.model.index(1, 0))
        self.screen.press(sheet, _("Appeal"))
        self.answers(AskAppeal, self._applies)
        appeals = self.finds("appeals", self.student(sheet, 1))
        appeals.table.selectRow(0)
        self.screen.press(appeals, _("Appoint the commission"))
        self.answers(AskCommission, partial(self._appoints, members))
        self.says(_("The commission is appointed."))

    def closes(self) -> None:
        sheet = self.opens_sheet("performance")
        self.screen.press(sheet, _("Close the sheet"))
        self.says(_("Closed: the results stand in the academic record."))
        self.screen.picture("closed-sheet")

    def opens_the_retake(self) -> None:
        records = self.opens("performance")
        self.screen.press(records, _("Open retakes"))
        self.answers(AskTerm, lambda dialog: self.screen.press(dialog, _("Open retakes")))
        self.says(_("Opened: {count} sheets of retakes."))

    def looks_at_the_gpa(self) -> None:
        ranking = self.opens("gpa")
        self.screen.wait(
            "the ranking", lambda: ranking.table.rowCount() > 1 and ranking.working.rowCount() > 1
        )
        self.screen.picture("gpa")

    @staticmethod
    def student(sheet: Any, row: int) -> str:
        name: str = sheet.sheet.lines[row].name
        return name

    def _applies(self, dialog: Any) -> None:
        dialog.reason.setPlainText("Bir savol hisobga olinmagan")
        self.screen.press(dialog, _("Record the appeal"))

    def _appoints(self, members: list[str], dialog: Any) -> None:
        self.chooses(dialog.chair, CHAIR)
        for name in members:
            self.chooses(dialog.members.lookup, name)
        self.screen.picture("commission")
        self.screen.press(dialog, _("Appoint the commission"))


class Examiner(Desk):
    LOGIN, ROLE, SCRIPT = "deputy_geology", "hemis_teacher", "oz"

    def examines(self) -> None:
        sheet = self.opens_sheet("final-exam-table")
        self.types(sheet, ExamType.FINAL, "24", FINAL)
        self.signs(sheet, ExamType.FINAL)
        self.screen.picture("announced")


class Chair(Desk):
    LOGIN = "teacher_mining"

    def decides(self) -> None:
        appeals = self.opens("appeals")
        self.screen.wait("the appeal", lambda: appeals.rows.rowCount() and appeals.rows.record_id(0))
        appeals.table.selectRow(0)
        self.screen.press(appeals, _("Write the decision"))
        self.answers(AskDecision, self._raises)
        self.says(_("The decision is written."))

    def _raises(self, dialog: Any) -> None:
        dialog.decision.setCurrentIndex(dialog.decision.findData("raised"))
        self.screen.type(dialog.points, "40")
        dialog.reason.setPlainText("Javob qabul qilindi")
        self.screen.press(dialog, _("Write the decision"))


class Head(Desk):
    LOGIN, SCRIPT = "head_mineralogy", "oz"

    def confirms(self) -> None:
        sheet = self.opens_sheet("performance")
        self.screen.press(sheet, _("Confirm"))
        self.says(_("Confirmed for the department."))
        self.screen.picture("confirmed")


def main(server: str, class_id: str, number: str, members: str, folder: str) -> None:
    started = application(540)
    place = Path(folder)

    def at(kind: type[Any], *acts: Any) -> None:
        desk = kind(server, place, number)
        desk.signs_in()
        for act in acts:
            act(desk)
        desk.goes_home()

    at(Teacher, lambda desk: desk.marks_a_lesson(int(class_id)), Teacher.grades)
    at(Dean, Dean.admits)
    at(Examiner, Examiner.examines)
    at(Dean, lambda desk: desk.records_an_appeal(members.split("|")))
    at(Chair, Chair.decides)
    at(Head, Head.confirms)
    at(Dean, Dean.closes, Dean.opens_the_retake, Dean.looks_at_the_gpa)
    del started
    sys.stdout.write("the term is over\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
