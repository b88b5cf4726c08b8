"""The timetable as it is held: dated lessons, examinations and who takes them, beside the week they unfold from.

Nothing is booked twice: the keys of `lesson` and `lesson_part` refuse it. A group's time is kept as a range of numbers,
so that subgroups whose slices do not meet may be taught at once and a subgroup and its whole group may not.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Computed,
    Index,
    Integer,
    SmallInteger,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import INT8RANGE
from sqlalchemy.orm import Mapped, mapped_column

from shared.codes import ExamType
from shared.models.columns import actor, coded, flag, moment, refers, text, whole
from shared.models.columns import day as calendar_day
from shared.models.curriculum import CurriculumSubject, Term
from shared.models.employees import Employee
from shared.models.infrastructure import Room
from shared.models.record import Record, Table
from shared.models.rules import belongs_to, index_key, key, no_overlap, rule
from shared.models.structure import Unit
from shared.models.students import Group, Student
from shared.models.teaching import Class
from shared.models.timetable_week import (
    DAYS,
    GROUP_TAKEN,
    HALF_PLACED,
    PAIRS,
    PEOPLE,
    PRIVATE,
    PUBLISHED,
    ROOM_TAKEN,
    SHARED,
    SUPERSEDED,
    TEACHER_TAKEN,
    VERSION_STATES,
    Card,
    DayRule,
    Occupation,
    Travel,
    Version,
    Wish,
)
from shared.text import N_

#: Whoever speaks of the timetable imports from here, as its schema is one.
__all__ = [
    "CANCELLED",
    "COUNTED",
    "DAYS",
    "GROUP_TAKEN",
    "HALF_PLACED",
    "LESSON_STATES",
    "NOT_COUNTED",
    "PAIRS",
    "PEOPLE",
    "PLANNED",
    "PRIVATE",
    "PUBLISHED",
    "ROOM_TAKEN",
    "SHARED",
    "SUPERSEDED",
    "TEACHER_TAKEN",
    "VERSION_STATES",
    "Card",
    "DayRule",
    "Examination",
    "Examinee",
    "Examiner",
    "Lesson",
    "LessonPart",
    "Occupation",
    "Travel",
    "Version",
    "Wish",
]

PLANNED, CANCELLED = "planned", "cancelled"
#: Spans count a hundred thousand days for each group; a day beyond them would be one of another group.
COUNTED = "day between '2000-01-01' and '2199-12-31'"
NOT_COUNTED = N_("Choose a day between 2000 and 2199.")
LESSON_STATES = {PLANNED: N_("Planned"), CANCELLED: N_("Cancelled")}


class Examination(Record):
    """A control of a group, or a retake of listed students of several groups.

    First finals of a group are at least two days apart; nobody who teaches the group holds a final of it, and a
    midterm is held by a teacher of the subject.
    """

    __tablename__ = "examination"
    __table_args__ = (
        key("id", "term_id", "faculty_id"),
        key("id", "faculty_id"),
        key(
            "course_id",
            "group_id",
            "kind",
            "attempt",
            name="examination_course_group_kind_attempt_key",
            sentence=N_("This control of the group is planned already. Open the one that is there."),
        ),
        belongs_to("curriculum.course", "course_id", "faculty_id"),
        rule(
            "whose",
            "group_id is not null or attempt > 1",
            N_("The first attempt is held by a group. Choose the group."),
        ),
        rule(
            "fits_day",
            f"pair + pairs - 1 <= {PAIRS}",
            N_("The examination does not end within the day. Choose an earlier pair."),
        ),
        rule("placed", "num_nulls(day, pair) in (0, 2)", HALF_PLACED),
        rule("days", COUNTED, NOT_COUNTED),
        no_overlap(
            "examination_group_key",
            "span",
            N_("The group has another final on that day or the day beside it. Leave a day between them."),
        ),
        Index("examination_scope_idx", "faculty_id", "term_id"),
        Index("examination_course_idx", "course_id", "faculty_id"),
        {"schema": "timetable"},
    )
    label, plural, title, scope = N_("Examination"), N_("Examinations"), "id", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    term_id: Mapped[int] = refers(Term, N_("Term"))
    course_id: Mapped[int] = refers(CurriculumSubject, N_("Subject of a curriculum"), covered=True)
    department_id: Mapped[int | None] = refers(Unit, N_("Department"), optional=True)
    #: None for a retake of listed students (`Examinee`).
    group_id: Mapped[int | None] = refers(Group, N_("Group"), optional=True)
    kind: Mapped[str] = coded("h_exam_type", N_("Kind of control"), default=ExamType.FINAL)
    attempt: Mapped[int] = whole(N_("Attempt"), minimum=1, maximum=3, default=1)
    employee_id: Mapped[int | None] = refers(Employee, N_("Examiner"), optional=True)
    day: Mapped[date | None] = calendar_day(N_("Day"), optional=True)
    pair: Mapped[int | None] = whole(N_("Pair"), minimum=1, maximum=PAIRS, optional=True)
    pairs: Mapped[int] = whole(N_("Pairs"), minimum=1, maximum=6, default=1)
    room_id: Mapped[int | None] = refers(Room, N_("Room"), optional=True)
    #: Of the first final its day and the next, of its group.
    span: Mapped[Any] = mapped_column(
        INT8RANGE,
        Computed(
            # A range without bounds would meet all others.
            f"case when day is not null and kind = '{ExamType.FINAL}' and attempt = 1 then "
            "int8range(group_id * 100000 + (day - '2000-01-01'::date), "
            "group_id * 100000 + (day - '2000-01-01'::date) + 2) end",
            persisted=True,
        ),
        nullable=True,
        info={"computed": True},
    )


class Examinee(Record):
    """A student who takes a retake that is held for students of several groups."""

    __tablename__ = "examinee"
    __table_args__ = (
        key(
            "examination_id", "student_id",
            sentence=N_("This student is listed already."),
        ),
        belongs_to("timetable.examination", "examination_id", "faculty_id"),
        Index("examinee_scope_idx", "faculty_id", "examination_id"),
        {"schema": "timetable"},
    )  # fmt: skip
    label, plural, title, scope = N_("Student of a retake"), N_("Students of retakes"), "id", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    examination_id: Mapped[int] = refers(Examination, N_("Examination"), covered=True)
    student_id: Mapped[int] = refers(Student, N_("Student"))
    #: The student's group when listed, written by trigger: the scope of its tutor.
    group_id: Mapped[int | None] = refers(Group, N_("Group"), optional=True)


class Examiner(Record):
    """A member of the commission that holds an examination, beside its examiner."""

    __tablename__ = "examiner"
    __table_args__ = (
        key(
            "examination_id", "employee_id",
            sentence=N_("This person is a member of the commission already."),
        ),
        index_key(
            "examiner_chair_key", "examination_id",
            sentence=N_("The commission has a chair already."), where="chair",
        ),
        belongs_to("timetable.examination", "examination_id", "faculty_id"),
        Index("examiner_scope_idx", "faculty_id", "examination_id"),
        {"schema": "timetable"},
    )  # fmt: skip
    label, plural, title, scope = (
        N_("Member of a commission"),
        N_("Members of commissions"),
        "id",
        "faculty_id",
    )

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    examination_id: Mapped[int] = refers(Examination, N_("Examination"), covered=True)
    employee_id: Mapped[int] = refers(Employee, N_("Examiner"))
    chair: Mapped[bool] = flag(N_("Chair"), default=False)


class Lesson(Record):
    """A dated lesson of one pair, unfolded from a card or held for an examination; attendance and marks hang on it.

    `planned_day` and `planned_pair` are where the plan had it, `changed` tells that somebody moved, substituted or
    cancelled it by hand: such a lesson, and one that is past, survives a change of the plan.
    """

    __tablename__ = "lesson"
    __table_args__ = (
        key("class_id", "term_id", "faculty_id", "planned_day", "planned_pair", name="lesson_plan_key"),
        # A cancelled lesson has no `live`, and a key with a null in it is free.
        # Looked at when a statement ends, so that lessons change places in one.
        key("room_id", "day", "pair", "live", name="lesson_room_key", sentence=ROOM_TAKEN, at_the_end=True),
        key(
            "employee_id", "day", "pair", "live",
            name="lesson_teacher_key", sentence=TEACHER_TAKEN, at_the_end=True,
        ),
        belongs_to("teaching.class", "class_id", "term_id", "faculty_id"),
        belongs_to("timetable.examination", "examination_id", "term_id", "faculty_id"),
        belongs_to("structure.unit", "department_id"),
        belongs_to("infrastructure.room", "room_id"),
        belongs_to("employees.employee", "employee_id"),
        rule(
            "of_one",
            "num_nonnulls(class_id, examination_id) = 1",
            N_("A lesson belongs to a class or to an examination."),
        ),
        rule("state", "state in ('planned', 'cancelled')", N_("A lesson is planned or cancelled.")),
        rule(
            "held",
            "(held_at is null) = (held_by is null) and (held_at is null or state = 'planned')",
            N_("A lesson that was held is not cancelled. The dean's office takes the holding back first."),
        ),
        Index("lesson_scope_idx", "faculty_id", "day", "pair"),
        Index("lesson_department_idx", "department_id", "day"),
        Index(
            "lesson_examination_idx", "examination_id", "term_id", "faculty_id",
            postgresql_where=sql("examination_id is not null"),
        ),
        {"schema": "timetable"},
    )  # fmt: skip
    label, plural, title, scope = N_("Lesson"), N_("Lessons"), "id", "faculty_id"
    unfolded = True

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    term_id: Mapped[int] = refers(Term, N_("Term"), covered=True)
    department_id: Mapped[int | None] = refers(Unit, N_("Department"), optional=True, covered=True)
    class_id: Mapped[int | None] = refers(Class, N_("Class"), optional=True, covered=True)
    examination_id: Mapped[int | None] = refers(Examination, N_("Examination"), optional=True, covered=True)
    card_id: Mapped[int | None] = refers(Card, N_("Card"), optional=True)
    planned_day: Mapped[date] = calendar_day(N_("Planned for"))
    planned_pair: Mapped[int] = whole(N_("Planned pair"), minimum=1, maximum=PAIRS)
    day: Mapped[date] = calendar_day(N_("Day"))
    pair: Mapped[int] = whole(N_("Pair"), minimum=1, maximum=PAIRS)
    room_id: Mapped[int | None] = refers(Room, N_("Room"), optional=True, covered=True)
    employee_id: Mapped[int | None] = refers(Employee, N_("Teacher"), optional=True, covered=True)
    state: Mapped[str] = text(16, N_("State"), words=LESSON_STATES, state=True, checked=False)
    changed: Mapped[bool] = flag(N_("Changed by hand"), default=False)
    reason: Mapped[str | None] = text(256, N_("Reason"), optional=True)
    #: When attendance was first entered and by whose login: from then on the lesson stays where, when and whose it is.
    held_at: Mapped[datetime | None] = moment(N_("Held"), optional=True)
    held_by: Mapped[str | None] = actor(N_("Marked by"), optional=True, state=True)
    #: The login of the teacher who opened it by hand, where a class has no timetable.
    opened_by: Mapped[str | None] = actor(N_("Opened by"), optional=True, state=True)
    live: Mapped[bool | None] = mapped_column(
        Boolean,
        Computed("case when state <> 'cancelled' then true end", persisted=True),
        nullable=True,
        info={"computed": True},
    )


class LessonPart(Table):
    """Which slices of which group a lesson keeps busy; written by triggers alone, also when a lesson moves."""

    __tablename__ = "lesson_part"
    __table_args__ = (
        belongs_to("timetable.lesson", "lesson_id"),
        no_overlap(
            "lesson_part_group_key",
            "span",
            GROUP_TAKEN,
            where="live",
        ),
        rule("days", COUNTED, NOT_COUNTED),
        Index("lesson_part_group_idx", "group_id", "day"),
        {"schema": "timetable"},
    )
    label, plural, title, scope, audited = (
        N_("Part of a lesson"),
        N_("Parts of lessons"),
        "id",
        "faculty_id",
        False,
    )

    lesson_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    slice_from: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    faculty_id: Mapped[int] = mapped_column(BigInteger)
    slice_to: Mapped[int] = mapped_column(SmallInteger)
    day: Mapped[date] = mapped_column()
    pair: Mapped[int] = mapped_column(Integer)
    live: Mapped[bool] = mapped_column()
    span: Mapped[Any] = mapped_column(
        INT8RANGE,
        Computed(
            "int8range(((group_id * 100000 + (day - '2000-01-01'::date)) * 12 + pair - 1) * 12 + slice_from, "
            "((group_id * 100000 + (day - '2000-01-01'::date)) * 12 + pair - 1) * 12 + slice_to)",
            persisted=True,
        ),
        nullable=True,
    )
