"""What is in quarantine: the list, and below it both sides of the event of the cursor."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from client.views.offline.lists import DISPUTES
from client.views.offline.sides import SidesPanel
from client.widgets.record_list import RecordList
from client.widgets.workplace import Workplace


class DisputesWindow(QWidget):
    """Two people look at the same: what the workstation says, and what the server says."""

    def __init__(
        self, workplace: Workplace, filters: Sequence[Any] = (), record_id: int | None = None
    ) -> None:
        super().__init__()
        self.list = RecordList(workplace, DISPUTES)
        self.sides = SidesPanel(workplace)
        self.title = self.list.title
        self.reload, self.state, self.may_close = self.list.reload, self.list.state, self.list.may_close
        self.restore = self.list.restore
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.sides)
        split.setSizes([300, 340])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        self.setFocusProxy(self.list)
        self.list.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show())
        self.list.table.model().modelReset.connect(self._show)
        if filters or record_id:
            self.restore({"filters": filters, "record": record_id})

    def _show(self) -> None:
        self.sides.show_record(DISPUTES.relation, self.list.table.current_id())
