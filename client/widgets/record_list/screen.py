"""What a list of records is, as a declaration: columns, search, filters and the form behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from client.core.actions import Command
from client.data.records.list_filters import Filter
from client.data.records.list_paths import find
from client.data.records.listing import Finder, Sort
from client.widgets.columns import ColumnSpec, column_of
from client.widgets.workplace import Workplace
from shared.models.record import Table

#: Makes a widget with a `title` and `show_record(relation, record_id | None)` for the pane beside the list.
PanelFactory = Callable[[Workplace], QWidget]


@dataclass(frozen=True)
class ListAction:
    """Something to do with the selected records: `act(workplace, parent, ids)`; hidden from other roles."""

    command: Command
    act: Callable[[Workplace, QWidget, list[int]], object]
    #: Names of roles without their common prefix; empty: all.
    roles: tuple[str, ...] = ()
    needs_rows: bool = True


@dataclass(frozen=True)
class Screen:
    """A list of records; `more` are columns that a person may add, `only` is true of every row."""

    model: type[Table]
    columns: tuple[str, ...]
    more: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    only: tuple[Filter, ...] = ()
    sort: tuple[Sort, ...] = ()
    icon: str = ""
    title: str = ""
    #: Under which the person's layout and filters are remembered.
    key: str = ""
    #: What opens a record: a form, or the key of a window that takes `record_id`.
    form: Any = None
    card: str = ""
    actions: tuple[ListAction, ...] = ()
    panels: tuple[PanelFactory, ...] = ()
    #: What else a search finds rows by, and the column before whose value it is told.
    finder: Finder | None = None
    noted: str = ""

    @property
    def relation(self) -> str:
        return f"{self.model.__table__.schema}.{self.model.__table__.name}"

    def column(self, path: str) -> ColumnSpec:
        """Return what is known of a column."""
        return column_of(self.model, path)

    def all_columns(self) -> tuple[str, ...]:
        """Every column a person may show, in the declared order."""
        return tuple(dict.fromkeys((*self.columns, *self.more)))

    def relations(self) -> frozenset[str]:
        """The tables whose change makes the list stale."""
        ways = {find(self.model, path) for path in self.all_columns()}
        own = {f"{found.model.__table__.schema}.{found.model.__table__.name}" for found in ways}
        return frozenset(own | {self.relation})

    def classifiers(self) -> frozenset[str]:
        """The code lists whose labels the columns and filters need."""
        paths = (*self.all_columns(), *self.filters)
        return frozenset(find(self.model, path).info.get("classifier") or "" for path in paths) - {""}


def list_of(  # noqa: PLR0913 - a declaration names what differs from the usual
    model: type[Table],
    *columns: str,
    more: tuple[str, ...] = (),
    search: tuple[str, ...] = (),
    filters: tuple[str, ...] = (),
    only: tuple[Filter, ...] = (),
    sort: tuple[Sort, ...] = (),
    icon: str = "",
    title: str = "",
    key: str = "",
    form: Any = None,
    card: str = "",
    actions: tuple[ListAction, ...] = (),
    panels: tuple[PanelFactory, ...] = (),
    finder: Finder | None = None,
    noted: str = "",
) -> Screen:
    """Declare a list of records."""
    table = model.__table__
    return Screen(
        model,
        columns,
        more=more,
        search=search,
        filters=filters or columns,
        only=only,
        sort=sort,
        icon=icon,
        title=title or model.plural,
        key=key or f"{table.schema}.{table.name}",
        form=form,
        card=card,
        actions=actions,
        panels=panels,
        finder=finder,
        noted=noted,
    )
