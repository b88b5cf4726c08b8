"""Somebody at work in the real program on a real screen: signs in, opens windows, goes home."""

from __future__ import annotations

import faulthandler
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCompleter, QDialog, QTreeWidgetItemIterator

from client.app import Application
from client.core.qt_texts import QtTexts
from client.core.settings import LANGUAGE, LocalSettings
from client.core.tasks import Tasks
from client.views.shell.credentials import DemoPerson
from server_db.demo.people import BY_LOGIN
from shared.scripts import to_latin
from tests.client.signing_in import begin_as
from tests.stories.screen import Screen

if TYPE_CHECKING:
    from client.views.shell.frame import Frame


class AtWork:
    """A person of the demonstration; every step waits for what a person would see."""

    LOGIN = "dean_geology"
    #: For who acts in several roles.
    ROLE = ""
    SCRIPT = "uz"

    def __init__(self, server: str, folder: Path) -> None:
        self.folder = folder
        self.screen = Screen(folder)
        found = BY_LOGIN[self.LOGIN]
        roles = tuple(role for role, _unit in found.roles)
        person = DemoPerson(found.login, found.password, found.full_name, roles, found.unit)
        settings = LocalSettings()
        settings.put(LANGUAGE, self.SCRIPT)
        self.program = Application(settings, Tasks(), server, [person])

    @property
    def frame(self) -> Frame:
        assert self.program.frame is not None
        return self.program.frame

    @property
    def window(self) -> Any:
        """The window in front."""
        page = self.frame.pages.current()
        assert page is not None
        assert page.content is not None
        return page.content

    def signs_in(self) -> None:
        self.program.show_sign_in()
        sign_in = self.program.sign_in
        assert sign_in is not None
        self.screen.choose(sign_in.credentials.people, self.LOGIN)
        self.screen.picture("sign-in")
        self.screen.click(sign_in.credentials.enter)
        if self.ROLE:
            self.screen.wait("the roles", lambda: sign_in.steps.currentWidget() is not sign_in.credentials)
            begin_as(sign_in, self.ROLE)
        self.screen.wait("the frame", lambda: self.program.frame is not None)
        self.frame.setGeometry(self.frame.screen().geometry())  # there is no window manager that would
        self.frame.activateWindow()
        self.screen.wait("the focus", self.frame.isActiveWindow)
        self.screen.wait("the start page", lambda: self.frame.pages.current() is not None)
        start = self.opens("start")  # what was open at the end of another story came back too
        self.screen.wait("what is on", lambda: start.blocks or start.buttons)
        self.screen.picture("start-page")
        if self.frame.message_place.text():  # that this machine has no safe for keys
            self.screen.click(self.frame.message_place.close_button)

    def goes_home(self) -> None:
        self.program.sign_out()
        self.screen.wait(
            "the sign-in window", lambda: self.program.sign_in and self.program.sign_in.isVisible()
        )
        if self.program.sign_in is not None:
            self.program.sign_in.hide()  # the next to sit here has a window of their own
        self.program.close()
        # The loop of a program ends what was left; here it has none.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def opens(self, key: str) -> Any:
        """Click a window in the menu and return it."""
        walk = QTreeWidgetItemIterator(self.frame.menu)
        while (item := walk.value()) is not None and (
            item.childCount() or item.data(0, Qt.ItemDataRole.UserRole) != key
        ):  # a heading may be called as its first window
            walk += 1
        assert item is not None, f"the menu has no {key}"
        self.frame.menu.scrollToItem(item)
        place = self.frame.menu.visualItemRect(item).center()
        QTest.mouseClick(self.frame.menu.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.screen.wait(key, lambda: (page := self.frame.pages.current()) and page.window_key == key)
        return self.window

    def finds(self, key: str, text: str) -> Any:
        """Open a list and leave in it what is searched for."""
        records = self.opens(key)
        self.screen.wait("the list", lambda: records.rows.rowCount() and records.rows.record_id(0))
        self.screen.type(records.search.field, text)
        self.screen.wait(f"one {text}", lambda: self._narrowed(records, text))
        return records

    def says(self, sentence: str) -> None:
        """Wait for what the window says."""
        start = sentence.split("{", maxsplit=1)[0][:24]
        self.screen.wait(f"“{start}”", lambda: start in self.frame.message_place.text())

    def answers(self, kind: type[QDialog], act: Any) -> None:
        """Do something in the dialog that has opened, and wait until it is gone."""
        found: list[QDialog] = []

        def there() -> bool:
            found[:] = [
                each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
            ]
            return bool(found)

        self.screen.wait(kind.__name__, there)
        found[0].activateWindow()
        self.screen.wait(f"the focus in {kind.__name__}", found[0].isActiveWindow)
        act(found[0])
        self.screen.wait(f"the end of {kind.__name__}", lambda: not there())
        self.comes_back()

    def comes_back(self) -> None:
        """Give the keyboard to what is in front now; there is no window manager that would."""
        open_ = [
            each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()
        ]
        front = open_[-1] if open_ else self.program.alone or self.frame
        front.activateWindow()
        self.screen.wait("the focus", front.isActiveWindow)

    def chooses(self, lookup: Any, name: str) -> None:
        """Type a name and take the line that it leaves."""
        chosen: list[int] = []
        lookup.chosen.connect(chosen.append)
        self.screen.type(lookup.line, name)
        popup = lookup.findChild(QCompleter).popup()
        self.screen.wait(
            name, lambda: popup.isVisible() and name in to_latin(str(popup.model().index(0, 0).data()))
        )
        place = popup.visualRect(popup.model().index(0, 0)).center()
        QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=place)
        # Whoever types on before the list is gone loses the place: the screen gives it back to this field.
        self.screen.wait(
            f"{name} chosen", lambda: chosen and not popup.isVisible() and lookup.isActiveWindow()
        )

    @staticmethod
    def _narrowed(records: Any, text: str) -> bool:
        """Whether the rows that are there answer what was typed; few rows may have been there before."""
        answered = records.rows.query is not None and records.rows.query.search == text
        return bool(answered and 0 < records.rows.rowCount() <= 3 and records.rows.record_id(0))


def application(patience: float = 170) -> QApplication:
    """The toolkit as the program starts it; the answer must be kept. A story that does not end says where it stands."""
    faulthandler.dump_traceback_later(patience, exit=True)
    made = QApplication(sys.argv[:1])
    made.setApplicationName("hemis-desktop-story")
    made.setQuitOnLastWindowClosed(False)
    made.installTranslator(QtTexts())
    return made
