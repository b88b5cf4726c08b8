"""Minutes on the way between buildings."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select

from client.core.i18n import names
from client.data.records import saving
from client.data.records.sheet_saving import SheetOutcome, together
from client.data.server.gateway import Gateway, Transaction
from shared.models.infrastructure import Building
from shared.models.timetable import Travel
from shared.names import sort_key

Way = tuple[int, int]
"""From a building, to a building."""


@dataclass(frozen=True)
class Ways:
    """The buildings in use, and of each way the minutes with the record that says them."""

    buildings: tuple[tuple[int, str], ...]
    minutes: Mapping[Way, int]
    known: Mapping[Way, tuple[int, int]]


def read(gateway: Gateway) -> Ways:
    """Return all ways."""
    found = gateway.rows(select(Building.id, Building.name).where(Building.active))
    buildings = [(number, names(name)) for number, name in found]
    rows = gateway.rows(
        select(Travel.from_building_id, Travel.to_building_id, Travel.minutes, Travel.id, Travel.row_version)
    )
    return Ways(
        tuple(sorted(buildings, key=lambda each: sort_key(each[1]))),
        {(start, end): minutes for start, end, minutes, _id, _version in rows},
        {(start, end): (number, version) for start, end, _minutes, number, version in rows},
    )


def save(gateway: Gateway, ways: Ways, changes: Mapping[Way, int | None]) -> SheetOutcome:
    """Store all changed ways or none; None says that the way takes no time worth telling."""
    starts: dict[Hashable, dict[Way, int | None]] = {}
    for way in sorted(changes):
        starts.setdefault(way[0], {})[way] = changes[way]
    return together(gateway, starts, partial(_store, ways))


def _store(ways: Ways, transaction: Transaction, changes: Mapping[Way, int | None]) -> None:
    for way, minutes in changes.items():
        known = ways.known.get(way)
        if known is None:
            if minutes is not None:
                values = {"from_building_id": way[0], "to_building_id": way[1], "minutes": minutes}
                saving.insert(transaction, Travel, values)
        elif minutes is None:
            saving.delete(transaction, Travel, *known)
        else:
            saving.update(transaction, Travel, *known, {"minutes": minutes})
