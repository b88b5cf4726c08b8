"""The whole program as a person meets it, on a copy of the demonstration."""

import pytest
from psycopg.conninfo import conninfo_to_dict
from PySide6.QtCore import QCoreApplication, QEvent

from client.app import Application
from client.core.i18n import set_language
from client.core.settings import FONT_SIZE, LANGUAGE, LocalSettings
from client.core.tasks import InlineTasks
from client.core.theme import apply_theme
from client.views.modules import MODULES
from client.views.shell.credentials import DemoPerson
from server_db.demo.people import BY_LOGIN
from tests.client.signing_in import begin_as, sign_in

WINDOWS = {window.key: window for module in MODULES for window in module.windows}


@pytest.fixture
def address(database):
    """Where the server is, as somebody would write it."""
    parts = conninfo_to_dict(database)
    return f"{parts['host']}:{parts['port']}/{parts['dbname']}"


@pytest.fixture
def people():
    return [
        DemoPerson(
            each.login, each.password, each.full_name, tuple(role for role, _ in each.roles), each.unit
        )
        for each in BY_LOGIN.values()
    ]


@pytest.fixture
def program(qapp, address, people, tmp_path, monkeypatch):
    """program(): the program at its sign-in window; closed after the test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    started = []

    def start(language="en", letters=10):
        settings = LocalSettings(tmp_path / "settings.json")
        settings.put(LANGUAGE, language)
        settings.put(FONT_SIZE, letters)
        started.append(Application(settings, InlineTasks(), address, people))
        started[-1].show_sign_in()
        return started[-1]

    yield start
    for each in started:
        if each.sign_in is not None:
            each.sign_in.deleteLater()
        each.close()
        each.deleteLater()
    qapp.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # without it every frame would stay
    set_language("uz")
    apply_theme(qapp, "light", 10)


@pytest.fixture
def signed_in(program, admin):
    """signed_in("dean_geology"): the program with the frame of that person, acting in the first or the given role."""
    admin.execute("delete from system.person_setting")  # the tabs of the test before

    def enter(login, role=None, language="en", letters=10):
        started = program(language, letters)
        sign_in(started.sign_in, login)
        if started.frame is None:
            begin_as(started.sign_in, role)
        return started

    return enter


@pytest.fixture
def window(qtbot, workplace_of):
    """window("class", "dean_mining"): the window of that key, as that person, at the size of an office's screen."""

    def make(key, login="dean_geology", **arguments):
        workplace = workplace_of(login)
        made = WINDOWS[key].make(workplace, **arguments)
        made.workplace = workplace
        qtbot.addWidget(made)
        made.resize(1366, 640)
        made.show()
        return made

    return make
