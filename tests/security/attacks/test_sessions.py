"""Attacks that need sessions of their own: other databases, after an employment, outside of transactions."""

import secrets
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import errors
from psycopg.conninfo import make_conninfo

from server_db import people, protection
from server_db.demo.people import BY_LOGIN
from tests.security.attacks.attack import without

PASSWORD = "Meteorit-4041"
DEAN = BY_LOGIN["dean_geology"]


@pytest.fixture
def leaver(database):
    """The name of a dean who will leave, with the rights of the faculty of geology."""
    login = f"leaver_{secrets.token_hex(3)}"
    with psycopg.connect(database, autocommit=True) as admin:
        unit = admin.execute("select id from structure.unit where code = '403-101'").fetchone()[0]
        right = people.Right("hemis_faculty", unit)
        people.create_person(admin, login, PASSWORD, "Leaver", [right], must_change_password=False)
        yield login
        admin.execute(f"drop role {login}")


@contextmanager
def reading_on(database, login):
    """A session of the leaver in the midst of a repeatable read."""
    with psycopg.connect(make_conninfo(database, user=login, password=PASSWORD)) as session:
        session.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        session.execute("set role hemis_faculty")
        assert session.execute("select count(*) from students.student").fetchone()[0] > 0
        yield session


def end_account(database, login):
    """The administrator of the server ends it by the function that the personnel office calls in the end."""
    with psycopg.connect(database, autocommit=True) as admin:
        people.end_account(admin, login)


def test_nobody_reads_on_after_leaving(database, leaver):
    with reading_on(database, leaver) as session:
        end_account(database, leaver)
        with pytest.raises(errors.AdminShutdown):
            session.execute("select id from students.student")


def test_a_transaction_outlives_the_rights_where_sessions_are_not_ended(database, leaver):
    """The broken copy of the rule above: nothing but the end of the session stops the transaction."""
    with psycopg.connect(database, autocommit=True) as admin:
        body = admin.execute("select pg_get_functiondef('provisioning.end_sessions'::regproc)").fetchone()[0]
        admin.execute(without("provisioning.end_sessions", "pg_terminate_backend(a.pid)", "a.pid"))
        try:
            with reading_on(database, leaver) as session:
                end_account(database, leaver)
                assert session.execute("select id from students.student").fetchall()
        finally:
            admin.execute(body)


def test_a_session_that_was_not_ended_sees_nothing_new(database, leaver):
    with psycopg.connect(database, autocommit=True) as admin:
        body = admin.execute("select pg_get_functiondef('provisioning.end_sessions'::regproc)").fetchone()[0]
        admin.execute(without("provisioning.end_sessions", "pg_terminate_backend(a.pid)", "a.pid"))
        try:
            with reading_on(database, leaver) as session:
                session.rollback()
                session.isolation_level = None
                session.execute("set role hemis_faculty")
                session.commit()
                end_account(database, leaver)
                with pytest.raises(
                    errors.InsufficientPrivilege
                ):  # the group is gone, the session is still in it
                    session.execute("select id from students.student").fetchall() or session.execute(
                        "set role hemis_faculty"
                    )
        finally:
            admin.execute(body)


def test_whoever_has_left_cannot_sign_in(database, leaver):
    end_account(database, leaver)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(make_conninfo(database, user=leaver, password=PASSWORD))


def test_nobody_signs_in_without_the_password(database):
    for password in ("", "wrong", DEAN.login):
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(make_conninfo(database, user=DEAN.login, password=password, passfile="/nowhere"))


def _connects(dsn, name):
    try:
        psycopg.connect(make_conninfo(dsn, dbname=name, user=DEAN.login, password=DEAN.password)).close()
    except psycopg.OperationalError:
        return False
    return True


def test_other_databases_are_closed(server, database):
    assert not [name for name in ("postgres", "template0", "template1") if _connects(database, name)]


def test_another_database_is_open_where_it_was_not_closed(server, database):
    """The broken copy: PostgreSQL opens a new database to everybody, until it is closed to them."""
    name = f"hemis_open_{secrets.token_hex(3)}"
    with psycopg.connect(database, autocommit=True) as admin:
        admin.execute(f"create database {name}")
        try:
            assert _connects(database, name)
            protection.close_other_databases(admin)
            assert not _connects(database, name)
        finally:
            admin.execute(f"drop database {name}")


OUTSIDE_TRANSACTIONS = (
    "set session authorization management",
    "set session authorization postgres",
    "alter system set log_statement = 'none'",
    "create database mine",
    "alter database template1 allow_connections true",
    "create tablespace mine location '/'",
    "create subscription mine connection '' publication mine with (connect = false)",
    "reindex system",
)


def test_statements_outside_of_transactions_are_refused(as_person):
    person = as_person("dean_geology")
    person.autocommit = True
    for statement in OUTSIDE_TRANSACTIONS:
        with pytest.raises((errors.InsufficientPrivilege, psycopg.DatabaseError)) as caught:
            person.execute(statement)
        assert caught.value.sqlstate in ("42501", "HM002"), statement


def test_the_same_go_through_for_a_superuser(admin):
    """Whoever has that attribute is the broken rule."""
    admin.execute("set session authorization dean_geology")
    assert admin.execute("select session_user").fetchone() == ("dean_geology",)
    admin.execute("reset session authorization")


def test_asking_that_was_rolled_back_to_a_savepoint_opens_nothing(as_person):
    """The transaction is committed, the line in the log is not there."""
    dean = as_person("dean_geology")
    (student,) = dean.execute("select min(id) from students.student").fetchone()
    with dean.transaction(force_rollback=True):
        asked = dean.execute("select security.ask_reading('students.private', %s, 'x')", [[student]])
        (ticket,) = asked.fetchone()
    dean.commit()
    with pytest.raises(psycopg.DatabaseError, match="was not announced"):
        dean.execute("select students.read_private(%s)", [ticket])


def test_a_login_has_a_limit_of_connections(database, leaver):
    dsn = make_conninfo(database, user=leaver, password=PASSWORD)
    opened = []
    try:
        opened.extend(psycopg.connect(dsn) for _ in range(6))
        with pytest.raises(psycopg.OperationalError, match="too many connections"):
            psycopg.connect(dsn)
    finally:
        for connection in opened:
            connection.close()
