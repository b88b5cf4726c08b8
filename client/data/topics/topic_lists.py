"""The topics of a subject in a training type, and the hours that curricula give it."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from client.core.i18n import names
from client.data.records import saving
from client.data.records.grid_rows import GridRowChange
from client.data.records.sheet_saving import SheetOutcome, together
from client.data.server.gateway import Gateway, Transaction
from shared.models.topics import Topic


@dataclass(frozen=True, order=True)
class Taught:
    """A subject of a department in a training type."""

    subject_id: int
    department_id: int
    training: str


@dataclass(frozen=True)
class TaughtSubject:
    """What the list of a subject is called, and its training types with the hours of each plan."""

    subject_id: int
    department_id: int
    name: str
    department: str
    #: For each training type the hours that plans give it, the most usual first: (hours, number of plans).
    trainings: Mapping[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True)
class StoredTopic:
    """A topic as it is stored."""

    id: int
    version: int
    number: int
    name: str
    hours: int


@dataclass(frozen=True)
class TopicList:
    """The topics of a subject in a training type, and whether the head has approved them."""

    taught: Taught
    topics: tuple[StoredTopic, ...]
    approved_at: datetime | None = None


#: A teacher has the subjects of the own classes only, though more plans are read.
_SUBJECTS = """
select o.subject_id, o.department_id, b.name_uz, b.name_oz, b.name_ru, b.name_en,
       u.name_uz, u.name_oz, u.name_ru, u.name_en, h.training, h.hours, count(*)
  from curriculum.course o
  join curriculum.course_hours h on h.course_id = o.id
  join subjects.subject b on b.id = o.subject_id
  join structure.unit u on u.id = o.department_id
 where not cast(:of_classes as boolean)
    or exists (
        select
          from teaching.class k
          join curriculum.course c on c.id = k.course_id
         where c.subject_id = o.subject_id and k.department_id = o.department_id)
 group by o.subject_id, o.department_id, b.name_uz, b.name_oz, b.name_ru, b.name_en,
          u.name_uz, u.name_oz, u.name_ru, u.name_en, h.training, h.hours
 order by b.name_uz, o.department_id, h.training, count(*) desc, h.hours
"""
_TOPICS = """
select t.id, t.row_version, t.number, t.name, t.hours
  from topics.topic t
 where t.subject_id = :subject_id and t.department_id = :department_id and t.training = :training
 order by t.number, t.id
"""
_ALL = """
select t.id, t.training, t.number, t.name
  from topics.topic t
 where t.subject_id = :subject_id and t.department_id = :department_id
 order by t.training, t.number, t.id
"""
_APPROVED = """
select a.approved_at
  from topics.approval a
 where a.subject_id = :subject_id and a.department_id = :department_id and a.training = :training
"""


def subjects(gateway: Gateway, role: str) -> list[TaughtSubject]:
    """Return the subjects that the role's plans have, with hours in each training type."""
    found: dict[tuple[int, int], TaughtSubject] = {}
    for row in gateway.rows(_SUBJECTS, of_classes=role == "hemis_teacher"):
        key, training = (row[0], row[1]), row[10]
        each = found.setdefault(key, TaughtSubject(*key, names(*row[2:6]), names(*row[6:10]), {}))
        hours = {**each.trainings, training: (*each.trainings.get(training, ()), (row[11], row[12]))}
        found[key] = TaughtSubject(*key, each.name, each.department, hours)
    return list(found.values())


def read(gateway: Gateway, taught: Taught) -> TopicList:
    """Return the topics in the order of their numbers."""
    of = {"subject_id": taught.subject_id, "department_id": taught.department_id, "training": taught.training}
    rows = tuple(StoredTopic(*row) for row in gateway.rows(_TOPICS, **of))
    return TopicList(taught, rows, gateway.scalar(_APPROVED, **of))


def all_topics(gateway: Gateway, taught: Taught) -> list[tuple[int, str, int, str]]:
    """Return (id, training type, number, topic) of a subject in all training types."""
    rows = gateway.rows(_ALL, subject_id=taught.subject_id, department_id=taught.department_id)
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def save(gateway: Gateway, taught: Taught, changes: Mapping[Hashable, GridRowChange]) -> SheetOutcome:
    """Store the changes of all topics or none: numbers may change places."""
    return together(gateway, changes, partial(_store, taught))


def remove(gateway: Gateway, topic: StoredTopic) -> None:
    """Delete a topic that no lesson and no task refers to."""
    saving.delete(gateway, Topic, topic.id, topic.version)


def _store(taught: Taught, transaction: Transaction, change: GridRowChange) -> int | None:
    transaction.execute("set constraints topics.topic_number_key deferred")
    if change.stored is not None:
        saving.update(transaction, Topic, change.stored.id, change.stored.version, change.values)
        return None
    of = {"subject_id": taught.subject_id, "department_id": taught.department_id, "training": taught.training}
    return saving.insert(transaction, Topic, {**of, **change.values})[0]
