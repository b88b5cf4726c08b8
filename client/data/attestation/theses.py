"""The theses of a department in an academic year: read with the students who have none yet, saved one by one."""

import json
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from client.core.i18n import names
from client.data.records.sheet_saving import SheetOutcome, one_by_one
from client.data.server.gateway import Gateway, Transaction
from shared.codes import StructureType
from shared.models.attestation import APPROVED, OPEN

#: What is typed into the grid, in its order.
COLUMNS = (
    "title_uz",
    "title_en",
    "supervisor_id",
    "adviser_id",
    "reviewer_id",
    "outside_reviewer",
    "outside_place",
)
_PLACES = """
select u.id, u.name_uz, u.name_oz, u.name_ru, u.name_en
  from structure.unit u
 where u.kind = :department
   and (:everywhere or u.id = any (security.my_units()))
 order by u.code
"""
_YEARS = "select y.year, y.name from curriculum.academic_year y where y.year <= :last order by y.year desc"
_THESES = """
select t.student_id, t.name, t.number, coalesce(t.group_name, ''), t.education_type, (t.thesis).id,
       (t.thesis).row_version, (t.thesis).state, (t.thesis).order_number, (t.thesis).ordered_on,
       (t.thesis).title_uz, (t.thesis).title_en, (t.thesis).supervisor_id, (t.thesis).adviser_id,
       (t.thesis).reviewer_id, (t.thesis).outside_reviewer, (t.thesis).outside_place
  from attestation.theses_of(:department, :year) t
"""
_PEOPLE = """
select e.id, e.full_name, e.number
  from employees.employee e
 where e.active or e.id = any (:named)
 order by e.sort_key, e.id
"""
_OFFERS = """
select o.id, o.title_uz, coalesce(o.title_en, ''), e.full_name, coalesce(o.about, '')
  from attestation.offer o
  join employees.employee e on e.id = o.supervisor_id
 where o.department_id = :department and o.year = :year
   and not exists (select from attestation.thesis t where t.offer_id = o.id)
 order by o.title_uz
"""
WRITERS = ("hemis_department_head", "hemis_faculty")
#: Roles that ask for how many theses a supervisor has.
COUNTERS = (*WRITERS, "hemis_academic_office")


class Place(NamedTuple):
    """A department, or an academic year, to choose from."""

    id: int
    name: str


class Offered(NamedTuple):
    """A free topic."""

    id: int
    title_uz: str
    title_en: str
    supervisor: str
    about: str


@dataclass(frozen=True)
class StudentThesis:
    """A student with what is written of the thesis, in the order of the columns."""

    student_id: int
    name: str
    number: str
    group: str
    education_type: str
    id: int | None
    version: int
    state: str
    order_number: str
    ordered_on: date | None
    values: tuple[Any, ...]

    @property
    def approved(self) -> bool:
        return self.state == APPROVED


@dataclass(frozen=True)
class Theses:
    """What stands in the grid of a department, and who may be named in it."""

    students: tuple[StudentThesis, ...]
    people: tuple[tuple[int, str, str], ...]
    #: Theses of each supervisor in the year, also at other departments, and the limit.
    load: Mapping[int, int]
    at_most: int


@dataclass(frozen=True)
class ThesisChange:
    """What was typed for a student."""

    known: StudentThesis
    values: Mapping[str, Any]


def departments(gateway: Gateway) -> list[Place]:
    """Return the departments whose theses the role reads, the own ones of a head and of a dean's office."""
    everywhere = gateway.role not in WRITERS
    return [
        Place(row[0], names(*row[1:]))
        for row in gateway.rows(_PLACES, everywhere=everywhere, department=StructureType.DEPARTMENT)
    ]


def years(gateway: Gateway, last: int) -> list[Place]:
    """Return the academic years up to the one of today, the latest first."""
    return [Place(*row) for row in gateway.rows(_YEARS, last=last)]


def read(gateway: Gateway, department_id: int, year: int) -> Theses:
    """Return the students of a department with their theses, and the people to choose from."""
    students = tuple(_student(row) for row in gateway.rows(_THESES, department=department_id, year=year))
    named = sorted({person for each in students for person in each.values[2:5] if person})
    people = tuple((row[0], names(row[1]), row[2]) for row in gateway.rows(_PEOPLE, named=named))
    load = gateway.table("attestation.load_of", year) if gateway.role in COUNTERS else []
    at_most = next((row[2] for row in load), 0)
    return Theses(students, people, {row[0]: row[1] for row in load}, at_most)


def _student(row: Sequence[Any]) -> StudentThesis:
    student, name, number, group, education, thesis, version, state, order, ordered, *values = row
    return StudentThesis(
        student,
        names(name),
        number,
        group,
        education,
        thesis,
        version or 0,
        state or OPEN,
        order or "",
        ordered,
        tuple(values),
    )


def offers(gateway: Gateway, department_id: int, year: int) -> list[Offered]:
    """Return the free topics of a department that nobody has taken."""
    return [
        Offered(row[0], row[1], row[2], names(row[3]), row[4])
        for row in gateway.rows(_OFFERS, department=department_id, year=year)
    ]


def save(
    gateway: Gateway, department_id: int, year: int, changes: Mapping[Hashable, ThesisChange]
) -> SheetOutcome:
    """Store the thesis of each student for itself."""

    def store(transaction: Transaction, change: ThesisChange) -> None:
        transaction.scalar(
            "select attestation.save_thesis(:student, :department, :year, :version, cast(:said as jsonb))",
            student=change.known.student_id,
            department=department_id,
            year=year,
            version=change.known.version,
            said=json.dumps(dict(change.values)),
        )

    return one_by_one(gateway, changes, store)
