"""The selected rows of a list as they were when something was to be done with them."""

from dataclasses import dataclass
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_
from client.core.tasks import Job
from client.data.records.listing import ListQuery
from client.data.server.gateway import Gateway
from client.widgets.record_list.table import ListTable

Row = tuple[Any, ...]
#: The rows between those that are in memory are known by their numbers alone, which mean others then.
MOVED = N_(
    "Somebody else changed this list meanwhile: its rows stand elsewhere. Reload it (F5) and choose again."
)


@dataclass(frozen=True)
class Selection:
    """The numbers of the rows and, where they are in memory, their values; the others are read when asked for."""

    numbers: list[int]
    known: list[Row | None]
    # That of the rows on the screen: a newer one, still unanswered, may count them otherwise.
    query: ListQuery

    @classmethod
    def of(cls, table: ListTable) -> "Selection | None":
        """Take what is selected, None if nothing is."""
        numbers, query = table.selected_rows(), table.rows.query
        if not numbers or query is None:
            return None
        return cls(numbers, [table.rows.row(number) for number in numbers], query)

    def in_memory(self) -> list[Row] | None:
        """Return the rows if every one of them was looked at before."""
        known = [row for row in self.known if row is not None]
        return known if len(known) == len(self.numbers) else None

    def ids(self, gateway: Gateway) -> list[int]:
        """Return the ids of the records; runs in the background."""
        rows = self.in_memory()
        if rows is not None:
            return [int(row[0]) for row in rows]
        every = self.query.ids(gateway)
        meant = [every[number] if number < len(every) else None for number in self.numbers]
        pairs = zip(meant, self.known, strict=True)
        if any(found is None or (row is not None and row[0] != found) for found, row in pairs):
            raise UserError(MOVED)
        return [found for found in meant if found is not None]

    def read(self, gateway: Gateway, job: Job) -> list[Row]:
        """Return the rows in order, reading all of the list; runs in the background."""
        wanted, found = set(self.numbers), []
        with self.query.all(gateway) as (total, every):
            for number, row in enumerate(every):
                job.progress(number, total)
                if number in wanted:
                    found.append(row)
        return found
