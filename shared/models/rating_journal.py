"""The rating journal: points of held lessons, their rule, and the current control that grade sheets took over of them.

The points of a group in a column of a lesson are one row, as its marks of attendance are: its students in the order in
which they came in, and an entry for each; docs/decisions/0015 has the reasons.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.columns import actor, decimal, document, flag, moment, refers, text, whole
from shared.models.columns import day as calendar_day
from shared.models.curriculum import Term
from shared.models.employees import Employee
from shared.models.grades_sheet import Component, Line
from shared.models.grades_sheet import Sheet as GradeSheet
from shared.models.record import Record
from shared.models.rules import belongs_to, index_key, key, rule
from shared.models.structure import Unit
from shared.models.students import Group
from shared.models.subjects import Subject
from shared.models.teaching import Class
from shared.models.timetable import PAIRS, Lesson
from shared.text import N_

#: An entry is a figure, or one of these letters.
NO_ENTRY, ABSENT = "-", "a"
#: So many columns of points a lesson has at most, and so many kinds of columns a rule.
COLUMNS, KINDS = 9, 9
_ENTRY = "(-|a|[0-9]{1,3}([.][0-9]{1,2})?)"


class Rule(Record):
    """How daily points become current control; a change is a further row with its reason, the highest number holds.

    It is one for all classes of a subject in a department and a term, so that students are measured alike.
    `kinds` are the kinds of columns: name, maximum, weight. A column knows its kind by the place in this list.
    """

    __tablename__ = "rule"
    __table_args__ = (
        index_key(
            "rule_number_key", "term_id", "subject_id", "department_id", "number",
            sentence=N_("Somebody else has just changed the rule of this subject. Look at it again."),
            nulls_alike=True,
        ),
        rule(
            "shares",
            "lesson_points + task_points + attendance_points > 0",
            N_("Lessons, tasks and attendance bring more than no points together."),
        ),
        rule("reason", "(number > 1) = (reason is not null)", N_("Say why the rule is changed.")),
        {"schema": "rating_journal"},
    )  # fmt: skip
    label, plural, title = N_("Rule of daily points"), N_("Rules of daily points"), "number"

    term_id: Mapped[int] = refers(Term, N_("Term"))
    subject_id: Mapped[int] = refers(Subject, N_("Subject"))
    department_id: Mapped[int | None] = refers(Unit, N_("Department"), optional=True)
    number: Mapped[int] = whole(N_("Number"), minimum=1, maximum=999)
    lesson_points: Mapped[Decimal] = decimal(N_("For points of lessons"), 6, 2, minimum=Decimal(0))
    task_points: Mapped[Decimal] = decimal(N_("For tasks"), 6, 2, minimum=Decimal(0))
    attendance_points: Mapped[Decimal] = decimal(N_("For attendance"), 6, 2, minimum=Decimal(0))
    #: The best so many entries of a student count; all of them where it is empty.
    best: Mapped[int | None] = whole(N_("Best entries that count"), minimum=1, maximum=99, optional=True)
    kinds: Mapped[Any] = document(N_("Kinds of columns"))
    reason: Mapped[str | None] = text(512, N_("Reason"), optional=True)
    made_at: Mapped[datetime] = moment(N_("Set at"), now=True)
    made_by: Mapped[str] = actor(N_("Set by"))


class LessonPoints(Record):
    """The entries of the students of a group in a column of a held lesson, with the scope of the lesson for ever."""

    __tablename__ = "points"
    __table_args__ = (
        index_key(
            "points_lesson_key", "lesson_id", "number", "group_id",
            sentence=N_("Somebody else has just begun this column. Look at the journal again."),
            where="held", nulls_alike=True,
        ),
        belongs_to("timetable.lesson", "lesson_id"),
        belongs_to("teaching.class", "class_id", "term_id", "faculty_id"),
        belongs_to("structure.unit", "department_id"),
        belongs_to("employees.employee", "employee_id"),
        belongs_to("students.group", "group_id"),
        rule(
            "points",
            f"points ~ '^{_ENTRY}( {_ENTRY})*$' and cardinality(string_to_array(points, ' ')) = cardinality(students)",
            N_("Each student of a column has one entry."),
        ),
        Index("points_lesson_idx", "lesson_id"),
        Index("points_class_idx", "class_id", "term_id", "faculty_id"),
        Index("points_scope_idx", "faculty_id", "day"),
        Index("points_department_idx", "department_id", "day"),
        Index("points_employee_idx", "employee_id", "day"),
        Index("points_group_idx", "group_id", "day"),
        {"schema": "rating_journal"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Points of a lesson"),
        N_("Points of lessons"),
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
    number: Mapped[int] = whole(N_("Column"), minimum=1, maximum=COLUMNS)
    kind: Mapped[int] = whole(N_("Kind of column"), minimum=1, maximum=KINDS)
    #: Only ever added to, at the end: a place in the history is a student.
    students: Mapped[list[int]] = mapped_column(
        ARRAY(BigInteger), nullable=False, info={"label": N_("Students"), "kind": "list", "state": True}
    )
    points: Mapped[str] = mapped_column(
        Text, nullable=False, info={"label": N_("Points"), "kind": "text", "state": True}
    )
    #: False when the dean's office took the holding of the lesson back; the points stay readable.
    held: Mapped[bool] = flag(N_("Held"))


class Frozen(Record):
    """Current control as a grade sheet took it over, with its working; later points leave it as it is."""

    __tablename__ = "frozen"
    __table_args__ = (
        key("line_id", "component_id"),
        belongs_to("grades.sheet", "sheet_id", "faculty_id"),
        belongs_to("grades.line", "line_id", "sheet_id"),
        Index("frozen_scope_idx", "faculty_id", "sheet_id"),
        Index("frozen_line_idx", "line_id", "sheet_id"),
        {"schema": "rating_journal"},
    )
    label, plural, title, scope = (
        N_("Current control taken over"),
        N_("Current controls taken over"),
        "id",
        "faculty_id",
    )

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    sheet_id: Mapped[int] = refers(GradeSheet, N_("Grade sheet"), covered=True)
    line_id: Mapped[int] = refers(Line, N_("Line of a grade sheet"), covered=True)
    component_id: Mapped[int] = refers(Component, N_("Component"))
    points: Mapped[Decimal] = decimal(N_("Points"), 6, 2, minimum=Decimal(0))
    working: Mapped[Any] = document(N_("Working"))
    taken_at: Mapped[datetime] = moment(N_("Taken over at"), now=True)
    taken_by: Mapped[str] = actor(N_("Taken over by"))
