"""Ctrl+K: one line that finds windows and records in either alphabet."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from client.core.i18n import Language, _, translation
from client.core.icons import icon
from client.core.tasks import Tasks
from client.widgets.measures import letters_wide
from client.widgets.windows import Heading
from shared.names import begin_words, fold, words

PAUSE = 150
#: How wide and how high it is.
LETTERS, LINES = 78, 22
SHORTEST = 2


@dataclass(frozen=True)
class Found:
    """Something to open: a window with its arguments, and what tells it from its namesakes."""

    title: str
    detail: str
    icon: str
    window: str
    arguments: dict[str, Any] = field(default_factory=dict)


Finder = Callable[[str], Sequence[Found]]


class WindowFinder:
    """Finds windows by the beginning of any word of their names, in any language of the interface."""

    def __init__(self, headings: Iterable[Heading]) -> None:
        self._known = [
            (
                self._words(heading.title, window.title),
                Found(window.title, heading.title, window.icon or heading.icon, window.key),
            )
            for heading in headings
            for window in heading.windows
            if window.listed
        ]

    def __call__(self, text: str) -> list[Found]:
        wanted = words(text)
        return [
            Found(_(found.title), _(found.detail), found.icon, found.window)
            for known, found in self._known
            if begin_words(wanted, known)
        ]

    @staticmethod
    def _words(*titles: str) -> frozenset[str]:
        languages: tuple[Language, ...] = ("uz", "ru", "en")
        return frozenset(
            word for title in titles for code in languages for word in words(translation(title, code))
        )


class Palette(QDialog):
    """The answers from the windows come at once, those from the database when they come."""

    def __init__(
        self,
        parent: QWidget,
        tasks: Tasks,
        windows: Finder,
        records: Finder,
        choose: Callable[[Found], object],
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._tasks, self._windows, self._records, self._choose = tasks, windows, records, choose
        self._asked = ""
        self.line = QLineEdit()
        self.list = QListWidget()
        self.told = QLabel()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._build()
        self._show([])
        self._type("")

    def _build(self) -> None:
        self.resize(letters_wide(self, LETTERS), LINES * self.fontMetrics().height())
        self.line.setPlaceholderText(_("A window, a person, a group, a subject, a room - in either alphabet"))
        self.line.setAccessibleName(_("Find anything"))
        self.line.setClearButtonEnabled(True)
        self.list.setAccessibleName(_("Found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # namesakes differ at their end
        self.told.setProperty("quiet", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        for widget in (self.line, self.list, self.told):
            layout.addWidget(widget)
        self.line.textChanged.connect(self._type)
        self.line.returnPressed.connect(self._take)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._take())
        self._pause.timeout.connect(self._ask)

    def _type(self, text: str) -> None:
        self._asked = text
        self._show(self._windows(text))
        long_enough = len(fold(text)) >= SHORTEST
        self.told.setText(_("Searching…") if long_enough else _("↑ ↓ choose, Enter opens, Esc closes"))
        if long_enough:
            self._pause.start()
        else:
            self._pause.stop()

    def _ask(self) -> None:
        text = self._asked
        self._tasks.run(
            self,
            lambda: self._records(text),
            lambda found: self._answer(text, found),
            lambda error: self.told.setText(error.text()),
        )

    def _answer(self, text: str, found: Sequence[Found]) -> None:
        if text != self._asked:
            return
        everything = [*self._windows(text), *found]
        self._show(everything)
        self.told.setText("" if everything else _("Nothing is called so, as far as your role may see."))

    def _show(self, found: Sequence[Found]) -> None:
        self.list.clear()
        for each in found:
            item = QListWidgetItem(
                icon(each.icon), f"{each.title}   —   {each.detail}" if each.detail else each.title
            )
            item.setData(Qt.ItemDataRole.UserRole, each)
            item.setToolTip(item.text())
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.accept()
            self._choose(item.data(Qt.ItemDataRole.UserRole))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk through the answers while the line keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(
                Qt.Key(event.key())
            )
            if step is not None and self.list.count():
                self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, self.list.count() - 1)))
                return True
        return super().eventFilter(watched, event)
