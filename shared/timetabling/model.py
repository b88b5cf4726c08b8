"""What a timetable problem is: a grid of times, rooms, people and events, and the rules that judge a plan.

Of events, courses and places there are thousands: they are named tuples, which are made three times as quickly as
frozen dataclasses. The rest are dataclasses.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

EVERY, ODD, EVEN = 0, 1, 2
"""Phases of a lesson where weeks alternate: every week, weeks with an odd number, weeks with an even one."""

MAX_DAYS, MAX_SLOTS = 62, 24
BOTH_WEEKS = 2
TEACHER, STUDENTS = "teacher", "students"


class Unusable(ValueError):
    """The world's fault: an input that no plan can be made from, said in one sentence."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Days × slots of a week; with two kinds of weeks each slot has three phases, otherwise one.

    A *time* is `(day * slots + slot) * phases + phase`: where a lesson begins and in which weeks it is held.
    """

    days: int
    slots: int
    weeks: int = 1

    def __post_init__(self) -> None:
        if not (0 < self.days <= MAX_DAYS and 0 < self.slots <= MAX_SLOTS and 0 < self.weeks <= BOTH_WEEKS):
            raise Unusable(
                f"A week of {self.days} days with {self.slots} slots cannot be planned: "
                f"at most {MAX_DAYS} days, {MAX_SLOTS} slots a day and two kinds of weeks."
            )

    @property
    def phases(self) -> int:
        return 3 if self.weeks == BOTH_WEEKS else 1

    @property
    def times(self) -> int:
        return self.days * self.slots * self.phases

    def time(self, day: int, slot: int, phase: int = EVERY) -> int:
        return (day * self.slots + slot) * self.phases + phase

    def place(self, time: int) -> tuple[int, int, int]:
        """The day, slot and phase of a time."""
        period, phase = divmod(time, self.phases)
        day, slot = divmod(period, self.slots)
        return day, slot, phase

    def weeks_of(self, phase: int) -> range:
        """The kinds of weeks (0 odd, 1 even) in which a lesson of this phase is held."""
        return range(self.weeks) if phase == EVERY else range(phase - 1, phase)

    def cells(self, time: int, duration: int) -> tuple[tuple[int, int, int], ...]:
        """Every (day, slot, week) that a lesson beginning at this time fills."""
        day, slot, phase = self.place(time)
        return tuple((day, slot + step, week) for week in self.weeks_of(phase) for step in range(duration))

    def fits(self, time: int, duration: int) -> bool:
        return self.place(time)[1] + duration <= self.slots


@dataclass(frozen=True, slots=True)
class Room:
    name: str
    capacity: int = 0
    kind: str = ""
    equipment: frozenset[str] = frozenset()
    building: int = 0
    closed: frozenset[tuple[int, int]] = frozenset()
    """(day, slot) pairs when nothing may be held here."""


@dataclass(frozen=True, slots=True)
class DayRules:
    """What a person's day and week should look like; each figure is the cost of one breach, 0 means no wish."""

    gap: int = 0
    isolated: int = 0
    lonely: int = 0
    """A day with one lesson only."""
    ceiling: int = 0
    over_ceiling: int = 0
    floor: int = 0
    under_floor: int = 0
    run: int = 0
    over_run: int = 0
    """At most `run` lessons without a break."""
    late_start: int = 0
    days: int = 0
    over_days: int = 0


NO_RULES = DayRules()


@dataclass(frozen=True, slots=True)
class Person:
    """One who cannot be in two places: a teacher, or a student part (the smallest set never divided)."""

    name: str
    rules: DayRules = NO_RULES
    away: frozenset[tuple[int, int]] = frozenset()
    kind: str = STUDENTS


class Course(NamedTuple):
    """Lessons that belong together: they are spread over days and like to stay in one room."""

    name: str
    min_days: int = 0
    too_few_days: int = 0
    other_room: int = 0


class Event(NamedTuple):
    """One lesson of the week: who meets, how long, and where and when it may be."""

    name: str
    course: int
    people: tuple[int, ...] = ()
    size: int = 0
    duration: int = 1
    phases: tuple[int, ...] = (EVERY,)
    room_kind: str = ""
    equipment: frozenset[str] = frozenset()
    time_costs: tuple[tuple[int, int], ...] = ()
    needs_room: bool = True
    rooms: frozenset[int] | None = None
    """Only these rooms; None means any that fits."""
    times: frozenset[int] | None = None
    """Only these times; None means any."""
    room_costs: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Travel:
    """Minutes between buildings and in the break after each slot; a person who cannot make it costs `weight`."""

    minutes: tuple[tuple[int, ...], ...]
    breaks: tuple[int, ...]
    weight: int = 20


@dataclass(frozen=True, slots=True)
class Rules:
    """Costs that hold for the whole problem."""

    seat: int = 0
    """Cost of a student without a seat; 0 makes a room that is too small forbidden."""
    keep_time: int = 0
    keep_room: int = 0
    """Cost of a lesson that leaves its place in the present plan."""
    travel: Travel | None = None


@dataclass(frozen=True, slots=True)
class Lock:
    """A lesson that must stay where the present plan has it, in time, in room or in both."""

    time: bool = True
    room: bool = True


class Place(NamedTuple):
    """Where a lesson stands; no room when it needs none."""

    time: int
    room: int | None = None


Plan = tuple[Place | None, ...]
"""One place per event, None for a lesson that stays in the tray."""


@dataclass(frozen=True)
class Problem:
    name: str
    grid: Grid
    rooms: tuple[Room, ...]
    people: tuple[Person, ...]
    courses: tuple[Course, ...]
    events: tuple[Event, ...]
    rules: Rules = Rules()
    present: Plan = ()
    locks: dict[int, Lock] = field(default_factory=dict)
    day_names: tuple[str, ...] = ()
    slot_names: tuple[str, ...] = ()
