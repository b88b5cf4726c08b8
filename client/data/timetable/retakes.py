"""Retakes: attempts 2 and 3 of a subject, with listed students of several groups and a commission of examiners."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select

from client.core.errors import UserError
from client.core.i18n import N_, names
from client.data.server.gateway import Gateway, Transaction
from client.data.timetable.examiners import Examiner as Person
from client.data.timetable.examiners import members_of
from shared.codes import MAY_SIT_FINAL, ExamFinish, ExamType
from shared.models.curriculum import CurriculumSubject, GroupCurriculum, Semester
from shared.models.students import Group, Student
from shared.models.subjects import Subject
from shared.models.teaching import Assignment, Class, ClassPart
from shared.models.timetable import Examination, Examinee, Examiner
from shared.settings import COMMISSION

NOBODY = N_("Choose the students who take it.")


class RetakenCourse(NamedTuple):
    """A subject of a curriculum that ends with a final in the term."""

    id: int
    subject: str
    groups: str
    department_id: int | None


class Candidate(NamedTuple):
    """A student of a group that is taught the subject."""

    id: int
    name: str
    group: str


@dataclass(frozen=True)
class Retake:
    """A retake as it is asked for: who takes it and who holds it beside the examiner, the chair first."""

    course_id: int
    attempt: int
    students: tuple[int, ...]
    commission: tuple[int, ...]


def courses(gateway: Gateway, term_id: int, faculty_id: int) -> tuple[RetakenCourse, ...]:
    """Return the subjects of a faculty that have finals in a term, with the groups that take them."""
    called = [getattr(Subject, f"name_{code}") for code in ("uz", "oz", "ru", "en")]
    statement = (
        select(CurriculumSubject.id, CurriculumSubject.department_id, Group.name, *called)
        .join(Semester, Semester.id == CurriculumSubject.semester_id)
        .join(Subject, Subject.id == CurriculumSubject.subject_id)
        .join(GroupCurriculum, GroupCurriculum.curriculum_id == CurriculumSubject.curriculum_id)
        .join(Group, Group.id == GroupCurriculum.group_id)
        .where(
            Semester.term_id == term_id,
            CurriculumSubject.faculty_id == faculty_id,
            CurriculumSubject.ending == ExamFinish.EXAM,
        )
        .order_by(Group.name)
    )
    found: dict[int, tuple[str, int | None, list[str]]] = {}
    for number, department, group, *called_so in gateway.rows(statement):
        found.setdefault(number, (names(*called_so), department, []))[2].append(group)
    made = (
        RetakenCourse(number, subject, ", ".join(groups), department)
        for number, (subject, department, groups) in found.items()
    )
    return tuple(sorted(made, key=lambda each: (each.subject, each.groups)))


class People(NamedTuple):
    """Who may take a retake, who may hold it, and which groups some of these teach the subject."""

    students: tuple[Candidate, ...]
    examiners: tuple[Person, ...]
    taught: Mapping[int, frozenset[str]]

    def barred(self, listed: Collection[int]) -> dict[int, str]:
        """Return whom the listed students keep from the commission, with the groups that they teach."""
        groups = {each.group for each in self.students if each.id in listed}
        found = {number: sorted(groups & taught) for number, taught in self.taught.items()}
        return {number: ", ".join(taught) for number, taught in found.items() if taught}


def candidates(gateway: Gateway, course: RetakenCourse) -> People:
    """Return the students who may take a retake of a subject, and the people of its department."""
    statement = (
        select(Student.id, Student.full_name, Group.name)
        .join(Group, Group.id == Student.group_id)
        .join(GroupCurriculum, GroupCurriculum.group_id == Group.id)
        .join(CurriculumSubject, CurriculumSubject.curriculum_id == GroupCurriculum.curriculum_id)
        .where(CurriculumSubject.id == course.id, Student.status.in_(MAY_SIT_FINAL))
        .order_by(Group.name, Student.sort_key)
    )
    students = tuple(Candidate(row[0], names(row[1]), row[2]) for row in gateway.rows(statement))
    taught: defaultdict[int, set[str]] = defaultdict(set)
    for employee, group in gateway.rows(_teachers_of(course.id)):
        taught[employee].add(group)
    whom = {employee: frozenset(groups) for employee, groups in taught.items()}
    return People(students, members_of(gateway, course.department_id), whom)


def _teachers_of(course_id: int) -> Any:
    return (
        select(Assignment.employee_id, Group.name)
        .join(Class, Class.id == Assignment.class_id)
        .join(ClassPart, ClassPart.class_id == Class.id)
        .join(Group, Group.id == ClassPart.group_id)
        .where(ClassPart.course_id == course_id)
        .distinct()
    )


def commission_at_least(gateway: Gateway) -> int:
    """Return how many people hold a third attempt at least, as the university chose."""
    return int(gateway.scalar(f"select {COMMISSION.chosen}"))


def listed(gateway: Gateway, examination_id: int) -> Retake:
    """Return a retake that is there."""
    course_id, attempt = gateway.rows(
        select(Examination.course_id, Examination.attempt).where(Examination.id == examination_id)
    )[0]
    students = gateway.rows(select(Examinee.student_id).where(Examinee.examination_id == examination_id))
    commission = gateway.rows(
        select(Examiner.employee_id)
        .where(Examiner.examination_id == examination_id)
        .order_by(Examiner.chair.desc(), Examiner.id)
    )
    return Retake(course_id, attempt, _ids(students), _ids(commission))


def add(gateway: Gateway, term_id: int, faculty_id: int, wanted: Retake) -> int:
    """Add a retake with its list and its commission, all or nothing; return its id."""
    if not wanted.students:
        raise UserError(NOBODY)
    values = {
        "faculty_id": faculty_id,
        "term_id": term_id,
        "course_id": wanted.course_id,
        "kind": ExamType.FINAL,
        "attempt": wanted.attempt,
        "pairs": 1,
    }
    with gateway.transaction() as transaction:
        made: int = transaction.rows(insert(Examination).values(values).returning(Examination.id))[0][0]
        _add_students(transaction, faculty_id, made, wanted.students)
        _add_commission(transaction, faculty_id, made, wanted.commission)
    return made


def change(gateway: Gateway, faculty_id: int, examination_id: int, wanted: Retake) -> None:
    """Bring list and commission of a retake to what is wanted, all or nothing."""
    if not wanted.students:
        raise UserError(NOBODY)
    before = listed(gateway, examination_id)
    with gateway.transaction() as transaction:
        gone = set(before.students).difference(wanted.students)
        if gone:
            transaction.execute(
                delete(Examinee).where(
                    Examinee.examination_id == examination_id, Examinee.student_id.in_(gone)
                )
            )
        fresh = [each for each in wanted.students if each not in before.students]
        _add_students(transaction, faculty_id, examination_id, fresh)
        if before.commission != wanted.commission:
            transaction.execute(delete(Examiner).where(Examiner.examination_id == examination_id))
            _add_commission(transaction, faculty_id, examination_id, wanted.commission)


def remove(gateway: Gateway, examination_id: int) -> None:
    """Take a retake away with its list."""
    with gateway.transaction() as transaction:
        transaction.execute(delete(Examination).where(Examination.id == examination_id))


def _add_students(
    transaction: Transaction, faculty_id: int, examination_id: int, students: Collection[int]
) -> None:
    rows = [
        {"faculty_id": faculty_id, "examination_id": examination_id, "student_id": each} for each in students
    ]
    if rows:
        transaction.execute(insert(Examinee).values(rows))


def _add_commission(
    transaction: Transaction, faculty_id: int, examination_id: int, commission: Sequence[int]
) -> None:
    rows = [
        {
            "faculty_id": faculty_id,
            "examination_id": examination_id,
            "employee_id": each,
            "chair": place == 0,
        }
        for place, each in enumerate(commission)
    ]
    if rows:
        transaction.execute(insert(Examiner).values(rows))


def _ids(rows: Sequence[Sequence[int]]) -> tuple[int, ...]:
    return tuple(row[0] for row in rows)
