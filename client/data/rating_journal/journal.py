"""The rating journal of a class at the desk: reading it whole, storing points cell by cell."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from client.core.errors import Conflict, UserError
from client.core.i18n import N_, names
from client.data.attendance.class_journal import (
    Cell,
    ClassJournal,
    Closed,
    JournalLesson,
    class_of,
    save_changes,
    script,
)
from client.data.records.sheet_saving import RowTrouble, SheetOutcome
from client.data.server.gateway import Gateway
from shared.grading import Beside, CurrentRule, Entry, Kind, current
from shared.models.attendance import ABSENT as NOT_THERE
from shared.models.attendance import EXCUSE_TOLD
from shared.models.rating_journal import ABSENT, NO_ENTRY, LessonPoints, Rule

OVER = N_("The time to enter points for this lesson is over.")
READ_ONLY = N_("Points are entered by the teacher of the lesson.")
NO_RULE = N_("The subject has no rule of points yet. Set it first, then give points.")
CHANGED = N_("{who} has changed {count} of these points meanwhile. They are marked: choose, and save again.")
#: What stands in a cell: a figure, or ABSENT.
Value = Decimal | str


@dataclass(frozen=True)
class PointsColumn:
    """A column of a lesson, and by its kind what is most in it."""

    lesson: JournalLesson
    number: int
    kind: int

    @property
    def key(self) -> str:
        return f"{self.lesson.id}.{self.number}.{self.kind}"


@dataclass(frozen=True)
class SetRule:
    """The rule that holds for a subject, and which one it is."""

    number: int
    rule: CurrentRule


@dataclass(frozen=True)
class PointsJournal(ClassJournal):
    """The points of a class, and all that their current control is made of beside them."""

    step: int
    #: The most that current control brings.
    maximum: Decimal
    rule: SetRule | None
    may_set: bool
    #: Points were given by the rule.
    given: bool
    columns: tuple[PointsColumn, ...] = ()
    entries: Mapping[Cell, Value] = field(default_factory=dict)
    #: Who was absent by the attendance journal, as (student, lesson).
    absent: frozenset[tuple[int, int]] = frozenset()
    #: Entries of the students in other classes of the course, and in lessons of colleagues.
    elsewhere: Mapping[int, tuple[Entry, ...]] = field(default_factory=dict)
    beside: Mapping[int, Beside] = field(default_factory=dict)
    #: What a grade sheet has taken over.
    frozen: Mapping[int, Decimal] = field(default_factory=dict)

    def most_in(self, column: PointsColumn) -> Decimal:
        """Return the most points of a column."""
        return self.rule.rule.kinds[column.kind - 1].maximum if self.rule is not None else Decimal(100)

    def current_of(self, student: int, entries: Sequence[Entry]) -> Decimal | None:
        """Return current control of a student with these entries in this class; nothing while there is no rule."""
        every = (*entries, *self.elsewhere.get(student, ()))
        if self.rule is None or not every:
            return None
        return current(self.rule.rule, every, self.beside.get(student, Beside()), self.maximum, self.step)


def entry(lesson: JournalLesson, column: PointsColumn, value: Value) -> Entry:
    """Return what stands in a cell as the engine takes it."""
    points = value if isinstance(value, Decimal) else None
    return Entry(lesson.day, lesson.pair, lesson.id, column.number, column.kind, points)


def read(gateway: Gateway, class_id: int, added: Collection[str] = ()) -> PointsJournal:
    """Read the rating journal of a class; `added` are columns that nothing is stored in yet."""
    told = gateway.scalar(
        select(func.rating_journal.read_journal(class_id, script()))
    )  # one question, no transaction
    if told is None:
        raise UserError(N_("This class has no lessons that you may see."))
    about = class_of(told, Closed(OVER, READ_ONLY), writes=gateway.role == "hemis_teacher")
    rule = None if told["rule"] is None else rule_of(told["rule"])
    if rule is None:
        closed = tuple(each._replace(closed=each.closed or NO_RULE) for each in about.lessons)
        about = replace(about, lessons=closed)
    columns, entries = _columns(told, about.lessons, rule, added)
    return PointsJournal(
        **vars(about),
        step=told["step"],
        maximum=exact(told["maximum"] or 0),
        rule=rule,
        may_set=told["may_set"],
        given=told["given"],
        columns=columns,
        entries=entries,
        absent=_absent(told),
        elsewhere=_elsewhere(told),
        beside={
            student: Beside(Decimal(got), Decimal(possible), held, unexcused)
            for student, got, possible, held, unexcused in told["sums"] or ()
        },
        frozen={student: exact(points) for student, points in told["frozen"] or ()},
    )


def rule_of(told: Mapping[str, Any]) -> SetRule:
    """Return a rule as the database tells it."""
    kinds = tuple(Kind(each["name"], exact(each["maximum"]), exact(each["weight"])) for each in told["kinds"])
    lessons, tasks, attendance = (exact(told[f"{part}_points"]) for part in ("lesson", "task", "attendance"))
    return SetRule(told["number"], CurrentRule(lessons, tasks, attendance, kinds, told["best"]))


def exact(number: float | str) -> Decimal:
    """Return a figure of a JSON document, which has two places at most, without zeros behind the comma."""
    found = Decimal(str(number))
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found.normalize()


def _columns(
    told: Mapping[str, Any],
    lessons: Sequence[JournalLesson],
    rule: SetRule | None,
    added: Collection[str],
) -> tuple[tuple[PointsColumn, ...], dict[Cell, Value]]:
    """Return the columns that are stored or were added, and an empty one for each lesson that has none."""
    by_id = {each.id: each for each in lessons}
    kinds = len(rule.rule.kinds) if rule else 0
    numbers: dict[tuple[int, int], int] = {}
    entries: dict[Cell, Value] = {}
    for lesson, number, kind, students, points in told["columns"] or ():
        numbers[lesson, number] = kind
        for student, text in zip(students, points.split(" "), strict=True):
            if text != NO_ENTRY:
                entries[student, f"{lesson}.{number}.{kind}"] = text if text == ABSENT else Decimal(text)
    for lesson, number, kind in (map(int, key.split(".")) for key in added if key.count(".") == 2):  # noqa: PLR2004
        if lesson in by_id and kind <= kinds:
            numbers.setdefault((lesson, number), kind)
    with_some = {lesson for lesson, _number in numbers}
    for lesson in by_id:
        if lesson not in with_some:
            numbers[lesson, 1] = 1
    order = {each.id: place for place, each in enumerate(lessons)}
    made = sorted(numbers.items(), key=lambda each: (order[each[0][0]], each[0][1]))
    return tuple(PointsColumn(by_id[lesson], number, kind) for (lesson, number), kind in made), entries


def _absent(told: Mapping[str, Any]) -> frozenset[tuple[int, int]]:
    return frozenset(
        (student, lesson)
        for students, lessons, rows in told["sheets"] or ()
        for lesson, marks in zip(lessons, rows, strict=True)
        for student, mark in zip(students, marks, strict=True)
        if mark in (NOT_THERE, EXCUSE_TOLD)
    )


def _elsewhere(told: Mapping[str, Any]) -> dict[int, tuple[Entry, ...]]:
    found: dict[int, tuple[Entry, ...]] = {}
    for student, lesson, day, pair, number, kind, value in told["elsewhere"] or ():
        points = None if value == ABSENT else Decimal(value)
        made = Entry(date.fromisoformat(day), pair, lesson, number, kind, points)
        found[student] = (*found.get(student, ()), made)
    return found


def stamp(gateway: Gateway, class_id: int) -> tuple[int, ...]:
    """Return what changes with all points of a class and with every rule: cheaper to ask for than the journal."""
    points = select(func.count(), func.sum(LessonPoints.row_version)).where(LessonPoints.class_id == class_id)
    rules = select(func.count(), func.max(Rule.id))
    return tuple(int(number or 0) for statement in (points, rules) for number in gateway.one(statement) or ())


@dataclass(frozen=True)
class PointsChange:
    """A cell that is to be stored: what was seen in it and what it should be; "-" is nothing."""

    student: int
    key: str
    former: str
    entry: str

    @property
    def place(self) -> tuple[int, int, int]:
        """Return lesson, number and kind of the column."""
        lesson, number, kind = map(int, self.key.split("."))
        return lesson, number, kind

    @property
    def lesson(self) -> int:
        return self.place[0]

    @property
    def cell(self) -> Cell:
        return self.student, self.key


def written(value: Value | None) -> str:
    """Return an entry as it is stored."""
    if value is None:
        return NO_ENTRY
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def save(gateway: Gateway, changes: Sequence[PointsChange]) -> SheetOutcome:
    """Store points of any lessons at once; where that is refused, each lesson for itself."""
    return save_changes(changes, lambda some: _save_all(gateway, some))


def _save_all(gateway: Gateway, changes: Sequence[PointsChange]) -> SheetOutcome:
    places = [each.place for each in changes]
    conflicts = gateway.store(
        "rating_journal.save",
        [lesson for lesson, _number, _kind in places],
        [number for _lesson, number, _kind in places],
        [kind for _lesson, _number, kind in places],
        [each.student for each in changes],
        [each.former for each in changes],
        [each.entry for each in changes],
    )
    if not conflicts:
        return SheetOutcome(cells=frozenset(each.cell for each in changes))
    kept = {(each["student"], each["lesson"], each["number"]) for each in conflicts}
    stored = frozenset(
        each.cell
        for each, place in zip(changes, places, strict=True)
        if (each.student, *place[:2]) not in kept
    )
    told = Conflict(CHANGED, who=names(conflicts[0]["by"] or "?"), count=len(conflicts))
    return SheetOutcome(troubles=(RowTrouble(told, conflicts[0]["student"]),), cells=stored)
