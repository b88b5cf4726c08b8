"""Streams, groups and subgroups of a term: what would be made, and making it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from client.core.i18n import names
from client.data.server.gateway import Gateway
from shared.codes import StructureType
from shared.models.structure import Unit
from shared.models.subjects import Subject


@dataclass(frozen=True)
class Proposal:
    """A class that would be made."""

    training: str
    subject: str
    students: str
    size: int
    hours: int
    department: str


def faculties(gateway: Gateway) -> list[tuple[int, str]]:
    """Return the faculties in the scope of the role: (id, name)."""
    own = gateway.scalar(select(func.security.my_units(func.security.my_role()))) or []
    columns = [getattr(Unit, f"name_{code}") for code in ("uz", "oz", "ru", "en")]
    statement = select(Unit.id, *columns).where(Unit.kind == StructureType.FACULTY, Unit.id.in_(list(own)))
    return [(row[0], names(*row[1:5])) for row in gateway.rows(statement.order_by(Unit.code))]


def usual_measures(gateway: Gateway) -> dict[str, int]:
    """Return the usual sizes: of a stream, a group in practice, in the laboratory and in a language."""
    found = gateway.call("teaching.usual_measures") or {}
    return {name: int(value) for name, value in found.items() if isinstance(value, int)}


def propose(gateway: Gateway, term_id: int, faculty_id: int, measures: Mapping[str, int]) -> list[Proposal]:
    """Return what would be made of the sizes of groups."""
    rows = gateway.table("teaching.propose_classes", term_id, faculty_id, dict(measures))
    subjects = _called(gateway, Subject, {row[1] for row in rows})
    departments = _called(gateway, Unit, {row[3] for row in rows})
    return [
        Proposal(row[0], subjects.get(row[1], ""), row[4], row[5], row[6], departments.get(row[3], ""))
        for row in rows
    ]


def make(gateway: Gateway, term_id: int, faculty_id: int, measures: Mapping[str, int]) -> int:
    """Make the missing classes; return how many."""
    return int(gateway.call("teaching.make_classes", term_id, faculty_id, dict(measures)))


def remove(gateway: Gateway, class_ids: Sequence[int]) -> int:
    """Remove classes with their parts and teachers, as long as no timetable has them."""
    return int(gateway.call("teaching.remove_classes", list(class_ids)))


def _called(
    gateway: Gateway, model: type[Subject] | type[Unit], ids: set[int | None]
) -> dict[int | None, str]:
    columns = [getattr(model, f"name_{code}") for code in ("uz", "oz", "ru", "en")]
    wanted = [each for each in ids if each is not None]
    return {
        row[0]: names(*row[1:5])
        for row in gateway.rows(select(model.id, *columns).where(model.id.in_(wanted)))
    }
