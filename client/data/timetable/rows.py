"""What a version of the timetable consists of, read in one snapshot: cards, rooms, wishes, rules, what others hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Executable, bindparam, func, select

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


class PartRow(NamedTuple):
    """A part of a class; what is known of its group decides about the shift."""

    class_id: int
    group_id: int
    group: str | None
    first: int
    last: int
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
    """The rows behind a week; `pairs` are (number, begins, ends), `travel` (from, to, minutes)."""

    head: VersionHead
    pairs: Rows
    cards: tuple[CardRow, ...]
    parts: tuple[PartRow, ...]
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
        head = find_head(transaction, version_id)
        if head is None:
            raise Gone
        own, term = {"version": version_id}, {"term": head.term_id}
        return Source(
            head,
            transaction.rows(_PAIRS),
            _spelled(map(CardRow._make, transaction.rows(_cards(), **own))),
            tuple(map(PartRow._make, transaction.rows(_PARTS, **own))),
            tuple(
                RoomRow(number, names(name), building, names(stands_in), *about)
                for number, name, building, stands_in, *about in transaction.rows(_ROOMS)
            ),
            transaction.rows(select(RoomEquipment.room_id, RoomEquipment.device)),
            tuple(map(WishRow._make, transaction.table("timetable.wishes", version_id))),
            tuple(map(DayRuleRow._make, transaction.rows(_DAY_RULES, **term, faculty=head.faculty_id))),
            transaction.rows(select(Travel.from_building_id, Travel.to_building_id, Travel.minutes)),
            tuple(map(BusyRow._make, transaction.table("timetable.busy", version_id, language()))),
            ShiftRules.chosen(university_settings.numbers(transaction)),
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


def subject_name() -> ColumnElement[str]:
    """The name of a subject in the language of the interface; what is not translated falls back to Uzbek."""
    own = {"oz": Subject.name_oz, "ru": Subject.name_ru, "en": Subject.name_en}.get(language())
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
_HEAD = _HEADS.where(Version.id == bindparam("version"))
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
).where(DayRule.term_id == bindparam("term"), DayRule.faculty_id == bindparam("faculty"))


_MINE = Card.version_id == bindparam("version")
_PARTS = (
    select(
        ClassPart.class_id,
        ClassPart.group_id,
        Group.name,
        ClassPart.slice_from,
        ClassPart.slice_to,
        Specialty.education_type,
        Group.education_form,
        AcademicYear.year - Group.entry_year + 1,
    )
    .outerjoin(Group, Group.id == ClassPart.group_id)
    .outerjoin(Specialty, Specialty.id == Group.specialty_id)
    .join(Class, Class.id == ClassPart.class_id)
    .join(Term, Term.id == Class.term_id)
    .join(AcademicYear, AcademicYear.id == Term.academic_year_id)
    .where(ClassPart.class_id.in_(select(Card.class_id).where(_MINE)))
    .order_by(ClassPart.class_id, ClassPart.group_id, ClassPart.slice_from)
)


def _cards() -> Executable:
    """The statement in the language of the interface."""
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
            subject_name(),
        )
        .join(Class, Class.id == Card.class_id)
        .join(CurriculumSubject, CurriculumSubject.id == Class.course_id)
        .join(Subject, Subject.id == CurriculumSubject.subject_id)
        .outerjoin(Employee, Employee.id == Card.employee_id)
        .where(_MINE)
        .order_by(Card.class_id, Card.number)
    )
