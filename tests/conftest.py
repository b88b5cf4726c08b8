"""A real PostgreSQL for every worker, a filled university to copy, and being somebody."""

import os
import secrets
import shutil
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
from tests.unplanned_term import unplan

#: Which PostgreSQL the tests run on: 18 is the one people get, 16 the oldest that is supported.
VERSION = int(os.environ.get("HEMIS_TEST_POSTGRES", "18"))
#: Or a server somewhere else, as its superuser; one worker only, for logins belong to the whole server.
OUTSIDE = os.environ.get("HEMIS_TEST_DSN")

# An example that takes long says that the machine is busy, not that the program is wrong.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


def pytest_addoption(parser):
    help_ = "write the files that the program itself implies anew (access matrix, error codes); review what changed"
    parser.addoption("--rewrite", action="store_true", help=help_)


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


@contextmanager
def _enterable():
    """A folder that the server's account may enter: as root, the server runs as somebody else.

    Not below the folder of pytest, which every other pytest that starts closes to all but its owner.
    """
    folder = Path(tempfile.mkdtemp(prefix="hemis-test-"))
    folder.chmod(0o755)
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
def server():
    """The server of this worker."""
    if OUTSIDE:
        yield OutsideServer()
        return
    with _enterable() as folder, EmbeddedServer(folder, version=VERSION, durable=False) as embedded:
        yield embedded


@pytest.fixture(scope="session")
def template(server):
    """The name of a database with the schema and the small demonstration; nobody writes into it."""
    name = f"hemis_template_{secrets.token_hex(3)}"
    with psycopg.connect(install.init(server.admin_dsn(), database=name), autocommit=True) as admin:
        fill(admin, scale="small")
    yield name
    _drop(server, name)


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
