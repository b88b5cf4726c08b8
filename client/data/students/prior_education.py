"""The previous education of the students of a group: read with their names, each record saved for itself."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from client.core.i18n import names
from client.data.records import saving
from client.data.records.sheet_saving import SheetOutcome, one_by_one
from client.data.server.gateway import Gateway, Transaction
from shared.models.students import PriorEducation, Student

COLUMNS = (
    "institution",
    "document_kind",
    "document_number",
    "document_date",
    "school_country",
    "school_language",
    "basis",
)
_STUDENTS = (
    select(
        Student.id,
        Student.full_name,
        PriorEducation.id,
        PriorEducation.row_version,
        *(getattr(PriorEducation, name) for name in COLUMNS),
    )
    .outerjoin(PriorEducation, PriorEducation.student_id == Student.id)
    .order_by(Student.sort_key, Student.id)
)


@dataclass(frozen=True)
class Brought:
    """A student with what is recorded of the previous education, if anything is."""

    student_id: int
    student: str
    id: int | None
    version: int
    values: tuple[Any, ...]


@dataclass(frozen=True)
class BroughtChange:
    """What was typed for a student."""

    known: Brought
    values: Mapping[str, Any]


def of_group(gateway: Gateway, group_id: int) -> list[Brought]:
    """Return the students of a group in the order of the alphabet."""
    rows = gateway.rows(_STUDENTS.where(Student.group_id == group_id))
    return [Brought(row[0], names(row[1]), row[2], row[3] or 0, tuple(row[4:])) for row in rows]


def save(gateway: Gateway, changes: Mapping[Hashable, BroughtChange]) -> SheetOutcome:
    """Store the record of each student for itself."""
    return one_by_one(gateway, changes, _store)


def _store(transaction: Transaction, change: BroughtChange) -> int | None:
    known = change.known
    if known.id is None:
        saving.insert(transaction, PriorEducation, {"student_id": known.student_id, **change.values})
    else:
        saving.update(transaction, PriorEducation, known.id, known.version, change.values)
    return None  # its row is the student, who has an id
