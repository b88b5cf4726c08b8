"""Tasks of the classes of a term: the classes at the left, the tasks of one, below them the works for a task."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.core.latest import Latest
from client.data.timetable import lessons
from client.data.timetable.lessons import TermRow
from client.data.topics import calendar_plans, topic_lists, works
from client.data.topics.calendar_plans import PlanHead
from client.data.topics.topic_lists import StoredTopic, Taught
from client.data.topics.works import GivenTask
from client.views.topics.calendar_plan.side import ClassTable
from client.views.topics.tasks.points_file import TaskPointsOfFile
from client.views.topics.tasks.points_grid import PointsSource, TaskPointsGrid
from client.views.topics.tasks.work_grid import WorkSource
from client.widgets.cell_grid import Records
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.choosers.term_box import TermBox
from client.widgets.formatting import shown
from client.widgets.journal_file import FileTarget, FromFile
from client.widgets.journal_file.laying import WORKBOOKS
from client.widgets.message_line import MessageLine
from client.widgets.record_grid import RecordGrid
from client.widgets.sheet_editor import SheetEditor
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.models.topics import Task

TRAINING = "h_training_type"
COLUMNS = ("given_on", "due_on", "name", "topic_id", "points", "description")
#: What stands beside a class that is chosen: its faculty, its topics and its tasks.
Reading = tuple[int, int, tuple[StoredTopic, ...], list[GivenTask]]
FROM_FILE = Command(N_("Points from a file"), ("Ctrl+Shift+O",), "file")
#: Stands in the list of tasks for the points of all of them.
ALL = 0
NO_TASK = N_("No task yet: write one above, then its works are entered here.")


class SubjectTasks(QWidget):
    """A teacher gives tasks to the own classes and grades what is handed in; others look."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Tasks of subjects")
        self.message = MessageLine()
        self._latest = Latest(workplace.tasks, self, self.message.refuse)
        self.term, self.classes, self.task = TermBox(), ClassTable(), OfferedBox()
        self.tasks = RecordGrid(workplace, Task, COLUMNS)
        self._bottom = QWidget()
        self.works: SheetEditor[Any, Any] = SheetEditor(workplace, self._bottom)
        target = FileTarget(self, self.works.message, self._points)
        self.files = FromFile(target, workplace, self._reading_of_file)
        self._from_file = actions.action(self, FROM_FILE, self.choose_file)
        self.told = QLabel()
        self._workplace = workplace
        self._heads: dict[int, PlanHead] = {}
        self._given: dict[int, GivenTask] = {}
        self._class: tuple[int, int] | None = None
        self._wanted: int | None = None
        self._build()
        work = partial(lessons.terms, workplace.gateway)
        workplace.tasks.run(self, work, self._offer_terms, self.message.refuse)

    def reload(self) -> None:
        """Read the classes, and what is shown of one, anew."""
        self._read_classes()
        self._turn(self.classes.current())

    def may_close(self) -> bool:
        """Close when neither tasks nor works are being saved."""
        return self.tasks.may_close() and self.works.may_close()

    def state(self) -> dict[str, Any]:
        self.tasks.editor.flush()
        self.works.flush()
        return {"term": self.term.currentData(), "class": self.classes.current()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the class."""
        self._wanted = state.get("class")
        self.term.wish(state.get("term"))
        self.classes.choose(self._wanted)
        self._turn(self.classes.current())

    def _offer_terms(self, found: tuple[TermRow, ...]) -> None:
        self.term.offer(found)
        self._read_classes()

    def _read_classes(self) -> None:
        term = self.term.currentData()
        if term is not None:
            work = partial(self._classes_of, term)
            self._workplace.tasks.run(self, work, self._show_classes, self.message.refuse)

    def _classes_of(self, term: int) -> list[PlanHead]:
        self._workplace.catalogue.ensure((TRAINING,))
        return calendar_plans.plans(self._workplace.gateway, term)

    def _show_classes(self, heads: list[PlanHead]) -> None:
        self._heads = {each.class_id: each for each in heads}
        label = {each.training: self._workplace.catalogue.label(TRAINING, each.training) for each in heads}
        before = self.classes.current()
        self.classes.show_heads(heads, label)
        if self._wanted is not None:
            self.classes.choose(self._wanted)
            self._wanted = None
        if self.classes.current() != before:
            self._turn(self.classes.current())

    def _turn(self, class_id: object) -> None:
        head = self._heads.get(class_id) if isinstance(class_id, int) else None
        if head is not None:
            work = partial(self._read, head)
            self._latest.read(work, self._show)

    def _read(self, head: PlanHead) -> Reading:
        gateway = self._workplace.gateway
        taught = Taught(head.subject_id, head.department_id or 0, head.training)
        faculty = int(
            gateway.scalar("select faculty_id from teaching.class where id = :id", id=head.class_id)
        )
        topics = topic_lists.read(gateway, taught).topics
        return head.class_id, faculty, topics, works.tasks(gateway, head.class_id)

    def _show(self, reading: Reading) -> None:
        class_id, faculty_id, topics, given = reading
        if self._class != (class_id, faculty_id):
            self._class = class_id, faculty_id
            records = Records((each.id, each.name, str(each.number)) for each in topics)
            among = {"class_id": class_id, "faculty_id": faculty_id}
            self.tasks.turn(among, {"topic_id": (records, 30)})
        self._offer_tasks(given)

    def _offer_tasks(self, given: list[GivenTask]) -> None:
        before = self.task.currentData()
        self._given = {each.id: each for each in given}
        self.task.blockSignals(True)
        self.task.clear()
        self.task.blockSignals(False)
        offered = [(each.id, f"{each.name} ({shown(each.due_on)})") for each in given]
        self.task.fill(([*offered, (ALL, _("— all tasks —"))]) if given else (), before)
        self.told.setText("" if given else _(NO_TASK))
        self.works.setVisible(bool(given))
        self._turn_task()

    def _turn_task(self) -> None:
        chosen = self.task.currentData()
        if self._class is None or not self._given:
            return
        if chosen == ALL:
            self.works.open(PointsSource(self._workplace, *self._class))
        elif (task := self._given.get(chosen)) is not None:
            self.works.open(WorkSource(self._workplace, task, *self._class))

    def choose_file(self) -> None:
        """Ask for the workbook that the teacher keeps, and show what would become of its points for all tasks."""
        path = self.files.choose(_(FROM_FILE.title), f"Excel ({WORKBOOKS})") if self._given else None
        if path is not None:
            self.lay_file(path)

    def lay_file(self, path: Path) -> None:
        """Turn to the points of all tasks and read a workbook for them; nothing is saved by it."""
        self.task.setCurrentIndex(self.task.findData(ALL))
        self.files.read(path)

    def _points(self) -> TaskPointsGrid | None:
        return self.works.sheet if isinstance(self.works.sheet, TaskPointsGrid) else None

    def _reading_of_file(self) -> TaskPointsOfFile | None:
        if self._class is None:
            return None
        return TaskPointsOfFile(self._workplace.gateway, self._class[0], self.files.standing)

    def _build(self) -> None:
        self.task.setAccessibleName(_("Task"))
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.task.setMinimumContentsLength(40)
        bar = ToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addWidget(self.task)
        bar.addAction(self.works.saving)
        bar.addAction(self._from_file)
        bottom = QVBoxLayout(self._bottom)
        bottom.setContentsMargins(0, 0, 0, 0)
        for part in (bar, self.works.message, self.told):
            bottom.addWidget(part)
        bottom.addWidget(self.works, 1)
        side = QWidget()
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.term)
        left.addWidget(self.classes, 1)
        sheets = QSplitter(Qt.Orientation.Vertical)
        sheets.addWidget(self.tasks)
        sheets.addWidget(self._bottom)
        split = QSplitter()
        split.addWidget(side)
        split.addWidget(sheets)
        split.setSizes([340, 1020])
        split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.addWidget(self.message)
        layout.addWidget(split, 1)
        self.setFocusProxy(self.tasks)
        actions.action(self, actions.RELOAD, self.reload)
        self.term.currentIndexChanged.connect(lambda _index: self._read_classes())
        self.classes.chosen.connect(self._turn)
        self.tasks.editor.saved.connect(lambda: self._turn(self.classes.current()))
        self.task.currentIndexChanged.connect(lambda _index: self._turn_task())
        self.works.was_read.connect(lambda _reading: self._from_file.setVisible(self.works.may_save))
