"""Who grades a component of a sheet."""

from typing import NamedTuple

from client.core.i18n import names
from client.data.server.gateway import Gateway
from shared.names import sort_key


class Teacher(NamedTuple):
    """Somebody who teaches."""

    id: int
    name: str


_GRADERS = """
select distinct e.id, e.full_name
  from grades.grader g
  join employees.employee e on e.id = g.employee_id
 where g.component_id = :component
"""


def graders_of(gateway: Gateway, component_id: int) -> list[Teacher]:
    """Return who grades a component."""
    found = [Teacher(number, names(name)) for number, name in gateway.rows(_GRADERS, component=component_id)]
    return sorted(found, key=lambda each: sort_key(each.name))
