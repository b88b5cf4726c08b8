"""What a version of the timetable consists of, read in one snapshot: cards, rooms, wishes, rules, what others hold."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, Executable, bindparam, func, select, text

from client.core import gc_pause
from client.core.i18n import language, names
from client.data.records.actors import CYRILLIC_LANGUAGES
from client.data.server.gateway import Gateway, Rows, Verbs
from client.data.system import university_settings
from shared.models.curriculum import CurriculumSubject, Term
from shared.models.employees import Employee
from shared.models.subjects import Subject
from shared.models.teaching import Class
from shared.models.timetable import Card, Version
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


HEAD_COLUMNS = len(fields(VersionHead))


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
    """A group that attends, with its parts in no order: (class, first slice, slice behind the last).

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
        groups, pairs, rooms, devices, wishes, day_rules, travel, busy, settings = (
            found or [] for found in row[HEAD_COLUMNS:]
        )
        return Source(
            VersionHead(*row[:HEAD_COLUMNS]),
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
_HEAD = _HEADS.where(Version.id == bindparam("version"))
#: A version and all small lists around it, each as one value: eleven questions would take longer than their answers.
#: It is written out, because the library would look through a composed statement of this size each time.
_VERSION = text("""
select v.id, v.row_version, v.faculty_id, v.term_id, v.name, v.state, v.valid_from, v.board, t.name,
       (select json_agg(json_build_array(p.group_id, p.classes, p.firsts, p.lasts, g.name, s.education_type,
                                         g.education_form, y.year - g.entry_year + 1)
                        order by p.group_id)
          from (select p.group_id, array_agg(p.class_id) as classes, array_agg(p.slice_from) as firsts,
                       array_agg(p.slice_to) as lasts
                  from teaching.part p
                 where p.class_id in (select c.class_id from timetable.card c where c.version_id = :version)
                 group by p.group_id) p
          left join students."group" g on g.id = p.group_id
          left join students.specialty s on s.id = g.specialty_id) as groups,
       (select json_agg(json_build_array(p.number, p.starts_at, p.ends_at) order by p.number)
          from curriculum.pair p
         where p.active) as pairs,
       (select json_agg(json_build_array(r.id, r.name, b.id, b.name, r.kind, r.capacity) order by b.name, r.name)
          from infrastructure.room r
          join infrastructure.building b on b.id = r.building_id
         where r.active and b.active) as rooms,
       (select json_agg(json_build_array(e.room_id, e.device)) from infrastructure.room_equipment e) as devices,
       (select json_agg(json_build_array(w.employee_id, w.group_id, w.room_id, w.day, w.pair, w.forbidden, w.cost))
          from timetable.wishes(:version) w) as wishes,
       (select json_agg(json_build_array(d.kind, d.employee_id, d.group_id, d.pairs_a_day, d.pairs_a_week,
                                         d.days_a_week, d.pairs_running, d.gap_cost, d.lonely_cost))
          from timetable.day_rule d
         where d.term_id = v.term_id and d.faculty_id = v.faculty_id) as day_rules,
       (select json_agg(json_build_array(w.from_building_id, w.to_building_id, w.minutes))
          from timetable.travel w) as travel,
       (select json_agg(json_build_array(o.kind, o.resource_id, o.day, o.pair, o.parity, o.faculty))
          from timetable.busy(:version, :language) o) as busy,
       (select json_agg(json_build_array(s.key, s.value, s.row_version)) from system.setting s) as settings
  from timetable.version v
  join curriculum.term t on t.id = v.term_id
  left join curriculum.academic_year y on y.id = t.academic_year_id
 where v.id = :version
""")


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
        .where(Card.version_id == bindparam("version"))
        .order_by(Card.class_id, Card.number)
    )
