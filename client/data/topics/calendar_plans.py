"""The calendar plans of a term, and the plan of a class: which topic in which of its lessons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from client.core.i18n import names
from client.data.server.gateway import Gateway
from client.data.topics import topic_lists
from client.data.topics.topic_lists import StoredTopic, Taught
from shared.models.topics import APPROVED

#: A class without a plan.
NONE = "none"


class PlanHead(NamedTuple):
    """A class of the term with the state of its plan and how far it is."""

    class_id: int
    version: int | None
    state: str
    reason: str | None
    decided_at: datetime | None
    subject_id: int
    subject_uz: str
    subject_oz: str | None
    subject_ru: str | None
    subject_en: str | None
    department_id: int | None
    training: str
    students: str
    hours: int
    teachers: str | None
    #: Lessons that are held or to come; those held; those with a topic; those held with one.
    lessons: int
    held: int
    laid: int
    held_laid: int

    @property
    def subject(self) -> str:
        """The subject in the language of the interface."""
        return names(self.subject_uz, self.subject_oz, self.subject_ru, self.subject_en)

    @property
    def locked(self) -> bool:
        return self.state == APPROVED


class PlannedLesson(NamedTuple):
    """A lesson of the class by its place."""

    place: int
    lesson_id: int
    day: date
    pair: int
    held: bool
    week: int | None
    teacher: str | None


@dataclass(frozen=True)
class ClassPlan:
    """The plan of a class: its lessons, what is laid onto their places, and the topics there are."""

    head: PlanHead
    lessons: tuple[PlannedLesson, ...]
    laid: dict[int, int]
    topics: tuple[StoredTopic, ...]

    @property
    def places(self) -> int:
        """How many places are shown: topics that have lost their lesson are not lost."""
        return max(len(self.lessons), *self.laid, 0)


_PLANS = "select * from topics.read_plans(:term)"
_LESSONS = "select * from topics.lessons_of(:class_id)"
_LINES = "select place, topic_id from topics.calendar_line where class_id = :class_id order by place"


def plans(gateway: Gateway, term_id: int) -> list[PlanHead]:
    """Return the classes of a term that the role reads, with their plans."""
    return [PlanHead(*row) for row in gateway.rows(_PLANS, term=term_id)]


def read(gateway: Gateway, term_id: int, class_id: int) -> ClassPlan | None:
    """Return the plan of a class, None if the class is gone."""
    head = next((each for each in plans(gateway, term_id) if each.class_id == class_id), None)
    if head is None:
        return None
    lessons = tuple(PlannedLesson(*row) for row in gateway.rows(_LESSONS, class_id=class_id))
    laid: dict[int, int] = {row[0]: row[1] for row in gateway.rows(_LINES, class_id=class_id)}
    taught = Taught(head.subject_id, head.department_id or 0, head.training)
    return ClassPlan(head, lessons, laid, topic_lists.read(gateway, taught).topics)


def save(gateway: Gateway, head: PlanHead, wanted: Sequence[int | None]) -> None:
    """Store which topic each place has."""
    gateway.call("topics.save_plan", head.class_id, head.version or 0, list(wanted))


def submit(gateway: Gateway, head: PlanHead) -> None:
    """Hand the plan to the head of the department."""
    gateway.call("topics.submit_plan", head.class_id, head.version or 0)


def approve(gateway: Gateway, head: PlanHead) -> None:
    """Approve the plan as it is stored."""
    gateway.call("topics.decide_plan", head.class_id, head.version or 0, True, None)


def send_back(gateway: Gateway, head: PlanHead, reason: str) -> None:
    """Return the plan to its teacher."""
    gateway.call("topics.decide_plan", head.class_id, head.version or 0, False, reason)
