"""Addresses, signing in, roles: each trouble ends in a sentence that says what to do."""

import json
import socket
import time
from datetime import UTC, datetime

import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import text

from client.core import clock
from client.core.errors import Cancelled, HemisError, Refused, Unavailable, UserError
from client.data.server.connection import Deadlines
from client.data.server.fence import Fence, Place
from client.data.server.hosts import LeftBehind
from client.data.server.session import Server, Session
from server_db.demo.people import BY_LOGIN

SOON = Deadlines(connect=3)


@pytest.fixture
def address(database):
    parts = conninfo_to_dict(database)
    return f"{parts['host']}:{parts['port']}/{parts['dbname']}"


@pytest.mark.parametrize(
    ("text", "host", "port", "database"),
    [
        ("db.university.uz", "db.university.uz", "5432", "hemis"),
        ("db.university.uz:6000/archive", "db.university.uz", "6000", "archive"),
        (" one.uz,two.uz:5433 ", "one.uz,two.uz", "5432,5433", "hemis"),
        ("[::1]:5440", "::1", "5440", "hemis"),
    ],
)
def test_addresses_are_read_as_people_write_them(text, host, port, database):
    parameters = Server.parse(text).parameters
    assert (parameters["host"], parameters["port"], parameters["dbname"]) == (host, port, database)


@pytest.mark.parametrize("text", ["", "a b", "host:port", "host:1:2"])
def test_what_is_no_address_is_said_to_be_none(text):
    with pytest.raises(UserError, match="is no address"):
        Server.parse(text)


@pytest.mark.parametrize("text", ["db.uz", "postgresql://db.uz/hemis", "127.0.0.1,db.uz", "10.0.0.5"])
def test_a_server_in_the_network_has_to_prove_itself(text):
    parameters = Server.parse(text).parameters
    assert parameters["sslmode"] == "verify-full"
    assert parameters["channel_binding"] == "require"
    assert parameters["require_auth"] == "scram-sha-256"


def test_a_weaker_transport_is_refused_except_on_this_computer():
    with pytest.raises(UserError, match="verify-full"):
        Server.parse("postgresql://db.uz/hemis?sslmode=require")
    assert Server.parse("postgresql://127.0.0.1/hemis?sslmode=disable").parameters["sslmode"] == "disable"


def test_several_hosts_fail_over_to_the_one_that_writes():
    assert Server.parse("one.uz,two.uz").parameters["target_session_attrs"] == "read-write"


def test_a_service_file_cannot_ask_for_less(tmp_path, monkeypatch):
    file = tmp_path / "services.conf"
    file.write_text("[hemis]\nhost=db.uz\nsslmode=disable\n[here]\nhost=127.0.0.1\n")
    monkeypatch.setenv("PGSERVICEFILE", str(file))
    assert Server.parse("service=hemis").parameters["sslmode"] == "verify-full"
    assert Server.parse("service=here").parameters["sslmode"] == "prefer"


@pytest.mark.parametrize(
    ("section", "mode"),
    [
        ("host=localhost\nhostaddr=10.0.0.5", "verify-full"),
        ("hostaddr=10.0.0.5", "verify-full"),
        ("host=localhost,localhost\nhostaddr=127.0.0.1,10.0.0.5", "verify-full"),
        ("host=db.uz\nhostaddr=127.0.0.1", "prefer"),
        ("host=localhost\nhostaddr=::1", "prefer"),
        ("dbname=hemis", "verify-full"),
    ],
)
def test_where_a_service_really_leads_decides_how_it_is_reached(tmp_path, monkeypatch, section, mode):
    file = tmp_path / "services.conf"
    file.write_text(f"[hemis]\n{section}\n")
    monkeypatch.setenv("PGSERVICEFILE", str(file))
    assert Server.parse("service=hemis").parameters["sslmode"] == mode


def test_the_environment_does_not_lead_a_local_connection_away(address, monkeypatch):
    monkeypatch.setenv("PGHOSTADDR", "192.0.2.1")  # of nobody: the connection would not come back
    Session.sign_in(address, "hr", BY_LOGIN["hr"].password, deadlines=SOON).close()


def test_a_host_that_does_not_answer_costs_no_time(address, database):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        both = f"127.0.0.1:{silent.getsockname()[1]},{address}"
        started = time.monotonic()
        session = Session.sign_in(both, "academic_office", BY_LOGIN["academic_office"].password)
        session.act_as("hemis_academic_office")
        assert time.monotonic() - started <= 5
        session.close()


def test_a_server_that_was_left_behind_is_refused_and_what_was_met_is_kept(address, admin, tmp_path):
    file = tmp_path / "servers.json"
    system = admin.execute("select system_identifier::text from pg_control_system()").fetchone()[0]
    file.write_text(json.dumps({system: 7}))
    with pytest.raises(LeftBehind, match="was replaced by another one"):
        Session.sign_in(address, "hr", BY_LOGIN["hr"].password, fence=Fence(file))
    file.write_text("torn")
    Session.sign_in(address, "hr", BY_LOGIN["hr"].password, fence=Fence(file)).close()
    assert Fence(file).admits(Place(system, 1))
    assert json.loads(file.read_text()) == {system: 1}


def test_a_session_stays_with_the_cluster_it_began_with():
    fence = Fence()
    fence.met(Place("1", 2))
    assert not fence.admits(Place("1", 1))
    assert fence.admits(Place("1", 3))
    assert not fence.admits(Place("2", 9))


def test_a_person_signs_in_and_sees_the_roles(address):
    session = Session.sign_in(address, "deputy_geology", BY_LOGIN["deputy_geology"].password)
    try:
        assert session.person.name.startswith("Mirzayeva")
        assert {each.role for each in session.roles} == {
            "hemis_faculty",
            "hemis_department_head",
            "hemis_teacher",
        }
        session.act_as("hemis_teacher")
        assert session.gateway.scalar("select current_user") == "hemis_teacher"
        session.act_as("hemis_faculty")
        assert session.gateway.scalar("select current_user") == "hemis_faculty"
        with pytest.raises(Refused):
            session.act_as("hemis_admin")
        assert session.role == "hemis_faculty"
    finally:
        session.close()


@pytest.mark.parametrize(
    ("login", "password", "sentence"),
    [
        ("hr", "wrong", "login or the password is wrong"),
        ("nobody_here", "wrong", "login or the password is wrong"),
        ("", "", "Write your login"),
    ],
)
def test_a_wrong_login_or_password_is_said_without_saying_which(address, login, password, sentence):
    with pytest.raises(UserError, match=sentence):
        Session.sign_in(address, login, password, deadlines=SOON)


def test_signing_in_tells_what_day_it_is(address, admin, monkeypatch):
    monkeypatch.setattr(clock, "_started", None)
    clock.go_by(datetime(1999, 12, 31, tzinfo=UTC))  # as a desk whose battery is empty would say
    Session.sign_in(address, "hr", BY_LOGIN["hr"].password).close()
    assert clock.today() == admin.execute("select security.today()").fetchone()[0]


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ("127.0.0.1:1", "no database server is running"),
        ("there-is-no-such-host.invalid", "no server called|does not answer"),
    ],
)
def test_an_unknown_server_is_said_to_be_unknown(where, sentence):
    with pytest.raises(Unavailable, match=sentence):
        Session.sign_in(where, "hr", "x", deadlines=SOON)


def test_a_database_that_is_not_there_is_said_to_be_missing(server):
    with pytest.raises(HemisError, match="no HEMIS database|may not use"):
        Session.sign_in(f"127.0.0.1:{server.port}/nowhere", "hr", BY_LOGIN["hr"].password, deadlines=SOON)


@pytest.mark.parametrize(
    ("ours", "sentence"), [("0000", "Install the new version"), ("9999", "upgrade the server")]
)
def test_a_server_of_another_schema_is_refused_with_the_cure(address, ours, sentence):
    with pytest.raises(UserError, match=sentence):
        Session.sign_in(address, "hr", BY_LOGIN["hr"].password, revision=ours)


def test_an_ended_account_says_whom_to_ask(address, admin):
    admin.execute("alter role registrar nologin")
    try:
        with pytest.raises(UserError, match="account is closed"):
            Session.sign_in(address, "registrar", BY_LOGIN["registrar"].password, deadlines=SOON)
    finally:
        admin.execute("alter role registrar login")


def test_what_is_asked_after_signing_out_opens_no_connection(address, admin):
    person = BY_LOGIN["dean_geology"]
    session = Session.sign_in(Server.parse(address), "dean_geology", person.password, deadlines=SOON)
    session.close()
    with pytest.raises(Cancelled):
        session.gateway.scalar(text("select 1"))
    left = "select count(*) from pg_stat_activity where usename = 'dean_geology'"
    until = time.monotonic() + 5  # the server takes a moment to notice that a connection was closed
    while admin.execute(left).fetchone() != (0,):
        assert time.monotonic() < until
