"""The order of a list and its continuation after a known row (keyset paging), in both directions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    UnaryExpression,
    and_,
    case,
    false,
    literal,
    null,
    or_,
    true,
    tuple_,
)

from client.core.i18n import language
from client.data.records.actors import CYRILLIC_LANGUAGES
from client.data.records.list_paths import Paths, ResolvedPath, find, sort_key
from shared.models.record import Table


@dataclass(frozen=True)
class Key:
    """One expression of the order; empty values come last when ascending."""

    value: ColumnElement[Any]
    descending: bool
    nullable: bool


def keys(paths: Paths, sort: Sequence[tuple[str, bool]]) -> tuple[Key, ...]:
    """Return the keys of the order; the id makes it total."""
    wanted = list(sort) or [(paths.model.title, False)]
    found = [_key(paths, path, descending=descending) for path, descending in wanted]
    last = found[-1].descending
    return (*found, Key(paths.model.__table__.columns["id"], last, nullable=False))


def _key(paths: Paths, path: str, *, descending: bool) -> Key:
    found = paths.find(path)
    always_there = _has_sort_key(found) and not found.way
    return Key(sorted_by(paths, path, found), descending, found.nullable and not always_there)


def sorted_by(paths: Paths, path: str, found: ResolvedPath) -> ColumnElement[Any]:
    """Names of people have stored keys of the order of each script; other texts are given theirs as they are read.

    Values with words of their own stand as their model lists them: their codes are English and no order.
    """
    if words := found.column.info.get("words"):
        order = {code: place for place, code in enumerate(words)}
        return case(order, value=paths.stored(path), else_=len(order))
    if _has_sort_key(found):
        script = f"_{language()}" if language() in CYRILLIC_LANGUAGES else ""
        return paths.stored(".".join((*found.way, f"sort_key{script}")))
    if _is_name(found) and found.way:
        return paths.rank(path)
    if _is_name(found):
        return sort_key(found, paths.shown(path))
    return paths.stored(path)


def is_by_name(model: type[Table], path: str) -> bool:
    """Tell whether rows sorted by this path can be found by typing the beginning of a name."""
    found = find(model, path)
    return _has_sort_key(found) or (_is_name(found) and not found.way)


NUMERIC = frozenset({"number", "decimal", "day", "moment"})


def _has_sort_key(found: ResolvedPath) -> bool:
    return found.column.name in {"full_name", "surname"} and "sort_key" in found.model.__table__.columns


def _is_name(found: ResolvedPath) -> bool:
    if found.column.info.get("kind") in NUMERIC or found.column.info.get("words"):
        return False  # a record called by its number, such as a semester
    return found.info.get("kind") in {"text", "reference"} and not found.column.info.get("pattern")


def ordering(order: Sequence[Key], *, backwards: bool = False) -> list[UnaryExpression[Any]]:
    """Return the ORDER BY; PostgreSQL's own rule puts empty values last ascending and first descending."""
    return [key.value.desc() if key.descending != backwards else key.value.asc() for key in order]


def beyond(order: Sequence[Key], place: tuple[Any, ...], *, backwards: bool = False) -> ColumnElement[bool]:
    """Return the condition for the rows after `place`, or before it."""
    directions = {key.descending != backwards for key in order}
    if len(directions) == 1 and not any(key.nullable for key in order):
        row, limit = tuple_(*(key.value for key in order)), tuple_(*map(_typed, order, place))
        return row < limit if directions.pop() else row > limit
    choices = []
    for position, key in enumerate(order):
        equal = [_equal(earlier, value) for earlier, value in zip(order[:position], place, strict=False)]
        choices.append(and_(*equal, _further(key, place[position], descending=key.descending != backwards)))
    return or_(*choices)


def _typed(key: Key, value: Any) -> ColumnElement[Any]:
    return value if isinstance(value, BindParameter) else literal(value, key.value.type)


def _equal(key: Key, value: Any) -> ColumnElement[bool]:
    return key.value.is_(null()) if value is None else key.value == _typed(key, value)


def _further(key: Key, value: Any, *, descending: bool) -> ColumnElement[bool]:
    if descending:
        return key.value.is_not(null()) if value is None else key.value < _typed(key, value)
    if value is None:
        return false()
    further = key.value > _typed(key, value)
    return or_(further, key.value.is_(null())) if key.nullable else and_(further, true())
