"""What a list asks the server just now: columns, filters, search and order, as far as the role may read."""

from dataclasses import dataclass

from client.data.records.list_filters import Filter
from client.data.records.listing import ListQuery, Sort
from client.data.records.rights import Rights, readable, rights
from client.data.server.gateway import Gateway
from client.widgets.record_list.screen import Screen


@dataclass(frozen=True)
class Allowed:
    """What the role may do with the records of a list, and which of its columns it may read."""

    rights: Rights
    paths: frozenset[str]

    @classmethod
    def ask(cls, gateway: Gateway, screen: Screen) -> "Allowed":
        """Ask the server; runs in the background."""
        paths = {*screen.all_columns(), *screen.filters, *screen.search}
        paths |= {each.path for each in screen.only} | {each.path for each in screen.sort}
        return cls(rights(gateway, screen.model), readable(gateway, screen.model, paths))

    def shows(self, screen: Screen) -> bool:
        """Whether there is anything the role may see: every row's own condition and some column."""
        wanted = {each.path for each in screen.only}
        return wanted <= self.paths and any(path in self.paths for path in screen.columns)


def question(
    screen: Screen,
    allowed: Allowed,
    columns: list[str],
    filters: tuple[Filter, ...],
    search: str,
    sort: list[Sort],
) -> ListQuery:
    """Return the question of a list without what the role may not read."""
    return ListQuery(
        screen.model,
        tuple(path for path in columns if path in allowed.paths),
        filters=filters,
        search=search,
        searched=tuple(path for path in screen.search if path in allowed.paths),
        sort=tuple(each for each in sort if each.path in allowed.paths),
    )
