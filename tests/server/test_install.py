"""Installing and upgrading: once, twice, from nothing, with people at work, and never backwards."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from client.data.server.connection import Server
from server_db import catalogue, install, present_state
from server_db.install import InstallError
from server_db.roles import ALL
from shared.database_name import is_database_name

CASES = Path(__file__).parents[1] / "cases"


def test_a_second_upgrade_changes_nothing(database, admin):
    count = "select count(*) from students.student"
    before = admin.execute(count).fetchone()
    install.upgrade(database)
    assert admin.execute(count).fetchone() == before
    assert install.status(database).current


def test_nothing_of_ours_belongs_to_a_superuser(admin):
    owners = admin.execute(
        """select distinct owner::regrole::text from (
               select relowner, relnamespace from pg_class union
               select proowner, pronamespace from pg_proc union
               select nspowner, oid from pg_namespace) o (owner, namespace)
           where namespace::regnamespace::text = any (%s)""",
        [["students", "security", "provisioning", "naming", "audit", "migration"]],
    ).fetchall()
    assert {name for (name,) in owners} == {"hemis_owner", "hemis_definer", "hemis_provisioner"}


def test_no_role_of_ours_has_powers_over_the_server(admin):
    powerful = admin.execute(
        """select rolname from pg_roles where rolname = any (%s)
           and (rolcanlogin or rolsuper or rolbypassrls or rolcreatedb or rolreplication
                or rolcreaterole and rolname <> 'hemis_provisioner')""",
        [list(ALL)],
    ).fetchall()
    assert powerful == []


def test_a_newer_database_is_left_alone(database, admin):
    admin.execute("update migration.alembic_version set version_num = '9999'")
    try:
        with pytest.raises(InstallError, match="newer program"):
            install.upgrade(database)
    finally:
        admin.execute("update migration.alembic_version set version_num = %s", [install.offered_revision()])


def test_only_a_superuser_installs(database, as_person):
    dean = as_person("dean_geology")
    with pytest.raises(InstallError, match="not a superuser"):
        install.upgrade(psycopg.conninfo.make_conninfo(dean.info.dsn, password=dean.info.password))


def test_a_forgotten_transaction_does_not_hold_up_an_upgrade(database, as_person):
    dean = as_person("dean_geology")
    dean.execute("select count(*) from students.student")  # and the dean goes to lunch
    install.upgrade(database)
    with pytest.raises(psycopg.OperationalError):
        dean.execute("select 1")


def test_what_no_file_names_is_gone_after_an_upgrade(database, admin, as_person):
    admin.execute("create policy everything on students.private for select to hemis_teacher using (true)")
    admin.execute("grant select on students.private to hemis_teacher")
    install.upgrade(database)
    with pytest.raises(InsufficientPrivilege):
        as_person("teacher_mining").execute("select from students.private")


def test_clients_hear_of_an_upgrade_before_it_begins(database, as_person):
    dean = as_person("dean_geology")
    dean.execute("listen hemis")
    dean.commit()
    install.upgrade(database)
    assert next(dean.notifies(timeout=5)).payload == "upgrade"


def test_two_upgrades_at_once_wait_for_each_other(database):
    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(install.upgrade, database) for _ in range(3)]:
            done.result()
    assert install.status(database).current


def test_an_upgrade_that_fails_leaves_everything_as_it_was(database, admin, monkeypatch):
    rules = catalogue.describe(admin)
    monkeypatch.setattr(present_state, "scripts", lambda: ["create function"])
    with pytest.raises(psycopg.errors.SyntaxError):
        install.upgrade(database)
    assert catalogue.describe(admin) == rules


def test_a_person_without_a_right_on_other_databases_stays_outside(server, as_person):
    dean = as_person("dean_geology")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(server.admin_dsn("postgres"), user="dean_geology", password=dean.info.password)


NAMES = [
    *(CASES / "database-names.txt").read_text(encoding="utf-8").split(),
    "",
    "a b",
    "a/b",
    'a"b',
    "Ў" * 40,
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_the_sign_in_would_not_take_is_refused(server, name):
    with pytest.raises(InstallError, match="is no name for a database"):
        install.init(server.admin_dsn(), name)


@pytest.mark.parametrize("name", ["hemis", "hemis_2026", "Hemis", "2026", "университет"])
def test_a_name_that_init_takes_is_taken_at_the_sign_in(name):
    assert is_database_name(name)
    assert Server.parse(f"db.uz/{name}").parameters["dbname"] == name
