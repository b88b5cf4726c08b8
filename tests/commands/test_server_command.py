"""`hemis server` on a server that has nothing of ours, as its keeper types it."""

from __future__ import annotations

import stat
import sys

import psycopg
import pytest

from commands.__main__ import main
from server_db.embedded import EmbeddedServer
from server_db.embedded_programs import NEWEST


@pytest.fixture(scope="module")
def folder(module_server_folder):
    return module_server_folder


@pytest.fixture(scope="module")
def server(folder):
    with EmbeddedServer(folder, durable=False) as server:
        assert main(["server", "init", "--dsn", server.admin_dsn()]) == 0
        yield server


@pytest.fixture
def hemis(server, tmp_path, monkeypatch, capsys):
    """Types a command and returns its exit code, what it printed and what it complained of."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HEMIS_SERVER_DSN", server.admin_dsn("hemis"))

    def typed(*arguments):
        code = main(["server", *arguments])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return typed


def signs_in(server, login, password, database="hemis"):
    connection = psycopg.connect(
        host=server.host, port=server.port, dbname=database, user=login, password=password, sslmode="disable"
    )
    with connection:
        return connection.execute("select session_user").fetchone()[0]


def test_status_tells_that_nothing_is_due(hemis):
    code, shown, _ = hemis("status")

    assert code == 0
    assert f"PostgreSQL {NEWEST}" in shown


def test_connections_that_are_asked_for_come_with_the_next_start(hemis, server):
    code, shown, _ = hemis("init", "--dsn", server.admin_dsn(), "--connections", "300")

    assert code == 0
    assert "max_connections is 100 and 300 was asked for: restart the server." in shown


def test_a_name_that_nobody_could_write_is_refused(hemis, server):
    code, _, complaint = hemis("init", "--dsn", server.admin_dsn(), "--database", "hemis-2026")

    assert code == 2
    assert "is no name for a database" in complaint


def test_status_of_an_empty_database_tells_that_an_upgrade_is_due(hemis, server):
    code, shown, _ = hemis("status", "--dsn", server.admin_dsn())

    assert code == 1
    assert "installed  nothing" in shown


def test_init_and_upgrade_may_be_repeated(hemis, server):
    assert hemis("init", "--dsn", server.admin_dsn())[0] == 0
    assert hemis("upgrade")[0] == 0
    assert hemis("status")[0] == 0


def test_first_person_signs_in_with_the_password_from_the_file(hemis, server, tmp_path):
    code, shown, _ = hemis("person", "add", "first", "--name", "Birinchi Odam", "--role", "admin")

    path = tmp_path / "first.password"
    password = path.read_text(encoding="ascii").strip()
    assert code == 0
    assert "first.password" in shown
    assert password not in shown
    assert sys.platform == "win32" or stat.S_IMODE(path.stat().st_mode) == 0o600
    assert signs_in(server, "first", password) == "first"


def test_reset_replaces_the_password(hemis, server, tmp_path):
    hemis("person", "add", "forgetful", "--name", "Unutuvchi Odam", "--role", "hr")
    old = (tmp_path / "forgetful.password").read_text(encoding="ascii").strip()

    code, _, _ = hemis("person", "reset", "forgetful", "--password-file", "new")

    assert code == 0
    assert (
        signs_in(server, "forgetful", (tmp_path / "new").read_text(encoding="ascii").strip()) == "forgetful"
    )
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        signs_in(server, "forgetful", old)


def test_ended_person_does_not_sign_in(hemis, server, tmp_path):
    hemis("person", "add", "leaver", "--name", "Ketuvchi Odam", "--role", "registrar")

    assert hemis("person", "end", "leaver")[0] == 0

    with pytest.raises(psycopg.OperationalError):
        signs_in(server, "leaver", (tmp_path / "leaver.password").read_text(encoding="ascii").strip())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add", "nobody"), "needs --name"),
        (("grant", "nobody", "--role", "hr"), "There is no account nobody"),
        (("add", "nobody", "--name", "X", "--role", "king"), "There is no role “king”"),
        (("add", "nobody", "--name", "X", "--role", "faculty:999"), "no unit with the code 999"),
        (("add", "postgres", "--name", "X", "--role", "hr"), ""),
    ],
)
def test_wrong_request_is_a_sentence_and_changes_nothing(hemis, server, tmp_path, arguments, sentence):
    code, _, told = hemis("person", *arguments)

    assert code == 2
    assert sentence in told
    assert "Traceback" not in told
    assert not list(tmp_path.glob("*.password"))
    with psycopg.connect(server.admin_dsn("hemis")) as admin:
        assert admin.execute("select count(*) from security.account where login = 'nobody'").fetchone() == (
            0,
        )


def test_file_with_a_password_is_never_overwritten(hemis, tmp_path):
    (tmp_path / "second.password").write_text("somebody else's", encoding="ascii")

    code, _, told = hemis("person", "add", "second", "--name", "Ikkinchi Odam", "--role", "hr")

    assert code == 2
    assert "second.password" in told
    assert hemis("person", "reset", "second")[0] == 2


def test_fresh_server_is_as_promised(hemis):
    code, shown, _ = hemis("check", "--deep")

    assert (code, shown.splitlines()[-1]) == (0, "Everything is as promised.")


def test_broken_promise_is_named_and_fails(hemis, server):
    with psycopg.connect(server.admin_dsn("hemis"), autocommit=True) as admin:
        admin.execute("alter table students.student no force row level security")
        code, shown, _ = hemis("check")
        admin.execute("alter table students.student force row level security")

    assert code == 1
    assert "WRONG" in shown
    assert "students.student" in shown


def test_tending_makes_the_parts_of_the_history_to_come(hemis, server):
    with psycopg.connect(server.admin_dsn("hemis"), autocommit=True) as admin:
        parts = (
            "select inhrelid::regclass::text from pg_inherits where inhparent = 'audit.change'::regclass "
            "and inhrelid::regclass::text ~ '[0-9]' order by 1"
        )
        last = admin.execute(parts).fetchall()[-1][0]
        admin.execute(f"drop table {last}")

        code, shown, _ = hemis("tend")

        assert code == 0
        assert f"made {last}\n" in shown
        assert "history: " in shown
        assert admin.execute(parts).fetchall()[-1][0] == last


def test_backup_is_made_noted_and_restored_with_its_people(hemis, server, tmp_path):
    hemis("person", "add", "kept", "--name", "Saqlangan Odam", "--role", "admin")
    password = (tmp_path / "kept.password").read_text(encoding="ascii").strip()

    code, shown, _ = hemis("backup", "backups")

    [dump] = (tmp_path / "backups").glob("*.dump")
    assert code == 0
    assert dump.name in shown
    with psycopg.connect(server.admin_dsn("hemis")) as admin:
        assert admin.execute("select succeeded from system.backup order by id desc limit 1").fetchone() == (
            True,
        )
    code, shown, _ = hemis("restore", str(dump), "--database", "hemis_again", "--dsn", server.admin_dsn())
    assert (code, shown.splitlines()[-1]) == (0, "Everything is as promised.")
    assert signs_in(server, "kept", password, "hemis_again") == "kept"


def test_missing_backup_is_a_sentence(hemis, server):
    code, _, told = hemis("restore", "nothing.dump", "--database", "other", "--dsn", server.admin_dsn())

    assert code == 2
    assert "nothing.dump" in told
    assert "Traceback" not in told


def test_rights_of_a_module_are_printed_without_a_server(monkeypatch, capsys):
    monkeypatch.delenv("HEMIS_SERVER_DSN", raising=False)

    assert main(["server", "sql", "students"]) == 0

    shown = capsys.readouterr().out
    assert "-- 060_students/rules.sql\n" in shown
    assert "with check (faculty_id = any ((select security.my_units())::bigint[]));" in shown
    assert ":own_units" not in shown


def test_module_that_is_not_there_is_told_with_those_that_are(capsys):
    with pytest.raises(SystemExit):
        main(["server", "sql", "dean"])
    assert "students" in capsys.readouterr().err
