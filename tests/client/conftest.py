"""Being somebody at a workplace: the real gateway, work done at once, a keyring in memory."""

import pytest
from psycopg.conninfo import conninfo_to_dict
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from client.core.i18n import set_language
from client.core.tasks import InlineTasks
from client.data.local.drafts import Drafts
from client.data.records.catalogue import Catalogue
from client.data.server.changes import Changes
from client.data.server.person_settings import PersonSettings
from client.data.server.session import Session
from client.views.modules import MODULES
from client.widgets.contribution import gathered
from client.widgets.workplace import Workplace
from server_db.demo.people import BY_LOGIN
from tests.client.drawing_threads import DrawingThreads
from tests.memory_safe import MemorySafe


class RememberedWay:
    """A navigator that remembers what it was asked."""

    def __init__(self):
        self.opened = []
        self.shown = []
        self.said = []
        self.acts = ()

    def has(self, window):
        return bool(window)

    def open(self, window, **arguments):
        self.opened.append((window, arguments))

    def present(self, widget):
        self.shown.append(widget)

    def refuse(self, error):
        self.said.append(error.text())

    def say(self, sentence, *acts):
        self.said.append(sentence)
        self.acts = acts


@pytest.fixture(autouse=True)
def keys_are_released():
    """The toolkit believes that a simulated Ctrl is held for ever: the next click would add to the selection."""
    yield
    if QGuiApplication.instance() and QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)
        assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def own_files(tmp_path, monkeypatch):
    """What the program keeps of the university on this computer is kept in the test's own folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


@pytest.fixture(autouse=True)
def drawing():
    """Papers are drawn, and their pages are counted, in the background and never by a window."""
    threads = DrawingThreads()
    with pytest.MonkeyPatch.context() as patch:  # its own: that of the test ends before other fixtures do
        threads.watch(patch)
        yield threads
    assert threads.by_windows == []


@pytest.fixture(autouse=True)
def english():
    """Tests read the messages as they are written in the code."""
    set_language("en")
    yield
    set_language("uz")


@pytest.fixture
def session_of(database):
    """session_of("dean_geology", role=None): that person's session, acting in the first or the given role."""
    opened = []
    found = conninfo_to_dict(database)
    server = f"postgresql://{found['host']}:{found.get('port', 5432)}/{found['dbname']}?sslmode=disable"

    def sign_in(login, role=None):
        person = BY_LOGIN[login]
        session = Session.sign_in(server, login, person.password, workstation="desk-1", version="test")
        opened.append(session)
        session.act_as(role or person.roles[0][0])
        return session

    yield sign_in
    for session in opened:
        session.close()


@pytest.fixture
def workplace_of(session_of, tmp_path, qapp):
    """workplace_of("registrar", role=None): everything a window is given, as that person."""
    kept = []

    def make(login, role=None):
        session = session_of(login, role)
        drafts = Drafts(tmp_path / "drafts", login, MemorySafe())
        kept.append(drafts)
        return Workplace(
            session=session,
            gateway=session.gateway,
            tasks=InlineTasks(),
            catalogue=Catalogue(session.gateway),
            changes=Changes(session.listen),
            drafts=drafts,
            settings=PersonSettings(session.gateway, login),
            navigator=RememberedWay(),
            card_tabs=gathered(MODULES).tabs,
            papers=gathered(MODULES).papers,
        )

    yield make
    for drafts in kept:
        drafts.close()


@pytest.fixture
def workplace(workplace_of):
    """The workplace of the dean's office of geology."""
    return workplace_of("dean_geology")


@pytest.fixture(scope="session")
def tokens(tmp_path_factory):
    """Tokens with keys and certificates, plugged in for the whole session: their library is loaded once."""
    from tests.client.software_token import SoftwareTokens  # noqa: PLC0415 - few tests speak with a token

    return SoftwareTokens(tmp_path_factory.mktemp("tokens"))
