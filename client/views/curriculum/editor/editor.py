"""The editor of a curriculum: typed like a spreadsheet, summed while typing, saved in one transaction."""

from collections.abc import Hashable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QMessageBox, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.curriculum import plan_saving
from client.data.curriculum.plan import CurriculumPlan
from client.data.curriculum.sums import problems, sums
from client.views.curriculum.editor import rows
from client.views.curriculum.editor.acts import PlanActs
from client.views.curriculum.editor.plan_grid import PlanGrid
from client.views.curriculum.editor.plan_sheet import PlanReading, PlanSheet, PlanSource
from client.views.curriculum.editor.strip import TotalsStrip
from client.widgets.combo import Combo
from client.widgets.formatting import shown
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace

ADD_ROW = Command(N_("Add a subject"), ("Ins",), "add")
REMOVE_ROW = Command(N_("Remove the subject"), ("Ctrl+Del",), "delete")


class PlanEditor(QWidget):
    """Shows the courses of a plan; an accepted one, or one that is not the person's, is only read."""

    def __init__(self, workplace: Workplace, curriculum_id: int) -> None:
        super().__init__()
        self.title = _("Subjects and hours")
        self.editor = PlanSheet(workplace, self)
        self.message, self.reload, self.save = self.editor.message, self.editor.reload, self.editor.save
        self.may_close = self.editor.may_close
        self.workplace, self.curriculum_id = workplace, curriculum_id
        self.semester = Combo()
        self.strip = TotalsStrip()
        self.acts = PlanActs(self.editor, curriculum_id, self)
        self._state = QLabel()
        self._sum_timer = QTimer(self)
        self._sum_timer.setSingleShot(True)
        self._sum_timer.timeout.connect(self.add_up)
        self._own = [
            actions.action(self, ADD_ROW, self.add_row),
            actions.action(self, REMOVE_ROW, self.remove_row),
        ]
        self._build()
        self.editor.open(PlanSource(workplace, curriculum_id))

    @property
    def grid(self) -> PlanGrid | None:
        return self.editor.sheet

    @property
    def may_change(self) -> bool:
        return self.editor.may_save

    def add_row(self) -> None:
        """Begin a course in the chosen semester and the block of the cursor."""
        if self.grid is not None and self.may_change:
            self.grid.begin_row(self.semester.currentData())

    def remove_row(self) -> None:
        """Take a course out after asking; a new one just goes."""
        if self.grid is None or not self.may_change or (key := self.grid.current()) is None:
            return
        plan = self.grid.plan
        course = next((each for each in plan.courses if each.id == key), None)
        if course is None:
            if rows.is_course(key):
                self.grid.model.remove(key)
            return
        name = plan.subjects[course.values["subject_id"]].name
        question = _("Take “{subject}” out of the plan with its hours and controls?", subject=name)
        if QMessageBox.question(self, self.title, question) == QMessageBox.StandardButton.Yes:
            work = partial(plan_saving.remove, self.workplace.gateway, course)
            self.workplace.tasks.run(self, work, lambda _nothing: self._removed(key), self.message.refuse)

    def come_to(self, key: Hashable, column: str = "subject_id") -> None:
        """Put the cursor into a cell of a row, whatever semester is shown."""
        self.editor.come_to((key, column))

    def add_up(self) -> None:
        """Show the sums of what stands in the grid now, and what of it is off."""
        if self.grid is not None:
            plan, lines = self.grid.plan, self.grid.add_up()
            self.strip.show_sums(plan.head, sums(plan, lines), problems(plan, lines))

    def _removed(self, key: Hashable) -> None:
        if self.grid is not None:
            self.grid.model.remove(key)
        self.editor.changed()

    def _build(self) -> None:
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addActions([self.editor.saving, *self._own])
        bar.addWidget(self.semester)
        self.acts.offer(bar)
        bar.keep(self.editor.saving)
        self.semester.setAccessibleName(_("Semester"))
        self.semester.currentIndexChanged.connect(self._show_semester)
        self.strip.chosen.connect(self.come_to)
        self._state.setContentsMargins(8, 0, 8, 4)
        self._state.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (bar, self.message, self._state):
            layout.addWidget(widget)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.strip)
        self.setFocusProxy(self.editor)
        self.editor.was_read.connect(self._show)
        self.editor.edited.connect(self._sum_timer.start)
        self.editor.sought_hidden.connect(lambda: self.semester.setCurrentIndex(0))

    def _show(self, reading: PlanReading) -> None:
        self._offer_semesters(reading.plan)
        for made in self._own:
            made.setVisible(self.may_change)
        self._say_state(reading.plan, may_add=reading.rights.may_add)
        self.add_up()
        self._show_semester()
        self.acts.show_plan(reading.plan)

    def _offer_semesters(self, plan: CurriculumPlan) -> None:
        kept = self.semester.currentData()
        self.semester.blockSignals(True)
        self.semester.clear()
        self.semester.addItem(_("All semesters"), None)
        for each in plan.semesters:
            self.semester.addItem(_("Semester {number}", number=each.number), each.id)
        self.semester.setCurrentIndex(max(0, self.semester.findData(kept)))
        self.semester.blockSignals(False)

    def _show_semester(self) -> None:
        if self.grid is not None:
            self.grid.show_semester(self.semester.currentData())

    def _say_state(self, plan: CurriculumPlan, *, may_add: bool) -> None:
        head, text = plan.head, ""
        if head.accepted_at is not None:
            text = _(
                "Accepted by {who} on {day}: locked. The academic office may reopen it.",
                who=head.accepted_by,
                day=shown(head.accepted_at),
            )
        elif may_add and not plan.semesters:
            text = _("No semesters yet. Make them on the tab “Weeks”, then add subjects with Insert.")
        elif may_add and not plan.courses:
            text = _("No subjects yet. Press Insert, or read an Excel file.")
        self._state.setText(text)
        self._state.setVisible(bool(text))
