"""The main window: head, menu, tabs, bottom bar; it joins the parts and decides nothing about the modules."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import keys_of, window_action
from client.core.errors import HemisError, UserError
from client.core.i18n import N_, _, names
from client.views.shell.about import AboutDialog
from client.views.shell.bottom_bar import BottomBar
from client.views.shell.choices import Choice, choices
from client.views.shell.connection import ConnectionWatch
from client.views.shell.frame_keys import give_keys
from client.views.shell.head import Head, role_colour
from client.views.shell.help import HelpWindow
from client.views.shell.menu_tree import MenuTree
from client.views.shell.page import Page
from client.views.shell.pages import Pages
from client.views.shell.palette import Finder, Found, Palette, WindowFinder
from client.views.shell.unsent import UnsentCount
from client.widgets.keeper import keep_typed
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine
from client.widgets.message_place import Act
from client.widgets.windows import Heading, Window
from client.widgets.workplace import Navigator, Workplace

#: The narrowest and the widest menu, in letters.
MENU = 26, 38
START, MY_ACCOUNT = "start", "my-account"
SAVE_AFTER = 2000


class Frame(QMainWindow):
    """Everything a person sees after signing in, for one role and one language; a switch makes a new one."""

    role_wanted = Signal(object)
    language_wanted = Signal(str)
    sign_out_wanted = Signal()
    lock_wanted = Signal()
    preferences_wanted = Signal()
    closed = Signal()

    def __init__(
        self,
        choice: Choice,
        headings: Iterable[Heading],
        workplace: Callable[[Navigator], Workplace],
        records: Finder,
        state: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__()
        self.choice = choice
        self._headings = tuple(headings)
        self._windows = {window.key: window for heading in self._headings for window in heading.windows}
        self._records = records
        self._leaving = False
        self._told_in: Page | None = None
        self.workplace = workplace(self)
        self._build()
        self._restore(state)

    def has(self, window: str) -> bool:
        """Tell whether the acting role has a window."""
        return window in self._windows

    def open(self, window: str, **arguments: Any) -> None:
        """Open the window, or come to it if it is open with the same arguments."""
        if window not in self._windows:
            self.refuse(UserError(N_("Your role does not have this window.")))
            return
        try:
            self.pages.open(window, arguments)
        except HemisError as error:
            self.refuse(error)

    def present(self, widget: QWidget) -> None:
        """Show a widget that is no entry of the menu as a tab."""
        self.pages.show_widget(widget)

    def say(self, sentence: str, *acts: Act) -> None:
        self._told_in = None
        self._message_in_front().say(sentence, *acts)

    def refuse(self, error: HemisError) -> None:
        message = self._message_in_front()
        self._told_in = self.pages.current() if message is self.message else None
        message.refuse(error)

    def toggle_menu(self) -> None:
        self.menu.setVisible(self.menu.isHidden())

    def show_palette(self) -> None:
        windows = WindowFinder(self._headings)
        palette = Palette(self, self.workplace.tasks, windows, self._find, self._open_found)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self.head.palette_button
        palette.move(button.mapToGlobal(button.rect().topLeft()))
        palette.show()
        palette.line.setFocus()

    def show_help(self) -> None:
        """Show the keys of the window in front and the guide of the role."""
        page = self.pages.in_front()
        shown = HelpWindow(
            self, self.choice.role, page.title if page else "", keys_of(page or self), keys_of(self)
        )
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.show()

    def state(self) -> dict[str, Any]:
        """Return what the frame of the next language or start shows again; what is typed just now is kept."""
        self._keep_typed()
        page = self.pages.current()
        return {**self.pages.state(), "focus": page.focus_place() if page is not None else []}

    def may_leave(self) -> bool:
        """Ask every window, remember the tabs; after that the frame can be closed without questions."""
        if not self.pages.may_close():
            return False
        self.remember()
        return True

    def leave(self) -> None:
        """Take the frame and the torn off windows from the screen."""
        self._leaving = True
        self._keep_typed()
        self._saving.stop()
        self._unsent.stop()
        self.watch.stop()
        self.pages.close_own_windows()
        self.close()
        self.destroyed.connect(
            partial(_held_until_then, self)
        )  # so that no other thread is the last to hold it
        self.deleteLater()

    def remember(self) -> None:
        """Store the open tabs, favourites and the folded headings."""
        settings = self.workplace.settings
        settings.put(f"tabs.{self.choice.role}", self.pages.state())
        settings.put(f"favourites.{self.choice.role}", self.menu.favourites)
        settings.put(f"folded.{self.choice.role}", sorted(self.menu.folded))

    def _keep_typed(self) -> None:
        keep_typed(self, *self.pages.own_windows)

    def _build(self) -> None:
        self.resize(1280, 720)
        own, session, role = self.workplace.settings, self.workplace.session, self.choice.role
        titles = [(choice.title, choice) for choice in choices(session)]
        self.head = Head(self.choice.title, role_colour(role), names(session.person.name), titles)
        self.menu = MenuTree(self._headings, own.get(f"favourites.{role}", []), own.get(f"folded.{role}", []))
        self.pages = Pages(self._windows, self._make, self.choice.title, role_colour(role))
        self.message = MessageLine(self)
        self.bottom = BottomBar(session.server.text, self.workplace.tasks)
        self.message_place = self.bottom.messages
        self._warning = MessageLine(self)  # what else is said, and ends, takes it not away
        self._unsent = UnsentCount(self.workplace, self.bottom, self._warning, self)
        self.watch = ConnectionWatch(self.workplace, self.bottom, self)
        self._place()
        self._connect()

    def _place(self) -> None:
        self._split = QSplitter()
        self._split.addWidget(self.menu)
        self._split.addWidget(self.pages)
        narrowest, widest = (letters_wide(self.menu, letters) for letters in MENU)
        self._split.setSizes([min(max(narrowest, self.menu.wanted_width()), widest), 4000])
        self._split.setStretchFactor(1, 1)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self.setCentralWidget(_column(self.head, self._split, self.bottom, wide=self._split))

    def _connect(self) -> None:
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(SAVE_AFTER)
        self._saving.timeout.connect(self.remember)
        self.menu.chosen.connect(self.open)
        self.workplace.tasks.unheard.connect(self.refuse)
        self.head.role_chosen.connect(self.role_wanted)
        self.head.language_chosen.connect(self.language_wanted)
        self.head.menu_toggled.connect(self.toggle_menu)
        self.head.palette_wanted.connect(self.show_palette)
        self.watch.lost.connect(self._server_is_gone)
        self.watch.back.connect(self._server_is_back)
        self.pages.emptied.connect(self._focus_menu)
        self._connect_keys()
        self.workplace.changes.on_saved = self.bottom.saved_now
        self._fill_own_menu()

    def _connect_keys(self) -> None:
        acts = (
            (actions.PALETTE, self.show_palette),
            (actions.HELP, self.show_help),
            (actions.LOCK, self.lock_wanted.emit),
        )
        give_keys(self, self.pages, acts)
        window_action(self, actions.MENU, self.toggle_menu)
        tear_off = window_action(self, actions.TEAR_OFF, self.pages.tear_off)
        self.pages.tear_off_button.setDefaultAction(tear_off)
        self.pages.tear_off_button.setAccessibleName(tear_off.text())
        self.pages.torn_off.connect(lambda own: give_keys(own, self.pages, acts))

    def _message_in_front(self) -> MessageLine:
        own = self.pages.own_in_front()
        return self.message if own is None else own.message

    def _server_is_gone(self, error: HemisError) -> None:
        self._told_in = None
        self.message.refuse(error)

    def _server_is_back(self) -> None:
        """What was said of its absence is not true any more, in any window and dialog."""
        for window in (self, *self.pages.own_windows):
            for message in window.findChildren(MessageLine):
                message.server_is_back()

    def _focus_menu(self) -> None:
        (self.head.palette_button if self.menu.isHidden() else self.menu).setFocus()

    def _on_pages_changed(self) -> None:
        """Bad news of a window end with it."""
        page = self.pages.in_front()
        told = (page.title if page is not None else "", self.choice.title, "HEMIS Desktop")
        self.setWindowTitle(" — ".join(filter(None, told)))
        if self._told_in is not None and self._told_in is not page:
            self._told_in = None
            self.message.hide()

    def _fill_own_menu(self) -> None:
        add = self.head.add_own
        add(_("My account"), "account", lambda: self.open(MY_ACCOUNT))
        add(_("Appearance and lock"), "settings", self.preferences_wanted.emit)
        add(_("Help and keys"), "help", self.show_help)
        add(_("About the program"), "about", lambda: AboutDialog(self).exec())
        add(_("Lock"), "lock", self.lock_wanted.emit)
        add(_("Sign out"), "sign-out", self.sign_out_wanted.emit)

    def _restore(self, state: Mapping[str, Any] | None) -> None:
        remembered = state or self.workplace.settings.get(f"tabs.{self.choice.role}", {})
        self._focus = list(remembered.get("focus", ())) if isinstance(remembered, Mapping) else []
        self.pages.restore(remembered if isinstance(remembered, Mapping) else {})
        if not self.pages.all() and START in self._windows:
            self.open(START)
        for changed in (self.pages.changed, self.menu.remembered):
            changed.connect(self._saving.start)
        self.pages.changed.connect(self._on_pages_changed)
        self.pages.tabs.currentChanged.connect(self._on_pages_changed)
        self._on_pages_changed()

    def _find(self, text: str) -> list[Found]:
        """Find records that a window of this role can show; runs in the background."""
        return [found for found in self._records(text) if self.has(found.window)]

    def _open_found(self, found: Found) -> None:
        self.open(found.window, **found.arguments)
        self.activateWindow()

    def _make(self, window: Window, arguments: dict[str, Any]) -> QWidget:
        return window.make(self.workplace, **arguments)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.pages.give_focus(self._focus)
            self._focus = []

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._leaving and not self.may_leave():
            event.ignore()
            return
        super().closeEvent(event)
        if not self._leaving:
            self.closed.emit()


def _column(*widgets: QWidget, wide: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget, 1 if widget is wide else 0)
    return column


def _held_until_then(_frame: Frame, _destroyed: QObject | None = None) -> None:
    """A window that nothing holds any more would end at once, and on whatever thread let it go."""
