"""Two servers for tests of failing over: made once for a worker, a copy for every test."""

import shutil
import sys

import pytest

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
