"""The queue of notifications is held full by a listener that sits: everybody goes on saving."""

import psycopg
import pytest

from server_db.herald import Herald
from tests.trouble.desks import save, sign_in

#: The smallest that PostgreSQL allows: half a megabyte.
SMALL = "max_notify_queue_pages = 64"


@pytest.fixture
def full(pair):
    """The pair, with a listener in an open transaction and a queue that takes nothing any more."""
    pair.one.stop()
    pair.one.configure(SMALL)
    pair.one.start()
    pair.one.await_standbys()
    with psycopg.connect(pair.one.admin_dsn("hemis")) as sitter:
        sitter.execute("listen hemis")
        sitter.commit()
        sitter.execute("select 1")
        with pytest.raises(psycopg.OperationalError, match="too many notifications"):
            _flood(pair.one)
        yield pair


def _flood(node):
    with psycopg.connect(node.admin_dsn("hemis"), autocommit=True) as admin:
        for number in range(1000):
            admin.execute(f"notify hemis, '{number}{'x' * 7900}'")


def test_a_hundred_saves_go_through_without_a_herald(full):
    _save_a_hundred(full)


def test_a_hundred_saves_go_through_beside_a_herald_that_cannot_speak(full):
    herald = Herald.connect(full.one.admin_dsn("hemis"))
    _save_a_hundred(full)
    with pytest.raises(psycopg.OperationalError, match="too many notifications"):
        herald.step()
    herald.close()


def _save_a_hundred(pair):
    session = sign_in(pair.address)
    for number in range(100):
        save(session, f"Bino {number}")
    session.close()
    count = "select count(*) from infrastructure.building where name like 'Bino %'"
    assert pair.one.ask(count, "hemis") == [(100,)]
