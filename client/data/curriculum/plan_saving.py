"""Storing what was typed into a plan: everything in one transaction, each row at its version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from client.core.errors import HemisError, UserError
from client.core.i18n import N_
from client.data.curriculum.plan import COURSE_COLUMNS, CurriculumPlan, PlanSubject
from client.data.records import saving
from client.data.server.gateway import Gateway, Transaction
from shared.models.curriculum import Control, CurriculumSubject, SubjectHours, Week

#: Columns of the grid that are rows of their own: `hours/11`, `control/12`.
HOURS, CONTROL = "hours/", "control/"


@dataclass(frozen=True)
class SubjectChange:
    """The changed cells of a row; without a course the row is new."""

    key: Any
    values: Mapping[str, Any]
    course: PlanSubject | None = None


@dataclass(frozen=True)
class PlanTrouble:
    """Why nothing was stored, and the row it is about."""

    error: HemisError
    key: Any = None


def save(gateway: Gateway, plan: CurriculumPlan, changes: Sequence[SubjectChange]) -> PlanTrouble | None:
    """Store all changes or none; return what went wrong and where."""
    at: Any = None
    try:
        with gateway.transaction() as transaction:
            for change in changes:
                at = change.key
                _save(transaction, plan, change)
            at = None
    except HemisError as error:
        return PlanTrouble(error, at)
    return None


def remove(gateway: Gateway, course: PlanSubject) -> None:
    """Take a course out of its plan with its hours and controls."""
    with gateway.transaction() as transaction:
        for model, rows in ((SubjectHours, course.hours), (Control, course.controls)):
            for stored in rows.values():
                saving.delete(transaction, model, stored.id, stored.version)
        saving.delete(transaction, CurriculumSubject, course.id, course.version)


def save_weeks(gateway: Gateway, kinds: Sequence[tuple[int, int, str]]) -> None:
    """Store the kinds of weeks: (id, version, kind), all or none."""
    with gateway.transaction() as transaction:
        for number, version, kind in kinds:
            saving.update(transaction, Week, number, version, {"kind": kind})


def _save(transaction: Transaction, plan: CurriculumPlan, change: SubjectChange) -> None:
    own = {name: value for name, value in change.values.items() if name in COURSE_COLUMNS}
    if change.course is None:
        course_id = _insert(transaction, plan, own)
    else:
        course_id = change.course.id
        saving.update(transaction, CurriculumSubject, course_id, change.course.version, own)
    for name, value in change.values.items():
        if name.startswith(HOURS):
            known = change.course.hours if change.course else {}
            _set(
                transaction,
                SubjectHours,
                known,
                ("training", "hours"),
                name.removeprefix(HOURS),
                value,
                course_id,
                plan,
            )
        elif name.startswith(CONTROL):
            known = change.course.controls if change.course else {}
            _set(
                transaction,
                Control,
                known,
                ("kind", "maximum"),
                name.removeprefix(CONTROL),
                value,
                course_id,
                plan,
            )


def _insert(transaction: Transaction, plan: CurriculumPlan, own: Mapping[str, Any]) -> int:
    for name, message in (
        ("subject_id", N_("A new row has no subject yet. Choose one or remove the row.")),
        ("semester_id", N_("A new row stands in no semester yet. Choose one or remove the row.")),
    ):
        if own.get(name) is None:
            raise UserError(message)
    head = plan.head
    values = {"faculty_id": head.faculty_id, "curriculum_id": head.id, "credits": 0}
    given = {name: value for name, value in own.items() if value is not None}
    number, _version = saving.insert(transaction, CurriculumSubject, values | given)
    return number


def _set(
    transaction: Transaction,
    model: type[SubjectHours] | type[Control],
    known: Mapping[str, Any],
    columns: tuple[str, str],
    code: str,
    value: Any,
    course_id: int,
    plan: CurriculumPlan,
) -> None:
    kind, number = columns
    stored = known.get(code)
    if stored is not None and not value:
        saving.delete(transaction, model, stored.id, stored.version)
    elif stored is not None:
        saving.update(transaction, model, stored.id, stored.version, {number: value})
    elif value:
        owner = {"faculty_id": plan.head.faculty_id, "course_id": course_id}
        saving.insert(transaction, model, {**owner, kind: code, number: value})
