"""Whose wishes are copied: one of those who have some in this term."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import _
from client.core.icons import icon
from client.data.timetable import wishes
from client.data.timetable.wishes import StoredWishes, Told, Who
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.names import fold

ICONS = {"teacher": "employees", "group": "group", "room": "room"}
WHO = Qt.ItemDataRole.UserRole


def fill(strip: QListWidget, told: Sequence[Told], unsaved: Sequence[Who] = ()) -> None:
    """List who has wishes and how many hours they are about; a circle marks what is not saved."""
    strip.clear()
    known = {(each.who.whose, each.who.id) for each in told}
    painted = {(who.whose, who.id) for who in unsaved}
    for each in told:
        mark = "○ " if (each.who.whose, each.who.id) in painted else ""
        _add(strip, each.who, f"{mark}{each.who.name}\n✕ {each.impossible}   ▽ {each.unwelcome}")
    for who in unsaved:
        if (who.whose, who.id) not in known:
            _add(strip, who, f"○ {who.name}\n{_('not saved yet')}")


def _add(strip: QListWidget, who: Who, text: str) -> None:
    item = QListWidgetItem(icon(ICONS[who.whose]), text)
    item.setData(WHO, who)
    item.setToolTip(text)
    strip.addItem(item)


class CopyWishes(QDialog):
    """Finds somebody in either alphabet and gives their pattern."""

    #: The pattern that was read.
    chosen = Signal(object)

    def __init__(
        self, workplace: Workplace, term_id: int, told: Sequence[Told], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workplace, self._term_id = workplace, term_id
        self.setWindowTitle(_("Copy from somebody"))
        self.message = MessageLine()
        self.search, self.strip = QLineEdit(), QListWidget()
        self._build(told)

    def take(self) -> None:
        """Read the pattern of the chosen one."""
        item = self.strip.currentItem()
        if item is None:
            self.message.say(_("Choose whose pattern is copied."))
            return
        who: Who = item.data(WHO)
        work = partial(wishes.read, self._workplace.gateway, self._term_id, who.whose, who.id)
        self._workplace.tasks.run(self, work, self._give, self.message.refuse)

    def _give(self, pattern: StoredWishes) -> None:
        self.chosen.emit(pattern)
        self.accept()

    def _narrow(self, text: str) -> None:
        for row in range(self.strip.count()):
            item = self.strip.item(row)
            item.setHidden(fold(text) not in fold(item.text()))

    def _build(self, told: Sequence[Told]) -> None:
        self.search.setPlaceholderText(_("Type to search"))
        self.search.textChanged.connect(self._narrow)
        self.strip.itemActivated.connect(lambda _item: self.take())
        fill(self.strip, told)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("Copy"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        buttons.accepted.connect(self.take)
        buttons.rejected.connect(self.reject)
        hint = QLabel(_("The pattern replaces the week at hand; Ctrl+Z takes it back."))
        hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        for widget in (self.message, hint, self.search, self.strip, buttons):
            layout.addWidget(widget)
        self.setMinimumSize(420, 460)
