"""What a person can do to a table over a plain connection: every attempt is rolled back."""

from __future__ import annotations

import secrets
import string
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import errors, sql
from psycopg.types.json import Jsonb
from sqlalchemy import Text, UniqueConstraint

from shared.models.everything import BY_RELATION

if TYPE_CHECKING:
    from collections.abc import Iterable

Connection = psycopg.Connection[Any]
REFUSED = "refused"


def identifier(relation: str) -> sql.Identifier:
    """The quoted name of `schema.table`."""
    return sql.Identifier(*relation.split("."))


def key_of(relation: str) -> str:
    """The column that tells the rows of a table apart for the tests."""
    table = BY_RELATION[relation].__table__
    return "id" if "id" in table.columns else next(iter(table.primary_key.columns)).name


def visible(connection: Connection, relation: str) -> set[Any] | None:
    """The keys of the rows the person sees; None when the table is refused."""
    query = sql.SQL("select {} from {}").format(sql.Identifier(key_of(relation)), identifier(relation))
    try:
        with connection.transaction(force_rollback=True):
            return {key for (key,) in connection.execute(query)}
    except errors.InsufficientPrivilege:
        return None


def granted(connection: Connection, relation: str, privilege: str) -> tuple[str, ...]:
    """The columns the person may `select`, `insert` or `update`, as the server's catalogue says."""
    columns = [column.name for column in BY_RELATION[relation].__table__.columns]
    query = sql.SQL("select c from unnest(%s::text[]) c where has_column_privilege(%s, c, %s)")
    name = identifier(relation).as_string(connection)
    with connection.transaction(force_rollback=True):
        return tuple(c for (c,) in connection.execute(query, (columns, name, privilege)))


def updatable_columns(connection: Connection, relation: str) -> tuple[str, ...]:
    """The columns that an update by the person may name."""
    columns = BY_RELATION[relation].__table__.columns
    granted_ones = granted(connection, relation, "update")
    return tuple(name for name in granted_ones if name != "id" and columns[name].computed is None)


def blind_update(connection: Connection, relation: str, column: str, constant: Any) -> int | None:
    """How many rows `update t set column = constant` reaches without any WHERE; None when refused.

    Without reading a column, the update policy alone decides: a too wide one shows only here.
    """
    statement = sql.SQL("update {} set {} = %s").format(identifier(relation), sql.Identifier(column))
    try:
        with connection.transaction(force_rollback=True):
            return connection.execute(statement, [_sent(relation, column, constant)]).rowcount
    except errors.InsufficientPrivilege:
        return None


def _sent(relation: str, column: str, value: Any) -> Any:
    """A value as the driver takes it: documents are read as what they hold."""
    is_document = BY_RELATION[relation].__table__.columns[column].info.get("kind") == "json"
    return Jsonb(value) if is_document and value is not None else value


def plain_columns(relation: str, columns: Iterable[str]) -> list[str]:
    """Those of `columns` that may hold the same value in all rows: neither unique nor references."""
    table = BY_RELATION[relation].__table__
    bound = {c.name for key in table.constraints if isinstance(key, UniqueConstraint) for c in key.columns}
    bound |= {key.parent.name for key in table.foreign_keys}
    return [name for name in columns if name not in bound and not table.columns[name].unique]


def least(admin: Connection, relation: str, column: str) -> Any:
    """Return the least value of a column."""
    query = sql.SQL("select {c} from {} where {c} is not null order by 1 limit 1").format(
        identifier(relation), c=sql.Identifier(column)
    )
    found = admin.execute(query).fetchone()
    return found[0] if found else None


def delete(connection: Connection, relation: str, key: Any) -> str:
    """`refused`, `unseen`, `referred to` or `deleted`: what comes of deleting one row."""
    query = sql.SQL("delete from {} where {}::text = %s::text").format(
        identifier(relation), sql.Identifier(key_of(relation))
    )
    try:
        with connection.transaction(force_rollback=True):
            return "deleted" if connection.execute(query, (key,)).rowcount else "unseen"
    except errors.InsufficientPrivilege:
        return REFUSED
    except (errors.ForeignKeyViolation, errors.RestrictViolation, errors.RaiseException):
        return "referred to"
    except psycopg.Error as error:
        if error.sqlstate == "HM001":
            return "referred to"
        raise


def insert(connection: Connection, relation: str, row: dict[str, Any]) -> str:
    """`refused`, `inserted`, or the SQLSTATE that stopped an insert of `row` (its own columns only)."""
    columns = [name for name in row if name in granted(connection, relation, "insert")]
    if not columns:
        return REFUSED
    statement = sql.SQL("insert into {} ({}) values ({})").format(
        identifier(relation),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(sql.Placeholder() for _ in columns),
    )
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(statement, [_sent(relation, name, row[name]) for name in columns])
    except errors.InsufficientPrivilege:
        return REFUSED
    except psycopg.Error as error:
        return error.sqlstate or "unknown"
    return "inserted"


def twin(admin: Connection, relation: str, key: Any) -> dict[str, Any]:
    """A row like the one with `key`, changed where values must be unique so that it could be added."""
    table = BY_RELATION[relation].__table__
    names = [c.name for c in table.columns if c.computed is None and c.name not in ("id", "row_version")]
    query = sql.SQL("select {} from {} where {} = %s").format(
        sql.SQL(", ").join(map(sql.Identifier, names)), identifier(relation), sql.Identifier(key_of(relation))
    )
    found = admin.execute(query, (key,)).fetchone()
    assert found is not None, f"{relation} has no row {key}"
    row = dict(zip(names, found, strict=True))
    for name in _unique_texts(relation):
        row[name] = _shuffled(row[name])
    return row


def _unique_texts(relation: str) -> Iterable[str]:
    table = BY_RELATION[relation].__table__
    keys = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    unique = [column for key in keys for column in key.columns]
    return dict.fromkeys(c.name for c in unique if isinstance(c.type, Text) and "classifier" not in c.info)


def _shuffled(text: str) -> str:
    """Other digits in the same places, so that patterns still hold; a digit is added where there is none."""
    digits = [secrets.choice(string.digits) if c.isdigit() else c for c in text]
    return "".join(digits) if any(c.isdigit() for c in text) else f"{text}{secrets.randbelow(10**6)}"
