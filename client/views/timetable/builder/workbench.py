"""Everything around one board: grids side by side, the tray, suggestions, who is free, generation, the figures."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from client.core import actions
from client.core.i18n import N_, _
from client.core.tasks import Tasks
from client.data.timetable.week import BuilderWeek
from client.views.timetable.builder.generation import GenerationPanel, Present
from client.views.timetable.builder.pane import GridPane, PaneKind
from client.widgets.week_board import BoardModel, Finder, QualityBar, Stand, Suggestions, Tray
from shared.timetabling.model import Lock, Plan, Problem

#: For the buttons of a toolbar: their keys belong to the grids and the tray.
UNDO, REDO = replace(actions.UNDO, keys=()), replace(actions.REDO, keys=())
MOST_GRIDS = 4
TRAY, SIDES = 200, 270


class Workbench(QWidget):
    """The instrument of one board; whose board it is, and what stores it, is its owner's business."""

    #: The card of this event was asked for.
    opened = Signal(int)

    def __init__(self, board: BoardModel, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board = board
        self.panes: list[GridPane] = []
        self.tray = Tray(board)
        self._tasks = tasks
        self.generation = GenerationPanel(tasks, self._present)
        self._sides = QTabWidget()
        self._shared_out = False
        self._grids, self._whole = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Horizontal)
        board.setParent(self)
        self._build()

    def add_grid(self) -> None:
        """Put one more grid beside the others."""
        if len(self.panes) >= MOST_GRIDS:
            return
        pane = GridPane(self.board)
        pane.closed.connect(partial(self._close_grid, pane))
        pane.opened.connect(self.opened)
        self.panes.append(pane)
        self._grids.addWidget(pane)
        self._show_closers()

    def show_card(self, event: int, week: BuilderWeek) -> None:
        """Choose a card and show the week of its group, where it stands."""
        groups = week.groups[event]
        if groups:
            self.panes[0].show_week(PaneKind.GROUP, week.group_names[groups[0]])
        self.board.select([event])

    def show_generation(self) -> None:
        self._sides.setCurrentWidget(self.generation)

    def take(self, plan: Plan) -> None:
        """Let the cards stand as a generated plan has them: one step of undo."""
        stands = self.board.cards.stands()
        targets = {
            event: Stand(place, stands[event].locked)
            for event, place in enumerate(plan)
            if not stands[event].gone
        }
        self.board.carry(targets, _("taking the generated plan"))

    def state(self) -> dict[str, Any]:
        return {"grids": [pane.state() for pane in self.panes]}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show the grids that were shown before; one of the first group when there were none."""
        for kept in state.get("grids") or [{"kind": PaneKind.GROUP.name}]:
            self.add_grid()
            self.panes[-1].restore(kept)

    def _build(self) -> None:
        self.tray.picked.connect(self._focus_grid)
        self.generation.taken.connect(self.take)
        self.generation.start_button.setEnabled(self.board.editable)
        for widget, title in (
            (Suggestions(self.board, self._tasks), N_("Suggestions")),
            (Finder(self.board), N_("Who is free")),
            (self.generation, N_("Generate")),
        ):
            self._sides.addTab(widget, _(title))
        for part in (self.tray, self._grids, self._sides):
            self._whole.addWidget(part)
        self._whole.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._whole, 1)
        layout.addWidget(QualityBar(self.board))

    def _close_grid(self, pane: GridPane) -> None:
        if len(self.panes) > 1:
            self.panes.remove(pane)
            pane.deleteLater()
            self._show_closers()

    def _show_closers(self) -> None:
        for pane in self.panes:
            pane.close_button.setVisible(len(self.panes) > 1)

    def _focus_grid(self) -> None:
        self.panes[0].grid.setFocus()

    def _present(self) -> Present:
        """The week for a search: what is locked at the desk is locked for it, what is gone asks for nothing."""
        board = self.board
        plan: Plan = tuple(stand.place for stand in board.cards.stands())
        return Present(_without_gone(board), plan, board.selected)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shared_out:
            self._shared_out = True
            self._whole.setSizes([TRAY, max(TRAY, self.width() - TRAY - SIDES), SIDES])


def _without_gone(board: BoardModel) -> Problem:
    problem = board.week.problem
    events = tuple(
        event._replace(people=(), needs_room=False) if stand.gone else event
        for event, stand in zip(problem.events, board.cards.stands(), strict=True)
    )
    return replace(problem, events=events, locks={event: Lock() for event in board.week.locked})
