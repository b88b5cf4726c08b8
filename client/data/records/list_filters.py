"""Conditions of a list that a person sets: by column, and by words in either alphabet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Self

from sqlalchemy import (
    ColumnElement,
    Date,
    DateTime,
    Integer,
    Numeric,
    and_,
    false,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy import Text as SqlText

from client.core.i18n import N_
from client.data.records.list_paths import Paths
from shared.models.everything import BY_RELATION
from shared.models.record import Table
from shared.names import words


@dataclass(frozen=True)
class Filter:
    """A condition on a column; values are texts, numbers, dates or codes, as the operator wants them."""

    path: str
    operator: str
    values: tuple[Any, ...] = ()
    #: What the values are called, where they are ids of records.
    texts: tuple[str, ...] = ()

    def to_json(self) -> list[Any]:
        """Return what is remembered of a saved filter."""
        values = [str(value) if isinstance(value, date | Decimal) else value for value in self.values]
        return [self.path, self.operator, values, list(self.texts)]

    @classmethod
    def from_json(cls, stored: Sequence[Any]) -> Self:
        """Read what was remembered; dates are compared as such when the condition is made."""
        path, operator, values, texts = stored
        return cls(str(path), str(operator), tuple(values), tuple(texts))


#: What may be asked of a column: key, words, how many values (None: any number).
OPERATORS: dict[str, tuple[str, int | None]] = {
    "equals": (N_("is"), 1),
    "one_of": (N_("is one of"), None),
    "between": (N_("from … to"), 2),
    "begins": (N_("a word begins with"), 1),
    "contains": (N_("contains"), 1),
    "empty": (N_("is empty"), 0),
    "filled": (N_("is not empty"), 0),
}


def condition(paths: Paths, wanted: Filter) -> ColumnElement[bool]:
    """Return the SQL condition of a filter."""
    return _OPERATORS[wanted.operator](paths, wanted.path, wanted.values)


def _one_of(paths: Paths, path: str, values: tuple[Any, ...]) -> ColumnElement[bool]:
    column = paths.reference(path)
    return column.in_([_read(column, value) for value in values])


def _between(paths: Paths, path: str, values: tuple[Any, ...]) -> ColumnElement[bool]:
    column = paths.reference(path)
    low, high = (*values, None)[:2]
    limits = []
    if low not in (None, ""):
        limits.append(column >= _read(column, low))
    if high not in (None, ""):
        limit = _read(column, high)
        whole_day = isinstance(column.type, DateTime) and type(limit) is date
        limits.append(column < limit + timedelta(days=1) if whole_day else column <= limit)
    return and_(*limits) if limits else column.is_not(None)


def _read(column: ColumnElement[Any], value: Any) -> Any:
    """Turn a remembered text into what the column holds."""
    if isinstance(value, str) and isinstance(column.type, Date | DateTime):
        return date.fromisoformat(value)
    if isinstance(value, str) and isinstance(column.type, Numeric):
        return Decimal(value.replace(",", "."))
    return int(value) if isinstance(value, str) and isinstance(column.type, Integer) else value


def _begins(paths: Paths, path: str, values: tuple[Any, ...]) -> ColumnElement[bool]:
    return and_(*(_word_in(paths, path, word) for word in words(str(values[0]))))


def _contains(paths: Paths, path: str, values: tuple[Any, ...]) -> ColumnElement[bool]:
    folded = " ".join(words(str(values[0])))
    return func.strpos(func.naming.fold(paths.shown(path), type_=SqlText), folded) > 0


def _empty(paths: Paths, path: str, _values: tuple[Any, ...]) -> ColumnElement[bool]:
    return paths.reference(path).is_(None)


def _filled(paths: Paths, path: str, _values: tuple[Any, ...]) -> ColumnElement[bool]:
    return paths.reference(path).is_not(None)


_OPERATORS: dict[str, Callable[[Paths, str, tuple[Any, ...]], ColumnElement[bool]]] = {
    "equals": _one_of,
    "one_of": _one_of,
    "between": _between,
    "begins": _begins,
    "contains": _contains,
    "empty": _empty,
    "filled": _filled,
}


def found_by_words(paths: Paths, typed: str, columns: Sequence[str]) -> list[ColumnElement[bool]]:
    """Return the conditions of a search: every word typed begins a word of one of the columns."""
    if not typed.strip() or not columns:
        return []
    wanted = words(typed)
    if not wanted:
        return [false()]
    return [or_(*(_word_in(paths, path, word) for path in columns)) for word in wanted]


def _word_in(paths: Paths, path: str, word: str) -> ColumnElement[bool]:
    found = paths.find(path)
    indexed = BY_RELATION.get(f"{found.model.__table__.schema}.search_word")
    owner = None if indexed is None else _owner_column(indexed)
    if indexed is not None and owner == f"{found.model.__table__.name}_id" and found.column.name in _INDEXED:
        holder = paths.reference(path) if found.reference is not None else paths.stored(_sibling(path, "id"))
        columns = indexed.__table__.columns
        matching = select(columns[owner]).where(columns["word"].op("^@")(literal(word, SqlText)))
        return holder.in_(matching)
    folded = literal(" ") + func.naming.fold(func.coalesce(_text(paths, path), ""), type_=SqlText)
    return func.strpos(folded, " " + word) > 0


#: The columns whose words the triggers keep in the tables of search words.
_INDEXED = frozenset({"full_name", "surname", "given_name", "patronymic", "number"})


def _owner_column(model: type[Table]) -> str:
    return next(name for name in model.__table__.columns.keys() if name.endswith("_id"))  # noqa: SIM118


def _sibling(path: str, name: str) -> str:
    return ".".join((*path.split(".")[:-1], name))


def _text(paths: Paths, path: str) -> ColumnElement[Any]:
    shown = paths.shown(path)
    return shown if isinstance(shown.type, SqlText) else func.cast(shown, SqlText)
