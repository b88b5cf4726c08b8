"""The teaching load: classes made of streams, groups and subgroups, and who teaches them.

A group is twelve slices in the order of its list: a half is slices 0–6, a third 0–4, the whole 0–12. Two subgroups
are free of each other when their slices do not meet.
"""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from shared.models.columns import coded, refers, text, whole
from shared.models.curriculum import AcademicYear, CurriculumSubject, Term
from shared.models.employees import Employee
from shared.models.record import Record
from shared.models.rules import belongs_to, key, rule
from shared.models.structure import Unit
from shared.models.students import Group
from shared.text import N_

SLICES = 12


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
