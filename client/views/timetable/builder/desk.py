"""A version of the timetable at the desk: steps are stored one after another, other desks' moves come in."""

from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from client.core.errors import HemisError, Unavailable
from client.data.timetable.card_saving import Known, Standing, StepChanges, standing, store
from client.data.timetable.week import BuilderWeek
from client.widgets.week_board import BoardModel, Move, Moves, Stand
from client.widgets.workplace import Workplace
from shared.timetabling.model import EVERY, Place

CARDS = "timetable.card"
#: Milliseconds until a step is tried again after the server went away.
AGAIN = 5000


@dataclass(frozen=True)
class Unstored:
    """How many steps are on their way, and whether the server takes them."""

    steps: int
    waiting: bool


class Desk(QObject):
    """Stores what `board.moved` tells, in order; the database has the last word.

    Steps that wait for a server that is gone are kept as a draft on this computer.
    """

    #: The number of steps that are not stored changed.
    progressed = Signal(object)
    #: Cards came or went at another desk: the week has to be read again.
    outdated = Signal()

    def __init__(self, workplace: Workplace, week: BuilderWeek, board: BoardModel) -> None:
        super().__init__(board)
        self.week, self.board = week, board
        self._workplace = workplace
        self._known: dict[int, Known] = {
            event: (card.id, card.version) for event, card in enumerate(week.cards)
        }
        self._numbers: dict[int, int] = {}
        self._queue: deque[Moves] = deque()
        self._sending = False
        self._waiting = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN)
        self._again.timeout.connect(self._send)
        self._draft = f"timetable:{week.head.id}"
        board.moved.connect(self._on_moved)
        self._subscription = workplace.changes.subscribe((CARDS,), self._on_changed)
        board.destroyed.connect(self._subscription.end)

    @property
    def unstored(self) -> Unstored:
        return Unstored(len(self._queue), self._waiting)

    def event_of(self, card_id: int) -> int | None:
        return next((event for event, known in self._known.items() if known[0] == card_id), None)

    def recover(self) -> int:
        """Make the steps of a draft once more that the server never got; how many cards they move."""
        found = self._workplace.drafts.find(self._draft)
        if not found:
            return 0
        event_of = {known[0]: event for event, known in self._known.items()}
        targets = {
            event_of[row["card"]]: Stand(self._place(row), bool(row["locked"]))
            for row in found["cards"]
            if row["card"] in event_of
        }
        moved = {event: stand for event, stand in targets.items() if stand != self.board.stand(event)}
        if not moved:
            self._workplace.drafts.drop(self._draft)
            return 0
        self.board.carry(moved, self.board.faces[next(iter(moved))].title)
        return len(moved)

    def _on_moved(self, moves: Moves) -> None:
        self._queue.append(moves)
        self.progressed.emit(self.unstored)
        self._keep_draft()
        self._send()

    def _send(self) -> None:
        if self._sending or not self._queue:
            return
        self._sending = True
        moves = self._queue[0]
        work = partial(store, self._workplace.gateway, self._changes(moves))
        self._workplace.tasks.run(self, work, partial(self._stored, moves), partial(self._refused, moves))

    def _stored(self, moves: Moves, known: dict[int, Known]) -> None:
        self._queue.popleft()
        self._sending = self._waiting = False
        self._known.update(known)
        for move in moves:
            if move.after.gone:
                self._known.pop(move.event, None)
        self.board.settle(moves)
        self._workplace.changes.announce(CARDS)
        self._keep_draft()
        self.progressed.emit(self.unstored)
        self._send()

    def _refused(self, moves: Moves, error: HemisError) -> None:
        self._sending = False
        if isinstance(error, Unavailable):
            self._waiting = True
            self.progressed.emit(self.unstored)
            self._again.start()
            return
        self._waiting = False
        # Later steps stand on this one: they go back first.
        for later in reversed(self._queue):
            self.board.refused(later, error.text())
        self._queue.clear()
        self._keep_draft()
        self.progressed.emit(self.unstored)
        self._read_others()

    def _changes(self, moves: Moves) -> StepChanges:
        gone, made, placed = {}, {}, {}
        for move in moves:
            if move.after.gone:
                if move.event in self._known:
                    gone[move.event] = self._known[move.event]
            elif move.before.gone:
                made[move.event] = self._new(move)
            else:
                place: dict[str, Any] = {"locked": move.after.locked}
                if move.before.place != move.after.place:
                    place |= self.week.columns(move.after.place)
                placed[move.event] = (self._known[move.event], place)
        return StepChanges(gone, made, placed)

    def _new(self, move: Move) -> dict[str, Any]:
        """The columns of a card that was made of another by splitting or doubling, or came back by undo."""
        event = move.event
        while event in self.board.cards.origins:
            event = self.board.cards.origins[event]
        card, phases = self.week.cards[event], self.board.week.problem.events[move.event].phases
        place = self.week.columns(move.after.place)
        return {
            "version_id": self.week.head.id,
            "term_id": self.week.head.term_id,
            "faculty_id": self.week.head.faculty_id,
            "class_id": card.class_id,
            "number": self._free_number(card.class_id),
            "employee_id": card.employee_id,
            "pairs": self.week.problem.events[event].duration,
            "phase": place.get("phase", EVERY if EVERY in phases else phases[0]),
            "day": place["day"],
            "pair": place["pair"],
            "room_id": place["room"],
            "locked": move.after.locked,
        }

    def _free_number(self, class_id: int) -> int:
        """A number that no card of the class had at this desk: undone cards come back under a new one."""
        highest = max(card.number for card in self.week.cards if card.class_id == class_id)
        self._numbers[class_id] = self._numbers.get(class_id, highest) + 1
        return self._numbers[class_id]

    def _place(self, row: dict[str, Any]) -> Place | None:
        return self.week.place_of(row["day"], row["pair"], row["phase"], row["room"])

    def _keep_draft(self) -> None:
        """Keep where the cards of unstored steps stand, until the server has them."""
        cards = [
            {
                "phase": EVERY,
                **self.week.columns(stand.place),
                "card": self._known[event][0],
                "locked": stand.locked,
            }
            for event in dict.fromkeys(move.event for moves in self._queue for move in moves)
            if event in self._known and not (stand := self.board.stand(event)).gone
        ]
        drafts, key = self._workplace.drafts, self._draft

        def keep() -> None:
            if cards:
                drafts.keep(key, {"cards": cards})
            else:
                drafts.drop(key)

        self._workplace.tasks.run(self, keep, lambda _nothing: None)

    def _on_changed(self, _relation: str) -> None:
        QTimer.singleShot(0, self, self._read_others)

    def _read_others(self) -> None:
        work = partial(standing, self._workplace.gateway, self.week.head.id)
        self._workplace.tasks.run(self, work, self._show_others, lambda _error: None)

    def _show_others(self, found: tuple[Standing, ...]) -> None:
        """Let cards stand where another desk has put them; cards of steps on their way wait for their answer."""
        ours = {move.event for moves in self._queue for move in moves}
        event_of = {known[0]: event for event, known in self._known.items()}
        moves = []
        for card in found:
            event = event_of.get(card.id)
            if event is None or event in ours or card.version <= self._known[event][1]:
                continue
            self._known[event] = (card.id, card.version)
            place = self.week.place_of(card.day, card.pair, card.phase, card.room_id)
            before, after = self.board.stand(event), Stand(place, card.locked)
            if before != after:
                moves.append(Move(event, before, after))
        if moves:
            self.board.others_moved(moves)
        if not self._queue and {card.id for card in found} != set(event_of):
            self.outdated.emit()
