"""A weekly timetable placed greedily by the default rules: the dearest lessons first, then weeks once more.

Plain Python and bit masks: no compiled solver has to be there, and two thousand lessons take a second. A pair of the
week is a bit, `day * PAIRS + slot`; a room of a kind is a bit too, the smallest room the lowest.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from shared.timetabling.model import EVERY, ODD, DayRules
from shared.timetabling.solver.patterns import day_table

DAYS, PAIRS = 6, 8
WEEK = (1 << DAYS * PAIRS) - 1
DAY = (1 << PAIRS) - 1
#: As in the builder: what a second lesson of a class on one day costs.
SAME_DAY = 3


@dataclass(frozen=True, slots=True)
class WantedLesson:
    """One lesson a week of a class: who meets, how many, in which weeks, and what each pair of a day costs."""

    class_id: int
    people: tuple[int, ...]
    size: int
    room_kind: str
    building: int
    phase: int
    costs: tuple[int, ...]
    together: tuple[int, ...] = ()
    """Whose week the lesson belongs to: lessons of the same people are placed together."""

    @property
    def parities(self) -> tuple[int, ...]:
        return (0, 1) if self.phase == EVERY else (0,) if self.phase == ODD else (1,)


@dataclass(frozen=True, slots=True)
class PlacedLesson:
    """Where it stands: a bit of the week and a room by its number."""

    bit: int
    room: int


class Rooms:
    """The rooms of one kind and when they are free."""

    def __init__(self, rooms: Iterable[tuple[int, int, int]]) -> None:
        """Take rooms as (capacity, number, building)."""
        self._rooms = sorted(rooms)
        everything = (1 << len(self._rooms)) - 1
        self._free = [[everything] * (DAYS * PAIRS) for _ in range(2)]
        self._in: dict[int, int] = defaultdict(int)
        self._place = {}
        for place, (_capacity, number, building) in enumerate(self._rooms):
            self._in[building] |= 1 << place
            self._place[number] = place

    def find(self, lesson: WantedLesson, bit: int) -> int | None:
        """Return the smallest free room that seats everybody, in the own building if there is one."""
        free = self._fitting(lesson.size)
        for parity in lesson.parities:
            free &= self._free[parity][bit]
        free = free & self._in[lesson.building] or free
        return self._rooms[(free & -free).bit_length() - 1][1] if free else None

    def turn(self, room: int, bit: int, parities: Sequence[int]) -> None:
        """Take a room that is free, or give back one that is taken."""
        for parity in parities:
            self._free[parity][bit] ^= 1 << self._place[room]

    def _fitting(self, size: int) -> int:
        small = sum(capacity < size for capacity, _number, _building in self._rooms)
        return ((1 << len(self._rooms)) - 1) >> small << small


@dataclass
class Placing:
    """Puts lessons into the week of people and rooms; `rules` are those of each person's days."""

    rules: Sequence[DayRules]
    rooms: dict[str, Rooms]
    placed: dict[int, PlacedLesson] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._tables = [day_table(each, PAIRS).tolist() for each in self.rules]
        self._busy = [[0] * len(self.rules), [0] * len(self.rules)]
        self._days: dict[int, list[int]] = defaultdict(lambda: [0] * DAYS)

    def place(self, lessons: Sequence[WantedLesson], order: Sequence[int], again: int) -> None:
        """Place all lessons, then take up what each people's week consists of and place it anew, if that is cheaper."""
        for number in order:
            self._put(number, lessons[number])
        weeks: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for number in order:
            weeks[lessons[number].together].append(number)
        for _ in range(again):
            for number in order:
                self._place_anew(lessons, [number])
            for week in weeks.values():
                self._place_anew(lessons, week)

    def _place_anew(self, lessons: Sequence[WantedLesson], numbers: Sequence[int]) -> None:
        former = {number: self.placed[number] for number in numbers if number in self.placed}
        before = sum(self._lift(number, lessons[number]) for number in former)
        after = sum(self._put(number, lessons[number]) for number in numbers)
        if after > before or len(former) > sum(number in self.placed for number in numbers):
            for number in numbers:
                self._lift(number, lessons[number])
            for number, place in former.items():
                self._stand(number, lessons[number], place)

    def _put(self, number: int, lesson: WantedLesson) -> int:
        rooms = self.rooms[lesson.room_kind]
        for cost, bit in sorted(self._open(lesson)):
            if (room := rooms.find(lesson, bit)) is not None:
                self._stand(number, lesson, PlacedLesson(bit, room))
                return cost
        return 0

    def _stand(self, number: int, lesson: WantedLesson, place: PlacedLesson) -> None:
        self.placed[number] = place
        self._turn(lesson, place)
        self._days[lesson.class_id][place.bit // PAIRS] += 1

    def _lift(self, number: int, lesson: WantedLesson) -> int:
        """Take a lesson away and return what it cost."""
        if (place := self.placed.pop(number, None)) is None:
            return 0
        self._turn(lesson, place)
        self._days[lesson.class_id][place.bit // PAIRS] -= 1
        return next(self._open(lesson, place.bit))[0]

    def _turn(self, lesson: WantedLesson, place: PlacedLesson) -> None:
        self.rooms[lesson.room_kind].turn(place.room, place.bit, lesson.parities)
        for parity in lesson.parities:
            busy = self._busy[parity]
            for person in lesson.people:
                busy[person] ^= 1 << place.bit

    def _open(self, lesson: WantedLesson, only: int | None = None) -> Iterator[tuple[int, int]]:
        """The pairs (or one) at which everybody is free, each with what the days would cost more."""
        taken, days = 0, self._days[lesson.class_id]
        held = [
            (self._tables[person], self._busy[parity][person])
            for parity in lesson.parities
            for person in lesson.people
        ]
        for _table, busy in held:
            taken |= busy
        for day in range(DAYS) if only is None else [only // PAIRS]:
            shift, cost = day * PAIRS, SAME_DAY if days[day] else 0
            if taken >> shift & DAY == DAY:
                continue
            here = [(table, busy >> shift & DAY) for table, busy in held]
            before = sum(table[pattern] for table, pattern in here)
            for slot in range(PAIRS) if only is None else [only % PAIRS]:
                if not taken >> shift + slot & 1:
                    after = sum(table[pattern | 1 << slot] for table, pattern in here)
                    yield cost + lesson.costs[slot] + after - before, shift + slot
