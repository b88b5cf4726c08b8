"""Search and filters of a list: the words in its field and the chips above it."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from client.core.i18n import _
from client.core.icons import icon
from client.data.records.list_filters import Filter
from client.widgets.measures import letters_wide
from client.widgets.record_list.chips import Chips
from client.widgets.record_list.screen import Screen
from client.widgets.workplace import Workplace

#: Milliseconds of rest in typing before the server is asked.
PAUSE = 250
LETTERS = 30


class Search(QObject):
    """`field` and `chips` are shown by the list; `changed` when other rows are wanted."""

    changed = Signal()
    #: Enter in the field: the person goes on to the rows.
    entered = Signal()

    def __init__(self, workplace: Workplace, screen: Screen, parent: QObject) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.chips = Chips(workplace, screen)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(PAUSE)
        self._build()

    def text(self) -> str:
        return self.field.text().strip()

    def describe(self) -> list[str]:
        """Return the search and filters in words, for exports."""
        words = [_("search: {text}", text=self.text())] if self.text() else []
        return [*words, *self.chips.describe()]

    def short(self) -> list[str]:
        """Return the same in so few words that a file can be called so."""
        words = [self.text()] if self.text() else []
        return [*words, *self.chips.short()]

    def allow(self, paths: frozenset[str]) -> None:
        """Offer only what the role may read."""
        self.chips.allow(paths)
        self.field.setVisible(bool(paths))

    def rest(self) -> None:
        """Wait no longer for the end of typing."""
        self._typing.stop()

    def clear(self) -> None:
        self.field.clear()
        self.chips.set(())

    def go_to(self) -> None:
        """Go to the field of the search."""
        self.field.setFocus()
        self.field.selectAll()

    def state(self) -> dict[str, Any]:
        return {"search": self.field.text(), "filters": [each.to_json() for each in self.chips.filters]}

    def restore(self, state: dict[str, Any]) -> None:
        self.field.setText(state.get("search") or "")
        self.chips.set(tuple(Filter.from_json(each) for each in state.get("filters") or ()))

    def _build(self) -> None:
        self.field.setPlaceholderText(_("Search ({keys})", keys="Ctrl+F"))
        self.field.setClearButtonEnabled(True)
        self.field.setFixedWidth(letters_wide(self.field, LETTERS))
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(lambda _text: self._typing.start())
        self.field.returnPressed.connect(self._enter)
        self.chips.changed.connect(self.changed)
        self._typing.timeout.connect(self.changed)

    def _enter(self) -> None:
        self.changed.emit()
        self.entered.emit()
