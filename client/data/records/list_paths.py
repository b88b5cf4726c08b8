"""What a column path of a list means: "status", "group" (the name of the group), "group.specialty.code"."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Subquery, Text, func, inspect, select
from sqlalchemy.orm import aliased

from client.core.i18n import language, names
from client.data.records.actors import CYRILLIC_LANGUAGES, name_of, spelled
from shared.models.everything import BY_RELATION
from shared.models.record import Table
from shared.person_names import is_cyrillic


@dataclass(frozen=True)
class ResolvedPath:
    """A path resolved: the records on the way, the model at its end and the column there."""

    way: tuple[str, ...]
    model: type[Table]
    column: Column[Any]
    #: The column that holds the reference, if the path names a record and shows its title.
    reference: Column[Any] | None

    @property
    def localized(self) -> bool:
        """Whether the column is the Uzbek one of a name in four languages."""
        name = self.column.name
        return name.endswith("_uz") and f"{name[:-3]}_ru" in self.model.__table__.columns

    @property
    def named(self) -> bool:
        """Whether it is a name that is read in the script of the interface."""
        return self.localized or self.actor or bool(self.column.info.get("spelled"))

    @property
    def actor(self) -> bool:
        """Whether it is the login of whoever did something, who is called by the name."""
        return bool(self.column.info.get("actor"))

    def read(self, value: Any) -> Any:
        """What a person reads of a value that `Paths.shown` gave: a name in the script of the interface.

        A name that the record has in the language of the interface is left as it was typed.
        """
        if not self.named or not isinstance(value, str):
            return value
        if self.actor:
            return spelled(value)
        return value if self.localized and is_cyrillic(value) else names(value)

    @property
    def info(self) -> dict[str, Any]:
        """The facts for showing, filtering and editing; of the reference, if the path names a record."""
        return (self.column if self.reference is None else self.reference).info

    @property
    def nullable(self) -> bool:
        return bool(self.column.nullable) or bool(self.way)


@dataclass(frozen=True)
class Step:
    """One step of a way: the columns that join two tables, and where it leads."""

    here: str
    there: str
    target: type[Table]


@lru_cache(maxsize=4096)
def find(model: type[Table], path: str) -> ResolvedPath:
    """Resolve a path; a wrong one is a mistake in a declaration and fails the tests."""
    *way, last = path.split(".")
    here = model
    for name in way:
        here = step(here, name).target
    columns = here.__table__.columns
    if last in columns:
        return ResolvedPath(tuple(way), here, columns[last], None)
    reference = columns[f"{last}_id"]
    target = step(here, last).target
    title = target.__table__.columns[target.title]
    if title.info.get("refers"):  # its title is again a record: the card of an employee
        deeper = find(target, target.title.removesuffix("_id"))
        return ResolvedPath((*way, last, *deeper.way), deeper.model, deeper.column, reference)
    return ResolvedPath((*way, last), target, title, reference)


def step(model: type[Table], name: str) -> Step:
    """Go to the record that `name_id` refers to, or to the one of the same module that belongs to this one."""
    table = model.__table__
    if f"{name}_id" in table.columns:
        reference = table.columns[f"{name}_id"]
        return Step(reference.name, "id", BY_RELATION[reference.info["refers"]])
    return Step("id", f"{table.name}_id", BY_RELATION[f"{table.schema}.{name}"])


@dataclass
class Paths:
    """The paths used in one statement and the joins they need; each record on the way is joined once."""

    model: type[Table]
    _joined: dict[tuple[str, ...], Any] = field(default_factory=dict)
    _ranks: dict[tuple[str, ...], Subquery] = field(default_factory=dict)

    def find(self, path: str) -> ResolvedPath:
        return find(self.model, path)

    def stored(self, path: str) -> ColumnElement[Any]:
        """The column at the end of the path: of a record the path names, its title in Uzbek."""
        return self._column(self.find(path))

    def reference(self, path: str) -> ColumnElement[Any]:
        """The id of the record a path names, or the column's own value."""
        found = self.find(path)
        if found.reference is None:
            return self._column(found)
        before = found.way[: len(path.split(".")) - 1]
        return _attribute(self._entity(before), found.reference)

    def shown(self, path: str) -> ColumnElement[Any]:
        """A name in the language of the interface, else the Uzbek one, which `ResolvedPath.read` spells."""
        found = self.find(path)
        if found.actor:
            return name_of(self._column(found))
        if found.column.name == "full_name" and language() in CYRILLIC_LANGUAGES:
            return func.coalesce(self._entity(found.way).cyrillic_name, self._column(found))
        if not found.localized or language() == "uz":
            return self._column(found)
        entity = self._entity(found.way)
        stem = found.column.name[:-3]
        return func.coalesce(getattr(entity, f"{stem}_{language()}"), getattr(entity, found.column.name))

    def rank(self, path: str) -> ColumnElement[Any]:
        """The place of a record's name among all of its kind, in the order of its script.

        There are far fewer of them than rows that refer to them: each name's key is computed once.
        """
        found = self.find(path)
        if found.way not in self._ranks:
            alone = Paths(found.model)
            key = sort_key(found, alone.shown(found.column.name))
            place = func.rank().over(order_by=key).label("place")
            self._ranks[found.way] = select(found.model.__table__.columns["id"], place).subquery()
            self._entity(found.way)
        return self._ranks[found.way].columns["place"]

    def join(self, statement: Select[Any]) -> Select[Any]:
        """Add the joins of every path used so far; a record that may not be read leaves its cells empty."""
        for way, entity in self._joined.items():
            taken = step(self._model_at(way[:-1]), way[-1])
            here, there = _named(self._entity(way[:-1]), taken.here), _named(entity, taken.there)
            statement = statement.outerjoin(entity, here == there)
        for way, ranked in self._ranks.items():
            statement = statement.outerjoin(ranked, self._entity(way).id == ranked.columns["id"])
        return statement

    def _column(self, found: ResolvedPath) -> ColumnElement[Any]:
        return _attribute(self._entity(found.way), found.column)

    def _entity(self, way: tuple[str, ...]) -> Any:
        if not way:
            return self.model
        if way not in self._joined:
            self._entity(way[:-1])
            self._joined[way] = aliased(self._model_at(way))
        return self._joined[way]

    def _model_at(self, way: tuple[str, ...]) -> type[Table]:
        model = self.model
        for name in way:
            model = step(model, name).target
        return model


def sort_key(found: ResolvedPath, text: ColumnElement[Any]) -> ColumnElement[str]:
    """Return the key that orders texts as they are shown: by the alphabet of the interface, if it is names."""
    name = f"sort_key_{language()}" if in_cyrillic(found) else "sort_key"
    return getattr(func.naming, name)(text, type_=Text)  # type: ignore[no-any-return]


def in_cyrillic(found: ResolvedPath) -> bool:
    """Tell whether a column is read in Cyrillic letters."""
    return found.named and language() in CYRILLIC_LANGUAGES


def _attribute(entity: Any, column: Column[Any]) -> ColumnElement[Any]:
    """The column of a table that may be joined under another name; its attribute may be named otherwise."""
    return getattr(entity, inspect(entity).mapper.get_property_by_column(column).key)  # type: ignore[no-any-return]


def _named(entity: Any, column: str) -> ColumnElement[Any]:
    return _attribute(entity, inspect(entity).mapper.local_table.columns[column])
