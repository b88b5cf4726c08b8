"""What days and weeks should look like: the common rules of teachers and of groups, and those of single ones."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select

from client.core.i18n import names
from client.data.records import saving
from client.data.records.sheet_saving import SheetOutcome, together
from client.data.server.gateway import Gateway, Transaction, Verbs
from shared.models.employees import Employee
from shared.models.students import Group
from shared.models.timetable import DayRule
from shared.names import sort_key

Kind = Literal["teacher", "group"]
Key = str
"""`teacher/` is the common rule of teachers, `teacher/17` that of one."""
LIMITS = ("pairs_a_day", "pairs_a_week", "days_a_week", "pairs_running")
COSTS = ("gap_cost", "lonely_cost")
COLUMNS = (*LIMITS, *COSTS)
COMMON: tuple[Key, ...] = ("teacher/", "group/")
KINDS: tuple[tuple[Kind, str], ...] = (("teacher", "employee_id"), ("group", "group_id"))


@dataclass(frozen=True)
class Rule:
    """A rule of one or of all; without an id it is not written yet."""

    key: Key
    name: str = ""
    values: tuple[int | None, ...] = (None,) * len(COLUMNS)
    id: int | None = None
    version: int = 0


@dataclass(frozen=True)
class Scope:
    """Whose rules these are."""

    faculty_id: int
    term_id: int


def key_of(kind: str, number: int | None) -> Key:
    return f"{kind}/{'' if number is None else number}"


def read(gateway: Verbs, scope: Scope) -> tuple[Rule, ...]:
    """Return the two common rules, written or not, then the exceptions by name."""
    wanted = [getattr(DayRule, name) for name in COLUMNS]
    statement = (
        select(
            DayRule.kind,
            DayRule.employee_id,
            DayRule.group_id,
            Employee.full_name,
            Group.name,
            DayRule.id,
            DayRule.row_version,
            *wanted,
        )
        .outerjoin(Employee, Employee.id == DayRule.employee_id)
        .outerjoin(Group, Group.id == DayRule.group_id)
        .where(DayRule.faculty_id == scope.faculty_id, DayRule.term_id == scope.term_id)
    )
    rows = gateway.rows(statement)
    found = [
        Rule(
            key_of(kind, employee or group),
            names(teacher) if teacher else name or "",
            tuple(values),
            number,
            version,
        )
        for kind, employee, group, teacher, name, number, version, *values in rows
    ]
    written = {rule.key: rule for rule in found}
    teachers_first = sorted(
        found, key=lambda rule: (not rule.key.startswith("teacher/"), sort_key(rule.name))
    )
    exceptions = (rule for rule in teachers_first if rule.key not in COMMON)
    return (*(written.get(key, Rule(key)) for key in COMMON), *exceptions)


@dataclass(frozen=True)
class RuleChange:
    """What was typed into a rule."""

    rule: Rule
    values: Mapping[str, Any]


def save(gateway: Gateway, scope: Scope, changes: Mapping[Hashable, RuleChange]) -> SheetOutcome:
    """Store all changed rules or none."""

    def store(transaction: Transaction, change: RuleChange) -> None:
        rule, values = change.rule, change.values
        if rule.id is not None:
            saving.update(transaction, DayRule, rule.id, rule.version, values)
        else:
            saving.insert(transaction, DayRule, {**_whose(rule.key, scope), **_given(values)})

    return together(gateway, changes, store)


def remove(gateway: Gateway, rule: Rule) -> None:
    """Drop an exception, or a common rule: the one of the program holds then."""
    if rule.id is not None:
        saving.delete(gateway, DayRule, rule.id, rule.version)


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    """A cost that was not said is left to the database."""
    return {name: value for name, value in values.items() if value is not None}


def _whose(key: Key, scope: Scope) -> dict[str, Any]:
    kind, _slash, number = key.partition("/")
    found: dict[str, Any] = {"faculty_id": scope.faculty_id, "term_id": scope.term_id, "kind": kind}
    if number:
        found[dict(KINDS)[kind]] = int(number)  # type: ignore[index]  # a key begins with a kind
    return found
