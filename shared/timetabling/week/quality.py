"""Quality indicators of a week that a planner knows: gaps, changes of rooms, lonely lessons, seats, what moved."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from shared.timetabling.model import EVEN, MAX_DAYS, MAX_SLOTS, ODD, TEACHER, DayRules, Place, Problem
from shared.timetabling.solver.patterns import day_table
from shared.timetabling.week.occupancy import NOBODY, Indices, Occupancy
from shared.timetabling.week.week import Week

NOWHERE, UNLIMITED = -1, MAX_DAYS * MAX_SLOTS
Figures = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Figures of teachers' or of students' days. Each person and each kind of week counts."""

    gaps: int
    """Free hours between lessons."""
    lonely_days: int
    """Days with one lesson."""
    over_ceiling: int
    """Lessons above the ceiling of a day."""
    over_days: int
    """Days above the wished number."""
    room_changes: int
    """From one hour to the next."""
    building_changes: int
    too_far: int
    """Changes of building that the break is too short for."""


@dataclass(frozen=True, slots=True)
class Quality:
    teachers: DayFigures
    students: DayFigures
    early: int
    """Lessons in the first hour of a day."""
    late: int
    """Lessons in the last."""
    unwelcome: int
    """Lessons at an hour that is outside the shift of a group or that somebody would rather not have."""
    without_seat: int
    unplaced: int
    odd_hours: int
    even_hours: int
    uneven: int
    """Hours that people have more in one kind of week than in the other, added up."""
    moved: int
    """Lessons of the present plan at another time or in the tray."""
    other_rooms: int
    """Lessons of the present plan at their time in another room."""


class Grade(IntEnum):
    """How a dispatcher would call a week."""

    GOOD = 0
    FAIR = 1
    POOR = 2


#: Breaches for each person of a week that is good, and of one that is fair.
GOOD, FAIR = 0.75, 2.0


def grade(quality: Quality, people: int) -> Grade:
    """Call a week by its breaches of the rules of days and hours; nobody's wish is weighed against another's."""
    breaches = quality.unwelcome + sum(
        days.gaps + days.lonely_days + days.over_ceiling + days.over_days + days.too_far
        for days in (quality.teachers, quality.students)
    )
    share = breaches / max(1, people)
    return Grade.GOOD if share <= GOOD else Grade.FAIR if share <= FAIR else Grade.POOR


class Gauge:
    """Reads the quality of weeks of one problem; what never changes is prepared once."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        teacher = np.array([person.kind == TEACHER for person in problem.people], dtype=np.bool_)
        self._groups = teacher, ~teacher
        self._ceiling = np.array([person.rules.ceiling or UNLIMITED for person in problem.people])
        self._days = np.array([person.rules.days or UNLIMITED for person in problem.people])
        self._size = np.array([event.size for event in problem.events], dtype=np.int64)
        self._duration = np.array([event.duration for event in problem.events], dtype=np.int64)
        self._capacity = np.array([*(room.capacity for room in problem.rooms), max(self._size, default=0)])
        made: dict[int, dict[int, int]] = {}  # lessons of a class share their costs
        self._costs = [made.setdefault(id(each.time_costs), dict(each.time_costs)) for each in problem.events]
        self._building = np.array([*(room.building for room in problem.rooms), 0], dtype=np.int64)
        present = problem.present or (None,) * len(problem.events)
        self._time = np.array([NOWHERE if place is None else place.time for place in present], dtype=np.intp)
        self._room = np.array([_room(problem, place) for place in present], dtype=np.intp)

    def read(self, week: Week) -> Quality:
        hours = np.bitwise_count(week.occupancy.pattern).astype(np.int64)
        of_lessons = self._persons(week.occupancy.pattern, hours)
        of_people = self._changes(week.occupancy)
        teachers, students = (
            DayFigures(*(int(figure[group].sum()) for figure in (*of_lessons, *of_people)))
            for group in self._groups
        )
        times, rooms = week.occupancy.time_of, week.occupancy.room_of[:-1]
        known, weeks = self._time != NOWHERE, hours.sum(axis=1)
        return Quality(
            teachers,
            students,
            **self._lessons(times),
            without_seat=int(np.maximum(0, self._size - self._capacity[rooms]).sum()),
            uneven=int(abs(weeks[:, 0] - weeks[:, -1]).sum()),
            moved=int((known & (times != self._time)).sum()),
            other_rooms=int((known & (times == self._time) & (rooms != self._room)).sum()),
        )

    def _lessons(self, times: Indices) -> dict[str, int]:
        """What follows from the times of the lessons alone."""
        grid, placed = self._problem.grid, times != NOWHERE
        slots, phases = times // grid.phases % grid.slots, times % grid.phases
        hours = np.where(placed, self._duration, 0)
        return {
            "early": int((placed & (slots == 0)).sum()),
            "late": int((placed & (slots + self._duration >= grid.slots)).sum()),
            "unwelcome": sum(
                1 for costs, time in zip(self._costs, times.tolist(), strict=True) if costs.get(time)
            ),
            "unplaced": int((~placed).sum()),
            "odd_hours": int(hours[phases != EVEN].sum()),
            "even_hours": int(hours[phases != ODD].sum()),
        }

    def _persons(self, pattern: NDArray[np.int32], hours: Figures) -> tuple[Figures, ...]:
        """For each person gaps, lonely days, lessons over the ceiling and days over the wish."""
        gaps = day_table(DayRules(gap=1), self._problem.grid.slots)[pattern]
        over = np.maximum(0, hours - self._ceiling[:, None, None])
        over_days = np.maximum(0, (hours > 0).sum(axis=1) - self._days[:, None])
        by_day = (gaps, hours == 1, over)
        return (*(figure.sum(axis=(1, 2)) for figure in by_day), over_days.sum(axis=1))

    def _changes(self, occupancy: Occupancy) -> tuple[Figures, ...]:
        """For each person changes of room, of building, and of building in too short a break."""
        before, after = occupancy.at[:, :, :-1], occupancy.at[:, :, 1:]
        people, days, slots, weeks = np.nonzero((before != after) & (before != NOBODY) & (after != NOBODY))
        rooms = occupancy.room_of[occupancy.at[people, days, [slots, slots + 1], weeks]]
        here, there = self._building[rooms]
        building, far = here != there, np.zeros(len(people), dtype=np.bool_)
        travel = self._problem.rules.travel
        if travel is not None:
            pauses = np.resize(np.array(travel.breaks or (0,)), self._problem.grid.slots)
            far = building & (np.array(travel.minutes)[here, there] > pauses[slots])
        return tuple(
            np.bincount(people[figure], minlength=len(self._days))
            for figure in (rooms[0] != rooms[1], building, far)
        )


def _room(problem: Problem, place: Place | None) -> int:
    """The room as a number; the one behind the last for none."""
    return len(problem.rooms) if place is None or place.room is None else place.room
