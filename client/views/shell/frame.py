"""The main window: head, menu, tabs, bottom bar; it joins the parts and decides nothing about the modules."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from client.core import actions
from client.core.actions import action, keys_of
from client.core.errors import HemisError, UserError
from client.core.i18n import N_, _, names
from client.views.shell.about import AboutDialog
from client.views.shell.bottom_bar import BottomBar
from client.views.shell.choices import Choice, choices
from client.views.shell.connection import ConnectionWatch
from client.views.shell.head import Head, role_colour
from client.views.shell.help import HelpWindow
from client.views.shell.menu_tree import MenuTree
from client.views.shell.pages import Pages
from client.views.shell.palette import Finder, Found, Palette, WindowFinder
from client.widgets.keeper import keep_typed
from client.widgets.message_line import MessageLine
from client.widgets.windows import Heading, Window
from client.widgets.workplace import Navigator, Workplace

MENU_WIDTH = 232
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
        self.workplace = workplace(self)
        self._build()
        self._restore(state)

    def has(self, window: str) -> bool:
        """Tell whether the acting role has a window."""
        return window in self._windows

    def open(self, window: str, **arguments: Any) -> None:
        """Open the window, or come to it if it is open with the same arguments."""
        if window not in self._windows:
            self.message.refuse(UserError(N_("Your role does not have this window.")))
            return
        try:
            self.pages.open(window, arguments)
        except HemisError as error:
            self.message.refuse(error)

    def present(self, widget: QWidget) -> None:
        """Show a widget that is no entry of the menu as a tab."""
        self.pages.show_widget(widget)

    def say(self, sentence: str) -> None:
        self.message.say(sentence)

    def refuse(self, error: HemisError) -> None:
        self.message.refuse(error)

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
        return self.pages.state()

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
        self.watch.stop()
        self.pages.close_own_windows()
        self.close()
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
        self.setWindowTitle(f"HEMIS Desktop — {self.choice.title}")
        self.resize(1280, 720)
        own, session, role = self.workplace.settings, self.workplace.session, self.choice.role
        titles = [(choice.title, choice) for choice in choices(session)]
        self.head = Head(self.choice.title, role_colour(role), names(session.person.name), titles)
        self.menu = MenuTree(self._headings, own.get(f"favourites.{role}", []), own.get(f"folded.{role}", []))
        self.pages = Pages(self._windows, self._make, self.choice.title, role_colour(role))
        self.message = MessageLine()
        self.bottom = BottomBar(session.server.text, self.workplace.tasks)
        self.watch = ConnectionWatch(self.workplace, self.bottom, self)
        self._place()
        self._connect()

    def _place(self) -> None:
        self._split = QSplitter()
        self._split.addWidget(self.menu)
        self._split.addWidget(_column(self.watch.banner, self.message, self.pages, wide=self.pages))
        self._split.setSizes([MENU_WIDTH, 4000])
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
        self.pages.help_wanted.connect(self.show_help)
        self.pages.palette_wanted.connect(self.show_palette)
        action(self, actions.MENU, self.toggle_menu)
        action(self, actions.PALETTE, self.show_palette)
        action(self, actions.HELP, self.show_help)
        action(self, actions.LOCK, self.lock_wanted.emit)
        self.workplace.changes.on_saved = self._saved
        self._fill_own_menu()

    def _saved(self) -> None:
        self.bottom.saved_now()
        self._count_unsent()

    def _count_unsent(self) -> None:
        """Count the input that is kept on this computer only."""
        tasks, drafts = self.workplace.tasks, self.workplace.drafts
        tasks.run(self, drafts.keys, lambda keys: self.bottom.count_unsent(len(keys)))

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
        self.pages.restore(remembered if isinstance(remembered, Mapping) else {})
        if not self.pages.all() and START in self._windows:
            self.open(START)
        for changed in (self.pages.changed, self.menu.remembered):
            changed.connect(self._saving.start)
        self.pages.changed.connect(self._count_unsent)
        self._count_unsent()
        if (warning := self.workplace.drafts.warning) is not None:
            self.say(warning.text())

    def _find(self, text: str) -> list[Found]:
        """Find records that a window of this role can show; runs in the background."""
        return [found for found in self._records(text) if self.has(found.window)]

    def _open_found(self, found: Found) -> None:
        self.open(found.window, **found.arguments)
        self.activateWindow()

    def _make(self, window: Window, arguments: dict[str, Any]) -> QWidget:
        return window.make(self.workplace, **arguments)

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
