"""The different values of a column of a list and how many rows have each, for a filter that is ticked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select

from client.data.records.list_filters import (
    Filter,
    folded_has,
    folded_text,
    found_by_words,
    is_indexed,
    typed_words,
)
from client.data.records.list_paths import Paths
from client.data.records.list_sorting import sorted_by
from client.data.records.listing import ListQuery
from client.data.server.gateway import Gateway
from shared.models.record import Table

#: So many values are offered at once; typing narrows the others.
MOST = 500
#: Days stand under their months and years: all of a working life find room.
MOST_DAYS = 20_000


@dataclass(frozen=True)
class Value:
    """What a column holds, what it is called where it is the id of a record, and how many rows have it."""

    value: Any
    title: Any
    count: int


@dataclass(frozen=True)
class Values:
    """The values in order, those without one last; `total` counts also those that are not among them."""

    lines: tuple[Value, ...]
    total: int

    @property
    def whole(self) -> bool:
        return len(self.lines) == self.total


def values_of(
    gateway: Gateway, query: ListQuery, path: str, typed: str = "", fixed: Sequence[Filter] = ()
) -> Values:
    """Count the rows of each value under the other filters of the list and the search; one statement.

    Those that are `fixed` belong to the list: values that it never has are not offered.
    """
    paths = Paths(query.model)
    found = paths.find(path)
    kept = tuple(each for each in query.filters if each.path != path or each in fixed)
    others = replace(query, filters=kept)
    wanted = others.conditions(paths, gateway.unit)
    narrowing = typed_words(typed)
    if narrowing and is_indexed(found):
        wanted += found_by_words(paths, typed, (path,))
    place = sorted_by(paths, path, found)
    columns = (paths.reference(path).label("value"), paths.shown(path).label("title"), place.label("place"))
    statement = select(*columns, func.count().label("count")).select_from(query.model)
    grouped = paths.join(statement).where(*wanted).group_by(*columns).subquery()
    value, title, order, count = (grouped.columns[name] for name in ("value", "title", "place", "count"))
    answer = select(value, title, count, func.count().over()).order_by(order, value)
    answer = answer.limit(MOST_DAYS if found.info.get("kind") == "day" else MOST)
    if narrowing and not is_indexed(found):
        answer = answer.where(*(folded_has(folded_text(title), together) for together in narrowing))
    rows = gateway.rows(answer)
    lines = (Value(value, found.read(title), count) for value, title, count, _n in rows)
    return Values(tuple(lines), rows[0][3] if rows else 0)


def value_in(gateway: Gateway, model: type[Table], path: str, record_id: int) -> Value:
    """Return what a record has in a column; a list knows only what it is called."""
    paths = Paths(model)
    statement = paths.join(select(paths.reference(path), paths.shown(path)))
    row = gateway.one(statement.where(model.__table__.columns["id"] == record_id))
    return Value(None, None, 0) if row is None else Value(row[0], paths.find(path).read(row[1]), 1)
