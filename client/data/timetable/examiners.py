"""Who may hold the controls of a term: of the department, and of a final nobody who teaches those it is held for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from client.core.i18n import names
from client.data.server.gateway import Gateway
from client.data.timetable.lessons import DatedExamination
from shared.codes import MIDTERMS
from shared.models.curriculum import CurriculumSubject
from shared.models.employees import Employee, Position
from shared.models.teaching import Assignment, Class, ClassPart
from shared.models.timetable import Examinee
from shared.names import sort_key


@dataclass(frozen=True)
class Examiner:
    """Somebody of the department of a subject."""

    id: int
    name: str


def holders(
    gateway: Gateway, term_id: int, faculty_id: int, finals: tuple[DatedExamination, ...]
) -> dict[int, tuple[Examiner, ...]]:
    """Return for each control who may hold it.

    A final somebody of the department of the subject who does not teach the group, a midterm a teacher of the
    subject, a retake somebody of the department who does not teach the subject to a listed student's group.
    """
    department_of = {
        row[0]: row[1]
        for row in gateway.rows(
            select(CurriculumSubject.id, CurriculumSubject.department_id).where(
                CurriculumSubject.faculty_id == faculty_id
            )
        )
    }
    members: defaultdict[int, list[Examiner]] = defaultdict(list)
    people = gateway.rows(_members(set(department_of.values()) - {None}))
    for unit, number, name in sorted(people, key=lambda each: sort_key(names(each[2]))):
        members[unit].append(Examiner(number, names(name)))
    teaches: defaultdict[int, dict[int, Examiner]] = defaultdict(dict)
    subject_of: defaultdict[tuple[int, int], dict[int, Examiner]] = defaultdict(dict)
    for group, course, employee, name in gateway.rows(_teachers(term_id, faculty_id)):
        teaches[group][employee] = subject_of[group, course][employee] = Examiner(employee, names(name))

    listed: defaultdict[int, set[int]] = defaultdict(set)
    for control_id, group in gateway.rows(_listed_groups(finals)):
        listed[control_id].add(group)

    def who(control: DatedExamination) -> tuple[Examiner, ...]:
        group = control.group_id or 0
        if control.attempt == 1 and control.kind in MIDTERMS:
            return tuple(subject_of[group, control.course_id].values())
        department = members[department_of.get(control.course_id) or 0]
        barred = set(teaches[group])
        for each in listed[control.id]:
            barred.update(subject_of[each, control.course_id])
        return tuple(each for each in department if each.id not in barred)

    return {control.id: who(control) for control in finals}


def members_of(gateway: Gateway, department_id: int | None) -> tuple[Examiner, ...]:
    """Return the people of a department in the order of their names."""
    people = gateway.rows(_members([department_id]))
    made = {Examiner(number, names(name)) for _unit, number, name in people}
    return tuple(sorted(made, key=lambda each: sort_key(each.name)))


def _listed_groups(finals: tuple[DatedExamination, ...]) -> Any:
    retakes = [each.id for each in finals if each.group_id is None]
    return (
        select(Examinee.examination_id, Examinee.group_id)
        .where(Examinee.examination_id.in_(retakes), Examinee.group_id.is_not(None))
        .distinct()
    )


def _members(departments: Iterable[int | None]) -> Any:
    today = func.security.today()
    return (
        select(Position.unit_id, Employee.id, Employee.full_name)
        .join(Employee, Employee.id == Position.employee_id)
        .where(Position.unit_id.in_(list(departments)), Position.starts_on <= today)
        .where(or_(Position.ends_on.is_(None), Position.ends_on >= today))
        .distinct()
    )


def _teachers(term_id: int, faculty_id: int) -> Any:
    return (
        select(ClassPart.group_id, ClassPart.course_id, Assignment.employee_id, Employee.full_name)
        .join(Class, Class.id == ClassPart.class_id)
        .join(Assignment, Assignment.class_id == Class.id)
        .join(Employee, Employee.id == Assignment.employee_id)
        .where(Class.term_id == term_id, Class.faculty_id == faculty_id)
        .distinct()
    )
