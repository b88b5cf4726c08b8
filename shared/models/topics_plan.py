"""Topics of subjects, the calendar plans that lay them onto lessons, and the resources kept under them.

Its schema is `topics`.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.columns import actor, coded, moment, refers, text, whole
from shared.models.employees import Employee
from shared.models.record import Record, Table
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
FILE, LINK = "file", "link"
RESOURCE_KINDS = {FILE: N_("File"), LINK: N_("Link")}
UPLOADING, READY = "uploading", "ready"
RESOURCE_STATES = {UPLOADING: N_("Not all of it is there yet"), READY: N_("Ready")}
#: A file goes to the server, and comes from it, in pieces of so many bytes.
PIECE = 1024 * 1024


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
        key("id", "subject_id", "department_id"),
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
    approved_by: Mapped[str] = actor(N_("Approved by"), state=True)
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
    written_by: Mapped[str] = actor(N_("Author"), state=True)
    submitted_at: Mapped[datetime | None] = moment(N_("Submitted at"), optional=True)
    decided_at: Mapped[datetime | None] = moment(N_("Decided at"), optional=True)
    decided_by: Mapped[str | None] = actor(N_("Decided by"), optional=True, state=True)
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


class Resource(Record):
    """A file or a link under a topic; a file is ready when all its pieces are there and its digest is theirs."""

    __tablename__ = "resource"
    __table_args__ = (
        belongs_to("topics.topic", "topic_id", "subject_id", "department_id"),
        rule("kind", "kind in ('file', 'link')", N_("A resource is a file or a link.")),
        rule("state", "state in ('uploading', 'ready')", N_("Whether a file is complete is found out by the program.")),
        rule(
            "link",
            "(kind = 'link') = (url is not null)",
            N_("A link has an address, a file has none. Write the address of the link."),
        ),
        rule(
            "file",
            "kind = 'link' or (file_name is not null and size is not null and digest is not null)",
            N_("A file is added with its name, size and digest."),
        ),
        Index("resource_scope_idx", "department_id", "subject_id"),
        Index("resource_topic_idx", "topic_id", "subject_id", "department_id"),
        {"schema": "topics"},
    )  # fmt: skip
    label, plural, title, scope = N_("Resource"), N_("Resources"), "name", "department_id"

    subject_id: Mapped[int] = refers(Subject, N_("Subject"), covered=True)
    department_id: Mapped[int] = refers(Unit, N_("Department"), covered=True)
    topic_id: Mapped[int] = refers(Topic, N_("Topic"), covered=True)
    employee_id: Mapped[int] = refers(Employee, N_("Author"))
    name: Mapped[str] = text(256, N_("Title"))
    kind: Mapped[str] = text(8, N_("Kind"), words=RESOURCE_KINDS)
    url: Mapped[str | None] = text(
        1024,
        N_("Address"),
        optional=True,
        pattern="^https?://[^[:space:]]+$",
        sentence=N_("An address begins with https:// or http:// and has no spaces."),
    )
    file_name: Mapped[str | None] = text(256, N_("Name of the file"), optional=True)
    media_type: Mapped[str | None] = text(128, N_("Type of the file"), optional=True)
    size: Mapped[int | None] = whole(N_("Size, bytes"), minimum=1, maximum=1_073_741_824, optional=True)
    #: SHA-256 over the SHA-256 of its pieces: the server checks it without taking the whole file into memory.
    digest: Mapped[str | None] = text(64, N_("Digest"), optional=True, pattern="^[0-9a-f]{64}$")
    state: Mapped[str] = text(16, N_("State"), words=RESOURCE_STATES, state=True)
    added_at: Mapped[datetime] = moment(N_("Added"), now=True)


class ResourcePiece(Table):
    """A piece of a file; read and written by functions alone, and no part of the history."""

    __tablename__ = "resource_piece"
    __table_args__ = (
        belongs_to("topics.resource", "resource_id"),
        rule("size", f"octet_length(content) between 1 and {PIECE}", N_("A piece of a file is too large.")),
        {"schema": "topics"},
    )
    label, plural, title, audited = N_("Piece of a file"), N_("Pieces of files"), "number", False

    resource_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    content: Mapped[Any] = mapped_column(LargeBinary, nullable=False)


class ControlQuestion(Record):
    """A question by which students check what they know of a topic."""

    __tablename__ = "control_question"
    __table_args__ = (
        key("topic_id", "number", name="control_question_number_key", at_the_end=True),
        belongs_to("topics.topic", "topic_id", "subject_id", "department_id"),
        Index("control_question_scope_idx", "department_id", "subject_id"),
        Index("control_question_topic_idx", "topic_id", "subject_id", "department_id"),
        {"schema": "topics"},
    )
    label, plural, title, scope = (
        N_("Control question"),
        N_("Control questions"),
        "question",
        "department_id",
    )

    subject_id: Mapped[int] = refers(Subject, N_("Subject"), covered=True)
    department_id: Mapped[int] = refers(Unit, N_("Department"), covered=True)
    topic_id: Mapped[int] = refers(Topic, N_("Topic"), covered=True)
    number: Mapped[int] = whole(N_("Number"), minimum=1, maximum=999)
    question: Mapped[str] = text(1000, N_("Question"))
