"""Fifty thousand students with five years of orders: the small demonstration, copied within its tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from benchmarks.copied_rows import copy_rows
from benchmarks.small_university import acting, small_university

LOGIN, ROLE = "academic_office", "hemis_academic_office"
#: Which columns of a copied table are moved on with the copy.
COPIED = {
    "students.student": ("id",),
    "students.period": ("id", "student_id"),
    "students.search_word": ("student_id",),
    "movement.line": ("id", "student_id", "before_id", "after_id"),
}
PROMOTED = """
select array(select id from students.student
              where status = '11' and course < '14' and education_type = '11' order by id limit %s)
"""


@dataclass(frozen=True)
class Scenery:
    """The administrator of the server, and the academic office at the own connection."""

    admin: psycopg.Connection
    office: psycopg.Connection

    def one(self, statement: str, *values: object) -> int:
        row = self.admin.execute(statement, values).fetchone()
        assert row is not None  # noqa: S101 - a count has a row
        return int(row[0])


@contextmanager
def filled(students: int) -> Iterator[Scenery]:
    """A server of its own with so many students."""
    with small_university(durable=False) as (server, admin):
        _multiply(admin, students)
        with acting(server, LOGIN, ROLE) as office:
            yield Scenery(admin, office)


def _multiply(admin: psycopg.Connection, students: int) -> None:
    """Copy the students with their time lines and lines of orders."""
    there = admin.execute("select count(*) from students.student").fetchone()
    copy_rows(admin, COPIED, students // (there[0] if there else 1) - 1)
    admin.execute("set session_replication_role = replica")
    admin.execute(
        "update movement.decree d set lines = (select count(*) from movement.line l where l.decree_id = d.id)"
    )
    admin.execute("set session_replication_role = origin")
    admin.execute("vacuum analyze movement.decree")


def promotion(scenery: Scenery, lines: int) -> int:
    """A signed order that promotes so many, each with a GPA that allows it."""
    row = scenery.admin.execute(PROMOTED, [lines]).fetchone()
    made = scenery.office.execute(
        "select movement.draft('promote', security.today(), 'uz', null, null, %s)", [row[0] if row else []]
    ).fetchone()
    order = int(made[0]) if made else 0
    scenery.admin.execute("update movement.line set gpa = 3.5, debts = 0 where decree_id = %s", [order])
    scenery.admin.execute("vacuum analyze movement.line")
    return order


def sign(scenery: Scenery, order: int) -> None:
    scenery.office.execute("select movement.send(%s)", [order])
    scenery.office.execute(
        "select movement.sign(%s, (select min(id) from employees.employee), security.today())", [order]
    )
