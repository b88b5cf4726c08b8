"""Results from before the program and from elsewhere, as the grid types and pastes them."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import select

from client.core.i18n import names
from client.data.records import saving
from client.data.records.grid_rows import GridRowChange, StoredGridRow
from client.data.records.sheet_saving import SheetOutcome, one_by_one
from client.data.server.gateway import Gateway, Transaction
from shared.models.grades import LINES, Result

COLUMNS = (
    "student_id", "subject_id", "year", "semester", "hours", "credits", "points", "five", "line", "source",
    "source_document",
)  # fmt: skip
_STUDENTS = "select s.id, s.full_name, s.number, s.faculty_id from students.student s order by s.sort_key"
_SUBJECTS = "select b.id, b.name_uz, b.name_oz, b.name_ru, b.name_en, b.code from subjects.subject b order by b.name_uz"


@dataclass(frozen=True)
class Waiting:
    """Results that nobody has accepted yet, and what their cells are chosen from."""

    rows: tuple[StoredGridRow, ...]
    students: tuple[tuple[int, str, str], ...]
    subjects: tuple[tuple[int, str, str], ...]
    faculties: Mapping[int, int]
    may_write: bool


def read(gateway: Gateway) -> Waiting:
    """Return the results that wait, under the reader's rights."""
    columns = [getattr(Result, name) for name in COLUMNS]
    statement = (
        select(Result.id, Result.row_version, *columns)
        .where(Result.accepted_at.is_(None))
        .order_by(Result.id)
    )
    students = gateway.rows(_STUDENTS)
    return Waiting(
        tuple(StoredGridRow(row[0], row[1], tuple(row[2:])) for row in gateway.rows(statement)),
        tuple((row[0], names(row[1]), row[2]) for row in students),
        tuple((row[0], names(*row[1:5]), row[5]) for row in gateway.rows(_SUBJECTS)),
        {row[0]: row[3] for row in students},
        bool(gateway.scalar("select security.my_role() = 'hemis_faculty'")),
    )


def save(
    gateway: Gateway, changes: Mapping[Hashable, GridRowChange], faculties: Mapping[int, int]
) -> SheetOutcome:
    """Store each row for itself: a good one does not wait for a bad one."""
    return one_by_one(gateway, changes, partial(_store, faculties))


def _store(faculties: Mapping[int, int], transaction: Transaction, change: GridRowChange) -> int | None:
    values: dict[str, Any] = dict(change.values)
    if change.stored is None:
        usual = {
            "line": next(iter(LINES)),
            "source": "earlier",
            "faculty_id": faculties.get(values.get("student_id", 0)),
        }
        return saving.insert(transaction, Result, {**usual, **values})[0]
    values.pop("student_id", None)
    saving.update(transaction, Result, change.stored.id, change.stored.version, values)
    return None
