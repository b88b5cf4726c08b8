"""Who may grade and judge: teachers with a position now."""

from typing import NamedTuple

from client.core.i18n import names
from client.data.server.gateway import Gateway
from shared.names import sort_key


class Teacher(NamedTuple):
    """Somebody who teaches."""

    id: int
    name: str


_TEACHERS = """
select distinct e.id, e.full_name
  from employees.employee e
  join employees.position p on p.employee_id = e.id and (p.ends_on is null or p.ends_on >= security.today())
"""
_GRADERS = """
select distinct e.id, e.full_name
  from grades.grader g
  join employees.employee e on e.id = g.employee_id
 where g.component_id = :component
"""


def teachers(gateway: Gateway) -> list[Teacher]:
    """Return the people with a position now, as far as the role reads positions."""
    return _sorted(gateway, _TEACHERS)


def graders_of(gateway: Gateway, component_id: int) -> list[Teacher]:
    """Return who grades a component."""
    return _sorted(gateway, _GRADERS, component=component_id)


def _sorted(gateway: Gateway, statement: str, **values: int) -> list[Teacher]:
    found = [Teacher(number, names(name)) for number, name in gateway.rows(statement, **values)]
    return sorted(found, key=lambda each: sort_key(each.name))
