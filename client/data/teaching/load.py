"""The load of a term: classes with their teachers, teachers with their hours against the norm of the year."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from client.core.i18n import names
from client.data.records import saving
from client.data.records.sheet_saving import SheetOutcome, together
from client.data.server.gateway import Gateway, Transaction
from shared.codes import TEACHING_UNITS, EmploymentStaff, StructureType
from shared.models.teaching import Assignment
from shared.names import sort_key

FULL = Decimal(1)


@dataclass(frozen=True)
class Given:
    """Hours of a class that a teacher has."""

    id: int
    version: int
    employee_id: int
    hours: int


@dataclass(frozen=True)
class TaughtClass:
    """A class of the term with its teachers."""

    id: int
    faculty_id: int
    department_id: int | None
    subject: str
    training: str
    students: str
    size: int
    hours: int
    given: tuple[Given, ...] = ()

    @property
    def missing(self) -> int:
        return self.hours - sum(each.hours for each in self.given)


@dataclass(frozen=True)
class Teacher:
    """Who may teach: with the departments, the norm of all posts together, and hours of the year elsewhere."""

    id: int
    name: str
    departments: frozenset[int]
    post: str
    rate: Decimal
    least: int | None
    most: int | None
    #: Hours of the academic year in other terms.
    other_terms: int = 0


@dataclass(frozen=True)
class Load:
    """A term as far as the role reads it."""

    classes: tuple[TaughtClass, ...]
    teachers: tuple[Teacher, ...]
    departments: Mapping[int, str]

    def hours(self) -> dict[int, int]:
        """Return the hours of each teacher in this term."""
        found: dict[int, int] = {}
        for each in self.classes:
            for given in each.given:
                found[given.employee_id] = found.get(given.employee_id, 0) + given.hours
        return found


@dataclass(frozen=True)
class WantedTeachers:
    """The teachers a class shall have: (employee, hours) in the order of the columns."""

    known: TaughtClass
    teachers: tuple[tuple[int, int], ...]


_CLASSES = """
select c.id, c.faculty_id, c.department_id, b.name_uz, b.name_oz, b.name_ru, b.name_en, c.training, c.name, c.size,
       c.hours
  from teaching.class c
  join curriculum.course o on o.id = c.course_id
  join subjects.subject b on b.id = o.subject_id
 where c.term_id = :term
"""
_GIVEN = """
select a.class_id, a.id, a.row_version, a.employee_id, a.hours
  from teaching.assignment a
  join teaching.class c on c.id = a.class_id
 where c.term_id = :term
 order by a.hours desc, a.id
"""
_TEACHERS = """
with norm as (
    select n.post, n.hours_at_least, n.hours_at_most
      from teaching.norm n
      join curriculum.term t on t.academic_year_id = n.academic_year_id and t.id = :term
)
select e.id, e.full_name, array_agg(distinct p.unit_id), min(p.post),
       array_agg(p.rate), array_agg(n.hours_at_least), array_agg(n.hours_at_most)
  from employees.position p
  join employees.employee e on e.id = p.employee_id
  join structure.unit u on u.id = p.unit_id and u.kind = any (:teaching)
  left join norm n on n.post = p.post
 where p.starts_on <= security.today() and (p.ends_on is null or p.ends_on >= security.today())
   and (n.post is not null or exists (select from teaching.assignment a where a.employee_id = e.id))
 group by e.id, e.full_name
"""
_ELSEWHERE = """
select a.employee_id, sum(a.hours)::integer
  from teaching.assignment a
  join teaching.class c on c.id = a.class_id
  join curriculum.term t on t.id = c.term_id
 where t.academic_year_id = (select academic_year_id from curriculum.term where id = :term) and t.id <> :term
 group by a.employee_id
"""
_DEPARTMENTS = """
select u.id, u.name_uz, u.name_oz, u.name_ru, u.name_en from structure.unit u where u.kind = :department order by u.code
"""
#: The share of a full post.
RATES = {
    EmploymentStaff.FULL: FULL,
    EmploymentStaff.THREE_QUARTERS: Decimal("0.75"),
    EmploymentStaff.HALF: Decimal("0.5"),
    EmploymentStaff.QUARTER: Decimal("0.25"),
}


def read(gateway: Gateway, term_id: int) -> Load:
    """Return the classes, teachers and departments of a term, under the reader's rights."""
    given: dict[int, list[Given]] = {}
    for class_id, *values in gateway.rows(_GIVEN, term=term_id):
        given.setdefault(class_id, []).append(Given(*values))
    classes = [
        TaughtClass(
            id=row[0],
            faculty_id=row[1],
            department_id=row[2],
            subject=names(*row[3:7]),
            training=row[7],
            students=row[8],
            size=row[9],
            hours=row[10],
            given=tuple(given.get(row[0], ())),
        )
        for row in gateway.rows(_CLASSES, term=term_id)
    ]
    classes.sort(key=lambda each: (sort_key(each.subject), each.training, each.students, each.id))
    elsewhere = {row[0]: row[1] for row in gateway.rows(_ELSEWHERE, term=term_id)}
    posts = gateway.rows(_TEACHERS, term=term_id, teaching=list(TEACHING_UNITS))
    teachers = sorted((_teacher(row, elsewhere) for row in posts), key=lambda each: sort_key(each.name))
    used = {each.department_id for each in classes}
    units = gateway.rows(_DEPARTMENTS, department=StructureType.DEPARTMENT)
    departments = {row[0]: names(*row[1:5]) for row in units if row[0] in used}
    return Load(tuple(classes), tuple(teachers), departments)


def save(gateway: Gateway, wanted: Mapping[Hashable, WantedTeachers]) -> SheetOutcome:
    """Store the teachers of all these classes or of none."""
    return together(gateway, wanted, _save)


def _save(transaction: Transaction, wanted: WantedTeachers) -> None:
    """Take away first: hours of a class are never more than it has, not even for a moment."""
    known = {each.employee_id: each for each in wanted.known.given}
    target = dict(wanted.teachers)
    for employee, stored in known.items():
        if employee not in target:
            saving.delete(transaction, Assignment, stored.id, stored.version)
    changed = [
        employee for employee in known if employee in target and known[employee].hours != target[employee]
    ]
    for employee in sorted(changed, key=lambda each: target[each] - known[each].hours):
        stored = known[employee]
        saving.update(transaction, Assignment, stored.id, stored.version, {"hours": target[employee]})
    for employee, hours in target.items():
        if employee not in known:
            owner = {"faculty_id": wanted.known.faculty_id, "class_id": wanted.known.id}
            saving.insert(transaction, Assignment, {**owner, "employee_id": employee, "hours": hours})


def _teacher(row: tuple[Any, ...], elsewhere: Mapping[int, int]) -> Teacher:
    number, name, units, post, rates, least, most = row
    shares = [RATES.get(rate, FULL) for rate in rates]
    return Teacher(
        number,
        names(name),
        frozenset(units),
        post,
        sum(shares, Decimal(0)),
        _norm(shares, least),
        _norm(shares, most),
        elsewhere.get(number, 0),
    )


def _norm(shares: Iterable[Decimal], norms: Iterable[int | None]) -> int | None:
    """Return the norm of all posts together, none if no post has one."""
    parts = [share * norm for share, norm in zip(shares, norms, strict=True) if norm is not None]
    return round(sum(parts, Decimal(0))) if parts else None
