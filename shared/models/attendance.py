"""Attendance: the marks of held lessons, what the offices rule about them, excuse documents, levels.

The marks of a group in a lesson are one row: its students in the order in which they came in, which never changes, and
one letter for each. The history of such a row says who changed which cell when; docs/decisions/0013 has the reasons.
"""

from datetime import date, datetime

from sqlalchemy import ARRAY, BigInteger, Computed, Index, Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.codes import RulingKind
from shared.models.columns import coded, flag, moment, refers, text, whole
from shared.models.columns import day as calendar_day
from shared.models.curriculum import Term
from shared.models.employees import Employee
from shared.models.record import Record
from shared.models.rules import belongs_to, index_key, key, rule
from shared.models.structure import Unit
from shared.models.students import Group, Student
from shared.models.teaching import Class
from shared.models.timetable import PAIRS, Lesson
from shared.models.topics import Topic
from shared.text import N_

NOT_ENTERED, PRESENT, ABSENT, LATE, EXCUSE_TOLD = "-", "p", "a", "l", "e"
MARKS = {
    PRESENT: N_("Present"),
    ABSENT: N_("Absent"),
    LATE: N_("Late"),
    EXCUSE_TOLD: N_("Excuse told"),
    NOT_ENTERED: N_("Not entered"),
}
EXCUSED, CORRECTED = RulingKind.EXCUSED, RulingKind.CORRECTED
MADE_UP, NOT_MADE_UP = RulingKind.MADE_UP, RulingKind.NOT_MADE_UP
RULINGS = {
    EXCUSED: N_("Excused"),
    CORRECTED: N_("Corrected"),
    MADE_UP: N_("Made up"),
    NOT_MADE_UP: N_("Not made up"),
}
#: What a level is measured in: hours without excuse in a term, or their share of the contact hours of a subject.
HOURS, SHARE = "hours", "share"
MEASURES = {HOURS: N_("hours in the semester"), SHARE: N_("% of a subject")}
REASONS = {
    "illness": N_("Illness"),
    "family": N_("Family circumstances"),
    "official": N_("Task of the university"),
    "other": N_("Another reason"),
}
#: Academic hours of a pair, which one mark stands for.
PAIR_HOURS = 2


def _count(label: str, letters: str) -> Mapped[int]:
    """How many of these letters the marks have."""
    less = f"translate(marks, '{letters}', '')"
    return mapped_column(
        Integer,
        Computed(f"length(marks) - length({less})", persisted=True),
        nullable=True,
        info={"kind": "number", "label": label, "optional": True, "computed": True},
    )


class Sheet(Record):
    """The marks of the students of a group in a held lesson, with the scope of the lesson for ever."""

    __tablename__ = "sheet"
    __table_args__ = (
        index_key(
            "sheet_lesson_key", "lesson_id", "group_id",
            sentence=N_("Somebody else has just begun this lesson. Look at the journal again."),
            where="held", nulls_alike=True,
        ),
        belongs_to("timetable.lesson", "lesson_id"),
        belongs_to("teaching.class", "class_id", "term_id", "faculty_id"),
        belongs_to("structure.unit", "department_id"),
        belongs_to("employees.employee", "employee_id"),
        belongs_to("students.group", "group_id"),
        rule(
            "marks",
            "marks !~ '[^-pale]' and length(marks) = cardinality(students)",
            N_("Each student of the sheet has one mark."),
        ),
        Index("sheet_lesson_idx", "lesson_id"),
        Index("sheet_class_idx", "class_id", "term_id", "faculty_id", "day"),
        Index("sheet_scope_idx", "faculty_id", "day"),
        Index("sheet_department_idx", "department_id", "day"),
        Index("sheet_employee_idx", "employee_id", "day"),
        Index("sheet_group_idx", "group_id", "day"),
        {"schema": "attendance"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Attendance of a lesson"),
        N_("Attendance of lessons"),
        "id",
        "faculty_id",
    )

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    department_id: Mapped[int | None] = refers(Unit, N_("Department"), optional=True, covered=True)
    #: Who held the lesson.
    employee_id: Mapped[int | None] = refers(Employee, N_("Teacher"), optional=True, covered=True)
    term_id: Mapped[int] = refers(Term, N_("Term"), covered=True)
    class_id: Mapped[int] = refers(Class, N_("Class"), covered=True)
    lesson_id: Mapped[int] = refers(Lesson, N_("Lesson"), covered=True)
    #: That of the students when they joined the class: the scope of their tutor.
    group_id: Mapped[int | None] = refers(Group, N_("Group"), optional=True, covered=True)
    day: Mapped[date] = calendar_day(N_("Day"))
    pair: Mapped[int] = whole(N_("Pair"), minimum=1, maximum=PAIRS)
    #: Only ever added to, at the end: a place in the history is a student.
    students: Mapped[list[int]] = mapped_column(
        ARRAY(BigInteger), nullable=False, info={"label": N_("Students"), "kind": "list", "state": True}
    )
    marks: Mapped[str] = mapped_column(
        Text, nullable=False, info={"label": N_("Marks"), "kind": "text", "state": True}
    )
    entered_at: Mapped[datetime] = moment(N_("Entered at"), now=True)
    #: False when the dean's office took the holding of the lesson back; the marks stay readable.
    held: Mapped[bool] = flag(N_("Held"))
    entered: Mapped[int | None] = _count(N_("Marks entered"), "pale")
    absent: Mapped[int | None] = _count(N_("Absent"), "ae")
    late: Mapped[int | None] = _count(N_("Late"), "l")


class LessonTopic(Record):
    """What was taught in a held lesson: chosen in the head of the journal."""

    __tablename__ = "lesson_topic"
    __table_args__ = (
        key("lesson_id", name="lesson_topic_lesson_key"),
        belongs_to("timetable.lesson", "lesson_id"),
        belongs_to("topics.topic", "topic_id"),
        belongs_to("structure.unit", "faculty_id"),
        belongs_to("structure.unit", "department_id"),
        belongs_to("employees.employee", "employee_id"),
        Index("lesson_topic_topic_idx", "topic_id"),
        Index("lesson_topic_scope_idx", "faculty_id"),
        Index("lesson_topic_department_idx", "department_id"),
        Index("lesson_topic_employee_idx", "employee_id"),
        {"schema": "attendance"},
    )
    label, plural, title, scope = N_("Topic of a lesson"), N_("Topics of lessons"), "id", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    department_id: Mapped[int | None] = refers(Unit, N_("Department"), optional=True, covered=True)
    employee_id: Mapped[int | None] = refers(Employee, N_("Teacher"), optional=True, covered=True)
    lesson_id: Mapped[int] = refers(Lesson, N_("Lesson"), covered=True)
    topic_id: Mapped[int] = refers(Topic, N_("Topic"), covered=True)


class Excuse(Record):
    """That a student had a document for some days: it rules over all lessons in them, also those to come."""

    __tablename__ = "excuse"
    __table_args__ = (
        rule("period", "ends_on >= starts_on", N_("The document ends before it begins. Correct one of the days.")),
        rule(
            "length",
            "ends_on - starts_on <= 366",
            N_("A document covers a year at most. Correct one of the days."),
        ),
        belongs_to("students.student", "student_id"),
        belongs_to("structure.unit", "faculty_id"),
        Index("excuse_student_idx", "student_id", "starts_on"),
        Index("excuse_scope_idx", "faculty_id", "starts_on"),
        {"schema": "attendance"},
    )  # fmt: skip
    label, plural, title, scope = N_("Excuse document"), N_("Excuse documents"), "id", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    group_id: Mapped[int | None] = refers(Group, N_("Group"), optional=True)
    student_id: Mapped[int] = refers(Student, N_("Student"), covered=True)
    starts_on: Mapped[date] = calendar_day(N_("From"))
    ends_on: Mapped[date] = calendar_day(N_("Until"))
    taken_back_at: Mapped[datetime | None] = moment(N_("Taken back at"), optional=True)
    taken_back_why: Mapped[str | None] = text(256, N_("Taken back because"), optional=True)


class ExcusePrivate(Record):
    """Why a student was excused, by what document: nobody selects it; a logged function reads it."""

    __tablename__ = "excuse_private"
    __table_args__ = (
        rule(
            "reason",
            "reason in ('illness', 'family', 'official', 'other')",
            N_("Choose one of the reasons."),
        ),
        {"schema": "attendance"},
    )
    label, plural, title, sensitive = (
        N_("Contents of an excuse document"),
        N_("Contents of excuse documents"),
        "excuse_id",
        True,
    )

    excuse_id: Mapped[int] = refers(Excuse, N_("Excuse document"), unique=True)
    reason: Mapped[str] = text(16, N_("Reason"), words=REASONS)
    number: Mapped[str | None] = text(64, N_("Number of the document"), optional=True)
    issued_by: Mapped[str | None] = text(128, N_("Issued by"), optional=True)
    note: Mapped[str | None] = text(256, N_("Remark"), optional=True)
    scan: Mapped[bytes | None] = mapped_column(
        LargeBinary,
        nullable=True,
        info={"kind": "content", "label": N_("Scan"), "optional": True, "limit": 5_000_000},
    )


class Ruling(Record):
    """What the office decided about a mark; one at a time, and the teacher's mark stays as it is."""

    __tablename__ = "ruling"
    __table_args__ = (
        index_key(
            "ruling_live_key", "lesson_id", "student_id",
            sentence=N_("Somebody else has just ruled about this mark. Look at the list again."),
            where="taken_back_at is null",
        ),
        rule("kind", "kind in ('11', '12', '14', '15')", N_("Choose what is ruled.")),
        rule(
            "corrected",
            "(kind = '12') = (value is not null) and value in ('p', 'a', 'l', 'e')",
            N_("A correction, and nothing else, says what the mark should be."),
        ),
        belongs_to("timetable.lesson", "lesson_id"),
        belongs_to("teaching.class", "class_id", "term_id", "faculty_id"),
        Index("ruling_lesson_idx", "lesson_id", "student_id"),
        Index("ruling_class_idx", "class_id", "term_id", "faculty_id"),
        Index("ruling_scope_idx", "faculty_id", "day"),
        {"schema": "attendance"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Ruling about an absence"),
        N_("Rulings about absences"),
        "id",
        "faculty_id",
    )

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    department_id: Mapped[int | None] = refers(Unit, N_("Department"), optional=True)
    employee_id: Mapped[int | None] = refers(Employee, N_("Teacher"), optional=True)
    group_id: Mapped[int | None] = refers(Group, N_("Group"), optional=True)
    term_id: Mapped[int] = refers(Term, N_("Term"), covered=True)
    class_id: Mapped[int] = refers(Class, N_("Class"), covered=True)
    lesson_id: Mapped[int] = refers(Lesson, N_("Lesson"), covered=True)
    student_id: Mapped[int] = refers(Student, N_("Student"))
    day: Mapped[date] = calendar_day(N_("Day"))
    kind: Mapped[str] = text(2, N_("Ruling"), words=RULINGS)
    value: Mapped[str | None] = text(1, N_("Corrected to"), optional=True, words=MARKS)
    reason: Mapped[str | None] = text(256, N_("Reason"), optional=True)
    excuse_id: Mapped[int | None] = refers(Excuse, N_("Excuse document"), optional=True)
    ruled_at: Mapped[datetime] = moment(N_("Ruled at"), now=True)
    taken_back_at: Mapped[datetime | None] = moment(N_("Taken back at"), optional=True)
    taken_back_why: Mapped[str | None] = text(256, N_("Taken back because"), optional=True)


class Level(Record):
    """So much absence without excuse, and what the university does then."""

    __tablename__ = "level"
    __table_args__ = (
        rule("measure", "measure in ('hours', 'share')", N_("A level counts hours or a share.")),
        rule(
            "share",
            "measure = 'hours' or threshold <= 100",
            N_("A share is 100 % at most. Correct it."),
        ),
        index_key(
            "level_threshold_key", "measure", "threshold",
            sentence=N_("There is a level at this figure already. Change that one."),
        ),
        {"schema": "attendance"},
    )  # fmt: skip
    label, plural, title = N_("Level of absence"), N_("Levels of absence"), "name_uz"

    name_uz: Mapped[str] = text(128, N_("Name (Uzbek Latin)"))
    name_oz: Mapped[str | None] = text(128, N_("Name (Uzbek Cyrillic)"), optional=True)
    name_ru: Mapped[str | None] = text(128, N_("Name (Russian)"), optional=True)
    name_en: Mapped[str | None] = text(128, N_("Name (English)"), optional=True)
    measure: Mapped[str] = text(8, N_("Counts"), words=MEASURES)
    threshold: Mapped[int] = whole(N_("From"), minimum=1, maximum=2000)
    #: More than the figure, not the figure itself.
    above: Mapped[bool] = flag(N_("Only above it"), default=False)
    action: Mapped[str | None] = coded("h_attendance_setting", N_("Measure"), optional=True)
    active: Mapped[bool] = flag(N_("In use"))
