"""What waits for a role: counts of records in a state that somebody has to do something about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from client.core import clock
from client.core.roles import PREFIX
from client.data.records.list_filters import Filter
from client.data.records.listing import ListQuery
from client.data.records.rights import learn, rights
from client.data.server.gateway import Gateway
from shared.models.record import Record


@dataclass(frozen=True)
class Counter:
    """Whose it is, what it counts, and the window that shows the list behind it."""

    title: str
    icon: str
    model: type[Record]
    filters: tuple[Filter, ...]
    window: str
    roles: tuple[str, ...]
    #: A day that comes within so many days, or was within so many if they are less than none: (column, days).
    soon: tuple[str, int] | None = None
    #: A day that is over, since so many days: its column.
    past: str = ""
    since: int = 1
    #: Whether the window begins with the filters or shows everything it has.
    narrows: bool = True

    def is_for(self, role: str) -> bool:
        return role.removeprefix(PREFIX) in self.roles

    @property
    def relation(self) -> str:
        """The table whose changes change the count."""
        return self.model.__table__.fullname

    def conditions(self) -> tuple[Filter, ...]:
        """Return the filters as of today."""
        if self.past:
            last = clock.today() - timedelta(days=self.since)
            return (*self.filters, Filter(self.past, "between", (None, last.isoformat())))
        if self.soon is None:
            return self.filters
        column, days = self.soon
        today = clock.today()
        first, last = sorted((today, today + timedelta(days=days)))
        return (*self.filters, Filter(column, "between", (first.isoformat(), last.isoformat())))


def count(gateway: Gateway, counters: Iterable[Counter]) -> list[tuple[Counter, int]]:
    """Return how much of each there is; what the role may not read is left out."""
    wanted = tuple(counters)
    learn(gateway, [each.model for each in wanted])
    return [
        (each, ListQuery(each.model, (), each.conditions()).count(gateway))
        for each in wanted
        if rights(gateway, each.model).readable
    ]
