"""Hearing what others change: at once, again after a loss, and not what one has just said oneself."""

import threading

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from client.data.server import changes as module
from client.data.server.changes import Changes
from client.data.server.connection import Deadlines, Server
from server_db.demo.people import BY_LOGIN
from server_db.herald import Herald
from tests.client.data.wire import Wire

ROOM = "update infrastructure.room set capacity = capacity + 1 where id = (select min(id) from infrastructure.room)"

BUILDING = "update infrastructure.building set floors = floors + 1"


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


@pytest.fixture
def herald(database):
    herald = Herald.connect(database)
    herald.step()
    yield herald
    herald.close()


def test_a_change_of_another_desk_is_heard(listening, session_of):
    ear = Ear()
    listening.subscribe(["infrastructure.room"], ear)
    session_of("academic_office").gateway.execute(ROOM)
    assert ear.wait()
    assert ear.heard == ["infrastructure.room"]


def test_a_change_of_another_desk_is_heard_from_the_herald(herald, listening, session_of):
    ear = Ear()
    listening.subscribe(["infrastructure.room"], ear)
    session_of("academic_office").gateway.execute(ROOM)
    assert not ear.wait(seconds=1)
    herald.step()
    assert ear.wait()
    assert ear.heard == ["infrastructure.room"]


def test_own_changes_are_heard_when_they_are_announced_and_not_once_more(listening, session_of):
    ear = Ear()
    listening.subscribe(["infrastructure.room", "infrastructure.building"], ear)
    listening.gateway.execute(ROOM)
    listening.announce("infrastructure.room")
    assert ear.wait()
    session_of("academic_office").gateway.execute(BUILDING)
    assert ear.wait()
    assert ear.heard == ["infrastructure.room", "infrastructure.building"]


def test_own_changes_are_not_heard_once_more_from_the_herald(herald, listening, session_of):
    ear = Ear()
    listening.subscribe(["infrastructure.room", "infrastructure.building"], ear)
    listening.gateway.execute(ROOM)
    session_of("academic_office").gateway.execute(BUILDING)
    herald.step()
    assert ear.wait()
    assert not ear.wait(seconds=0.5)
    assert ear.heard == ["infrastructure.building"]


class Held:
    """A listener whose end is told, with the thread it ends on."""

    def __init__(self, ended):
        self._ended = ended

    def __call__(self, relation):
        raise AssertionError(relation)

    def __del__(self):
        self._ended.append(threading.current_thread())


def test_no_listener_ends_on_the_thread_that_stops_listening():
    ended = []
    changes = Changes(lambda: None)
    changes.subscribe(["students.student"], Held(ended))
    stopping = threading.Thread(target=changes.close)
    stopping.start()
    stopping.join()
    assert ended == []
    changes.announce("students.student")  # and none is told any more


def test_a_change_is_told_that_was_made_beside_an_own_one():
    changes = Changes(lambda: None, is_own=lambda number: number == "1")
    assert changes.relation_told("students.student 1") == ""
    assert changes.relation_told("students.student 1,2") == "students.student"
    assert changes.relation_told("students.student") == "students.student"


def test_a_server_that_has_fallen_silent_is_noticed_and_found_again(database, monkeypatch):
    monkeypatch.setattr(module, "SILENCE", 0.5)
    monkeypatch.setattr(module, "ANSWER", 1.0)
    wire = Wire(int(conninfo_to_dict(database)["port"]))
    server = Server.parse(f"127.0.0.1:{wire.port}/{conninfo_to_dict(database)['dbname']}")
    person = BY_LOGIN["academic_office"]
    changes = Changes(lambda: server.connect(person.login, person.password, Deadlines(connect=2)))
    states, said = [], threading.Semaphore(0)
    changes.on_connection = lambda state: (states.append(state), said.release())
    changes.start()
    try:
        assert said.acquire(timeout=10)
        wire.silent.set()
        assert said.acquire(timeout=10)
        wire.silent.clear()
        assert said.acquire(timeout=20)
        assert states[:2] == [True, False]
    finally:
        changes.close()
        wire.close()


def test_who_waits_to_try_again_is_woken(monkeypatch):
    monkeypatch.setattr(module, "BREATH", 60.0)
    monkeypatch.setattr(module, "LONGEST_PAUSE", 60.0)
    tries = threading.Semaphore(0)

    def gone():
        tries.release()
        raise psycopg.OperationalError("gone")

    changes = Changes(gone)
    changes.start()
    try:
        assert tries.acquire(timeout=10)
        changes.wake()
        assert tries.acquire(timeout=10)
    finally:
        changes.close()


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
