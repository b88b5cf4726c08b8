"""The journal of a class at the desk: reading it whole, storing marks cell by cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import repeat
from typing import Any

from sqlalchemy import bindparam, func, select

from client.core.errors import Conflict, HemisError, Unavailable, UserError
from client.core.i18n import N_, language, names
from client.data.records.actors import CYRILLIC_LANGUAGES
from client.data.records.sheet_saving import RowTrouble, SheetOutcome
from client.data.server.gateway import Gateway
from shared.codes import MADE_GOOD
from shared.models.attendance import (
    ABSENT,
    EXCUSE_TOLD,
    LATE,
    NOT_ENTERED,
    PAIR_HOURS,
    Ruling,
    Sheet,
)
from shared.models.timetable import CANCELLED

#: A cell: the student and the lesson as the grid calls its column.
Cell = tuple[int, str]
JOIN, LEFT = N_("Sits in this class from {day}."), N_("Sat in this class until {day}.")
_JOURNAL = select(func.attendance.read_journal(bindparam("of_class")))
CHANGED = N_("{who} has changed {count} of these marks meanwhile. They are marked: choose, and save again.")


@dataclass(frozen=True)
class JournalStudent:
    """Somebody who sits or sat in the class, and when."""

    id: int
    name: str
    group: str
    number: str
    periods: tuple[tuple[date, date | None], ...]

    def sat_on(self, day: date) -> bool:
        return any(first <= day and (last is None or day <= last) for first, last in self.periods)

    def why_not_on(self, day: date) -> tuple[str, date]:
        """Return why the student has no mark on a day: a sentence and the day in it."""
        first, last = min(self.periods, key=lambda period: abs((period[0] - day).days))
        return (JOIN, first) if day < first or last is None else (LEFT, last)


@dataclass(frozen=True)
class JournalLesson:
    """A dated lesson, and why it takes no marks, if it takes none."""

    id: int
    version: int
    day: date
    pair: int
    state: str
    held: bool
    teacher: str
    #: A sentence; empty when marks may be entered.
    closed: str = ""
    #: What was taught, or what the calendar plan says; chosen by the teacher or only planned.
    topic: str = ""
    topic_chosen: bool = False

    @property
    def column(self) -> str:
        return str(self.id)

    @property
    def cancelled(self) -> bool:
        return self.state == CANCELLED


@dataclass(frozen=True)
class MarkRuling:
    """What the office decided about a mark."""

    id: int
    kind: str
    value: str | None
    reason: str


@dataclass(frozen=True)
class Journal:
    """A class with its students and lessons and everything that stands in the cells."""

    class_id: int
    name: str
    subject: str
    training: str
    term: str
    hours: int
    today: date
    late_hours: int
    lessons: tuple[JournalLesson, ...]
    students: tuple[JournalStudent, ...]
    marks: Mapping[Cell, str] = field(default_factory=dict)
    rulings: Mapping[Cell, MarkRuling] = field(default_factory=dict)

    @property
    def present_lesson(self) -> JournalLesson | None:
        """The lesson of now: today's first that is not whole, else the next, else the last one."""
        days = [each for each in self.lessons if not each.cancelled]
        open_today = [each for each in days if each.day == self.today and not each.held]
        later = [each for each in days if each.day >= self.today]
        return next(iter(open_today or later or days[-1:]), None)

    def hours_of(self, cell: Cell, mark: str | None) -> tuple[int, int]:
        """Return the hours of absence of a mark, and those without excuse."""
        ruling = self.rulings.get(cell)
        counted = ruling.value if ruling is not None and ruling.value else mark
        absent = self._absent(counted)
        return absent, 0 if ruling is not None and ruling.kind in MADE_GOOD else absent

    def _absent(self, mark: str | None) -> int:
        if mark in (ABSENT, EXCUSE_TOLD):
            return PAIR_HOURS
        return self.late_hours if mark == LATE else 0


@dataclass(frozen=True)
class JournalChoice:
    """A class whose journal may be opened."""

    class_id: int
    students: str
    training: str
    subject: str
    groups: tuple[str, ...]
    hours: int
    next_day: date | None


def choices(gateway: Gateway, term_id: int) -> tuple[JournalChoice, ...]:
    """Return the classes of a term whose lessons the role reads, those that are taught next first."""
    rows = gateway.table("attendance.journals", term_id)
    found = (
        JournalChoice(number, names(students), training, names(*subject), tuple(groups), hours, day)
        for number, students, training, *subject, groups, hours, day in rows
    )
    return tuple(sorted(found, key=lambda each: (each.next_day or date.max, each.subject, each.students)))


def read(gateway: Gateway, class_id: int) -> Journal:
    """Read the journal of a class."""
    told = gateway.scalar(_JOURNAL, of_class=class_id)  # one question, no transaction
    if told is None:
        raise UserError(N_("This class has no lessons that you may see."))
    about = told["class"]
    return Journal(
        about["id"],
        names(about["name"]),
        names(about["uz"], about["oz"], about["ru"], about["en"]),
        about["training"],
        names(about["term_name"]),
        about["hours"],
        date.fromisoformat(told["today"]),
        told["late_hours"],
        _lessons(told, marks=gateway.role == "hemis_teacher"),
        _students(told["members"] or ()),
        _marks(told["sheets"] or ()),
        {
            (student, str(lesson)): MarkRuling(number, kind, value, reason or "")
            for lesson, student, kind, value, reason, number in told["rulings"] or ()
        },
    )


def _marks(told: Sequence[Any]) -> dict[Cell, str]:
    """Return the marks of the cells that have one; students who stand in many sheets are said once."""
    found: dict[Cell, str] = {}
    for students, sheets in told:
        for lesson, marks in sheets:
            cells = zip(students, repeat(str(lesson)))
            marked = zip(cells, marks, strict=True)
            if NOT_ENTERED in marks:
                found.update(cell for cell in marked if cell[1] != NOT_ENTERED)
            else:
                found.update(marked)
    return found


def stamp(gateway: Gateway, class_id: int) -> tuple[int, ...]:
    """Return what changes with every mark and ruling of a class: cheaper to ask for than the journal."""
    marks = select(func.count(), func.sum(Sheet.row_version)).where(Sheet.class_id == class_id)
    rulings = select(func.count(), func.sum(Ruling.row_version)).where(Ruling.class_id == class_id)
    return tuple(
        int(number or 0) for statement in (marks, rulings) for number in gateway.one(statement) or ()
    )


CANCELLED_WORDS = N_("This lesson was cancelled.")
TO_COME = N_("This lesson is still to come.")
OVER = N_("The time to mark this lesson is over. The dean's office corrects it.")
READ_ONLY = N_("Marks are entered by the teacher of the lesson; the dean's office corrects them by a ruling.")


def _lessons(told: Mapping[str, Any], *, marks: bool) -> tuple[JournalLesson, ...]:
    """Return the lessons, each with the reason why it takes no marks; teachers and topics stand in many of them."""
    today = told["today"]
    over = (date.fromisoformat(today) - timedelta(days=told["days_after"])).isoformat()

    def closed(day: str, state: str) -> str:
        if state == CANCELLED:
            return CANCELLED_WORDS
        if not marks:
            return READ_ONLY
        if day > today:
            return TO_COME
        return OVER if day < over else ""

    written = {each[6]: names(each[6] or "") for each in told["lessons"]}
    return tuple(
        JournalLesson(
            number, version, date.fromisoformat(day), pair, state, held, written[teacher], closed(day, state),
            f"{place}. {topic}" if topic else "", chosen,
        )
        for number, version, day, pair, state, held, teacher, place, topic, chosen in told["lessons"]
    )  # fmt: skip


def _students(told: Sequence[Sequence[Any]]) -> tuple[JournalStudent, ...]:
    key = {"uz": 3, "oz": 4, "ru": 5}.get(language(), 3)
    periods: dict[int, list[tuple[date, date | None]]] = {}
    for number, *_names, first, last in told:
        until = date.fromisoformat(last) if last else None
        periods.setdefault(number, []).append((date.fromisoformat(first), until))
    known = {each[0]: each for each in told}
    listed = sorted(known.values(), key=lambda each: (each[7] or "", each[key] or "", each[0]))
    return tuple(
        JournalStudent(
            number, person(name, cyrillic), group or "", code or "",
            tuple(sorted(periods[number], key=lambda period: period[0])),
        )
        for number, name, cyrillic, *_keys, code, group, _first, _last in listed
    )  # fmt: skip


def person(full_name: str, cyrillic: str | None) -> str:
    """Return a name in the script of the interface."""
    return cyrillic if cyrillic and language() in CYRILLIC_LANGUAGES else names(full_name)


@dataclass(frozen=True)
class TopicChoice:
    """A topic that a lesson may have."""

    id: int
    text: str
    planned: bool


def topics(gateway: Gateway, lesson_id: int) -> tuple[TopicChoice, ...]:
    """Return the topics of the subject of an own lesson."""
    rows = gateway.table("attendance.topics_for", lesson_id)
    return tuple(
        TopicChoice(number, f"{place}. {name}", bool(planned)) for number, place, name, planned in rows
    )


def choose_topic(gateway: Gateway, lesson_id: int, topic_id: int) -> None:
    """Say what was taught in an own lesson; the lesson is held with it."""
    gateway.call("attendance.choose_topic", lesson_id, topic_id)


@dataclass(frozen=True)
class MarkChange:
    """A cell that is to be stored: what was seen in it and what it should be; "-" is nothing."""

    student: int
    lesson: int
    former: str
    mark: str

    @property
    def cell(self) -> Cell:
        return self.student, str(self.lesson)


def save(gateway: Gateway, changes: Sequence[MarkChange]) -> SheetOutcome:
    """Store marks of any lessons at once; where that is refused, each lesson for itself, so that one holds up no other.

    An answer that was lost needs no receipt: sent again, a mark that was stored already is no conflict and no change.
    """
    try:
        return _save_all(gateway, changes)
    except Unavailable as error:
        again = Unavailable(error.message, **error.values)
        return SheetOutcome(troubles=(RowTrouble(again),), cells=frozenset())
    except HemisError as error:
        lessons = {each.lesson for each in changes}
        if len(lessons) == 1:
            return SheetOutcome(troubles=_told_of(changes, error), cells=frozenset())
    return _one_by_one(gateway, changes, lessons)


def _one_by_one(gateway: Gateway, changes: Sequence[MarkChange], lessons: set[int]) -> SheetOutcome:
    outcomes = [
        save(gateway, [each for each in changes if each.lesson == lesson]) for lesson in sorted(lessons)
    ]
    return SheetOutcome(
        troubles=tuple(trouble for each in outcomes for trouble in each.troubles),
        cells=frozenset(cell for each in outcomes for cell in each.cells or ()),
    )


def _save_all(gateway: Gateway, changes: Sequence[MarkChange]) -> SheetOutcome:
    conflicts = gateway.store(
        "attendance.save",
        [each.lesson for each in changes],
        [each.student for each in changes],
        [each.former for each in changes],
        [each.mark for each in changes],
    )
    kept = {(each["student"], str(each["lesson"])) for each in conflicts}
    stored = frozenset(each.cell for each in changes if each.cell not in kept)
    if not conflicts:
        return SheetOutcome(cells=stored)
    told = Conflict(CHANGED, who=names(conflicts[0]["by"] or "?"), count=len(conflicts))
    return SheetOutcome(troubles=(RowTrouble(told, conflicts[0]["student"]),), cells=stored)


def _told_of(changes: Sequence[MarkChange], error: HemisError) -> tuple[RowTrouble, ...]:
    """Say the same of every cell of a lesson that was refused."""
    error.field = str(changes[0].lesson)
    return tuple(RowTrouble(error, each.student) for each in changes)
