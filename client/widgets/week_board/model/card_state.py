"""The state of a card and a move between two states: the data that goes to the owner and comes back."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.timetabling.model import Place


@dataclass(frozen=True, slots=True)
class Stand:
    """The state of a card: its place (none in the tray), whether it is locked, whether it is gone altogether."""

    place: Place | None = None
    locked: bool = False
    gone: bool = False


GONE = Stand(gone=True)


@dataclass(frozen=True, slots=True)
class Move:
    """A card that goes from one state to another."""

    event: int
    before: Stand
    after: Stand

    def back(self) -> "Move":
        return Move(self.event, self.after, self.before)


Moves = tuple[Move, ...]


def backwards(moves: Iterable[Move]) -> Moves:
    return tuple(move.back() for move in moves)
