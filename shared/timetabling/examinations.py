"""Days, pairs, rooms and examiners for the finals of a term: greedy, with repair by moving what stands in the way.

A group has at most one final a day and so many days between two; an examiner does not teach the group; nobody and
no room is in two places; a room has a seat for everybody. The same input and seed give the same plan.
"""

import itertools
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

APART = 2
#: So often an examination may be pushed out again before it is given up.
PATIENCE = 40
#: And all together so often for each of them: a plan that is too tight ends in seconds.
REPAIRS = 4
OFF_TARGET, LATE_PAIR, SPARE_SEATS, BUSY_EXAMINER = 12, 3, 1, 2
SEATS_A_POINT = 10

Why = Literal["days", "room", "examiner", "crowded"]
When = tuple[int, int]
"""A day (counted from anywhere) and the first pair."""


@dataclass(frozen=True, slots=True)
class Exam:
    """A final of a group; `examiners` are those who may hold it."""

    id: int
    group: int
    size: int
    examiners: tuple[int, ...]
    pairs: int = 1


@dataclass(frozen=True, slots=True)
class ExamSlot:
    """Where a final stands."""

    day: int
    pair: int
    room: int
    examiner: int


@dataclass(frozen=True)
class ExamProblem:
    """What is to be planned: `rooms` are the free ones by time, with their seats; `fixed` stay where they are."""

    exams: tuple[Exam, ...]
    days: tuple[int, ...]
    pairs: tuple[int, ...]
    rooms: Mapping[When, Mapping[int, int]]
    fixed: Mapping[int, ExamSlot] = field(default_factory=dict)
    #: Times when a person (of either kind) is taken by something else.
    busy_groups: frozenset[tuple[int, When]] = frozenset()
    busy_examiners: frozenset[tuple[int, When]] = frozenset()
    apart: int = APART


@dataclass(frozen=True)
class ExamPlan:
    """Where the finals stand, and why some do not."""

    placed: Mapping[int, ExamSlot]
    unplaced: Mapping[int, Why]


def plan(problem: ExamProblem, seed: int = 1) -> ExamPlan:
    """Place as many finals as possible."""
    return _Search(problem, seed).run()


def breaches(problem: ExamProblem, placed: Mapping[int, ExamSlot]) -> tuple[str, ...]:
    """Name what is wrong with a plan, counted from the rules alone; nothing when it is right."""
    exams = {exam.id: exam for exam in problem.exams}
    found: list[str] = []
    held: Counter[tuple[str, int, int, int]] = Counter()
    days: defaultdict[int, list[int]] = defaultdict(list)
    for number, slot in placed.items():
        exam = exams[number]
        days[exam.group].append(slot.day)
        if slot.examiner not in exam.examiners and number not in problem.fixed:
            found.append(f"examiner of {number}")
        for pair in range(slot.pair, slot.pair + exam.pairs):
            held["room", slot.room, slot.day, pair] += 1
            held["examiner", slot.examiner, slot.day, pair] += 1
            if number not in problem.fixed:
                seats = problem.rooms.get((slot.day, pair), {}).get(slot.room, -1)
                found.extend([f"room of {number}"] if seats < exam.size else [])
    found.extend(f"{key[0]} {key[1]} twice" for key, count in held.items() if count > 1)
    for group, taken in days.items():
        ordered = sorted(taken)
        close = any(b - a < problem.apart for a, b in itertools.pairwise(ordered))
        found.extend([f"days of group {group}"] if close else [])
    return tuple(found)


class _Search:
    """The plan so far, by exam and by what it keeps busy."""

    def __init__(self, problem: ExamProblem, seed: int) -> None:
        self._problem = problem
        self._dice = random.Random(seed)  # noqa: S311 - a plan, not a secret
        self._exams = {exam.id: exam for exam in problem.exams}
        self._of_group: defaultdict[int, set[int]] = defaultdict(set)
        for exam in problem.exams:
            self._of_group[exam.group].add(exam.id)
        self._placed: dict[int, ExamSlot] = {}
        self._rooms: dict[tuple[int, When], int] = {}
        self._examiners: dict[tuple[int, When], int] = {}
        self._load: Counter[int] = Counter()
        self._pushed: Counter[int] = Counter()
        self._fits: dict[tuple[int, int, int, int], list[int]] = {}
        self._targets = {group: self._spread(len(members)) for group, members in self._of_group.items()}

    def run(self) -> ExamPlan:
        for number, stands in self._problem.fixed.items():
            self._put(self._exams[number], stands)
        waiting = [exam for exam in self._problem.exams if exam.id not in self._problem.fixed]
        waiting.sort(key=lambda exam: (-len(self._of_group[exam.group]), -exam.size, exam.group, exam.id))
        unplaced: dict[int, Why] = {}
        repairs = REPAIRS * len(self._problem.exams)
        while waiting:
            exam = waiting.pop(0)
            slot = self._best(exam, room_only=True)
            if slot is None and self._pushed[exam.id] < PATIENCE and repairs > 0:
                repairs -= 1
                slot = self._best(exam, room_only=False)
                self._pushed[exam.id] += 1
            if slot is None:
                unplaced[exam.id] = self._why(exam)
                continue
            waiting[:0] = self._clear(exam, slot)
            self._put(exam, slot)
        return ExamPlan(dict(self._placed), unplaced)

    def _spread(self, count: int) -> tuple[float, ...]:
        """Return the days on which finals of a group would stand evenly."""
        days = self._problem.days
        if count < 2 or not days:  # noqa: PLR2004 - one final has the middle of the time
            return tuple(days[len(days) // 2 :][:1])
        step = (days[-1] - days[0]) / (count - 1)
        return tuple(days[0] + step * number for number in range(count))

    def _best(self, exam: Exam, *, room_only: bool) -> ExamSlot | None:
        """Return the cheapest slot; with `room_only` only one that nothing stands in the way of."""
        targets = self._open_targets(exam)
        best, least = None, 0.0
        for slot in self._slots(exam, free=room_only):
            price = self._cost(exam, slot, targets) + self._dice.random()
            if not room_only:
                price += sum(20 * (1 + self._pushed[other]) for other in self._in_the_way(exam, slot))
            if best is None or price < least:
                best, least = slot, price
        return best

    def _slots(self, exam: Exam, *, free: bool) -> Iterator[ExamSlot]:
        """Give every day, pair and examiner with one room each: the tightest free one, or one to be freed."""
        for day in self._problem.days:
            near = self._near(exam, day)
            if near and (free or not near.isdisjoint(self._problem.fixed)):
                continue
            for pair in self._problem.pairs:
                if self._group_is_busy(exam, day, pair):
                    continue
                room = self._room(exam, day, pair, free=free)
                if room is not None:
                    yield from self._with_examiners(exam, day, pair, room, free=free)

    def _with_examiners(
        self, exam: Exam, day: int, pair: int, room: int, *, free: bool
    ) -> Iterator[ExamSlot]:
        times = _times(exam, day, pair)
        for examiner in exam.examiners:
            keys = [(examiner, time) for time in times]
            if any(key in self._problem.busy_examiners for key in keys):
                continue
            holders = {self._examiners[key] for key in keys if key in self._examiners}
            if not holders or not (free or holders & self._problem.fixed.keys()):
                yield ExamSlot(day, pair, room, examiner)

    def _room(self, exam: Exam, day: int, pair: int, *, free: bool) -> int | None:
        """Return the tightest room that is free, or one whose finals may be pushed out."""
        fits = self._fitting(exam, day, pair)
        times = _times(exam, day, pair)
        for room in fits:
            if all((room, time) not in self._rooms for time in times):
                return room
        if free:
            return None
        fixed = self._problem.fixed
        may = [room for room in fits if all(self._rooms.get((room, time)) not in fixed for time in times)]
        return self._dice.choice(may) if may else None

    def _near(self, exam: Exam, day: int) -> set[int]:
        """Return the finals of the group that stand too close to a day."""
        return {
            other
            for other in self._of_group[exam.group]
            if other in self._placed and abs(self._placed[other].day - day) < self._problem.apart
        }

    def _fitting(self, exam: Exam, day: int, pair: int) -> list[int]:
        """Return the rooms with enough seats in all pairs, the tightest first."""
        key = exam.size, exam.pairs, day, pair
        if key not in self._fits:
            times = _times(exam, day, pair)
            free = [self._problem.rooms.get(time, {}) for time in times]
            fits = [
                room
                for room, seats in free[0].items()
                if seats >= exam.size and all(room in each for each in free)
            ]
            inside = times[-1][1] in self._problem.pairs
            self._fits[key] = sorted(fits, key=lambda room: (free[0][room], room)) if inside else []
        return self._fits[key]

    def _group_is_busy(self, exam: Exam, day: int, pair: int) -> bool:
        return any((exam.group, time) in self._problem.busy_groups for time in _times(exam, day, pair))

    def _in_the_way(self, exam: Exam, slot: ExamSlot) -> set[int]:
        """Return the finals that would have to go."""
        found = self._near(exam, slot.day)
        for time in _times(exam, slot.day, slot.pair):
            if (slot.room, time) in self._rooms:
                found.add(self._rooms[slot.room, time])
            if (slot.examiner, time) in self._examiners:
                found.add(self._examiners[slot.examiner, time])
        return found - {exam.id}

    def _open_targets(self, exam: Exam) -> tuple[float, ...]:
        """Return the days where finals of the group should stand and none does yet."""
        every = self._targets[exam.group]
        taken = {self._placed[other].day for other in self._of_group[exam.group] if other in self._placed}
        return tuple(target for target in every if all(abs(target - day) >= 1 for day in taken)) or every

    def _cost(self, exam: Exam, slot: ExamSlot, targets: tuple[float, ...]) -> float:
        seats = self._problem.rooms[slot.day, slot.pair][slot.room]
        return (
            OFF_TARGET * min((abs(target - slot.day) for target in targets), default=0.0)
            + LATE_PAIR * self._problem.pairs.index(slot.pair)
            + SPARE_SEATS * (seats - exam.size) / SEATS_A_POINT
            + BUSY_EXAMINER * self._load[slot.examiner]
        )

    def _clear(self, exam: Exam, slot: ExamSlot) -> list[Exam]:
        """Take out what stands in the way and return it."""
        out = sorted(self._in_the_way(exam, slot))
        for number in out:
            self._take(self._exams[number])
        return [self._exams[number] for number in out]

    def _put(self, exam: Exam, slot: ExamSlot) -> None:
        self._placed[exam.id] = slot
        self._load[slot.examiner] += 1
        for time in _times(exam, slot.day, slot.pair):
            self._rooms[slot.room, time] = exam.id
            self._examiners[slot.examiner, time] = exam.id

    def _take(self, exam: Exam) -> None:
        slot = self._placed.pop(exam.id)
        self._load[slot.examiner] -= 1
        for time in _times(exam, slot.day, slot.pair):
            self._rooms.pop((slot.room, time), None)
            self._examiners.pop((slot.examiner, time), None)

    def _why(self, exam: Exam) -> Why:
        """Return what makes it impossible, or that the others leave no place."""
        if not exam.examiners:
            return "examiner"
        times = [(day, pair) for day in self._problem.days for pair in self._problem.pairs]
        if not any(self._fitting(exam, day, pair) for day, pair in times):
            return "room"
        return "days" if len(self._of_group[exam.group]) > self._most_days() else "crowded"

    def _most_days(self) -> int:
        """Return how many finals one group can have in these days."""
        count, last = 0, None
        for day in self._problem.days:
            if last is None or day - last >= self._problem.apart:
                count, last = count + 1, day
        return count


def _times(exam: Exam, day: int, pair: int) -> tuple[When, ...]:
    return tuple((day, each) for each in range(pair, pair + exam.pairs))
