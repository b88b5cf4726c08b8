"""`hemis print` as a person calls it, with the password through a pipe."""

import io
import sys

import pytest
from psycopg.conninfo import conninfo_to_dict

from client.core.i18n import set_language
from commands.__main__ import main
from server_db.demo.people import BY_LOGIN


@pytest.fixture
def server_address(database):
    found = conninfo_to_dict(database)
    return f"postgresql://{found['host']}:{found.get('port', 5432)}/{found['dbname']}?sslmode=disable"


@pytest.fixture
def hemis_print(server_address, tmp_path, monkeypatch, capsys):
    """hemis_print(*arguments, paper="reference", login="dean_geology"): the exit code and what was said."""

    def run(*arguments, paper="reference", login="dean_geology", password=None):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password or BY_LOGIN[login].password}\n"))
        common = ["--server", server_address, "--login", login, "--out", str(tmp_path)]
        try:
            code = main(["print", paper, *common, *arguments])
        finally:
            set_language("uz")
        return code, capsys.readouterr()

    return run
