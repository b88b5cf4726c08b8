"""The board: one week that grids, tray and panels look at together, its steps and what the owner says of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from client.core.i18n import _
from client.widgets.week_board.model.card_state import Move, Moves, Stand
from client.widgets.week_board.model.cards import Cards
from client.widgets.week_board.model.faces import Face
from client.widgets.week_board.model.growing import Growth
from client.widgets.week_board.model.held_cards import Holding
from client.widgets.week_board.model.steps import Step
from shared.timetabling.week.week import Week


class Mark(Enum):
    """What is to be told of a card besides its place."""

    UNSAVED = "○"
    CONFLICT = "!"


class BoardModel(QObject):
    """Owns the week and the steps of undo. Every step is told by `moved`; the owner stores it and answers.

    A whole plan is told by `proposed`: it stands on the board, and is stored when the person says so.
    """

    #: frozenset of the events whose card looks different or stands elsewhere now.
    changed = Signal(object)
    selection_changed = Signal()
    #: The moves of a step that was just made (or undone), for the owner to store.
    moved = Signal(object)
    #: The moves of a whole plan that came onto the board or was taken back.
    proposed = Signal(object)
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
        self.cards = Cards(week)
        self.faces, self.editable = list(faces), editable
        self.selected: frozenset[int] = frozenset()
        self.undo_stack = QUndoStack(self)
        self.holding = Holding(self.cards, self)
        # A count, not a flag: the same card may be moved again before the first move is stored.
        self._unsaved: Counter[int] = Counter()
        self._refusals: dict[int, str] = {}

    @property
    def week(self) -> Week:
        return self.cards.week

    def stand(self, event: int) -> Stand:
        return self.cards.stand(event)

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

    def carry(self, targets: Mapping[int, Stand], what: str, *, whole: bool = False) -> bool:
        """Let cards stand so, as one step of undo; whether anything had to change."""
        moves = tuple(
            Move(event, before, after)
            for event, after in targets.items()
            if (before := self.stand(event)) != after
        )
        if moves and self.editable:
            self.undo_stack.push(Step(self, moves, what, whole=whole))
        return bool(moves) and self.editable

    def grow(self, growth: Growth) -> range:
        """Take in further events, gone until a step brings them in; return their indices."""
        self.faces.extend(self.faces[origin] for origin in growth.origins)
        return self.cards.grow(growth)

    def step(self, moves: Moves, *, whole: bool = False) -> bool:
        """Make the moves of a step and tell the owner; nothing is done if a card is not where the step left it.

        Of a whole plan the cards that others have moved stay, and all others go.
        """
        strangers = self.cards.strangers(moves)
        if whole and 0 < len(strangers) < len(moves):
            moves, strangers = tuple(move for move in moves if move.event not in set(strangers)), ()
        if strangers:
            # Another desk may have made the very same moves: then there is nothing to say.
            if any(self.stand(move.event) != move.after for move in moves):
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
        (self.proposed if whole else self.moved).emit(moves)
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
        self._put(tuple(move.back() for move in told if self.stand(move.event) == move.after))
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
        self.cards.put(moves)
        self.holding.forget()
        self.changed.emit(frozenset(move.event for move in moves))
