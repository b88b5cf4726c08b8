"""What the acting role may do with a table, asked from the server instead of repeated here."""

from collections.abc import Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from client.data.records.list_paths import find, step
from client.data.server.gateway import Gateway
from shared.models.record import Table

_ASK = """
select r.relation,
       a.attname,
       has_column_privilege(a.attrelid, a.attnum, 'select'),
       has_column_privilege(a.attrelid, a.attnum, 'insert'),
       has_column_privilege(a.attrelid, a.attnum, 'update'),
       has_table_privilege(a.attrelid, 'delete')
  from unnest(cast(:relations as text[])) r (relation)
  join pg_catalog.pg_attribute a on a.attrelid = to_regclass(r.relation)
 where a.attnum > 0 and not a.attisdropped
"""


@dataclass(frozen=True)
class Rights:
    """The columns that may be read, given at an insert and changed; and whether rows may be deleted."""

    readable: frozenset[str] = frozenset()
    insertable: frozenset[str] = frozenset()
    updatable: frozenset[str] = frozenset()
    deletable: bool = False

    @property
    def may_add(self) -> bool:
        return bool(self.insertable)

    @property
    def may_change(self) -> bool:
        return bool(self.updatable)


_known: WeakKeyDictionary[Gateway, dict[str, Rights]] = WeakKeyDictionary()


def rights(gateway: Gateway, model: type[Table]) -> Rights:
    """Return what the role of the gateway may do with the model's table; asked once."""
    learn(gateway, [model])
    return _known[gateway][_relation(model)]


def readable(gateway: Gateway, model: type[Table], paths: Iterable[str]) -> frozenset[str]:
    """Return the column paths whose every step the role may read."""
    needs = {path: _needs(model, path) for path in paths}
    learn(gateway, {model for need in needs.values() for model, _column in need})
    known = _known[gateway]
    return frozenset(
        path
        for path, need in needs.items()
        if all(column in known[_relation(model)].readable for model, column in need)
    )


def _needs(model: type[Table], path: str) -> list[tuple[type[Table], str]]:
    """Return the columns that have to be read for a path."""
    found = find(model, path)
    needs = [(found.model, found.column.name)]
    here = model
    for name in found.way:
        taken = step(here, name)
        needs += [(here, taken.here), (taken.target, taken.there)]
        here = taken.target
    return needs


def learn(gateway: Gateway, models: Iterable[type[Table]]) -> None:
    """Ask what is not known yet about several tables at once."""
    known = _known.setdefault(gateway, {})
    missing = [relation for model in models if (relation := _relation(model)) not in known]
    if not missing:
        return
    rows = gateway.rows(_ASK, relations=missing)
    for relation in missing:
        own = [row[1:] for row in rows if row[0] == relation]
        known[relation] = Rights(
            frozenset(name for name, read, _insert, _update, _delete in own if read),
            frozenset(name for name, _read, insert, _update, _delete in own if insert),
            frozenset(name for name, _read, _insert, update, _delete in own if update),
            any(row[-1] for row in own),
        )


def _relation(model: type[Table]) -> str:
    return f'{model.__table__.schema}."{model.__table__.name}"'
