"""A server that dies in the middle: what was acknowledged is there, once; the rest is not half there."""

import random
import threading
import time

import psycopg
import pytest

from client.core.errors import HemisError, Unavailable
from client.data.records import saving
from client.data.server.gateway import OutcomeUnknown
from client.data.server.session import Session
from server_db.demo.people import BY_LOGIN
from server_db.embedded import EmbeddedServer
from shared.models.infrastructure import Building
from tests.trouble.killing import kill

LOGIN = "academic_office"


@pytest.fixture
def own_server(server_folder, filled_server):
    """A server of the test's own, which it may kill; logins and data of the small demonstration."""
    with EmbeddedServer(filled_server(server_folder)) as server:  # a careless one would lose the last second
        yield server


@pytest.fixture
def session(own_server):
    address = f"{own_server.host}:{own_server.port}/hemis"
    session = Session.sign_in(address, LOGIN, BY_LOGIN[LOGIN].password)
    session.act_as("hemis_academic_office")
    yield session
    session.close()


class Desk(threading.Thread):
    """Somebody who saves one building after another until the server is gone, or until asked to stop.

    A save whose answer was lost may turn out to be there: then nothing is told, and the work would go on.
    """

    def __init__(self, session, name):
        super().__init__()
        self.session, self.prefix = session, name
        self.acknowledged, self.unsure, self.told = [], [], None
        self.enough = threading.Event()

    def run(self):
        number = 0
        while self.told is None and not self.enough.is_set():
            number += 1
            name = f"{self.prefix} {number}"
            try:
                saving.insert(self.session.gateway, Building, {"name": name, "floors": 2})
            except HemisError as error:
                self.told = error
                self.unsure.append(name)
            else:
                self.acknowledged.append(name)


def buildings(server):
    with psycopg.connect(server.admin_dsn("hemis")) as admin:
        return [name for (name,) in admin.execute("select name from infrastructure.building")]


def test_every_acknowledged_save_is_there_once(own_server, session):
    for seed in (1, 2, 3):
        _acknowledged_is_there_once(own_server, session, seed)


def _acknowledged_is_there_once(own_server, session, seed):
    desk = Desk(session, f"Bino {seed}")
    desk.start()
    until = time.monotonic() + 120
    while not desk.acknowledged:  # a busy machine may take longer for the first save
        assert time.monotonic() < until, "nothing was saved"
        time.sleep(0.01)
    time.sleep(random.Random(seed).uniform(0.1, 0.5))  # noqa: S311 - when the power fails
    kill(own_server)
    desk.enough.set()
    own_server.start()
    desk.join(timeout=60)
    assert not desk.is_alive()

    found = buildings(own_server)
    assert all(found.count(name) == 1 for name in desk.acknowledged)
    assert all(found.count(name) <= 1 for name in desk.unsure)
    assert desk.told is None or desk.told.text()


def test_work_goes_on_in_the_same_session_when_the_server_is_back(own_server, session):
    saving.insert(session.gateway, Building, {"name": "Oldingi bino", "floors": 2})
    kill(own_server)
    with pytest.raises(Unavailable):
        saving.insert(session.gateway, Building, {"name": "Yoʻq bino", "floors": 2})

    own_server.start()
    saving.insert(session.gateway, Building, {"name": "Keyingi bino", "floors": 2})

    found = buildings(own_server)
    assert [found.count(name) for name in ("Oldingi bino", "Yoʻq bino", "Keyingi bino")] == [1, 0, 1]


def test_a_half_done_batch_is_not_there(own_server, session):
    def batch():
        with session.gateway.transaction() as transaction:
            saving.insert(transaction, Building, {"name": "Birinchi", "floors": 2})
            kill(own_server)
            saving.insert(transaction, Building, {"name": "Ikkinchi", "floors": 2})

    with pytest.raises(HemisError):
        batch()
    own_server.start()
    assert not {"Birinchi", "Ikkinchi"} & set(buildings(own_server))


def lose(session, server):
    """Begin a save and lose it with the server; the receipt it would have had."""
    receipts = []

    def save():
        with session.gateway.transaction() as transaction:
            saving.insert(transaction, Building, {"name": "Yoʻqolgan", "floors": 2})
            receipts.append(transaction.call("security.leave_receipt"))
            kill(server)

    with pytest.raises(HemisError):
        save()
    server.start()
    return receipts[0]


def fate(admin, number):
    """What PostgreSQL says of a number when that many transactions have been given one."""
    while int(admin.execute("select pg_current_xact_id()::text").fetchone()[0]) < int(number):
        pass
    return admin.execute("select pg_xact_status(%s::text::xid8)", [number]).fetchone()[0]


def test_a_lost_save_whose_number_another_transaction_got_is_not_called_saved(own_server, session):
    """What a crash has lost is nowhere, and PostgreSQL gives its number to the next one that writes."""
    dsn = own_server.admin_dsn("hemis")
    with psycopg.connect(dsn, autocommit=True) as admin:
        for setting in ("wal_writer_delay = '10s'", "autovacuum = off"):  # nothing of it shall reach the disk
            admin.execute(f"alter system set {setting}")
        admin.execute("select pg_reload_conf()")

    fates = []
    while "committed" not in fates and len(fates) < 5:  # it did reach the disk if the machine was busy
        receipt = lose(session, own_server)
        with psycopg.connect(dsn, autocommit=True) as admin:
            fates.append(fate(admin, receipt.partition("/")[2]))
        assert not session.gateway.outcome(OutcomeUnknown(receipt))
    assert fates[-1] == "committed"
