"""Positions of cards in a grid: the slips of its views and their boxes, reckoned anew only where something changed."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRect

from client.widgets.week_board.model.arranging import Slip, arrange
from client.widgets.week_board.model.board import BoardModel
from client.widgets.week_board.model.faces import View
from client.widgets.week_board.model.sheets import Sheet, Spot


class Content:
    """The cards of some views on a sheet."""

    def __init__(self, board: BoardModel) -> None:
        self._board = board
        self.views: tuple[View, ...] = ()
        self.sheet: Sheet | None = None
        self._slips: list[tuple[Slip, ...]] = []
        self._boxes: list[tuple[tuple[QRect, Slip], ...]] = []
        self._cells: list[dict[tuple[int, int], tuple[int, ...]]] = []

    def show(self, views: Iterable[View]) -> None:
        self.views = tuple(views)
        self._slips = [self._arranged(view) for view in self.views]
        self._place(range(len(self.views)))

    def refresh(self, events: Iterable[int]) -> None:
        """Some cards stand elsewhere."""
        changed = frozenset(events)
        people = frozenset(
            person for event in changed for person in self._board.week.problem.events[event].people
        )
        concerned = [
            number
            for number, view in enumerate(self.views)
            if view.room is not None or not view.people.isdisjoint(people)
        ]
        for number in concerned:
            self._slips[number] = self._arranged(self.views[number])
        self._place(concerned)

    def lay_out(self, sheet: Sheet) -> None:
        """The sheet has another size."""
        self.sheet = sheet
        self._place(range(len(self.views)))

    def boxes(self, view: int) -> tuple[tuple[QRect, Slip], ...]:
        """The cards of a view with their boxes, in the coordinates of the sheet."""
        return self._boxes[view]

    def cell(self, spot: Spot) -> tuple[int, ...]:
        """The events that stand in a cell, in the order of reading."""
        if spot.view >= len(self._cells):
            return ()
        return self._cells[spot.view].get((spot.day, spot.slot), ())

    def block(self, one: Spot, other: Spot) -> set[int]:
        """The events in the cells between two corners."""
        spots = self.sheet.block(one, other) if self.sheet is not None else []
        return {event for spot in spots for event in self.cell(spot)}

    def box_of(self, view: int, event: int) -> QRect:
        """The box of a card in a view, an empty one if it is not there."""
        return next((box for box, slip in self._boxes[view] if slip.event == event), QRect())

    def event_at(self, point: QPoint) -> int | None:
        spot = self.sheet.at(point) if self.sheet is not None else None
        if spot is None or spot.view >= len(self._boxes):
            return None
        return next((slip.event for box, slip in self._boxes[spot.view] if box.contains(point)), None)

    def spots(self, event: int) -> Iterator[Spot]:
        """Every cell where a card begins."""
        for number, slips in enumerate(self._slips):
            for slip in slips:
                if slip.event == event:
                    yield Spot(number, slip.day, slip.slot)

    def _arranged(self, view: View) -> tuple[Slip, ...]:
        events = self._board.week.problem.events
        placed = {
            event: place
            for event in self._board.cards.within(view)
            if (place := self._board.stand(event).place) is not None
        }
        durations = {event: events[event].duration for event in placed}
        return arrange(self._board.week.problem.grid, placed, durations)

    def _place(self, numbers: Iterable[int]) -> None:
        if self.sheet is None:
            return
        if len(self._boxes) != len(self._slips):
            self._boxes = [()] * len(self._slips)
            self._cells = [{} for _view in self._slips]
        for number in numbers:
            slips = self._slips[number]
            self._boxes[number] = tuple((self.sheet.card(number, slip), slip) for slip in slips)
            cells: dict[tuple[int, int], tuple[int, ...]] = {}
            for slip in slips:
                for slot in range(slip.slot, slip.end):
                    cells[slip.day, slot] = (*cells.get((slip.day, slot), ()), slip.event)
            self._cells[number] = cells
