"""How many rows a list shows, of how many."""

from PySide6.QtWidgets import QLabel

from client.core.i18n import _
from client.widgets.formatting import grouped


class RowCount(QLabel):
    """Says the total only while a search or filter hides some of it."""

    def __init__(self) -> None:
        super().__init__()
        self._total = self._count = 0
        self._narrowed = False
        self.setContentsMargins(8, 0, 4, 0)
        self.setAccessibleName(_("Number of rows"))

    def set_total(self, total: int) -> None:
        self._total = total
        self._say()

    def set_count(self, count: int, *, narrowed: bool) -> None:
        self._count, self._narrowed = count, narrowed
        self._say()

    def _say(self) -> None:
        count = grouped(self._count)
        if self._narrowed and self._total > self._count:
            count = _("{count} of {total}", count=count, total=grouped(self._total))
        self.setText(count)
