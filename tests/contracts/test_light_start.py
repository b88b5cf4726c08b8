"""What is loaded when: nothing of a module before the sign-in window, no heavy library before the start page."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from server_db.demo.people import BY_LOGIN

LOGIN, ROLE = "academic_office", "hemis_academic_office"
HEAVY = {"numba", "openpyxl", "pyhanko", "pypdf", "pypdfium2", "reportlab"}
#: What only a signed-in person needs; every further module would make the first window later.
BEHIND_THE_SIGN_IN = ("shared.models", "client.data", "client.views.modules", "sqlalchemy", "psycopg")
ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[2])}
PROGRAM = """
import json
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from client.app import Application
from client.core.settings import LocalSettings
from client.core.tasks import InlineTasks

class Waiting(InlineTasks):
    def __init__(self):
        super().__init__()
        self.work = []

    def run(self, *work):
        self.work.append(work)

    def begin(self):
        self.run = super().run
        for work in self.work:
            self.run(*work)

application = QApplication([])
tasks = Waiting()
program = Application(LocalSettings(Path("settings.json")), tasks)
program.show_sign_in()
first = list(sys.modules)
tasks.begin()
server, login, password, role = sys.argv[1:]
from client.data.server.session import Session
from client.views.shell.choices import choices

session = Session.sign_in(server, login, password)
charts_before = "client.widgets.charts" in sys.modules
program.sign_in.entered.emit(session, next(each for each in choices(session) if each.role == role))
blocks = len(program.frame.pages.current().content.blocks)
print(json.dumps({"first": first, "charts": charts_before, "blocks": blocks, "then": list(sys.modules)}))
program.close()
"""


@pytest.fixture(scope="module")
def started(database, tmp_path_factory):
    """The names of all modules that are loaded with the first window, and with the start page."""
    folder = tmp_path_factory.mktemp("started")
    parts = conninfo_to_dict(database)
    address = f"{parts['host']}:{parts['port']}/{parts['dbname']}"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, address, LOGIN, BY_LOGIN[LOGIN].password, ROLE],
        env={**ENVIRONMENT, "XDG_DATA_HOME": str(folder)},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_nothing_of_a_module_is_loaded_before_the_sign_in_window_is_shown(started):
    assert [name for name in started["first"] if name.startswith(BEHIND_THE_SIGN_IN)] == []
    rooms = {name.split(".")[2] for name in started["first"] if name.startswith("client.views.")}
    assert rooms == {"shell"}


def test_no_library_is_loaded_before_a_window_needs_it(started):
    assert not started["charts"]
    assert started["blocks"] > 0
    assert HEAVY & set(started["then"]) == set()
