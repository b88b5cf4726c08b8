"""The works of a class for a task: who handed in what when, and the points it brought."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from client.core.i18n import names
from client.data.records import saving
from client.data.records.sheet_saving import SheetOutcome, one_by_one
from client.data.server.gateway import Gateway, Transaction
from shared.models.topics import TaskWork
from shared.names import sort_key


class GivenTask(NamedTuple):
    """A task of a class."""

    id: int
    name: str
    due_on: date
    points: Decimal


@dataclass(frozen=True)
class StudentWork:
    """A student of the class with the work for the task, if there is one."""

    student_id: int
    student: str
    id: int | None = None
    version: int = 0
    handed_in_on: date | None = None
    points: Decimal | None = None
    note: str | None = None


@dataclass(frozen=True)
class WorkChange:
    """What was typed for a student."""

    known: StudentWork
    values: Mapping[str, Any]


_TASKS = "select id, name, due_on, points from topics.task where class_id = :class_id order by due_on, id"
#: Who sat in the class while the task ran, and whoever has a work; each with the work, if there is one.
OF_A_TASK = """
  join students.student s on s.id in (
        select m.student_id from teaching.member m
         where m.class_id = t.class_id and m.starts_on <= t.due_on and coalesce(m.ends_on, t.due_on) >= t.given_on
        union
        select o.student_id from topics.task_work o where o.task_id = t.id)
  left join topics.task_work w on w.task_id = t.id and w.student_id = s.id
"""
_WORKS = (
    "select s.id, s.full_name, w.id, coalesce(w.row_version, 0), w.handed_in_on, w.points, w.note"  # noqa: S608 - ours
    " from topics.task t"
    f"{OF_A_TASK} where t.id = :task_id"
)


def tasks(gateway: Gateway, class_id: int) -> list[GivenTask]:
    """Return the tasks of a class by the day they are due."""
    return [GivenTask(*row) for row in gateway.rows(_TASKS, class_id=class_id)]


def works(gateway: Gateway, task_id: int) -> list[StudentWork]:
    """Return the students of the class with their works, in the order of the alphabet."""
    found = [StudentWork(row[0], names(row[1]), *row[2:]) for row in gateway.rows(_WORKS, task_id=task_id)]
    return sorted(found, key=lambda each: sort_key(each.student))


def save(
    gateway: Gateway, task_id: int, owner: Mapping[str, int], changes: Mapping[Hashable, WorkChange]
) -> SheetOutcome:
    """Store each work for itself."""
    return one_by_one(gateway, changes, partial(_store, {**owner, "task_id": task_id}))


def _store(of: Mapping[str, int], transaction: Transaction, change: WorkChange) -> int | None:
    known = change.known
    stored = {"handed_in_on": known.handed_in_on, "points": known.points, "note": known.note}
    left = any(value is not None for value in {**stored, **change.values}.values())
    put(
        transaction, {**of, "student_id": known.student_id}, known.id, known.version, change.values, left=left
    )
    return None  # its row is the student, who has an id


def put(
    transaction: Transaction,
    of: Mapping[str, int],
    work: int | None,
    version: int,
    values: Mapping[str, Any],
    *,
    left: bool,
) -> None:
    """Store a work; one of which nothing is left goes, so that its task can be removed again."""
    if work is None and left:
        saving.insert(transaction, TaskWork, {**of, **values})
    elif work is not None and left:
        saving.update(transaction, TaskWork, work, version, values)
    elif work is not None:
        saving.delete(transaction, TaskWork, work, version)
