"""What was called saved is there after a change-over, and what is not sure is not called saved."""

import threading
import time

import pytest

from client.core.errors import HemisError, Unavailable
from client.data.server.connection import Deadlines
from client.data.server.gateway import OutcomeUnknown
from tests.trouble.desks import LOGIN, save, sign_in


@pytest.fixture
def session(pair):
    session = sign_in(pair.address)
    yield session
    session.close()


def count(node, name):
    return node.ask(f"select count(*) from infrastructure.building where name = '{name}'", "hemis")[0][0]


class Save(threading.Thread):
    """One save; afterwards what the person was told."""

    def __init__(self, session, name):
        super().__init__()
        self.session, self.name_of, self.told = session, name, None
        self.start()

    def run(self):
        try:
            save(self.session, self.name_of)
        except HemisError as error:
            self.told = error


def save_again(session, name):
    """As a person does: a save that was refused because the connection was lost is tried once more."""
    try:
        save(session, name)
    except Unavailable:
        save(session, name)


def await_waiting(node):
    """Until a commit waits for the standby."""
    question = "select count(*) from pg_stat_activity where wait_event = 'SyncRep'"
    ends = time.monotonic() + 10
    while node.ask(question) == [(0,)]:
        assert time.monotonic() < ends
        time.sleep(0.05)


def test_a_commit_in_doubt_is_not_called_saved_before_the_standby_has_it(pair):
    """The primary comes back without its standby: the row is there, and yet only on a machine that may be lost."""
    session = sign_in(pair.address, Deadlines(connect=10))
    pair.two.kill()
    saving = Save(session, "Shubhali")
    await_waiting(pair.one)
    pair.one.kill()
    pair.one.start()
    saving.join(timeout=60)
    assert count(pair.one, "Shubhali") == 1
    assert isinstance(saving.told, OutcomeUnknown)

    pair.two.start()
    pair.one.await_standbys()
    assert session.gateway.outcome(saving.told)
    session.close()
    pair.one.kill()
    pair.two.promote()
    assert count(pair.two, "Shubhali") == 1


def test_stopping_the_wait_of_a_commit_is_no_success(pair, session):
    pair.two.kill()
    saving = Save(session, "Toʻxtatilgan")
    await_waiting(pair.one)
    session.gateway.cancel()
    waiting = pair.one.ask("select pid from pg_stat_activity where wait_event = 'SyncRep'")
    for (pid,) in waiting:
        pair.one.tell(f"select pg_cancel_backend({pid})")
    saving.join(timeout=60)
    assert isinstance(saving.told, OutcomeUnknown)


def test_a_refused_save_leaves_no_connection_behind(pair, session):
    """A commit that waits for ever would hold its connection, and after six the login has none."""
    pair.two.kill()
    for number in range(3):
        saving = Save(session, f"Bino {number}")
        saving.join(timeout=60)
        assert isinstance(saving.told, OutcomeUnknown)
    question = f"select count(*) from pg_stat_activity where usename = '{LOGIN}'"
    assert pair.one.ask(question)[0][0] <= 3


def test_the_old_primary_that_comes_back_is_written_to_by_nobody(pair, session):
    save(session, "Oldin")
    pair.one.kill()
    pair.two.promote()
    pair.one.configure("synchronous_standby_names = ''")
    pair.one.start()

    save_again(session, "Keyin")
    newcomer = sign_in(pair.address)
    save(newcomer, "Yangi kelgan")
    newcomer.close()

    assert [count(pair.two, name) for name in ("Oldin", "Keyin", "Yangi kelgan")] == [1, 1, 1]
    assert [count(pair.one, name) for name in ("Keyin", "Yangi kelgan")] == [0, 0]
