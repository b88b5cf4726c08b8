"""What a list asks the server just now: columns, filters, search and order, as far as the role may read."""

from dataclasses import dataclass

from client.data.records.list_filters import Filter
from client.data.records.listing import ListQuery
from client.data.records.rights import Rights, readable, rights
from client.data.server.gateway import Gateway
from client.widgets.record_list.layout import Layout
from client.widgets.record_list.screen import Screen
from client.widgets.record_list.search import Search


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


@dataclass
class Question:
    """The state that a list, its header and its acts share; `fixed` filters belong to the place it stands in."""

    screen: Screen
    fixed: tuple[Filter, ...]
    layout: Layout
    search: Search
    #: Nothing until the server has said what the role may.
    allowed: Allowed = Allowed(Rights(), frozenset())

    def query(self) -> ListQuery:
        """Return the question without what the role may not read."""
        paths, screen = self.allowed.paths, self.screen
        shown = tuple(path for path in self.layout.columns if path in paths)
        return ListQuery(
            screen.model,
            shown,
            filters=(*self.fixed, *self.search.chips.filters),
            search=self.search.text(),
            searched=tuple(dict.fromkeys((*(path for path in screen.search if path in paths), *shown))),
            sort=tuple(each for each in self.layout.sort if each.path in paths),
            finder=screen.finder,
            noted=screen.noted,
        )

    def everything(self) -> ListQuery:
        """Return the question that nobody has narrowed: how many rows there are at all."""
        return ListQuery(self.screen.model, (), filters=self.fixed)

    def readable_columns(self) -> list[str]:
        """Return the columns that the role may read."""
        return [path for path in self.screen.all_columns() if path in self.allowed.paths]

    def shows(self) -> bool:
        """Whether there is anything the role may see: every row's own condition and some column."""
        wanted, paths = {each.path for each in self.screen.only}, self.allowed.paths
        return wanted <= paths and any(path in paths for path in self.screen.columns)
