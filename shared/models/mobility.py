"""Academic mobility: students who study elsewhere for a while or come from elsewhere, and their learning agreements."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.columns import coded, day, decimal, refers, text, whole
from shared.models.grades import Result
from shared.models.record import Record
from shared.models.rules import belongs_to, key, rule
from shared.models.structure import Unit
from shared.models.students import Student
from shared.models.subjects import Subject
from shared.text import N_

INCOMING, OUTGOING = "incoming", "outgoing"
DIRECTIONS = {INCOMING: N_("Comes from elsewhere"), OUTGOING: N_("Goes elsewhere")}
AGREED, DROPPED = "agreed", "dropped"
STATES = {AGREED: N_("In the agreement"), DROPPED: N_("Taken off the agreement")}


class Exchange(Record):
    """A student's period of study at a partner, or here from a partner."""

    __tablename__ = "exchange"
    __table_args__ = (
        belongs_to("students.student", "student_id", "faculty_id", follows=True),
        key("id", "student_id", "faculty_id", name="exchange_scope_key"),
        key("student_id", "direction", "starts_on",
            sentence=N_("This exchange of the student is entered already. Change that one.")),
        rule("direction", "direction in ('incoming', 'outgoing')", N_("A student comes or goes.")),
        rule("period", "ends_on > starts_on", N_("The exchange ends before it begins. Correct one of the dates.")),
        Index("exchange_scope_idx", "faculty_id", "student_id"),
        {"schema": "mobility"},
    )  # fmt: skip
    label, plural, title, scope = N_("Student exchange"), N_("Student exchanges"), "partner", "faculty_id"

    student_id: Mapped[int] = refers(Student, N_("Student"), covered=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    direction: Mapped[str] = text(16, N_("Direction of the exchange"), words=DIRECTIONS)
    partner: Mapped[str] = text(256, N_("Partner"))
    country: Mapped[str] = coded("h_country", N_("Country"))
    programme: Mapped[str] = text(256, N_("Programme"))
    starts_on: Mapped[date] = day(N_("From"))
    ends_on: Mapped[date] = day(N_("Until"))
    document: Mapped[str] = text(256, N_("Exchange document"))


class AgreedSubject(Record):
    """A subject of a learning agreement: what is studied at the partner, and as what it is recognised.

    A recognised result is entered and accepted as all are; the agreement names it.
    """

    __tablename__ = "agreed_subject"
    __table_args__ = (
        belongs_to("mobility.exchange", "exchange_id", "student_id", "faculty_id", follows=True),
        key("exchange_id", "name", sentence=N_("This subject is in the agreement already.")),
        rule("state", "state in ('agreed', 'dropped')", N_("A subject is in the agreement or taken off it.")),
        Index("agreed_subject_scope_idx", "faculty_id", "exchange_id"),
        Index("agreed_subject_exchange_idx", "exchange_id", "student_id", "faculty_id"),
        {"schema": "mobility"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Subject of a learning agreement"),
        N_("Learning agreement"),
        "name",
        "faculty_id",
    )

    exchange_id: Mapped[int] = refers(Exchange, N_("Student exchange"), covered=True)
    student_id: Mapped[int] = refers(Student, N_("Student"), covered=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    name: Mapped[str] = text(256, N_("Subject at the partner"))
    hours: Mapped[int | None] = whole(N_("Hours"), minimum=1, maximum=2000, optional=True)
    credits: Mapped[Decimal] = decimal(N_("Credits"), 4, 1, minimum=Decimal("0.1"))
    subject_id: Mapped[int | None] = refers(Subject, N_("Recognised as"), optional=True)
    state: Mapped[str] = text(16, N_("State"), words=STATES)
    mark: Mapped[str | None] = text(32, N_("Mark of the partner"), optional=True)
    result_id: Mapped[int | None] = refers(Result, N_("Recognised result"), optional=True)
