"""Rows that belong to one record, edited together in a grid and saved row by row."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import select

from client.data.records import saving
from client.data.records.sheet_saving import SheetOutcome, one_by_one
from client.data.server.gateway import Gateway, Transaction
from shared.models.record import Record

Values = Mapping[str, Any]


@dataclass(frozen=True)
class StoredGridRow:
    """A stored row."""

    id: int
    version: int
    values: tuple[Any, ...]


@dataclass(frozen=True)
class GridRowChange:
    """What was typed into a row; without a stored one it is new."""

    values: Values
    stored: StoredGridRow | None = None


def read(gateway: Gateway, model: type[Record], columns: Sequence[str], among: Values) -> list[StoredGridRow]:
    """Return the rows that have these values, in the order of their first column."""
    wanted = [getattr(model, name) for name in columns]
    statement = select(model.id, model.row_version, *wanted).order_by(wanted[0], model.id)
    for name, value in among.items():
        statement = statement.where(getattr(model, name) == value)
    return [StoredGridRow(row[0], row[1], tuple(row[2:])) for row in gateway.rows(statement)]


def save(
    gateway: Gateway, model: type[Record], changes: Mapping[Hashable, GridRowChange], among: Values
) -> SheetOutcome:
    """Store each row for itself."""
    return one_by_one(gateway, changes, partial(_store, model, among))


def _store(model: type[Record], among: Values, transaction: Transaction, change: GridRowChange) -> int | None:
    if change.stored is None:
        return saving.insert(transaction, model, {**among, **change.values})[0]
    saving.update(transaction, model, change.stored.id, change.stored.version, change.values)
    return None
