"""The remembered layout of a list: columns, widths, order and sorting, and the filters a person saved."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.widgets.record_list.screen import Screen
from client.widgets.workplace import OwnSettings


@dataclass
class Layout:
    """Columns from left to right, their widths and the order of the rows."""

    columns: list[str]
    widths: dict[str, int] = field(default_factory=dict)
    sort: list[Sort] = field(default_factory=list)

    @classmethod
    def remembered(cls, screen: Screen, settings: OwnSettings) -> "Layout":
        """Return what is remembered; columns that the program no longer has are left out."""
        stored = settings.get(f"list.{screen.key}") or {}
        known = screen.all_columns()
        columns = [path for path in stored.get("columns", ()) if path in known]
        widths = {path: int(width) for path, width in stored.get("widths", {}).items() if path in known}
        sort = [Sort(path, bool(down)) for path, down in stored.get("sort", ()) if path in known]
        return cls(columns or list(screen.columns), widths, sort or list(screen.sort))

    def remember(self, screen: Screen, settings: OwnSettings) -> None:
        """Keep the layout for this person on every computer."""
        sort = [[each.path, each.descending] for each in self.sort]
        settings.put(f"list.{screen.key}", {"columns": self.columns, "widths": self.widths, "sort": sort})

    def sort_by(self, path: str, *, adding: bool) -> None:
        """Sort by a column, the other way round if it is sorted already; `adding` keeps the columns before it."""
        before = {each.path: each for each in self.sort}
        turned = Sort(path, path in before and not before[path].descending)
        if adding and path in before:
            self.sort = [turned if each.path == path else each for each in self.sort]
        elif adding:
            self.sort.append(turned)
        else:
            self.sort = [turned if len(self.sort) == 1 else Sort(path)]

    def marks(self) -> dict[str, str]:
        """Return the arrow of each sorted column, numbered if there are several."""
        several = len(self.sort) > 1
        return {
            each.path: ("▼" if each.descending else "▲") + (str(place) if several else "")
            for place, each in enumerate(self.sort, start=1)
        }


class SavedFilters:
    """The filters a person gave names to."""

    def __init__(self, screen: Screen, settings: OwnSettings) -> None:
        self._key = f"filters.{screen.key}"
        self._settings = settings
        self._known = frozenset(screen.all_columns()) | frozenset(screen.filters)

    def names(self) -> list[str]:
        return sorted(self._stored())

    def get(self, name: str) -> tuple[Filter, ...]:
        """Return the filters kept under a name."""
        filters = (Filter.from_json(each) for each in self._stored().get(name, ()))
        return tuple(each for each in filters if each.path in self._known)

    def keep(self, name: str, filters: Iterable[Filter]) -> None:
        """Keep filters under a name."""
        self._settings.put(self._key, self._stored() | {name: [each.to_json() for each in filters]})

    def drop(self, name: str) -> None:
        """Forget a name."""
        stored = self._stored()
        stored.pop(name, None)
        self._settings.put(self._key, stored)

    def _stored(self) -> dict[str, Any]:
        return dict(self._settings.get(self._key) or {})
