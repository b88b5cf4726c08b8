"""Who is dean of a faculty, as papers name them below."""

from collections.abc import Iterable

from client.data.server.gateway import Gateway
from shared.codes import TeacherPositionType
from shared.names import short_name

_CHIEFS = "select c.unit_id, c.surname, c.given_name, c.patronymic from employees.chiefs(:units, :post) c"


def deans(gateway: Gateway, faculties: Iterable[int]) -> dict[int, str]:
    """Return the dean of each faculty that has one today, as one signs."""
    rows = gateway.rows(_CHIEFS, units=list(faculties), post=TeacherPositionType.DEAN)
    return {unit: short_name(surname, given, patronymic or "") for unit, surname, given, patronymic in rows}
