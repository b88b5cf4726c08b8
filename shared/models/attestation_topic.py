"""A student's thesis and the topics that teachers offer; a part of the schema `attestation`."""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.columns import coded, day, refers, text, whole
from shared.models.employees import Employee
from shared.models.record import Record
from shared.models.rules import belongs_to, key, rule
from shared.models.structure import Unit
from shared.models.students import Student
from shared.text import N_

OPEN, APPROVED, CHANGING = "open", "approved", "changing"
THESIS_STATES = {
    OPEN: N_("Topic being chosen"),
    APPROVED: N_("Topic approved by order"),
    CHANGING: N_("Topic being changed"),
}
#: How long a title may be, on the diploma too, and how short is no title.
TITLE_LENGTH, TITLE_MINIMUM = 300, 10


class Offer(Record):
    """A free topic that a teacher offers to students of a department."""

    __tablename__ = "offer"
    __table_args__ = (
        key("id", "department_id"),
        key(
            "department_id",
            "year",
            "title_uz",
            sentence=N_("This topic is offered already. Offer another one."),
        ),
        Index("offer_scope_idx", "department_id", "year"),
        {"schema": "attestation"},
    )
    label, plural, title, scope = N_("Free topic"), N_("Free topics"), "title_uz", "department_id"

    #: The department in which the teacher works now; the server fills it in.
    department_id: Mapped[int] = refers(Unit, N_("Department"))
    supervisor_id: Mapped[int] = refers(Employee, N_("Supervisor"))
    year: Mapped[int] = whole(N_("First year of the academic year"), minimum=1990, maximum=2100)
    education_type: Mapped[str] = coded("h_education_type", N_("Education type"))
    title_uz: Mapped[str] = text(TITLE_LENGTH, N_("Topic in Uzbek"), spelled=True)
    title_en: Mapped[str | None] = text(TITLE_LENGTH, N_("Topic in English"), optional=True)
    about: Mapped[str | None] = text(1000, N_("What it is about"), optional=True)


class Thesis(Record):
    """The thesis of a student: topic, supervisor, adviser and reviewers, and how far it has come."""

    __tablename__ = "thesis"
    __table_args__ = (
        belongs_to("students.student", "student_id", "faculty_id", follows=True),
        key("id", "department_id"),
        key("student_id", sentence=N_("This student has a thesis already. Change that one.")),
        rule(
            "state",
            "state in ('open', 'approved', 'changing')",
            N_("A thesis is approved by an order alone."),
        ),
        rule(
            "outside",
            "outside_place is null or outside_reviewer is not null",
            N_("Write the name of the external reviewer beside the workplace."),
        ),
        rule(
            "reviewer",
            "reviewer_id <> supervisor_id",
            N_("Who supervises a thesis does not review it. Choose another reviewer."),
        ),
        rule(
            "adviser",
            "adviser_id <> supervisor_id",
            N_("Who supervises a thesis is not its adviser too. Choose another adviser."),
        ),
        Index("thesis_scope_idx", "department_id", "year"),
        Index("thesis_faculty_idx", "faculty_id", "student_id"),
        {"schema": "attestation"},
    )
    label, plural, title, scope = N_("Thesis"), N_("Theses"), "student_name", "faculty_id"

    student_id: Mapped[int] = refers(Student, N_("Student"), covered=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    department_id: Mapped[int] = refers(Unit, N_("Department"))
    student_name: Mapped[str] = text(256, N_("Student"), spelled=True)
    student_number: Mapped[str] = text(12, N_("Student number"))
    group_name: Mapped[str | None] = text(64, N_("Group"), optional=True)
    education_type: Mapped[str] = coded("h_education_type", N_("Education type"))
    #: The academic year in which it is to be defended.
    year: Mapped[int] = whole(N_("First year of the academic year"), minimum=1990, maximum=2100)
    title_uz: Mapped[str | None] = text(TITLE_LENGTH, N_("Topic in Uzbek"), spelled=True, optional=True)
    title_en: Mapped[str | None] = text(TITLE_LENGTH, N_("Topic in English"), optional=True)
    supervisor_id: Mapped[int | None] = refers(Employee, N_("Supervisor"), optional=True)
    adviser_id: Mapped[int | None] = refers(Employee, N_("Adviser"), optional=True)
    reviewer_id: Mapped[int | None] = refers(Employee, N_("Internal reviewer"), optional=True)
    outside_reviewer: Mapped[str | None] = text(200, N_("External reviewer"), spelled=True, optional=True)
    outside_place: Mapped[str | None] = text(
        256, N_("Workplace of the external reviewer"), spelled=True, optional=True
    )
    offer_id: Mapped[int | None] = refers(Offer, N_("Free topic"), unique=True, optional=True)
    state: Mapped[str] = text(16, N_("State"), words=THESIS_STATES, state=True)
    #: The last order that approved it.
    order_number: Mapped[str | None] = text(32, N_("Order number"), optional=True, state=True)
    ordered_on: Mapped[date | None] = day(N_("Order date"), optional=True)
