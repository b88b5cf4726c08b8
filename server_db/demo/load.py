"""The load of the demonstration's departments and teachers: who teaches what, within the norms."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from server_db.demo.places import DEPARTMENT
from server_db.demo.plans import LECTURE
from server_db.demo.posts import DOCENT, HEAD, PROFESSOR, SENIOR
from server_db.demo.staff import Employee
from server_db.demo.streams import Lessons
from server_db.demo.subjects import Subject
from server_db.demo.years import NORMS

_LECTURERS = {PROFESSOR, DOCENT, SENIOR, HEAD}
_SHARE_OF_OTHERS = (
    0.8  # how full the owner of a general subject may become before faculties teach it themselves
)


@dataclass
class Teacher:
    """Somebody with hours left in the term."""

    employee: Employee
    hours: int = 0

    @property
    def most(self) -> int:
        return NORMS[self.employee.post.code][1] // 2

    def full(self, hours: int) -> float:
        """Return the share of the norm that would be reached with these hours more."""
        return (self.hours + hours) / self.most


@dataclass
class Department:
    """The teachers of a department and the hours that were given to it."""

    code: str
    teachers: list[Teacher] = field(default_factory=list)
    hours: int = 0

    def full(self, hours: int) -> float:
        return (self.hours + hours) / max(sum(teacher.most for teacher in self.teachers), 1)

    def teacher_for(self, lessons: Lessons) -> Employee | None:
        """Choose who is least busy, lecturers for lectures; some work over their norm when all have their hours."""
        open_ones = [each for each in self.teachers if each.full(lessons.hours) <= 1] or self.teachers
        lecturers = [each for each in open_ones if each.employee.post.code in _LECTURERS]
        suited = lecturers if lessons.training == LECTURE and lecturers else open_ones
        if not suited:
            return None
        chosen = min(suited, key=lambda each: (each.full(lessons.hours), each.employee.id))
        chosen.hours += lessons.hours
        return chosen.employee


def departments(employees: Iterable[Employee]) -> dict[str, Department]:
    """Return the departments by code with those who work and teach in them."""
    found: dict[str, Department] = {}
    for employee in employees:
        unit = employee.post.unit
        if unit.kind == DEPARTMENT:
            department = found.setdefault(unit.code, Department(unit.code))
            if employee.left is None and employee.post.code in NORMS:
                department.teachers.append(Teacher(employee))
    return found


def divide(
    taught: dict[str, list[Lessons]], departments: dict[str, Department]
) -> dict[tuple[str, int], str]:
    """Give each subject of each faculty to a department: special ones to their owner, others where there is room."""
    hours: dict[tuple[str, Subject], int] = {}
    for faculty, classes in taught.items():
        for lessons in classes:
            key = faculty, lessons.subject
            hours[key] = hours.get(key, 0) + lessons.hours
    found: dict[tuple[str, int], str] = {}
    for (faculty, subject), wanted in sorted(hours.items(), key=lambda each: _order(*each)):
        department = _department(faculty, subject, wanted, departments)
        department.hours += wanted
        found[faculty, subject.id] = department.code
    return found


def _order(key: tuple[str, Subject], hours: int) -> tuple[bool, int, str, str]:
    faculty, subject = key
    return not subject.department.startswith(faculty), -hours, faculty, subject.code


def _department(faculty: str, subject: Subject, hours: int, departments: dict[str, Department]) -> Department:
    owner = departments.get(subject.department)
    if owner and (subject.department.startswith(faculty) or owner.full(hours) <= _SHARE_OF_OTHERS):
        return owner
    own = [department for code, department in departments.items() if code.startswith(faculty)]
    return min(own, key=lambda department: (department.full(hours), department.code))
