"""Who grades a component of a sheet, who judges an appeal, and to which sheet a student may go."""

from typing import NamedTuple

from client.core.i18n import names
from client.data.server.gateway import Gateway, Rows
from shared.names import sort_key


class Teacher(NamedTuple):
    """Somebody who teaches."""

    id: int
    name: str


class OtherSheet(NamedTuple):
    """A sheet to which a student may go."""

    id: int
    name: str


_GRADERS = """
select distinct e.id, e.full_name
  from grades.grader g
  join employees.employee e on e.id = g.employee_id
 where g.component_id = :component
"""
_JUDGES = """
select e.id, e.full_name
  from grades.appeal_member m
  join employees.employee e on e.id = m.employee_id
 where m.appeal_id = :appeal
"""


def graders_of(gateway: Gateway, component_id: int) -> list[Teacher]:
    """Return who grades a component."""
    return _by_name(gateway.rows(_GRADERS, component=component_id))


def judges_of(gateway: Gateway, appeal_id: int) -> list[Teacher]:
    """Return chair and members of the commission of an appeal."""
    return _by_name(gateway.rows(_JUDGES, appeal=appeal_id))


def sheets_to_go_to(gateway: Gateway, line_id: int) -> list[OtherSheet]:
    """Return the open sheets of the same subject to which a line may go."""
    return [
        OtherSheet(sheet, f"{number} · {students} · {names(*faculty)}")
        for sheet, number, students, faculty in gateway.table("grades.sheets_to_go_to", line_id)
    ]


def _by_name(rows: Rows) -> list[Teacher]:
    found = [Teacher(number, names(name)) for number, name in rows]
    return sorted(found, key=lambda each: sort_key(each.name))
