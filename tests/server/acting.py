"""Words the server's tests share: what is refused, and how the second person is asked."""

from contextlib import contextmanager

import psycopg
import pytest

from shared.scram import verifier

PASSWORD = "Topaz-Granit-77"


@contextmanager
def refused(sentence, code=None):
    """The statement is refused with this sentence, or with a lack of privileges when it is empty."""
    with pytest.raises(psycopg.Error) as caught:
        yield
    if sentence:
        assert caught.value.diag.message_primary == sentence, str(caught.value)
    assert caught.value.sqlstate == (code or ("HM001" if sentence else "42501")), str(caught.value)


def scalar(connection, statement, *values):
    row = connection.execute(statement, values).fetchone()
    return row[0] if row else None


def column(connection, statement, *values):
    return [value for (value,) in connection.execute(statement, values)]


def announce(person, pinfl, kind="students"):
    """Look for a PINFL before it is written, as the program does."""
    person.execute("select imports.ask_finding(%s, %s)", [kind, [pinfl]])
    person.commit()


def new_account(hr, login, name="Yangi Xodim"):
    account = scalar(hr, "select security.create_account(%s, %s, null, %s)", login, name, verifier(PASSWORD))
    hr.commit()
    return account


def sign_in(database, login, password=PASSWORD):
    return psycopg.connect(database, user=login, password=password, autocommit=True)
