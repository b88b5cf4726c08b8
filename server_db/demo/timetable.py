"""The timetable of the demonstration's running term: a version of each faculty with all its lessons placed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from server_db.demo.groups import Group
from server_db.demo.placing import PAIRS, Placing, Rooms, WantedLesson
from server_db.demo.running import AUTUMN, SEASON, TEACHING_WEEKS, YEAR, term_days
from server_db.demo.sheets import Sheets
from server_db.demo.streams import SLICES, Lessons
from shared.timetabling.model import EVEN, EVERY, ODD, DayRules
from shared.timetabling.shifts import Shift, ShiftRules, Students, day_rules, shift_of

HOURS_A_PAIR = 2
#: As in the builder where no rule of the faculty says otherwise.
TEACHER = DayRules(gap=1, lonely=1, ceiling=5, over_ceiling=5)
GROUP = DayRules(gap=2, lonely=2, ceiling=4, over_ceiling=5)
SEMINAR = "14"
#: How often a small week and a large one are gone through again, and from how many lessons on it is large.
_AGAIN, _AGAIN_LARGE, _LARGE = 3, 1, 5_000
_NAMES = {AUTUMN: "Kuzgi dars jadvali"}
_SPRING_NAME = "Bahorgi dars jadvali"
_AUTHOR = "academic_office"


@dataclass(frozen=True)
class TaughtClass:
    """A class that has its row, and who teaches it."""

    id: int
    faculty_id: int
    department_id: int
    lessons: Lessons
    teacher_id: int | None

    @property
    def groups(self) -> list[Group]:
        return list({part.takers.group.id: part.takers.group for part in self.lessons.parts}.values())


def shift_of_group(group: Group) -> Shift:
    """The shift that the default rules give a group."""
    students = Students(group.specialty.education_type, group.form, group.course)
    return shift_of(students, ShiftRules(), PAIRS) or Shift(1, PAIRS, 0)


def weekly(hours: int) -> list[int]:
    """The phases of the weekly lessons that so many hours ask for; odd weeks are one more than even ones."""
    full, rest = divmod(-(-hours // HOURS_A_PAIR), TEACHING_WEEKS)
    odd = -(-TEACHING_WEEKS // 2)
    return [EVERY] * full + ([] if not rest else [EVERY] if rest > odd else [ODD if rest == odd else EVEN])


class Timetable:
    """Places what the classes ask for and writes versions and cards."""

    def __init__(self, sheets: Sheets, term_id: int, classes: Sequence[TaughtClass]) -> None:
        self._sheets, self._term_id, self._classes = sheets, term_id, classes
        self._people: dict[tuple[int, int], int] = {}
        self._rules: list[DayRules] = []
        self._cuts = _cut_points(classes)
        self._load = _pairs_a_week(classes)

    def add(self) -> None:
        rows = [(taught, number, phase) for taught in self._classes
                for number, phase in enumerate(weekly(taught.lessons.hours), 1)]  # fmt: skip
        buildings = {
            number: place
            for place, number in enumerate(sorted({each.faculty_id for each in self._classes}), 1)
        }
        wanted = [
            self._wanted(taught, phase, buildings[taught.faculty_id]) for taught, _number, phase in rows
        ]
        placing = Placing(self._rules, self._rooms())
        order = sorted(range(len(rows)), key=lambda row: _first_come(rows[row][0], row))
        placing.place(wanted, order, _AGAIN if len(rows) < _LARGE else _AGAIN_LARGE)
        versions = {faculty: self._add_version(faculty) for faculty in buildings}
        for row, (taught, number, phase) in enumerate(rows):
            place = placing.placed.get(row)
            self._sheets["timetable.card"].add(
                faculty_id=taught.faculty_id,
                term_id=self._term_id,
                version_id=versions[taught.faculty_id],
                class_id=taught.id,
                number=number,
                employee_id=taught.teacher_id,
                phase=phase,
                day=None if place is None else place.bit // PAIRS + 1,
                pair=None if place is None else place.bit % PAIRS + 1,
                room_id=None if place is None else place.room,
            )

    def _add_version(self, faculty_id: int) -> int:
        return self._sheets["timetable.version"].add(
            faculty_id=faculty_id,
            term_id=self._term_id,
            name=_NAMES.get(SEASON, _SPRING_NAME),
            state="shared",
            valid_from=term_days(YEAR, SEASON)[0],
            board=0,
            author=_AUTHOR,
        )

    def _wanted(self, taught: TaughtClass, phase: int, building: int) -> WantedLesson:
        costs = [shift_of_group(group).costs(range(1, PAIRS + 1)) for group in taught.groups]
        return WantedLesson(
            taught.id,
            tuple(self._people_of(taught)),
            taught.lessons.size,
            taught.lessons.room_kind or SEMINAR,
            building,
            phase,
            tuple(map(sum, zip(*costs, strict=True))),
            tuple(sorted(group.id for group in taught.groups)),
        )

    def _people_of(self, taught: TaughtClass) -> Iterable[int]:
        """The teacher and the smallest parts of groups that meet."""
        if taught.teacher_id is not None:
            yield self._person(0, taught.teacher_id, TEACHER)
        for part in taught.lessons.parts:
            group = part.takers.group
            rules = day_rules(GROUP, shift_of_group(group), self._load[group.id])
            for cut in self._cuts[group.id]:
                if part.first <= cut < part.behind:
                    yield self._person(group.id, cut, rules)

    def _person(self, group_id: int, number: int, rules: DayRules) -> int:
        if (group_id, number) not in self._people:
            self._people[group_id, number] = len(self._rules)
            self._rules.append(rules)
        return self._people[group_id, number]

    def _rooms(self) -> dict[str, Rooms]:
        sheet, found = self._sheets["infrastructure.room"], defaultdict[str, list[tuple[int, int, int]]](list)
        kind, capacity, building = map(sheet.columns.index, ("kind", "capacity", "building_id"))
        for number, row in enumerate(sheet.rows, 1):
            found[str(row[kind])].append((int(str(row[capacity])), number, int(str(row[building]))))
        return {kind: Rooms(rooms) for kind, rooms in found.items()}


def _first_come(taught: TaughtClass, row: int) -> tuple[bool, int, int, int]:
    """Big streams are hard to place and come first; of the others first years choose before their elders."""
    groups = taught.groups
    return len(groups) == 1, min(each.course for each in groups), -len(groups), row


def _cut_points(classes: Iterable[TaughtClass]) -> dict[int, list[int]]:
    """Where the smallest parts of each group begin that are never divided."""
    found: dict[int, set[int]] = defaultdict(lambda: {0})
    for taught in classes:
        for part in taught.lessons.parts:
            found[part.takers.group.id] |= {part.first, part.behind} - {SLICES}
    return {group: sorted(cuts) for group, cuts in found.items()}


def _pairs_a_week(classes: Iterable[TaughtClass]) -> dict[int, float]:
    """How many pairs a week a student of each group has, on average."""
    found: dict[int, float] = defaultdict(float)
    for taught in classes:
        pairs = taught.lessons.hours / HOURS_A_PAIR / TEACHING_WEEKS
        for part in taught.lessons.parts:
            found[part.takers.group.id] += pairs * (part.behind - part.first) / SLICES
    return found
