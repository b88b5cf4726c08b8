"""From the declaration of a list to a window of the menu."""

from collections.abc import Callable, Sequence
from typing import Any

from client.data.records.list_filters import Filter
from client.widgets.record_list import RecordList, Screen
from client.widgets.workplace import Workplace


def listed(
    screen: Screen, own: Callable[[str], tuple[Filter, ...]] | None = None
) -> Callable[..., RecordList]:
    """Return what makes the list; it may begin with filters or at a record, as counters and searches give them.

    `own` narrows it for good to what is the acting role's.
    """

    def make(workplace: Workplace, filters: Sequence[Any] = (), record_id: int | None = None) -> RecordList:
        made = RecordList(workplace, screen, own(workplace.session.role or "") if own else ())
        if filters or record_id:
            made.restore({"filters": filters, "record": record_id})
        return made

    return make
