"""Clearance sheets (aylanma varaqa): what a student who leaves still owes to the offices of the university.

An open point never stops an order; it keeps the personal file, and at graduation the diploma, from being handed out.
"""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.columns import actor, flag, moment, refers, text, whole
from shared.models.movement import Decree
from shared.models.record import Record
from shared.models.rules import belongs_to, index_key, key, rule
from shared.models.structure import Unit
from shared.models.students import Student
from shared.paper_kind import PaperKind
from shared.text import N_

ACCOUNTING, HR, FACULTY, SERVICE = "accounting", "hr", "faculty", "service"
#: Which office confirms a point.
OFFICES = {
    ACCOUNTING: N_("Accounting"),
    HR: N_("Personnel office"),
    FACULTY: N_("Dean's office of the student"),
    SERVICE: N_("Service unit (library, dormitory, archive)"),
}
LEAVING, GRADUATION = "leaving", "graduation"
#: Why a student gets a sheet.
OCCASIONS = {LEAVING: N_("Expulsion or transfer to another university"), GRADUATION: N_("Graduation")}
OPEN, CONFIRMED, OBJECTED = "open", "confirmed", "objected"
ANSWERS = {OPEN: N_("Not answered yet"), CONFIRMED: N_("Nothing is owed"), OBJECTED: N_("Something is owed")}


class Point(Record):
    """A point of clearance sheets: what is confirmed, by which office, and on which occasions."""

    __tablename__ = "point"
    __table_args__ = (
        key("name_uz", sentence=N_("There is a point of this name already. Change that one.")),
        rule("office", "office in ('accounting', 'hr', 'faculty', 'service')",
             N_("A point is confirmed by accounting, the personnel office, the dean's office or a service unit.")),
        rule("unit", "(office = 'service') = (unit_id is not null)",
             N_("A point of a service unit names the unit; no other point does.")),
        {"schema": "clearance"},
    )  # fmt: skip
    label, plural, title = N_("Point of clearance sheets"), N_("Points of clearance sheets"), "name_uz"

    name_uz: Mapped[str] = text(128, N_("Name (Uzbek Latin)"))
    name_oz: Mapped[str | None] = text(128, N_("Name (Uzbek Cyrillic)"), optional=True)
    name_ru: Mapped[str | None] = text(128, N_("Name (Russian)"), optional=True)
    name_en: Mapped[str | None] = text(128, N_("Name (English)"), optional=True)
    office: Mapped[str] = text(16, N_("Confirmed by"), words=OFFICES)
    unit_id: Mapped[int | None] = refers(Unit, N_("Service unit"), optional=True)
    at_leaving: Mapped[bool] = flag(N_("At expulsion or transfer"))
    at_graduation: Mapped[bool] = flag(N_("At graduation"))
    place: Mapped[int] = whole(N_("Place on the sheet"), minimum=1, maximum=99, default=1)
    active: Mapped[bool] = flag(N_("In use"))


PAPER = PaperKind(
    "clearance-sheet",
    N_("Clearance sheet"),
    prefix="AV",
    facts="clearance.sheet_facts",
    issuers=("hemis_faculty", "hemis_academic_office", "hemis_registrar"),
    languages=("uz", "oz", "ru"),
)


class Sheet(Record):
    """The clearance sheet of a student; an office that reads no students finds name, number and group in it."""

    __tablename__ = "sheet"
    __table_args__ = (
        index_key("sheet_standing_key", "student_id",
                  sentence=N_("This student has a clearance sheet already. Open that one."),
                  where="handed_at is null and withdrawn_at is null"),
        rule("occasion", "occasion in ('leaving', 'graduation')", N_("A sheet is for leaving or for graduation.")),
        rule("handed", "num_nulls(handed_at, handed_by, handed_to) in (0, 3)"
             " and (handed_at is null or open_points = 0)",
             N_("The personal file is handed out when no point is open, and to somebody.")),
        rule("withdrawn", "num_nulls(withdrawn_at, withdrawn_by, withdraw_reason) in (0, 3)"
             " and (withdrawn_at is null or handed_at is null)",
             N_("A sheet is withdrawn with a reason, and not after the file was handed out.")),
        belongs_to("students.student", "student_id", "faculty_id", follows=True),
        Index("sheet_scope_idx", "faculty_id", "student_id"),
        {"schema": "clearance"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Clearance sheet"),
        N_("Clearance sheets"),
        "student_name",
        "faculty_id",
    )
    papers = (PAPER,)

    student_id: Mapped[int] = refers(Student, N_("Student"), covered=True, state=True)
    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True, state=True)
    student_name: Mapped[str] = text(256, N_("Student"), state=True, spelled=True)
    student_number: Mapped[str] = text(12, N_("Student number"), state=True)
    group_name: Mapped[str | None] = text(64, N_("Group"), optional=True, state=True)
    occasion: Mapped[str] = text(16, N_("Occasion"), words=OCCASIONS, state=True)
    decree_id: Mapped[int | None] = refers(Decree, N_("Order"), optional=True, state=True)
    opened_by: Mapped[str | None] = actor(N_("Opened by"), optional=True, state=True)
    opened_at: Mapped[datetime] = moment(N_("Opened at"), now=True)
    open_points: Mapped[int] = whole(N_("Open points"), minimum=0, default=0, state=True)
    handed_at: Mapped[datetime | None] = moment(N_("File handed out at"), optional=True)
    handed_by: Mapped[str | None] = actor(N_("File handed out by"), optional=True, state=True)
    handed_to: Mapped[str | None] = text(256, N_("File handed to"), optional=True, state=True)
    withdrawn_at: Mapped[datetime | None] = moment(N_("Withdrawn at"), optional=True)
    withdrawn_by: Mapped[str | None] = actor(N_("Withdrawn by"), optional=True, state=True)
    withdraw_reason: Mapped[str | None] = text(256, N_("Why withdrawn"), optional=True, state=True)


class Line(Record):
    """A point on the sheet of a student, and what its office says.

    Office and unit stand here as they were when the sheet was opened: a point that moves to another office later
    leaves the sheets alone that are under way.
    """

    __tablename__ = "line"
    __table_args__ = (
        key("sheet_id", "point_id", sentence=N_("This point is on the sheet already.")),
        rule("answer", "answer in ('open', 'confirmed', 'objected')", N_("A point is confirmed or something is owed.")),
        rule("answered", "(answer = 'open') = (answered_at is null) and (answered_at is null) = (answered_by is null)",
             N_("Who answers a point, and when, is recorded.")),
        rule("owed", "answer <> 'objected' or note is not null", N_("Say what is owed.")),
        Index("line_unit_idx", "unit_id", "answer"),
        {"schema": "clearance"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Point of a clearance sheet"),
        N_("Points to confirm"),
        "student_name",
        "unit_id",
    )

    sheet_id: Mapped[int] = refers(Sheet, N_("Clearance sheet"), state=True)
    point_id: Mapped[int] = refers(Point, N_("Point"), state=True)
    student_name: Mapped[str] = text(256, N_("Student"), state=True, spelled=True)
    office: Mapped[str] = text(16, N_("Confirmed by"), words=OFFICES, state=True)
    #: The faculty of the student, or the service unit; nobody's where an office of the university confirms.
    unit_id: Mapped[int | None] = refers(Unit, N_("Unit"), optional=True, state=True)
    answer: Mapped[str] = text(16, N_("Answer"), words=ANSWERS, state=True)
    note: Mapped[str | None] = text(512, N_("What is owed"), optional=True, state=True)
    answered_by: Mapped[str | None] = actor(N_("Answered by"), optional=True, state=True)
    answered_at: Mapped[datetime | None] = moment(N_("Answered at"), optional=True)
