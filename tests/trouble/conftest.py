"""Servers that a test may kill: one of its own, or two that fail over, made once for a worker and copied for a test."""

import shutil
import sys

import psycopg
import pytest

from server_db.embedded import EmbeddedServer
from tests.server.test_attendance import Journal
from tests.trouble.two_servers import Pair


@pytest.fixture(scope="session")
def made_pair(worker_server_folder, filled_server):
    if sys.platform == "win32":
        pytest.skip("freezing and copying of a running cluster are those of Unix")
    made = worker_server_folder / "made"
    made.mkdir()
    made.chmod(0o755)
    pair = Pair(made)
    filled_server(made / "one")
    pair.make()
    return pair


@pytest.fixture
def pair(made_pair):
    """A primary and a standby that every commit waits for."""
    folder = made_pair.folder.parent / "copy"
    folder.mkdir()
    folder.chmod(0o755)
    copy = made_pair.copy_to(folder)
    copy.start()
    yield copy
    copy.kill()
    shutil.rmtree(folder)


@pytest.fixture
def own_server(server_folder, filled_server):
    with EmbeddedServer(filled_server(server_folder)) as server:  # a careless one would lose the last second
        yield server


@pytest.fixture
def scene(own_server):
    """The class of the teacher; what was made is closed again before anything is killed."""
    with psycopg.connect(own_server.admin_dsn("hemis"), autocommit=True) as admin:
        made = Journal(admin)
        made.begin()
    return made
