"""A version of the timetable as a problem to solve, with the ways back from its numbers to the records."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

from client.core import gc_pause
from client.data.timetable.rows import CardRow, GroupRow, RoomRow, Source, VersionHead, WishRow
from shared.models.teaching import SLICES
from shared.models.timetable import DAYS
from shared.timetabling.model import (
    EVEN,
    EVERY,
    ODD,
    STUDENTS,
    TEACHER,
    Course,
    DayRules,
    Event,
    Grid,
    Lock,
    Person,
    Place,
    Plan,
    Problem,
    Room,
    Rules,
    Travel,
)
from shared.timetabling.shifts import Shift, Students, day_rules, shift_of

#: What one breach costs where no rule of the faculty says otherwise.
SPREAD, OTHER_ROOM, CEILING, TRAVEL = 3, 1, 5, 20
DEFAULT_RULES = {
    "teacher": DayRules(gap=1, lonely=1, ceiling=5, over_ceiling=CEILING),
    "group": DayRules(gap=2, lonely=2, ceiling=4, over_ceiling=CEILING, isolated=0),
}
PHASES = EVERY, ODD, EVEN
WEEKLY, ALTERNATING = (EVERY,), (ODD, EVEN)
NOTHING: frozenset[str] = frozenset()
Hour = tuple[int, int]
"""Day and slot, counted from 0."""
Resource = tuple[str, int]
"""A teacher, group or room by its id."""
Part = tuple[int, int, int]
"""A group and the slices of it, from the first to before the last."""
Division = tuple[Part, ...]
"""The parts of a class; most classes are divided in the same few ways."""
TimeCosts = tuple[tuple[int, int], ...]
"""Times of the grid in their order, with what each costs."""
Busy = dict[tuple[str, int, int, int], str]


@dataclass(frozen=True)
class BuilderWeek:
    """A week to work on: the problem, the plan as stored, and whose number is whose.

    `cards[event]`, `rooms[room]` and `people[person]` lead back: a person is ("teacher", employee) or
    ("group", group, first slice). `busy` tells which other faculties hold a room or teacher at (day, slot).
    """

    head: VersionHead
    problem: Problem
    plan: Plan
    cards: tuple[CardRow, ...]
    #: Of each card, the groups that attend.
    groups: tuple[tuple[int, ...], ...]
    rooms: tuple[int, ...]
    people: tuple[tuple[str, int, int], ...]
    group_names: dict[int, str]
    pairs: tuple[tuple[int, str, str], ...]
    busy: Busy

    @property
    def versions(self) -> tuple[int, ...]:
        return tuple([card.version for card in self.cards])

    def columns(self, place: Place | None) -> dict[str, int | None]:
        """What `timetable.place` is told of a place; the weeks of a card in the tray stay as they are."""
        if place is None:
            return {"day": None, "pair": None, "room": None}
        day, slot, phase = self.problem.grid.place(place.time)
        return {
            "day": day + 1,
            "pair": self.pairs[slot][0],
            "phase": phase,
            "room": None if place.room is None else self.rooms[place.room],
        }

    def place_of(self, day: int | None, pair: int | None, phase: int, room_id: int | None) -> Place | None:
        """The place that columns of a card mean; None is the tray."""
        slot = next((slot for slot, (number, _, _) in enumerate(self.pairs) if number == pair), None)
        if day is None or slot is None:
            return None
        room = self.rooms.index(room_id) if room_id in self.rooms else None
        return Place(self.problem.grid.time(day - 1, slot, phase), room)


class _Attendance(NamedTuple):
    """Who attends the classes of one division: groups, their smallest parts as people, and what they dislike."""

    groups: tuple[int, ...]
    students: tuple[int, ...]
    time_costs: TimeCosts


#: The attendance of a class that has no parts.
NOBODY = _Attendance((), (), ())


def week_of(source: Source) -> BuilderWeek:
    """Build the week from what was read."""
    with gc_pause.kept():
        return _Building(source).week()


class _Building:
    """Gathers the numbers of slots, rooms, people and courses while the week is built.

    A faculty has thousands of cards, and a planner waits: what several of them share is made once. Tuples are made
    of lists, not of generators, which take half as long again.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._pairs = tuple((number, starts, ends) for number, starts, ends in source.pairs)
        self._slot = {number: slot for slot, (number, _, _) in enumerate(self._pairs)}
        self._grid = grid = Grid(DAYS, max(1, len(self._pairs)), weeks=2)
        self._time: dict[tuple[int | None, int | None, int], int] = {
            (day + 1, number, phase): grid.time(day, slot, phase)
            for day in range(DAYS)
            for number, slot in self._slot.items()
            for phase in PHASES
        }
        self._room_of: dict[int | None, int] = {row.id: index for index, row in enumerate(source.rooms)}
        buildings = dict.fromkeys(row.building_id for row in source.rooms)
        self._building = {number: index for index, number in enumerate(buildings)}
        self._teachers = {row.employee_id: row.teacher or "" for row in source.cards if row.employee_id}
        self._divisions, self._division = _divisions(source.groups)
        self._cuts = {group.id: _cut_points(group) for group in source.groups}
        self._groups = {group.id: group.name or "?" for group in source.groups}
        self._devices: dict[int, set[str]] = defaultdict(set)
        for room, device in source.devices:
            self._devices[room].add(device)
        self._busy, self._closed, unwelcome = self._hours()
        self._load = self._pairs_a_week()
        self._shifts = self._find_shifts()
        self._time_costs = {resource: self._at_times(hours) for resource, hours in unwelcome.items()}
        self._time_costs |= self._costs_of_shifts()
        self._costs_together: dict[tuple[tuple[int, ...], int], TimeCosts] = {}
        self._day_rules = {
            (rule.kind, rule.employee_id if rule.kind == "teacher" else rule.group_id): rule
            for rule in source.day_rules
        }
        self._people = [
            *(("teacher", number, 0) for number in self._teachers),
            *(("group", group, first) for group, cuts in self._cuts.items() for first in cuts[:-1]),
        ]
        self._person_of = {key: index for index, key in enumerate(self._people)}
        attending = [self._attending(division) for division in self._divisions]
        self._attendance = {number: attending[division] for number, division in self._division.items()}
        self._courses = self._find_courses()
        self._course_number = {number: course for course, number in enumerate(self._courses)}

    def week(self) -> BuilderWeek:
        cards = self._source.cards
        plan = tuple([self._place(row) for row in cards])
        problem = Problem(
            self._source.head.title,
            self._grid,
            tuple(self._room(row) for row in self._source.rooms),
            tuple(self._person(*key) for key in self._people),
            tuple(self._courses.values()),
            tuple([self._event(row) for row in cards]),
            Rules(travel=self._travel()),
            plan,
            {index: Lock() for index, row in enumerate(cards) if row.locked and plan[index] is not None},
            slot_names=tuple(f"{starts}–{ends}" for _number, starts, ends in self._pairs),
        )
        return BuilderWeek(
            self._source.head,
            problem,
            plan,
            cards,
            tuple([self._attendance.get(row.class_id, NOBODY).groups for row in cards]),
            tuple([row.id for row in self._source.rooms]),
            tuple(self._people),
            self._groups,
            self._pairs,
            self._busy,
        )

    def _hours(self) -> tuple[Busy, dict[Resource, set[Hour]], dict[Resource, dict[Hour, int]]]:
        """What others hold, when a resource cannot, and when it would rather not."""
        busy: Busy = {}
        closed: dict[Resource, set[Hour]] = defaultdict(set)
        unwelcome: dict[Resource, dict[Hour, int]] = defaultdict(dict)
        for held in self._source.busy:
            if held.pair in self._slot:
                hour = held.day - 1, self._slot[held.pair]
                busy[held.kind, held.resource_id, *hour] = held.faculty
                closed[held.kind, held.resource_id].add(hour)
        for wish in self._source.wishes:
            if wish.pair in self._slot:
                hour = wish.day - 1, self._slot[wish.pair]
                if wish.forbidden:
                    closed[_whose(wish)].add(hour)
                else:
                    unwelcome[_whose(wish)][hour] = wish.cost
        return busy, closed, unwelcome

    def _pairs_a_week(self) -> Counter[int]:
        """How many pairs a group has in the fuller kind of week; halves that meet apart count as parts."""
        pairs: Counter[tuple[int, int]] = Counter()
        for row in self._source.cards:
            if (division := self._division.get(row.class_id)) is not None:
                pairs[division, row.phase] += row.pairs
        slices: Counter[tuple[int, int]] = Counter()
        for (division, phase), count in pairs.items():
            for group, first, last in self._divisions[division]:
                for week in (ODD, EVEN) if phase == EVERY else (phase,):
                    slices[group, week] += count * (last - first)
        found: Counter[int] = Counter()
        for (group, _week), width in slices.items():
            found[group] = max(found[group], -(-width // SLICES))
        return found

    def _find_shifts(self) -> dict[int, Shift]:
        """The shift of each group that has no wishes of its own, which would overrule it."""
        own = {wish.group_id for wish in self._source.wishes}
        last = max(self._slot, default=0)
        found = {}
        for group in self._source.groups:
            if group.id not in own:
                students = Students(group.education_type or "", group.form or "", group.course or 0)
                if shift := shift_of(students, self._source.shifts, last):
                    found[group.id] = shift
        return found

    def _costs_of_shifts(self) -> dict[Resource, TimeCosts]:
        """What the times of the week cost the groups that have a shift."""
        costs_of = {}
        for shift in set(self._shifts.values()):
            slots = enumerate(shift.costs(tuple(self._slot)))
            hours = {(day, slot): cost for slot, cost in slots if cost for day in range(DAYS)}
            costs_of[shift] = self._at_times(hours)
        return {("group", group): costs_of[shift] for group, shift in self._shifts.items()}

    def _at_times(self, hours: Mapping[Hour, int]) -> TimeCosts:
        """What hours cost, as the cost of their times: every week, in odd ones, in even ones."""
        time = self._grid.time
        return tuple(sorted([(time(*hour, phase), cost) for hour, cost in hours.items() for phase in PHASES]))

    def _attending(self, division: Division) -> _Attendance:
        groups = tuple(dict.fromkeys([group for group, _first, _last in division]))
        students = [
            self._person_of["group", group, cut]
            for group, first, last in division
            for cut in self._cuts[group][:-1]
            if first <= cut < last
        ]
        costs = _sum([self._time_costs.get(("group", group), ()) for group in groups])
        return _Attendance(groups, tuple(sorted(students)), costs)

    def _room(self, row: RoomRow) -> Room:
        return Room(
            f"{row.name} ({row.building})",
            row.capacity,
            row.kind,
            frozenset(self._devices[row.id]),
            self._building[row.building_id],
            frozenset(self._closed["room", row.id]),
        )

    def _person(self, kind: str, number: int, first: int) -> Person:
        away = frozenset(self._closed[kind, number])
        if kind == "teacher":
            return Person(self._teachers[number], self._rules(kind, number), away, TEACHER)
        cuts = self._cuts[number]
        part = f"/{cuts.index(first) + 1}" if len(cuts) > 2 else ""  # noqa: PLR2004 - undivided: two ends
        return Person(f"{self._groups[number]}{part}", self._rules(kind, number), away, STUDENTS)

    def _rules(self, kind: str, number: int) -> DayRules:
        rule = self._day_rules.get((kind, number)) or self._day_rules.get((kind, None))
        shift = self._shifts.get(number) if kind == "group" else None
        if rule is None:
            return _default_rules(kind, shift, self._load[number])
        return DayRules(
            late_start=0 if shift is None else shift.late_start,
            gap=rule.gap_cost,
            lonely=rule.lonely_cost,
            ceiling=rule.pairs_a_day or 0,
            over_ceiling=CEILING if rule.pairs_a_day else 0,
            run=rule.pairs_running or 0,
            over_run=CEILING if rule.pairs_running else 0,
            days=rule.days_a_week or 0,
            over_days=CEILING if rule.days_a_week else 0,
        )

    def _find_courses(self) -> dict[int, Course]:
        """The course that the cards of each class make."""
        weekly = Counter([row.class_id for row in self._source.cards])
        any_of = {row.class_id: row for row in self._source.cards}
        return {
            number: Course(f"{row.subject} · {row.students}", min(weekly[number], DAYS), SPREAD, OTHER_ROOM)
            for number, row in any_of.items()
        }

    def _event(self, row: CardRow) -> Event:
        number = row.class_id
        groups, people, costs = self._attendance.get(number, NOBODY)
        if row.employee_id is not None:
            people = (self._person_of["teacher", row.employee_id, 0], *people)
            if ("teacher", row.employee_id) in self._time_costs:
                costs = self._with_teacher(groups, costs, row.employee_id)
        return Event(
            self._courses[number].name,
            self._course_number[number],
            people,
            row.size,
            row.pairs,
            WEEKLY if row.phase == EVERY else ALTERNATING,
            row.room_kind or "",
            frozenset({row.device}) if row.device else NOTHING,
            costs,
        )

    def _with_teacher(self, groups: tuple[int, ...], costs: TimeCosts, teacher: int) -> TimeCosts:
        """What the times cost groups and their teacher together."""
        key = groups, teacher
        if key not in self._costs_together:
            self._costs_together[key] = _sum([costs, self._time_costs["teacher", teacher]])
        return self._costs_together[key]

    def _place(self, row: CardRow) -> Place | None:
        time = self._time.get((row.day, row.pair, row.phase))
        return None if time is None else Place(time, self._room_of.get(row.room_id))

    def _travel(self) -> Travel | None:
        if not self._source.travel:
            return None
        minutes = [[0] * len(self._building) for _ in self._building]
        for start, end, needed in self._source.travel:
            if start in self._building and end in self._building:
                minutes[self._building[start]][self._building[end]] = needed
        breaks = [
            _minutes(after[1]) - _minutes(before[2])
            for before, after in zip(self._pairs, self._pairs[1:], strict=False)
        ]
        return Travel(tuple(map(tuple, minutes)), (*breaks, 0), TRAVEL)


@cache
def _default_rules(kind: str, shift: Shift | None, pairs_a_week: int) -> DayRules:
    """The rules of who has none of their own; many groups have the same."""
    return day_rules(DEFAULT_RULES[kind], shift, pairs_a_week)


def _divisions(groups: Iterable[GroupRow]) -> tuple[list[Division], dict[int, int]]:
    """The ways in which classes are divided, and which of them each class has."""
    found: dict[int, list[Part]] = defaultdict(list)
    for group in groups:
        for class_id, first, last in group.parts:
            found[class_id].append((group.id, first, last))
    number: dict[Division, int] = {}
    of_class = {id_: number.setdefault(tuple(parts), len(number)) for id_, parts in found.items()}
    return list(number), of_class


def _cut_points(group: GroupRow) -> list[int]:
    """Where a group is divided: its smallest parts lie between."""
    return sorted({0, SLICES, *(cut for _class, *ends in group.parts for cut in ends)})


def _sum(costs: list[TimeCosts]) -> TimeCosts:
    """What the times cost several together."""
    found = list(filter(None, costs))
    if len(found) == 1:
        return found[0]
    total: Counter[int] = Counter()
    for time, cost in chain.from_iterable(found):
        total[time] += cost
    return tuple(sorted(total.items()))


def _whose(wish: WishRow) -> Resource:
    if wish.employee_id is not None:
        return "teacher", wish.employee_id
    return ("group", wish.group_id) if wish.group_id is not None else ("room", int(wish.room_id or 0))


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
