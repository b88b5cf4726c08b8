"""The cards of a version as the database knows them, and what a step at the desk means for their rows."""

from typing import Any

from client.data.timetable.card_saving import Known, Standing, StepChanges
from client.data.timetable.week import BuilderWeek
from client.widgets.week_board import BoardModel, Move, Moves, Stand
from shared.timetabling.model import EVERY


class KnownCards:
    """Ids and versions of cards, by event of the board."""

    def __init__(self, week: BuilderWeek, board: BoardModel) -> None:
        self._week, self._board = week, board
        self._known: dict[int, Known] = {
            event: (card.id, card.version) for event, card in enumerate(week.cards)
        }
        self._numbers: dict[int, int] = {}

    def events(self) -> dict[int, int]:
        """The events by the id of their card."""
        return {known[0]: event for event, known in self._known.items()}

    def card(self, event: int) -> int | None:
        """The id of a card; None when it is not stored."""
        known = self._known.get(event)
        return None if known is None else known[0]

    def stored(self, moves: Moves, known: dict[int, Known]) -> None:
        """The server has taken these moves; so it knows the cards now."""
        self._known.update(known)
        for move in moves:
            if move.after.gone:
                self._known.pop(move.event, None)

    def news(self, event: int, card: Standing) -> Move | None:
        """Take in how another desk has left a card; the move that shows it."""
        if card.version <= self._known[event][1]:
            return None
        self._known[event] = (card.id, card.version)
        place = self._week.place_of(card.day, card.pair, card.phase, card.room_id)
        before, after = self._board.stand(event), Stand(place, card.locked)
        return None if before == after else Move(event, before, after)

    def changes(self, moves: Moves) -> StepChanges:
        """The rows that a step deletes, inserts and changes."""
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
                    place |= self._week.columns(move.after.place)
                placed[move.event] = (self._known[move.event], place)
        return StepChanges(gone, made, placed)

    def _new(self, move: Move) -> dict[str, Any]:
        """The columns of a card that was made of another by splitting or doubling, or came back by undo."""
        event = move.event
        while event in self._board.cards.origins:
            event = self._board.cards.origins[event]
        card, phases = self._week.cards[event], self._board.week.problem.events[move.event].phases
        place, head = self._week.columns(move.after.place), self._week.head
        return {
            "version_id": head.id,
            "term_id": head.term_id,
            "faculty_id": head.faculty_id,
            "class_id": card.class_id,
            "number": self._free_number(card.class_id),
            "employee_id": card.employee_id,
            "pairs": self._week.problem.events[event].duration,
            "phase": place.get("phase", EVERY if EVERY in phases else phases[0]),
            "day": place["day"],
            "pair": place["pair"],
            "room_id": place["room"],
            "locked": move.after.locked,
        }

    def _free_number(self, class_id: int) -> int:
        """A number that no card of the class had at this desk: undone cards come back under a new one."""
        highest = max(card.number for card in self._week.cards if card.class_id == class_id)
        self._numbers[class_id] = self._numbers.get(class_id, highest) + 1
        return self._numbers[class_id]
