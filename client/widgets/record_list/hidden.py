"""Cells that row security leaves empty: told apart from those that are empty, which would look like lost data."""

from collections.abc import Sequence
from typing import Any

from client.core.i18n import N_
from client.data.records.list_paths import find, step
from client.widgets.columns import ColumnSpec
from shared.models.record import Table

WORD, TOLD = N_("hidden"), N_("Not shown to your role")
#: Where a row's own values begin behind id and version.
OWN = 2


class HiddenCells:
    """Knows which columns promise a value; a row that breaks the promise belongs to a record that is not read."""

    def __init__(self, model: type[Table], columns: Sequence[ColumnSpec]) -> None:
        self._of_way: dict[tuple[str, ...], list[int]] = {}
        self._promised: dict[int, tuple[str, ...]] = {}
        for place, column in enumerate(columns):
            found = find(model, column.path)
            if not found.way:
                continue
            self._of_way.setdefault(found.way, []).append(place)
            if not found.column.nullable and _always(model, found.way):
                self._promised[place] = found.way

    def of(self, row: Sequence[Any]) -> frozenset[int]:
        """Return the columns of a row that are not shown to the role."""
        ways = {way for place, way in self._promised.items() if row[place + OWN] is None}
        return frozenset(place for way in ways for place in self._of_way[way] if row[place + OWN] is None)


def _always(model: type[Table], way: tuple[str, ...]) -> bool:
    """Tell whether every record has one at the end of the way."""
    for name in way:
        taken = step(model, name)
        if model.__table__.columns[taken.here].nullable:
            return False
        model = taken.target
    return True
