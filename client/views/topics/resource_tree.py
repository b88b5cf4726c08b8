"""The topics of a subject with the resources under each; files are dropped on a topic."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QTreeWidgetItemIterator

from client.core.i18n import _
from client.core.icons import icon
from client.data.topics.resources import Resource
from client.data.topics.topic_lists import StoredTopic
from client.widgets.formatting import shown
from client.widgets.measures import measure
from shared.media_types import ENDINGS
from shared.names import signed

MEGABYTE = 1024 * 1024
ROLE = Qt.ItemDataRole.UserRole


def megabytes(size: int) -> str:
    """Return a size in megabytes with one place."""
    return shown(round(Decimal(size) / MEGABYTE, 1))


class ResourceTree(QTreeWidget):
    """A topic a branch, a resource a leaf."""

    #: (topic, names of files)
    dropped = Signal(int, list)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.takes_files = False
        self._resources: dict[int, Resource] = {}
        self.setHeaderLabels(
            (_("Topic, resource"), _("Type of the file"), _("Size, MB"), _("Author"), _("Added"))
        )
        self.setAccessibleName(_("Resources of subjects"))
        self.setAcceptDrops(True)
        measure(self, (70, 14, 10, 22, 12), grows=(0,))
        self.itemActivated.connect(self._activate)

    def show_resources(self, topics: Sequence[StoredTopic], found: Sequence[Resource]) -> None:
        """Show a reading; the line of the cursor stays."""
        at = self.currentItem()
        before = at.data(0, ROLE) if at is not None else None
        self._resources = {each.id: each for each in found}
        self.clear()
        for topic in topics:
            own = [each for each in found if each.topic_id == topic.id]
            count = f"  ({len(own)})" if own else ""
            branch = QTreeWidgetItem([f"{topic.number}. {topic.name}{count}"])
            branch.setData(0, ROLE, ("topic", topic.id))
            for each in own:
                leaf = QTreeWidgetItem(_texts(each))
                leaf.setData(0, ROLE, ("resource", each.id))
                leaf.setIcon(0, icon("file" if each.is_file else "open"))
                leaf.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                branch.addChild(leaf)
            self.addTopLevelItem(branch)
            branch.setExpanded(True)
        self._come_back(before)

    def topic(self) -> int | None:
        """Return the topic of the cursor, also on one of its resources."""
        return self._topic_of(self.currentItem())

    def topic_name(self) -> str:
        """Return what the topic of the cursor is called."""
        item = self.currentItem()
        while item is not None and item.parent() is not None:
            item = item.parent()
        return item.text(0) if item is not None else ""

    def resource(self) -> Resource | None:
        """Return the resource of the cursor."""
        item = self.currentItem()
        kind, number = item.data(0, ROLE) if item is not None else ("", 0)
        return self._resources.get(number) if kind == "resource" else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.takes_files and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if self.takes_files and event.mimeData().hasUrls() and item is not None:
            self.setCurrentItem(item)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        topic = self._topic_of(self.itemAt(event.position().toPoint()))
        names = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if self.takes_files and topic is not None and names:
            event.acceptProposedAction()
            self.dropped.emit(topic, names)

    def _topic_of(self, item: QTreeWidgetItem | None) -> int | None:
        while item is not None and item.parent() is not None:
            item = item.parent()
        return item.data(0, ROLE)[1] if item is not None else None

    def _come_back(self, before: object) -> None:
        """Come to the line that was left, or to the first one."""
        lines = QTreeWidgetItemIterator(self)
        first = found = None
        while (item := lines.value()) is not None:
            first = first or item
            found = item if item.data(0, ROLE) == before else found
            lines += 1
        if (wanted := found or first) is not None:
            self.setCurrentItem(wanted)

    def _activate(self, item: QTreeWidgetItem) -> None:
        if item.data(0, ROLE)[0] == "resource":
            self.opened.emit()


def _texts(each: Resource) -> list[str]:
    kind = ENDINGS.get(each.media_type or "", each.media_type or "") if each.is_file else _("Link")
    name = each.name if each.is_file else f"{each.name} – {each.url}"
    size = megabytes(each.size) if each.size else ""
    state = kind if each.ready else _("Not all of it is there yet")
    return [name, state, size, signed(each.author), shown(each.added_at.date())]
