"""Which term a window is about; it begins with the one that runs today."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from client.core import clock
from client.core.i18n import _
from client.data.timetable.lessons import TermRow
from client.widgets.choosers.offered_box import OfferedBox


class Begins(Protocol):
    """A term, or some of them together."""

    @property
    def id(self) -> int: ...
    @property
    def starts_on(self) -> date: ...


def begun(terms: Iterable[Begins]) -> int | None:
    """Return the latest that has begun; they come the latest first."""
    today = clock.today()
    return next((each.id for each in terms if each.starts_on <= today), None)


class TermBox(OfferedBox):
    """The terms, the latest first."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Term"))
        self.setMinimumContentsLength(18)

    def offer(self, terms: Iterable[TermRow]) -> None:
        """Fill the list without telling."""
        found, today = tuple(terms), clock.today()
        running = next((each.id for each in found if each.starts_on <= today <= each.ends_on), None)
        self.fill(((each.id, each.name) for each in found), running)
