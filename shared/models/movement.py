"""Student movement: orders (buyruq), their lines, who agrees to them, and which transitions exist.

An order is the only way in which the state of a student changes once the student is here; applying it changes all of
its students or none. Rules: VMQ 578 of 13.09.2025, VMQ 344, MoJ reg. 3069.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.columns import actor, coded, day, decimal, flag, moment, refers, text, whole
from shared.models.employees import Employee
from shared.models.grades import PersonalSchedule
from shared.models.record import Record
from shared.models.rules import index_key, key, rule
from shared.models.structure import Unit
from shared.models.students import SCRIPTS, Group, Specialty, Student
from shared.models.students_time import FormerName, Period
from shared.paper_kind import PaperKind
from shared.text import N_

DRAFT, SENT, SIGNED, APPLIED, CANCELLED = "draft", "sent", "signed", "applied", "cancelled"
STATES = {
    DRAFT: N_("Draft order"),
    SENT: N_("Sent to be signed"),
    SIGNED: N_("Signed order"),
    APPLIED: N_("Applied"),
    CANCELLED: N_("Cancelled order"),
}
ENROL, PROMOTE, NEXT_SEMESTER, RETAIN, CONTINUE = "enrol", "promote", "next_semester", "retain", "continue"
LEAVE, EXTEND, RETURN, EXPEL, REINSTATE = "leave", "extend", "return", "expel", "reinstate"
TRANSFER, TRANSFER_OUT, TRANSFER_IN = "transfer", "transfer_out", "transfer_in"
FINISH, BACK_TO_STUDY, PAYMENT, FORM = "finish", "back_to_study", "payment", "form"
DISCIPLINE, STIPEND, TAKE_BACK, RENAME = "discipline", "stipend", "take_back", "rename"
SCHEDULE, GRADUATE, TOPICS = "schedule", "graduate", "topics"
#: What an order does to a student.
ACTS = {
    ENROL: N_("Enrolment"),
    PROMOTE: N_("Promotion to the next year of study"),
    NEXT_SEMESTER: N_("Move to the next semester"),
    RETAIN: N_("Retention in the year of study"),
    CONTINUE: N_("Continuing after retention"),
    LEAVE: N_("Academic leave"),
    EXTEND: N_("Extension of the academic leave"),
    RETURN: N_("Return from academic leave"),
    EXPEL: N_("Expulsion"),
    REINSTATE: N_("Reinstatement"),
    TRANSFER: N_("Transfer inside the university"),
    TRANSFER_OUT: N_("Transfer to another university"),
    TRANSFER_IN: N_("Transfer from another university"),
    GRADUATE: N_("Graduation"),
    FINISH: N_("End of studies without attestation"),
    BACK_TO_STUDY: N_("Return of a graduate to study"),
    PAYMENT: N_("Change of the payment form"),
    FORM: N_("Change of form, language or specialty"),
    RENAME: N_("Change of surname or name"),
    DISCIPLINE: N_("Disciplinary measure"),
    STIPEND: N_("Stipend"),
    SCHEDULE: N_("Personal schedule by order"),
    TOPICS: N_("Thesis topics by order"),
    TAKE_BACK: N_("Taken out of an applied order"),
}
RECEIVER = "faculty"
#: Which office agrees to an order before it is signed.
OFFICES = {
    "accounting": N_("Accounting"),
    "hr": N_("Personnel office"),
    RECEIVER: N_("Receiving faculty"),
}
ASKED, AGREED, REFUSED = "asked", "agreed", "refused"
ANSWERS = {ASKED: N_("Asked for"), AGREED: N_("Agreed"), REFUSED: N_("Refused")}
WRITTEN = SCRIPTS
EXTRACT = PaperKind(
    "extract",
    N_("Extract of an order"),
    prefix="BK",
    facts="movement.extract_facts",
    issuers=("hemis_faculty", "hemis_registrar"),
    readers=("hemis_academic_office",),
    languages=("uz", "oz", "ru"),
)
ORDER = PaperKind(
    "order",
    N_("Order"),
    prefix="BR",
    facts="movement.order_facts",
    issuers=("hemis_academic_office", "hemis_faculty", "hemis_registrar"),
    languages=("uz", "oz", "ru"),
)
LONG = 8000
IN_A_LANGUAGE = N_("An order is written in Uzbek Latin, Uzbek Cyrillic or Russian.")


class Transition(Record):
    """Which act of which type of order leads students of one status to another, and what it needs."""

    __tablename__ = "transition"
    __table_args__ = (key("act", "from_status"), {"schema": "movement"})
    label, plural, title = N_("Transition"), N_("Transitions"), "act"

    act: Mapped[str] = text(24, N_("What the order does"), words=ACTS, state=True)
    order_type: Mapped[str] = coded("h_decree_type", N_("Order type"), state=True)
    from_status: Mapped[str] = coded("h_student_status", N_("Status before"), state=True)
    to_status: Mapped[str] = coded("h_student_status", N_("Status after"), state=True)
    #: The columns of a student that a line of this act may change, with spaces between.
    moves: Mapped[str | None] = text(128, N_("What else changes"), optional=True, state=True)
    #: The list from which a line takes its reason.
    reasons: Mapped[str | None] = text(64, N_("List of reasons"), optional=True, state=True)
    dated: Mapped[bool] = flag(N_("From and until are compulsory"), default=False)
    asks_accounting: Mapped[bool] = flag(N_("Accounting agrees"), default=False)
    asks_hr: Mapped[bool] = flag(N_("The personnel office agrees"), default=False)
    allowed: Mapped[bool] = flag(N_("In use"))


class Series(Record):
    """How the orders of a type are numbered, year by year: what stands before and behind the number."""

    __tablename__ = "series"
    __table_args__ = (
        key("order_type", sentence=N_("This type of order has its series already. Change that one.")),
        {"schema": "movement"},
    )
    label, plural, title = N_("Series of order numbers"), N_("Series of order numbers"), "order_type"

    order_type: Mapped[str] = coded("h_decree_type", N_("Order type"), state=True)
    prefix: Mapped[str | None] = text(12, N_("Before the number"), optional=True)
    suffix: Mapped[str | None] = text(12, N_("Behind the number"), optional=True)
    year: Mapped[int | None] = whole(N_("Year"), minimum=1990, maximum=2100, optional=True, state=True)
    last: Mapped[int] = whole(N_("Last number given"), minimum=0, maximum=999_999, default=0, state=True)


class Template(Record):
    """The words of an order of a type in a language; `{fields}` are filled when the order is printed."""

    __tablename__ = "template"
    __table_args__ = (
        key("order_type", "language", "name"),
        rule("language", "language in ('uz', 'oz', 'ru')", IN_A_LANGUAGE),
        {"schema": "movement"},
    )
    label, plural, title = N_("Template of orders"), N_("Templates of orders"), "name"

    order_type: Mapped[str] = coded("h_decree_type", N_("Order type"))
    language: Mapped[str] = text(2, N_("Language"), words=WRITTEN)
    name: Mapped[str] = text(128, N_("Name"))
    heading: Mapped[str] = text(256, N_("Title of the order"))
    preamble: Mapped[str | None] = text(LONG, N_("Preamble"), optional=True)
    body: Mapped[str | None] = text(LONG, N_("Body of the order"), optional=True)
    closing: Mapped[str | None] = text(LONG, N_("Closing"), optional=True)
    active: Mapped[bool] = flag(N_("In use"))


class Decree(Record):
    """An order: what it says, how far it has come, and who brought it there."""

    __tablename__ = "decree"
    __table_args__ = (
        index_key("decree_number_key", "order_type", "year", "number",
                  sentence=N_("This number was given to another order of the type in that year. Write another one."),
                  where="number is not null"),
        rule("state", "state in ('draft', 'sent', 'signed', 'applied', 'cancelled')",
             N_("An order changes its state by an act only.")),
        rule("language", "language in ('uz', 'oz', 'ru')", IN_A_LANGUAGE),
        rule("signed", "state in ('draft', 'sent') or num_nulls(number, year, signed_on, signed_at) = 0",
             N_("A signed order has a number and a date.")),
        Index("decree_scope_idx", "faculty_id", "state"),
        Index("decree_state_idx", "state", "order_type"),
        {"schema": "movement"},
    )  # fmt: skip
    label, plural, title, scope = N_("Order"), N_("Orders"), "heading", "faculty_id"
    papers = (ORDER,)

    order_type: Mapped[str] = coded("h_decree_type", N_("Order type"))
    act: Mapped[str] = text(24, N_("What the order does"), words=ACTS)
    #: Nobody's, if the order is one of the whole university.
    faculty_id: Mapped[int | None] = refers(Unit, N_("Faculty"), optional=True, covered=False)
    heading: Mapped[str] = text(256, N_("Title of the order"))
    effective_on: Mapped[date] = day(N_("Takes effect on"))
    basis: Mapped[str | None] = text(1000, N_("Basis"), optional=True)
    language: Mapped[str] = text(2, N_("Language"), words=WRITTEN)
    preamble: Mapped[str | None] = text(LONG, N_("Preamble"), optional=True)
    body: Mapped[str | None] = text(LONG, N_("Body of the order"), optional=True)
    closing: Mapped[str | None] = text(LONG, N_("Closing"), optional=True)
    state: Mapped[str] = text(16, N_("State"), words=STATES, state=True)
    number: Mapped[str | None] = text(32, N_("Number"), optional=True, state=True)
    year: Mapped[int | None] = whole(N_("Year"), minimum=1990, maximum=2100, optional=True, state=True)
    signed_on: Mapped[date | None] = day(N_("Signed on"), optional=True)
    signatory_id: Mapped[int | None] = refers(Employee, N_("Signed by"), optional=True)
    lines: Mapped[int] = whole(N_("Number of students"), minimum=0, default=0, state=True)
    made_by: Mapped[str | None] = actor(N_("Drafted by"), optional=True, state=True)
    made_at: Mapped[datetime] = moment(N_("Drafted at"), now=True)
    sent_at: Mapped[datetime | None] = moment(N_("Sent at"), optional=True)
    returned: Mapped[str | None] = text(512, N_("Why it was given back"), optional=True, state=True)
    signed_at: Mapped[datetime | None] = moment(N_("Signature recorded at"), optional=True)
    signed_by: Mapped[str | None] = actor(N_("Signature recorded by"), optional=True, state=True)
    applied_at: Mapped[datetime | None] = moment(N_("Applied at"), optional=True)
    applied_by: Mapped[str | None] = actor(N_("Applied by"), optional=True, state=True)
    cancel_reason: Mapped[str | None] = text(512, N_("Why cancelled"), optional=True, state=True)
    cancel_asked_by: Mapped[str | None] = actor(N_("Cancellation asked for by"), optional=True, state=True)
    cancelled_at: Mapped[datetime | None] = moment(N_("Cancelled at"), optional=True)
    cancelled_by: Mapped[str | None] = actor(N_("Cancelled by"), optional=True, state=True)


class Line(Record):
    """A student in an order: what shall change, and once it is applied the periods before and after.

    The scope is the faculty of the student when the line was written, and the one the student comes to; what an office
    that does not read the student has to know stands in the line.
    """

    __tablename__ = "line"
    __table_args__ = (
        key("decree_id", "student_id", sentence=N_("This student is in the order already.")),
        rule("days", "ends_on >= starts_on", N_("The period ends before it begins. Correct one of the dates.")),
        Index("line_scope_idx", "faculty_id", "decree_id"),
        Index("line_receiver_idx", "new_faculty_id", "decree_id"),
        {"schema": "movement"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Student in an order"),
        N_("Students in orders"),
        "student_name",
        "faculty_id",
    )
    papers = (EXTRACT,)

    decree_id: Mapped[int] = refers(Decree, N_("Order"), covered=False)
    student_id: Mapped[int] = refers(Student, N_("Student"))
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"))
    student_name: Mapped[str] = text(256, N_("Student"))
    student_number: Mapped[str] = text(12, N_("Student number"))
    reason: Mapped[str | None] = text(16, N_("Reason"), optional=True)
    starts_on: Mapped[date | None] = day(N_("From"), optional=True)
    ends_on: Mapped[date | None] = day(N_("Until"), optional=True)
    note: Mapped[str | None] = text(512, N_("Note"), optional=True)
    new_faculty_id: Mapped[int | None] = refers(Unit, N_("To the faculty"), optional=True)
    new_specialty_id: Mapped[int | None] = refers(Specialty, N_("To the specialty"), optional=True)
    new_group_id: Mapped[int | None] = refers(Group, N_("To the group"), optional=True)
    new_course: Mapped[str | None] = coded("h_course", N_("Year of study after"), optional=True)
    new_semester: Mapped[str | None] = coded("h_semester", N_("Semester after"), optional=True)
    new_form: Mapped[str | None] = coded("h_education_form", N_("Education form after"), optional=True)
    new_payment: Mapped[str | None] = coded("h_payment_form", N_("Payment form after"), optional=True)
    new_language: Mapped[str | None] = coded("h_language", N_("Language of study after"), optional=True)
    #: The whole name after an order that changes it: where it has no patronymic, the student has none.
    new_surname: Mapped[str | None] = text(64, N_("Surname after"), spelled=True, optional=True)
    new_given_name: Mapped[str | None] = text(64, N_("Given name after"), spelled=True, optional=True)
    new_patronymic: Mapped[str | None] = text(64, N_("Patronymic after"), spelled=True, optional=True)
    new_cyrillic_name: Mapped[str | None] = text(
        200, N_("Name in Cyrillic after, if not by rule"), optional=True
    )
    #: What the order was decided by, as it was when the line was written.
    gpa: Mapped[Decimal | None] = decimal(N_("GPA of the year"), 4, 2, optional=True)
    debts: Mapped[int | None] = whole(N_("Debts"), minimum=0, optional=True)
    #: The line of an applied order that this one takes back.
    takes_back_id: Mapped[int | None] = refers("movement.line", N_("Taken back"), optional=True)
    #: The personal schedule that the order puts into force.
    schedule_id: Mapped[int | None] = refers(PersonalSchedule, N_("Personal schedule"), optional=True)
    before_id: Mapped[int | None] = refers(Period, N_("State before"), optional=True)
    after_id: Mapped[int | None] = refers(Period, N_("State after"), optional=True)
    former_id: Mapped[int | None] = refers(FormerName, N_("Name before"), optional=True)


class Agreement(Record):
    """That an office agrees to an order, or does not and why."""

    __tablename__ = "agreement"
    __table_args__ = (
        index_key("agreement_office_key", "decree_id", "office", "unit_id",
                  sentence=N_("This office is asked already."), nulls_alike=True),
        rule("office", "office in ('accounting', 'hr', 'faculty') and (office = 'faculty') = (unit_id is not null)",
             N_("Accounting, the personnel office or a faculty agrees.")),
        rule("answer", "answer in ('asked', 'agreed', 'refused')", N_("An office agrees or refuses.")),
        {"schema": "movement"},
    )  # fmt: skip
    label, plural, title, scope = N_("Agreement to an order"), N_("Agreements to orders"), "office", "unit_id"

    decree_id: Mapped[int] = refers(Decree, N_("Order"))
    office: Mapped[str] = text(16, N_("Office"), words=OFFICES)
    unit_id: Mapped[int | None] = refers(Unit, N_("Faculty"), optional=True)
    answer: Mapped[str] = text(16, N_("Answer"), words=ANSWERS, state=True)
    reason: Mapped[str | None] = text(512, N_("Reason"), optional=True)
    answered_by: Mapped[str | None] = actor(N_("Answered by"), optional=True, state=True)
    answered_at: Mapped[datetime | None] = moment(N_("Answered at"), optional=True)
