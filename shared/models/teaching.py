"""The teaching load: classes made of streams, groups and subgroups, and who teaches them.

A group is twelve slices in the order of its list: a half is slices 0–6, a third 0–4, the whole 0–12. Two subgroups
are free of each other when their slices do not meet.
"""

from datetime import date
from typing import Any

from sqlalchemy import Computed, Index
from sqlalchemy.dialects.postgresql import INT8RANGE
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.columns import coded, day, flag, refers, text, whole
from shared.models.curriculum import AcademicYear, CurriculumSubject, Term
from shared.models.employees import Employee
from shared.models.record import Record
from shared.models.rules import belongs_to, key, no_overlap, rule
from shared.models.structure import Unit
from shared.models.students import Group, Student
from shared.text import N_

SLICES = 12
GROUP, ELECTIVE, REPEAT, GUEST, MOBILITY = "group", "elective", "repeat", "guest", "mobility"
#: Why a student sits in a class.
REASONS = {
    GROUP: N_("With the group"),
    ELECTIVE: N_("Chose the subject"),
    REPEAT: N_("Repeats the subject"),
    GUEST: N_("Guest"),
    MOBILITY: N_("Mobility"),
}


class Class(Record):
    """Students who are taught a training type of a course together: a stream, a group or a subgroup."""

    __tablename__ = "class"
    __table_args__ = (
        key("id", "faculty_id"),
        key("id", "term_id", "faculty_id"),
        belongs_to("curriculum.course", "course_id", "faculty_id"),
        Index("class_scope_idx", "faculty_id", "term_id"),
        Index("class_course_idx", "course_id", "faculty_id"),
        {"schema": "teaching"},
    )
    label, plural, title, scope = N_("Class"), N_("Classes"), "name", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    term_id: Mapped[int] = refers(Term, N_("Term"))
    #: The course of its first part: its subject, and the semester whose weeks the lessons are held in.
    course_id: Mapped[int] = refers(CurriculumSubject, N_("Subject of a curriculum"), covered=True)
    department_id: Mapped[int | None] = refers(Unit, N_("Department"), optional=True)
    training: Mapped[str] = coded("h_training_type", N_("Training type"))
    #: The groups it is made of, as people read them: "21-01, 21-02" or "21-01/1".
    name: Mapped[str] = text(512, N_("Students"))
    size: Mapped[int] = whole(N_("Number of students"), minimum=0, maximum=9999, default=0)
    hours: Mapped[int] = whole(N_("Hours in the term"), minimum=1, maximum=2000)
    #: How many pairs one lesson takes.
    pairs: Mapped[int] = whole(N_("Pairs a lesson"), minimum=1, maximum=6, default=1)
    room_kind: Mapped[str | None] = coded("h_auditorium_type", N_("Type of room wanted"), optional=True)
    device: Mapped[str | None] = coded("h_device_type", N_("Device wanted"), optional=True)


class ClassPart(Record):
    """A group, or slices of one, in a class, with the course these students are taught by."""

    __tablename__ = "part"
    __table_args__ = (
        key("class_id", "group_id", "slice_from"),
        belongs_to("teaching.class", "class_id", "faculty_id"),
        rule(
            "slices",
            "slice_from < slice_to",
            N_("The part of the group ends before it begins. Correct its slices."),
        ),
        Index("part_scope_idx", "faculty_id", "class_id"),
        {"schema": "teaching"},
    )
    label, plural, title, scope = N_("Part of a class"), N_("Parts of classes"), "id", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    class_id: Mapped[int] = refers(Class, N_("Class"), covered=True)
    group_id: Mapped[int] = refers(Group, N_("Group"))
    course_id: Mapped[int] = refers(CurriculumSubject, N_("Subject of a curriculum"))
    slice_from: Mapped[int] = whole(N_("From slice"), minimum=0, maximum=11, default=0)
    slice_to: Mapped[int] = whole(N_("To slice"), minimum=1, maximum=12, default=12)


class Member(Record):
    """A student who sits in a class, from a day and until one: filled from groups and registrations, then kept.

    `slice` is the place that the order of the group's list gave once. What a person changed `by_hand` is followed by
    no group, slice or registration any more.
    """

    __tablename__ = "member"
    __table_args__ = (
        key("class_id", "student_id", "starts_on"),
        belongs_to("teaching.class", "class_id", "faculty_id"),
        rule(
            "reason",
            "reason in ('group', 'elective', 'repeat', 'guest', 'mobility')",
            N_("Choose why the student sits in the class."),
        ),
        rule(
            "period",
            "ends_on >= starts_on",
            N_("The student leaves before the first day. Correct one of the days."),
        ),
        rule(
            "counted",
            "starts_on >= '2000-01-01' and starts_on <= '2199-12-31' and coalesce(ends_on, starts_on) <= '2199-12-31' "
            "and student_id < 10000000 and class_id < 9000000",
            N_("Choose a day between 2000 and 2199."),
        ),
        no_overlap(
            "member_period_key",
            "span",
            N_("The student sits in this class on some of these days already. Look at the members again."),
        ),
        Index("member_scope_idx", "faculty_id", "class_id"),
        {"schema": "teaching"},
    )
    label, plural, title, scope = N_("Member of a class"), N_("Members of classes"), "id", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    class_id: Mapped[int] = refers(Class, N_("Class"), covered=True)
    student_id: Mapped[int] = refers(Student, N_("Student"))
    #: The student's group when joining: the scope of its tutor.
    group_id: Mapped[int | None] = refers(Group, N_("Group"), optional=True)
    reason: Mapped[str] = text(16, N_("Why"), words=REASONS)
    starts_on: Mapped[date] = day(N_("Since"))
    #: The last day; none: still.
    ends_on: Mapped[date | None] = day(N_("Until"), optional=True)
    slice: Mapped[int | None] = whole(N_("Slice of the group"), minimum=0, maximum=11, optional=True)
    by_hand: Mapped[bool] = flag(N_("Changed by hand"), default=False)
    note: Mapped[str | None] = text(256, N_("Remark"), optional=True)
    #: Class, student and days as one span: its periods in a class do not meet.
    span: Mapped[Any] = mapped_column(
        INT8RANGE,
        Computed(
            "int8range((class_id * 10000000 + student_id) * 100000 + (starts_on - '2000-01-01'::date), "
            "(class_id * 10000000 + student_id) * 100000 "
            "+ coalesce(ends_on - '2000-01-01'::date + 1, 99999))",
            persisted=True,
        ),
        nullable=True,
        info={"computed": True},
    )


class Assignment(Record):
    """A teacher of a class and the hours of it that are theirs."""

    __tablename__ = "assignment"
    __table_args__ = (
        key("class_id", "employee_id"),
        belongs_to("teaching.class", "class_id", "faculty_id"),
        Index("assignment_scope_idx", "faculty_id", "class_id"),
        Index("assignment_department_scope_idx", "department_id", "class_id"),
        {"schema": "teaching"},
    )
    label, plural, title, scope = N_("Assignment"), N_("Assignments"), "id", "faculty_id"

    faculty_id: Mapped[int] = refers(Unit, N_("Faculty"), covered=True)
    class_id: Mapped[int] = refers(Class, N_("Class"), covered=True)
    #: That of the class, kept equal by trigger: the scope of a head of department.
    department_id: Mapped[int | None] = refers(Unit, N_("Department"), optional=True, covered=False)
    employee_id: Mapped[int] = refers(Employee, N_("Teacher"))
    hours: Mapped[int] = whole(N_("Hours"), minimum=1, maximum=2000)


class Norm(Record):
    """The yearly load of a full rate of a post in contact hours (at least 400 are recommended)."""

    __tablename__ = "norm"
    __table_args__ = (
        key("academic_year_id", "post"),
        rule(
            "bounds",
            "hours_at_least <= hours_at_most",
            N_("The least hours are more than the most. Correct one of them."),
        ),
        {"schema": "teaching"},
    )
    label, plural, title = N_("Norm of the load"), N_("Norms of the load"), "post"

    academic_year_id: Mapped[int] = refers(AcademicYear, N_("Academic year"))
    post: Mapped[str] = coded("h_teacher_position_type", N_("Position"))
    hours_at_least: Mapped[int] = whole(N_("Hours at least"), minimum=0, maximum=3000)
    hours_at_most: Mapped[int] = whole(N_("Hours at most"), minimum=1, maximum=3000)
