"""The editor of a curriculum: typed like a spreadsheet, summed while typing, saved in one transaction."""

from collections.abc import Hashable
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLabel, QMessageBox, QToolBar, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.errors import Conflict, HemisError
from client.core.i18n import N_, _
from client.data.curriculum import plan as plans
from client.data.curriculum import plan_saving
from client.data.curriculum.plan import LABELS, CurriculumPlan
from client.data.curriculum.plan_saving import PlanTrouble, SubjectChange
from client.data.curriculum.sums import problems, sums
from client.data.records.rights import Rights, rights
from client.data.server.gateway import OutcomeUnknown
from client.views.curriculum.editor import rows
from client.views.curriculum.editor.acts import PlanActs
from client.views.curriculum.editor.plan_grid import PlanGrid
from client.views.curriculum.editor.strip import TotalsStrip
from client.widgets.formatting import shown
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.models.curriculum import CurriculumSubject

ADD_ROW = Command(N_("Add a subject"), ("Ins",), "add")
REMOVE_ROW = Command(N_("Remove the subject"), ("Ctrl+Del",), "delete")
RELATIONS = ("curriculum.course", "curriculum.course_hours", "curriculum.control")
#: Where the grid stands between the lines above it and the strip below.
GRID_PLACE = 3


class PlanEditor(QWidget):
    """Shows the courses of a plan; an accepted one, or one that is not the person's, is only read."""

    #: The plan was read again.
    read = Signal(object)

    def __init__(self, workplace: Workplace, curriculum_id: int) -> None:
        super().__init__()
        self.title = _("Subjects and hours")
        self.workplace = workplace
        self.curriculum_id = curriculum_id
        self.message = MessageLine()
        self.grid: PlanGrid | None = None
        self.semester = QComboBox()
        self.strip = TotalsStrip()
        self.may_change = False
        self._state = QLabel()
        self._busy = False
        self._unsettled: OutcomeUnknown | None = None
        self._sum_timer = QTimer(self)
        self._sum_timer.setSingleShot(True)
        self._sum_timer.timeout.connect(self.add_up)
        self._acts = [
            actions.action(self, actions.SAVE, self.save),
            actions.action(self, ADD_ROW, self.add_row),
            actions.action(self, REMOVE_ROW, self.remove_row),
        ]
        self.acts = PlanActs(self)
        self._build()
        self.reload()

    def reload(self) -> None:
        """Read the plan again; what was typed and not saved comes back from the draft."""
        if self.grid is not None:
            self.grid.flush_draft()
        self.workplace.tasks.run(self, self._read, self._show, self.message.refuse)

    def save(self) -> None:
        """Store everything that was typed, or nothing, and say why."""
        if self.grid is None or self._busy or not self.may_change:
            return
        if wrong := self.grid.model.wrong():
            cell, value = next(iter(wrong.items()))
            self.message.refuse(value.reason)
            self.come_to(*cell)
            return
        changes = self.grid.changes()
        if not changes:
            self.message.say(_("There is nothing to save."))
            return
        self._busy = True
        work = partial(self._store, self.grid.plan, changes)
        self.workplace.tasks.run(self, work, self._stored, self._failed)

    def add_row(self) -> None:
        """Begin a course in the chosen semester and the block of the cursor."""
        if self.grid is not None and self.may_change:
            self.grid.begin_row(self.semester.currentData())

    def remove_row(self) -> None:
        """Take a course out after asking; a new one just goes."""
        if self.grid is None or not self.may_change:
            return
        key, plan = self.grid.current(), self.grid.plan
        course = next((each for each in plan.courses if each.id == key), None)
        if course is None:
            if key is not None and rows.is_course(key):
                self.grid.model.remove_row(key)
            return
        name = plan.subjects[course.values["subject_id"]].name
        question = _("Take “{subject}” out of the plan with its hours and controls?", subject=name)
        if QMessageBox.question(self, self.title, question) == QMessageBox.StandardButton.Yes:
            work = partial(plan_saving.remove, self.workplace.gateway, course)
            self.workplace.tasks.run(self, work, lambda _nothing: self.changed(), self.message.refuse)

    def come_to(self, key: Hashable, column: str = "subject_id") -> None:
        """Put the cursor into a cell of a row, whatever semester is shown."""
        if self.grid is None or key not in self.grid.model.row_keys:
            return
        if self.grid.is_hidden(key):
            self.semester.setCurrentIndex(0)
        self.grid.view.setFocus()
        self.grid.come_to(key, column)

    def add_up(self) -> None:
        """Show the sums of what stands in the grid now, and what of it is off."""
        if self.grid is not None:
            plan, lines = self.grid.plan, self.grid.add_up()
            self.strip.show_sums(plan.head, sums(plan, lines), problems(plan, lines))

    def changed(self) -> None:
        """Say that the plan is another one now, and read it."""
        self.workplace.changes.announce(*RELATIONS, "curriculum.curriculum")
        self.reload()

    def may_close(self) -> bool:
        """Nothing is lost by closing: what is unsaved stays in the draft."""
        if self.grid is not None:
            self.grid.flush_draft()
        return True

    def _build(self) -> None:
        bar = QToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for made in self._acts:
            bar.addAction(made)
        bar.addWidget(self.semester)
        self.acts.offer(bar)
        self.semester.setAccessibleName(_("Semester"))
        self.semester.currentIndexChanged.connect(self._show_semester)
        self.strip.chosen.connect(self.come_to)
        self._state.setContentsMargins(8, 0, 8, 4)
        self._state.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for widget in (bar, self.message, self._state):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._column.addWidget(self.strip)
        actions.action(self, actions.RELOAD, self.reload)

    def _read(self) -> tuple[CurriculumPlan, Rights]:
        self.workplace.catalogue.ensure(LABELS)
        gateway = self.workplace.gateway
        return plans.read(gateway, self.curriculum_id), rights(gateway, CurriculumSubject)

    def _show(self, answer: tuple[CurriculumPlan, Rights]) -> None:
        plan, allowed = answer
        self.may_change = allowed.may_change and plan.head.accepted_at is None
        current = self.grid.current() if self.grid is not None else None
        self._put(PlanGrid(plan, self.workplace.catalogue, locked=not self.may_change))
        self._offer_semesters(plan)
        for made in self._acts:
            made.setVisible(self.may_change)
        self._say_state(plan, may_add=allowed.may_add)
        self.add_up()
        self._show_semester()
        if current is not None:
            self.come_to(current)
        self.acts.show_plan(plan)
        self.read.emit(plan)

    def _put(self, grid: PlanGrid) -> None:
        old, self.grid = self.grid, grid
        if old is None:
            self._column.takeAt(GRID_PLACE)
        else:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._column.insertWidget(GRID_PLACE, grid, 1)
        self.setFocusProxy(grid)
        grid.said.connect(self.message.say)
        if self.may_change:
            self._bring_back(grid)
        grid.model.edited.connect(self._sum_timer.start)

    def _bring_back(self, grid: PlanGrid) -> None:
        drafts, key = self.workplace.drafts, f"curriculum/{self.curriculum_id}"
        for row, _column, _value in (drafts.find(key) or {}).get("cells", []):
            if str(row).startswith(rows.NEW) and row not in grid.model.row_keys:
                grid.add_empty(row)
        if count := grid.keep_draft(drafts, self.workplace.tasks, key):
            self.message.say(_("{count} cells that were not saved came back.", count=count))

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

    def _store(self, plan: CurriculumPlan, changes: list[SubjectChange]) -> PlanTrouble | None:
        """Store; a former attempt whose answer was lost is looked up first, so that nothing is saved twice."""
        if self._unsettled is not None and self.workplace.gateway.outcome(self._unsettled):
            return None
        return plan_saving.save(self.workplace.gateway, plan, changes)

    def _stored(self, trouble: PlanTrouble | None) -> None:
        self._busy = False
        assert self.grid is not None  # noqa: S101 - saving begins in a grid
        if trouble is None:
            self._unsettled = None
            self.grid.forget_draft()
            self.changed()
            self.message.say(_("Saved."))
            return
        self._unsettled = trouble.error if isinstance(trouble.error, OutcomeUnknown) else None
        self.message.refuse(trouble.error)
        if isinstance(trouble.error, Conflict):
            learn = self.grid.learn
            self.workplace.tasks.run(self, self._read, lambda answer: learn(answer[0]), self.message.refuse)
        elif trouble.key is not None:
            self.grid.blame(trouble.key, trouble.error.text())

    def _failed(self, error: HemisError) -> None:
        self._busy = False
        self.message.refuse(error)

    def event(self, event: QEvent) -> bool:
        """Claim the key of saving before the card around the grid does: two owners of a key are none."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_save(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_save(event):
            self.save()
        else:
            super().keyPressEvent(event)


def _is_save(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Save)
