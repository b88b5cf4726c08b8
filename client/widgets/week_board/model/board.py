"""The board: one week that grids, tray and panels look at together, its steps and what the owner says of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from client.core.i18n import _
from client.widgets.week_board.model.card_state import Move, Moves, Stand
from client.widgets.week_board.model.faces import Face, View
from client.widgets.week_board.model.growing import Growth, grown, unlocked
from client.widgets.week_board.model.held_cards import Holding
from client.widgets.week_board.model.lesson_index import Attendance
from client.widgets.week_board.model.steps import Step
from shared.timetabling.week.week import Week


class Mark(Enum):
    """What is to be told of a card besides its place."""

    UNSAVED = "○"
    CONFLICT = "!"


class BoardModel(QObject):
    """Owns the week and the steps of undo. Every step is told by `moved`; the owner stores it and answers."""

    #: frozenset of the events whose card looks different or stands elsewhere now.
    changed = Signal(object)
    selection_changed = Signal()
    #: The moves of a step that was just made (or undone), for the owner to store.
    moved = Signal(object)
    #: A sentence for the person.
    said = Signal(str)

    def __init__(
        self,
        week: Week,
        faces: Sequence[Face],
        parent: QObject | None = None,
        *,
        editable: bool = True,
    ) -> None:
        super().__init__(parent)
        held = frozenset(week.locked)
        self.week, self.faces, self.editable = unlocked(week), list(faces), editable
        self.origins: dict[int, int] = {}
        self.selected: frozenset[int] = frozenset()
        self.undo_stack = QUndoStack(self)
        self._stands = [Stand(place, event in held) for event, place in enumerate(week.plan)]
        self._attendance = Attendance(week.problem.events, self._stands)
        self._unsaved: Counter[int] = Counter()
        self._refusals: dict[int, str] = {}
        self.holding = Holding(self)

    def stand(self, event: int) -> Stand:
        return self._stands[event]

    def stands(self) -> tuple[Stand, ...]:
        return tuple(self._stands)

    def unplaced(self) -> tuple[int, ...]:
        """The events of the tray."""
        return tuple(
            event for event, stand in enumerate(self._stands) if stand.place is None and not stand.gone
        )

    def within(self, view: View) -> tuple[int, ...]:
        """The placed events that a view shows."""
        return tuple(
            event for event in self._attendance.within(view) if self._stands[event].place is not None
        )

    def mark(self, event: int) -> Mark | None:
        if event in self._refusals:
            return Mark.CONFLICT
        return Mark.UNSAVED if self._unsaved[event] else None

    def refusal(self, event: int) -> str:
        """Why the last move of this card was not stored, empty when it was."""
        return self._refusals.get(event, "")

    def select(self, events: Iterable[int]) -> None:
        chosen = frozenset(events)
        if chosen != self.selected:
            self.selected = chosen
            self.selection_changed.emit()

    def carry(self, targets: Mapping[int, Stand], what: str) -> bool:
        """Let cards stand so, as one step of undo; whether anything had to change."""
        moves = tuple(
            Move(event, self._stands[event], after)
            for event, after in targets.items()
            if self._stands[event] != after
        )
        if moves and self.editable:
            self.undo_stack.push(Step(self, moves, what))
        return bool(moves) and self.editable

    def grow(self, growth: Growth) -> range:
        """Take in further events, gone until a step brings them in; return their indices."""
        first = len(self._stands)
        self.week = grown(self.week, growth)
        self.faces.extend(self.faces[origin] for origin in growth.origins)
        self._stands.extend(growth.stands)
        self._attendance.grow(self.week.problem.events[first:])
        made = range(first, len(self._stands))
        self.origins.update(zip(made, growth.origins, strict=True))
        return made

    def step(self, moves: Moves) -> bool:
        """Make the moves of a step and tell the owner; nothing is done if a card is not where the step left it."""
        strangers = [move.event for move in moves if self._stands[move.event] != move.before]
        if strangers:
            if any(self._stands[move.event] != move.after for move in moves):
                self.said.emit(
                    _(
                        "{lesson} was moved at another desk meanwhile; this step stays as it is.",
                        lesson=self.faces[strangers[0]].title,
                    )
                )
            return False
        for move in moves:
            self._unsaved[move.event] += 1
            self._refusals.pop(move.event, None)
        self._put(moves)
        self.moved.emit(moves)
        return True

    def settle(self, moves: Iterable[Move]) -> None:
        """The owner has stored these moves."""
        told = tuple(moves)
        self._saved(told)
        self.changed.emit(frozenset(move.event for move in told))

    def refused(self, moves: Iterable[Move], sentence: str) -> None:
        """The owner could not store these moves: what still stands so goes back and is marked with the reason."""
        told = tuple(moves)
        self._saved(told)
        self._refusals.update((move.event, sentence) for move in told)
        self._put(tuple(move.back() for move in told if self._stands[move.event] == move.after))
        self.changed.emit(frozenset(move.event for move in told))
        self.said.emit(sentence)

    def others_moved(self, moves: Iterable[Move]) -> None:
        """Another desk has stored these moves; a card that is held here is let go."""
        told = tuple(moves)
        if self.holding.events and any(move.event in self.holding.events for move in told):
            self.holding.release()
        self._put(told)

    def _saved(self, moves: Moves) -> None:
        for move in moves:
            self._unsaved[move.event] = max(0, self._unsaved[move.event] - 1)

    def _put(self, moves: Moves) -> None:
        for move in moves:
            self._attendance.move(move.event, self._stands[move.event], move.after)
            self._stands[move.event] = move.after
            (self.week.locked.add if move.after.locked else self.week.locked.discard)(move.event)
        self.week.put_all({move.event: move.after.place for move in moves})
        self.holding.forget()
        self.changed.emit(frozenset(move.event for move in moves))
