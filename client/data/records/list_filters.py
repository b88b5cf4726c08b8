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

from client.core.i18n import N_, language
from client.data.records.list_paths import Paths, ResolvedPath
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
    "none_of": (N_("is none of"), None),
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
    found = column.in_([_read(column, value) for value in values if value is not None])
    return or_(found, column.is_(None)) if None in values else found


def _none_of(paths: Paths, path: str, values: tuple[Any, ...]) -> ColumnElement[bool]:
    column = paths.reference(path)
    other = column.not_in([_read(column, value) for value in values if value is not None])
    return and_(other, column.is_not(None)) if None in values else or_(other, column.is_(None))


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


def held_values(model: type[Table], wanted: Filter) -> tuple[Any, ...]:
    """Return the values of a remembered filter as its column holds them."""
    column = Paths(model).reference(wanted.path)
    return tuple(_read(column, value) for value in wanted.values)


def _begins(paths: Paths, path: str, values: tuple[Any, ...]) -> ColumnElement[bool]:
    wanted = words(str(values[0]))
    return and_(*(_word_in(paths, path, word) for word in wanted)) if wanted else false()


def _contains(paths: Paths, path: str, values: tuple[Any, ...]) -> ColumnElement[bool]:
    folded = " ".join(words(str(values[0])))
    return func.strpos(func.naming.fold(paths.shown(path), type_=SqlText), folded) > 0 if folded else false()


def _empty(paths: Paths, path: str, _values: tuple[Any, ...]) -> ColumnElement[bool]:
    return paths.reference(path).is_(None)


def _filled(paths: Paths, path: str, _values: tuple[Any, ...]) -> ColumnElement[bool]:
    return paths.reference(path).is_not(None)


def _mine(paths: Paths, path: str, _values: tuple[Any, ...]) -> ColumnElement[bool]:
    """The employee who is signed in: a list says so, nobody chooses it."""
    return paths.reference(path) == select(func.security.my_employee(type_=Integer)).scalar_subquery()


_OPERATORS: dict[str, Callable[[Paths, str, tuple[Any, ...]], ColumnElement[bool]]] = {
    "equals": _one_of,
    "one_of": _one_of,
    "none_of": _none_of,
    "between": _between,
    "begins": _begins,
    "contains": _contains,
    "empty": _empty,
    "filled": _filled,
    "mine": _mine,
}


def typed_words(typed: str) -> tuple[tuple[str, ...], ...]:
    """Return the folded words of each thing typed between blanks: those of “26-03” belong together."""
    return tuple(found for each in typed.split() if (found := words(each)))


def found_by_words(
    paths: Paths, typed: str, columns: Sequence[str], also: Sequence[tuple[Filter, ...]] = ()
) -> list[ColumnElement[bool]]:
    """Return the conditions of a search: everything typed begins a word of one of the columns.

    `also` has for each thing typed what else it may mean: a code, a day, records of a small table.
    """
    if not typed.strip() or not (columns or also):
        return []
    wanted = typed_words(typed)
    if not wanted:
        return [false()]
    meant = also or ((),) * len(wanted)
    return [
        or_(
            false(),
            *(_words_in(paths, path, together) for path in _each_once(paths, columns)),
            *(condition(paths, each) for each in others),
        )
        for together, others in zip(wanted, meant, strict=True)
    ]


def _each_once(paths: Paths, columns: Sequence[str]) -> list[str]:
    """A table of search words answers for name and number alike: asked twice, it would answer by no index."""
    known = {path: paths.find(path) for path in columns}
    asked = {(found.way if is_indexed(found) else path): path for path, found in known.items()}
    return list(asked.values())


def is_indexed(found: ResolvedPath) -> bool:
    """Tell whether a table of search words knows the words of the column."""
    return _search_words(found) is not None


def folded_has(text: ColumnElement[Any], together: Sequence[str]) -> ColumnElement[bool]:
    """Return whether a folded text has these words one after another, the last of them perhaps only begun."""
    return func.strpos(literal(" ") + text, " " + " ".join(together)) > 0


def _words_in(paths: Paths, path: str, together: Sequence[str]) -> ColumnElement[bool]:
    if is_indexed(paths.find(path)):
        return and_(*(_word_in(paths, path, word) for word in together))
    return folded_has(folded(paths, path), together)


def _word_in(paths: Paths, path: str, word: str) -> ColumnElement[bool]:
    found = paths.find(path)
    indexed = _search_words(found)
    if indexed is None:
        return _words_in(paths, path, (word,))
    holder = paths.reference(path) if found.reference is not None else paths.stored(_sibling(path, "id"))
    columns = indexed.__table__.columns
    matching = select(columns[_owner_column(indexed)]).where(columns["word"].op("^@")(literal(word, SqlText)))
    return holder.in_(matching)


def _search_words(found: ResolvedPath) -> type[Table] | None:
    table = found.model.__table__
    indexed = BY_RELATION.get(f"{table.schema}.search_word")
    if indexed is None or found.column.name not in _INDEXED or _owner_column(indexed) != f"{table.name}_id":
        return None
    return indexed


#: The columns whose words the triggers keep in the tables of search words.
_INDEXED = frozenset({"full_name", "cyrillic_name", "surname", "given_name", "patronymic", "number"})


def _owner_column(model: type[Table]) -> str:
    return next(name for name in model.__table__.columns.keys() if name.endswith("_id"))  # noqa: SIM118


def _sibling(path: str, name: str) -> str:
    return ".".join((*path.split(".")[:-1], name))


def folded(paths: Paths, path: str) -> ColumnElement[Any]:
    """Return what is searched in a column: what it shows, and the Uzbek name that many know better."""
    shown = paths.shown(path)
    if paths.find(path).localized and language() != "uz":
        return folded_text(func.concat_ws(" ", shown, paths.stored(path), type_=SqlText))
    return folded_text(shown)


def folded_text(shown: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return what is searched in a value as it is shown."""
    text = shown if isinstance(shown.type, SqlText) else func.cast(shown, SqlText)
    return func.naming.fold(func.coalesce(text, ""), type_=SqlText)
