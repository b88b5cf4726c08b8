"""The steps of a desk that are not stored: those on their way, and those that wait to be saved as a whole."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from client.widgets.week_board import Move, Moves


@dataclass(frozen=True)
class Unstored:
    """How many steps are on their way, whether the server takes them, and whether others wait for Ctrl+S."""

    steps: int
    waiting: bool
    held: bool = False

    @property
    def any(self) -> bool:
        return self.steps > 0 or self.held


@dataclass(frozen=True)
class Parcel:
    """Steps that are stored together; a whole one that is refused stays on the board, unsaved."""

    steps: tuple[Moves, ...]
    whole: bool = False

    @property
    def moves(self) -> Moves:
        return joined(self.steps)


class Steps:
    """A queue of parcels and the steps that are held back. Once something is held, all later steps stand on it."""

    def __init__(self) -> None:
        self.queue: deque[Parcel] = deque()
        self.held: list[Moves] = []

    @property
    def whole(self) -> bool:
        """Whether a plan is among them that is stored whole."""
        return bool(self.held) or any(parcel.whole for parcel in self.queue)

    def events(self) -> list[int]:
        """Every event that a step moves which is not stored."""
        steps = [*(step for parcel in self.queue for step in parcel.steps), *self.held]
        return list(dict.fromkeys(move.event for step in steps for move in step))

    def sent(self) -> set[int]:
        """The events of the steps on their way."""
        return {move.event for parcel in self.queue for step in parcel.steps for move in step}

    def send_held(self) -> None:
        """Put what is held into the queue, as one parcel."""
        self.queue.append(Parcel(tuple(self.held), whole=True))
        self.held = []

    def hold_queue(self) -> None:
        """Hold what was on its way: a whole plan was refused, and later steps stand on it."""
        self.held = [*(step for parcel in self.queue for step in parcel.steps), *self.held]
        self.queue.clear()

    def settled(self) -> tuple[Moves, ...]:
        """Let go of held steps that have taken each other back; return them."""
        if joined(self.held):
            return ()
        done, self.held = tuple(self.held), []
        return done

    def drop(self, event: int) -> Moves:
        """Forget what is held of an event: another desk has moved it; return its moves."""
        dropped = tuple(move for step in self.held for move in step if move.event == event)
        kept = (tuple(move for move in step if move.event != event) for step in self.held)
        self.held = [step for step in kept if step]
        return dropped


def joined(steps: Iterable[Sequence[Move]]) -> Moves:
    """The steps as one: every card goes from where it stood first to where it stands last."""
    first: dict[int, Move] = {}
    for step in steps:
        for move in step:
            before = first[move.event].before if move.event in first else move.before
            first[move.event] = Move(move.event, before, move.after)
    return tuple(move for move in first.values() if move.before != move.after)
