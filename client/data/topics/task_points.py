"""The points of a class for all its tasks: who may have a work for which, and what it has brought."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from client.core.i18n import names
from client.data.records.sheet_saving import SheetOutcome, one_by_one
from client.data.server.gateway import Gateway, Transaction
from client.data.topics import works
from client.data.topics.works import GivenTask
from shared.names import sort_key


@dataclass(frozen=True)
class TaskPoints:
    """A work with its points, or the place for one."""

    task_id: int
    id: int | None
    version: int
    points: Decimal | None
    #: Whether a day or a note is left where the points are taken away.
    has_more: bool


@dataclass(frozen=True)
class StudentPoints:
    """A student of the class, with the tasks that ran while the class had him as a member."""

    id: int
    name: str
    number: str
    by_task: Mapping[int, TaskPoints]


@dataclass(frozen=True)
class PointsChange:
    """The points that were typed for a student, by task."""

    known: StudentPoints
    points: Mapping[int, Decimal | None]


_POINTS = (
    "select s.id, s.full_name, s.number, t.id, w.id, coalesce(w.row_version, 0), w.points,"  # noqa: S608 - ours
    " coalesce(num_nonnulls(w.handed_in_on, w.note) > 0, false) from topics.task t"
    f"{works.OF_A_TASK} where t.class_id = :class_id"
)


def read(gateway: Gateway, class_id: int) -> tuple[list[GivenTask], list[StudentPoints]]:
    """Return the tasks of a class by their last days, and its students in the order of the alphabet."""
    found: dict[int, tuple[str, str, dict[int, TaskPoints]]] = {}
    for student, name, number, *work in gateway.rows(_POINTS, class_id=class_id):
        known = found.setdefault(student, (names(name), number or "", {}))
        known[2][work[0]] = TaskPoints(*work)
    students = [StudentPoints(student, *known) for student, known in found.items()]
    return works.tasks(gateway, class_id), sorted(students, key=lambda each: sort_key(each.name))


def save(
    gateway: Gateway, owner: Mapping[str, int], changes: Mapping[Hashable, PointsChange]
) -> SheetOutcome:
    """Store the points of each student for himself."""
    return one_by_one(gateway, changes, partial(_store, owner))


def _store(owner: Mapping[str, int], transaction: Transaction, change: PointsChange) -> int | None:
    for task, points in change.points.items():
        known = change.known.by_task[task]
        of = {**owner, "task_id": task, "student_id": change.known.id}
        left = points is not None or known.has_more
        works.put(transaction, of, known.id, known.version, {"points": points}, left=left)
    return None  # a row of the sheet is the student, who has an id
