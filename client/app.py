"""The composition root: the sign-in window, and behind it the desk of the person who has signed in.

Nothing that the desk needs is imported before the sign-in window is shown: what stands ready for its windows, models
and driver is loaded while the password is typed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from client.core import source_lines
from client.core.crash import CrashReports, start_log
from client.core.dialogs import watch_dialogs
from client.core.errors import HemisError
from client.core.i18n import set_language
from client.core.icons import icon
from client.core.qt_texts import QtTexts
from client.core.settings import APPLICATION, FONT_SIZE, LANGUAGE, THEME, LocalSettings
from client.core.tasks import Tasks
from client.core.theme import apply_theme
from client.views.shell.credentials import DemoPerson
from client.views.shell.sign_in import SignIn

if TYPE_CHECKING:
    from client.data.server.session import Session
    from client.desk import Desk
    from client.views.offline.alone import AloneWindow
    from client.views.shell.choices import Choice
    from client.views.shell.frame import Frame


class Application(QObject):
    """Leads from the sign-in to a desk, and from there to another language, look or person."""

    def __init__(
        self,
        settings: LocalSettings,
        tasks: Tasks,
        server: str = "",
        people: Iterable[DemoPerson] = (),
    ) -> None:
        super().__init__()
        source_lines.keep_none()
        self.settings = settings
        self.tasks = tasks
        self.sign_in: SignIn | None = None
        self.desk: Desk | None = None
        #: The window of printing, where nobody has signed in.
        self.alone: AloneWindow | None = None
        self._prepared = False
        self._server = server
        self._people = tuple(people)
        self.show_look()

    @property
    def frame(self) -> Frame | None:
        """The window of a signed-in person."""
        return self.desk.frame if self.desk else None

    def show_look(self) -> None:
        """Take language and look from the settings of this computer."""
        set_language(self.settings.get(LANGUAGE))
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - it tells the type
        apply_theme(application, self.settings.get(THEME), self.settings.get(FONT_SIZE))
        application.setWindowIcon(icon("students"))

    def show_sign_in(self) -> None:
        """Show the first window."""
        former, self.sign_in = (
            self.sign_in,
            SignIn(self.tasks, self.settings, _connect, self._server, self._people),
        )
        self.sign_in.entered.connect(self._enter)
        self.sign_in.language_chosen.connect(self._speak)
        self.sign_in.alone_wanted.connect(self._work_alone)
        self.sign_in.closed.connect(QApplication.quit)
        self.sign_in.drawn.connect(self._prepare, Qt.ConnectionType.QueuedConnection)
        self.sign_in.show()
        if former is not None:
            self.sign_in.credentials.go_on_from(former.credentials)
            former.abandon()
            former.deleteLater()

    def sign_out(self) -> None:
        """End the session; what was typed and not saved stays in the drafts."""
        if self.desk is not None:
            self.desk.sign_out()

    def close(self) -> None:
        """End everything in order: first what still speaks with the server, then the connections."""
        if self.alone is not None:
            self.alone.leave()
        if self.desk is not None:
            self.desk.leave()
        self.tasks.close()
        if self.desk is not None:
            self.desk.end()

    def _prepare(self) -> None:
        """Load the desk once the window stands on the screen: drawing and loading share one interpreter."""
        if not self._prepared:
            self._prepared = True
            self.tasks.run(self, _load_desk, lambda _done: None)

    def _enter(self, session: Session, choice: Choice) -> None:
        from client.desk import Desk

        self.desk = Desk(self.settings, self.tasks, session, self)
        self.desk.begun.connect(self._begun)
        self.desk.refused.connect(self._not_begun)
        self.desk.language_wanted.connect(self._speak)
        self.desk.look_changed.connect(self._rebuild)
        self.desk.left.connect(self._left)
        self._wait(True)
        self.desk.act(choice)

    def _work_alone(self) -> None:
        """Print what was taken along: the one window that needs no server."""
        from client.views.offline.alone import AloneWindow

        self.alone = AloneWindow(self.tasks)
        self.alone.closed.connect(self._back_from_alone)
        self.alone.show()
        self._begun()

    def _back_from_alone(self) -> None:
        if self.alone is not None:
            self.alone.deleteLater()
            self.alone = None
        self.show_sign_in()

    def _begun(self) -> None:
        if self.sign_in is not None:
            self.sign_in.deleteLater()
            self.sign_in = None

    def _not_begun(self, error: HemisError) -> None:
        self._leave_desk()
        self._wait(False)
        if self.sign_in is not None:
            self.sign_in.credentials.tell(error.text(), error.details)

    def _wait(self, waiting: bool) -> None:
        if self.sign_in is not None:
            self.sign_in.steps.setCurrentWidget(self.sign_in.credentials)
            self.sign_in.credentials.wait(waiting)

    def _left(self) -> None:
        self._leave_desk()
        self.show_sign_in()

    def _leave_desk(self) -> None:
        if self.desk is not None:
            self.desk.deleteLater()
            self.desk = None

    def _speak(self, code: str) -> None:
        """Change the language of the whole program while it runs."""
        self.settings.put(LANGUAGE, code)
        self._rebuild()

    def _rebuild(self) -> None:
        """Make the window anew in another language or look; what was typed comes back from the drafts."""
        state = self.frame.state() if self.frame else None
        self.show_look()
        if self.desk is not None and state is not None:
            self.desk.rebuild(state)
        elif self.sign_in is not None:
            self.show_sign_in()


def _load_desk() -> None:
    """Load the desk in the background, while somebody types a password."""
    from client.desk import prepare

    prepare()


def _connect(server: str, login: str, password: str) -> Session:
    """Sign in, in the background; who types faster than the desk is loaded waits here."""
    from client.desk import connect

    return connect(server, login, password)


def run(server: str = "", people: Iterable[DemoPerson] = ()) -> int:
    """Show the sign-in window and work until the last window is closed."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName(APPLICATION)
    application.setQuitOnLastWindowClosed(False)
    watch_dialogs(application)
    start_log()
    crashes = CrashReports()
    crashes.install()
    texts = QtTexts()
    application.installTranslator(texts)
    program = Application(LocalSettings(), Tasks(), server, people)
    program.show_sign_in()
    answer = application.exec()
    program.close()
    return answer
