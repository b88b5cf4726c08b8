"""The history of a record as people read it: who changed which field from what to what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, select

from client.core.errors import Refused
from client.core.i18n import N_, _
from client.core.roles import role_title
from client.core.words import classifier_of
from client.data.records.actors import names_of
from client.data.records.catalogue import Catalogue
from client.data.records.list_paths import Paths
from client.data.server.gateway import Gateway
from shared.models.everything import BY_RELATION
from shared.models.record import Table

ACTIONS = {"insert": N_("made"), "update": N_("changed"), "delete": N_("deleted")}
HIDDEN, KEPT_AS_DIGEST = N_("changed, not shown"), N_("another file")
#: What the program itself keeps in a row; no person changes it.
OWN_BUSINESS = {"id", "row_version"}

Row = tuple[int, datetime, str, str | None, str, Mapping[str, Any] | None, Mapping[str, Any] | None]


@dataclass(frozen=True)
class FieldChange:
    """A field before and after; what it refers to is a name, a code belongs to `classifier`."""

    label: str
    before: Any
    after: Any
    classifier: str = ""
    #: The column, for whoever asks which field it is: two may be called alike.
    name: str = ""


@dataclass(frozen=True)
class Entry:
    """One act on the record."""

    at: datetime
    who: str
    role: str
    action: str
    fields: tuple[FieldChange, ...]
    #: Whether it made the record.
    first: bool = False


def of_record(gateway: Gateway, catalogue: Catalogue, relation: str, record_id: int) -> list[Entry]:
    """Return what happened to a record, the latest first."""
    rows = gateway.table("audit.history", relation, record_id)
    reader = _Reader(gateway, catalogue, BY_RELATION[relation], rows)
    return [reader.entry(row) for row in reversed(rows)]


def of_rows(gateway: Gateway, catalogue: Catalogue, relation: str, rows: Iterable[Any]) -> list[Entry]:
    """Return lines of the history of several records of a table, as they stand."""
    rows = list(rows)
    reader = _Reader(gateway, catalogue, BY_RELATION[relation], rows)
    return [reader.entry(row) for row in rows]


class _Reader:
    """Turns stored values into texts; what they refer to is read in one question a table."""

    def __init__(
        self, gateway: Gateway, catalogue: Catalogue, model: type[Table], rows: Iterable[Any]
    ) -> None:
        self._columns = {column.name: column for column in model.__table__.columns}
        self._titles = self._read_titles(gateway, rows)
        self._names = names_of(gateway, self._logins(rows))
        catalogue.ensure(column.info.get("classifier") or "" for column in self._columns.values())

    def entry(self, row: Any) -> Entry:
        _number, at, login, role, action, before, after = row
        names = dict.fromkeys((*(before or {}), *(after or {})))
        fields = tuple(
            self._field(self._columns[name], before or {}, after or {})
            for name in self._columns
            if name in names and name not in OWN_BUSINESS
        )
        return Entry(
            at,
            self._names[login],
            role_title(role) if role else "",
            _(ACTIONS[action]),
            fields,
            action == "insert",
        )

    def _field(self, column: Column[Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> FieldChange:
        label = _(column.info.get("label") or column.name)
        was, became = before.get(column.name), after.get(column.name)
        if was is None and became is None:
            told = _(KEPT_AS_DIGEST if column.info.get("kind") == "image" else HIDDEN)
            return FieldChange(label, None, told, name=column.name)
        values = self._value(column, was), self._value(column, became)
        return FieldChange(label, *values, classifier_of(column), column.name)

    def _value(self, column: Column[Any], value: Any) -> Any:
        kind = column.info.get("kind")
        if value is None:
            return None
        if kind == "reference":
            return self._titles.get((column.info["refers"], int(value)), f"№ {value}")
        if kind == "image":
            return _(KEPT_AS_DIGEST)
        return self._names[value] if column.info.get("actor") else _typed(kind, value)

    def _logins(self, rows: Iterable[Any]) -> Iterator[str]:
        """Give everybody who acted and whom the values name."""
        kept = [name for name, column in self._columns.items() if column.info.get("actor")]
        for row in rows:
            yield row[2]
            yield from filter(None, ((values or {}).get(name) for values in row[5:7] for name in kept))

    def _read_titles(self, gateway: Gateway, rows: Iterable[Any]) -> dict[tuple[str, int], str]:
        wanted: dict[str, set[int]] = {}
        for row in rows:
            for values in row[5:7]:
                for name, value in (values or {}).items():
                    column = self._columns.get(name)
                    if column is not None and column.info.get("kind") == "reference" and value is not None:
                        wanted.setdefault(column.info["refers"], set()).add(int(value))
        return {
            (relation, number): title
            for relation, ids in wanted.items()
            for number, title in _titles(gateway, relation, ids)
        }


def _titles(gateway: Gateway, relation: str, ids: set[int]) -> list[tuple[int, str]]:
    """Return what records are called; those the role may not read stay numbers."""
    model: Any = BY_RELATION[relation]
    paths = Paths(model)
    title = paths.shown(model.title)
    try:
        rows = gateway.rows(paths.join(select(model.id, title)).where(model.id.in_(ids)))
    except Refused:
        return []
    named = paths.find(model.title)
    return [(number, str(named.read(name))) for number, name in rows]


def _typed(kind: str | None, value: Any) -> Any:
    """Return a JSON value as what the column holds."""
    if kind == "day":
        return date.fromisoformat(value)
    if kind == "moment":
        return datetime.fromisoformat(value)
    if kind == "decimal":
        return Decimal(str(value))
    return value
