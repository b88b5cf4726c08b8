"""Hearing what others change: at once, again after a loss, and not what one has just said oneself."""

import threading

import psycopg
import pytest

from client.data.server.changes import Changes

ROOM = "update infrastructure.room set capacity = capacity + 1 where id = (select min(id) from infrastructure.room)"


class Ear:
    """Collects what is heard; waits without guessing how long."""

    def __init__(self):
        self.heard = []
        self._something = threading.Semaphore(0)

    def __call__(self, relation):
        self.heard.append(relation)
        self._something.release()

    def wait(self, seconds=10):
        return self._something.acquire(timeout=seconds)


@pytest.fixture
def listening(session_of):
    session = session_of("academic_office")
    changes = Changes(session.listen, is_own=session.gateway.is_own)
    there = threading.Semaphore(0)
    states = []
    changes.on_connection = lambda state: (states.append(state), there.release())
    changes.start()
    assert there.acquire(timeout=10)
    changes.states, changes.there, changes.gateway = states, there, session.gateway
    yield changes
    changes.close()


def test_a_change_of_another_desk_is_heard(listening, as_person):
    ear = Ear()
    listening.subscribe(["infrastructure.room"], ear)
    other = as_person("academic_office")
    other.execute(ROOM)
    other.commit()
    assert ear.wait()
    assert ear.heard == ["infrastructure.room"]


def test_own_changes_are_heard_when_they_are_announced_and_not_once_more(listening, as_person):
    ear = Ear()
    listening.subscribe(["infrastructure.room", "infrastructure.building"], ear)
    listening.gateway.execute(ROOM)
    listening.announce("infrastructure.room")
    assert ear.wait()
    other = as_person("academic_office")
    other.execute("update infrastructure.building set floors = floors")
    other.commit()
    assert ear.wait()
    assert ear.heard == ["infrastructure.room", "infrastructure.building"]


def test_after_a_lost_connection_everything_may_have_changed(listening, admin):
    ear = Ear()
    listening.subscribe(["students.student"], ear)
    admin.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity "
        "where query ilike 'listen%' and usename = 'academic_office'"
    )
    assert ear.wait()
    assert listening.states[:3] == [True, False, True]


def test_who_has_ended_hears_nothing(listening):
    ear = Ear()
    subscription = listening.subscribe(["students.student"], ear)
    subscription.end()
    listening.announce("students.student")
    assert ear.heard == []


def test_a_server_that_is_gone_is_tried_again():
    tries = threading.Semaphore(0)

    def gone():
        tries.release()
        raise psycopg.OperationalError("gone")

    changes = Changes(gone)
    changes.start()
    try:
        assert tries.acquire(timeout=10)
        assert tries.acquire(timeout=10)
    finally:
        changes.close()
