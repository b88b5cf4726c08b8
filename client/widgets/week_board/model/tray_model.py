"""The lessons without a place, gathered by subject, group or teacher; kept up to date card by card."""

from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from client.core.i18n import N_, _
from client.widgets.week_board.model import words
from client.widgets.week_board.model.board import BoardModel
from client.widgets.week_board.model.faces import Face
from shared.names import fold

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
EVENT_ROLE = Role.UserRole
ORDER_ROLE = EVENT_ROLE + 1


class Heading(Enum):
    """What the lessons of the tray are gathered by."""

    SUBJECT = N_("By subject")
    GROUP = N_("By group")
    TEACHER = N_("By teacher")


class TrayModel(QStandardItemModel):
    """Headings with their cards below them; a heading is there as long as it has cards."""

    def __init__(self, board: BoardModel) -> None:
        super().__init__(board)
        self._board = board
        self._heading = Heading.SUBJECT
        self._cards: dict[int, QStandardItem] = {}
        self._headings: dict[str, QStandardItem] = {}
        self.setSortRole(ORDER_ROLE)
        self.gather(self._heading)
        board.changed.connect(self.refresh)

    def gather(self, heading: Heading) -> None:
        """Gather everything anew."""
        self._heading = heading
        self.clear()
        self._cards.clear()
        self._headings.clear()
        self._add(self._board.cards.unplaced())

    def count(self) -> int:
        return len(self._cards)

    def refresh(self, events: Iterable[int]) -> None:
        """Some cards have come or gone."""
        inside = {
            event
            for event in events
            if self._board.stand(event).place is None and not self._board.stand(event).gone
        }
        for event in set(events) - inside:
            self._remove(event)
        self._add(sorted(inside - self._cards.keys()))

    def event_of(self, index: Index) -> int | None:
        """The card at an index, None for a heading."""
        found = index.data(EVENT_ROLE)
        return None if found is None else int(found)

    def index_of(self, event: int) -> QModelIndex:
        return self._cards[event].index() if event in self._cards else QModelIndex()

    def matches(self, event: int, text: str) -> bool:
        """Whether each word of a text is in what the card says, in either alphabet."""
        face = self._board.faces[event]
        said = fold(f"{face.subject} {face.groups} {face.teacher} {face.edge.words}")
        return all(word in said for word in fold(text).split())

    def _add(self, events: Iterable[int]) -> None:
        for event in events:
            face = self._board.faces[event]
            item = QStandardItem(face.title)
            item.setEditable(False)
            item.setData(event, EVENT_ROLE)
            item.setData((fold(face.title), event)[0], ORDER_ROLE)
            self._cards[event] = item
            heading = self._heading_of(face)
            heading.appendRow(item)
            self._count(heading)
        for heading in self._headings.values():
            heading.sortChildren(0)
        self.sort(0)

    def _remove(self, event: int) -> None:
        item = self._cards.pop(event, None)
        if item is None:
            return
        heading = item.parent()
        heading.removeRow(item.row())
        if heading.rowCount():
            self._count(heading)
        else:
            del self._headings[str(heading.data(Role.AccessibleTextRole))]
            self.removeRow(heading.row())

    def _heading_of(self, face: Face) -> QStandardItem:
        name = {
            Heading.SUBJECT: face.subject,
            Heading.GROUP: face.groups,
            Heading.TEACHER: face.teacher,
        }[self._heading] or _("nobody")
        found = self._headings.get(name)
        if found is None:
            found = self._headings[name] = QStandardItem(name)
            found.setEditable(False)
            found.setData(name, Role.AccessibleTextRole)
            found.setData(fold(name), ORDER_ROLE)
            font = found.font()
            font.setBold(True)
            found.setFont(font)
            self.appendRow(found)
        return found

    def _count(self, heading: QStandardItem) -> None:
        heading.setText(f"{heading.data(Role.AccessibleTextRole)} ({heading.rowCount()})")

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if role in (Role.ToolTipRole, Role.AccessibleDescriptionRole):
            event = self.event_of(index)
            return None if event is None else words.why_unplaced(self._board, event)
        return super().data(index, role)
