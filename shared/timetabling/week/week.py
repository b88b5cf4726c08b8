"""Incremental evaluation of a timetable: lessons are put and lifted, and every place of a lesson judged at once.

The living week at a desk: what a planner holds is answered within a frame of the screen.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from shared.timetabling.model import Place, Plan, Problem, Unusable
from shared.timetabling.week.filling import fill
from shared.timetabling.week.insertion_cost import Scales, taken_times
from shared.timetabling.week.obstacle_kinds import Kind, Obstacle
from shared.timetabling.week.obstacle_search import obstacles
from shared.timetabling.week.occupancy import Indices, Occupancy
from shared.timetabling.week.openings import Costs, Openings

__all__ = ["CLASH", "DISLIKES", "FREE", "NO_ROOM", "Judgement", "Kind", "Moves", "Obstacle", "Week"]

FREE, DISLIKES, CLASH = 0, 1, 2
NO_ROOM = -1
Moves: TypeAlias = Iterable[tuple[int, Place | None]] | Mapping[int, Place | None]


@dataclass(frozen=True, slots=True)
class Judgement:
    """For every time of the grid: may the lesson be put there, what would change, and in which room.

    `cost` is what the judge would count more than now. It is exact for clashes too: then `room` may be
    `NO_ROOM`, which otherwise stands for a lesson that needs none.
    """

    status: NDArray[np.int64]
    cost: Costs
    room: NDArray[np.int64]


class Week:
    """A plan that changes. It is for one thread; another one works on a `twin()`."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.locked = {event for event, lock in problem.locks.items() if lock.time or lock.room}
        """Lessons that no suggestion moves; whoever locks and unlocks at the desk keeps it up to date."""
        self.occupancy = Occupancy(problem)
        self.openings = Openings(problem)
        self.scales = Scales(problem)
        for event, place in enumerate(plan):
            self._check(event, place)
        fill(self.occupancy, problem, plan)

    @property
    def plan(self) -> Plan:
        return tuple(self.occupancy.places)

    def place_of(self, event: int) -> Place | None:
        return self.occupancy.places[event]

    def tray(self) -> tuple[int, ...]:
        """The lessons without a place."""
        return tuple(event for event, place in enumerate(self.occupancy.places) if place is None)

    def put(self, event: int, place: Place | None) -> None:
        self._check(event, place)
        self.occupancy.lift(event)
        if place is not None:
            self.occupancy.put(event, place)

    def put_all(self, moves: Moves) -> None:
        for event, place in moves.items() if isinstance(moves, Mapping) else moves:
            self.put(event, place)

    def twin(self) -> "Week":
        """Another week that stands the same, for trying things out."""
        twin = copy(self)
        twin.occupancy, twin.locked = self.occupancy.twin(), set(self.locked)
        return twin

    def change(self, moves: Moves) -> int:
        """What the judge would count more after these moves; the week stays as it is."""
        moves = tuple(moves.items() if isinstance(moves, Mapping) else moves)
        before = [(event, self.place_of(event)) for event, _ in moves]
        cost = 0
        try:
            # Each is weighed on the plan that the moves before it have left: only so do the sums add up.
            for event, place in moves:
                cost -= self._weight(event, self.occupancy.lift(event))
                cost += self._weight(event, place)
                self.put(event, place)
        finally:
            self.put_all(reversed(before))
        return cost

    def judged(self, event: int, room: int | None = None) -> Judgement:
        """Judge every time for a lesson, in the room given or in the best free one of each time."""
        with self.occupancy.without(event) as before:
            return self._judged(event, room, before)

    def obstacles(self, event: int, time: int, room: int | None = None) -> tuple[Obstacle, ...]:
        """Why a lesson may not be put there or, if it may, what is disliked about it."""
        with self.occupancy.without(event) as before:
            chosen = room
            if room is None and self.problem.events[event].needs_room:
                best = int(self._judged(event, None, before).room[time])
                chosen = None if best == NO_ROOM else best
            opening = self.openings.of(event)
            return obstacles(self.problem, self.occupancy, opening, event, Place(time, chosen))

    def _judged(self, event: int, room: int | None, before: Place | None) -> Judgement:
        """As `judged`, for a lesson that was lifted from where it stood before."""
        opening, own = self.openings.of(event), self._own_costs(event)
        rooms = self._tried(event, room, before)
        standing = self._column(before.room if before is not None else None)
        # One weighing for the rooms that are tried, for none, and for the room where the lesson stood.
        costs = self._room_costs(event, np.append(rooms, (len(self.problem.rooms), standing)))
        chosen, more, fails = self._chosen(event, room, rooms, costs[:-1])
        now = 0 if before is None else int(own[before.time] + costs[-1, before.time])
        members = self.occupancy.busy[self.occupancy.people[event]].sum(axis=0) > 0
        duration = self.problem.events[event].duration
        fails |= ~opening.allowed | taken_times(self.problem.grid, members, duration)
        dislikes = own + more + self.scales.foregone(self.occupancy, event) > 0
        status = np.where(fails, CLASH, np.where(dislikes, DISLIKES, FREE))
        return Judgement(status, own + more - now, chosen)

    def _tried(self, event: int, room: int | None, before: Place | None) -> Indices:
        """The room given, or those that suit: the present one first, because among equals the first is taken."""
        if room is not None:
            return np.array([room])
        rooms = self.openings.of(event).rooms
        if before is not None and before.room is not None and before.room in rooms:
            return np.append(before.room, rooms[rooms != before.room])
        return rooms

    def _check(self, event: int, place: Place | None) -> None:
        if place is not None and not 0 <= place.time < self.problem.grid.times:
            raise Unusable(f"{self.problem.events[event].name} cannot be put outside of the week.")

    def _weight(self, event: int, place: Place | None) -> int:
        """What a lesson that is not in the plan would add to its cost at a place; nothing in the tray."""
        if place is None:
            return 0
        costs = self._own_costs(event) + self._room_costs(event, np.array([self._column(place.room)]))[0]
        return int(costs[place.time])

    def _own_costs(self, event: int) -> Costs:
        """For each time what it costs in whatever room."""
        people, spread = self.scales.people(self.occupancy, event), self.scales.spread(self.occupancy, event)
        return self.openings.of(event).time_cost + people + spread

    def _chosen(
        self, event: int, room: int | None, rooms: Indices, costs: Costs
    ) -> tuple[NDArray[np.int64], Costs, NDArray[np.bool_]]:
        """For each time the room, what it costs, and whether it is none that the lesson may have."""
        times, nowhere, taken = self.problem.grid.times, costs[-1], self._taken(event, rooms)
        if room is not None:
            fails = taken[0] | (room not in self.openings.of(event).rooms)
            return np.full(times, room), costs[0], fails
        if not self.problem.events[event].needs_room or not len(rooms):
            none = np.full(times, NO_ROOM)
            return none, nowhere, np.full(times, self.problem.events[event].needs_room)
        # argmin takes the first of equals: rooms come in the order in which they are preferred.
        best = np.where(taken, np.iinfo(np.int64).max, costs[:-1]).argmin(axis=0)
        fails = np.asarray(taken.all(axis=0), dtype=np.bool_)
        cheapest = costs[best, np.arange(times)]
        return np.where(fails, NO_ROOM, rooms[best]), np.where(fails, nowhere, cheapest), fails

    def _room_costs(self, event: int, rooms: Indices) -> Costs:
        """For (room, time) what the room costs; the room behind the last is none."""
        alone = self.openings.of(event).room_cost[rooms] + self.scales.other_room(
            self.occupancy, event, rooms
        )
        return alone[:, None] + self.scales.travel(self.occupancy, event, rooms)

    def _column(self, room: int | None) -> int:
        return len(self.problem.rooms) if room is None else room

    def _taken(self, event: int, rooms: Indices) -> NDArray[np.bool_]:
        """For (room, time) whether something is held there or the room is closed."""
        taken = (self.occupancy.held[rooms] > 0) | self.occupancy.closed[rooms][..., None]
        return taken_times(self.problem.grid, taken, self.problem.events[event].duration)
