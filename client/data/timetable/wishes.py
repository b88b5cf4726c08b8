"""When teachers, groups and rooms cannot or would rather not: read, told in short, stored for several at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Integer, cast, func, select
from sqlalchemy.dialects.postgresql import insert

from client.core.errors import UserError
from client.core.i18n import N_, _, names
from client.data.records import saving
from client.data.server.error_messages import WEEKDAYS
from client.data.server.gateway import Gateway, Transaction, Verbs
from client.data.timetable.lessons import Whose
from shared.codes import StructureType
from shared.models.employees import Employee
from shared.models.infrastructure import Room
from shared.models.structure import Unit
from shared.models.students import Group
from shared.models.teaching import Assignment, Class
from shared.models.timetable import Version, Wish
from shared.names import sort_key

#: What stands in a cell: free, 1 to 10 for how unwelcome, or that it cannot be.
FREE, CANNOT = 0, 11
FACULTY_ROLE = "hemis_faculty"
COLUMNS: dict[Whose, Any] = {"teacher": Wish.employee_id, "group": Wish.group_id, "room": Wish.room_id}
NAMES: dict[Whose, Any] = {"teacher": Employee.full_name, "group": Group.name, "room": Room.name}
HELD = N_(
    "Another office already keeps a wish of {name} for {day}, pair {pair}; it counts for your plan too. "
    "Leave that hour free here, or ask that office to change it."
)

Hour = tuple[int, int]
"""Day of the week and pair, both counted from 1."""
Levels = Mapping[Hour, int]


@dataclass(frozen=True, slots=True)
class Who:
    """A teacher, group or room with wishes."""

    whose: Whose
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class StoredWishes:
    """The wishes of one as they were read: what they say, and which record of which version says it."""

    levels: Mapping[Hour, int]
    known: Mapping[Hour, tuple[int, int]]
    #: What another office keeps of a teacher: it counts, and is changed there.
    foreign: Mapping[Hour, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """How many hours of somebody are impossible and how many unwelcome."""

    who: Who
    impossible: int
    unwelcome: int


@dataclass(frozen=True, slots=True)
class WishChange:
    """What the wishes of one shall be instead of what was read."""

    who: Who
    before: StoredWishes
    after: Levels


def read(gateway: Verbs, term_id: int, whose: Whose, number: int) -> StoredWishes:
    """Return the wishes of one in a term."""
    statement = select(Wish.day, Wish.pair, Wish.forbidden, Wish.cost, Wish.id, Wish.row_version).where(
        Wish.term_id == term_id, COLUMNS[whose] == number
    )
    rows = gateway.rows(statement)
    known = {(day, pair): (key, version) for day, pair, _forbidden, _cost, key, version in rows}
    others = _counted(gateway, term_id, number) if whose == "teacher" else {}
    return StoredWishes(
        {(day, pair): CANNOT if forbidden else cost for day, pair, forbidden, cost, *_ in rows},
        known,
        {hour: level for hour, level in others.items() if hour not in known},
    )


def _counted(gateway: Verbs, term_id: int, employee_id: int) -> dict[Hour, int]:
    """Return what counts of a teacher in the plans of the role, whoever keeps it; nothing without a version."""
    version = gateway.scalar(select(func.max(Version.id)).where(Version.term_id == term_id))
    rows = gateway.table("timetable.wishes", version) if version is not None else []
    return {
        (day, pair): CANNOT if forbidden else cost
        for employee, _group, _room, day, pair, forbidden, cost in rows
        if employee == employee_id
    }


def told(gateway: Gateway, term_id: int) -> tuple[Told, ...]:
    """Return everybody with wishes in a term: teachers, groups, then rooms, by name."""
    found: list[Told] = []
    for whose, column in COLUMNS.items():
        name = NAMES[whose]
        statement = (
            select(
                column,
                func.max(name),
                func.sum(cast(Wish.forbidden, Integer)),
                func.sum(cast(~Wish.forbidden, Integer)),
            )
            .outerjoin(name.class_, name.class_.id == column)
            .where(Wish.term_id == term_id, column.is_not(None))
            .group_by(column)
        )
        rows = [
            Told(Who(whose, key, _read(whose, text or "?")), no, rather)
            for key, text, no, rather in gateway.rows(statement)
        ]
        found += sorted(rows, key=lambda each: sort_key(each.who.name))
    return tuple(found)


def _read(whose: Whose, name: str) -> str:
    return name if whose == "group" else names(name)


def save(gateway: Gateway, term_id: int, changes: Sequence[WishChange]) -> None:
    """Store all changes or none.

    Raises Conflict when somebody else changed one of them, UserError when another office keeps one.
    """
    with gateway.transaction() as transaction:
        for change in changes:
            _store(transaction, gateway.role or "", term_id, change)


def _store(transaction: Transaction, role: str, term_id: int, change: WishChange) -> None:
    before, after = change.before, {hour: level for hour, level in change.after.items() if level != FREE}
    for hour in sorted(before.known):
        key, version = before.known[hour]
        if hour not in after:
            saving.delete(transaction, Wish, key, version)
        elif after[hour] != before.levels[hour]:
            saving.update(transaction, Wish, key, version, _values(after[hour]))
    new = sorted(after.keys() - before.known.keys())
    if new:
        _add(transaction, change.who, _faculty(transaction, role, term_id, change.who), term_id, after, new)


def _add(
    transaction: Transaction,
    who: Who,
    faculty_id: int | None,
    term_id: int,
    after: Levels,
    hours: Iterable[Hour],
) -> None:
    """Store new wishes; one that another office keeps cannot be seen and is told by its absence."""
    shared = {"faculty_id": faculty_id, "term_id": term_id, COLUMNS[who.whose].key: who.id}
    rows = [{**shared, "day": day, "pair": pair, **_values(after[day, pair])} for day, pair in hours]
    statement = insert(Wish).values(rows).on_conflict_do_nothing().returning(Wish.day, Wish.pair)
    made = {tuple(row) for row in transaction.rows(statement)}
    missing = next((hour for hour in hours if hour not in made), None)
    if missing:
        raise UserError(HELD, name=who.name, day=_(WEEKDAYS[missing[0] - 1]), pair=missing[1])


def _values(level: int) -> dict[str, Any]:
    return {"forbidden": level == CANNOT, "cost": 0 if level == CANNOT else level}


def _faculty(gateway: Verbs, role: str, term_id: int, who: Who) -> int | None:
    """Return whose dean's office keeps the wish: that of the group, or where the teacher teaches; a room has none."""
    if who.whose == "group":
        return _number(gateway.scalar(select(Group.faculty_id).where(Group.id == who.id)))
    if role == FACULTY_ROLE:
        mine = gateway.scalar(select(func.security.my_units(func.security.my_role()))) or ()
        return _number(gateway.scalar(select(func.min(Unit.id)).where(Unit.id.in_(mine), _is_faculty())))
    if who.whose == "room":
        return None
    taught = (
        select(Class.faculty_id)
        .join(Assignment, Assignment.class_id == Class.id)
        .where(Assignment.employee_id == who.id, Class.term_id == term_id)
        .group_by(Class.faculty_id)
        .order_by(func.count().desc(), Class.faculty_id)
        .limit(1)
    )
    return _number(gateway.scalar(taught))


def _is_faculty() -> ColumnElement[bool]:
    return Unit.kind == StructureType.FACULTY


def _number(value: Any) -> int | None:
    return None if value is None else int(value)
