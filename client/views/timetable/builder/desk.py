"""A version of the timetable at the desk: steps are stored one after another, other desks' moves come in."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from client.core.errors import HemisError, Unavailable, UserError
from client.core.i18n import N_, _
from client.data.timetable.card_saving import Known, Standing, standing, store
from client.data.timetable.week import BuilderWeek
from client.views.timetable.builder.known_cards import KnownCards
from client.views.timetable.builder.step_draft import StepDraft
from client.views.timetable.builder.steps import Parcel, Steps, Unstored, joined
from client.widgets.week_board import BoardModel, Move, Moves
from client.widgets.workplace import Workplace

CARDS = "timetable.card"
#: Milliseconds until a step is tried again after the server went away.
AGAIN = 5000


class Desk(QObject):
    """Stores what `board.moved` tells, in order; the database has the last word.

    A plan that `board.proposed` tells, and every step after it, waits for `save` and is stored whole or not at all.
    Steps that are not stored are kept as a draft on this computer.
    """

    #: The number of steps that are not stored changed.
    progressed = Signal(object)
    #: Cards came or went at another desk: the week has to be read again.
    outdated = Signal()
    #: Why a whole plan could not be stored; it stays on the board.
    refused = Signal(object)

    def __init__(self, workplace: Workplace, week: BuilderWeek, board: BoardModel) -> None:
        super().__init__(board)
        self.week, self.board = week, board
        self._workplace = workplace
        self._known, self._steps = KnownCards(week, board), Steps()
        self._sending = False
        self._waiting = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN)
        self._again.timeout.connect(self._send)
        self._draft = StepDraft(workplace, week, board, self._known, self._steps)
        board.moved.connect(self._on_moved)
        board.proposed.connect(self._hold)
        self._subscription = workplace.changes.subscribe((CARDS,), self._on_changed)
        board.destroyed.connect(self._subscription.end)

    @property
    def unstored(self) -> Unstored:
        return Unstored(len(self._steps.queue), self._waiting, bool(self._steps.held))

    def event_of(self, card_id: int) -> int | None:
        return self._known.events().get(card_id)

    def save(self) -> None:
        """Store what waits for it, as a whole."""
        if self._steps.held:
            self._steps.send_held()
            self._go_on()

    def recover(self) -> int:
        """Make the steps of a draft once more that the server never got; how many cards they move."""
        moved, whole = self._draft.find()
        if moved:
            words = _("laying the generated plan") if whole else self.board.faces[next(iter(moved))].title
            self.board.carry(moved, words, whole=whole)
        return len(moved)

    def _on_moved(self, moves: Moves) -> None:
        if self._steps.held:
            self._hold(moves)
            return
        self._steps.queue.append(Parcel((moves,)))
        self._go_on()

    def _hold(self, moves: Moves) -> None:
        self._steps.held.append(moves)
        for step in self._steps.settled():
            self.board.settle(step)
        self._go_on()

    def _go_on(self) -> None:
        self.progressed.emit(self.unstored)
        self._draft.keep()
        self._send()

    def _send(self) -> None:
        if self._sending or not self._steps.queue:
            return
        self._sending = True
        parcel = self._steps.queue[0]
        work = partial(store, self._workplace.gateway, self._known.changes(parcel.moves))
        self._workplace.tasks.run(self, work, partial(self._stored, parcel), partial(self._refused, parcel))

    def _stored(self, parcel: Parcel, known: dict[int, Known]) -> None:
        self._steps.queue.popleft()
        self._sending = self._waiting = False
        self._known.stored(parcel.moves, known)
        for step in parcel.steps:
            self.board.settle(step)
        self._workplace.changes.announce(CARDS)
        self._go_on()

    def _refused(self, parcel: Parcel, error: HemisError) -> None:
        self._sending = False
        self._waiting = isinstance(error, Unavailable)
        if self._waiting:
            self.progressed.emit(self.unstored)
            self._again.start()
            return
        if parcel.whole:
            self._steps.hold_queue()
            why = N_("The plan stands unsaved on the board: nothing of it is stored yet. {why}")
            self.refused.emit(UserError(why, why=error.text()))
        else:
            self._take_back(error)
        self._draft.keep()
        self.progressed.emit(self.unstored)
        self._read_others()

    def _take_back(self, error: HemisError) -> None:
        """Later steps stand on the refused one: they go back first, and a plan lets go of their cards."""
        steps = [step for parcel in self._steps.queue for step in parcel.steps]
        self._steps.queue.clear()
        for move in joined(steps):
            if held := self._steps.drop(move.event):
                self.board.settle(held)
                self.board.others_moved((Move(move.event, self.board.stand(move.event), move.after),))
        for step in reversed(steps):
            self.board.refused(step, error.text())

    def _on_changed(self, _relation: str) -> None:
        QTimer.singleShot(0, self, self._read_others)

    def _read_others(self) -> None:
        work = partial(standing, self._workplace.gateway, self.week.head.id)
        self._workplace.tasks.run(self, work, self._show_others, lambda _error: None)

    def _show_others(self, found: tuple[Standing, ...]) -> None:
        """Let cards stand where another desk has put them; cards of steps on their way wait for their answer."""
        ours, event_of = self._steps.sent(), self._known.events()
        moves = []
        for card in found:
            event = event_of.get(card.id)
            if event is None or event in ours or (move := self._known.news(event, card)) is None:
                continue
            self.board.settle(self._steps.drop(event))
            moves.append(move)
        if moves:
            self.board.others_moved(moves)
            self._draft.keep()
            self.progressed.emit(self.unstored)
        if not self.unstored.any and {card.id for card in found} != set(event_of):
            self.outdated.emit()
