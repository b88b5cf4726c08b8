"""Attacks of somebody with a password on everybody's work, and how long it is until all work again."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from client.core.errors import Unavailable
from client.data.records import saving
from client.data.server.session import Session
from server_db import guard, install
from server_db.blocking import Limits
from server_db.demo.people import BY_LOGIN
from server_db.embedded import EmbeddedServer
from shared.models.infrastructure import Building
from tests.reference_content import WHAT_IS_KNOWN

#: A guard in a hurry: the real one lets others wait ten times as long.
HASTY = Limits(pace=0.25, working=2.5, resting=1.0, together=20.0)
# Two small lists: one long one would be written into a temporary file, up to the limit of those.
BUSY = "select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b, generate_series(1, 100000) c"
DEAN, DEPUTY, HR = "dean_geology", "deputy_geology", "hr"
REGISTER = (
    "select documents.register('reference', 'uz', array[x.id], array[("
    + WHAT_IS_KNOWN.replace("%s", "x.id")
    + ")]) from (select min(id) as id from students.student where status = '11') x"
)


@pytest.fixture(scope="module")
def server(module_server_folder, filled_server):
    with EmbeddedServer(filled_server(module_server_folder), durable=False) as server:
        yield server


@pytest.fixture
def dsn(server):
    return server.admin_dsn("hemis")


@pytest.fixture
def admin(dsn):
    with psycopg.connect(dsn, autocommit=True) as admin:
        yield admin


@pytest.fixture
def sign_in(dsn):
    """sign_in(login): a connection of that person in the first role, each statement committed."""
    opened = []

    def connect(login):
        person = BY_LOGIN[login]
        connection = psycopg.connect(
            make_conninfo(dsn, user=login, password=person.password), autocommit=True
        )
        opened.append(connection)
        connection.execute(f"set role {person.roles[0][0]}")
        return connection

    yield connect
    for connection in opened:
        connection.close()


@contextmanager
def watching(dsn, limits=HASTY):
    stop = threading.Event()
    thread = threading.Thread(target=guard.watch, args=(dsn, stop, limits))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=20)


@pytest.fixture
def guarded(dsn, admin):
    admin.execute("delete from system.ended_session")
    with watching(dsn):
        yield


@contextmanager
def in_background(connection, *statements):
    """Somebody else's statements run; what became of them is in the list."""
    became = []

    def run():
        try:
            for statement in statements:
                connection.execute(statement)
            became.append("done")
        except psycopg.Error as error:
            became.append(error.sqlstate or "lost")

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield became
    finally:
        thread.join(timeout=60)


def why(person):
    return person.execute("select system.why_ended() ->> 'reason'").fetchone()[0]


def until_free(act, within):
    """How long it is until the act goes through."""
    began = time.monotonic()
    while time.monotonic() < began + within:
        try:
            act()
        except psycopg.Error:
            time.sleep(0.1)
        else:
            return time.monotonic() - began
    pytest.fail(f"after {within} seconds nobody works yet")


HOLDERS = {
    "numbers of papers": (DEAN, "registrar", REGISTER),
    "the turn of imports": (DEAN, "dean_mining", "select imports.take_turn('students')"),
    "numbers of students": (DEAN, "dean_mining", "select students.allot_numbers('{2026}', '{11}')"),
    "numbers of employees": (HR, "hr_second", "select employees.allot_numbers(1)"),
    "a table one may delete from": (DEAN, "dean_mining", "lock table system.note in access exclusive mode"),
}


def test_whoever_works_while_others_wait_is_ended_and_told_why(record_property, guarded, sign_in):
    """On each of the locks, all at once."""
    pairs = [(sign_in(attacker), sign_in(victim), lock) for attacker, victim, lock in HOLDERS.values()]
    with ExitStack() as stack, ThreadPoolExecutor(len(pairs)) as pool:
        became = [
            stack.enter_context(in_background(holder, "begin", lock, BUSY)) for holder, _, lock in pairs
        ]
        time.sleep(0.3)
        waits = [pool.submit(_wait_for, waiting, lock) for _, waiting, lock in pairs]
        took = dict(zip(HOLDERS, (wait.result() for wait in waits), strict=True))
    assert became == [["57P01"]] * len(pairs)
    assert [why(sign_in(attacker)) for attacker in {attacker for attacker, _, _ in HOLDERS.values()}] == [
        "waiting",
        "waiting",
    ]
    assert [why(waiting) for _, waiting, _ in pairs] == [None] * len(pairs), "others are not told"
    record_property("seconds until all work again", took)


def _wait_for(person, lock):
    person.execute("set statement_timeout = '30s'")
    return until_free(lambda: _in_transaction(person, lock), within=12)


def _in_transaction(person, statement):
    with person.transaction():
        person.execute(statement)


def test_whoever_rests_while_others_wait_is_ended_sooner(guarded, sign_in):
    holder, waiting = sign_in(DEAN), sign_in("dean_mining")
    holder.execute("begin")
    holder.execute("lock table system.note in access exclusive mode")
    assert until_free(lambda: waiting.execute("select count(*) from system.note"), within=12) < HASTY.working


def test_a_long_honest_act_is_not_ended(guarded, sign_in):
    """Others may wait for a moment; and nobody is ended for whom nobody waits."""
    holder, waiting, alone = sign_in(DEAN), sign_in("dean_mining"), sign_in("registrar")
    with in_background(alone, "begin", REGISTER, BUSY) as ended:
        turn = "select imports.take_turn('students')"
        with in_background(holder, "begin", turn) as became, in_background(waiting, turn) as waited:
            time.sleep(0.4)
            holder.execute("commit")
        time.sleep(HASTY.working + 1)
        assert ended == []
        alone.cancel()
    assert (became, waited) == (["done"], ["done"])


def test_the_administrator_is_never_ended_but_who_queues_behind_is(guarded, admin, sign_in):
    """A backup holds a note table for long; whoever asks for it alone meanwhile shuts out everybody who reads it."""
    queueing, reading = sign_in(DEAN), sign_in("dean_mining")
    with admin.transaction():
        admin.execute("lock table system.note in access share mode")
        with in_background(queueing, "begin", "lock table system.note in access exclusive mode") as became:
            time.sleep(0.3)
            took = until_free(lambda: reading.execute("select count(*) from system.note"), within=12)
        assert admin.execute("select count(*) from system.note").fetchone() is not None
    assert became == ["57P01"]
    assert took < 2 * HASTY.working


def test_many_connections_and_coming_back_do_not_help(guarded, sign_in):
    """One session after the other of the same login takes the place that became free; each time it has less time."""
    waiting = sign_in("dean_mining")
    lock = "select imports.take_turn('students')"
    stop = threading.Event()

    def hold_again():
        while not stop.is_set():
            try:
                holder = sign_in(DEAN)
                holder.execute("begin")
                holder.execute(lock)
                holder.execute(BUSY)
            except psycopg.Error:
                continue

    desks = [threading.Thread(target=hold_again) for _ in range(3)]
    for desk in desks:
        desk.start()
    time.sleep(0.3)
    waiting.execute("set statement_timeout = '30s'")
    waits = [until_free(lambda: _in_transaction(waiting, lock), within=30) for _ in range(4)]
    stop.set()
    for desk in desks:
        desk.join(timeout=30)
    assert min(waits[2:]) < HASTY.working / 2
    assert max(waits) < 2 * HASTY.working


def test_thousands_of_savepoints_are_ended_while_others_sign_in(record_property, guarded, sign_in):
    attacker = sign_in(DEAN)
    with pytest.raises(psycopg.OperationalError):
        _flood(attacker, 60_000)
    took = until_free(lambda: sign_in("dean_mining").execute("select 1"), within=10)
    assert why(sign_in(DEAN)) == "locks"
    record_property("seconds until all work again", took)


def _flood(attacker, many):
    """Each savepoint with a row of its own takes a number of a transaction, and that a lock."""
    attacker.execute("begin")
    for start in range(0, many, 500):
        attacker.execute(
            "".join(
                "savepoint s; insert into system.person_setting (login, key, value) "
                f"values (session_user, 'f{n}', '0');"
                for n in range(start, start + 500)
            )
        )


def test_a_listener_that_sits_does_not_fill_the_queue(record_property, server, dsn, admin, sign_in):
    """The queue is held by who listens and sits in a transaction; the flood goes on, saves go through."""
    limits = Limits(pace=0.25, resting=1.5, queue=0.005)
    listener, flooder, other = sign_in(DEAN), sign_in(DEPUTY), sign_in("academic_office")
    listener.execute("listen hemis")
    listener.execute("begin")
    listener.execute("select 1")
    began = time.monotonic()
    with watching(dsn, limits):
        while time.monotonic() < began + 20:
            with flooder.transaction():
                for number in range(200):
                    flooder.execute(f"notify hemis, '{number}{'x' * 7900}{time.monotonic()}'")
            if _is_over(listener):
                break
        took = time.monotonic() - began
        assert why(sign_in(DEAN)) == "notices"
        until_free(lambda: _usage_below(admin, limits.queue), within=10)
    other.execute("insert into infrastructure.building (name, floors) values ('Navbat', 2)")
    other.execute("delete from infrastructure.building where name = 'Navbat'")
    record_property("seconds until all work again", took)


def _is_over(connection):
    try:
        connection.pgconn.consume_input()
    except psycopg.OperationalError:
        return True
    return connection.pgconn.status != psycopg.pq.ConnStatus.OK


def _usage_below(admin, share):
    usage = admin.execute("select pg_notification_queue_usage()").fetchone()[0]
    if usage > share:
        raise psycopg.OperationalError(f"the queue is full to {usage:.3f}")


def test_a_large_sort_stops_before_the_disk_is_full(admin, sign_in):
    limit = admin.execute(
        "select setting::bigint from pg_settings where name = 'temp_file_limit'"
    ).fetchone()[0]
    assert 0 < limit <= 1024 * 1024
    person = sign_in(DEAN)
    with pytest.raises(psycopg.Error, match="permission denied to set parameter"):
        person.execute("set temp_file_limit = -1")
    admin.execute("alter system set temp_file_limit = '8MB'")
    admin.execute("select pg_reload_conf()")
    time.sleep(0.3)
    try:
        person.execute("set work_mem = '64kB'")
        with pytest.raises(psycopg.errors.ConfigurationLimitExceeded):
            person.execute(
                "select repeat('x', 100) || n from generate_series(1, 1000000) n order by 1 desc limit 1 offset 999999"
            )
    finally:
        admin.execute("alter system reset temp_file_limit")
        install.server_settings.secure(admin)


def test_one_guard_is_on_duty_and_says_so(dsn, admin):
    admin.execute("delete from system.watch")
    with closing(guard.Guard.connect(dsn)) as first, closing(guard.Guard.connect(dsn)) as second:
        first.step()
        began, seen = admin.execute(
            "select began_at, seen_at from system.watch where name = 'guard'"
        ).fetchone()
        second.step()
        assert admin.execute("select began_at, seen_at from system.watch").fetchone() == (began, seen)
        first.close()
        deadline = time.monotonic() + 10
        while admin.execute("select began_at from system.watch").fetchone() == (began,):
            assert time.monotonic() < deadline
            second.step()
            time.sleep(0.1)
    assert install.status(dsn).guard_seen is not None


def test_a_person_of_the_program_reads_why_and_keeps_the_input(guarded, server, sign_in):
    """A save that comes too late is not told that the server was stopped."""
    person = BY_LOGIN["academic_office"]
    session = Session.sign_in(f"{server.host}:{server.port}/hemis", person.login, person.password)
    session.act_as("hemis_academic_office")
    waiting = sign_in("academic_office")

    update = "update infrastructure.building set floors = floors"

    def save():
        with session.gateway.transaction() as transaction:
            saving.insert(transaction, Building, {"name": "Sekin bino", "floors": 2})
            transaction.execute(update)
            with in_background(waiting, update):
                transaction.scalar(BUSY)

    with closing(session):
        with pytest.raises(Unavailable) as told:
            save()
        assert "because it kept others waiting for {seconds} seconds" in told.value.message
        assert "Your input is kept" in told.value.message
        assert (
            session.gateway.scalar("select count(*) from infrastructure.building where name = 'Sekin bino'")
            == 0
        )


@pytest.mark.soak
@pytest.mark.parametrize("held", HOLDERS)
def test_with_the_real_limits_all_work_again_within_a_minute(record_property, dsn, sign_in, held):
    attacker, victim, lock = HOLDERS[held]
    holder, waiting = sign_in(attacker), sign_in(victim)
    with watching(dsn, Limits()), in_background(holder, "begin", lock, BUSY) as became:
        time.sleep(0.3)
        took = until_free(lambda: _in_transaction(waiting, lock), within=60)
    assert became == ["57P01"]
    record_property("seconds until all work again", took)


@pytest.fixture
def small_table(server_folder, filled_server):
    """A server with a table of locks as small as PostgreSQL allows, filled before the guard looks."""
    with EmbeddedServer(filled_server(server_folder), durable=False) as server:
        with psycopg.connect(server.admin_dsn("hemis"), autocommit=True) as admin:
            admin.execute("alter system set max_locks_per_transaction = 10")
        server.stop()
        server.start()
        yield server.admin_dsn("hemis")


@pytest.mark.soak
def test_the_guard_works_on_when_the_table_of_locks_is_full(record_property, small_table):
    """Without a guard nobody signs in any more, not even the superuser; only who is connected can help."""
    person = BY_LOGIN[DEAN]
    own = make_conninfo(small_table, user=DEAN, password=person.password)
    with (
        closing(guard.Guard.connect(small_table, HASTY)) as watch,
        closing(psycopg.connect(own, autocommit=True)) as attacker,
    ):
        watch.step()
        attacker.execute("set role hemis_faculty")
        with pytest.raises(psycopg.Error, match="out of shared memory"):
            _flood(attacker, 100_000)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(small_table)
        ended = watch.step()
        took = until_free(lambda: psycopg.connect(small_table).close(), within=10)
    assert [verdict.reason for verdict in ended] == ["locks"]
    record_property("seconds until all work again", took)
