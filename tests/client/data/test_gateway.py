"""The gateway: transactions, cancelling, lost connections, and what became of a lost commit."""

import json
import threading
import time
from uuid import uuid4

import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import select

from client.core.errors import Cancelled, Refused, Unavailable, UserError
from client.data.server.connection import Deadlines, Server
from client.data.server.gateway import Gateway, OutcomeUnknown
from server_db.demo.people import BY_LOGIN
from shared.models.structure import Unit
from shared.models.students import Student
from tests.client.data.wire import Wire

BUILDING = "insert into infrastructure.building (name) values (:name) returning id"
COUNT = "select count(*) from infrastructure.building where name = :name"
ONCE = """
create function infrastructure.once(name text) returns bigint language sql as $$
    insert into infrastructure.building (name)
    select once.name where not exists (select from infrastructure.building b where b.name = once.name)
    returning id
$$
"""
SOON = Deadlines(connect=4, statement=2, slack=1)


@pytest.fixture
def gateway(session_of):
    return session_of("academic_office").gateway


@pytest.fixture
def wire(database):
    made = Wire(int(conninfo_to_dict(database)["port"]))
    yield made
    made.close()


@pytest.fixture
def over_wire(wire, database):
    """The academic office's gateway through the wire, with short deadlines."""
    server = Server.parse(f"127.0.0.1:{wire.port}/{conninfo_to_dict(database)['dbname']}")
    person = BY_LOGIN["academic_office"]
    gateway = Gateway(
        lambda: server.connect(person.login, person.password, SOON), "hemis_academic_office", SOON
    )
    yield gateway
    gateway.close()


def test_rows_come_as_tuples(gateway):
    row = gateway.one(select(Unit.code, Unit.active).where(Unit.code == "403-101"))
    assert row == ("403-101", True)
    assert type(row) is tuple


def test_a_transaction_is_all_or_nothing(gateway):
    with pytest.raises(UserError), gateway.transaction() as transaction:  # noqa: PT012 - a block is the point
        transaction.scalar(BUILDING, name="Half")
        transaction.scalar(BUILDING, name="")
    assert gateway.scalar(COUNT, name="Half") == 0


def test_an_own_mistake_inside_a_transaction_rolls_back_and_stays_itself(gateway):
    with pytest.raises(KeyError), gateway.transaction() as transaction:  # noqa: PT012 - a block is the point
        transaction.scalar(BUILDING, name="Mistake")
        raise KeyError
    assert gateway.scalar(COUNT, name="Mistake") == 0


def test_it_acts_in_the_role_and_nothing_else(gateway):
    assert gateway.scalar("select current_user") == "hemis_academic_office"
    assert gateway.scalar("select session_user") == "academic_office"
    with pytest.raises(Refused):
        gateway.execute("update structure.unit set short_name = 'x'")


def test_cancel_stops_a_long_transaction_and_the_connection_stays_useful(gateway):
    slow = "select count(*) from generate_series(1, 100000000)"
    threading.Timer(0.3, gateway.cancel).start()
    started = time.monotonic()
    with pytest.raises(Cancelled), gateway.transaction() as transaction:
        transaction.scalar(slow)
    assert time.monotonic() - started < 5
    assert gateway.scalar("select 1") == 1


def test_a_statement_that_takes_too_long_is_stopped_with_a_sentence(over_wire):
    with pytest.raises(Unavailable, match="needed too long"):
        over_wire.scalar("select count(*) from generate_series(1, 1000000000)")
    assert over_wire.scalar("select 1") == 1


def test_reading_goes_on_after_the_server_ended_the_connection(gateway, admin):
    pid = gateway.scalar("select pg_backend_pid()")
    admin.execute("select pg_terminate_backend(%s)", [pid])
    assert gateway.scalar(select(Student.id).limit(1)) is not None
    assert gateway.scalar("select current_user") == "hemis_academic_office"


def test_a_black_hole_ends_in_unavailable(over_wire, wire):
    assert over_wire.scalar("select 1") == 1
    wire.silent.set()
    started = time.monotonic()
    with pytest.raises(Unavailable):
        over_wire.scalar("select 1")
    assert time.monotonic() - started < 25
    wire.silent.clear()
    assert over_wire.scalar("select 1") == 1


def test_a_commit_whose_answer_is_lost_is_known_to_have_happened(over_wire, wire):
    with over_wire.transaction() as transaction:
        transaction.scalar(BUILDING, name="Answer lost")
        wire.cut_after = lambda sent: b"COMMIT" in sent
    wire.cut_after = lambda _sent: False
    assert over_wire.scalar(COUNT, name="Answer lost") == 1


def test_a_connection_lost_before_the_commit_says_that_nothing_was_saved(over_wire, wire):
    with pytest.raises(Unavailable), over_wire.transaction() as transaction:  # noqa: PT012 - a block is the point
        transaction.scalar(BUILDING, name="Never sent")
        wire.cut()
    assert over_wire.scalar(COUNT, name="Never sent") == 0


def test_a_connection_lost_while_others_are_told_takes_nothing_back(over_wire, wire):
    """What was saved is saved, in whatever way it was stored, and the next act finds a connection."""
    wire.cut_after = lambda sent: b"notify hemis" in sent
    over_wire.execute(BUILDING, name="Saved, untold")
    assert over_wire.scalar(COUNT, name="Saved, untold") == 1
    assert over_wire.execute(BUILDING, name="Saved next") == 1


def test_an_unknown_outcome_is_never_called_saved_and_can_be_asked_later(over_wire, wire):
    with pytest.raises(OutcomeUnknown) as raised, over_wire.transaction() as transaction:  # noqa: PT012 - a block is the point
        transaction.scalar(BUILDING, name="Unknown")
        wire.cut_after = lambda sent: b"COMMIT" in sent
        wire.refusing.set()
    wire.cut_after = lambda _sent: False
    wire.refusing.clear()
    assert over_wire.outcome(raised.value)
    assert over_wire.scalar(COUNT, name="Unknown") == 1


def test_what_may_be_repeated_is_told_as_an_own_change_and_sent_again_after_a_lost_answer(
    over_wire, wire, admin
):
    admin.execute(ONCE)
    admin.execute(
        "grant execute on function infrastructure.once(text) to hemis_academic_office; listen hemis"
    )
    assert over_wire.store("infrastructure.once", "Repeated")
    (notice,) = admin.notifies(timeout=10, stop_after=1)
    relation, number = notice.payload.split()
    assert relation == "infrastructure.building"
    assert over_wire.is_own(number)
    wire.cut_after = lambda sent: b"Answer lost twice" in sent
    with pytest.raises(Unavailable):
        over_wire.store("infrastructure.once", "Answer lost twice")
    wire.cut_after = lambda _sent: False
    assert over_wire.store("infrastructure.once", "Answer lost twice") is None  # it was there
    assert over_wire.scalar(COUNT, name="Answer lost twice") == 1
    wire.cut_after = lambda sent: b"notify hemis" in sent
    assert over_wire.store("infrastructure.once", "Stored, untold")
    assert over_wire.store("infrastructure.once", "Stored, untold") is None
    admin.execute("drop function infrastructure.once(text)")


def test_arrays_of_what_may_be_repeated_arrive_as_they_were(gateway, admin):
    admin.execute(
        "create function infrastructure.heard(numbers bigint[], words text[]) returns text language sql"
        " as $$ select json_build_array(numbers, words) $$;"
        "grant execute on function infrastructure.heard(bigint[], text[]) to hemis_academic_office"
    )
    numbers, words = [-1, 2**40], ["", "a,b", '"', "\\", "{}", "NULL", "oʻ ’"]
    assert json.loads(gateway.store("infrastructure.heard", numbers, words)) == [numbers, words]
    assert json.loads(gateway.store("infrastructure.heard", [], ())) == [[], []]
    admin.execute("drop function infrastructure.heard(bigint[], text[])")


def test_what_the_server_lost_when_it_died_was_not_saved(gateway):
    """After a crash the server counts on from what it had written: our transaction may still be to come."""
    assert not gateway.outcome(OutcomeUnknown(f"{uuid4()}/999999999"))


def test_the_number_of_a_lost_transaction_is_somebody_elses_after_a_crash(gateway, admin):
    """ "Committed" is then said of another transaction; only the receipt itself is proof."""
    taken = admin.execute("select pg_current_xact_id()").fetchone()[0]
    assert admin.execute("select pg_xact_status(%s)", [taken]).fetchone() == ("committed",)
    assert not gateway.outcome(OutcomeUnknown(f"{uuid4()}/{taken}"))


def test_a_receipt_is_good_for_its_own_login_only(gateway, session_of):
    with gateway.transaction() as transaction:
        transaction.scalar(BUILDING, name="Own receipt")
        receipt = transaction.call("security.leave_receipt")
    assert gateway.outcome(OutcomeUnknown(receipt))
    assert not session_of("hr").gateway.outcome(OutcomeUnknown(receipt))


def test_what_only_reads_leaves_no_receipt(gateway, admin):
    count = "select count(*) from security.receipt"
    before = admin.execute(count).fetchone()
    with gateway.transaction() as transaction:
        transaction.scalar("select 1")
    assert admin.execute(count).fetchone() == before
    with gateway.transaction() as transaction:
        transaction.scalar(BUILDING, name="Receipt")
    assert admin.execute(count).fetchone()[0] == before[0] + 1


def test_the_outcome_of_a_transaction_that_still_runs_is_not_known(over_wire, gateway, admin):
    """Its connection broke and the server has not noticed: it may be committed yet."""
    with gateway.transaction() as transaction:
        transaction.scalar(BUILDING, name="Running")
        receipt = transaction.call("security.leave_receipt")
        with pytest.raises(OutcomeUnknown):
            over_wire.outcome(OutcomeUnknown(receipt))
    assert over_wire.outcome(OutcomeUnknown(receipt))


def test_a_connection_in_use_while_the_gateway_is_closed_ends_when_it_comes_back(session_of, admin):
    gateway = session_of("academic_office").gateway
    with gateway.transaction() as transaction:
        pid = transaction.scalar("select pg_backend_pid()")
        gateway.close()
        assert transaction.scalar("select 1") == 1
    assert _ended(admin, pid)


def test_at_most_two_connections_are_used(gateway, admin):
    threads = [
        threading.Thread(target=gateway.scalar, args=("select count(*) from generate_series(1, 2000000)",))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    count = admin.execute(
        "select count(*) from pg_stat_activity where usename = 'academic_office' and datname = current_database()"
    ).fetchone()[0]
    for thread in threads:
        thread.join()
    assert 1 <= count <= 3  # two to work, and the one the session began with until it is closed


def _ended(admin, pid):
    """Whether a backend ends within ten seconds: it notices in its own time."""
    question = "select count(*) from pg_stat_activity where pid = %s"
    ends = time.monotonic() + 10
    while time.monotonic() < ends:
        if admin.execute(question, [pid]).fetchone() == (0,):
            return True
    return False
