"""Storing what moved at the desk: all of a step or nothing, and what stands in the way in words."""

from collections.abc import Mapping
from typing import Any

from psycopg.types.json import Jsonb

from client.data.gateway import Gateway
from client.data.timetable.week import BuilderWeek
from shared.timetabling.model import Place, Plan

Moves = Mapping[int, Place | None]
"""Where each event of a step goes; None is the tray."""


def store(gateway: Gateway, week: BuilderWeek, versions: dict[int, int], moves: Moves) -> dict[int, int]:
    """Store one step; return the new versions of its cards by event.

    Raises Conflict when something stands in the way or somebody else moved one of the cards.
    """
    steps: list[dict[str, Any]] = [
        {**week.stored(event, place), "version": versions[event]} for event, place in moves.items()
    ]
    event_of = {week.cards[event].id: event for event in moves}
    rows = gateway.table("timetable.place", Jsonb(steps))
    return {event_of[card]: version for card, version in rows}


def store_plan(
    gateway: Gateway, week: BuilderWeek, versions: dict[int, int], before: Plan, after: Plan
) -> dict[int, int]:
    """Store a generated plan in one call: only what it changes."""
    changed = {
        event: place for event, (was, place) in enumerate(zip(before, after, strict=True)) if was != place
    }
    return store(gateway, week, versions, changed) if changed else {}


def lock(
    gateway: Gateway, week: BuilderWeek, versions: dict[int, int], locked: Mapping[int, bool]
) -> dict[int, int]:
    """Lock cards to their places, or let them go; return their new versions by event."""
    steps = [
        {"card": week.cards[event].id, "version": versions[event], "locked": flag}
        for event, flag in locked.items()
    ]
    event_of = {week.cards[event].id: event for event in locked}
    return {event_of[card]: version for card, version in gateway.table("timetable.place", Jsonb(steps))}
