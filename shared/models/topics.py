"""What is taught in which lesson: topics of subjects, with what else a teacher keeps under them."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, Identity, Index, Integer, Numeric, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.columns import actor, decimal, flag, image, moment, refers, text, whole
from shared.models.columns import day as calendar_day
from shared.models.record import Record, Table
from shared.models.rules import belongs_to, key, rule
from shared.models.structure import Unit
from shared.models.students import Student
from shared.models.subjects import Subject
from shared.models.teaching import Class
from shared.models.topics_plan import (
    APPROVED,
    DRAFT,
    FILE,
    LINK,
    PIECE,
    PLAN_STATES,
    READY,
    RESOURCE_KINDS,
    RESOURCE_STATES,
    RETURNED,
    SUBMITTED,
    UPLOADING,
    Approval,
    CalendarLine,
    CalendarPlan,
    ControlQuestion,
    Resource,
    ResourcePiece,
    Topic,
)
from shared.text import N_

#: Whoever speaks of topics imports from here, as the schema is one.
__all__ = [
    "APPROVED",
    "DRAFT",
    "FILE",
    "LINK",
    "PIECE",
    "PLAN_STATES",
    "READY",
    "RESOURCE_KINDS",
    "RESOURCE_STATES",
    "RETURNED",
    "SUBMITTED",
    "UPLOADING",
    "Approval",
    "CalendarLine",
    "CalendarPlan",
    "ControlQuestion",
    "Resource",
    "ResourcePiece",
    "Topic",
]

OPEN, CHOICE = "open", "choice"
QUESTION_KINDS = {OPEN: N_("Open question"), CHOICE: N_("Choice of answers")}


class Task(Record):
    """What the students of a class are to do until a day, and the points it brings."""

    __tablename__ = "task"
    __table_args__ = (
        key("id", "class_id", "faculty_id"),
        belongs_to("teaching.class", "class_id", "faculty_id"),
        rule(
            "period",
            "due_on >= given_on",
            N_("The task is due before it is given. Correct one of the days."),
        ),
        rule("points", "points > 0", N_("A task brings more than no points.")),
        Index("task_scope_idx", "faculty_id", "class_id"),
        Index("task_class_idx", "class_id", "faculty_id"),
        {"schema": "topics"},
    )
    label, plural, title, scope = N_("Task"), N_("Tasks"), "name", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    class_id: Mapped[int] = refers(Class, N_("Class"), covered=True)
    name: Mapped[str] = text(256, N_("Task"))
    topic_id: Mapped[int | None] = refers(Topic, N_("Topic"), optional=True)
    given_on: Mapped[date] = calendar_day(N_("Given on"))
    due_on: Mapped[date] = calendar_day(N_("Due on"))
    points: Mapped[Decimal] = decimal(N_("Points"), 6, 2, minimum=Decimal(0))
    description: Mapped[str | None] = text(1000, N_("What is to be done"), optional=True)


class TaskWork(Record):
    """What a student handed in for a task, and the points it brought."""

    __tablename__ = "task_work"
    __table_args__ = (
        key("task_id", "student_id"),
        rule(
            "something",
            "num_nonnulls(handed_in_on, points, note) > 0",
            N_("A work has a day, points or a note. Remove one that has nothing of it."),
        ),
        belongs_to("topics.task", "task_id", "class_id", "faculty_id"),
        Index("task_work_scope_idx", "faculty_id", "class_id"),
        Index("task_work_task_idx", "task_id", "class_id", "faculty_id"),
        {"schema": "topics"},
    )
    label, plural, title, scope = N_("Work of a student"), N_("Works of students"), "id", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    class_id: Mapped[int] = refers(Class, N_("Class"), covered=True)
    task_id: Mapped[int] = refers(Task, N_("Task"), covered=True)
    student_id: Mapped[int] = refers(Student, N_("Student"))
    handed_in_on: Mapped[date | None] = calendar_day(N_("Handed in on"), optional=True)
    points: Mapped[Decimal | None] = decimal(N_("Points"), 6, 2, minimum=Decimal(0), optional=True)
    note: Mapped[str | None] = text(256, N_("Note"), optional=True)


class Question(Record):
    """A question of the bank: what it counts, how hard it is; a closed one has answers to choose from.

    Secret: only who teaches the subject and the head of its department ever read it.
    """

    __tablename__ = "question"
    __table_args__ = (
        belongs_to("topics.topic", "topic_id", "subject_id", "department_id"),
        rule(
            "kind", "kind in ('open', 'choice')", N_("A question is open, or one of its answers is chosen.")
        ),
        rule("weighs", "weight > 0", N_("A question counts more than nothing. Correct its weight.")),
        rule(
            "answers",
            "kind = 'open' or (right_answer is not null and num_nonnulls(answer_a, answer_b, answer_c, answer_d) >= 2 "
            "and case right_answer when 'A' then answer_a when 'B' then answer_b when 'C' then answer_c "
            "else answer_d end is not null)",
            N_("A question with a choice has two answers or more, and the letter of the right one."),
        ),
        Index("question_scope_idx", "department_id", "subject_id"),
        Index("question_topic_idx", "topic_id", "subject_id", "department_id"),
        {"schema": "topics"},
    )
    label, plural, title, scope = N_("Question"), N_("Questions"), "body", "department_id"

    subject_id: Mapped[int] = refers(Subject, N_("Subject"), covered=True)
    department_id: Mapped[int] = refers(Unit, N_("Department"), covered=True)
    topic_id: Mapped[int] = refers(Topic, N_("Topic"), covered=True)
    kind: Mapped[str] = text(8, N_("Kind"), words=QUESTION_KINDS)
    body: Mapped[str] = text(2000, N_("Question"))
    weight: Mapped[Decimal] = decimal(N_("Weight"), 5, 2, minimum=Decimal(0))
    difficulty: Mapped[int] = whole(N_("Difficulty, 1–5"), minimum=1, maximum=5, default=3)
    answer_a: Mapped[str | None] = text(500, N_("Answer A"), optional=True)
    answer_b: Mapped[str | None] = text(500, N_("Answer B"), optional=True)
    answer_c: Mapped[str | None] = text(500, N_("Answer C"), optional=True)
    answer_d: Mapped[str | None] = text(500, N_("Answer D"), optional=True)
    right_answer: Mapped[str | None] = text(
        1, N_("Right"), optional=True, pattern="^[A-D]$", sentence=N_("The right answer is A, B, C or D.")
    )
    #: What an examiner looks for in the answer of an open question.
    key: Mapped[str | None] = text(2000, N_("What is expected"), optional=True)
    picture: Mapped[bytes | None] = image(N_("Picture"), optional=True)
    active: Mapped[bool] = flag(N_("In use"))


class TicketSet(Record):
    """Tickets or variants of a subject, made from the bank by a seed; the head approves them before printing."""

    __tablename__ = "ticket_set"
    __table_args__ = (
        key("id", "subject_id", "department_id"),
        belongs_to("subjects.subject", "subject_id"),
        belongs_to("structure.unit", "department_id"),
        rule(
            "state",
            "state in ('draft', 'submitted', 'approved', 'returned')",
            N_("The state of a set of tickets is set by the program only."),
        ),
        Index("ticket_set_scope_idx", "department_id", "subject_id"),
        Index("ticket_set_subject_idx", "subject_id"),
        {"schema": "topics"},
    )
    label, plural, title, scope = N_("Set of tickets"), N_("Sets of tickets"), "name", "department_id"

    subject_id: Mapped[int] = refers(Subject, N_("Subject"), covered=True)
    department_id: Mapped[int] = refers(Unit, N_("Department"), covered=True)
    name: Mapped[str] = text(128, N_("Name"), spelled=True)
    kind: Mapped[str] = text(8, N_("Kind"), words=QUESTION_KINDS)
    tickets: Mapped[int] = whole(N_("Tickets"), minimum=1, maximum=200)
    questions: Mapped[int] = whole(N_("Questions a ticket"), minimum=1, maximum=100)
    seed: Mapped[int] = whole(N_("Number of the draw"), minimum=0, maximum=2_000_000_000)
    state: Mapped[str] = text(16, N_("State"), words=PLAN_STATES, state=True)
    made_by: Mapped[str] = actor(N_("Author"), state=True)
    decided_at: Mapped[datetime | None] = moment(N_("Decided at"), optional=True)
    decided_by: Mapped[str | None] = actor(N_("Decided by"), optional=True, state=True)
    reason: Mapped[str | None] = text(256, N_("Reason"), optional=True)


class TicketQuestion(Table):
    """Which question stands where in which ticket, as it read when the set was made; written by functions alone."""

    __tablename__ = "ticket_question"
    __table_args__ = (
        belongs_to("topics.ticket_set", "ticket_set_id", "subject_id", "department_id"),
        belongs_to("topics.question", "question_id"),
        Index("ticket_question_question_idx", "question_id"),
        Index("ticket_question_set_idx", "ticket_set_id", "subject_id", "department_id"),
        Index("ticket_question_scope_idx", "department_id", "subject_id"),
        {"schema": "topics"},
    )
    label, plural, title, scope, audited = (
        N_("Question of a ticket"),
        N_("Questions of tickets"),
        "place",
        "department_id",
        False,
    )

    ticket_set_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    ticket: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    subject_id: Mapped[int] = mapped_column(BigInteger)
    department_id: Mapped[int] = mapped_column(BigInteger)
    question_id: Mapped[int] = mapped_column(BigInteger)
    #: The letter of the right answer in this ticket, and what it counts: later changes of the bank do not touch it.
    right_answer: Mapped[str | None] = mapped_column(Text, nullable=True)
    weight: Mapped[Decimal] = mapped_column(Numeric(5, 2))


class TestAnswers(Record):
    """The answers of a student to a printed test, as letters, and the points they bring."""

    __test__ = False  # it is no test of ours
    __tablename__ = "test_answers"
    __table_args__ = (
        key("ticket_set_id", "student_id"),
        belongs_to("topics.ticket_set", "ticket_set_id", "subject_id", "department_id"),
        Index("test_answers_scope_idx", "department_id", "subject_id"),
        Index("test_answers_set_idx", "ticket_set_id", "subject_id", "department_id"),
        {"schema": "topics"},
    )
    label, plural, title, scope = N_("Answers to a test"), N_("Answers to tests"), "id", "department_id"

    subject_id: Mapped[int] = refers(Subject, N_("Subject"), covered=True)
    department_id: Mapped[int] = refers(Unit, N_("Department"), covered=True)
    ticket_set_id: Mapped[int] = refers(TicketSet, N_("Set of tickets"), covered=True)
    student_id: Mapped[int] = refers(Student, N_("Student"))
    ticket: Mapped[int] = whole(N_("Variant"), minimum=1, maximum=200)
    answers: Mapped[str] = text(
        100,
        N_("Answers"),
        pattern="^[A-D-]+$",
        sentence=N_("Answers are letters A, B, C, D one after the other, and - for none."),
    )
    #: Counted by the database from the key of the variant.
    right_ones: Mapped[int] = whole(N_("Right ones"), minimum=0, maximum=100, state=True, default=0)
    points: Mapped[Decimal] = decimal(N_("Points"), 7, 2, minimum=Decimal(0))


class TicketPrinting(Table):
    """Who printed which tickets when, with the answers or without; written when they are given out."""

    __tablename__ = "ticket_printing"
    __table_args__ = (
        belongs_to("topics.ticket_set", "ticket_set_id", "subject_id", "department_id"),
        Index("ticket_printing_set_idx", "ticket_set_id", "subject_id", "department_id"),
        Index("ticket_printing_scope_idx", "department_id", "subject_id"),
        {"schema": "topics"},
    )
    label, plural, title, scope, audited = (
        N_("Printing of tickets"),
        N_("Printings of tickets"),
        "login",
        "department_id",
        False,
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    ticket_set_id: Mapped[int] = mapped_column(BigInteger)
    subject_id: Mapped[int] = mapped_column(BigInteger)
    department_id: Mapped[int] = mapped_column(BigInteger)
    login: Mapped[str] = text(63, N_("Login"), state=True)
    printed_at: Mapped[datetime] = moment(N_("Printed at"), now=True)
    with_answers: Mapped[bool] = flag(N_("With answers"), default=False)
