"""State attestation commissions (DAK), their sessions, what was held before them; a part of `attestation`."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.attestation_topic import Thesis
from shared.models.columns import actor, day, decimal, flag, moment, refers, text, whole
from shared.models.curriculum import CurriculumSubject
from shared.models.employees import Employee
from shared.models.grades import Line as SheetLine
from shared.models.infrastructure import Room
from shared.models.record import Record
from shared.models.rules import belongs_to, index_key, key, rule
from shared.models.structure import Unit
from shared.models.students import Student
from shared.models.subjects import Subject
from shared.paper_kind import PaperKind
from shared.text import N_

EXAM, DEFENCE = "exam", "defence"
KINDS = {EXAM: N_("State examination"), DEFENCE: N_("Defence of theses")}
CHAIR, DEPUTY, SECRETARY, MEMBER = "chair", "deputy", "secretary", "member"
MEMBER_ROLES = {
    CHAIR: N_("Chair of the commission"),
    DEPUTY: N_("Deputy chair"),
    MEMBER: N_("Member of the commission"),
    SECRETARY: N_("Secretary of the commission"),
}
PLANNED, RUNNING, CLOSED = "planned", "running", "closed"
SITTING_STATES = {
    PLANNED: N_("Session planned"),
    RUNNING: N_("Session running"),
    CLOSED: N_("Session closed"),
}
WAITING, HELD, ABSENT, EXCUSED = "waiting", "held", "absent", "excused"
CANDIDATE_STATES = {
    WAITING: N_("Waiting for the turn"),
    HELD: N_("Heard"),
    ABSENT: N_("Did not come"),
    EXCUSED: N_("Did not come for a good reason"),
}
PASSED, AGAIN, NEW_TOPIC = "passed", "again", "new_topic"
DECISIONS = {
    PASSED: N_("Passed the attestation"),
    AGAIN: N_("May come again"),
    NEW_TOPIC: N_("May come again with another topic"),
}
#: A time of the day in Tashkent.
CLOCK, WRITE_CLOCK = "^([01][0-9]|2[0-3]):[0-5][0-9]$", N_("Write the time as 09:00.")
_ISSUERS = ("hemis_department_head", "hemis_faculty")
_READERS = ("hemis_academic_office", "hemis_registrar")
COMMON_PROTOCOL = PaperKind(
    "attestation-protocol",
    N_("Protocol of an attestation session"),
    prefix="BB",
    facts="attestation.sitting_facts",
    issuers=_ISSUERS,
    readers=_READERS,
    languages=("uz", "oz", "ru"),
)
OWN_PROTOCOL = PaperKind(
    "attestation-student",
    N_("Attestation protocol of a student"),
    prefix="TB",
    facts="attestation.candidate_facts",
    issuers=_ISSUERS,
    readers=_READERS,
    languages=("uz", "oz", "ru"),
)


class Commission(Record):
    """A commission of a department for one academic year; approved by the academic office."""

    __tablename__ = "commission"
    __table_args__ = (
        key("id", "department_id"),
        key("department_id", "year", "name", sentence=N_("A commission of this name is there already.")),
        rule("kind", "kind in ('exam', 'defence')", N_("A commission holds examinations or defences.")),
        rule(
            "approval",
            "(approved_at is null) = (approved_by is null)",
            N_("The academic office approves a commission."),
        ),
        Index("commission_scope_idx", "department_id", "year"),
        {"schema": "attestation"},
    )
    label, plural, title, scope = (
        N_("Attestation commission"),
        N_("Attestation commissions"),
        "name",
        "department_id",
    )

    name: Mapped[str] = text(256, N_("Name of the commission"), spelled=True)
    kind: Mapped[str] = text(16, N_("Kind of attestation"), words=KINDS)
    department_id: Mapped[int] = refers(Unit, N_("Department"))
    #: That of the department; the server fills it in.
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"))
    year: Mapped[int] = whole(N_("First year of the academic year"), minimum=1990, maximum=2100)
    order_number: Mapped[str | None] = text(32, N_("Order number"), optional=True)
    ordered_on: Mapped[date | None] = day(N_("Order date"), optional=True)
    approved_at: Mapped[datetime | None] = moment(N_("Approved at"), optional=True)
    approved_by: Mapped[str | None] = actor(N_("Approved by"), optional=True, state=True)


class Member(Record):
    """Somebody of a commission: an employee or a person from outside, with workplace, position and role."""

    __tablename__ = "member"
    __table_args__ = (
        belongs_to("attestation.commission", "commission_id", "department_id"),
        key("id", "commission_id"),
        key("commission_id", "full_name", sentence=N_("This person is in the commission already.")),
        index_key(
            "member_employee_key",
            "commission_id",
            "employee_id",
            where="employee_id is not null",
            sentence=N_("This person is in the commission already."),
        ),
        index_key(
            "member_chair_key",
            "commission_id",
            where="role = 'chair'",
            sentence=N_("A commission has one chair."),
        ),
        index_key(
            "member_secretary_key",
            "commission_id",
            where="role = 'secretary'",
            sentence=N_("A commission has one secretary."),
        ),
        rule(
            "role",
            "role in ('chair', 'deputy', 'secretary', 'member')",
            N_("A person is chair, deputy, secretary or member of a commission."),
        ),
        Index("member_scope_idx", "department_id", "commission_id"),
        {"schema": "attestation"},
    )
    label, plural, title, scope = (
        N_("Member of an attestation commission"),
        N_("Members of attestation commissions"),
        "full_name",
        "department_id",
    )

    commission_id: Mapped[int] = refers(Commission, N_("Attestation commission"), covered=True)
    department_id: Mapped[int] = refers(Unit, N_("Department"), covered=True)
    role: Mapped[str] = text(16, N_("Role in the commission"), words=MEMBER_ROLES)
    employee_id: Mapped[int | None] = refers(Employee, N_("Employee"), optional=True)
    #: Of an employee the server fills in the name.
    full_name: Mapped[str] = text(200, N_("Full name"), spelled=True, given=True)
    workplace: Mapped[str] = text(256, N_("Workplace"), spelled=True)
    position: Mapped[str] = text(200, N_("Position, degree"), spelled=True)


class Sitting(Record):
    """A session of a commission: its day, room and students; entered while it runs, then closed for good."""

    __tablename__ = "sitting"
    __table_args__ = (
        belongs_to("attestation.commission", "commission_id", "department_id"),
        key("id", "commission_id", "department_id"),
        key("commission_id", "number", sentence=N_("This session of the commission is there already.")),
        rule(
            "state",
            "state in ('planned', 'running', 'closed')",
            N_("A session is opened and closed by acts alone."),
        ),
        rule(
            "started",
            "(state = 'planned') = (started_at is null) and (state = 'closed') = (closed_at is not null)",
            N_("A session is opened and closed by acts alone."),
        ),
        Index("sitting_scope_idx", "department_id", "day"),
        Index("sitting_commission_idx", "commission_id", "department_id"),
        {"schema": "attestation"},
    )
    label, plural, title, scope = (
        N_("Attestation session"),
        N_("Attestation sessions"),
        "number",
        "department_id",
    )
    papers = (COMMON_PROTOCOL,)

    commission_id: Mapped[int] = refers(Commission, N_("Attestation commission"), covered=True)
    department_id: Mapped[int] = refers(Unit, N_("Department"), covered=True)
    #: The next one of the commission, if the server gives it.
    number: Mapped[int] = whole(N_("Number of the session"), minimum=1, maximum=999, given=True)
    day: Mapped[date] = day(N_("Day"))
    starts: Mapped[str] = text(5, N_("Begins at"), pattern=CLOCK, sentence=WRITE_CLOCK)
    room_id: Mapped[int | None] = refers(Room, N_("Room"), optional=True)
    #: Of a state examination.
    subject_id: Mapped[int | None] = refers(Subject, N_("Subject of the examination"), optional=True)
    state: Mapped[str] = text(16, N_("State"), words=SITTING_STATES, state=True)
    students: Mapped[int] = whole(N_("Number of students"), minimum=0, default=0, state=True)
    started_at: Mapped[datetime | None] = moment(N_("Opened at"), optional=True)
    closed_at: Mapped[datetime | None] = moment(N_("Closed at"), optional=True)
    closed_by: Mapped[str | None] = actor(N_("Closed by"), optional=True, state=True)


class Presence(Record):
    """That a member is at a session, or has left it."""

    __tablename__ = "presence"
    __table_args__ = (
        belongs_to("attestation.sitting", "sitting_id", "commission_id", "department_id"),
        belongs_to("attestation.member", "member_id", "commission_id"),
        key("sitting_id", "member_id"),
        Index("presence_scope_idx", "department_id", "sitting_id"),
        Index("presence_sitting_idx", "sitting_id", "commission_id", "department_id"),
        Index("presence_member_idx", "member_id", "commission_id"),
        {"schema": "attestation"},
    )
    label, plural, title, scope = (
        N_("Presence of a member"),
        N_("Presence of members"),
        "id",
        "department_id",
    )

    sitting_id: Mapped[int] = refers(Sitting, N_("Attestation session"), covered=True)
    commission_id: Mapped[int] = refers(Commission, N_("Attestation commission"), covered=True)
    department_id: Mapped[int] = refers(Unit, N_("Department"), covered=True)
    member_id: Mapped[int] = refers(Member, N_("Member"), covered=True)
    present: Mapped[bool] = flag(N_("Is present"))


class Candidate(Record):
    """A student before a commission: the place in the list, and what was heard and decided.

    Once the session is closed the result stands in the grade sheet of `line_id`; what the protocol says stays here.
    """

    __tablename__ = "candidate"
    __table_args__ = (
        belongs_to("attestation.sitting", "sitting_id", "commission_id", "department_id"),
        key("id", "sitting_id", "department_id"),
        key("sitting_id", "student_id", sentence=N_("This student is in the list of the session already.")),
        key(
            "sitting_id",
            "position",
            at_the_end=True,
            sentence=N_("Two students have the same place in the list."),
        ),
        key("commission_id", "protocol", sentence=N_("This number of a protocol was given already.")),
        rule(
            "state",
            "state in ('waiting', 'held', 'absent', 'excused')",
            N_("A student is heard, absent or waiting."),
        ),
        rule(
            "decision",
            "decision in ('passed', 'again', 'new_topic')",
            N_("This is no decision of a commission."),
        ),
        rule("times", "ended >= began", N_("A defence ends after it begins.")),
        Index("candidate_scope_idx", "department_id", "sitting_id"),
        Index("candidate_sitting_idx", "sitting_id", "commission_id", "department_id"),
        {"schema": "attestation"},
    )
    label, plural, title, scope = (
        N_("Student before a commission"),
        N_("Students before commissions"),
        "name",
        "department_id",
    )
    papers = (OWN_PROTOCOL,)

    sitting_id: Mapped[int] = refers(Sitting, N_("Attestation session"), covered=True)
    commission_id: Mapped[int] = refers(Commission, N_("Attestation commission"), covered=True)
    department_id: Mapped[int] = refers(Unit, N_("Department"), covered=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"))
    student_id: Mapped[int] = refers(Student, N_("Student"))
    course_id: Mapped[int] = refers(CurriculumSubject, N_("Subject of a curriculum"))
    group_id: Mapped[int] = refers("students.group", N_("Group"))
    thesis_id: Mapped[int | None] = refers(Thesis, N_("Thesis"), optional=True)
    #: Whose supervision it is, so that the supervisor reads it.
    supervisor_id: Mapped[int | None] = refers(Employee, N_("Supervisor"), optional=True)
    position: Mapped[int] = whole(N_("Place"), minimum=1, maximum=999)
    name: Mapped[str] = text(256, N_("Student"), spelled=True)
    student_number: Mapped[str] = text(12, N_("Student number"))
    #: The topic of the order, or the subject of the examination.
    topic: Mapped[str] = text(512, N_("Topic or subject"), spelled=True)
    attempt: Mapped[int] = whole(N_("Attempt"), minimum=1, maximum=9, default=1)
    #: By what the score is marked, as it was when the student was listed.
    maximum: Mapped[Decimal] = decimal(N_("Highest result"), 6, 2)
    pass_percent: Mapped[Decimal] = decimal(N_("Passed from, %"), 5, 2)
    state: Mapped[str] = text(16, N_("State"), words=CANDIDATE_STATES, state=True)
    questions: Mapped[str | None] = text(2000, N_("Questions"), optional=True)
    supervisor_points: Mapped[Decimal | None] = decimal(
        N_("Mark of the supervisor"), 6, 2, minimum=Decimal(0), optional=True
    )
    reviewer_points: Mapped[Decimal | None] = decimal(
        N_("Mark of the reviewer"), 6, 2, minimum=Decimal(0), optional=True
    )
    score: Mapped[Decimal | None] = decimal(N_("Score"), 6, 2, minimum=Decimal(0), optional=True)
    mark: Mapped[str | None] = text(4, N_("Mark"), optional=True)
    grade: Mapped[Decimal | None] = decimal(N_("Five-point grade"), 3, 2, optional=True)
    decision: Mapped[str | None] = text(16, N_("Decision of the commission"), words=DECISIONS, optional=True)
    honours: Mapped[bool] = flag(N_("Honours proposed"), default=False)
    began: Mapped[str | None] = text(5, N_("Began at"), optional=True, pattern=CLOCK, sentence=WRITE_CLOCK)
    ended: Mapped[str | None] = text(5, N_("Ended at"), optional=True, pattern=CLOCK, sentence=WRITE_CLOCK)
    protocol: Mapped[int | None] = whole(
        N_("Number of the protocol"), minimum=1, maximum=99999, optional=True
    )
    line_id: Mapped[int | None] = refers(SheetLine, N_("Line of a grade sheet"), unique=True, optional=True)
    entered_by: Mapped[str | None] = actor(N_("Entered by"), optional=True)
    entered_at: Mapped[datetime | None] = moment(N_("Entered at"), optional=True)


class Vote(Record):
    """The points that a member gives a student."""

    __tablename__ = "vote"
    __table_args__ = (
        belongs_to("attestation.candidate", "candidate_id", "sitting_id", "department_id"),
        key("candidate_id", "member_id"),
        Index("vote_scope_idx", "department_id", "sitting_id"),
        Index("vote_candidate_idx", "candidate_id", "sitting_id", "department_id"),
        {"schema": "attestation"},
    )
    label, plural, title, scope = N_("Mark of a member"), N_("Marks of members"), "id", "department_id"

    candidate_id: Mapped[int] = refers(Candidate, N_("Student before a commission"), covered=True)
    sitting_id: Mapped[int] = refers(Sitting, N_("Attestation session"), covered=True)
    department_id: Mapped[int] = refers(Unit, N_("Department"), covered=True)
    member_id: Mapped[int] = refers(Member, N_("Member"))
    points: Mapped[Decimal] = decimal(N_("Points"), 6, 2, minimum=Decimal(0))
