"""The open windows: tabs, those torn off, and how they come back at the next start."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTabBar,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from client.core import actions
from client.core.i18n import _
from client.core.icons import icon
from client.views.shell.open_windows import OpenWindows
from client.views.shell.own_window import OwnWindow
from client.views.shell.page import Page, plain
from client.widgets.focus import Place, ReturningFocus
from client.widgets.windows import Window


class Pages(QWidget):
    """Opens, shows, tears off, closes and remembers windows."""

    changed = Signal()
    #: A window was torn off: the frame gives it its keys.
    torn_off = Signal(object)
    #: No tab is left.
    emptied = Signal()

    def __init__(
        self, windows: Mapping[str, Window], make: Callable[..., QWidget], role: str, colour: str
    ) -> None:
        super().__init__()
        self.own_windows: list[OwnWindow] = []
        self._windows = windows
        self._make = make
        self._role = role
        self._colour = colour
        self.tabs = QTabWidget()
        self.tear_off_button = QToolButton()
        self.list_button = OpenWindows(self.all, self.in_front, self.come_to)
        self._stack = QStackedWidget()
        self._build()

    def open(self, key: str, arguments: dict[str, Any], remembered: dict[str, Any] | None = None) -> Page:
        """Open the window, or come to it if it is open with the same arguments."""
        for page in self.all():
            if page.window_key == key and key and page.shows(plain(arguments)):
                self.come_to(page)
                return page
        window = self._windows[key]
        page = Page(partial(self._make, window, arguments), window, arguments, remembered)
        self._add(page, seen=remembered is None)
        return page

    def show_widget(self, widget: QWidget) -> Page:
        """Show a widget that is no entry of the menu."""
        page = Page(lambda: widget)
        page.fill()
        self._add(page, seen=True)
        return page

    def all(self) -> list[Page]:
        return [*self._tabbed(), *(own.page for own in self.own_windows)]

    def current(self) -> Page | None:
        page = self.tabs.currentWidget()
        return page if isinstance(page, Page) else None

    def own_in_front(self) -> OwnWindow | None:
        """Return the torn off window that the person works in."""
        return next((own for own in self.own_windows if own.isActiveWindow()), None)

    def in_front(self) -> Page | None:
        """Return the page that the person works in, be it torn off or a tab."""
        own = self.own_in_front()
        return own.page if own is not None else self.current()

    def come_to(self, page: Page) -> None:
        """Bring an open page to the front, with the focus where it was in it."""
        own = next((own for own in self.own_windows if own.page is page), None)
        if own is None:
            self.tabs.setCurrentWidget(page)
            self.window().activateWindow()
        else:
            own.raise_()
            own.activateWindow()
        page.take_focus()

    def give_focus(self, place: Place | None = None) -> None:
        """Bring the focus into the tab in front, to the place of the same field in a window made anew."""
        page = self.current()
        if page is None:
            self.emptied.emit()
            return
        page.take_focus()
        if place and page.content is not None:
            ReturningFocus(place, page.content)

    def tear_off(self, page: Page | None = None) -> None:
        """Give a page its own native window."""
        page = page or self.current()
        if page is None or page in (own.page for own in self.own_windows):
            return
        self.tabs.removeTab(self.tabs.indexOf(page))
        own = OwnWindow(page, self._role, self._colour)
        own.returning.connect(self.take_back)
        self.own_windows.append(own)
        self.torn_off.emit(own)
        own.show()
        own.activateWindow()
        page.take_focus()
        self._show_emptiness()
        self.changed.emit()

    def take_back(self, own: OwnWindow) -> None:
        """Return a torn off page to the tabs."""
        self.own_windows.remove(own)
        self._add(own.page, seen=True)
        own.hide()
        own.deleteLater()
        self.window().activateWindow()

    def close_front(self) -> None:
        """Close the page that the person works in."""
        if (page := self.in_front()) is not None:
            self.close_page(page)

    def close_page(self, page: Page) -> None:
        """Close a page unless it has something to lose."""
        if not page.may_close():
            return
        own = next((own for own in self.own_windows if own.page is page), None)
        if own is not None:
            self.own_windows.remove(own)
            own.hide()
            own.deleteLater()
        else:
            self.tabs.removeTab(self.tabs.indexOf(page))
            page.deleteLater()
        self._show_emptiness()
        self.give_focus()
        self.changed.emit()

    def may_close(self) -> bool:
        """Ask every page, coming to the one that says no."""
        for page in self.all():
            if not page.may_close():
                self.come_to(page)
                return False
        return True

    def close_own_windows(self) -> None:
        """Take the torn off windows from the screen without asking their pages again."""
        for own in self.own_windows:
            own.hide()
            own.deleteLater()
        self.own_windows.clear()

    def reload(self) -> None:
        for page in self.all():
            page.reload()

    def turn(self, step: int) -> None:
        """Come to the next tab; from a torn off window to the one in front."""
        if self.own_in_front() is None and self.tabs.count():
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())
        if (page := self.current()) is not None:
            self.come_to(page)

    def state(self) -> dict[str, Any]:
        tabs = [state for page in self._tabbed() if (state := page.state())]
        own = [state | {"place": own.place()} for own in self.own_windows if (state := own.page.state())]
        return {"tabs": tabs, "own": own, "current": self.tabs.currentIndex()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Open what was open; windows that the role has no more are left out."""
        for remembered in (*state.get("tabs", ()), *state.get("own", ())):
            if remembered.get("key") not in self._windows:
                continue
            page = self.open(remembered["key"], remembered.get("arguments") or {}, remembered)
            if "place" in remembered:
                self.tear_off(page)
                self.own_windows[-1].put_at(remembered["place"])
        self.tabs.setCurrentIndex(max(0, min(int(state.get("current", 0)), self.tabs.count() - 1)))
        for page in self.all():
            page.call_anew()

    def _build(self) -> None:
        self.tabs.setDocumentMode(True)
        self.tabs.setMovable(True)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.currentChanged.connect(self._on_turned)
        self.tabs.tabBar().tabMoved.connect(lambda _from, _to: self.changed.emit())
        self._corner()
        nothing = QLabel(_("No window is open. Choose one in the menu, or find one with Ctrl+K."))
        nothing.setProperty("quiet", True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (self.tabs, nothing):
            self._stack.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        QApplication.instance().focusChanged.connect(self._remember_focus)  # type: ignore[union-attr]  # there is one

    def _corner(self) -> None:
        corner = QWidget()
        layout = QHBoxLayout(corner)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list_button)
        layout.addWidget(self.tear_off_button)
        self.tear_off_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs.setCornerWidget(corner)

    def _close_button(self, page: Page) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("close"))
        button.setIconSize(QSize(12, 12))
        button.setToolTip(f"{_(actions.CLOSE_TAB.title)} (Ctrl+W)")
        button.setAccessibleName(_(actions.CLOSE_TAB.title))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.close_page(page))
        return button

    def _tabbed(self) -> list[Page]:
        widgets = (self.tabs.widget(index) for index in range(self.tabs.count()))
        return [widget for widget in widgets if isinstance(widget, Page)]

    def _add(self, page: Page, *, seen: bool) -> None:
        index = self.tabs.addTab(page, icon(page.icon_name), page.title)
        self.tabs.tabBar().setTabButton(index, QTabBar.ButtonPosition.RightSide, self._close_button(page))
        page.renamed.connect(lambda: self._rename(page))
        self._show_emptiness()
        if seen:
            page.fill()
            self.tabs.setCurrentIndex(index)
            page.take_focus()
        self.changed.emit()

    def _rename(self, page: Page) -> None:
        index = self.tabs.indexOf(page)
        if index >= 0:
            self.tabs.setTabText(index, page.title)
            self.tabs.setTabToolTip(index, page.title)
            self.changed.emit()

    def _show_emptiness(self) -> None:
        self._stack.setCurrentIndex(0 if self.tabs.count() else 1)

    def _on_turned(self, _index: int) -> None:
        """Whoever turns to a tab works in what it shows."""
        if (page := self.current()) is not None:
            page.take_focus()
        self.changed.emit()

    def _remember_focus(self, former: QWidget | None, focused: QWidget | None) -> None:
        """Remember where people go; what was disabled or hidden under the focus is no wish to go elsewhere."""
        thrown = former is not None and isValid(former) and not (former.isVisible() and former.isEnabled())
        for page in self.all():
            held = thrown and former is not None and page.isAncestorOf(former)
            if focused is not None and page.isAncestorOf(focused):
                page.focused = page.focused if held else focused
            elif held and focused is not None:
                QTimer.singleShot(0, page, page.hold_focus)
