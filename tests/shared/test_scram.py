"""The verifier that the client makes is the one that PostgreSQL makes."""

import psycopg
import pytest

from shared.scram import verifier

PASSWORDS = (
    "plain words 77",
    "Gʻulomov ʼ ünï",
    "ﬁ ligature １２",
    "\u00adsoft\u00a0space",
    "\u0627\u0644 1",
    "tab\there",
)


@pytest.mark.parametrize("password", PASSWORDS)
def test_postgresql_lets_in_who_knows_the_password(server, password):
    login = "verifier_of_a_test"
    with psycopg.connect(server.admin_dsn(), autocommit=True) as admin:
        admin.execute(f"create role {login} login password '{verifier(password)}'")
        try:
            said = said_to(admin, login, password)
            wrong = said_to(admin, login, password + "?")
        finally:
            admin.execute(f"drop role {login}")
    assert "password authentication failed" not in said
    assert "password authentication failed" in wrong


def said_to(admin, login, password):
    """What the server says: nothing, that the password is wrong, or that this database is not for everybody."""
    place = {"host": admin.info.host, "port": admin.info.port, "dbname": "postgres"}
    try:
        psycopg.connect(**place, user=login, password=password).close()
    except psycopg.OperationalError as error:
        return str(error)
    return ""


def test_each_verifier_has_its_own_salt():
    assert verifier("the same words") != verifier("the same words")
