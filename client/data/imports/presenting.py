"""Values and rows of an import as people read them: labels instead of codes, names instead of ids."""

from datetime import date
from typing import Any

from client.core.i18n import N_, _, names
from client.data.imports.cells import Broken
from client.data.imports.checking import raw
from client.data.imports.fields import FULL_NAME, Field
from client.data.imports.full_names import NAME_KEYS
from client.data.imports.lookups import KnownStudent, Lookups
from client.data.imports.planning import ImportPlan, RowStatus
from client.data.imports.values import plain
from shared.identifiers import InvalidValue

STATUS_LABELS = {
    RowStatus.NEW: N_("New"),
    RowStatus.CHANGED: N_("Changed"),
    RowStatus.UNCHANGED: N_("Unchanged"),
    RowStatus.REFUSED: N_("Refused"),
}
#: A status is told by its sign too, never by colour alone.
STATUS_SIGNS = {RowStatus.NEW: "+", RowStatus.CHANGED: "→", RowStatus.UNCHANGED: "=", RowStatus.REFUSED: "!"}


def status_text(status: RowStatus) -> str:
    """Return the sign of a status and what it is called."""
    return f"{STATUS_SIGNS[status]} {_(STATUS_LABELS[status])}"


def value_text(one: Field, value: Any, lookups: Lookups) -> str:
    """Return a stored value in the language of the interface."""
    if value is None:
        return "—"
    if one.listed:
        known = lookups.labels[one.listed].items.get(value)
        return names(*known) if known else str(value)
    if one.kind == "reference":
        return _reference(one.key, value, lookups)
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)


def _reference(key: str, number: int, lookups: Lookups) -> str:
    if key == "specialty_id":
        return next((one.title for one in lookups.specialties if one.id == number), "")
    if key == "subject_id":
        return lookups.subject[number].title if number in lookups.subject else ""
    if key == "student_id":
        return lookups.student[number].title if number in lookups.student else ""
    if key == "group_id":
        return next((one.name for one in lookups.groups if one.id == number), "")
    return next((unit.title for unit in lookups.units if unit.id == number), "")


def person_text(plan: ImportPlan, row: int) -> str:
    """Return the name in a row; of one that could not be read, what stands in the file."""
    checked = plan.checked
    if checked.kind.identity:
        return _record_text(plan, row)
    parts = [plan.value(row, key) for key in NAME_KEYS]
    if any(parts):
        return " ".join(filter(None, parts))
    cells = (raw(checked.sheet, checked.choice, key)[row] for key in (FULL_NAME, "surname", "given_name"))
    return " ".join(filter(None, map(_as_it_stands, cells)))


def _record_text(plan: ImportPlan, row: int) -> str:
    """Return of whom and what the record of a row is: the student and the subject."""
    checked, lookups = plan.checked, plan.lookups
    student = _student_of(plan, row)
    written = (raw(checked.sheet, checked.choice, key)[row] for key in (FULL_NAME, "student_id"))
    who = names(student.name) if student else next(filter(None, map(_as_it_stands, written)), "")
    subject = checked.column("subject_id")[row]
    found = lookups.subject.get(subject)
    what = (
        names(*found.names) if found else _as_it_stands(raw(checked.sheet, checked.choice, "subject_id")[row])
    )
    return " · ".join(filter(None, (who, what)))


def _student_of(plan: ImportPlan, row: int) -> KnownStudent | None:
    return plan.lookups.student.get(plan.checked.column("student_id")[row])


def _as_it_stands(cell: Any) -> str:
    try:
        return plain(cell)
    except InvalidValue:
        return str(cell) if isinstance(cell, str) else ""


def number_text(plan: ImportPlan, row: int) -> str:
    if plan.checked.kind.identity:
        student = _student_of(plan, row)
        return student.number if student else ""
    return plan.allotted.get(row) or plan.checked.column("number")[row] or ""


def new_ones(plan: ImportPlan) -> tuple[str | int, ...]:
    """Return the numbers of the people who are new, or the records that were made."""
    if plan.checked.kind.identity:
        return tuple(plan.made)
    return tuple(
        number_text(plan, row) for row, status in enumerate(plan.statuses) if status is RowStatus.NEW
    )


def cell_text(cell: Any) -> str:
    """Return what stands in a cell of the file, as a person writes it."""
    return str(cell.value) if isinstance(cell, Broken) else _as_it_stands(cell)


def details_text(plan: ImportPlan, row: int) -> str:
    """Return in one text what changes in a row, and the first reason why something in it is not done."""
    changes = (
        _(
            "{field}: {old} → {new}",
            field=_(change.field.label),
            old=value_text(change.field, change.old, plan.lookups),
            new=value_text(change.field, change.new, plan.lookups),
        )
        for change in (plan.changes.get(row, ()) if plan.statuses[row] is not RowStatus.REFUSED else ())
    )
    first, *more = plan.reasons(row) or [""]
    if more:
        first = _("{reason} (and {count} more)", reason=first, count=len(more))
    return "; ".join(filter(None, (*changes, first)))
