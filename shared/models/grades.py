"""Grades: sheets with their components, cells and signatures, appeals, rectifications, and the academic record.

A sheet keeps the faculty it was made in for ever; the record of a student follows the student to the present faculty
and keeps beside it the faculty of its origin. Everything here is written by functions of the database alone, but
results from elsewhere until somebody has accepted them. Rules: MoJ reg. 3069 of 26.09.2018, VMQ 824.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.columns import actor, coded, decimal, flag, moment, refers, text, whole
from shared.models.columns import day as calendar_day
from shared.models.curriculum import CurriculumSubject
from shared.models.employees import Employee
from shared.models.grades_sheet import (
    ABSENT,
    ANNULLED,
    CELL_KINDS,
    CLOSED,
    CONFIRMED,
    EXCUSED,
    FILLED,
    NOT_ADMITTED,
    OPENED,
    OUTCOMES,
    POINTS,
    RECOGNISED,
    SHEET_STATES,
    SIGNED,
    STAMPS,
    Cell,
    Component,
    Grader,
    Line,
    Sheet,
    Stamp,
)
from shared.models.record import Record
from shared.models.rules import belongs_to, index_key, key, rule
from shared.models.structure import Unit
from shared.models.students import Student
from shared.models.subjects import Subject
from shared.roles import ROLES
from shared.text import N_

#: Whoever speaks of grades imports from here, as the schema is one.
__all__ = [
    "ABSENT",
    "ANNULLED",
    "CELL_KINDS",
    "CLOSED",
    "CONFIRMED",
    "EXCUSED",
    "FILLED",
    "NOT_ADMITTED",
    "OPENED",
    "OUTCOMES",
    "POINTS",
    "RECOGNISED",
    "SHEET_STATES",
    "SIGNED",
    "STAMPS",
    "Cell",
    "Component",
    "Grader",
    "Line",
    "Sheet",
    "Stamp",
]

ASKED, AGREED, REFUSED = "asked", "agreed", "refused"
RECTIFICATION_STATES = {ASKED: N_("Asked for"), AGREED: N_("Agreed"), REFUSED: N_("Refused")}
APPEAL_STATES = {
    "filed": N_("Filed"),
    "appointed": N_("Commission appointed"),
    "decided": N_("Decided"),
    "closed": N_("Appeal closed"),
}
DECISIONS = {"kept": N_("Grade kept"), "raised": N_("Grade raised"), "lowered": N_("Grade lowered")}
LINES = {"subject": N_("Subject"), "course_work": N_("Course work"), "practice": N_("Practice")}
SOURCES = {
    "sheet": N_("Grade sheet"),
    "earlier": N_("Before the program"),
    "recognised": N_("Recognised"),
}
SCHEDULE_STATES = {"draft": N_("Draft schedule"), "ordered": N_("By order")}


class Reminder(Record):
    """That somebody was reminded of a late sheet: who reminded whom, on which day, and when it was done."""

    __tablename__ = "reminder"
    __table_args__ = (
        key("sheet_id", "employee_id", "day",
            sentence=N_("This person was reminded of this sheet today already. Remind again tomorrow.")),
        belongs_to("grades.sheet", "sheet_id", "faculty_id"),
        Index("reminder_scope_idx", "faculty_id", "sheet_id"),
        {"schema": "grades"},
    )  # fmt: skip
    label, plural, title, scope = N_("Reminder"), N_("Reminders of late sheets"), "id", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    sheet_id: Mapped[int] = refers(Sheet, N_("Grade sheet"), covered=True)
    employee_id: Mapped[int] = refers(Employee, N_("Reminded person"))
    #: In which role it is the person's turn: a teacher signs, a head confirms.
    role: Mapped[str] = text(40, N_("Role"), words=ROLES)
    day: Mapped[date] = calendar_day(N_("Day of the reminder"))
    at: Mapped[datetime] = moment(N_("Reminded at"), now=True)
    login: Mapped[str] = actor(N_("Reminded by"))
    done_at: Mapped[datetime | None] = moment(N_("Done at"), optional=True)


class Rectification(Record):
    """A change of a closed sheet: numbered, with a reason, asked for by one person and agreed to by another."""

    __tablename__ = "rectification"
    __table_args__ = (
        belongs_to("grades.sheet", "sheet_id", "faculty_id"),
        index_key("rectification_waits_key", "line_id", "component_id",
                  sentence=N_("A rectification of this cell is waiting already."), where="state = 'asked'"),
        rule("two_people", "decided_by <> asked_by",
             N_("Who asks for a rectification does not agree to it. Another person decides.")),
        Index("rectification_scope_idx", "faculty_id", "sheet_id"),
        {"schema": "grades"},
    )  # fmt: skip
    label, plural, title, scope = N_("Rectification"), N_("Rectifications"), "number", "faculty_id"

    number: Mapped[str] = text(16, N_("Number"), unique=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    sheet_id: Mapped[int] = refers(Sheet, N_("Grade sheet"), covered=True)
    line_id: Mapped[int] = refers(Line, N_("Student"))
    component_id: Mapped[int] = refers(Component, N_("Component"))
    old_kind: Mapped[str | None] = text(16, N_("Mark before"), words=CELL_KINDS, optional=True)
    old_points: Mapped[Decimal | None] = decimal(N_("Points before"), 6, 2, optional=True)
    new_kind: Mapped[str] = text(16, N_("New mark"), words=CELL_KINDS)
    new_points: Mapped[Decimal | None] = decimal(N_("New points"), 6, 2, minimum=Decimal(0), optional=True)
    reason: Mapped[str] = text(512, N_("Reason"))
    state: Mapped[str] = text(16, N_("State"), words=RECTIFICATION_STATES, state=True)
    asked_at: Mapped[datetime] = moment(N_("Asked at"), now=True)
    asked_by: Mapped[str] = actor(N_("Asked by"))
    decided_at: Mapped[datetime | None] = moment(N_("Decided at"), optional=True)
    decided_by: Mapped[str | None] = actor(N_("Decided by"), optional=True)
    answer: Mapped[str | None] = text(512, N_("Answer"), optional=True)


class Appeal(Record):
    """The application of a student against a result, its commission and what it decided."""

    __tablename__ = "appeal"
    __table_args__ = (
        belongs_to("grades.sheet", "sheet_id", "faculty_id"),
        key("line_id", "component_id", sentence=N_("This student has appealed against this result already.")),
        Index("appeal_scope_idx", "faculty_id", "sheet_id"),
        {"schema": "grades"},
    )
    label, plural, title, scope = N_("Appeal"), N_("Appeals"), "number", "faculty_id"

    number: Mapped[str] = text(16, N_("Number"), unique=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    sheet_id: Mapped[int] = refers(Sheet, N_("Grade sheet"), covered=True)
    line_id: Mapped[int] = refers(Line, N_("Student"))
    component_id: Mapped[int] = refers(Component, N_("Component"))
    filed_at: Mapped[datetime] = moment(N_("Application received at"))
    reason: Mapped[str] = text(512, N_("Reason"))
    state: Mapped[str] = text(16, N_("State"), words=APPEAL_STATES, state=True)
    decision: Mapped[str | None] = text(16, N_("Decision"), words=DECISIONS, optional=True)
    points: Mapped[Decimal | None] = decimal(N_("Points decided"), 6, 2, minimum=Decimal(0), optional=True)
    conclusion: Mapped[str | None] = text(1024, N_("Conclusion of the commission"), optional=True)
    decided_at: Mapped[datetime | None] = moment(N_("Decided at"), optional=True)
    recorded_by: Mapped[str] = actor(N_("Recorded by"))
    recorded_at: Mapped[datetime] = moment(N_("Recorded at"), now=True)


class AppealMember(Record):
    """A member of the commission of an appeal."""

    __tablename__ = "appeal_member"
    __table_args__ = (
        key("appeal_id", "employee_id"),
        index_key("appeal_chair_key", "appeal_id", where="chair",
                  sentence=N_("A commission has one chair.")),
        Index("appeal_member_scope_idx", "faculty_id", "appeal_id"),
        {"schema": "grades"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Member of the appeal commission"),
        N_("Members of appeal commissions"),
        "id",
        "faculty_id",
    )

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"))
    appeal_id: Mapped[int] = refers(Appeal, N_("Appeal"))
    employee_id: Mapped[int] = refers(Employee, N_("Member"))
    chair: Mapped[bool] = flag(N_("Chair"), default=False)


class Result(Record):
    """A result from before the program, or one of elsewhere that is recognised; accepted by a second person."""

    __tablename__ = "result"
    __table_args__ = (
        belongs_to("students.student", "student_id", "faculty_id", follows=True),
        key("student_id", "subject_id", "semester", "line",
            sentence=N_("This subject of this semester is entered for the student already.")),
        rule("points_or_mark", "num_nonnulls(points, five) = 1",
             N_("Write the points of 100 or the mark of five points, one of the two.")),
        rule("acceptance", "(accepted_at is null) = (accepted_by is null)",
             N_("Results are accepted by the academic office, not by writing into them.")),
        rule("two_people", "accepted_by <> entered_by",
             N_("Who entered a result does not accept it. Another person of the academic office accepts.")),
        Index("result_scope_idx", "faculty_id", "student_id"),
        {"schema": "grades"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Earlier result"),
        N_("Earlier and recognised results"),
        "id",
        "faculty_id",
    )

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    student_id: Mapped[int] = refers(Student, N_("Student"), covered=True)
    subject_id: Mapped[int] = refers(Subject, N_("Subject"))
    line: Mapped[str] = text(16, N_("Kind of line"), words=LINES)
    source: Mapped[str] = text(16, N_("Source"), words=SOURCES)
    year: Mapped[int] = whole(N_("First year of the academic year"), minimum=1990, maximum=2100)
    semester: Mapped[int] = whole(N_("Semester"), minimum=1, maximum=12)
    hours: Mapped[int] = whole(N_("Hours"), minimum=0, maximum=2000)
    credits: Mapped[Decimal] = decimal(N_("Credits"), 4, 1, minimum=Decimal(0))
    ending: Mapped[str] = coded("h_exam_finish", N_("Exam or pass"), default="11")
    #: Points of 100, or a mark of five points; one of the two.
    points: Mapped[Decimal | None] = decimal(N_("Points of 100"), 5, 2, minimum=Decimal(0), optional=True)
    five: Mapped[Decimal | None] = decimal(N_("Mark of five points"), 3, 2, minimum=Decimal(0), optional=True)
    source_document: Mapped[str] = text(256, N_("Source document"))
    entered_by: Mapped[str | None] = actor(N_("Entered by"), optional=True)
    accepted_at: Mapped[datetime | None] = moment(N_("Accepted at"), optional=True)
    accepted_by: Mapped[str | None] = actor(N_("Accepted by"), optional=True)


class AcademicRecord(Record):
    """What a student has got in a subject at an attempt, and whether it is the one that counts and why."""

    __tablename__ = "record"
    __table_args__ = (
        belongs_to("students.student", "student_id", "faculty_id", follows=True),
        index_key("record_counts_key", "student_id", "subject_id", "semester", "line", where="counts",
                  sentence=N_("One result of a subject counts.")),
        Index("record_scope_idx", "faculty_id", "student_id"),
        {"schema": "grades"},
    )  # fmt: skip
    label, plural, title, scope = N_("Line of the academic record"), N_("Academic record"), "id", "faculty_id"
    unfolded = True

    faculty_id: Mapped[int] = refers(Unit, N_("Present faculty"), covered=True)
    origin_id: Mapped[int] = refers(Unit, N_("Faculty of the sheet"))
    department_id: Mapped[int | None] = refers(Unit, N_("Department"), optional=True)
    student_id: Mapped[int] = refers(Student, N_("Student"), covered=True)
    subject_id: Mapped[int] = refers(Subject, N_("Subject"))
    course_id: Mapped[int | None] = refers(CurriculumSubject, N_("Subject of a curriculum"), optional=True)
    line: Mapped[str] = text(16, N_("Kind of line"), words=LINES)
    year: Mapped[int] = whole(N_("First year of the academic year"), minimum=1990, maximum=2100)
    semester: Mapped[int] = whole(N_("Semester"), minimum=1, maximum=12)
    hours: Mapped[int] = whole(N_("Hours"), minimum=0, maximum=2000)
    credits: Mapped[Decimal] = decimal(N_("Credits"), 4, 1)
    ending: Mapped[str] = coded("h_exam_finish", N_("Exam or pass"))
    attempt: Mapped[int] = whole(N_("Attempt"), minimum=1, maximum=9, default=1)
    round: Mapped[int] = whole(N_("Repeat"), minimum=1, maximum=9, default=1)
    points: Mapped[Decimal | None] = decimal(N_("Points of 100"), 5, 2, optional=True)
    mark: Mapped[str | None] = text(4, N_("Mark"), optional=True)
    letter: Mapped[str | None] = text(4, N_("Letter"), optional=True)
    grade: Mapped[Decimal] = decimal(N_("Five-point grade"), 3, 2)
    passed: Mapped[bool] = flag(N_("Passed"), default=False)
    source: Mapped[str] = text(16, N_("Source"), words=SOURCES)
    source_document: Mapped[str | None] = text(256, N_("Source document"), optional=True)
    line_id: Mapped[int | None] = refers(Line, N_("Line of a grade sheet"), optional=True, unique=True)
    result_id: Mapped[int | None] = refers(Result, N_("Earlier result"), optional=True, unique=True)
    counts: Mapped[bool] = flag(N_("Counts"), default=False)
    why: Mapped[str | None] = text(16, N_("Why"), words={
        "only": N_("the only attempt"), "passed": N_("the passed attempt"), "latest": N_("the latest attempt"),
        "superseded": N_("another attempt counts"), "recognised": N_("a recognised result"),
    }, optional=True)  # fmt: skip


class PersonalSchedule(Record):
    """The personal schedule (shaxsiy grafik) of a student: failed subjects to repeat, a draft until its order."""

    __tablename__ = "schedule"
    __table_args__ = (
        belongs_to("students.student", "student_id", "faculty_id", follows=True),
        key("id", "faculty_id", "student_id"),
        rule("order", "(state = 'ordered') = (order_number is not null and order_date is not null)",
             N_("A personal schedule is registered by number and date of its order.")),
        Index("schedule_scope_idx", "faculty_id", "student_id"),
        {"schema": "grades"},
    )  # fmt: skip
    label, plural, title, scope = N_("Personal schedule"), N_("Personal schedules"), "number", "faculty_id"

    number: Mapped[str] = text(16, N_("Number"), unique=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    student_id: Mapped[int] = refers(Student, N_("Student"), covered=True)
    made_on: Mapped[date] = calendar_day(N_("Made on"))
    until: Mapped[date | None] = calendar_day(N_("To be done until"), optional=True)
    subjects: Mapped[int] = whole(N_("Subjects"), minimum=0, default=0)
    credits: Mapped[Decimal] = decimal(N_("Credits"), 5, 1)
    cost: Mapped[Decimal] = decimal(N_("Cost of re-study"), 14, 2)
    state: Mapped[str] = text(16, N_("State"), words=SCHEDULE_STATES, state=True)
    order_number: Mapped[str | None] = text(32, N_("Order number"), optional=True)
    order_date: Mapped[date | None] = calendar_day(N_("Order date"), optional=True)


class ScheduleLine(Record):
    """A subject of a personal schedule: one that was failed, or one of the plan that is to be made up."""

    __tablename__ = "schedule_line"
    __table_args__ = (
        key("schedule_id", "record_id", sentence=N_("This subject is in the personal schedule already.")),
        key("schedule_id", "course_id", sentence=N_("This subject is in the personal schedule already.")),
        rule("failed_or_missing", "num_nonnulls(record_id, course_id) = 1",
             N_("A line of a personal schedule is a failed subject or one of the plan.")),
        belongs_to("grades.schedule", "schedule_id", "faculty_id", "student_id", follows=True),
        Index("schedule_line_scope_idx", "faculty_id", "student_id"),
        Index("schedule_line_schedule_idx", "schedule_id", "faculty_id", "student_id"),
        {"schema": "grades"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Subject of a personal schedule"),
        N_("Subjects of personal schedules"),
        "id",
        "faculty_id",
    )

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    student_id: Mapped[int] = refers(Student, N_("Student"), covered=True)
    schedule_id: Mapped[int] = refers(PersonalSchedule, N_("Personal schedule"), covered=True)
    record_id: Mapped[int | None] = refers(AcademicRecord, N_("Line of the academic record"), optional=True)
    course_id: Mapped[int | None] = refers(CurriculumSubject, N_("Subject of a curriculum"), optional=True)
    until: Mapped[date | None] = calendar_day(N_("To be done until"), optional=True)
