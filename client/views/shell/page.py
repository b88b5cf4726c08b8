"""The place of one window in a tab or in a frame of its own."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from client.core.i18n import _, language
from client.widgets.focus import Place, focused_in, place_of
from client.widgets.windows import Window


def plain(arguments: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments that say what is shown; functions among them only serve the making."""
    return {name: value for name, value in arguments.items() if not callable(value)}


class Page(QWidget):
    """Makes its window when it is first seen, so that twenty remembered tabs cost nothing at the start."""

    renamed = Signal()

    def __init__(
        self,
        make: Callable[[], QWidget],
        window: Window | None = None,
        arguments: dict[str, Any] | None = None,
        remembered: dict[str, Any] | None = None,
    ) -> None:
        super().__init__()
        self.window_key = window.key if window else ""
        self.icon_name = window.icon if window else ""
        self._arguments = plain(arguments or {})
        self.content: QWidget | None = None
        #: What had the focus last.
        self.focused: QWidget | None = None
        #: Where the window wants the focus when it is seen first; tabs would choose whatever stands first.
        self._begins_at: QWidget | None = None
        #: A window of the menu is called as the menu calls it, whatever it shows.
        self._named = window is not None and window.listed
        self._make = make
        self._state = (remembered or {}).get("state")
        self._title = _first_title(window, remembered or {})
        self._called_in = (remembered or {}).get("language", language())
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    @property
    def arguments(self) -> dict[str, Any]:
        """What the window shows now: a card may have gone to another record since it was opened."""
        return dict(getattr(self.content, "arguments", self._arguments))

    def shows(self, arguments: dict[str, Any]) -> bool:
        """Whether it is open with these arguments, or its window can turn to what they ask for."""
        turns = getattr(self.content, "turns_to", None)
        return self.arguments == arguments or (turns is not None and bool(turns(**arguments)))

    @property
    def title(self) -> str:
        if self.content is None or self._named:
            return self._title
        return self.content.windowTitle() or str(getattr(self.content, "title", "")) or self._title

    def fill(self) -> QWidget:
        """Make the window if it is not made yet, and return it."""
        if self.content is None:
            self.content = content = self._make()
            self._layout.addWidget(content)
            self.setFocusProxy(content)
            content.windowTitleChanged.connect(lambda _title: self.renamed.emit())
            if self._state is not None and hasattr(content, "restore"):
                content.restore(self._state)
            content.show()
            self._begins_at = content.focusWidget() or content
            self.renamed.emit()
        return self.content

    def call_anew(self) -> None:
        """What was called in another language is made although nobody looks at it: its title is a record's name."""
        if self.content is None and not self._named and self._called_in != language():
            QTimer.singleShot(0, self, self.fill)

    def take_focus(self) -> None:
        """Bring the focus to where it was in this page last, in the beginning to the window itself."""
        last, self._begins_at = self._begins_at or self.focused, None
        if last is not None and isValid(last) and last.isVisible() and last.isEnabled():
            last.setFocus()
        elif self.content is not None:
            self.content.setFocus()

    def hold_focus(self) -> None:
        """What had the focus cannot hold it now: it stays in the window, so that its keys live."""
        if self.isVisible() and self.content is not None and focused_in(self) is None:
            self.content.setFocus()

    def focus_place(self) -> Place:
        """Return where the focus is in the window, for the same window made anew."""
        last, content = self.focused, self.content
        if last is None or content is None or not isValid(last) or not content.isAncestorOf(last):
            return []
        return place_of(last, content)

    def state(self) -> dict[str, Any] | None:
        """Return what opens this page again; None for one that only its maker can open."""
        if not self.window_key:
            return None
        state = self.content.state() if self.content and hasattr(self.content, "state") else self._state
        called_in = self._called_in if self.content is None else language()
        return {
            "key": self.window_key,
            "arguments": self.arguments,
            "title": self.title,
            "language": called_in,
            "state": state,
        }

    def may_close(self) -> bool:
        """Ask the window whether it can go; one never seen has nothing to lose."""
        may_close = getattr(self.content, "may_close", None)
        return may_close is None or bool(may_close())

    def reload(self) -> None:
        """Show what is true now, if the window can."""
        if (again := getattr(self.content, "reload", None)) is not None:
            again()

    def showEvent(self, event: QShowEvent) -> None:
        self.fill()
        super().showEvent(event)


def _first_title(window: Window | None, remembered: dict[str, Any]) -> str:
    """Until it is seen, a window of the menu is called as the menu does; a card after what it showed."""
    if window is None:
        return ""
    return _(window.title) if window.listed else str(remembered.get("title") or _(window.title))
