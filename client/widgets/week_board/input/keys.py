"""What can be done in a grid by keys, declared as data: the list of F1 is made of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from client.core import actions
from client.core.actions import Command
from client.core.i18n import N_
from client.widgets.week_board.input.area import WeekArea
from client.widgets.week_board.input.room_menu import room_menu
from client.widgets.week_board.model import acts
from shared.timetabling.model import EVEN, EVERY, ODD

TAKE = Command(N_("Pick the lesson up or put it down"), ("Space", "Return", "Enter"), "movement")
LET_GO = Command(N_("Let the lesson go"), ("Esc",), "cancel")
TRAY = Command(N_("Put into the tray"), ("Del",), "down")
LOCK = Command(N_("Lock or unlock the lesson"), ("L",), "lock")
ROOM = Command(N_("Choose a room"), ("R",), "room")
ODD_WEEKS = Command(N_("Hold in odd weeks"), ("O",))
EVEN_WEEKS = Command(N_("Hold in even weeks"), ("E",))
EVERY_WEEK = Command(N_("Hold every week"), ("W",))
SPLIT = Command(N_("Split into odd and even weeks"), ("S",))
DUPLICATE = Command(N_("Duplicate the lesson"), ("Ctrl+D",), "copy")
ALL = Command(N_("Choose all lessons of the grid"), ("Ctrl+A",))


class Keys:
    """The commands of one grid, and the menu of its cards made of the same."""

    def __init__(self, area: WeekArea) -> None:
        self._area, self._board, self._pointing = area, area.board, area.pointing
        self._made = {
            command: actions.action(area, command, act)
            for command, act in (*self._editing(), *self._weeks(), *self._others())
        }

    def menu(self) -> QMenu:
        """The menu of the chosen cards."""
        menu = QMenu(self._area)
        for command in (TAKE, ROOM, LOCK, TRAY, ODD_WEEKS, EVEN_WEEKS, EVERY_WEEK, SPLIT, DUPLICATE):
            menu.addAction(self._made[command])
        return menu

    def _editing(self) -> tuple[tuple[Command, Callable[[], object]], ...]:
        return (
            (TAKE, self.take),
            (LET_GO, self.let_go),
            (TRAY, lambda: acts.to_tray(self._board, self._board.holding.events or self._chosen())),
            (LOCK, lambda: acts.toggle_lock(self._board, self._chosen())),
            (ROOM, self.choose_room),
        )

    def _weeks(self) -> tuple[tuple[Command, Callable[[], object]], ...]:
        return (
            (ODD_WEEKS, lambda: self._turn(ODD)),
            (EVEN_WEEKS, lambda: self._turn(EVEN)),
            (EVERY_WEEK, lambda: self._turn(EVERY)),
            (SPLIT, lambda: acts.split(self._board, self._chosen())),
        )

    def _others(self) -> tuple[tuple[Command, Callable[[], object]], ...]:
        return (
            (DUPLICATE, lambda: acts.duplicate(self._board, self._chosen())),
            (ALL, self._choose_all),
            (actions.UNDO, lambda: self._history(self._board.undo_stack.undo)),
            (actions.REDO, lambda: self._history(self._board.undo_stack.redo)),
        )

    def take(self) -> None:
        """Pick up what is chosen; what is held already is put where the cursor stands."""
        pointing, pointers = self._pointing, self._pointing.pointers
        if self._board.holding.events:
            if pointers.target is None:
                pointing.point(pointers.cursor)
            spot = (pointers.target or (pointers.cursor, 0))[0]
            pointing.drop(self._area.viewport().mapToGlobal(pointing.lens.cell(spot).center()))
        elif pointers.current is not None:
            chosen = self._chosen()
            placed = [event for event in chosen if self._board.stand(event).place is not None]
            acts.hold(self._board, placed, pointers.current)

    def let_go(self) -> None:
        if self._board.holding.events:
            self._board.holding.release()
        else:
            self._board.select(())

    def choose_room(self) -> QMenu | None:
        pointing, event = self._pointing, self._pointing.pointers.current
        if event is None or self._board.stand(event).place is None or not self._board.editable:
            return None
        menu = room_menu(self._area, self._board, event)
        box = pointing.lens.on_screen(pointing.content.box_of(pointing.pointers.cursor.view, event))
        menu.popup(self._area.viewport().mapToGlobal(box.bottomLeft()))
        return menu

    def _chosen(self) -> tuple[int, ...]:
        current = self._pointing.pointers.current
        return tuple(sorted(self._board.selected)) or (() if current is None else (current,))

    def _turn(self, phase: int) -> None:
        acts.turn(self._board, self._chosen(), phase)
        if self._board.holding.events:
            self._pointing.point(self._pointing.pointers.cursor)

    def _choose_all(self) -> None:
        content = self._pointing.content
        self._board.select(
            slip.event for view in range(len(content.views)) for _box, slip in content.boxes(view)
        )

    def _history(self, step: Callable[[], None]) -> None:
        self._board.holding.release()
        step()
