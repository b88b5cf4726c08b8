"""A server that dies while a term is published: all its lessons are there or none, and publishing goes on after."""

import random
import threading
import time

import psycopg
import pytest

from server_db.demo.people import BY_LOGIN
from server_db.embedded import EmbeddedServer
from tests.server.acting import scalar
from tests.server.planned_term import WHOLE, PlannedTerm, clashes
from tests.trouble.killing import kill

LOGIN = "dean_geology"
CLASSES = 40


@pytest.fixture
def own_server(server_folder, filled_server):
    with EmbeddedServer(filled_server(server_folder)) as server:
        yield server


def dean(server):
    person = psycopg.connect(server.admin_dsn("hemis"), user=LOGIN, password=BY_LOGIN[LOGIN].password)
    person.execute("set role hemis_faculty")
    person.commit()
    return person


def planned(server):
    """A version whose publication takes a while; the term and the version."""
    with psycopg.connect(server.admin_dsn("hemis"), autocommit=True) as admin, dean(server) as person:
        term = PlannedTerm(admin)
        version = term.version(person)
        for number in range(CLASSES):
            klass = term.klass((term.groups()[number % 4], WHOLE))
            term.card(person, version, klass, 1 + number // 8, 1 + number // 4 % 2 * 4 + number % 4)
        return term.term, version


class Publishing(threading.Thread):
    """A dean's office that publishes until it is told that it is done or that the server is gone."""

    def __init__(self, server, version):
        super().__init__()
        self.person, self.version, self.acknowledged = dean(server), version, False

    def run(self):
        try:
            scalar(self.person, "select timetable.publish(%s)", self.version)
            self.person.commit()
            self.acknowledged = True
        except psycopg.Error:
            pass  # it was never told that it is done
        finally:
            self.person.close()


@pytest.mark.parametrize("seed", [1, 2])
def test_a_term_is_published_wholly_or_not_at_all(own_server, seed):
    term, version = planned(own_server)
    desk = Publishing(own_server, version)
    desk.start()
    time.sleep(random.Random(seed).uniform(0.0, 0.4))  # noqa: S311 - when the power fails
    kill(own_server)
    own_server.start()
    desk.join(timeout=60)
    with psycopg.connect(own_server.admin_dsn("hemis"), autocommit=True) as admin:
        state = scalar(admin, "select state from timetable.version where id = %s", version)
        found = scalar(admin, "select count(*) from timetable.lesson where term_id = %s", term)
        assert (state, found) in {("private", 0), ("published", CLASSES * 16)}
        assert state == "published" or not desk.acknowledged
        if state == "private":
            with dean(own_server) as person:
                assert scalar(person, "select timetable.publish(%s)", version)["made"] == CLASSES * 16
        assert clashes(admin) == 0
