"""Storing what was typed into a sheet: all rows together or each for itself, and which row stands in the way."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from client.core.errors import HemisError, Unavailable
from client.data.server.gateway import Gateway, Transaction

RowChange = TypeVar("RowChange")
#: Stores the change of one row; returns the id of a new one.
Store = Callable[[Transaction, RowChange], int | None]


@dataclass(frozen=True)
class RowTrouble:
    """Why something was not stored, and the row it is about if it is about one."""

    error: HemisError
    row: Hashable = None


@dataclass(frozen=True)
class SheetOutcome:
    """What became of what was typed."""

    stored: frozenset[Hashable] = frozenset()
    troubles: tuple[RowTrouble, ...] = ()
    #: Rows that were new, by the ids they have now.
    made: Mapping[Hashable, int] = field(default_factory=dict)
    #: The cells that were stored, where a row may be stored in part; None: all that were typed into `stored` rows.
    cells: frozenset[tuple[Hashable, str]] | None = None


def together(
    gateway: Gateway, changes: Mapping[Hashable, RowChange], store: Store[RowChange]
) -> SheetOutcome:
    """Store the changes of all rows in one transaction, or nothing."""
    made: dict[Hashable, int] = {}
    at: Hashable = None
    try:
        with gateway.transaction() as transaction:
            transaction.made = made
            for at, change in changes.items():
                if (number := store(transaction, change)) is not None:
                    made[at] = number
            at = None
    except HemisError as error:
        return SheetOutcome(troubles=(RowTrouble(error, at),))
    return SheetOutcome(frozenset(changes), made=made)


def one_by_one(
    gateway: Gateway, changes: Mapping[Hashable, RowChange], store: Store[RowChange]
) -> SheetOutcome:
    """Store each row for itself: a good row does not wait for a bad one, but all wait for the server."""
    stored: set[Hashable] = set()
    troubles: list[RowTrouble] = []
    made: dict[Hashable, int] = {}
    for row, change in changes.items():
        outcome = together(gateway, {row: change}, store)
        stored |= outcome.stored
        made |= outcome.made
        troubles += [RowTrouble(each.error, row) for each in outcome.troubles]
        if any(isinstance(each.error, Unavailable) for each in outcome.troubles):
            break
    return SheetOutcome(frozenset(stored), tuple(troubles), made)


def as_one(rows: Iterable[Hashable], work: Callable[[], object]) -> SheetOutcome:
    """Run work that stores all these rows or nothing and cannot tell which of them stands in the way."""
    try:
        work()
    except HemisError as error:
        return SheetOutcome(troubles=(RowTrouble(error),))
    return SheetOutcome(frozenset(rows))
