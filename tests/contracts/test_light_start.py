"""Starting, signing in and seeing the start page brings none of the libraries for documents and computing."""

import os
import subprocess
import sys
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from server_db.demo.people import BY_LOGIN

LOGIN, ROLE = "academic_office", "hemis_academic_office"
HEAVY = ("numba", "openpyxl", "pypdf", "pypdfium2", "reportlab")
ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[2])}
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from client.app import Application
from client.core.settings import LocalSettings
from client.core.tasks import InlineTasks
from client.data.server.session import Session
from client.views.shell.choices import choices

application = QApplication([])
program = Application(LocalSettings(Path("settings.json")), InlineTasks())
program.show_sign_in()
server, login, password, role = sys.argv[1:]
session = Session.sign_in(server, login, password)
before = "client.widgets.charts" in sys.modules
program._act(session, next(each for each in choices(session) if each.role == role))
print(before, len(program.frame.pages.current().content.blocks), *sys.modules)
program.close()
"""


def test_no_library_is_loaded_before_a_window_needs_it(database, tmp_path):
    parts = conninfo_to_dict(database)
    address = f"{parts['host']}:{parts['port']}/{parts['dbname']}"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, address, LOGIN, BY_LOGIN[LOGIN].password, ROLE],
        env={**ENVIRONMENT, "XDG_DATA_HOME": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    charts_before, blocks, *loaded = done.stdout.split()
    assert charts_before == "False"
    assert int(blocks) > 0
    assert set(HEAVY) & set(loaded) == set()
