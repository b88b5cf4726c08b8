"""What a version of the timetable consists of, read in one snapshot: cards, rooms, wishes, rules, what others hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Executable, ScalarSelect, Select, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import aggregate_order_by

from client.core import gc_pause
from client.core.i18n import language, names
from client.data.records.actors import CYRILLIC_LANGUAGES
from client.data.server.gateway import Gateway, Rows, Verbs
from client.data.system import university_settings
from shared.models.curriculum import AcademicYear, CurriculumSubject, Pair, Term
from shared.models.employees import Employee
from shared.models.infrastructure import Building, Room, RoomEquipment
from shared.models.students import Group, Specialty
from shared.models.subjects import Subject
from shared.models.teaching import Class, ClassPart
from shared.models.timetable import Card, DayRule, Travel, Version
from shared.timetabling.shifts import DEFAULT_SHIFTS, ShiftRules


class Gone(LookupError):
    """The version is not there any more, or not to be seen by this role."""


@dataclass(frozen=True, slots=True)
class VersionHead:
    """A version of the timetable as its row tells it."""

    id: int
    row_version: int
    faculty_id: int
    term_id: int
    name: str
    state: str
    valid_from: date
    board: int
    term: str

    @property
    def title(self) -> str:
        """The name in the script of the interface."""
        return names(self.name)

    @property
    def open(self) -> bool:
        """Whether its cards may still move."""
        return self.state in {"private", "shared"}


class CardRow(NamedTuple):
    """A card with what its class, subject and teacher are called."""

    id: int
    version: int
    class_id: int
    number: int
    employee_id: int | None
    teacher: str | None
    pairs: int
    phase: int
    day: int | None
    pair: int | None
    room_id: int | None
    locked: bool
    training: str
    students: str
    size: int
    room_kind: str | None
    device: str | None
    subject_id: int
    subject: str


class GroupRow(NamedTuple):
    """A group that attends, with its parts: (class, first slice, slice behind the last).

    What is known of it decides about its shift; of a group that this role may not see nothing is.
    """

    id: int
    parts: tuple[tuple[int, int, int], ...]
    name: str | None = None
    education_type: str | None = None
    form: str | None = None
    course: int | None = None


class RoomRow(NamedTuple):
    id: int
    name: str
    building_id: int
    building: str
    kind: str
    capacity: int


class WishRow(NamedTuple):
    employee_id: int | None
    group_id: int | None
    room_id: int | None
    day: int
    pair: int
    forbidden: bool
    cost: int


class DayRuleRow(NamedTuple):
    kind: str
    employee_id: int | None
    group_id: int | None
    pairs_a_day: int | None
    pairs_a_week: int | None
    days_a_week: int | None
    pairs_running: int | None
    gap_cost: int
    lonely_cost: int


class BusyRow(NamedTuple):
    """A room, teacher or group that another faculty holds in odd (0) or even (1) weeks."""

    kind: str
    resource_id: int
    day: int
    pair: int
    parity: int
    faculty: str


@dataclass(frozen=True, slots=True)
class Source:
    """The rows behind a week.

    `pairs` are (number, begins, ends), `devices` (room, device), `travel` (from, to, minutes).
    """

    head: VersionHead
    pairs: Rows
    cards: tuple[CardRow, ...]
    groups: tuple[GroupRow, ...]
    rooms: tuple[RoomRow, ...]
    devices: Rows
    wishes: tuple[WishRow, ...]
    day_rules: tuple[DayRuleRow, ...]
    travel: Rows
    busy: tuple[BusyRow, ...]
    shifts: ShiftRules = DEFAULT_SHIFTS


def read(gateway: Gateway, version_id: int) -> Source:
    """Read a version with everything that judges it, as of one moment; raises Gone."""
    with gc_pause.kept(), gateway.transaction(snapshot=True) as transaction:
        row = transaction.one(_VERSION, version=version_id, language=language())
        if row is None:
            raise Gone
        *head, groups, pairs, rooms, devices, wishes, day_rules, travel, busy, settings = row
        return Source(
            VersionHead(*head),
            pairs,
            _spelled(map(CardRow._make, transaction.rows(_cards(language()), version=version_id))),
            tuple(
                GroupRow(group, tuple(zip(classes, firsts, lasts, strict=True)), *about)
                for group, classes, firsts, lasts, *about in groups
            ),
            tuple(
                RoomRow(number, names(name), building, names(stands_in), *about)
                for number, name, building, stands_in, *about in rooms
            ),
            devices,
            tuple(map(WishRow._make, wishes)),
            tuple(map(DayRuleRow._make, day_rules)),
            travel,
            tuple(map(BusyRow._make, busy)),
            ShiftRules.chosen(university_settings.numbers(settings)),
        )


def find_head(gateway: Verbs, version_id: int) -> VersionHead | None:
    """Return a version as its row tells it, None when it is gone or not to be seen."""
    row = gateway.one(_HEAD, version=version_id)
    return None if row is None else VersionHead(*row)


def heads(gateway: Gateway) -> list[VersionHead]:
    """Every version that the role may see, the newest term and the latest validity first."""
    statement = _HEADS.order_by(Term.starts_on.desc(), Version.valid_from.desc(), Version.id.desc())
    return [VersionHead(*row) for row in gateway.rows(statement)]


def _spelled(cards: Iterable[CardRow]) -> tuple[CardRow, ...]:
    """Write teachers and subjects in the script of the interface; where they stand so, thousands stay as they are."""
    if language() not in CYRILLIC_LANGUAGES:
        return tuple(cards)
    return tuple(
        [
            each._replace(teacher=names(each.teacher or "") or None, subject=names(each.subject))
            for each in cards
        ]
    )


def _as_list(statement: Select[Any]) -> ScalarSelect[Any]:
    """The rows of a statement as one value, a list of lists: many small answers come with one question."""
    rows = func.json_agg(func.json_build_array(*statement.subquery().columns))
    return select(func.coalesce(rows, text("'[]'"))).scalar_subquery()


def subject_name(code: str | None = None) -> ColumnElement[str]:
    """The name of a subject in a language, that of the interface if none is told; else the Uzbek one."""
    own = {"oz": Subject.name_oz, "ru": Subject.name_ru, "en": Subject.name_en}.get(code or language())
    return func.coalesce(own, Subject.name_uz) if own is not None else Subject.name_uz.expression


_HEADS = select(
    Version.id,
    Version.row_version,
    Version.faculty_id,
    Version.term_id,
    Version.name,
    Version.state,
    Version.valid_from,
    Version.board,
    Term.name,
).join(Term, Term.id == Version.term_id)
_ASKED = Version.id == bindparam("version")
_HEAD = _HEADS.where(_ASKED)
_TERM, _FACULTY = (
    select(column).where(_ASKED).scalar_subquery() for column in (Version.term_id, Version.faculty_id)
)
_PAIRS = select(Pair.number, Pair.starts_at, Pair.ends_at).where(Pair.active).order_by(Pair.number)
_ROOMS = (
    select(Room.id, Room.name, Building.id, Building.name, Room.kind, Room.capacity)
    .join(Building, Building.id == Room.building_id)
    .where(Room.active, Building.active)
    .order_by(Building.name, Room.name)
)
_DAY_RULES = select(
    DayRule.kind,
    DayRule.employee_id,
    DayRule.group_id,
    DayRule.pairs_a_day,
    DayRule.pairs_a_week,
    DayRule.days_a_week,
    DayRule.pairs_running,
    DayRule.gap_cost,
    DayRule.lonely_cost,
).where(DayRule.term_id == _TERM, DayRule.faculty_id == _FACULTY)


_DEVICES = select(RoomEquipment.room_id, RoomEquipment.device)
_TRAVEL = select(Travel.from_building_id, Travel.to_building_id, Travel.minutes)
_WISHES = select(func.timetable.wishes(bindparam("version")).table_valued(*WishRow._fields))
_BUSY = select(
    func.timetable.busy(bindparam("version"), bindparam("language")).table_valued(*BusyRow._fields)
)
_MINE = Card.version_id == bindparam("version")
_YEAR = (
    select(AcademicYear.year)
    .join(Term, Term.academic_year_id == AcademicYear.id)
    .where(Term.id == _TERM)
    .scalar_subquery()
)
_PARTS = (
    select(
        ClassPart.group_id,
        *(
            func.array_agg(aggregate_order_by(column, ClassPart.class_id, ClassPart.slice_from)).label(name)
            for name, column in (
                ("classes", ClassPart.class_id),
                ("firsts", ClassPart.slice_from),
                ("lasts", ClassPart.slice_to),
            )
        ),
    )
    .where(ClassPart.class_id.in_(select(Card.class_id).where(_MINE)))
    .group_by(ClassPart.group_id)
    .subquery()
)
_GROUPS = (
    select(
        *_PARTS.columns,
        Group.name,
        Specialty.education_type,
        Group.education_form,
        _YEAR - Group.entry_year + 1,
    )
    .outerjoin_from(_PARTS, Group, Group.id == _PARTS.columns.group_id)
    .outerjoin(Specialty, Specialty.id == Group.specialty_id)
    .order_by(_PARTS.columns.group_id)
)
_VERSION = _HEAD.add_columns(
    *map(
        _as_list,
        (_GROUPS, _PAIRS, _ROOMS, _DEVICES, _WISHES, _DAY_RULES, _TRAVEL, _BUSY, university_settings.STORED),
    )
)


@cache
def _cards(code: str) -> Executable:
    """The statement in a language, which gives the subjects their names."""
    return (
        select(
            Card.id,
            Card.row_version,
            Card.class_id,
            Card.number,
            Card.employee_id,
            Employee.full_name,
            Card.pairs,
            Card.phase,
            Card.day,
            Card.pair,
            Card.room_id,
            Card.locked,
            Class.training,
            Class.name,
            Class.size,
            Class.room_kind,
            Class.device,
            Subject.id,
            subject_name(code),
        )
        .join(Class, Class.id == Card.class_id)
        .join(CurriculumSubject, CurriculumSubject.id == Class.course_id)
        .join(Subject, Subject.id == CurriculumSubject.subject_id)
        .outerjoin(Employee, Employee.id == Card.employee_id)
        .where(_MINE)
        .order_by(Card.class_id, Card.number)
    )
