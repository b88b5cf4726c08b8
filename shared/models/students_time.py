"""The time line of students: which state of study held from which day to which, and under which name.

Its schema is `students`. The present period of a student says what the student's row says; earlier ones answer every
question "as of a day". Written by triggers and by the orders that move students, never by people.
"""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped

from shared.models.columns import actor, coded, computed, day, moment, refers, text, whole
from shared.models.person import NAME
from shared.models.record import Record
from shared.models.rules import belongs_to, index_key, key, rule
from shared.models.structure import Unit
from shared.models.students import Group, Specialty, Student
from shared.text import N_

OPENING, ORDERED, CHANGED, MERGED = "opening", "order", "changed", "merged"
ORIGINS = {
    OPENING: N_("Taken over"),
    ORDERED: N_("By an order"),
    CHANGED: N_("Changed by the administrator"),
    MERGED: N_("Merged into another row"),
}


class Period(Record):
    """A period in which the state of a student was one and the same; the present one has no end."""

    __tablename__ = "period"
    __table_args__ = (
        index_key("period_present_key", "student_id", sentence=N_("A student has one present state."),
                  where="ends_on is null"),
        # A day less than the beginning: another state followed on the same day.
        rule("days", "ends_on >= starts_on - 1", N_("The period ends before it begins.")),
        rule("origin", "origin in ('opening', 'order', 'changed', 'merged')",
             N_("A period comes from a take-over or an order.")),
        belongs_to("students.student", "student_id"),
        belongs_to("students.specialty", "specialty_id", "faculty_id"),
        belongs_to("students.group", "group_id", "specialty_id", "faculty_id"),
        Index("period_student_idx", "student_id", "starts_on"),
        # Those of a day on which another state followed: few, and asked for by every balance.
        Index("period_empty_idx", "student_id", postgresql_where=sql("ends_on < starts_on")),
        Index(
            "period_moved_idx",
            "starts_on",
            postgresql_where=sql("coalesce(act, '') not in ('next_semester', 'promote')"),
        ),
        Index("period_scope_idx", "faculty_id", "starts_on"),
        Index("period_specialty_idx", "specialty_id", "faculty_id"),
        Index("period_group_idx", "group_id", "specialty_id", "faculty_id"),
        {"schema": "students"},
    )  # fmt: skip
    label, plural, title, scope = N_("Period of study"), N_("Periods of study"), "starts_on", "faculty_id"
    #: It is history itself: who wrote it stands in the row, and the order in its own table.
    audited = False

    student_id: Mapped[int] = refers(Student, N_("Student"), covered=True)
    starts_on: Mapped[date] = day(N_("From"))
    ends_on: Mapped[date | None] = day(N_("Until"), optional=True)
    origin: Mapped[str] = text(16, N_("Where it comes from"), words=ORIGINS)
    #: What the order did that began it; a count of years need not look into the orders for it.
    act: Mapped[str | None] = text(24, N_("What the order does"), optional=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    specialty_id: Mapped[int] = refers(Specialty, N_("Specialty"), covered=True)
    group_id: Mapped[int | None] = refers(Group, N_("Group"), optional=True, covered=True)
    education_type: Mapped[str] = coded("h_education_type", N_("Education type"))
    education_form: Mapped[str] = coded("h_education_form", N_("Education form"))
    payment_form: Mapped[str] = coded("h_payment_form", N_("Payment form"))
    kind: Mapped[str] = coded("h_student_type", N_("Student type"))
    language: Mapped[str] = coded("h_language", N_("Language of study"))
    year_of_study: Mapped[str] = coded("h_course", N_("Year of study"), stored_as="course")
    semester: Mapped[str] = coded("h_semester", N_("Semester"))
    status: Mapped[str] = coded("h_student_status", N_("Status"))
    recorded_at: Mapped[datetime] = moment(N_("Recorded at"), now=True)
    recorded_by: Mapped[str | None] = actor(N_("Recorded by"), optional=True)
    #: The file from which the student was taken over.
    source: Mapped[str | None] = text(255, N_("Source file"), optional=True)


class FormerName(Record):
    """A name that a student had until a day: papers of that time have it, and the student is found by it.

    Written by the orders that change names alone; the line of the order refers to it.
    """

    __tablename__ = "former_name"
    __table_args__ = (
        belongs_to("students.student", "student_id", "faculty_id", follows=True),
        Index("former_name_scope_idx", "faculty_id", "student_id"),
        Index("former_name_student_idx", "student_id"),
        {"schema": "students"},
    )
    label, plural, title, scope = N_("Former name"), N_("Former names"), "full_name", "faculty_id"
    audited = False

    student_id: Mapped[int] = refers(Student, N_("Student"), covered=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    surname: Mapped[str] = text(64, N_("Surname"), spelled=True)
    given_name: Mapped[str] = text(64, N_("Given name"), spelled=True)
    patronymic: Mapped[str | None] = text(64, N_("Patronymic"), spelled=True, optional=True)
    cyrillic_name: Mapped[str | None] = text(200, N_("Name in Cyrillic, if not by rule"), optional=True)
    full_name: Mapped[str] = computed(N_("Full name"), NAME, spelled=True)
    until: Mapped[date] = day(N_("Until"))


class TakeOver(Record):
    """That the take-over is closed: who was here when the program began has been entered; there is one row then."""

    __tablename__ = "take_over"
    __table_args__ = (
        key("sole", sentence=N_("The take-over is closed already.")),
        rule("single", "sole = 1", N_("The take-over is closed once.")),
        {"schema": "students"},
    )
    label, plural, title = N_("Take-over"), N_("Take-over"), "closed_on"

    sole: Mapped[int] = whole(N_("Single row"), default=1)
    closed_on: Mapped[date] = day(N_("Closed on"))
    students: Mapped[int] = whole(N_("Number of students"), minimum=0)
    closed_by: Mapped[str] = actor(N_("Closed by"))
    closed_at: Mapped[datetime] = moment(N_("Closed at"), now=True)
