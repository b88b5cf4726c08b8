"""Marginal cost of inserting a lesson into the plan, for every time of the grid at once."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from shared.timetabling.model import NO_RULES, DayRules, Grid, Problem, Unusable
from shared.timetabling.solver.patterns import day_table, days_cost
from shared.timetabling.solver.tables import MOST_PATTERNS
from shared.timetabling.week.occupancy import Indices, Occupancy
from shared.timetabling.week.openings import Costs

Number = TypeVar("Number", np.bool_, np.int64)


class Scales:
    """The tables of costs of a problem; they weigh what an occupancy holds."""

    def __init__(self, problem: Problem) -> None:
        self._problem, self._grid = problem, problem.grid
        known: dict[DayRules, int] = {NO_RULES: 0}
        self._profile = np.array(
            [known.setdefault(person.rules, len(known)) for person in problem.people], dtype=np.intp
        )
        if len(known) << self._grid.slots > MOST_PATTERNS:
            raise Unusable(
                f"{len(known)} kinds of wishes about days of {self._grid.slots} slots are more than can be weighed."
            )
        self._day = np.stack([day_table(rules, self._grid.slots) for rules in known])
        self._week = np.array(
            [[days_cost(rules, days) for days in range(self._grid.days + 2)] for rules in known]
        )
        self._building = np.array([*(room.building + 1 for room in problem.rooms), 0], dtype=np.intp)
        self._far = too_far(problem)

    def people(self, occupancy: Occupancy, event: int) -> Costs:
        """What the days and weeks of the people of a lesson cost more."""
        members = occupancy.people[event]
        members = members[self._profile[members] > 0]
        rows, taken = self._profile[members], occupancy.pattern[members]
        begin = np.arange(self._grid.slots)
        bits = ((1 << self._problem.events[event].duration) - 1) << begin & (1 << self._grid.slots) - 1
        after = taken[:, :, None, :] | bits[:, None]
        more = (
            self._day[rows[:, None, None, None], after].sum(axis=0)
            - self._day[rows[:, None, None], taken].sum(axis=0)[:, None]
        )
        # Every rule looks at one kind of weeks; what a person has in both counts twice, as the judge counts it.
        days = (taken != 0).sum(axis=1)
        new_day = self._week[rows[:, None], days + 1] - self._week[rows[:, None], days]
        more += ((taken == 0) * new_day[:, None]).sum(axis=0)[:, None]
        return at_times(self._grid, more.astype(np.int64))

    def spread(self, occupancy: Occupancy, event: int) -> Costs:
        """What the days of the course cost more: nothing or less."""
        course = self._problem.events[event].course
        rules, taken = self._problem.courses[course], occupancy.course_day[course] > 0
        wanting = rules.min_days > int(taken.sum())
        by_day = np.where(taken | (not wanting), 0, -rules.too_few_days)
        return np.repeat(by_day, self._grid.slots * self._grid.phases)

    def foregone(self, occupancy: Occupancy, event: int) -> int:
        """What the lesson could save on a new day of its course."""
        return -int(self.spread(occupancy, event).min())

    def other_room(self, occupancy: Occupancy, event: int, rooms: Indices) -> Costs:
        course = self._problem.events[event].course
        used = occupancy.course_room[course] > 0
        weight = self._problem.courses[course].other_room if used.any() else 0
        return np.where(used[rooms], 0, weight).astype(np.int64)

    def travel(self, occupancy: Occupancy, event: int, rooms: Indices) -> Costs:
        """For (room, time) what the ways of the people cost more."""
        travel, members = self._problem.rules.travel, occupancy.people[event]
        if travel is None or self._far is None or not len(members):
            return np.zeros((len(rooms), self._grid.times), dtype=np.int64)
        buildings, which = np.unique(self._building[rooms], return_inverse=True)
        here = self._building[occupancy.rooms_of(members)]
        later = occupancy.at[members] > event
        before = self._ways(here)
        more = [self._arrival(here, later, before, event, int(building)) for building in buildings]
        if not more:
            return np.zeros((0, self._grid.times), dtype=np.int64)
        return np.stack(more)[which.reshape(-1)] * travel.weight

    def _ways(self, here: Indices) -> Costs:
        """For (day, week) the ways that cannot be made."""
        far, slots = self._far, np.arange(self._grid.slots - 1)
        if far is None or not len(slots):
            return np.zeros((self._grid.days, self._grid.weeks), dtype=np.int64)
        return np.asarray(
            far[here[:, :, :-1], here[:, :, 1:], slots[None, None, :, None]].sum(axis=(0, 2)), dtype=np.int64
        )

    def _arrival(
        self, here: Indices, later: NDArray[np.bool_], before: Costs, event: int, building: int
    ) -> Costs:
        """For each time the ways lost when the lesson is held in this building."""
        if building == 0:
            return np.zeros(self._grid.times, dtype=np.int64)
        duration, more = self._problem.events[event].duration, []
        for slot in range(self._grid.slots):
            then, hours = here.copy(), slice(slot, slot + duration)
            then[:, :, hours] = np.where(later[:, :, hours], here[:, :, hours], building)
            more.append(self._ways(then) - before)
        return at_times(self._grid, np.stack(more, axis=1))


def at_times(grid: Grid, cells: NDArray[Number]) -> NDArray[Number]:
    """From (…, day, slot, week) to (…, time): every week together, then each kind alone."""
    if grid.phases == 1:
        return cells[..., 0].reshape(*cells.shape[:-3], grid.times)
    both = cells.any(axis=-1) if cells.dtype == np.bool_ else cells.sum(axis=-1)
    return np.stack([both, cells[..., 0], cells[..., 1]], axis=-1).reshape(*cells.shape[:-3], grid.times)


def taken_times(grid: Grid, taken: NDArray[np.bool_], duration: int) -> NDArray[np.bool_]:
    """From (…, day, slot, week) to (…, time): where a lesson so long would meet something taken."""
    met = taken.copy()
    for step in range(1, duration):
        met[..., : grid.slots - step, :] |= taken[..., step:, :]
    return at_times(grid, met)


def too_far(problem: Problem) -> NDArray[np.int64] | None:
    """For (building, building, slot) whether the break after the slot is too short; building 0 is nowhere."""
    travel = problem.rules.travel
    if travel is None:
        return None
    breaks = np.resize(np.array(travel.breaks or (0,)), problem.grid.slots)
    far = np.array(travel.minutes)[:, :, None] > breaks
    return np.pad(far, ((1, 0), (1, 0), (0, 0))).astype(np.int64)
