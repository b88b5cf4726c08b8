"""Grade sheets: components with their owners, lines of students, cells of points, and who signed what.

Written by functions of the database alone. Its schema is `grades`.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.columns import actor, coded, decimal, document, flag, moment, refers, text, whole
from shared.models.columns import day as calendar_day
from shared.models.curriculum import CONTROL_OWNERS, CurriculumSubject, SheetType, Term
from shared.models.employees import Employee
from shared.models.record import Record
from shared.models.rules import belongs_to, index_key, key, rule
from shared.models.structure import Unit
from shared.models.students import Group, Student
from shared.models.subjects import Subject
from shared.models.teaching import Class
from shared.text import N_

OPENED, FILLED, SIGNED, CONFIRMED, CLOSED = "opened", "filled", "signed", "confirmed", "closed"
SHEET_STATES = {
    OPENED: N_("Opened"),
    FILLED: N_("Filled"),
    SIGNED: N_("Signed"),
    CONFIRMED: N_("Confirmed"),
    CLOSED: N_("Closed"),
}
POINTS, ABSENT, EXCUSED = "points", "absent", "excused"
NOT_ADMITTED, ANNULLED, RECOGNISED = "not_admitted", "annulled", "recognised"
CELL_KINDS = {
    POINTS: N_("Points"),
    ABSENT: N_("Absent"),
    EXCUSED: N_("Absent, excused"),
    NOT_ADMITTED: N_("Not admitted"),
    ANNULLED: N_("Annulled"),
    RECOGNISED: N_("Recognised"),
}
OUTCOMES = {
    "open": N_("Not complete"),
    "passed": N_("Passed result"),
    "failed": N_("Failed result"),
    "postponed": N_("Postponed"),
}
STAMPS = {
    "opened": N_("Opened"),
    "admitted": N_("Admission decided"),
    "signed": N_("Signed"),
    "returned": N_("Returned"),
    "replaced": N_("Grader replaced"),
    "judge": N_("Member of an appeal commission replaced"),
    "left": N_("Student left the sheet"),
    "joined": N_("Student came from another sheet"),
    "confirmed": N_("Confirmed"),
    "closed": N_("Closed"),
    "appeal": N_("Changed by appeal"),
    "rectified": N_("Rectified"),
}


class Sheet(Record):
    """A grade sheet (qaydnoma): a course, a group or list, an attempt; from opening to closing."""

    __tablename__ = "sheet"
    __table_args__ = (
        key("id", "faculty_id"),
        index_key(
            "sheet_of_group_key", "course_id", "group_id", "list", "sheet_type_id", "attempt", "round",
            sentence=N_("There is a grade sheet of this subject, group and attempt already. Open that one."),
            nulls_alike=True,
        ),
        belongs_to("curriculum.course", "course_id", "faculty_id"),
        rule("state", "state in ('opened', 'filled', 'signed', 'confirmed', 'closed')",
             N_("A grade sheet changes its state by an act only.")),
        Index("sheet_scope_idx", "faculty_id", "term_id", "state"),
        Index("sheet_course_idx", "course_id", "faculty_id"),
        {"schema": "grades"},
    )  # fmt: skip
    label, plural, title, scope = N_("Grade sheet"), N_("Grade sheets"), "number", "faculty_id"

    number: Mapped[str] = text(16, N_("Number"), unique=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    department_id: Mapped[int | None] = refers(Unit, N_("Department"), optional=True)
    term_id: Mapped[int] = refers(Term, N_("Term"))
    course_id: Mapped[int] = refers(CurriculumSubject, N_("Subject of a curriculum"), covered=True)
    subject_id: Mapped[int] = refers(Subject, N_("Subject"))
    sheet_type_id: Mapped[int] = refers(SheetType, N_("Type of grade sheet"))
    group_id: Mapped[int | None] = refers(Group, N_("Group"), optional=True)
    list: Mapped[int] = whole(N_("List"), minimum=1, maximum=99, default=1)
    #: The groups of its students, as people read them.
    name: Mapped[str] = text(256, N_("Students"))
    semester: Mapped[int] = whole(N_("Semester"), minimum=1, maximum=12)
    attempt: Mapped[int] = whole(N_("Attempt"), minimum=1, maximum=9, default=1)
    round: Mapped[int] = whole(N_("Repeat"), minimum=1, maximum=9, default=1)
    state: Mapped[str] = text(16, N_("State"), words=SHEET_STATES, state=True)
    due_on: Mapped[date | None] = calendar_day(N_("To be filled until"), optional=True)
    #: What the marks are made by, as it was when the sheet was opened.
    marking: Mapped[str] = text(8, N_("Marking system"))
    maximum: Mapped[Decimal] = decimal(N_("Highest result"), 6, 2)
    pass_percent: Mapped[Decimal] = decimal(N_("Passed from, %"), 5, 2)
    scale: Mapped[Any] = document(N_("Scale"))
    credits: Mapped[Decimal] = decimal(N_("Credits"), 4, 1)
    hours: Mapped[int] = whole(N_("Hours"), minimum=0, maximum=2000)
    ending: Mapped[str] = coded("h_exam_finish", N_("Exam or pass"))
    students: Mapped[int] = whole(N_("Number of students"), minimum=0, maximum=999, default=0)
    missing: Mapped[int] = whole(N_("Cells missing"), minimum=0, default=0)
    admitted_at: Mapped[datetime | None] = moment(N_("Admission decided at"), optional=True)
    announced_at: Mapped[datetime | None] = moment(N_("Announced at"), optional=True)
    opened_at: Mapped[datetime] = moment(N_("Opened at"), now=True)
    closed_at: Mapped[datetime | None] = moment(N_("Closed at"), optional=True)


class Component(Record):
    """A control in a sheet: its most and least points, its owner, and when all its graders have signed."""

    __tablename__ = "component"
    __table_args__ = (
        key("sheet_id", "kind"),
        belongs_to("grades.sheet", "sheet_id", "faculty_id"),
        Index("component_scope_idx", "faculty_id", "sheet_id"),
        {"schema": "grades"},
    )
    label, plural, title, scope = N_("Component"), N_("Components"), "kind", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    sheet_id: Mapped[int] = refers(Sheet, N_("Grade sheet"), covered=True)
    kind: Mapped[str] = coded("h_exam_type", N_("Kind of control"))
    position: Mapped[int] = whole(N_("Place"), minimum=1, maximum=20)
    maximum: Mapped[Decimal] = decimal(N_("Maximum"), 6, 2)
    minimum: Mapped[Decimal | None] = decimal(N_("Minimum"), 6, 2, optional=True)
    gate: Mapped[bool] = flag(N_("Has to be reached"), default=False)
    final: Mapped[bool] = flag(N_("Final control"), default=False)
    owner: Mapped[str] = text(16, N_("Owner"), words=CONTROL_OWNERS)
    signed_at: Mapped[datetime | None] = moment(N_("Signed at"), optional=True)


class Grader(Record):
    """Who writes and signs a component, for all of its students or for the members of a class."""

    __tablename__ = "grader"
    __table_args__ = (
        index_key(
            "grader_employee_key", "component_id", "employee_id", "class_id",
            sentence=N_("This teacher grades this component already."), nulls_alike=True,
        ),
        belongs_to("grades.sheet", "sheet_id", "faculty_id"),
        Index("grader_scope_idx", "faculty_id", "sheet_id"),
        {"schema": "grades"},
    )  # fmt: skip
    label, plural, title, scope = N_("Grader"), N_("Graders"), "id", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    sheet_id: Mapped[int] = refers(Sheet, N_("Grade sheet"), covered=True)
    component_id: Mapped[int] = refers(Component, N_("Component"))
    employee_id: Mapped[int] = refers(Employee, N_("Teacher"))
    class_id: Mapped[int | None] = refers(Class, N_("Class"), optional=True)
    #: Of the commission of a third attempt; who comes in the place of the chair is the chair.
    chair: Mapped[bool] = flag(N_("Chair"), default=False)
    signed_at: Mapped[datetime | None] = moment(N_("Signed at"), optional=True)


class Line(Record):
    """A student in a sheet: admitted or why not, the total, the mark; the name as it was then."""

    __tablename__ = "line"
    __table_args__ = (
        key("sheet_id", "student_id", sentence=N_("This student is in the grade sheet already.")),
        key("id", "sheet_id"),
        belongs_to("grades.sheet", "sheet_id", "faculty_id"),
        Index("line_scope_idx", "faculty_id", "sheet_id"),
        {"schema": "grades"},
    )
    label, plural, title, scope = (
        N_("Line of a grade sheet"),
        N_("Lines of grade sheets"),
        "name",
        "faculty_id",
    )
    unfolded = True

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    sheet_id: Mapped[int] = refers(Sheet, N_("Grade sheet"), covered=True)
    student_id: Mapped[int] = refers(Student, N_("Student"))
    group_id: Mapped[int | None] = refers(Group, N_("Group"), optional=True)
    position: Mapped[int] = whole(N_("Place"), minimum=1, maximum=999)
    name: Mapped[str] = text(200, N_("Full name"), spelled=True)
    student_number: Mapped[str] = text(12, N_("Student number"))
    #: Why a student may not sit the final: codes with figures; empty means admitted, null not yet decided.
    hindrance: Mapped[Any] = document(N_("Why not admitted"), optional=True)
    total: Mapped[Decimal | None] = decimal(N_("Total"), 6, 2, optional=True)
    mark: Mapped[str | None] = text(4, N_("Mark"), optional=True)
    letter: Mapped[str | None] = text(4, N_("Letter"), optional=True)
    grade: Mapped[Decimal | None] = decimal(N_("Five-point grade"), 3, 2, optional=True)
    outcome: Mapped[str] = text(16, N_("Outcome"), words=OUTCOMES, state=True)


class Cell(Record):
    """What a student has for a component: points, or why there are none."""

    __tablename__ = "cell"
    __table_args__ = (
        key("line_id", "component_id"),
        belongs_to("grades.line", "line_id", "sheet_id"),
        rule("points_or_not", "(kind in ('points', 'recognised')) = (points is not null)",
             N_("Points are written where there are some, and nowhere else.")),
        rule("kind", "kind in ('points', 'absent', 'excused', 'not_admitted', 'annulled', 'recognised')",
             N_("This is no mark of a grade sheet.")),
        Index("cell_scope_idx", "faculty_id", "sheet_id"),
        Index("cell_sheet_idx", "line_id", "sheet_id"),
        {"schema": "grades"},
    )  # fmt: skip
    label, plural, title, scope = N_("Cell of a grade sheet"), N_("Cells of grade sheets"), "id", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    sheet_id: Mapped[int] = refers(Sheet, N_("Grade sheet"), covered=True)
    line_id: Mapped[int] = refers(Line, N_("Line of a grade sheet"), covered=True)
    component_id: Mapped[int] = refers(Component, N_("Component"))
    kind: Mapped[str] = text(16, N_("Kind of mark"), words=CELL_KINDS)
    points: Mapped[Decimal | None] = decimal(N_("Points"), 6, 2, minimum=Decimal(0), optional=True)
    #: Taken over from the attempt before: nobody types it anew.
    carried: Mapped[bool] = flag(N_("Taken over"), default=False)
    #: Reckoned from the rating journal; what is typed over it is entered directly.
    from_journal: Mapped[bool] = flag(N_("From the rating journal"), default=False)
    entered_by: Mapped[str] = actor(N_("Entered by"))
    entered_at: Mapped[datetime] = moment(N_("Entered at"), now=True)


class Stamp(Record):
    """What was done to a sheet, by whom and when, with the SHA-256 of what it said then."""

    __tablename__ = "stamp"
    __table_args__ = (
        belongs_to("grades.sheet", "sheet_id", "faculty_id"),
        Index("stamp_scope_idx", "faculty_id", "sheet_id"),
        {"schema": "grades"},
    )
    label, plural, title, scope = N_("Act on a grade sheet"), N_("Acts on grade sheets"), "act", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    sheet_id: Mapped[int] = refers(Sheet, N_("Grade sheet"), covered=True)
    component_id: Mapped[int | None] = refers(Component, N_("Component"), optional=True)
    act: Mapped[str] = text(16, N_("Act"), words=STAMPS)
    at: Mapped[datetime] = moment(N_("When"), now=True)
    login: Mapped[str] = actor(N_("Who"))
    reason: Mapped[str | None] = text(512, N_("Reason"), optional=True)
    #: Where people change places: who comes, and instead of whom; nobody when one comes beside those there are.
    employee_id: Mapped[int | None] = refers(Employee, N_("Comes"), optional=True)
    instead_of_id: Mapped[int | None] = refers(Employee, N_("Instead of"), optional=True)
    digest: Mapped[str | None] = text(64, N_("SHA-256 of the content"), optional=True)
