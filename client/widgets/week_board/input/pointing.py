"""Cursor, hovered card and drop target of a grid, and what follows when one of them goes elsewhere."""

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QMenu

from client.widgets.week_board.input.clash_menu import land
from client.widgets.week_board.input.viewport_map import Lens
from client.widgets.week_board.model import words
from client.widgets.week_board.model.answering import told
from client.widgets.week_board.model.board import BoardModel
from client.widgets.week_board.model.content import Content
from client.widgets.week_board.model.pointers import Pointers
from client.widgets.week_board.model.sheets import Spot
from shared.timetabling.model import EVERY


class Pointing(QObject):
    """Mouse, drags and keys of a grid say here where they point; only the cells concerned are painted anew."""

    #: What the cursor or the mouse points at, in words.
    pointed = Signal(str)
    #: The cursor stands at this time.
    timed = Signal(int)
    #: A card was asked for: a double click.
    opened = Signal(int)

    def __init__(self, board: BoardModel, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self.board, self.area = board, area
        self.content = Content(board)
        self.lens = Lens(area, self.content)
        self.pointers = Pointers(Spot(0, 0, 0))

    def time_of(self, spot: Spot, phase: int) -> int:
        return self.board.week.problem.grid.time(spot.day, spot.slot, phase)

    def room_of(self, spot: Spot) -> int | None:
        """The room that a cell stands for, in the week of a room."""
        return self.content.views[spot.view].room if spot.view < len(self.content.views) else None

    def point(self, spot: Spot, event: int | None = None) -> None:
        """Put the cursor into a cell, on this card of it or on its first."""
        here = self.content.cell(spot)
        self.pointers.cursor = spot
        self.pointers.current = current = event if event in here else next(iter(here), None)
        if self.board.holding.events:
            self.target(spot, self.board.holding.phase)
        else:
            self._tell(words.lesson(self.board, current) if current is not None else "")
        self.timed.emit(self.time_of(spot, EVERY))
        self.lens.reveal(spot)
        self.area.viewport().update()

    def target(self, spot: Spot | None, phase: int = 0) -> None:
        """Say where the held cards would go; only the two cells concerned are painted anew."""
        before, now = self.pointers.target, None if spot is None else (spot, phase)
        if before == now:
            return
        self.pointers.target = now
        for each in (before, now):
            if each is not None:
                self.area.viewport().update(self.lens.cell(each[0]).adjusted(-1, -1, 1, 1))
        if now is not None and self.board.holding.events:
            self._tell(told(self.board, self.time_of(*now), self.room_of(now[0])))

    def aim(self, position: QPoint) -> bool:
        """Point the held cards at the cell, and the half of it, at this position; whether there is one."""
        spot, sheet, holding = self.lens.spot_at(position), self.content.sheet, self.board.holding
        if spot is None or sheet is None:
            self.target(None)
            return False
        phase = sheet.phase_at(self.lens.to_sheet(position)) if holding.halves else holding.phase
        self.target(spot, phase if phase in holding.phases else holding.phases[0])
        return True

    def drop(self, at: QPoint) -> QMenu | None:
        """Put the held cards where they are pointed; a clash opens a menu at this point of the screen."""
        if self.pointers.target is None:
            self.board.holding.release()
            return None
        spot, phase = self.pointers.target
        anchor = self.board.holding.anchor
        menu = land(self.area, self.board, self.time_of(spot, phase), self.room_of(spot), at)
        self.point(spot, anchor)
        return menu

    def hover(self, event: int | None) -> None:
        """Mark the card under the mouse, wherever the grid shows it."""
        if event == self.pointers.hovered:
            return
        concerned = [each for each in (self.pointers.hovered, event) if each is not None]
        self.pointers.hovered = event
        for each in concerned:
            for spot in self.content.spots(each):
                box = self.content.box_of(spot.view, each)
                self.area.viewport().update(self.lens.on_screen(box))
        self._tell(words.lesson(self.board, event) if event is not None else "")

    def tip(self, position: QPoint) -> str:
        """The words beside the mouse."""
        if self.board.holding.events and self.pointers.target is not None:
            spot, phase = self.pointers.target
            return told(self.board, self.time_of(spot, phase), self.room_of(spot))
        event = self.lens.event_at(position)
        return words.lesson(self.board, event) if event is not None else ""

    def refresh(self, events: frozenset[int]) -> None:
        """Some cards stand elsewhere: the current one may have left the cell of the cursor."""
        self.content.refresh(events)
        here = self.content.cell(self.pointers.cursor)
        if self.pointers.current not in here:
            self.pointers.current = next(iter(here), None)
        self.area.viewport().update()

    def begin_again(self) -> None:
        """Other cards are held now, or none."""
        self.pointers.target = self.pointers.hovered = None
        if self.board.holding.events and self.area.hasFocus():
            self.point(self.pointers.cursor, self.pointers.current)
        self.area.viewport().update()

    def _tell(self, text: str) -> None:
        self.area.setAccessibleDescription(text)
        self.pointed.emit(text)
