"""Beside the change journal: what the row was before and after."""

from functools import partial

from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from client.core.i18n import _
from client.data.records.journal import ColumnChange, field_changes
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace


class ChangePanel(QWidget):
    """The columns of one change; values of private tables are not kept and stay empty."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Before and after")
        self._workplace = workplace
        self._shown: int | None = None
        self.message = MessageLine()
        self.fields = QTreeWidget()
        self.fields.setHeaderLabels([_("Field"), _("Before"), _("After")])
        self.fields.setRootIsDecorated(False)
        self.fields.setAlternatingRowColors(True)
        self.fields.setAccessibleName(self.title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.message)
        layout.addWidget(self.fields)

    def show_record(self, _relation: str, record_id: int | None) -> None:
        """Show a line of the journal."""
        self._shown = record_id
        self.fields.clear()
        if record_id is not None:
            read = partial(field_changes, self._workplace.gateway, self._workplace.catalogue, record_id)
            done = partial(self._show, record_id)
            self._workplace.tasks.run(self, read, done, self.message.refuse)

    def _show(self, record_id: int, changes: list[ColumnChange]) -> None:
        if record_id != self._shown:
            return
        for change in changes:
            item = QTreeWidgetItem([change.label, change.before, change.after])
            for column in range(3):
                item.setToolTip(column, item.text(column))
            self.fields.addTopLevelItem(item)
