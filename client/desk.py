"""The desk of a signed-in person: the session, the frame of a role, and everything its windows are given."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import platformdirs
from PySide6.QtCore import QByteArray, QObject, Signal
from PySide6.QtWidgets import QApplication

from client.core.errors import HemisError
from client.core.i18n import _
from client.core.settings import APPLICATION, GEOMETRY, LOCK_AFTER, LocalSettings, workstation
from client.core.tasks import Tasks
from client.data.local.drafts import Drafts
from client.data.records.catalogue import Catalogue
from client.data.records.quick_search import find_records
from client.data.server.changes import Changes
from client.data.server.fence import Fence
from client.data.server.person_settings import PersonSettings
from client.data.server.session import Session, prepare
from client.data.signing import public_keys
from client.data.system import university_settings
from client.views.modules import HEADINGS, MODULES
from client.views.shell.choices import Choice, choices
from client.views.shell.frame import Frame
from client.views.shell.lock import IdleWatch, Lock
from client.views.shell.palette import Found
from client.views.shell.preferences import Preferences
from client.widgets.contribution import gathered
from client.widgets.windows import menu_of
from client.widgets.workplace import Navigator, Workplace
from shared.settings import LOCK_AT_MOST
from shared.version import SCHEMA, VERSION

__all__ = ["Desk", "connect", "prepare"]

CONTRIBUTED = gathered(MODULES)
#: What acting in a role begins with: own settings, drafts, minutes after which the university locks windows.
Begun = tuple[PersonSettings, Drafts, int]
Later = Callable[[Callable[[], object]], object]


class Desk(QObject):
    """Where one person works, in one role after another, until they sign out."""

    #: The frame of a role stands.
    begun = Signal()
    #: The first role could not be begun; the session is closed.
    refused = Signal(object)
    language_wanted = Signal(str)
    look_changed = Signal()
    #: The person has signed out.
    left = Signal()

    def __init__(self, settings: LocalSettings, tasks: Tasks, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.settings, self.tasks, self.session = settings, tasks, session
        self.frame: Frame | None = None
        self._changes: Changes | None = None
        self._drafts: Drafts | None = None
        self._own: PersonSettings | None = None
        self._lock: Lock | None = None
        self._lock_at_most = 0
        self._idle = IdleWatch(0, self)
        self._idle.idle.connect(self.lock)

    def act(self, choice: Choice) -> None:
        """Begin to act in a role: everything that asks the server happens in the background."""
        self._wait(True)
        begin = partial(_begin, self.session, choice.role, self._later, self._own, self._drafts)
        self.tasks.run(self, begin, partial(self._begun, choice), self._not_begun)

    def rebuild(self, state: Mapping[str, Any]) -> None:
        """Make the window anew in another language or look; what was typed comes back from the drafts."""
        self._watch_idleness()
        if self.frame is not None:
            role = self.frame.choice.role
            now = (
                choice for choice in choices(self.session) if choice.role == role
            )  # its unit in the language
            self._show_frame(next(now, self.frame.choice), state)

    def lock(self) -> None:
        """Cover the windows until the password is given again."""
        if self.frame is None or self._lock is not None:
            return
        self._lock = Lock(self.session, self.tasks)
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
        self.left.emit()

    def leave(self) -> None:
        """Take the windows away and keep what they remember: the program ends."""
        self._leave_frame()
        if self._own is not None:
            self._later(self._own.save)

    def end(self) -> None:
        """Close drafts and session when nothing works with them any more."""
        _end(self.session, None, self._drafts)

    def _begun(self, choice: Choice, begun: Begun) -> None:
        self._stop_listening()
        self._own, self._drafts, self._lock_at_most = begun
        gateway = self.session.gateway
        self._changes = Changes(self.session.listen, self.tasks.post, gateway.is_own)
        gateway.on_opened = self._changes.wake
        self.tasks.interrupt = gateway.cancel
        self._show_frame(choice)
        self._changes.start()
        self._watch_idleness()
        self._later(partial(public_keys.remember, gateway, self.session.server.text))
        self.begun.emit()

    def _not_begun(self, error: HemisError) -> None:
        self._wait(False)
        if self.frame is not None:
            self.frame.refuse(error)
        else:
            self._close_session()
            self.refused.emit(error)

    def _wait(self, waiting: bool) -> None:
        if self.frame is not None:
            self.frame.setDisabled(waiting)

    def _show_frame(self, choice: Choice, state: Mapping[str, Any] | None = None) -> None:
        former = self.frame
        menu = menu_of(choice.role, HEADINGS, CONTRIBUTED.windows)
        self.frame = Frame(choice, menu, self._workplace, self._find, state)
        self.frame.role_wanted.connect(self._switch)
        self.frame.language_wanted.connect(self.language_wanted)
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
            self.act(choice)

    def _prefer(self) -> None:
        dialog = Preferences(self.settings, self.frame)
        dialog.accepted.connect(self.look_changed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _workplace(self, navigator: Navigator) -> Workplace:
        assert self._changes is not None  # noqa: S101 - these are made when the role was chosen
        assert self._drafts is not None  # noqa: S101 - as above
        assert self._own is not None  # noqa: S101 - as above
        gateway = self.session.gateway
        return Workplace(
            self.session,
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
            CONTRIBUTED.papers,
        )

    def _find(self, text: str) -> list[Found]:
        """Find records for the palette, those that a window of the role opens; runs in the background."""
        role = self.session.role or ""
        own = {window.key for window in CONTRIBUTED.windows if window.is_for(role)}
        searches = [each for each in CONTRIBUTED.searches if each.window in own]
        hits = find_records(self.session.gateway, searches, text)
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
        self._later(partial(_end, self.session, self._own, self._drafts))
        self._own = self._drafts = None

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


def connect(server: str, login: str, password: str) -> Session:
    """Open the session of a person, from this workstation and with this program's version."""
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
