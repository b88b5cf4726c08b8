"""Storing what was typed into a plan: everything in one transaction, each row at its version."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.curriculum.plan import COURSE_COLUMNS, CurriculumPlan, PlanSubject, PlanWeek
from client.data.records import saving
from client.data.records.sheet_saving import SheetOutcome, together
from client.data.server.gateway import Gateway, Transaction
from shared.models.curriculum import Control, CurriculumSubject, SubjectHours, Week

#: Columns of the grid that are rows of their own: `hours/11`, `control/12`.
HOURS, CONTROL = "hours/", "control/"


@dataclass(frozen=True)
class SubjectChange:
    """The changed cells of a row; without a course the row is new."""

    values: Mapping[str, Any]
    course: PlanSubject | None = None


def save(gateway: Gateway, plan: CurriculumPlan, changes: Mapping[Hashable, SubjectChange]) -> SheetOutcome:
    """Store all changes or none."""
    return together(gateway, changes, partial(_save, plan))


def remove(gateway: Gateway, course: PlanSubject) -> None:
    """Take a course out of its plan with its hours and controls."""
    with gateway.transaction() as transaction:
        for model, rows in ((SubjectHours, course.hours), (Control, course.controls)):
            for stored in rows.values():
                saving.delete(transaction, model, stored.id, stored.version)
        saving.delete(transaction, CurriculumSubject, course.id, course.version)


def save_weeks(
    gateway: Gateway, semesters: Mapping[Hashable, Sequence[tuple[PlanWeek, str]]]
) -> SheetOutcome:
    """Store the changed kinds of weeks of semesters, all or none."""

    def store(transaction: Transaction, weeks: Sequence[tuple[PlanWeek, str]]) -> None:
        for week, kind in weeks:
            saving.update(transaction, Week, week.id, week.version, {"kind": kind})

    return together(gateway, semesters, store)


def _save(plan: CurriculumPlan, transaction: Transaction, change: SubjectChange) -> int | None:
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
    return course_id if change.course is None else None


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
