"""The calendar plans of a term: the classes at the left, the plan of one of them, its topics at the right."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.core.latest import Latest
from client.data.timetable import lessons
from client.data.timetable.lessons import TermRow
from client.data.topics import calendar_plans, laying
from client.data.topics.calendar_plans import ClassPlan, PlanHead
from client.views.topics.calendar_plan.plan_acts import PlanActs
from client.views.topics.calendar_plan.plan_grid import PlanGrid, PlanReading, PlanSource
from client.views.topics.calendar_plan.side import STATES, ClassTable, TopicTray
from client.widgets.choosers.term_box import TermBox
from client.widgets.formatting import grouped
from client.widgets.name_label import NameLabel
from client.widgets.sheet_editor import SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace

TRAINING = "h_training_type"
LAY = Command(N_("Lay the topics"), ("Ctrl+L",), "generate")
EARLIER = Command(N_("Topic one lesson earlier"), ("Alt+Up",), "up")
LATER = Command(N_("Topic one lesson later"), ("Alt+Down",), "down")


class CalendarPlanWindow(QWidget):
    """Teachers write the plans of their classes, the head of the department decides, the dean's office looks."""

    def __init__(self, workplace: Workplace, *, class_id: int | None = None) -> None:
        super().__init__()
        self.title = _("Calendar plan")
        self.editor: SheetEditor[PlanReading, PlanGrid] = SheetEditor(workplace, self)
        self.message, self.reload, self.save = self.editor.message, self.editor.reload, self.editor.save
        self.may_close = self.editor.may_close
        self.workplace = workplace
        self._latest = Latest(workplace.tasks, self, self.message.refuse)
        self.term, self.classes, self.tray = TermBox(), ClassTable(), TopicTray()
        self.told = NameLabel()
        self.plan: ClassPlan | None = None
        self._wanted = class_id
        self._laying = [
            actions.action(self, LAY, self.lay),
            actions.action(self, EARLIER, partial(self._step, -1)),
            actions.action(self, LATER, partial(self._step, 1)),
        ]
        self.acts = PlanActs(self, self.editor, self.changed)
        self._build()
        work = partial(lessons.terms, workplace.gateway)
        workplace.tasks.run(self, work, self._offer_terms, self.message.refuse)

    @property
    def grid(self) -> PlanGrid | None:
        return self.editor.sheet

    def lay(self) -> None:
        """Lay all topics onto the lessons still to come; it is saved with the rest."""
        if self.grid is None or not self.editor.may_save or self.plan is None:
            return
        if not self.plan.topics:
            self.message.say(_("This subject has no topics yet: write them under “Topics of subjects”."))
            return
        left = self.grid.lay_all()
        if left:
            numbers = ", ".join(str(each.number) for each in left)
            self.message.say(
                _(
                    "The lessons are not enough: topics {numbers} have none. Shorten other topics.",
                    numbers=numbers,
                )
            )

    def changed(self, words: str) -> None:
        """Read anew after an act."""
        self.editor.changed()
        self.read_classes()
        self.message.say(words)

    def read_classes(self) -> None:
        """Read the classes of the term with the state of their plans."""
        term = self.term.currentData()
        if term is None:
            return
        work = partial(self._read_classes, term)
        self._latest.read(work, self._show_classes)

    def state(self) -> dict[str, Any]:
        self.editor.flush()
        return {"term": self.term.currentData(), "class": self.classes.current()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the class."""
        self._wanted = state.get("class")
        self.term.wish(state.get("term"))
        self.classes.choose(self._wanted)
        self._turn(self.classes.current())

    def _step(self, step: int) -> None:
        if self.grid is not None and self.editor.may_save:
            self.grid.step_topic(step)

    def _offer_terms(self, found: tuple[TermRow, ...]) -> None:
        self.term.offer(found)
        self.read_classes()

    def _read_classes(self, term: int) -> list[PlanHead]:
        self.workplace.catalogue.ensure((TRAINING,))
        return calendar_plans.plans(self.workplace.gateway, term)

    def _show_classes(self, heads: list[PlanHead]) -> None:
        label = {each.training: self.workplace.catalogue.label(TRAINING, each.training) for each in heads}
        before = self.classes.current()
        self.classes.show_heads(heads, label)
        if self._wanted is not None:
            self.classes.choose(self._wanted)
            self._wanted = None
        if not heads:
            self.told.setText(_("No classes in this term yet. The dean's office makes them."))
        elif self.classes.current() != before or self.plan is None:
            self._turn(self.classes.current())

    def _turn(self, class_id: object) -> None:
        if isinstance(class_id, int):
            self.editor.open(PlanSource(self.workplace, self.term.currentData(), class_id))

    def _show(self, reading: PlanReading) -> None:
        self.plan = reading.plan
        for act in self._laying:
            act.setVisible(self.editor.may_save)
        self.acts.show_for(self.plan)
        self._count()

    def _count(self) -> None:
        """Say how far the plan is, with what is typed."""
        if self.grid is None or self.plan is None:
            return
        self.grid.follow()
        topics, head = self.grid.topics(), self.plan.head
        hours = laying.hours_laid(topics)
        self.tray.show_topics(self.plan.topics, hours)
        laid = len(topics) - topics.count(None)
        held = [each.place for each in self.plan.lessons if each.held]
        held_laid = sum(topics[place - 1] is not None for place in held)
        parts = [
            _(STATES[head.state]),
            _("lessons: {count}, with a topic: {laid}", count=len(self.plan.lessons), laid=laid),
            _(
                "held: {held}, of these with a topic: {laid}",
                held=len(held),
                laid=held_laid,
            ),
            _(
                "hours laid: {laid} of {hours}",
                laid=grouped(sum(hours.values())),
                hours=grouped(sum(each.hours for each in self.plan.topics)),
            ),
        ]
        if head.reason:
            parts.append(_("returned: {reason}", reason=head.reason))
        self.told.setText("    ".join(parts))

    def _build(self) -> None:
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addWidget(self.term)
        bar.addActions([self.editor.saving, *self._laying, *self.acts.actions])
        side = QSplitter(Qt.Orientation.Vertical)
        side.addWidget(self.classes)
        side.addWidget(self.tray)
        split = QSplitter()
        split.addWidget(side)
        split.addWidget(self.editor)
        split.setSizes([360, 1000])
        split.setStretchFactor(1, 1)
        self.told.setContentsMargins(8, 0, 8, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        for part in (bar, self.message, self.told):
            layout.addWidget(part)
        layout.addWidget(split, 1)
        self.setFocusProxy(self.editor)
        self.editor.was_read.connect(self._show)
        self.editor.edited.connect(self._count)
        self.editor.saved.connect(self.read_classes)
        self.classes.chosen.connect(self._turn)
        self.term.currentIndexChanged.connect(lambda _index: self.read_classes())
