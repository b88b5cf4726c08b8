"""The button with the list of all open windows: where more tabs are open than one can read."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton

from client.core import actions
from client.core.i18n import _
from client.core.icons import icon
from client.views.shell.page import Page


class OpenWindows(QToolButton):
    """Lists tabs and torn off windows by their full names; the one in front is marked."""

    def __init__(
        self,
        pages: Callable[[], list[Page]],
        front: Callable[[], Page | None],
        come_to: Callable[[Page], object],
    ) -> None:
        super().__init__()
        self._pages, self._front, self._come_to = pages, front, come_to
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.setIcon(icon(actions.OPEN_WINDOWS.icon))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_(actions.OPEN_WINDOWS.title))
        self.setToolTip(f"{_(actions.OPEN_WINDOWS.title)} ({actions.OPEN_WINDOWS.keys[0]})")

    def titles(self) -> list[str]:
        """Return the names as they are listed."""
        self._fill()
        return [entry.text().replace("&&", "&") for entry in self._menu.actions()]

    def _fill(self) -> None:
        self._menu.clear()
        front = self._front()
        for page in self._pages():
            entry = self._menu.addAction(icon(page.icon_name), page.title.replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(page is front)
            entry.triggered.connect(lambda _checked, page=page: self._come_to(page))
            if page is front:
                self._menu.setActiveAction(entry)
