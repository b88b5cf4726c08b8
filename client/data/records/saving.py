"""Saving a record: the version decides, a conflict brings what the other person saved."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete as sql_delete
from sqlalchemy import insert as sql_insert
from sqlalchemy import select
from sqlalchemy import update as sql_update

from client.core.errors import Conflict, Refused
from client.core.i18n import N_, _
from client.data.server.gateway import Gateway, Transaction
from shared.models.record import Record

Target = Gateway | Transaction


def insert(target: Target, model: type[Record], values: Mapping[str, Any]) -> tuple[int, int]:
    """Store a new record; return its id and version."""
    statement = sql_insert(model).values(**values).returning(model.id, model.row_version)
    number, version = _changing(target, statement)[0]
    return number, version


def update(target: Target, model: type[Record], number: int, version: int, values: Mapping[str, Any]) -> int:
    """Store the changed values of a record as it was at `version`; return its new version."""
    if not values:
        return version
    statement = (
        sql_update(model)
        .where(model.id == number, model.row_version == version)
        .values(**values)
        .returning(model.row_version)
    )
    rows = _changing(target, statement)
    if not rows:
        raise _why_not(target, model, number, version, values)
    return int(rows[0][0])


def delete(target: Target, model: type[Record], number: int, version: int) -> None:
    """Delete a record if nobody changed it since `version` and nothing refers to it."""
    statement = sql_delete(model).where(model.id == number, model.row_version == version).returning(model.id)
    if not _changing(target, statement):
        raise _why_not(target, model, number, version, {})


def read(target: Target, model: type[Record], number: int, columns: tuple[str, ...]) -> dict[str, Any] | None:
    """Return the version and the columns of a record, None if it is gone or not to be seen."""
    wanted = [getattr(model, name) for name in ("row_version", *columns)]
    row = target.one(select(*wanted).where(model.id == number))
    return None if row is None else dict(zip(("row_version", *columns), row, strict=True))


def _changing(target: Target, statement: Any) -> list[tuple[Any, ...]]:
    if isinstance(target, Transaction):
        return target.rows(statement)
    with target.transaction() as transaction:
        transaction.made = transaction.rows(statement)
        return list(transaction.made)


def _why_not(
    target: Target, model: type[Record], number: int, version: int, mine: Mapping[str, Any]
) -> Conflict | Refused:
    theirs = read(target, model, number, tuple(mine))
    relation = f"{model.__table__.schema}.{model.__table__.name}"
    if theirs is None:
        message = N_("Somebody has deleted this record meanwhile ({label}). Copy what you need and close it.")
        return Conflict(message, relation=relation, record_id=number, label=_(model.label))
    if theirs["row_version"] == version:
        return Refused(
            N_("Your role may read this record but not change it. Switch the role or ask that office.")
        )
    message = N_(
        "Somebody has changed this record while you were working on it. Compare and choose what to keep."
    )
    return Conflict(message, relation=relation, record_id=number, theirs=theirs)
