"""Static domains of lessons as arrays: times and rooms with their costs, made when a lesson is first asked about."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.timetabling.domains import choices
from shared.timetabling.model import Place, Problem
from shared.timetabling.week.occupancy import Indices

Costs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Opening:
    """The times a lesson may have, what each time costs it, and the rooms that suit it, the smallest first."""

    allowed: NDArray[np.bool_]
    time_cost: Costs
    rooms: Indices
    room_cost: Costs
    """Of every room, whether or not it suits; the last figure is for none."""


class Openings:
    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._known: dict[int, Opening] = {}

    def of(self, event: int) -> Opening:
        found = self._known.get(event)
        if found is None:
            found = self._known[event] = self._made(event)
        return found

    def _made(self, event: int) -> Opening:
        problem, found = self._problem, choices(self._problem, event)
        allowed = np.zeros(problem.grid.times, dtype=np.bool_)
        allowed[list(found.times)] = True
        rooms = sorted(found.rooms, key=lambda room: (problem.rooms[room].capacity, room))
        return Opening(
            allowed, self._time_cost(event), np.array(rooms, dtype=np.intp), self._room_cost(event)
        )

    def _room_cost(self, event: int) -> Costs:
        wanted, rules, present = self._problem.events[event], self._problem.rules, self._present(event)
        lacking = [max(0, wanted.size - room.capacity) for room in self._problem.rooms]
        cost = rules.seat * np.array([*lacking, 0], dtype=np.int64)
        for room, wish in dict(wanted.room_costs).items():
            cost[room] += wish
        if present is not None:
            cost[:-1] += rules.keep_room
            if present.room is not None:
                cost[present.room] -= rules.keep_room
        return cost

    def _time_cost(self, event: int) -> Costs:
        present = self._present(event)
        cost = np.zeros(self._problem.grid.times, dtype=np.int64)
        for time, wish in self._problem.events[event].time_costs:
            cost[time] = wish
        if present is not None:
            cost += self._problem.rules.keep_time
            cost[present.time] -= self._problem.rules.keep_time
        return cost

    def _present(self, event: int) -> Place | None:
        return self._problem.present[event] if self._problem.present else None
