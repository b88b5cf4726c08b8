"""Everything around one board: grids side by side, the tray, suggestions, who is free, generation, the figures."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_, _
from client.core.tasks import Tasks
from client.data.timetable.week import BuilderWeek
from client.views.timetable.builder.generation import GenerationPanel, Present
from client.views.timetable.builder.laying import lay
from client.views.timetable.builder.pane import GridPane, PaneKind
from client.widgets.folding_panels import FoldingPanels
from client.widgets.formatting import grouped
from client.widgets.week_board import BoardModel, Finder, QualityBar, Suggestions, Tray
from client.widgets.workplace import OwnSettings
from shared.timetabling.model import Lock, Plan, Problem
from shared.timetabling.solver.solve import Solution

#: For the buttons of a toolbar: their keys belong to the grids and the tray.
UNDO, REDO = replace(actions.UNDO, keys=()), replace(actions.REDO, keys=())
BESIDE = Command(N_("One more grid"), ("Ctrl+Shift+B",), "add")
FOLD = Command(N_("Fold or unfold the panels"), ("F9",), "columns")
GENERATE = Command(N_("Generate"), ("Ctrl+G",), "generate")
UNSAVED = N_("Ctrl+S saves it, Ctrl+Z takes it back.")
MOST_GRIDS = 4
TRAY, SIDES = 200, 270
#: From so many pixels on there is room for both panels beside the week.
ROOMY = 1400
FOLDED = "timetable.folded"


class Workbench(QWidget):
    """The instrument of one board; whose board it is, and what stores it, is its owner's business."""

    #: The card of this event was asked for.
    opened = Signal(int)

    def __init__(
        self, board: BoardModel, tasks: Tasks, settings: OwnSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.board = board
        self.panes: list[GridPane] = []
        self.tray = Tray(board)
        self._tasks, self._settings = tasks, settings
        self.generation = GenerationPanel(tasks, self.present)
        self.figures, self.told = QualityBar(board), QLabel()
        self.stock, self.sides = FoldingPanels(left=True), FoldingPanels(left=False)
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

    def generate(self) -> None:
        """Search for a plan with the settings of the panel, which comes to the front with its progress."""
        self.sides.show_panel(self.generation)
        self.generation.start()

    def lay(self, solution: Solution, present: Present) -> None:
        """Let the cards stand as a search has found: one step of undo that is not saved yet."""
        pushed = lay(self.board, solution.plan, present.stands)
        if pushed is None:
            told = _("The search found nothing better than the week as it stands.")
        elif left := len(self.board.cards.unplaced()):
            told = _("The plan is on the board; {count} lessons found no place.", count=grouped(left))
        else:
            told = _("The plan is on the board; every lesson has a place.")
        if pushed:
            told += " " + _("In the tray, because others took their place meanwhile: {count}.", count=pushed)
        self.board.said.emit(told if pushed is None else f"{told} {_(UNSAVED)}")

    def fold(self) -> None:
        """Fold both panels, or unfold them when both are folded."""
        folded = not (self.stock.folded and self.sides.folded)
        for panels in (self.stock, self.sides):
            panels.fold(folded=folded)
        self._remember()

    def state(self) -> dict[str, Any]:
        return {"grids": [pane.state() for pane in self.panes]}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show the grids that were shown before; one of the first group when there were none."""
        for kept in state.get("grids") or [{"kind": PaneKind.GROUP.name}]:
            self.add_grid()
            self.panes[-1].restore(kept)

    def _build(self) -> None:
        self.tray.picked.connect(self._focus_grid)
        self.generation.found.connect(self.lay)
        self.board.changed.connect(self._count_tray)
        self.stock.add(self.tray, "")
        self._count_tray()
        for widget, title in (
            (Suggestions(self.board, self._tasks), N_("Suggestions")),
            (Finder(self.board), N_("Who is free")),
            (self.generation, N_("Generation")),
        ):
            self.sides.add(widget, _(title))
        for part in (self.stock, self._grids, self.sides):
            self._whole.addWidget(part)
        self._whole.setStretchFactor(1, 1)
        self._whole.setChildrenCollapsible(False)
        for panels in (self.stock, self.sides):
            panels.turned.connect(self._share_out)
            panels.chosen.connect(self._remember)
        self.told.setProperty("quiet", True)
        self.figures.add(self.told)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._whole, 1)
        layout.addWidget(self.figures)

    def _count_tray(self) -> None:
        count = len(self.board.cards.unplaced())
        self.stock.call(self.tray, _("Without a place: {count}", count=grouped(count)))

    def _remember(self) -> None:
        self._settings.put(FOLDED, [self.stock.folded, self.sides.folded])

    def _fold_as_before(self) -> None:
        """As the person left the panels; at first the week has the room of a small screen, and of an empty tray."""
        remembered = self._settings.get(FOLDED) or (False, self.width() < ROOMY)
        empty = not self.board.cards.unplaced()
        for panels, folded in zip((self.stock, self.sides), remembered, strict=False):
            panels.fold(folded=bool(folded) or (empty and panels is self.stock))

    def _share_out(self) -> None:
        """The grids have what the panels leave."""
        left, right = (
            panels.strip_width() if panels.folded else width
            for panels, width in ((self.stock, TRAY), (self.sides, SIDES))
        )
        self._whole.setSizes([left, max(TRAY, self.width() - left - right), right])

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

    def present(self) -> Present:
        """The week for a search: what is locked at the desk is locked for it, what is gone asks for nothing."""
        board, stands = self.board, self.board.cards.stands()
        plan: Plan = tuple(stand.place for stand in stands)
        return Present(_without_gone(board), plan, board.selected, stands)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shared_out:
            self._shared_out = True
            self._fold_as_before()
            self._share_out()


def _without_gone(board: BoardModel) -> Problem:
    problem = board.week.problem
    events = tuple(
        event._replace(people=(), needs_room=False) if stand.gone else event
        for event, stand in zip(problem.events, board.cards.stands(), strict=True)
    )
    return replace(problem, events=events, locks={event: Lock() for event in board.week.locked})
