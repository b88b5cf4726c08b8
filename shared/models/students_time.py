"""The time line of students: which state of study held from which day to which.

Its schema is `students`. The present period of a student says what the student's row says; earlier ones answer every
question "as of a day". Written by triggers and by the orders that move students, never by people.
"""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.columns import actor, coded, day, moment, refers, text
from shared.models.record import Record
from shared.models.rules import belongs_to, index_key, rule
from shared.models.structure import Unit
from shared.models.students import Group, Specialty, Student
from shared.text import N_

OPENING, ORDERED, CHANGED = "opening", "order", "changed"
ORIGINS = {
    OPENING: N_("Taken over"),
    ORDERED: N_("By an order"),
    CHANGED: N_("Changed by the administrator"),
}


class Period(Record):
    """A period in which the state of a student was one and the same; the present one has no end."""

    __tablename__ = "period"
    __table_args__ = (
        index_key("period_present_key", "student_id", sentence=N_("A student has one present state."),
                  where="ends_on is null"),
        # A day less than the beginning: another state followed on the same day.
        rule("days", "ends_on >= starts_on - 1", N_("The period ends before it begins.")),
        rule("origin", "origin in ('opening', 'order', 'changed')", N_("A period comes from a take-over or an order.")),
        belongs_to("students.student", "student_id"),
        belongs_to("students.specialty", "specialty_id", "faculty_id"),
        belongs_to("students.group", "group_id", "specialty_id", "faculty_id"),
        Index("period_student_idx", "student_id", "starts_on"),
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
