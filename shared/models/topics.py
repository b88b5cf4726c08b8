"""What is taught in which lesson: topics of subjects, with what else a teacher keeps under them."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped

from shared.models.columns import coded, moment, refers, text, whole
from shared.models.record import Record
from shared.models.rules import belongs_to, key, rule
from shared.models.structure import Unit
from shared.models.subjects import Subject
from shared.models.teaching import Class
from shared.text import N_

DRAFT, SUBMITTED, APPROVED, RETURNED = "draft", "submitted", "approved", "returned"
PLAN_STATES = {
    DRAFT: N_("Draft"),
    SUBMITTED: N_("Waits for approval"),
    APPROVED: N_("Approved"),
    RETURNED: N_("Returned"),
}


class Topic(Record):
    """A topic of a subject as a department teaches it, in one training type.

    Its title stands in the language it is taught in: it is no name, and nothing rewrites it.
    """

    __tablename__ = "topic"
    __table_args__ = (
        # Looked at when a transaction ends, so that topics change places in one.
        key(
            "subject_id", "department_id", "training", "number",
            name="topic_number_key",
            sentence=N_("Two topics have the same number. Number them anew."),
            at_the_end=True,
        ),
        belongs_to("subjects.subject", "subject_id"),
        belongs_to("structure.unit", "department_id"),
        Index("topic_scope_idx", "department_id", "subject_id"),
        {"schema": "topics"},
    )  # fmt: skip
    label, plural, title, scope = N_("Topic"), N_("Topics"), "name", "department_id"

    subject_id: Mapped[int] = refers(Subject, N_("Subject"), covered=True)
    department_id: Mapped[int] = refers(Unit, N_("Department"), covered=True)
    training: Mapped[str] = coded("h_training_type", N_("Training type"))
    number: Mapped[int] = whole(N_("Number"), minimum=1, maximum=999)
    name: Mapped[str] = text(512, N_("Topic"))
    hours: Mapped[int] = whole(N_("Hours"), minimum=1, maximum=99, default=2)


class Approval(Record):
    """The head has approved the topics of a subject in a training type: teachers leave them as they are."""

    __tablename__ = "approval"
    __table_args__ = (
        key("subject_id", "department_id", "training", name="approval_list_key"),
        belongs_to("subjects.subject", "subject_id"),
        belongs_to("structure.unit", "department_id"),
        Index("approval_scope_idx", "department_id", "subject_id"),
        {"schema": "topics"},
    )
    label, plural, title, scope = N_("Approval of topics"), N_("Approvals of topics"), "id", "department_id"

    subject_id: Mapped[int] = refers(Subject, N_("Subject"), covered=True)
    department_id: Mapped[int] = refers(Unit, N_("Department"), covered=True)
    training: Mapped[str] = coded("h_training_type", N_("Training type"))
    approved_by: Mapped[str] = text(63, N_("Approved by"), state=True)
    approved_at: Mapped[datetime] = moment(N_("Approved at"), now=True)


class CalendarPlan(Record):
    """Which topic a class is taught in which of its lessons: written by its teachers, approved by the head.

    State, author and decision are written by functions alone.
    """

    __tablename__ = "calendar_plan"
    __table_args__ = (
        key("class_id", "faculty_id"),
        belongs_to("teaching.class", "class_id", "faculty_id"),
        rule(
            "state",
            "state in ('draft', 'submitted', 'approved', 'returned')",
            N_("The state of a calendar plan is set by the program only."),
        ),
        rule(
            "returned",
            "state <> 'returned' or reason is not null",
            N_("A calendar plan is returned with a reason."),
        ),
        Index("calendar_plan_scope_idx", "faculty_id", "class_id"),
        {"schema": "topics"},
    )
    label, plural, title, scope = N_("Calendar plan"), N_("Calendar plans"), "id", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    class_id: Mapped[int] = refers(Class, N_("Class"), covered=True)
    state: Mapped[str] = text(16, N_("State"), words=PLAN_STATES, state=True)
    written_by: Mapped[str] = text(63, N_("Author"), state=True)
    submitted_at: Mapped[datetime | None] = moment(N_("Submitted at"), optional=True)
    decided_at: Mapped[datetime | None] = moment(N_("Decided at"), optional=True)
    decided_by: Mapped[str | None] = text(63, N_("Decided by"), optional=True, state=True)
    reason: Mapped[str | None] = text(256, N_("Reason"), optional=True)


class CalendarLine(Record):
    """The topic of a lesson of a class, by the lesson's place among those that are held.

    A place is no lesson: when the timetable is published anew, or a lesson falls out, the topics keep their order and
    the dates come from the lessons (decision 12).
    """

    __tablename__ = "calendar_line"
    __table_args__ = (
        key("class_id", "faculty_id", "place", name="calendar_line_place_key"),
        Index("calendar_line_scope_idx", "faculty_id", "class_id"),
        ForeignKeyConstraint(
            ["class_id", "faculty_id"],
            ["topics.calendar_plan.class_id", "topics.calendar_plan.faculty_id"],
            ondelete="RESTRICT",
            onupdate="RESTRICT",
        ),
        {"schema": "topics"},
    )
    label, plural, title, scope = (
        N_("Line of a calendar plan"),
        N_("Lines of calendar plans"),
        "place",
        "faculty_id",
    )

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    class_id: Mapped[int] = refers(Class, N_("Class"), covered=True)
    place: Mapped[int] = whole(N_("Lesson number"), minimum=1, maximum=999)
    topic_id: Mapped[int] = refers(Topic, N_("Topic"))
