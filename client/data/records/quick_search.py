"""Finding records by words in either alphabet, as far as the acting role sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from client.data.records.list_filters import Filter
from client.data.records.listing import ListQuery, Sort
from client.data.records.rights import rights
from client.data.server.gateway import Gateway
from shared.models.record import Record

MOST = 6


@dataclass(frozen=True)
class Search:
    """A table to look into: what names a row, what tells it from namesakes, and the window that opens it."""

    model: type[Record]
    columns: tuple[str, ...]
    searched: tuple[str, ...]
    detail: str
    icon: str
    window: str
    #: The column of the window's list that is filtered by what was found; empty: the window shows the record itself.
    filtered: str = ""
    only: tuple[Filter, ...] = ()


@dataclass(frozen=True)
class Hit:
    """A record that was found."""

    search: Search
    record_id: int
    title: str
    detail: str

    @property
    def arguments(self) -> dict[str, Any]:
        """What the window is opened with."""
        if not self.search.filtered:
            return {"record_id": self.record_id}
        return {
            "filters": [Filter(self.search.filtered, "equals", (self.record_id,), (self.title,)).to_json()]
        }


def find_records(gateway: Gateway, searches: Iterable[Search], text: str) -> list[Hit]:
    """Return the first rows of each table that the role may read."""
    return [
        Hit(search, row[0], str(row[2]), row[3] or "")
        for search in searches
        if search.searched[0] in rights(gateway, search.model).readable
        for row in _query(search, text).page(gateway, size=MOST).rows
    ]


def _query(search: Search, text: str) -> ListQuery:
    order = (Sort(search.columns[0]),)
    return ListQuery(
        search.model, search.columns, search.only, search=text, searched=search.searched, sort=order
    )
