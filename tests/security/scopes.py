"""The scopes in Python: who sees and changes which rows, as a model that the database is compared with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.security.attempts import identifier
from tests.security.rights import RIGHTS, Right

if TYPE_CHECKING:
    import psycopg

#: For each table the columns that its scope depends on, after the key.
COLUMNS = {
    "structure.unit": ("id", "parent_id"),
    "infrastructure.room": ("id",),
    "students.specialty": ("id", "faculty_id"),
    "students.group": ("id", "faculty_id", "specialty_id"),
    "students.student": ("id", "faculty_id", "group_id"),
    "students.award": ("id", "faculty_id", "student_id"),
    "employees.card": ("id", "employee_id"),
    "employees.position": ("id", "employee_id", "unit_id", "ends_on"),
    "employees.qualification": ("id", "employee_id"),
}
UNIVERSITY_WIDE = frozenset(
    [
        "hr",
        "academic_office",
        "registrar",
        "marketing",
        "research_office",
        "doctoral_office",
        "accounting",
        "finance_control",
        "management",
        "admin",
    ]
)
Row = dict[str, Any]


@dataclass
class Membership:
    """A right of a person: role without `hemis_`, unit and period."""

    id: int
    role: str
    unit: int | None
    starts_on: date
    ends_on: date | None

    def live(self, today: date) -> bool:
        return self.starts_on <= today and not self.over(today)

    def over(self, today: date) -> bool:
        return self.ends_on is not None and self.ends_on < today


@dataclass
class Actor:
    """A person with rights, acting in one role."""

    login: str
    account: int
    employee: int
    rights: list[Membership] = field(default_factory=list)
    role: str | None = None
    first_password: bool = False

    def groups(self, today: date) -> set[str]:
        """The groups that the login is a member of."""
        return {right.role for right in self.rights if not right.over(today)}


@dataclass
class University:
    """The rows of the tables, and the groups of tutors."""

    today: date
    tables: dict[str, dict[int, Row]]
    tutors: list[tuple[int, int, date, date | None]]
    #: Who teaches which group in a class of which department.
    taught: list[tuple[int | None, int | None, int]]
    #: Who sits, or sat, in whose class of which department: guests are read by those who teach them.
    seated: list[tuple[int | None, int | None, int]] = field(default_factory=list)

    @classmethod
    def read(cls, admin: psycopg.Connection[Any]) -> University:
        tables: dict[str, dict[int, Row]] = {}
        for relation, columns in COLUMNS.items():
            query = f"select {', '.join(columns)} from {identifier(relation).as_string(admin)}"
            found = admin.execute(query).fetchall()  # type: ignore[arg-type]
            tables[relation] = {row[0]: dict(zip(columns, row, strict=True)) for row in found}
        tutors = admin.execute(
            "select employee_id, group_id, starts_on, ends_on from students.tutor_group"
        ).fetchall()
        today = admin.execute("select security.today()").fetchone()
        assert today is not None
        taught = admin.execute(
            "select a.employee_id, c.department_id, p.group_id from teaching.part p "
            "join teaching.class c on c.id = p.class_id left join teaching.assignment a on a.class_id = c.id"
        ).fetchall()
        seated = admin.execute(
            "select distinct a.employee_id, c.department_id, m.student_id from teaching.member m "
            "join teaching.class c on c.id = m.class_id left join teaching.assignment a on a.class_id = c.id"
        ).fetchall()
        return cls(today[0], tables, tutors, taught, seated)

    def below(self, unit: int) -> set[int]:
        children = {key for key, row in self.tables["structure.unit"].items() if row["parent_id"] == unit}
        return {unit}.union(*map(self.below, children))

    def acts(self, actor: Actor) -> bool:
        return not actor.first_password and any(
            right.role == actor.role and right.live(self.today) for right in actor.rights
        )

    def units(self, actor: Actor) -> set[int]:
        if not self.acts(actor):
            return set()
        if actor.role in UNIVERSITY_WIDE:
            return set(self.tables["structure.unit"])
        live = (right for right in actor.rights if right.role == actor.role and right.live(self.today))
        return set().union(*(self.below(right.unit) for right in live if right.unit is not None))

    def groups(self, actor: Actor) -> set[int]:
        if actor.role != "tutor" or not self.acts(actor):
            return set()
        return {
            group
            for employee, group, starts_on, ends_on in self.tutors
            if employee == actor.employee
            and starts_on <= self.today
            and (ends_on is None or ends_on >= self.today)
        }

    def groups_taught(self, actor: Actor) -> set[int]:
        if actor.role == "teacher":
            return {group for employee, _department, group in self.taught if employee == actor.employee}
        units = self.units(actor)
        return {group for _employee, department, group in self.taught if department in units}

    def students_seated(self, actor: Actor) -> set[int]:
        if actor.role == "teacher":
            return {student for employee, _department, student in self.seated if employee == actor.employee}
        units = self.units(actor)
        return {student for _employee, department, student in self.seated if department in units}

    def right(self, actor: Actor, relation: str) -> Right:
        return RIGHTS[relation].get(actor.role or "", Right())

    def keys(self, actor: Actor, relation: str, reach: str) -> set[int]:
        """The rows of a table that lie within a reach of the actor."""
        rows = self.tables[relation]
        if reach == "-" or not self.acts(actor):
            return set()
        if reach == "all":
            return set(rows)
        if reach == "own":
            return {key for key, row in rows.items() if row["employee_id"] == actor.employee}
        if reach in ("groups", "taught"):
            groups = self.groups(actor) if reach == "groups" else self.groups_taught(actor)
            seated = (
                self.students_seated(actor) & set(rows)
                if (reach, relation) == ("taught", "students.student")
                else set()
            )
            return seated | {key for key, row in rows.items() if self._group(relation, row) in groups}
        units = self.units(actor)
        if relation in ("employees.card", "employees.qualification"):
            people = self._employees(units)
            return {key for key, row in rows.items() if row["employee_id"] in people}
        scope = "unit_id" if relation == "employees.position" else "faculty_id"
        return {key for key, row in rows.items() if row[scope] in units}

    def _employees(self, units: set[int]) -> set[int]:
        return {
            row["employee_id"]
            for row in self.tables["employees.position"].values()
            if row["unit_id"] in units and (row["ends_on"] is None or row["ends_on"] >= self.today)
        }

    def _group(self, relation: str, row: Row) -> int | None:
        if relation == "students.group":
            return int(row["id"])
        if relation == "students.award":
            row = self.tables["students.student"][row["student_id"]]
        return row["group_id"]  # type: ignore[no-any-return]
