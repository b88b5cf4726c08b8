"""From the declaration of a list to a window of the menu."""

from collections.abc import Callable, Sequence
from typing import Any

from client.widgets.record_list import RecordList, Screen
from client.widgets.workplace import Workplace


def listed(screen: Screen) -> Callable[..., RecordList]:
    """Return what makes the list; it may begin with filters, as the counters of the start page give them."""

    def make(workplace: Workplace, filters: Sequence[Any] = ()) -> RecordList:
        made = RecordList(workplace, screen)
        if filters:
            made.restore({"filters": filters})
        return made

    return make
