"""The rows of a list: which columns, filtered, searched and sorted on the server, page by page or all."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, func, literal, or_, select

from client.core.i18n import language
from client.data.records.actors import CYRILLIC_LANGUAGES
from client.data.records.list_filters import Filter, condition, found_by_words
from client.data.records.list_paths import (
    Paths,
    ResolvedPath,
    find,
    in_cyrillic,
    sort_key,
)
from client.data.records.list_sorting import Key, beyond, keys, ordering
from client.data.server.gateway import Gateway, Rows
from shared.models.record import Table
from shared.scripts import to_latin

PAGE = 200


@dataclass(frozen=True)
class Sort:
    """A column that orders the rows."""

    path: str
    descending: bool = False


#: Returns the ids of records that a search means by what stands in other tables, each with what was found there.
Finder = Callable[[Gateway, str], tuple[tuple[int, str], ...]]


@dataclass(frozen=True)
class Page:
    """Some rows in order; `first` and `last` say where the pages before and after begin."""

    rows: Rows
    first: tuple[Any, ...] = ()
    last: tuple[Any, ...] = ()


@dataclass(frozen=True)
class ListQuery:
    """A question about many records; every row answers the id, the version and the columns asked for."""

    model: type[Table]
    columns: tuple[str, ...]
    filters: tuple[Filter, ...] = ()
    search: str = ""
    searched: tuple[str, ...] = ()
    sort: tuple[Sort, ...] = field(default=())
    #: What else each thing typed in the search may mean (list_search finds it out).
    also: tuple[tuple[Filter, ...], ...] = ()
    #: Finds records by what stands in other tables, such as the orders of a student; the answer is in `found`.
    finder: Finder | None = None
    #: The records that were found so, with what was found: it is shown before the value of the column `noted`.
    found: tuple[tuple[int, str], ...] = ()
    noted: str = ""

    def count(self, gateway: Gateway) -> int:
        """Return how many rows there are."""
        return int(gateway.scalar(self._count(gateway.unit)))

    def counts(self, gateway: Gateway, by: Sequence[str]) -> Rows:
        """Return how many rows there are of each: the value and what it is called of every path, and the number."""
        paths = Paths(self.model)
        conditions = self.conditions(paths, gateway.unit)
        kinds = [each for path in by for each in (paths.reference(path), paths.shown(path))]
        statement = paths.join(select(*kinds, func.count()).select_from(self.model))
        return gateway.rows(statement.where(*conditions).group_by(*kinds))

    def page(
        self,
        gateway: Gateway,
        *,
        after: tuple[Any, ...] | None = None,
        before: tuple[Any, ...] | None = None,
        offset: int = 0,
        size: int = PAGE,
        from_end: bool = False,
    ) -> Page:
        """Return rows after or before a known place, or `offset` rows from the beginning or the end."""
        backwards = before is not None or from_end
        place = before if before is not None else after
        empty = None if place is None else tuple(value is None for value in place)
        statement, extra = _page_statement(self, language(), gateway.unit, backwards, empty)
        values = {f"place_{number}": value for number, value in enumerate(place or ()) if value is not None}
        rows = gateway.rows(statement, size=size, start=offset, **values)
        if backwards:
            rows.reverse()
        return self._as_page(rows, extra)

    @contextmanager
    def all(self, gateway: Gateway) -> Iterator[tuple[int, Iterator[tuple[Any, ...]]]]:
        """Open every row in order, with their number, as of one moment; read in portions, for exports."""
        paths = Paths(self.model)
        order = self._keys(paths)
        statement = self._select(paths, order, gateway.unit).order_by(*ordering(order))
        with gateway.transaction(patience=600, snapshot=True) as transaction:
            count = int(transaction.scalar(self._count(gateway.unit)))
            with closing(transaction.stream(statement)) as rows:
                yield count, (self._shown(row[: -len(order)]) for row in rows)

    def ids(self, gateway: Gateway) -> list[int]:
        """Return the id of every row in order."""
        paths = Paths(self.model)
        order = self._keys(paths)
        conditions = self.conditions(paths, gateway.unit)
        statement = (
            paths.join(select(self.model.__table__.columns["id"]))
            .where(*conditions)
            .order_by(*ordering(order))
        )
        return [row[0] for row in gateway.rows(statement)]

    def position(self, gateway: Gateway, typed: str) -> int:
        """Return how many rows stand before the first one that begins with what was typed, in either alphabet."""
        paths = Paths(self.model)
        first = self._keys(paths)[0]
        found = paths.find(self.sort[0].path if self.sort else self.model.title)
        key = sort_key(found, literal(typed if in_cyrillic(found) else to_latin(typed)))
        before = first.value > key + "\U0010ffff" if first.descending else first.value < key
        conditions = self.conditions(paths, gateway.unit)
        statement = paths.join(select(func.count()).select_from(self.model)).where(before, *conditions)
        return int(gateway.scalar(statement))

    def place(self, gateway: Gateway, record_id: int) -> int | None:
        """Return how many rows stand before a record, None if it is not among them."""
        paths = Paths(self.model)
        order = self._keys(paths)
        own = self.model.__table__.columns["id"] == record_id
        conditions = self.conditions(paths, gateway.unit)  # before anything is joined: they name tables too
        wanted = paths.join(select(*(key.value for key in order))).where(own, *conditions)
        key = gateway.one(wanted)
        if key is None:
            return None
        before = beyond(order, key, backwards=True)
        statement = select(func.count()).select_from(self.model)
        return int(gateway.scalar(paths.join(statement).where(before, *conditions)))

    def _count(self, unit: int | None) -> Select[Any]:
        paths = Paths(self.model)
        conditions = self.conditions(paths, unit)
        return paths.join(select(func.count()).select_from(self.model)).where(*conditions)

    def _select(self, paths: Paths, order: Sequence[Key], unit: int | None) -> Select[Any]:
        shown = [paths.shown(path) for path in self.columns]
        conditions = self.conditions(paths, unit)
        version = getattr(self.model, "row_version", literal(0))  # a line of a log has none
        statement = select(self.model.__table__.columns["id"], version, *shown, *(key.value for key in order))
        return paths.join(statement).where(*conditions)

    def _keys(self, paths: Paths) -> tuple[Key, ...]:
        return keys(paths, [(each.path, each.descending) for each in self.sort])

    def conditions(self, paths: Paths, unit: int | None) -> list[ColumnElement[bool]]:
        """Return the conditions of filters and search, and the faculty where the role sees a single one.

        Row security would hide the others anyway, but out of the planner's sight, who then could not use the
        index that has the names of a faculty in order. Papers may be of any unit below, and their attribute says so.
        """
        found = [condition(paths, each) for each in self.filters]
        if unit is not None and self.model.scope == "faculty_id" and hasattr(self.model, "faculty_id"):
            found.append(self.model.__table__.columns["faculty_id"] == unit)
        by_words = found_by_words(paths, self.search, self.searched, self.also)
        if by_words and self.found:
            ids = [number for number, _what in self.found]
            by_words = [or_(and_(*by_words), self.model.__table__.columns["id"].in_(ids))]
        return found + by_words

    def _as_page(self, rows: Rows, extra: int) -> Page:
        if not rows:
            return Page([])
        shown = [self._shown(row[:-extra]) for row in rows]
        return Page(shown, rows[0][-extra:], rows[-1][-extra:])

    def _shown(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """Write names in the script of the interface, and what else was found beside them."""
        if language() in CYRILLIC_LANGUAGES:
            named = _named_places(self.model, self.columns)
            row = tuple(
                named[place - 2].read(value) if place - 2 in named else value
                for place, value in enumerate(row)
            )
        if self.found and self.noted in self.columns:
            place = self.columns.index(self.noted) + 2
            if what := dict(self.found).get(row[0]):
                return (*row[:place], f"{what} · {row[place]}", *row[place + 1 :])
        return row


@lru_cache(maxsize=512)
def _page_statement(
    query: ListQuery, _language: str, unit: int | None, backwards: bool, empty: tuple[bool, ...] | None
) -> tuple[Select[Any], int]:
    """Build the statement of a page and say how many keys its rows end with.

    Building takes longer than asking, so it is kept: the next page of a list differs in its values alone, where
    `empty` says which keys of its place have none. Names are in the language of the interface.
    """
    paths = Paths(query.model)
    order = query._keys(paths)  # noqa: SLF001 - a part of it that is kept
    statement = query._select(paths, order, unit)  # noqa: SLF001
    if empty is not None:
        place = tuple(
            None if nothing else bindparam(f"place_{number}", type_=key.value.type)
            for number, (key, nothing) in enumerate(zip(order, empty, strict=True))
        )
        statement = statement.where(beyond(order, place, backwards=backwards))
    statement = statement.order_by(*ordering(order, backwards=backwards))
    return statement.limit(bindparam("size", type_=Integer)).offset(bindparam("start", type_=Integer)), len(
        order
    )


@lru_cache(maxsize=512)
def _named_places(model: type[Table], columns: tuple[str, ...]) -> Mapping[int, ResolvedPath]:
    found = (find(model, path) for path in columns)
    return {place: each for place, each in enumerate(found) if each.named}
