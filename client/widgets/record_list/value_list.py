"""A list of values with how many rows have each, ticked by clicks anywhere in a line and by Space."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from client.core.i18n import _
from client.widgets.formatting import grouped
from shared.names import begin_words, words

VALUE = Qt.ItemDataRole.UserRole
HEIGHT = 220


class Line(NamedTuple):
    """A value, what it is called, and how many rows have it."""

    value: Any
    label: str
    rows: int


class ValueList(QTreeWidget):
    """Remembers what is ticked also while other lines are shown."""

    ticked_changed = Signal()
    #: Up from the first line: the person goes on typing.
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        #: The ticked values and what they are called.
        self.ticked: dict[Any, str] = {}
        self.setAccessibleName(_("Values"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setColumnCount(2)
        self.setMinimumHeight(HEIGHT)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.itemClicked.connect(lambda item, _column: self._turn(item))

    def fill(self, lines: Iterable[Line]) -> None:
        """Show other lines; the ticks stay."""
        self.clear()
        self.addTopLevelItems([self._item(line) for line in lines])

    def narrow(self, typed: str) -> None:
        """Hide the lines none of whose words begins with what was typed, in either alphabet."""
        parts = words(typed)
        for item in self._items():
            item.setHidden(not begin_words(parts, words(item.text(0))))

    def held(self) -> list[QTreeWidgetItem]:
        """Return the lines, also those that are hidden."""
        return self._items()

    def seen(self) -> dict[Any, str]:
        """Return the lines that are not hidden."""
        return {item.data(0, VALUE): item.text(0) for item in self._items() if not item.isHidden()}

    def tick_seen(self, ticked: bool) -> None:
        """Tick every line that is not hidden, or none of them."""
        for item in self._items():
            if not item.isHidden():
                self._tick(item, ticked)
        self.ticked_changed.emit()

    def enter(self) -> None:
        """Go to the current line, at first to the first that is seen."""
        seen = [item for item in self._items() if not item.isHidden()]
        if seen:
            current = self.currentItem()
            self.setCurrentItem(current if current in seen and current is not None else seen[0])
            self.setFocus()

    def _item(self, line: Line) -> QTreeWidgetItem:
        item = QTreeWidgetItem([line.label, grouped(line.rows) if line.rows else ""])
        item.setData(0, VALUE, line.value)
        item.setToolTip(0, line.label)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(0, state_of(line.value in self.ticked))
        return item

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(place) for place in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _turn(self, item: QTreeWidgetItem) -> None:
        self._tick(item, item.data(0, VALUE) not in self.ticked)
        self.ticked_changed.emit()

    def _tick(self, item: QTreeWidgetItem, ticked: bool) -> None:
        self.ticked.pop(item.data(0, VALUE), None)
        if ticked:
            self.ticked[item.data(0, VALUE)] = item.text(0)
        item.setCheckState(0, state_of(ticked))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentItem()
        if event.key() == Qt.Key.Key_Space and current is not None:
            self._turn(current)
        elif event.key() == Qt.Key.Key_Up and (current is None or self.itemAbove(current) is None):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def state_of(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
