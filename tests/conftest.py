"""A real PostgreSQL for every worker, a filled university to copy, and being somebody."""

import os
import secrets
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from server_db import install, protection
from server_db.demo.fill import fill
from server_db.demo.people import BY_LOGIN
from server_db.embedded import EmbeddedServer
from server_db.embedded_programs import NEWEST
from shared.file_lock import file_lock
from tests.server_folders import copy_server
from tests.unplanned_term import unplan

#: Where the workers find what they share: made once, by whoever needs it first, and only copied.
SHARED = "HEMIS_TEST_SHARED"
#: Which PostgreSQL the tests run on: by default the one people get; 16 is the oldest that is supported.
VERSION = int(os.environ.get("HEMIS_TEST_POSTGRES", NEWEST))
#: Or a server somewhere else, as its superuser; one worker only, for logins belong to the whole server.
OUTSIDE = os.environ.get("HEMIS_TEST_DSN")
#: The database in the servers that are copied.
DATABASE = "hemis"
HERE = Path(__file__).parent

# Nobody's own keyring is touched, and none of the keyrings that tests define is taken for it: the library chooses
# among all classes of the process, also those of test files that were only collected.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

# Qt without a screen looks for fonts beside itself, where its package for Windows has none.
if sys.platform == "win32":
    os.environ.setdefault("QT_QPA_FONTDIR", str(Path(os.environ["SYSTEMROOT"]) / "Fonts"))

# An example that takes long says that the machine is busy, not that the program is wrong.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


def pytest_addoption(parser):
    help_ = "write the files that the program itself implies anew (access matrix, error codes); review what changed"
    parser.addoption("--rewrite", action="store_true", help=help_)


def pytest_configure(config):
    if SHARED not in os.environ:  # this is who starts the workers, or the only one
        os.environ[SHARED] = str(_enterable_folder())
        config.add_cleanup(lambda: shutil.rmtree(os.environ.pop(SHARED), ignore_errors=True))


#: What takes long for each test comes first, so that no worker is waited for at the end. The solver is compiled by the
#: first of all, while others wait for servers that die, and is on the disk for those that need it afterwards.
FIRST = (
    "timetabling/test_fet.py",
    "trouble",
    "stories",
    "bootstrap",
    "security",
    "client/views/test_nothing_typed_is_lost.py",
    "client/views/test_every_window.py",
    "client/views/test_office_screen.py",
    "commands",
    "upgraded",
    "contracts",
    "server",
)


def pytest_collection_modifyitems(items):
    def place(item):
        path = item.path.relative_to(HERE).as_posix()
        return next((number for number, name in enumerate(FIRST) if path.startswith(name)), len(FIRST))

    items.sort(key=place)


@pytest.fixture(scope="session")
def golden(request):
    """golden(path, text): the reviewed file says `text`; with --rewrite it does so from now on."""

    def compare(path, text):
        if request.config.getoption("--rewrite"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), (
            f"run this test with --rewrite and review {path.name}"
        )

    return compare


class OutsideServer:
    """A server that was there before the tests, with the two things the tests ask of one."""

    def admin_dsn(self, database="postgres"):
        return make_conninfo(OUTSIDE, dbname=database)

    @property
    def port(self):
        return int(conninfo_to_dict(OUTSIDE).get("port", 5432))


def _enterable_folder():
    """A folder that the server's account may enter: as root, the server runs as somebody else.

    Not below the folder of pytest, which every other pytest that starts closes to all but its owner.
    """
    folder = Path(tempfile.mkdtemp(prefix="hemis-test-"))
    folder.chmod(0o755)
    return folder


@contextmanager
def _enterable():
    folder = _enterable_folder()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def server_folder():
    """An empty folder for a server of the test's own."""
    with _enterable() as folder:
        yield folder


@pytest.fixture(scope="module")
def module_server_folder():
    """The same for all tests of a module."""
    with _enterable() as folder:
        yield folder


@pytest.fixture(scope="session")
def worker_server_folder():
    """The same for all tests of a worker."""
    with _enterable() as folder:
        yield folder


@pytest.fixture(scope="session")
def filled_server():
    """filled_server(folder, version=18): the folder becomes that of a stopped server with a database.

    The database `hemis` has the schema and the small demonstration.
    """

    def make(folder, version=18):
        made = Path(os.environ[SHARED]) / str(version)
        with file_lock(made.with_suffix(".lock")):
            if not made.exists():
                new = made.with_suffix(".new")
                with EmbeddedServer(new, version=version, durable=False) as server:
                    _fill(server, DATABASE)
                new.rename(made)
        return copy_server(made, folder)

    return make


@pytest.fixture(scope="session")
def server(filled_server):
    """The server of this worker."""
    if OUTSIDE:
        yield OutsideServer()
        return
    with (
        _enterable() as folder,
        EmbeddedServer(filled_server(folder, VERSION), version=VERSION, durable=False) as embedded,
    ):
        yield embedded


@pytest.fixture(scope="session")
def template(server):
    """The name of a database with the schema and the small demonstration; nobody writes into it."""
    if not OUTSIDE:
        yield DATABASE
        return
    name = f"hemis_template_{secrets.token_hex(3)}"
    _fill(server, name)
    yield name
    _drop(server, name)


def _fill(server, database):
    with psycopg.connect(install.init(server.admin_dsn(), database=database), autocommit=True) as admin:
        fill(admin, scale="small")


@pytest.fixture(scope="module")
def database(server, template):
    """How the administrator connects to a copy of the template that this module may write into."""
    name = f"hemis_test_{secrets.token_hex(4)}"
    with psycopg.connect(server.admin_dsn(), autocommit=True) as admin:
        admin.execute(f"create database {name} template {template} owner hemis_owner")
    dsn = server.admin_dsn(name)
    with psycopg.connect(dsn) as admin:
        protection.protect(admin)  # a copy loses the privileges of the database itself
    yield dsn
    _drop(server, name)


@pytest.fixture(scope="module")
def unplanned(database):
    """The database of a module whose running term nobody has planned yet."""
    with psycopg.connect(database, autocommit=True) as connection:
        unplan(connection)
    return database


@pytest.fixture
def admin(database):
    """The administrator of the server, who sees and may do everything; each statement is committed."""
    with psycopg.connect(database, autocommit=True) as connection:
        yield connection


@pytest.fixture
def as_person(database):
    """as_person("dean_geology"): a connection of that person, acting in the first or the given role; rolled back."""
    opened = []

    def connect(login, role=None):
        person = BY_LOGIN[login]
        dsn = make_conninfo(database, user=login, password=person.password)
        connection = psycopg.connect(dsn)
        opened.append(connection)
        connection.execute(f"set role {role or person.roles[0][0]}")
        connection.commit()
        return connection

    yield connect
    for connection in opened:
        connection.close()


def _drop(server, name):
    with psycopg.connect(server.admin_dsn(), autocommit=True) as admin:
        admin.execute(f"drop database {name} with (force)")
