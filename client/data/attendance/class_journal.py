"""What every journal of a class has: its students with their days, its dated lessons; how its cells are sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple, Protocol, TypeVar

from client.core.errors import HemisError, Unavailable
from client.core.i18n import N_, language, names
from client.data.records.actors import CYRILLIC_LANGUAGES
from client.data.records.sheet_saving import RowTrouble, SheetOutcome
from client.data.server.gateway import Gateway
from shared.models.timetable import CANCELLED

#: The scripts in which names are ordered differently; English orders them as Uzbek does.
SCRIPTS = ("uz", "oz", "ru")
#: A cell: the student and the lesson as the grid calls its column.
Cell = tuple[int, str]
JOIN, LEFT = N_("Sits in this class from {day}."), N_("Sat in this class until {day}.")


class JournalStudent(NamedTuple):
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


class JournalLesson(NamedTuple):
    """A dated lesson, and why it takes no marks, if it takes none.

    A tuple, as a student is: a journal has ninety of both, and a frozen dataclass takes four times as long to be made.
    """

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
class JournalColumn:
    """A column of the sheet: its key there, its lesson, and its name where a lesson has columns of several kinds."""

    key: str
    lesson: JournalLesson
    kind: str = ""
    #: By what a file calls it where no day does: a task.
    title: str = ""


@dataclass(frozen=True)
class ClassJournal:
    """A class with its students and its lessons."""

    class_id: int
    name: str
    subject: str
    training: str
    term: str
    hours: int
    today: date
    lessons: tuple[JournalLesson, ...]
    students: tuple[JournalStudent, ...]

    @property
    def present_lesson(self) -> JournalLesson | None:
        """The lesson of now: today's first that is not whole, else the next, else the last one."""
        days = [each for each in self.lessons if not each.cancelled]
        open_today = [each for each in days if each.day == self.today and not each.held]
        later = [each for each in days if each.day >= self.today]
        return next(iter(open_today or later or days[-1:]), None)


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


CANCELLED_WORDS = N_("This lesson was cancelled.")
TO_COME = N_("This lesson is still to come.")


@dataclass(frozen=True)
class Closed:
    """Why a lesson takes no entries, in the words of its journal: its days are over, or the role only reads."""

    over: str
    read_only: str


def script() -> str:
    """Return the script by which the names of the interface are ordered."""
    return language() if language() in SCRIPTS else SCRIPTS[0]


def class_of(told: Mapping[str, Any], words: Closed, *, writes: bool) -> ClassJournal:
    """Return what a reading says of the class."""
    about = told["class"]
    return ClassJournal(
        about["id"],
        names(about["name"]),
        names(about["uz"], about["oz"], about["ru"], about["en"]),
        about["training"],
        names(about["term_name"]),
        about["hours"],
        date.fromisoformat(told["today"]),
        _lessons(told, words, writes=writes),
        _students(told["members"]),
    )


def _lessons(told: Mapping[str, Any], words: Closed, *, writes: bool) -> tuple[JournalLesson, ...]:
    """Return the lessons, each with the reason why it takes no entries."""
    today = told["today"]
    over = (date.fromisoformat(today) - timedelta(days=told["days_after"])).isoformat()

    def closed(day: str, state: str) -> str:
        if state == CANCELLED:
            return CANCELLED_WORDS
        if not writes:
            return words.read_only
        if day > today:
            return TO_COME
        return words.over if day < over else ""

    *_columns, teachers, _places, _topics, _chosen = told["lessons"]
    written = {each: names(each or "") for each in teachers}  # few teachers, many lessons
    return tuple(
        JournalLesson(
            number, version, date.fromisoformat(day), pair, state, held, written[teacher], closed(day, state),
            f"{place}. {topic}" if topic else "", chosen,
        )
        for number, version, day, pair, state, held, teacher, place, topic, chosen in zip(
            *told["lessons"], strict=True
        )
    )  # fmt: skip


#: Where a line of the members says its group, its first day and what its name is sorted by.
_GROUP, _FIRST, _KEY = 4, 5, 7


def in_order(told: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Return the periods of the students by group and name, the last one of each first."""
    lines = [] if told[0] is None else list(zip(*told, strict=True))
    lines.sort(key=lambda line: line[_FIRST], reverse=True)
    latest = {line[0]: (line[_GROUP] or "", line[_KEY] or "", line[0]) for line in reversed(lines)}
    return sorted(lines, key=lambda line: latest[line[0]])


def _students(told: Sequence[Sequence[Any]]) -> tuple[JournalStudent, ...]:
    """Return the students; of several groups the last one counts."""
    found: dict[int, JournalStudent] = {}
    for number, name, cyrillic, code, group, first, last, _key in in_order(told):
        period = (date.fromisoformat(first), date.fromisoformat(last) if last else None)
        if (known := found.get(number)) is None:
            found[number] = JournalStudent(number, person(name, cyrillic), group or "", code or "", (period,))
        else:
            found[number] = known._replace(periods=(period, *known.periods))
    return tuple(found.values())


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


class CellChange(Protocol):
    """A cell that is to be stored."""

    @property
    def lesson(self) -> int:
        """The lesson it belongs to."""

    @property
    def cell(self) -> Cell:
        """The student and the column."""


Change = TypeVar("Change", bound=CellChange)


def save_changes(
    changes: Sequence[Change], store: Callable[[Sequence[Change]], SheetOutcome]
) -> SheetOutcome:
    """Store cells of any lessons at once; where that is refused, each lesson for itself: one holds up no other.

    An answer that was lost needs no receipt: sent again, what was stored already is no conflict and no change.
    """
    try:
        return store(changes)
    except Unavailable as error:
        again = Unavailable(error.message, **error.values)
        return SheetOutcome(troubles=(RowTrouble(again),), cells=frozenset())
    except HemisError as error:
        lessons = {each.lesson for each in changes}
        if len(lessons) == 1:
            return SheetOutcome(troubles=_told_of(changes, error), cells=frozenset())
    outcomes = [
        save_changes([each for each in changes if each.lesson == lesson], store) for lesson in sorted(lessons)
    ]
    return SheetOutcome(
        troubles=tuple(trouble for each in outcomes for trouble in each.troubles),
        cells=frozenset(cell for each in outcomes for cell in each.cells or ()),
    )


def _told_of(changes: Sequence[CellChange], error: HemisError) -> tuple[RowTrouble, ...]:
    """Say the same of every cell of a lesson that was refused."""
    error.field = changes[0].cell[1]
    return tuple(RowTrouble(error, each.cell[0]) for each in changes)
