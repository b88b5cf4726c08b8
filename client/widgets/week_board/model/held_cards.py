"""The cards that a person holds, and what every cell says to them: reckoned once when they are picked up."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal

from client.widgets.week_board.model.answers import Answer
from client.widgets.week_board.model.cards import Cards
from shared.timetabling.model import EVEN, EVERY, ODD, Place
from shared.timetabling.week.week import CLASH, NO_ROOM, Obstacle

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Answers:
    """For each time of the anchor card: free, disliked or clash; the change of cost; the room it would get."""

    status: Ints
    cost: Ints
    room: Ints


class Holding(QObject):
    """Several cards keep their distances in days and slots; the first one, the anchor, is put into a cell."""

    changed = Signal()

    def __init__(self, cards: Cards, parent: QObject) -> None:
        super().__init__(parent)
        self._cards = cards
        self.events: tuple[int, ...] = ()
        self.phase = EVERY
        self._answers: dict[int | None, Answers] = {}
        self._obstacles: dict[tuple[int, int | None], tuple[Obstacle, ...]] = {}
        #: What cells have answered in words, by time, room and whose week it is.
        self.told: dict[tuple[int, int | None, frozenset[int]], Answer] = {}
        #: A drop is being decided: the cards stay held until it is.
        self.landing = False

    @property
    def anchor(self) -> int:
        return self.events[0]

    @property
    def halves(self) -> bool:
        """Whether a cell is asked for its odd and its even weeks apart."""
        return self.phase != EVERY

    @property
    def phases(self) -> tuple[int, ...]:
        """The phases that every cell is asked for."""
        allowed = self._cards.week.problem.events[self.anchor].phases
        return tuple(phase for phase in (ODD, EVEN) if phase in allowed) if self.halves else (EVERY,)

    def take(self, events: Iterable[int], anchor: int) -> None:
        """Pick cards up; the phase is that of the anchor's place, or the first it may have."""
        self.events = (anchor, *(event for event in events if event != anchor))
        place = self._cards.stand(anchor).place
        grid = self._cards.week.problem.grid
        allowed = self._cards.week.problem.events[anchor].phases if grid.phases > 1 else (EVERY,)
        self.phase = grid.place(place.time)[2] if place is not None else allowed[0]
        self.forget()
        self.changed.emit()

    def release(self) -> None:
        self.landing = False
        if self.events:
            self.events = ()
            self.forget()
            self.changed.emit()

    def turn(self, phase: int) -> bool:
        """Hold the card for odd, even or all weeks; whether the lesson may be held so."""
        if phase not in self._cards.week.problem.events[self.anchor].phases:
            return False
        self.phase = phase
        self.changed.emit()
        return True

    def forget(self) -> None:
        """The week has changed: what was reckoned is no longer true."""
        self._answers.clear()
        self._obstacles.clear()
        self.told.clear()

    def answers(self, room: int | None = None) -> Answers:
        """What every time says, with a free choice of room or with this one."""
        found = self._answers.get(room)
        if found is None:
            found = self._answers[room] = (
                self._together(room) if self.events[1:] else self._alone(self.anchor, room)
            )
        return found

    def obstacles(self, time: int, room: int | None = None) -> tuple[Obstacle, ...]:
        """What stands in the way of all the held cards when the anchor goes to this time."""
        found = self._obstacles.get((time, room))
        if found is None:
            found = self._obstacles[time, room] = self._found(time, room)
        return found

    def _found(self, time: int, room: int | None) -> tuple[Obstacle, ...]:
        week = self._cards.week
        if not self.events[1:]:
            best = int(self.answers(room).room[time])
            return week.obstacles(self.anchor, time, room if best == NO_ROOM else best)
        with _Lifted(self._cards, self.events):
            return tuple(
                obstacle
                for event, goal in self.goals(time)
                for obstacle in (week.obstacles(event, goal, room) if goal is not None else ())
            )

    def places(self, time: int, room: int | None = None) -> dict[int, Place] | None:
        """Where each held card would stand; None when one of them clashes there or leaves the week."""
        found: dict[int, Place] = {}
        with _Lifted(self._cards, self.events):
            for event, goal in self.goals(time):
                answers = self.answers(room) if not self.events[1:] else self._alone(event, room)
                if goal is None or answers.status[goal] == CLASH:
                    return None
                chosen = int(answers.room[goal])
                found[event] = Place(goal, chosen if chosen != NO_ROOM else None)
                if self.events[1:]:  # so that the next one finds the room taken
                    self._cards.week.put(event, found[event])
        return found

    def _alone(self, event: int, room: int | None) -> Answers:
        """One card; the week prefers the room it has wherever that is as good as the best."""
        found = self._cards.week.judged(event, room)
        return Answers(found.status, found.cost, found.room)

    def _together(self, room: int | None) -> Answers:
        times = self._cards.week.problem.grid.times
        status, cost = np.zeros(times, np.int64), np.zeros(times, np.int64)
        with _Lifted(self._cards, self.events):
            each = {event: self._alone(event, room) for event in self.events}
            for time in range(times):
                for event, goal in self.goals(time):
                    status[time] = max(status[time], CLASH if goal is None else each[event].status[goal])
                    cost[time] += 0 if goal is None else each[event].cost[goal]
        return Answers(status, cost, each[self.anchor].room)

    def goals(self, time: int) -> list[tuple[int, int | None]]:
        """The time of each held card when the anchor goes to `time`; None lies outside the week."""
        grid = self._cards.week.problem.grid
        day, slot, phase = grid.place(time)
        found: list[tuple[int, int | None]] = [(self.anchor, time)]
        here = self._cards.stand(self.anchor).place
        for step, event in enumerate(self.events[1:], 1):
            there = self._cards.stand(event).place
            if here is None or there is None:
                found.append(
                    (event, grid.time(day, slot + step, phase) if slot + step < grid.slots else None)
                )
                continue
            from_day, from_slot, _phase = grid.place(here.time)
            its_day, its_slot, its_phase = grid.place(there.time)
            new_day, new_slot = day + its_day - from_day, slot + its_slot - from_slot
            inside = 0 <= new_day < grid.days and 0 <= new_slot < grid.slots
            found.append((event, grid.time(new_day, new_slot, its_phase) if inside else None))
        return found


class _Lifted:
    """Within it the held cards are out of the week, so that they do not stand in each other's way."""

    def __init__(self, cards: Cards, events: tuple[int, ...]) -> None:
        self._week = cards.week
        # A single card is lifted by the week itself whenever it is judged.
        self._places = {event: cards.stand(event).place for event in events} if events[1:] else {}

    def __enter__(self) -> None:
        if self._places:
            self._week.put_all(dict.fromkeys(self._places))

    def __exit__(self, *_unused: object) -> None:
        if self._places:
            self._week.put_all(self._places)
