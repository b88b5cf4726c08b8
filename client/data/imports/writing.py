"""Writing what a plan says: a few statements for thousands of rows, each table by unnested columns."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy.dialects import postgresql

from client.core.errors import Conflict
from client.core.i18n import N_
from client.data.imports.fields import Field, RecordPart
from client.data.imports.planning import ImportPlan, StoredRow
from client.data.server.gateway import Transaction

_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]
_CHANGED_MEANWHILE = N_(
    "Somebody changed some of these records meanwhile. Check the file again; nothing was written."
)


def array(values: Iterable[Any]) -> str:
    """Write values as a PostgreSQL array; ten times as fast as letting the driver do it one by one."""
    return "{" + ",".join(map(_element, values)) + "}"


def _element(value: Any) -> str:
    if value is None:
        return "null"
    text = value if isinstance(value, str) else str(value)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Writer:
    """Writes rows of a plan inside the transaction of its import."""

    def __init__(self, transaction: Transaction, plan: ImportPlan, run_id: int) -> None:
        self._transaction = transaction
        self._plan = plan
        self._checked = plan.checked
        self._run_id = run_id
        self._inserts = {name: set(rows) for name, rows in plan.inserts.items()}
        self._updates = {name: dict(pairs) for name, pairs in plan.updates.items()}
        self._people = {row: number for row, number in enumerate(plan.matches.ids) if number is not None}

    def write(self, rows: Sequence[int]) -> None:
        """Write everything of these rows; the numbers of new people go into the plan."""
        for part in self._checked.kind.parts:
            made = [row for row in rows if row in self._inserts[part.name]]
            stored = self._updates[part.name]
            changed = [(row, stored[row]) for row in rows if row in stored]
            if part.model.sensitive:
                self._write_private(part, made, changed)
                continue
            if made:
                self._insert(part, made)
            if changed:
                self._update(part, changed)

    def _insert(self, part: RecordPart, rows: list[int]) -> None:
        kind = self._checked.kind
        main, numbered = part is kind.main, part is kind.main and not kind.identity
        columns = {one.key: (one, self._values(one, rows)) for one in self._checked.kind.of(part)}
        if numbered:
            self._allot(columns["number"][1], rows)
        given = {key: pair for key, pair in columns.items() if any(value is not None for value in pair[1])}
        names, places, parameters = _unnested(given)
        if not main:
            names.insert(0, part.link)
            places.insert(0, "cast(:people as bigint[])")
            parameters["people"] = array(self._people[row] for row in rows)
        key = "number" if numbered else part.link or "id"
        found = self._transaction.rows(
            f"insert into {part.relation} ({', '.join(names)}) select * from unnest({', '.join(places)}) "  # noqa: S608 - names of the models
            f"returning {key}, id, row_version",
            **parameters,
        )
        if main:
            self._plan.made += [made for _key, made, _version in found]
        if numbered:
            ids = {number: made for number, made, _version in found}
            self._people |= zip(rows, map(ids.__getitem__, columns["number"][1]), strict=True)
        self._record(part, "insert", [(made, version) for _key, made, version in found])

    def _values(self, one: Field, rows: list[int]) -> list[Any]:
        default = self._checked.kind.defaults.get(one.key)
        values = (self._plan.value(row, one.key) for row in rows)
        return [default if value is None else value for value in values]

    def _allot(self, numbers: list[str | None], rows: list[int]) -> None:
        """Give the next free numbers to those whom the file gives none."""
        without = [place for place, number in enumerate(numbers) if number is None]
        if not without:
            return
        wanted: tuple[Any, ...] = (len(without),)
        if self._checked.kind.server_kind == "students":
            years, types = self._checked.column("entry_year"), self._checked.column("education_type")
            wanted = ([years[rows[place]] for place in without], [types[rows[place]] for place in without])
        found = self._transaction.call(f"{self._checked.kind.server_kind}.allot_numbers", *wanted)
        for place, number in zip(without, found, strict=True):
            numbers[place] = number
        self._plan.allotted |= {rows[place]: str(numbers[place]) for place in without}

    def _update(self, part: RecordPart, changed: list[tuple[int, StoredRow]]) -> None:
        fields = {
            change.field.key: change.field
            for row, _stored in changed
            for change in self._plan.changes[row]
            if change.field.part == part.name
        }
        columns = {key: (one, self._after(one, changed)) for key, one in fields.items()}
        names, places, parameters = _unnested(columns)
        found = self._transaction.rows(
            f"update {part.relation} t set {', '.join(f'{name} = u.{name}' for name in names)} "  # noqa: S608 - names of the models
            f"from unnest(cast(:ids as bigint[]), cast(:versions as integer[]), {', '.join(places)}) "
            f"u (id, version, {', '.join(names)}) "
            "where t.id = u.id and t.row_version = u.version returning t.id, t.row_version",
            ids=array(stored.id for _row, stored in changed),
            versions=array(stored.version for _row, stored in changed),
            **parameters,
        )
        if len(found) < len(changed):
            raise Conflict(_CHANGED_MEANWHILE, relation=part.relation)
        self._record(part, "update", found)

    def _after(self, one: Field, changed: list[tuple[int, StoredRow]]) -> list[Any]:
        new = [
            {change.field.key: change.new for change in self._plan.changes[row]} for row, _stored in changed
        ]
        return [
            values.get(one.key, stored.values[one.key])
            for values, (_row, stored) in zip(new, changed, strict=True)
        ]

    def _write_private(self, part: RecordPart, made: list[int], changed: list[tuple[int, StoredRow]]) -> None:
        """Hand private values to the server's function, which alone may write them and notes its effects."""
        versions = [*((row, 0) for row in made), *((row, stored.version) for row, stored in changed)]
        if not versions:
            return
        fields = [one for one in self._checked.kind.of(part) if one.key in self._checked.said]
        columns = [(one.key, self._checked.column(one.key)) for one in fields]
        rows = [
            {part.link: self._people[row], "version": version, "values": _given(columns, row)}
            for row, version in versions
        ]
        self._transaction.call(f"{self._checked.kind.server_kind}.write_privates", Jsonb(rows), self._run_id)

    def _record(self, part: RecordPart, action: str, effects: Sequence[tuple[Any, ...]]) -> None:
        ids, versions = zip(*effects, strict=True)
        self._transaction.call(
            "imports.record", self._run_id, part.relation, action, list(ids), list(versions)
        )


def _given(columns: Sequence[tuple[str, list[Any]]], row: int) -> dict[str, Any]:
    return {key: _plain(column[row]) for key, column in columns if column[row] is not None}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date | Decimal) else value


def _unnested(columns: dict[str, tuple[Field, list[Any]]]) -> tuple[list[str], list[str], dict[str, str]]:
    """Return the names of the columns, their unnested parameters and the values of those."""
    names, places, parameters = [], [], {}
    for key, (one, values) in columns.items():
        assert one.column is not None  # noqa: S101 - only the full name has no column, and it is split before
        names.append(key)
        places.append(f"cast(:{key} as {one.column.type.compile(dialect=_DIALECT)}[])")
        parameters[key] = array(values)
    return names, places, parameters
