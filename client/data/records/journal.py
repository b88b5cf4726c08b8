"""One line of the history: what a row was before a change and after it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, select

from client.core.i18n import _
from client.core.words import classifier_of
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
    columns = () if model is None else model.__table__.columns
    changed = (before or {}).keys() | (after or {}).keys()
    shown = [each for each in columns if each.name in changed and each.info.get("kind") not in UNTOLD]
    catalogue.ensure(map(classifier_of, shown))
    return [
        ColumnChange(
            _(column.info.get("label", column.name)),
            _text(column, before, catalogue),
            _text(column, after, catalogue),
        )
        for column in shown
    ]


def _text(column: Column[Any], values: dict[str, Any] | None, catalogue: Catalogue) -> str:
    value = (values or {}).get(column.name)
    if value is None:
        return ""
    classifier = classifier_of(column)
    return catalogue.label(classifier, str(value)) if classifier else str(value)
