"""Backups: whole, noted, restored with their people, and refused when they are not what was written."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from server_db import backup as module
from server_db.backup import BackupError, backup, restore
from server_db.check_server import advice
from server_db.demo.people import BY_LOGIN
from server_db.embedded import EmbeddedServer
from tests.server.acting import column, scalar

CASES = Path(__file__).parents[1] / "cases"
COUNTS = "select (select count(*) from students.student), (select count(*) from audit.change)"


@pytest.fixture(scope="module")
def kept(database, tmp_path_factory):
    return backup(database, tmp_path_factory.mktemp("kept"))


@pytest.fixture
def made(kept, tmp_path):
    """A backup that the test may spoil."""
    shutil.copytree(kept.dump.parent, tmp_path, dirs_exist_ok=True)
    return replace(kept, dump=tmp_path / kept.dump.name)


@pytest.fixture
def restored(server):
    name = "hemis_restored"
    yield name
    with psycopg.connect(server.admin_dsn(), autocommit=True) as cluster:
        cluster.execute(f"drop database if exists {name} with (force)")


def test_a_backup_is_noted_for_the_administrator(made, as_person):
    row = as_person("admin").execute(
        "select succeeded, size_bytes from system.backup where digest = %s", [made.digest]
    ).fetchone()  # fmt: skip
    assert row == (True, made.size)


def test_a_restored_database_has_its_rows_its_rules_and_its_people(server, admin, made, restored):
    findings = restore(server.admin_dsn(), made.dump, restored)
    assert [finding.sentence for finding in findings if finding.serious] == []
    with psycopg.connect(server.admin_dsn(restored)) as there:
        assert there.execute(COUNTS).fetchone() == admin.execute(COUNTS).fetchone()
    dean = BY_LOGIN["dean_geology"]
    with psycopg.connect(server.admin_dsn(restored), user=dean.login, password=dean.password) as person:
        person.execute("set role hemis_faculty")
        assert 0 < scalar(person, "select count(*) from students.student") < 600
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            person.execute("select pg_sleep(0)")


def test_people_who_are_not_on_the_server_come_back_with_their_passwords(server, made, restored):
    tutor = BY_LOGIN["tutor_mining"]
    with psycopg.connect(server.admin_dsn(), autocommit=True) as cluster:
        cluster.execute("drop role tutor_mining")
    restore(server.admin_dsn(), made.dump, restored)
    with psycopg.connect(server.admin_dsn(restored), user=tutor.login, password=tutor.password) as person:
        person.execute("set role hemis_tutor")
        assert scalar(person, "select security.acts()")


@pytest.mark.parametrize("suffix", [".dump", ".logins.json"])
def test_a_torn_backup_is_refused(server, made, restored, suffix):
    file = made.dump.with_suffix(suffix)
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(BackupError, match="not what was written"):
        restore(server.admin_dsn(), made.dump, restored)


def test_a_half_backup_is_refused(server, made, restored):
    made.dump.with_suffix(".logins.json").unlink()
    with pytest.raises(BackupError, match="is missing"):
        restore(server.admin_dsn(), made.dump, restored)


def test_nothing_is_restored_over_a_database(server, admin, made):
    with pytest.raises(BackupError, match="restore under another name"):
        restore(server.admin_dsn(), made.dump, admin.info.dbname)


def test_a_backup_of_a_newer_postgresql_is_refused_before_anything_is_made(admin, made, server_folder):
    if admin.info.server_version < 17_00_00:
        pytest.skip("the tests run on the oldest PostgreSQL")
    with EmbeddedServer(server_folder, version=16, durable=False) as older:
        with pytest.raises(BackupError, match="made by a newer PostgreSQL.*is 16"):
            restore(older.admin_dsn(), made.dump, "hemis")
        with psycopg.connect(older.admin_dsn()) as cluster:
            assert column(cluster, "select rolname from pg_roles where rolname ~ '^hemis'") == []


def test_a_failed_backup_is_noted_and_leaves_nothing(database, admin, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(BackupError, match="The backup was not made"):
        backup(database, blocked)
    row = admin.execute("select succeeded, message from system.backup order by id desc limit 1").fetchone()
    assert not row[0]
    assert row[1].startswith("The backup was not made")


def test_old_backups_make_room(database, tmp_path):
    stem = psycopg.conninfo.conninfo_to_dict(database)["dbname"]
    for day in range(5):
        for suffix in (".dump", ".logins.json", ".sha256"):
            (tmp_path / f"{stem}-2026010{day}-000000{suffix}").touch()
    newest = backup(database, tmp_path, keep=2)
    assert sorted(path.name for path in tmp_path.glob("*.dump")) == [
        f"{stem}-20260104-000000.dump",
        newest.dump.name,
    ]
    assert len(list(tmp_path.iterdir())) == 6


def test_old_backups_of_another_database_stay(database, tmp_path):
    stem = psycopg.conninfo.conninfo_to_dict(database)["dbname"]
    other = tmp_path / f"{stem}-2-20260101-000000.dump"
    other.touch()
    backup(database, tmp_path, keep=1)
    assert other.exists()


def test_the_database_may_stand_in_the_service(database, tmp_path, monkeypatch):
    given = psycopg.conninfo.conninfo_to_dict(database)
    case = (CASES / "service-with-database.conf").read_text(encoding="utf-8")
    for word, key in (("PORT", "port"), ("SUPERUSER", "user"), ("PASSWORD", "password")):
        case = case.replace(word, given[key])
    file = tmp_path / "services.conf"
    file.write_text(case.replace("dbname=hemis", f"dbname={given['dbname']}"))
    monkeypatch.setenv("PGSERVICEFILE", str(file))
    made = backup("service=namuna", tmp_path / "backups")
    assert made.dump.name.startswith(f"{given['dbname']}-")
    assert made.size > 1000


def test_a_table_that_somebody_holds_is_not_waited_for_for_ever(database, admin, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LOCK_WAIT", 500)
    with psycopg.connect(database) as holder:
        holder.execute("lock table system.note in access exclusive mode")
        with pytest.raises(BackupError, match="The backup was not made"):
            backup(database, tmp_path)
    row = admin.execute("select succeeded, message from system.backup order by id desc limit 1").fetchone()
    assert not row[0]
    assert "held a table" in row[1]
    assert list(tmp_path.iterdir()) == []


def test_no_password_stands_in_the_list_of_processes(made, database, monkeypatch):
    commands, run = [], subprocess.run

    def watched(command, **more):
        commands.append(command)
        return run(command, **more)

    monkeypatch.setattr(subprocess, "run", watched)
    backup(database, made.dump.parent)
    password = psycopg.conninfo.conninfo_to_dict(database)["password"]
    assert commands
    assert not any(password in part for command in commands for part in command)


def test_a_university_without_backups_is_told(admin):
    def said():
        return [sentence for sentence in advice(admin) if "backup" in sentence]

    admin.execute("delete from system.backup")
    admin.execute("update security.account set created_at = now() - interval '3 days'")
    assert said() == ["No backup has ever succeeded."]
    admin.execute("insert into system.backup (started_at, succeeded) values ('2026-01-05 12:00+05', true)")
    assert said() == ["The last backup that succeeded is of 2026-01-05."]
    admin.execute("insert into system.backup (started_at, succeeded) values (now(), true)")
    assert said() == []
