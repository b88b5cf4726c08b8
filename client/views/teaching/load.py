"""The load: who teaches which class, typed in a grid, beside it the teachers against their norms."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QMenu,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.core.icons import icon
from client.data.curriculum import registration
from client.data.curriculum.registration import TermChoice
from client.data.local.output_files import write_file
from client.data.teaching import documents, load_sheet
from client.data.teaching.load import Load
from client.views.teaching.load_grid import TRAINING, LoadGrid, LoadReading, LoadSource
from client.views.teaching.teachers import TeacherTable
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.choosers.term_box import begun
from client.widgets.combo import Combo
from client.widgets.file_dialogs import FileDialogs, opening
from client.widgets.preview.printout import present
from client.widgets.sheet_editor import SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from reports.teaching.load_sheet import LoadSheet, workbook

PRINT_DEPARTMENT = Command(N_("Load sheet of the department"), ("Ctrl+P",), "print")
PRINT_TEACHER = Command(N_("Load sheet of the chosen teacher"), (), "print")
EXCEL_DEPARTMENT = Command(N_("Department as Excel"), ("Ctrl+E",), "export")
EXCEL_TEACHER = Command(N_("Chosen teacher as Excel"), (), "export")
ASSIGN = Command(N_("Assign the chosen teacher"), ("Ctrl+Enter", "Ctrl+Return"), "check")


class LoadWindow(QWidget):
    """Dean's offices and heads of departments assign; others who may read look."""

    def __init__(
        self,
        workplace: Workplace,
        *,
        term: int | None = None,
        department: int | None = None,
        only_open: bool = False,
    ) -> None:
        super().__init__()
        self.title = _("Load")
        self.editor: SheetEditor[LoadReading, LoadGrid] = SheetEditor(workplace, self)
        self.message, self.reload, self.save = self.editor.message, self.editor.reload, self.editor.save
        self.may_close = self.editor.may_close
        self.term, self.department = OfferedBox(), Combo()
        self.only_open = QCheckBox(_("Not yet assigned"))
        self.only_open.setChecked(only_open)
        self.teachers = TeacherTable()
        self._wanted_department = department
        self.term.wish(term)
        self._workplace = workplace
        self._load: Load | None = None
        self._sum = QLabel()
        self._assign = actions.action(self, ASSIGN, self.assign)
        self._count_timer = QTimer(self)
        self._count_timer.setSingleShot(True)
        self._count_timer.timeout.connect(self.count)
        self._build()
        work = partial(registration.terms, workplace.gateway)
        workplace.tasks.run(self, work, self._offer_terms, self.message.refuse)

    @property
    def grid(self) -> LoadGrid | None:
        return self.editor.sheet

    def assign(self, teacher: int | None = None) -> None:
        """Give the chosen teacher what is left of the class of the cursor, and go to the next one."""
        teacher = teacher if teacher is not None else self.teachers.current()
        if self.grid is None or teacher is None or not self._assign.isVisible():
            return
        row = self.grid.view.currentIndex().row()
        if row >= 0:
            self.grid.assign(row, teacher)
            self.count()

    def count(self) -> None:
        """Show the sums of teachers with what is typed."""
        if self.grid is None or self._load is None:
            return
        hours = self.grid.count()
        chosen = self.department.currentData()
        self.teachers.show_teachers(
            [each for each in self._load.teachers if chosen is None or chosen in each.departments]
            or list(self._load.teachers),
            hours,
        )
        self._show_sum()

    def state(self) -> dict[str, Any]:
        self.editor.flush()
        return {"term": self.term.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the term."""
        self.term.wish(state.get("term"))

    def sheet(self, *, of_teacher: bool) -> LoadSheet | None:
        """Return the load sheet of the chosen teacher, or of the department."""
        if self._load is None:
            return None
        term, label = self.term.currentText(), partial(self._workplace.catalogue.label, TRAINING)
        if not of_teacher:
            name = self.department.currentText()
            return load_sheet.of_department(self._load, self.department.currentData(), name, term, label)
        teacher = next((each for each in self._load.teachers if each.id == self.teachers.current()), None)
        if teacher is None:
            self.message.say(_("Choose a teacher at the right first."))
            return None
        return load_sheet.of_teacher(self._load, teacher, term, label)

    def show_sheet(self, *, of_teacher: bool) -> None:
        """Show the load sheet as it will be printed."""
        if (sheet := self.sheet(of_teacher=of_teacher)) is not None:
            work = partial(documents.papers, sheet)
            self._workplace.tasks.run(self, work, partial(present, self._workplace), self.message.refuse)

    def write_sheet(self, *, of_teacher: bool) -> None:
        """Ask for a file and write the load sheet as a workbook."""
        sheet = self.sheet(of_teacher=of_teacher)
        if sheet is None:
            return
        proposed = f"{sheet.title} {self.term.currentText()}.xlsx"
        if name := FileDialogs(self._workplace.settings).to_save(self, proposed, "Excel (*.xlsx)"):
            path = Path(name)
            done = _("Saved as “{file}”.", file=path.name)
            work = partial(_write, sheet, path)
            self._workplace.tasks.run(
                self, work, lambda _nothing: self.message.say(done, *opening(path)), self.message.refuse
            )

    def _build(self) -> None:
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for combo, name, width in ((self.term, N_("Term"), 18), (self.department, N_("Department"), 24)):
            combo.setMinimumContentsLength(width)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setAccessibleName(_(name))
            bar.addWidget(combo)
        bar.addWidget(self.only_open)
        bar.addActions([self.editor.saving, self._assign])
        bar.keep(self.editor.saving, self._assign)
        bar.addWidget(self._print_button())
        split = QSplitter()
        split.addWidget(self.editor)
        split.addWidget(self.teachers)
        split.setSizes([720, 430])
        self._sum.setContentsMargins(8, 0, 8, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.addWidget(bar)
        layout.addWidget(self.message)
        layout.addWidget(self._sum)
        layout.addWidget(split, 1)
        self.teachers.assigned.connect(self.assign)
        self.setFocusProxy(self.editor)
        self.editor.was_read.connect(self._show)
        self.editor.edited.connect(self._count_timer.start)
        self.editor.sought_hidden.connect(self._show_all)
        self.term.currentIndexChanged.connect(self._turn)
        self.department.currentIndexChanged.connect(self._narrow)
        self.only_open.toggled.connect(self._narrow)

    def _print_button(self) -> QToolButton:
        menu = QMenu(self)
        for command, teacher in ((PRINT_DEPARTMENT, False), (PRINT_TEACHER, True)):
            menu.addAction(actions.action(self, command, partial(self.show_sheet, of_teacher=teacher)))
        for command, teacher in ((EXCEL_DEPARTMENT, False), (EXCEL_TEACHER, True)):
            menu.addAction(actions.action(self, command, partial(self.write_sheet, of_teacher=teacher)))
        button = QToolButton()
        button.setText(_("Print"))
        button.setIcon(icon("print"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        return button

    def _offer_terms(self, found: list[TermChoice]) -> None:
        self.term.fill(((each.id, each.name) for each in found), begun(found))
        self._turn()
        if not found:
            self._sum.setText(
                _("There are no terms yet. The academic office makes them with the academic year.")
            )

    def _turn(self) -> None:
        if self.term.currentData() is not None:
            self.editor.open(LoadSource(self._workplace, self.term.currentData()))

    def _show(self, reading: LoadReading) -> None:
        self._load = reading.load
        self._assign.setVisible(self.editor.may_save)
        kept = self.department.currentData() or self._wanted_department
        self._wanted_department = None
        self.department.blockSignals(True)
        self.department.clear()
        self.department.addItem(_("All departments"), None)
        for number, name in self._load.departments.items():
            self.department.addItem(name, number)
        self.department.setCurrentIndex(max(0, self.department.findData(kept)))
        self.department.blockSignals(False)
        self._narrow()

    def _show_all(self) -> None:
        self.only_open.setChecked(False)
        self.department.setCurrentIndex(0)

    def _narrow(self) -> None:
        if (grid := self.grid) is None:
            return
        self.count()  # what is left of each class decides which rows are shown
        chosen, only_open = self.department.currentData(), self.only_open.isChecked()
        grid.view.show_rows(
            lambda row: (
                chosen in (None, grid.class_at(row).department_id) and (not only_open or grid.is_open(row))
            )
        )

    def _show_sum(self) -> None:
        assert self.grid is not None  # noqa: S101 - it is called beside a grid
        chosen = self.department.currentData()
        rows = [
            row
            for row in range(self.grid.model.rowCount())
            if chosen in (None, self.grid.class_at(row).department_id)
        ]
        hours = sum(self.grid.class_at(row).hours for row in rows)
        open_classes = sum(self.grid.is_open(row) for row in rows)
        text = _(
            "{count} classes, {hours} hours; {open} classes are not fully assigned.",
            count=len(rows),
            hours=hours,
            open=open_classes,
        )
        empty = _("No classes in this term yet. The dean's office makes them under “Streams and subgroups”.")
        self._sum.setText(text if self.grid.model.rowCount() else empty)


def _write(sheet: LoadSheet, path: Path) -> None:
    write_file(path, workbook(sheet))
