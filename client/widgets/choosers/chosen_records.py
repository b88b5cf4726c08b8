"""Several records chosen one by one: a lookup above, who was chosen below; Del takes one off again."""

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QListWidget, QListWidgetItem, QWidget

from client.core.errors import UserError
from client.widgets.editors import Lookup
from client.widgets.kept_input import KeptField
from client.widgets.workplace import Workplace
from shared.models.record import Record

ID = Qt.ItemDataRole.UserRole
LINES = 5


class ChosenRecords(QObject):
    """The records chosen of a model, in the order in which they were chosen."""

    changed = Signal()

    def __init__(self, workplace: Workplace, model: type[Record], name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.lookup, self.list = Lookup(workplace, model), QListWidget()
        self.list.setAccessibleName(name)
        self.list.setMaximumHeight(self.list.fontMetrics().lineSpacing() * LINES + 8)
        self.lookup.chosen.connect(self._take)
        off = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        off.setContext(Qt.ShortcutContext.WidgetShortcut)
        off.activated.connect(self._take_off)

    def add_to(self, form: QFormLayout, title: str) -> None:
        """Put lookup and list into a form."""
        form.addRow(title, self.lookup)
        form.addRow("", self.list)

    def ids(self) -> list[int]:
        """Return what was chosen; a name that was typed and not chosen is refused, never left out."""
        if problem := self.lookup.problem():
            raise UserError(problem)
        return [number for number, _name in self.kept()]

    def kept(self) -> list[tuple[int, str]]:
        """Return id and name of each."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [(item.data(ID), item.text()) for item in items]

    def keep(self, kept: Any) -> None:
        """Show what was chosen before."""
        self.list.clear()
        for number, name in kept:
            self._add(number, name)

    def field(self) -> KeptField:
        """Return how a draft keeps what was chosen."""
        return KeptField(self.kept, self.keep, self.changed.connect)

    def _take(self, number: object) -> None:
        if isinstance(number, int) and number not in (chosen for chosen, _name in self.kept()):
            self._add(number, self.lookup.text())
            self.changed.emit()
        self.lookup.set_value(None)

    def _add(self, number: int, name: str) -> None:
        item = QListWidgetItem(name)
        item.setData(ID, number)
        self.list.addItem(item)

    def _take_off(self) -> None:
        if (row := self.list.currentRow()) >= 0:
            self.list.takeItem(row)
            self.changed.emit()
