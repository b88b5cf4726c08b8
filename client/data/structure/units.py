"""The tree of units as the structure window shows it."""

from dataclasses import dataclass

from sqlalchemy import select

from client.core.i18n import names
from client.data.server.gateway import Gateway
from shared.models.structure import Unit, University


@dataclass(frozen=True)
class Node:
    """One unit of the tree."""

    id: int
    version: int
    parent: int | None
    kind: str
    code: str
    name: str
    active: bool


def tree(gateway: Gateway) -> list[Node]:
    """Return every unit by its code: what lies above comes first."""
    statement = select(
        Unit.id,
        Unit.row_version,
        Unit.parent_id,
        Unit.kind,
        Unit.code,
        Unit.active,
        Unit.name_uz,
        Unit.name_oz,
        Unit.name_ru,
        Unit.name_en,
    ).order_by(Unit.code)
    return [
        Node(number, version, parent, kind, code, names(uz, oz, ru, en), active)
        for number, version, parent, kind, code, active, uz, oz, ru, en in gateway.rows(statement)
    ]


def university(gateway: Gateway) -> int | None:
    """Return the id of the university's only record, None before it is made."""
    found: int | None = gateway.scalar(select(University.id))
    return found
