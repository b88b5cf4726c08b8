"""Chains of moves: a lesson in the way goes to a free place, or takes that of another, which goes on."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np

from client.widgets.week_board.board import BoardModel
from shared.timetabling.model import Place
from shared.timetabling.week import CLASH

#: How many of the cheapest places for a pushed lesson are tried at each depth.
WIDTH = 6
#: How many places are tried in all: a person waits for the answer.
PATIENCE = 150

Places = dict[int, Place | None]


def best_place(board: BoardModel, event: int, time: int, room: int | None) -> Place | None:
    """The place at a time, in the wished room, else the room it has, else any; None for a clash."""
    stand = board.stand(event).place
    own = stand.room if stand is not None else None
    for wish in (room,) if room is not None else (own, None):
        judgement = board.week.judged(event, wish)
        if judgement.status[time] != CLASH:
            chosen = int(judgement.room[time])
            return Place(time, chosen if chosen >= 0 else None)
    return None


class Pushing:
    """Looks for a chain; what it tries is taken back, so that the week stays as it was."""

    def __init__(self, board: BoardModel, avoided: Mapping[int, Place | None]) -> None:
        self._board, self._avoided = board, avoided
        self._left = PATIENCE

    def pushed(self, events: Sequence[int], depth: int) -> Places | None:
        """A place for each of these cards; the cheapest that lets the others find theirs."""
        if not events:
            return {}
        first, rest = events[0], events[1:]
        judgement = self._board.week.judged(first)
        order = np.argsort(judgement.cost, kind="stable")
        free = [int(time) for time in order if judgement.status[time] != CLASH]
        for time in free[:WIDTH]:
            place = best_place(self._board, first, time, None)
            if place is not None and place != self._avoided.get(first) and self._may_try():
                with self._standing(first, place):
                    further = self.pushed(rest, depth)
                if further is not None:
                    return {first: place, **further}
        return self._pushing(first, rest, depth) if depth > 1 and not free else None

    def _pushing(self, first: int, rest: Sequence[int], depth: int) -> Places | None:
        """The card has no free place: it takes that of one other lesson, which goes on."""
        for time in range(self._board.week.problem.grid.times):
            others = {obstacle.event for obstacle in self._board.week.obstacles(first, time)}
            other = next(iter(others), None)
            if len(others) != 1 or other is None or self._fixed(other) or not self._may_try():
                continue
            with self._standing(other, None):
                place = best_place(self._board, first, time, None)
                if place is None:
                    continue
                with self._standing(first, place):
                    further = self.pushed((other, *rest), depth - 1)
            if further is not None:
                return {first: place, **further}
        return None

    def _may_try(self) -> bool:
        self._left -= 1
        return self._left >= 0

    def _fixed(self, event: int) -> bool:
        return self._board.stand(event).locked or event in self._board.holding.events

    @contextmanager
    def _standing(self, event: int, place: Place | None) -> Iterator[None]:
        before = self._board.week.plan[event]
        self._board.week.put(event, place)
        try:
            yield
        finally:
            self._board.week.put(event, before)
