"""What a start page shows below its counters: a picture of numbers or a few lines, each leading to its rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from client.core.roles import PREFIX
from client.data.records.catalogue import Catalogue
from client.data.records.list_filters import Filter
from client.data.server.gateway import Gateway
from shared.charts.chart import Chart

Mood = Literal["", "good", "warning", "bad"]


@dataclass(frozen=True)
class Opening:
    """A window and what it begins with."""

    window: str
    arguments: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def rows(cls, window: str, *filters: Filter) -> "Opening":
        """Return a list that shows exactly the rows of these filters."""
        return cls(window, {"filters": [each.to_json() for each in filters]})


@dataclass(frozen=True)
class Picture:
    """A chart, and what opens behind its numbers: (category, series)."""

    chart: Chart
    opens: Mapping[tuple[int, int], Opening]
    #: When it is no longer true, though nothing has changed.
    until: datetime | None = None


@dataclass(frozen=True)
class Line:
    """A line of a digest: when or where, what, and what more there is to say; a mood has its sign."""

    text: str
    opens: Opening
    lead: str = ""
    detail: str = ""
    mood: Mood = ""


@dataclass(frozen=True)
class Digest:
    """A few lines under a title."""

    title: str
    lines: tuple[Line, ...]
    until: datetime | None = None
    #: Every line is work that waits, whatever its mood.
    work: bool = False

    @property
    def waits(self) -> bool:
        """Whether somebody has to do something about a line."""
        return self.work or any(line.mood in ("warning", "bad") for line in self.lines)


Shown = Picture | Digest
#: Asks the server, in the background; None where there is nothing to show.
Read = Callable[[Gateway, Catalogue], Shown | None]


@dataclass(frozen=True)
class StartBlock:
    """A part of the start page of some roles."""

    #: Whose change makes it read again.
    relations: tuple[str, ...]
    #: The window behind it.
    window: str
    roles: tuple[str, ...]
    #: Imports what reads it; asked when the start page is read, not before.
    load: Callable[[], Read]

    def is_for(self, role: str) -> bool:
        return role.removeprefix(PREFIX) in self.roles
