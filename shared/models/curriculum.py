"""The study process: years, terms and pairs, marking, curricula with their courses, and who takes which course.

Rules: VMQ 824 of 31.12.2020 (credits), MoJ reg. 3069 of 26.09.2018 (marking). An accepted curriculum is locked by
trigger. `faculty_id` is repeated as the scope and made unforgeable by composite foreign keys.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.columns import actor, coded, decimal, flag, moment, refers, text, whole
from shared.models.columns import day as calendar_day
from shared.models.curriculum_year import (
    CLOCK,
    AcademicYear,
    GradeType,
    Holiday,
    MarkingSystem,
    Pair,
    SheetType,
    Term,
)
from shared.models.record import Record
from shared.models.rules import belongs_to, key, rule
from shared.models.structure import Unit
from shared.models.students import Group, Specialty, Student
from shared.models.subjects import Subject
from shared.text import N_

#: Whoever speaks of the study process imports from here, as the schema is one.
__all__ = [
    "CLOCK",
    "AcademicYear",
    "GradeType",
    "Holiday",
    "MarkingSystem",
    "Pair",
    "SheetType",
    "Term",
]

#: Who writes and signs the points of a control; empty: JN practice, ON the lecturer, YaN the examiner.
CONTROL_OWNERS = {
    "practice": N_("Teachers of practice, seminar, laboratory"),
    "lecture": N_("Lecturer"),
    "examiner": N_("Examiner"),
    "commission": N_("Commission"),
}


class Curriculum(Record):
    """What the students of a specialty, form, type and entry year are taught; acceptance locks all below it."""

    __tablename__ = "curriculum"
    __table_args__ = (
        key("id", "faculty_id"),
        key(
            "specialty_id",
            "education_form",
            "entry_year",
            "marking_system_id",
            "variant",
            name="curriculum_plan_key",
        ),
        belongs_to("students.specialty", "specialty_id", "faculty_id"),
        rule(
            "acceptance",
            "(accepted_at is null) = (accepted_by is null)",
            N_("A curriculum is accepted by the academic office, not by writing into it."),
        ),
        Index("curriculum_scope_idx", "faculty_id", "specialty_id"),
        {"schema": "curriculum"},
    )
    label, plural, title, scope = N_("Curriculum"), N_("Curricula"), "name", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    specialty_id: Mapped[int] = refers(Specialty, N_("Specialty"), covered=True)
    name: Mapped[str] = text(256, N_("Name"), spelled=True)
    education_type: Mapped[str] = coded("h_education_type", N_("Education type"))
    education_form: Mapped[str] = coded("h_education_form", N_("Education form"))
    entry_year: Mapped[int] = whole(N_("Entry year"), minimum=1990, maximum=2100)
    variant: Mapped[int] = whole(N_("Variant"), minimum=1, maximum=99, default=1)
    marking_system_id: Mapped[int] = refers(MarkingSystem, N_("Marking system"))
    semesters: Mapped[int] = whole(N_("Semesters"), minimum=1, maximum=12, default=8)
    hours_per_credit: Mapped[int] = whole(N_("Hours per credit"), minimum=25, maximum=30, default=30)
    credits_per_semester: Mapped[int] = whole(N_("Credits per semester"), minimum=1, maximum=60, default=30)
    weekly_ceiling: Mapped[int] = whole(N_("Contact hours a week at most"), minimum=1, maximum=60, default=36)
    accepted_at: Mapped[datetime | None] = moment(N_("Accepted at"), optional=True)
    accepted_by: Mapped[str | None] = actor(N_("Accepted by"), optional=True)


class Semester(Record):
    """A semester of a curriculum with the days it is held on."""

    __tablename__ = "semester"
    __table_args__ = (
        key("id", "curriculum_id", "faculty_id"),
        key("curriculum_id", "number"),
        belongs_to("curriculum.curriculum", "curriculum_id", "faculty_id"),
        rule("period", "ends_on > starts_on", N_("The semester ends before it begins. Correct a date.")),
        Index("semester_scope_idx", "faculty_id", "curriculum_id"),
        {"schema": "curriculum"},
    )
    label, plural, title, scope = N_("Semester"), N_("Semesters"), "number", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    curriculum_id: Mapped[int] = refers(Curriculum, N_("Curriculum"), covered=True)
    number: Mapped[int] = whole(N_("Number"), minimum=1, maximum=12)
    term_id: Mapped[int | None] = refers(Term, N_("Term"), optional=True)
    starts_on: Mapped[date] = calendar_day(N_("From"))
    ends_on: Mapped[date] = calendar_day(N_("Until"))


class Week(Record):
    """A week of a semester and what it is for; odd and even weeks are those of `number`."""

    __tablename__ = "week"
    __table_args__ = (
        key("semester_id", "number"),
        key("semester_id", "starts_on"),
        belongs_to("curriculum.semester", "semester_id", "curriculum_id", "faculty_id"),
        rule(
            "monday", "extract(isodow from starts_on) = 1", N_("A week begins on a Monday. Correct the date.")
        ),
        Index("week_scope_idx", "faculty_id", "semester_id", "curriculum_id"),
        {"schema": "curriculum"},
    )
    label, plural, title, scope = N_("Week"), N_("Weeks"), "number", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    curriculum_id: Mapped[int] = refers(Curriculum, N_("Curriculum"), covered=True)
    semester_id: Mapped[int] = refers(Semester, N_("Semester"), covered=True)
    number: Mapped[int] = whole(N_("Number"), minimum=1, maximum=53)
    kind: Mapped[str] = coded("h_education_week_type", N_("Kind of week"), default="11")
    starts_on: Mapped[date] = calendar_day(N_("Monday"))


class Block(Record):
    """A block of subjects of a curriculum and the credits planned for it."""

    __tablename__ = "block"
    __table_args__ = (
        key("curriculum_id", "kind"),
        belongs_to("curriculum.curriculum", "curriculum_id", "faculty_id"),
        Index("block_scope_idx", "faculty_id", "curriculum_id"),
        {"schema": "curriculum"},
    )
    label, plural, title, scope = N_("Block of subjects"), N_("Blocks of subjects"), "kind", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    curriculum_id: Mapped[int] = refers(Curriculum, N_("Curriculum"), covered=True)
    kind: Mapped[str] = coded("h_subject_block", N_("Block"))
    credits: Mapped[Decimal | None] = decimal(N_("Credits planned"), 5, 1, minimum=Decimal(0), optional=True)


class CurriculumSubject(Record):
    """A subject in a semester of a curriculum: credits, block, kind, sheet, how it ends, who teaches it.

    Electives with the same `choice` in a semester are alternatives: a student takes one of them.
    """

    __tablename__ = "course"
    __table_args__ = (
        key("id", "faculty_id"),
        key("semester_id", "subject_id"),
        belongs_to("curriculum.semester", "semester_id", "curriculum_id", "faculty_id"),
        rule(
            "choice_of_electives",
            "(kind = '12') or (choice is null and seats is null)",
            N_("Only an elective has a choice and seats. Make the subject elective or empty both."),
        ),
        Index("course_scope_idx", "faculty_id", "curriculum_id", "semester_id"),
        {"schema": "curriculum"},
    )
    label, plural, title, scope = (
        N_("Subject of a curriculum"),
        N_("Subjects of curricula"),
        "id",
        "faculty_id",
    )

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    curriculum_id: Mapped[int] = refers(Curriculum, N_("Curriculum"), covered=True)
    semester_id: Mapped[int] = refers(Semester, N_("Semester"), covered=True)
    subject_id: Mapped[int] = refers(Subject, N_("Subject"))
    department_id: Mapped[int | None] = refers(Unit, N_("Department"), optional=True)
    block: Mapped[str | None] = coded("h_subject_block", N_("Block"), optional=True)
    kind: Mapped[str] = coded("h_subject_type", N_("Compulsory or elective"), default="11")
    choice: Mapped[int | None] = whole(N_("Choice"), minimum=1, maximum=99, optional=True)
    seats: Mapped[int | None] = whole(N_("Seats"), minimum=1, maximum=9999, optional=True)
    credits: Mapped[Decimal] = decimal(N_("Credits"), 4, 1, minimum=Decimal(0))
    sheet_type_id: Mapped[int | None] = refers(SheetType, N_("Type of grade sheet"), optional=True)
    ending: Mapped[str] = coded("h_exam_finish", N_("Exam or pass"), default="11")


class SubjectHours(Record):
    """The academic hours of a training type in a course."""

    __tablename__ = "course_hours"
    __table_args__ = (
        key("course_id", "training"),
        belongs_to("curriculum.course", "course_id", "faculty_id"),
        Index("course_hours_scope_idx", "faculty_id", "course_id"),
        {"schema": "curriculum"},
    )
    label, plural, title, scope = (
        N_("Hours of a training type"),
        N_("Hours of training types"),
        "id",
        "faculty_id",
    )

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    course_id: Mapped[int] = refers(CurriculumSubject, N_("Subject of a curriculum"), covered=True)
    training: Mapped[str] = coded("h_training_type", N_("Training type"))
    hours: Mapped[int] = whole(N_("Hours"), minimum=1, maximum=2000)


class Control(Record):
    """The most points that a control of a course can bring."""

    __tablename__ = "control"
    __table_args__ = (
        key("course_id", "kind"),
        belongs_to("curriculum.course", "course_id", "faculty_id"),
        rule(
            "minimum_within",
            "minimum <= maximum",
            N_("The minimum is more than the maximum. Correct one of them."),
        ),
        rule(
            "owner",
            "owner in ('practice', 'lecture', 'examiner', 'commission')",
            N_("A component belongs to teachers of practice, the lecturer, the examiner or a commission."),
        ),
        Index("control_scope_idx", "faculty_id", "course_id"),
        {"schema": "curriculum"},
    )
    label, plural, title, scope = N_("Control"), N_("Controls"), "id", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    course_id: Mapped[int] = refers(CurriculumSubject, N_("Subject of a curriculum"), covered=True)
    kind: Mapped[str] = coded("h_exam_type", N_("Kind of control"))
    maximum: Mapped[Decimal] = decimal(N_("Maximum"), 6, 2, minimum=Decimal(0))
    #: Empty: as the marking system has it. A gate is a minimum that nothing else makes good.
    minimum: Mapped[Decimal | None] = decimal(N_("Minimum"), 6, 2, minimum=Decimal(0), optional=True)
    gate: Mapped[bool] = flag(N_("Has to be reached"), default=False)
    owner: Mapped[str | None] = text(16, N_("Owner"), words=CONTROL_OWNERS, optional=True)


class GroupCurriculum(Record):
    """Which curriculum a group follows."""

    __tablename__ = "group_curriculum"
    __table_args__ = (
        key("group_id"),
        belongs_to("curriculum.curriculum", "curriculum_id", "faculty_id"),
        Index("group_curriculum_scope_idx", "faculty_id", "curriculum_id"),
        {"schema": "curriculum"},
    )
    label, plural, title, scope = N_("Curriculum of a group"), N_("Curricula of groups"), "id", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    curriculum_id: Mapped[int] = refers(Curriculum, N_("Curriculum"), covered=True)
    group_id: Mapped[int] = refers(Group, N_("Group"))


class Registration(Record):
    """A student who takes a course; written by functions that keep seats and choices."""

    __tablename__ = "registration"
    __table_args__ = (
        key("student_id", "course_id"),
        belongs_to("curriculum.course", "course_id", "faculty_id"),
        Index("registration_scope_idx", "faculty_id", "course_id"),
        {"schema": "curriculum"},
    )
    label, plural, title, scope = N_("Registration"), N_("Registrations"), "id", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    course_id: Mapped[int] = refers(CurriculumSubject, N_("Subject of a curriculum"), covered=True)
    student_id: Mapped[int] = refers(Student, N_("Student"))
    registered_at: Mapped[datetime] = moment(N_("Registered at"), now=True)
