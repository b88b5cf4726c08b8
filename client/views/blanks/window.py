"""The registry of blanks: what is in stock of each kind at the top, the blanks with all that is done to them below."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from client.core.i18n import _
from client.core.latest import Latest
from client.data.blanks.holdings import InStock, stock
from client.data.records.list_filters import Filter
from client.views.blanks.lists import BLANKS
from client.widgets.flow_layout import FlowLayout
from client.widgets.record_list import ListAction, RecordList
from client.widgets.record_list.selection import Selection
from client.widgets.staleness import Staleness
from client.widgets.workplace import Workplace
from shared.models.blanks import IN_STOCK


class BlankList(RecordList):
    """Acts are asked for without a chosen row too: their numbers are typed."""

    def act(self, wanted: ListAction) -> None:
        if wanted.needs_rows and Selection.of(self.table) is None:
            wanted.act(self.workplace, self, [])
            return
        super().act(wanted)


class BlanksWindow(QWidget):
    """Each number at the top shows its blanks."""

    def __init__(
        self, workplace: Workplace, filters: Sequence[Any] = (), record_id: int | None = None
    ) -> None:
        super().__init__()
        self._workplace = workplace
        self.list = BlankList(workplace, BLANKS)
        self.title = self.list.title
        self._top = QWidget()
        self._flow = FlowLayout(self._top, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 0, 0)
        layout.addWidget(self._top)
        layout.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        self._latest = Latest(workplace.tasks, self, self.list.message.refuse)
        self._staleness = Staleness(workplace.changes, ("blanks.act", "blanks.kind"), self)
        self._staleness.reload_wanted.connect(self._count)
        if filters or record_id:
            self.restore({"filters": filters, "record": record_id})
        self._count()

    def reload(self) -> None:
        """Read list and stock again."""
        self.list.reload()
        self._count()

    def state(self) -> dict[str, Any]:
        return self.list.state()

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to what was shown."""
        self.list.restore(state)

    def may_close(self) -> bool:
        return self.list.may_close()

    def _count(self) -> None:
        self._staleness.refreshed()
        self._latest.read(partial(stock, self._workplace.gateway), self._show)

    def _show(self, found: Sequence[InStock]) -> None:
        while item := self._flow.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for each in found:
            in_stock = each.clean + each.reserved + each.printed
            button = QPushButton(f"{each.name}: {in_stock}", self._top)
            button.setAutoDefault(False)
            button.setToolTip(
                _(
                    "Clean: {clean}, reserved: {reserved}, printed: {printed}; spoiled and not destroyed: {spoiled}",
                    clean=each.clean, reserved=each.reserved, printed=each.printed, spoiled=each.spoiled,
                )
            )  # fmt: skip
            button.clicked.connect(partial(self._narrow, each))
            self._flow.addWidget(button)
            button.show()
        self._top.updateGeometry()

    def _narrow(self, kind: InStock) -> None:
        """Show what of a kind is in stock."""
        of_kind = Filter("kind_id", "equals", (kind.kind_id,), (kind.name,))
        in_stock = Filter("state", "one_of", IN_STOCK)
        self.list.restore({"filters": [of_kind.to_json(), in_stock.to_json()]})
        self.list.reload()
