"""The list of layouts: a row a version; a new layout is asked for in a dialog."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QAction

from client.views.layouts.lists import VERSIONS
from client.views.layouts.new_dialog import NewLayoutDialog
from client.widgets.record_list import RecordList
from client.widgets.workplace import Workplace


class LayoutList(RecordList):
    """Enter opens the editor of a version."""

    def __init__(
        self, workplace: Workplace, filters: Sequence[Any] = (), record_id: int | None = None
    ) -> None:
        super().__init__(workplace, VERSIONS)
        if filters or record_id:
            self.restore({"filters": filters, "record": record_id})

    def begin(self) -> None:
        """Ask for a new layout."""
        NewLayoutDialog(self.workplace, self).open()

    def _make_acts(self) -> dict[str, QAction]:
        acts = super()._make_acts()
        acts["add"].triggered.disconnect()
        acts["add"].triggered.connect(lambda _checked: self.begin())
        return acts
