"""Storing what happened at the desk: all of a step or nothing; what stands in the way comes back as a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import bindparam, select

from client.data.records import saving
from client.data.server.gateway import Gateway
from shared.models.timetable import Card

Known = tuple[int, int]
"""The id of a card and the version it was last seen with."""


@dataclass(frozen=True)
class StepChanges:
    """One step, by event: cards that go, cards that come with their columns, and what `timetable.place` is told."""

    gone: Mapping[int, Known] = field(default_factory=dict)
    made: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    placed: Mapping[int, tuple[Known, Mapping[str, Any]]] = field(default_factory=dict)


def store(gateway: Gateway, changes: StepChanges) -> dict[int, Known]:
    """Store a step; return what is known of its cards now, by event.

    Raises Conflict when something stands in the way or somebody else moved one of the cards.
    """
    with gateway.transaction() as transaction:
        for number, version in changes.gone.values():
            saving.delete(transaction, Card, number, version)
        found = {event: saving.insert(transaction, Card, values) for event, values in changes.made.items()}
        if changes.placed:
            event_of = {known[0]: event for event, (known, _) in changes.placed.items()}
            steps = [
                {**place, "card": known[0], "version": known[1]} for known, place in changes.placed.values()
            ]
            rows = transaction.table("timetable.place", Jsonb(steps))
            found |= {event_of[card]: (card, version) for card, version in rows}
        transaction.made = found
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """How a card stands in the database."""

    id: int
    version: int
    day: int | None
    pair: int | None
    phase: int
    room_id: int | None
    locked: bool


_STANDING = select(
    Card.id, Card.row_version, Card.day, Card.pair, Card.phase, Card.room_id, Card.locked
).where(Card.version_id == bindparam("version"))


def standing(gateway: Gateway, version_id: int) -> tuple[Standing, ...]:
    """Read how all cards of a version stand now: another desk has moved some."""
    return tuple(Standing(*row) for row in gateway.rows(_STANDING, version=version_id))
