"""The widget of the tree: shows units, is narrowed by typing, and says what was dropped where."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem

from client.core.i18n import _
from client.core.theme import colours
from client.data.structure.units import Node
from client.widgets.measures import measure
from shared.names import begin_words, words

NODE = Qt.ItemDataRole.UserRole


class TreeView(QTreeWidget):
    """Does not move anything itself: the server decides first."""

    opened = Signal()
    #: A unit and the one it was dropped on, None for the empty space.
    dropped = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[int, QTreeWidgetItem] = {}
        self._seen = False
        self.setHeaderLabels([_("Name"), _("Code"), _("Kind"), _("Parts")])
        measure(self, (60, 10, 16, 8), grows=(0,))
        self.setAlternatingRowColors(True)
        self.setUniformRowHeights(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setAccessibleName(_("Tree of units"))
        self.itemDoubleClicked.connect(lambda _item, _column: self.opened.emit())
        self.setExpandsOnDoubleClick(False)

    def current(self) -> Node | None:
        """Return the unit that is current."""
        item = self.currentItem()
        return None if item is None else _node(item)

    def choose(self, unit_id: int) -> None:
        """Make a unit the current one."""
        if unit_id in self._items:
            self.setCurrentItem(self._items[unit_id])

    def show_nodes(self, nodes: list[Node], kind_label: Callable[[str], str]) -> None:
        """Show the units; what was unfolded and current stays so."""
        folded = {number for number, item in self._items.items() if not item.isExpanded()}
        current = self.current()
        self.clear()
        self._items = {node.id: _item(node, kind_label(node.kind)) for node in nodes}
        for node in nodes:
            above = self._items.get(node.parent) if node.parent else None
            if above is None:
                self.addTopLevelItem(self._items[node.id])
            else:
                above.addChild(self._items[node.id])
        for number, item in self._items.items():
            item.setExpanded(number not in folded if self._seen else item.parent() is None)
            item.setText(3, str(item.childCount() or ""))
        self._seen = True
        if current is not None:
            self.choose(current.id)

    def narrow(self, typed: str) -> None:
        """Hide units that do not fit what is typed, unless one below them does."""
        wanted = words(typed)
        for item in self._items.values():
            item.setHidden(bool(wanted) and not any(_fits(each, wanted) for each in _branch(item)))
            if wanted and not item.isHidden():
                item.setExpanded(True)

    def dropEvent(self, event: QDropEvent) -> None:
        item, target = self.currentItem(), self.itemAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if item is None or item is target or (target is not None and target in set(_branch(item))):
            return
        self.dropped.emit(_node(item), None if target is None else _node(target))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.opened.emit()
            return
        super().keyPressEvent(event)


def _node(item: QTreeWidgetItem) -> Node:
    node: Node = item.data(0, NODE)
    return node


def _item(node: Node, kind: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([node.name, node.code, kind, ""])
    item.setData(0, NODE, node)
    item.setToolTip(0, node.name)
    if not node.active:
        item.setText(0, f"{node.name} ({_('not in use')})")
        for column in range(3):
            item.setForeground(column, _quiet())
    return item


def _quiet() -> QBrush:
    return QBrush(QColor(colours().quiet))


def _branch(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    yield item
    for place in range(item.childCount()):
        if (below := item.child(place)) is not None:
            yield from _branch(below)


def _fits(item: QTreeWidgetItem, wanted: tuple[str, ...]) -> bool:
    return begin_words(wanted, words(f"{item.text(0)} {item.text(1)}"))
