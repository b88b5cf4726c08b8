"""The composition root: the only place that makes the session, the tasks and the windows."""

import linecache
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import platformdirs
from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QApplication

from client.core.crash import CrashReports, start_log
from client.core.errors import HemisError
from client.core.i18n import _, set_language
from client.core.icons import icon
from client.core.qt_texts import QtTexts
from client.core.settings import (
    APPLICATION,
    FONT_SIZE,
    GEOMETRY,
    LANGUAGE,
    LOCK_AFTER,
    THEME,
    LocalSettings,
    workstation,
)
from client.core.tasks import Tasks
from client.core.theme import apply_theme
from client.data.local.drafts import Drafts
from client.data.records.catalogue import Catalogue
from client.data.records.quick_search import find_records
from client.data.server.changes import Changes
from client.data.server.fence import Fence
from client.data.server.person_settings import PersonSettings
from client.data.server.session import Session, prepare
from client.data.system import university_settings
from client.views.modules import HEADINGS, MODULES
from client.views.shell.choices import Choice
from client.views.shell.credentials import DemoPerson
from client.views.shell.frame import Frame
from client.views.shell.lock import IdleWatch, Lock
from client.views.shell.palette import Found
from client.views.shell.preferences import Preferences
from client.views.shell.sign_in import SignIn
from client.widgets.contribution import gathered
from client.widgets.windows import menu_of
from client.widgets.workplace import Navigator, Workplace
from shared.settings import LOCK_AT_MOST
from shared.version import SCHEMA, VERSION

CONTRIBUTED = gathered(MODULES)
#: What acting in a role begins with: own settings, drafts, minutes after which the university locks windows.
Begun = tuple[PersonSettings, Drafts, int]
Later = Callable[[Callable[[], object]], object]


class Application(QObject):
    """Leads from the sign-in to the frame of a role, and from there to another role, language or person."""

    def __init__(
        self,
        settings: LocalSettings,
        tasks: Tasks,
        server: str = "",
        people: Iterable[DemoPerson] = (),
    ) -> None:
        super().__init__()
        linecache.clearcache()  # PySide reads the source of whatever is imported after it and keeps 25 MB of lines
        self.settings = settings
        self.tasks = tasks
        self.sign_in: SignIn | None = None
        self.frame: Frame | None = None
        self._server = server
        self._people = tuple(people)
        self._session: Session | None = None
        self._changes: Changes | None = None
        self._drafts: Drafts | None = None
        self._own: PersonSettings | None = None
        self._lock: Lock | None = None
        self._lock_at_most = 0
        self._idle = IdleWatch(0, self)
        self._idle.idle.connect(self.lock)
        self.show_look()

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
        self.sign_in.entered.connect(self._act)
        self.sign_in.language_chosen.connect(self._speak)
        self.sign_in.closed.connect(QApplication.quit)
        self.sign_in.show()
        self._later(prepare)
        if former is not None:
            self.sign_in.credentials.go_on_from(former.credentials)
            former.abandon()
            former.deleteLater()

    def lock(self) -> None:
        """Cover the windows until the password is given again."""
        if self._session is None or self.frame is None or self._lock is not None:
            return
        self._lock = Lock(self._session, self.tasks)
        self._lock.sign_out_wanted.connect(self.sign_out)
        self._lock.finished.connect(self._unlocked)
        self._lock.open()

    def sign_out(self) -> None:
        """End the session; what was typed and not saved stays in the drafts."""
        if self.frame is None or (self._lock is None and not self.frame.may_leave()):
            return
        self._drop_lock()
        self._leave_frame()
        self._close_session()
        self.show_sign_in()

    def close(self) -> None:
        """End everything in order: first what still speaks with the server, then the connections."""
        self._leave_frame()
        if self._own is not None:
            self._later(self._own.save)
        self.tasks.close()
        if self._session is not None:
            _end(self._session, None, self._drafts)
        self._session = self._own = self._drafts = None

    def _act(self, session: Session, choice: Choice) -> None:
        """Begin to act in a role: everything that asks the server happens in the background."""
        self._session = session
        self._wait(True)
        begin = partial(_begin, session, choice.role, self._later, self._own, self._drafts)
        self.tasks.run(self, begin, partial(self._begun, choice), self._not_begun)

    def _begun(self, choice: Choice, begun: Begun) -> None:
        self._stop_listening()
        self._own, self._drafts, self._lock_at_most = begun
        session = self._the_session()
        self._changes = Changes(session.listen, self.tasks.post, session.gateway.is_own)
        session.gateway.on_opened = self._changes.wake
        self.tasks.interrupt = session.gateway.cancel
        self._show_frame(choice)
        self._changes.start()
        self._watch_idleness()
        if self.sign_in is not None:
            self.sign_in.deleteLater()
            self.sign_in = None

    def _not_begun(self, error: HemisError) -> None:
        self._wait(False)
        if self.frame is not None:
            self.frame.refuse(error)
        elif self.sign_in is not None:
            self._close_session()
            self.sign_in.credentials.tell(error.text(), error.details)

    def _wait(self, waiting: bool) -> None:
        if self.frame is not None:
            self.frame.setDisabled(waiting)
        elif self.sign_in is not None:
            self.sign_in.steps.setCurrentWidget(self.sign_in.credentials)
            self.sign_in.credentials.wait(waiting)

    def _show_frame(self, choice: Choice, state: Mapping[str, Any] | None = None) -> None:
        former = self.frame
        menu = menu_of(choice.role, HEADINGS, CONTRIBUTED.windows)
        self.frame = Frame(choice, menu, self._workplace, self._find, state)
        self.frame.role_wanted.connect(self._switch)
        self.frame.language_wanted.connect(self._speak)
        self.frame.sign_out_wanted.connect(self.sign_out)
        self.frame.lock_wanted.connect(self.lock)
        self.frame.preferences_wanted.connect(self._prefer)
        self.frame.closed.connect(QApplication.quit)
        if former is None:
            self.frame.restoreGeometry(QByteArray.fromBase64(self.settings.get(GEOMETRY).encode()))
            self.frame.show()
        else:
            self.frame.setGeometry(former.geometry())
            self.frame.setWindowState(former.windowState())
            self.frame.show()
            former.leave()

    def _switch(self, choice: Choice) -> None:
        """Act as somebody else: the windows of the former role are asked first."""
        if self.frame is not None and choice != self.frame.choice and self.frame.may_leave():
            self._act(self._the_session(), choice)

    def _speak(self, code: str) -> None:
        """Change the language of the whole program while it runs."""
        self.settings.put(LANGUAGE, code)
        self._rebuild()

    def _prefer(self) -> None:
        dialog = Preferences(self.settings, self.frame)
        dialog.accepted.connect(self._rebuild)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _rebuild(self) -> None:
        """Make the window anew in another language or look; what was typed comes back from the drafts."""
        state = self.frame.state() if self.frame else None
        self.show_look()
        self._watch_idleness()
        if self.frame is not None:
            self._show_frame(self.frame.choice, state)
        elif self.sign_in is not None:
            self.show_sign_in()

    def _workplace(self, navigator: Navigator) -> Workplace:
        session = self._the_session()
        assert self._changes is not None  # noqa: S101 - these are made when the role was chosen
        assert self._drafts is not None  # noqa: S101 - as above
        assert self._own is not None  # noqa: S101 - as above
        gateway = session.gateway
        return Workplace(
            session,
            gateway,
            self.tasks,
            Catalogue(gateway),
            self._changes,
            self._drafts,
            self._own,
            navigator,
            CONTRIBUTED.tabs,
            CONTRIBUTED.counters,
            CONTRIBUTED.blocks,
        )

    def _find(self, text: str) -> list[Found]:
        """Find records for the palette; runs in the background."""
        hits = find_records(self._the_session().gateway, CONTRIBUTED.searches, text)
        return [
            Found(
                hit.title,
                f"{_(hit.search.detail)}, {hit.detail}",
                hit.search.icon,
                hit.search.window,
                hit.arguments,
            )
            for hit in hits
        ]

    def _later(self, call: Callable[[], object]) -> None:
        self.tasks.run(self, call, lambda _done: None)

    def _the_session(self) -> Session:
        assert self._session is not None  # noqa: S101 - nobody acts before signing in
        return self._session

    def _leave_frame(self) -> None:
        if self.frame is not None:
            place = bytes(self.frame.saveGeometry().toBase64().data())
            self.settings.put(GEOMETRY, place.decode())
            self.frame.leave()
            self.frame = None
        self._idle.set_minutes(0)
        self._stop_listening()

    def _stop_listening(self) -> None:
        self.tasks.interrupt = lambda: None
        if self._changes is not None:
            self._later(self._changes.close)
            self._changes = None

    def _close_session(self) -> None:
        if self._session is not None:
            self._later(partial(_end, self._session, self._own, self._drafts))
        self._session = self._own = self._drafts = None

    def _unlocked(self) -> None:
        self._drop_lock()
        self._watch_idleness()

    def _watch_idleness(self) -> None:
        """Count the minutes without work: as the person chose, at most as the university did."""
        chosen = [minutes for minutes in (self.settings.get(LOCK_AFTER), self._lock_at_most) if minutes]
        self._idle.set_minutes(min(chosen, default=0) if self.frame else 0)

    def _drop_lock(self) -> None:
        if self._lock is not None:
            self._lock.deleteLater()
            self._lock = None


def _connect(server: str, login: str, password: str) -> Session:
    return Session.sign_in(
        server,
        login,
        password,
        workstation=workstation(),
        version=VERSION,
        revision=SCHEMA,
        fence=Fence.of_this_computer(),
    )


def _begin(
    session: Session, role: str, later: Later, own: PersonSettings | None, drafts: Drafts | None
) -> Begun:
    if own is not None:
        own.save()
    session.act_as(role)
    own = PersonSettings(session.gateway, session.person.login, later)
    own.load()
    folder = platformdirs.user_data_path(APPLICATION, appauthor=False) / "drafts"
    drafts = drafts or Drafts(folder, f"{session.person.login}@{session.server.text}")
    return own, drafts, int(university_settings.read(session.gateway).values[LOCK_AT_MOST.key])


def _end(session: Session, own: PersonSettings | None, drafts: Drafts | None) -> None:
    if own is not None:
        own.save()
    if drafts is not None:
        drafts.close()
    session.close()


def run(server: str = "", people: Iterable[DemoPerson] = ()) -> int:
    """Show the sign-in window and work until the last window is closed."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName(APPLICATION)
    application.setApplicationDisplayName("HEMIS Desktop")
    application.setQuitOnLastWindowClosed(False)
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
