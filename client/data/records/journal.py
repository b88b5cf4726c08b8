"""One line of the history: what a row was before a change and after it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from client.core.i18n import _
from client.data.records.catalogue import Catalogue
from client.data.server.gateway import Gateway
from shared.models.audit import Change
from shared.models.everything import BY_RELATION

#: Kinds of columns that say nothing to a person.
UNTOLD = frozenset({"id", "version"})


@dataclass(frozen=True)
class ColumnChange:
    """A column of the changed row, with codes in words; hidden values are empty."""

    label: str
    before: str
    after: str


def field_changes(gateway: Gateway, catalogue: Catalogue, change_id: int) -> list[ColumnChange]:
    """Return what a line of the journal says, column by column in the order of the table."""
    statement = select(Change.relation, Change.before, Change.after).where(Change.id == change_id)
    row = gateway.one(statement)
    if row is None:
        return []
    relation, before, after = row
    model = BY_RELATION.get(relation)
    infos = {} if model is None else {column.name: column.info for column in model.__table__.columns}
    changed = (before or {}).keys() | (after or {}).keys()
    shown = {name: info for name, info in infos.items() if name in changed and info.get("kind") not in UNTOLD}
    catalogue.ensure(info.get("classifier") or "" for info in shown.values())
    return [
        ColumnChange(
            _(info.get("label", name)),
            _text(info, before, name, catalogue),
            _text(info, after, name, catalogue),
        )
        for name, info in shown.items()
    ]


def _text(info: dict[str, Any], values: dict[str, Any] | None, name: str, catalogue: Catalogue) -> str:
    if not values or name not in values:
        return ""
    value = values[name]
    if value is None:
        return ""
    classifier = info.get("classifier") or info.get("words") or ""
    return catalogue.label(classifier, str(value)) if classifier else str(value)
