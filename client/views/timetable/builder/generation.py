"""Generating a plan: what is asked for, how far the search is, and handing over what it has found."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

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
from client.widgets.week_board import Stand
from shared.timetabling.diagnosis.infeasibility import impossible
from shared.timetabling.model import Plan, Problem, Unusable
from shared.timetabling.solver.generation import GenerationOrder, generate, prepared
from shared.timetabling.solver.solve import SearchProgress, Solution
from shared.timetabling.solver.warm import warm_apart

ALL, TRAY, CHOSEN = range(3)
PREPARING = N_("The search is being prepared: once on this computer, about 20 seconds.")


@dataclass(frozen=True)
class Present:
    """The week as it stands when a generation begins, and the lessons chosen in it."""

    problem: Problem
    plan: Plan
    chosen: frozenset[int] = frozenset()
    stands: tuple[Stand, ...] = field(default=())


class GenerationPanel(QWidget):
    """Starts a search in processes of its own; the week does not wait for it and may change meanwhile."""

    #: What a search has found, and the week it began with.
    found = Signal(object, object)

    def __init__(self, tasks: Tasks, present: Callable[[], Present], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scope = Combo()
        self.keep = QCheckBox(_("Change as little as possible"))
        self.seconds = QSpinBox()
        self.variant = QSpinBox()
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
        self._first_cost = 0
        self._impossible: list[str] = []
        self._build()
        self._show_state()

    def start(self) -> None:
        """Search with the settings as they are shown; one search at a time."""
        if self.running:
            return
        present = self._present()
        wanted = self._wanted(present)
        self._latest, self._first_cost, self._stopped = None, 0, threading.Event()
        self._impossible = []
        self.message.hide()
        self.running = True
        job = self._tasks.job(
            self,
            _("Generating the timetable"),
            lambda job: self._search(job, present, wanted),
            lambda solution: self._done(solution, present),
            self._failed,
        )
        job.changed.connect(self._show_state)
        self._show_state()

    def stop(self) -> None:
        """End the search; what it has found is laid."""
        self._stopped.set()  # not job.cancel(): that would stop what the server does for other windows, too
        self._show_state()

    def _wanted(self, present: Present) -> GenerationOrder:
        scope = self.scope.currentData()
        return GenerationOrder(
            seconds=float(self.seconds.value()),
            seed=self.variant.value(),
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
            if not found.breaches:
                self._first_cost = self._first_cost or found.cost
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

    def _done(self, solution: Solution, present: Present) -> None:
        self.running = False
        self._show_state()
        self.found.emit(solution, present)

    def _failed(self, error: HemisError) -> None:
        self.running = False
        self.message.refuse(error)
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        running, latest = self.running, self._latest
        for widget in (self.scope, self.keep, self.seconds, self.variant):
            widget.setEnabled(not running)
        self.stop_button.setVisible(running)
        self.stop_button.setEnabled(not self._stopped.is_set())
        self._bar.setVisible(running)
        self._bar.setRange(0, 100 if latest else 0)  # without an end until the search itself begins
        self._bar.setValue(round(latest.part * 100) if latest else 0)
        self._figures.setVisible(running)
        self._figures.setText(self._progress_text(latest) if latest else _(PREPARING))
        self.demands.setVisible(bool(self._impossible))
        if self.demands.count() != len(self._impossible):
            self.demands.clear()
            self.demands.addItems(self._impossible)

    def _build(self) -> None:
        for data, text in (
            (ALL, _("The whole faculty; locked lessons stay")),
            (TRAY, _("Only the lessons in the tray")),
            (CHOSEN, _("Only the lessons chosen in the grid")),
        ):
            self.scope.addItem(text, data)
        self.seconds.setRange(5, 3600)
        self.seconds.setValue(60)
        self.seconds.setSuffix(" " + _("s"))
        self.seconds.setToolTip(_("The longer the search, the better the week."))
        self.variant.setRange(1, 9999)
        self.variant.setToolTip(_("Another number leads to another plan that is as good."))
        self.demands.setWordWrap(True)
        self.demands.setAccessibleName(_("What no plan can satisfy"))
        self._bar.setRange(0, 100)
        self._figures.setProperty("quiet", True)
        self._figures.setWordWrap(True)
        self.stop_button.setToolTip(_("The best plan found so far comes onto the board."))
        self.stop_button.clicked.connect(self.stop)
        self.scope.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.scope.setMinimumContentsLength(12)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("What may move"), self.scope)
        form.addRow("", self.keep)
        form.addRow(_("How long to search"), self.seconds)
        form.addRow(_("Plan number"), self.variant)
        layout = QVBoxLayout(self)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self._bar)
        layout.addWidget(self._figures)
        layout.addWidget(self.stop_button)
        layout.addWidget(self.demands, 1)
        layout.addStretch(1)

    def _progress_text(self, latest: SearchProgress) -> str:
        """Say in words how good the plan is by now."""
        left = _("{seconds} s left.", seconds=round(max(0.0, self.seconds.value() - latest.seconds)))
        if latest.breaches:
            words = _("Still in each other's way: {count}.", count=grouped(latest.breaches))
        elif latest.cost < self._first_cost:
            percent = round(100 * (self._first_cost - latest.cost) / self._first_cost)
            sentence = N_(
                "No lesson is in another's way. Gaps and unwelcome hours: {percent} % fewer by now."
            )
            words = _(sentence, percent=percent)
        else:
            words = _("No lesson is in another's way. Now the week is made better.")
        return f"{left} {words}"

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        warm_apart()  # so that the first search need not wait for its code to be compiled
