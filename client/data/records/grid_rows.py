"""Rows that belong to one record, edited together in a grid and saved row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from client.core.errors import Conflict, HemisError, Unavailable
from client.data.records import saving
from client.data.server.gateway import Gateway, OutcomeUnknown
from shared.models.record import Record

Values = Mapping[str, Any]


@dataclass(frozen=True)
class StoredGridRow:
    """A stored row."""

    id: int
    version: int
    values: tuple[Any, ...]


@dataclass(frozen=True)
class RowChange:
    """What was typed into a row; without an id the row is new."""

    key: Any
    values: Values
    id: int | None = None
    version: int = 0
    #: A former attempt whose answer was lost.
    unsettled: OutcomeUnknown | None = None


@dataclass(frozen=True)
class RowOutcome:
    """What became of a change: stored with id and version, or why not."""

    change: RowChange
    id: int | None = None
    version: int = 0
    trouble: HemisError | None = None


def read(gateway: Gateway, model: type[Record], columns: Sequence[str], among: Values) -> list[StoredGridRow]:
    """Return the rows that have these values, in the order of their first column."""
    wanted = [getattr(model, name) for name in columns]
    statement = select(model.id, model.row_version, *wanted).order_by(wanted[0], model.id)
    for name, value in among.items():
        statement = statement.where(getattr(model, name) == value)
    return [StoredGridRow(row[0], row[1], tuple(row[2:])) for row in gateway.rows(statement)]


def save(
    gateway: Gateway, model: type[Record], changes: Sequence[RowChange], among: Values
) -> list[RowOutcome]:
    """Store the changes, each row for itself: a good row does not wait for a bad one, but all for the server."""
    outcomes: list[RowOutcome] = []
    gone: HemisError | None = None
    for change in changes:
        untried = RowOutcome(change, change.id, change.version, gone)
        outcomes.append(untried if gone else _save(gateway, model, change, among))
        if isinstance(outcomes[-1].trouble, Unavailable):
            gone = Unavailable(outcomes[-1].trouble.message)
    return outcomes


def _save(gateway: Gateway, model: type[Record], change: RowChange, among: Values) -> RowOutcome:
    try:
        change = _settled(gateway, change)
        if change.id is None:
            number, version = saving.insert(gateway, model, {**among, **change.values})
            return RowOutcome(change, number, version)
        version = saving.update(gateway, model, change.id, change.version, change.values)
        return RowOutcome(change, change.id, version)
    except Conflict as conflict:
        theirs = conflict.theirs or {}
        return RowOutcome(change, change.id, int(theirs.get("row_version", change.version)), conflict)  # type: ignore[call-overload]
    except HemisError as trouble:
        return RowOutcome(change, change.id, change.version, trouble)


def _settled(gateway: Gateway, change: RowChange) -> RowChange:
    """Go on from the former attempt if it was saved after all, so that nothing is added twice."""
    former = change.unsettled
    if former is None or not gateway.outcome(former):
        return change
    *number, version = former.made[0]
    return replace(change, id=number[0] if number else change.id, version=version, unsettled=None)
