"""Generating a plan: what is asked for, how far the search is, and taking the best it has found so far."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from client.core.errors import HemisError, UserError
from client.core.i18n import N_, _
from client.core.tasks import Job, Tasks
from client.views.timetable.builder.impossible import sentence
from client.widgets.combo import Combo
from client.widgets.formatting import grouped
from client.widgets.message_line import MessageLine
from shared.timetabling.diagnosis.infeasibility import impossible
from shared.timetabling.model import Plan, Problem, Unusable
from shared.timetabling.solver.generation import GenerationOrder, generate, prepared
from shared.timetabling.solver.solve import SearchProgress, Solution
from shared.timetabling.solver.warm import warm_apart

ALL, TRAY, CHOSEN = range(3)


@dataclass(frozen=True)
class Present:
    """The week as it stands when a generation begins, and the lessons chosen in it."""

    problem: Problem
    plan: Plan
    chosen: frozenset[int] = frozenset()


class GenerationPanel(QWidget):
    """Starts a search in processes of its own; nothing of the week changes until a plan is taken."""

    #: A plan of the problem that was handed over, to be put into the week.
    taken = Signal(object)

    def __init__(self, tasks: Tasks, present: Callable[[], Present], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scope = Combo()
        self.keep = QCheckBox(_("Change as little as possible"))
        self.seconds = QSpinBox()
        self.seed = QSpinBox()
        self.start_button = QPushButton(_("Generate"))
        self.take_button = QPushButton(_("Take the best so far"))
        self.stop_button = QPushButton(_("Stop"))
        self.message = MessageLine()
        #: What no plan can satisfy, a sentence each.
        self.demands = QListWidget()
        self._bar = QProgressBar()
        self._figures = QLabel()
        self._tasks = tasks
        self._present = present
        #: Whether a search is at work.
        self.running = False
        self._stopped = threading.Event()
        self._latest: SearchProgress | None = None
        self._impossible: list[str] = []
        self._found: Solution | None = None
        self._build()
        self._show_state()

    def start(self) -> None:
        """Search with the settings as they are shown."""
        present = self._present()
        wanted = self._wanted(present)
        self._latest, self._found, self._stopped = None, None, threading.Event()
        self._impossible = []
        self.message.hide()
        self.running = True
        job = self._tasks.job(
            self,
            _("Generating the timetable"),
            lambda job: self._search(job, present, wanted),
            self._done,
            self._failed,
        )
        job.changed.connect(self._show_state)
        self._show_state()

    def stop(self) -> None:
        """End the search; what it has found can still be taken."""
        self._stopped.set()  # not job.cancel(): that would stop what the server does for other windows, too

    def take(self) -> None:
        """Hand over the best plan so far; a search that runs goes on."""
        if self._found is not None:
            self.taken.emit(self._found.plan)
        elif (latest := self._latest) is not None:
            self._tasks.run(self, latest.plan, self.taken.emit)

    def _wanted(self, present: Present) -> GenerationOrder:
        scope = self.scope.currentData()
        return GenerationOrder(
            seconds=float(self.seconds.value()),
            seed=self.seed.value(),
            tray_only=scope == TRAY,
            keep=self.keep.isChecked(),
            only=present.chosen if scope == CHOSEN else None,
        )

    def _search(self, job: Job, present: Present, wanted: GenerationOrder) -> Solution:
        stopped = self._stopped
        found_impossible = impossible(prepared(present.problem, present.plan, wanted))
        self._impossible = [sentence(present.problem, found) for found in found_impossible]
        job.changed.emit()

        def progress(found: SearchProgress) -> None:
            self._latest = found
            job.done, job.total = round(found.part * 100), 100
            job.changed.emit()

        try:
            return generate(
                present.problem,
                present.plan,
                wanted,
                progress,
                lambda: job.cancelled or stopped.is_set(),
            )
        except Unusable as error:
            raise UserError(N_("The search ended by itself: {why}"), why=str(error)) from error

    def _done(self, found: Solution) -> None:
        self.running, self._found = False, found
        self._show_state()
        if found.feasible:
            self.message.say(_("Every lesson has a place. Take the plan, or search once more."))
        else:
            sentence = N_("{count} lessons found no place: they stay in the tray, which says why.")
            self.message.say(_(sentence, count=grouped(len(found.unplaced))))

    def _failed(self, error: HemisError) -> None:
        self.running = False
        self.message.refuse(error)
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        running, latest = self.running, self._latest
        for widget in (self.scope, self.keep, self.seconds, self.seed):
            widget.setEnabled(not running)
        self.start_button.setVisible(not running)
        self.stop_button.setVisible(running)
        self.take_button.setEnabled(latest is not None or self._found is not None)
        self._bar.setVisible(running)
        self._bar.setValue(round(latest.part * 100) if latest else 0)
        self._figures.setText(_progress_text(latest) if latest else "")
        self.demands.setVisible(bool(self._impossible))
        if self.demands.count() != len(self._impossible):
            self.demands.clear()
            self.demands.addItems(self._impossible)

    def _build(self) -> None:
        for data, text in (
            (ALL, _("The whole faculty, locked lessons stay")),
            (TRAY, _("Only the lessons in the tray")),
            (CHOSEN, _("Only the lessons chosen in the grid")),
        ):
            self.scope.addItem(text, data)
        self.seconds.setRange(5, 3600)
        self.seconds.setValue(60)
        self.seconds.setSuffix(" " + _("s"))
        self.seed.setRange(1, 9999)
        self.seed.setToolTip(_("Another number leads to another plan."))
        self.demands.setWordWrap(True)
        self.demands.setAccessibleName(_("What no plan can satisfy"))
        self._bar.setRange(0, 100)
        self._figures.setProperty("quiet", True)
        self._figures.setWordWrap(True)
        self.take_button.clicked.connect(self.take)
        self.stop_button.clicked.connect(self.stop)
        self.start_button.clicked.connect(self.start)
        self.scope.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.scope.setMinimumContentsLength(12)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("What may move"), self.scope)
        form.addRow("", self.keep)
        form.addRow(_("How long"), self.seconds)
        form.addRow(_("Beginning"), self.seed)
        buttons = QVBoxLayout()
        for button in (self.start_button, self.stop_button, self.take_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addLayout(buttons)
        layout.addWidget(self._bar)
        layout.addWidget(self._figures)
        layout.addWidget(self.demands, 1)
        layout.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        warm_apart()  # so that the first search need not wait for its code to be compiled


def _progress_text(found: SearchProgress) -> str:
    return _(
        "{seconds} s: {breaches} clashes left, cost {cost}, {moves} moves tried",
        seconds=round(found.seconds),
        breaches=grouped(found.breaches),
        cost=grouped(found.cost),
        moves=grouped(found.moves),
    )
