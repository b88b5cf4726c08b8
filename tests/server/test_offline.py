"""What workstations send: once and in order, whatever happens to the line; the rest is kept and decided by two."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from client.core.errors import Unavailable
from client.data.offline import exchange, opening
from client.data.offline.station import ENDED, FORKED, OLD, UNKNOWN
from shared.offline.event import Chain, lost_event, new_event
from shared.offline.package import from_document
from tests.offline_scene import KEY
from tests.offline_server import MACHINE, SEED, Wire
from tests.server.acting import refused, scalar

OWN, THEIRS = "Registrator 1", "Geologiya 1"
ELSEWHERE = (
    "The workstation {workstation} is worked with on another computer, by {person} since {day}. "
    "End that work first."
)


@pytest.fixture(autouse=True)
def nothing_sent(admin, database):
    """Each test begins with diplomas that are prepared and blanks that are reserved."""
    yield
    admin.execute(
        """
        set session_replication_role = replica;
        delete from offline.dispute; delete from offline.event; delete from offline.station;
        delete from diplomas.printing p using offline_before.printing b right join diplomas.printing q on q.id = b.id
         where p.id = q.id and b.id is null;
        update diplomas.printing p set outcome = b.outcome from offline_before.printing b where b.id = p.id;
        update diplomas.diploma d
           set state = b.state, number = b.number, digest = b.digest, issued_on = b.issued_on, issued_to = b.issued_to,
               issue_document = b.issue_document, issued_by = b.issued_by
          from offline_before.diploma b where b.id = d.id;
        delete from blanks.entry where id > (select max(id) from offline_before.entry);
        delete from blanks.act where id > (select max(id) from offline_before.act);
        update blanks.blank k
           set state = b.state, workstation_id = b.workstation_id, moved_on = b.moved_on, person = b.person
          from offline_before.blank b where b.id = k.id and (k.state, k.person) is distinct from (b.state, b.person);
        set session_replication_role = origin;
        """
    )


@pytest.fixture(scope="module", autouse=True)
def kept(database):
    import psycopg  # noqa: PLC0415 - the state that each test returns to is kept once

    with psycopg.connect(database, autocommit=True) as admin:
        admin.execute("create schema offline_before")
        for table in ("diplomas.printing", "diplomas.diploma", "blanks.entry", "blanks.act", "blanks.blank"):
            admin.execute(f"create table offline_before.{table.split('.')[1]} as select * from {table}")


@pytest.fixture
def registrar(as_person):
    return as_person("registrar")


@pytest.fixture
def wire(registrar):
    return Wire(registrar)


@pytest.fixture
def desk(wire, tmp_path, admin):
    """A workstation that has taken its blanks along; closed after the test."""
    made = opening.create(tmp_path / "desk", take(wire, admin), KEY)
    yield made
    made.close()


def workstation(admin, name=OWN):
    return scalar(admin, "select id from blanks.workstation where name = %s", name)


def take(wire, admin, name=OWN, seed=SEED, machine=MACHINE):
    return from_document(wire.store("offline.take", workstation(admin, name), seed, machine))


def work(station, count=3, *, spoil=False):
    """Print diplomas with their supplements; return what was used."""
    used = []
    for diploma in station.journal.waiting("diploma")[:count]:
        for form in ("diploma", "supplement"):
            if spoil and form == "diploma":
                used.append(station.begin(diploma.uuid, form).number)
                station.spoiled("Printer ezib yubordi")
            used.append(station.begin(diploma.uuid, form).number)
            station.good()
    return used


def state_of(admin, number):
    return scalar(admin, "select state from blanks.blank where number = %s", number)


def outcomes(admin):
    return [
        tuple(row)
        for row in admin.execute(
            "select kind, outcome from offline.event order by forked, sequence"
        ).fetchall()
    ]


def disputes(admin):
    return [
        tuple(row)
        for row in admin.execute("select kind, number, message from offline.dispute order by id").fetchall()
    ]


# ---- rights


def test_nobody_takes_the_workstation_of_another(as_person, admin):
    dean = Wire(as_person("dean_mining"), "hemis_faculty")
    with refused("This workstation is not yours.", "HM002"):
        take(dean, admin, THEIRS)
    with refused("This workstation is not yours.", "HM002"):
        take(Wire(as_person("registrar")), admin, THEIRS)
    assert (
        take(Wire(as_person("dean_geology"), "hemis_faculty"), admin, THEIRS).blanks[0].number == "B0002001"
    )


@pytest.mark.parametrize("login", ["academic_office", "management", "teacher_mineralogy"])
def test_others_take_and_send_nothing(as_person, admin, login):
    person = as_person(login)
    with refused("", "42501"):
        person.execute("select offline.take(%s, %s, %s)", [workstation(admin), SEED, MACHINE])
    person.rollback()
    with refused("", "42501"):
        person.execute("select offline.synchronise(%s, 1, '{}')", [workstation(admin)])


def test_nobody_writes_what_a_workstation_has_sent(desk, wire, registrar):
    work(desk, 1)
    exchange.synchronise(wire, desk)
    for statement in ("update offline.event set outcome = 'noted'", "delete from offline.dispute",
                      "insert into offline.station (epoch) values (1)"):  # fmt: skip
        with refused("", "42501"):
            registrar.execute(statement)
        registrar.rollback()


# ---- taking along


def test_what_is_taken_along_are_signed_diplomas_and_the_reserved_range(wire, admin):
    package = take(wire, admin)
    assert len(package.diplomas) == 7
    assert all(each.genuine and each.signature for each in package.diplomas)
    assert [each.number for each in package.blanks][:2] == ["B0002201", "B0002202"]
    assert {each.form for each in package.diplomas[0].papers} == {"diploma", "supplement"}


def test_a_second_computer_does_not_take_the_same_range(wire, admin, desk):
    work(desk, 1)
    exchange.synchronise(wire, desk)
    with refused(ELSEWHERE, "HM003"):
        take(wire, admin, seed="8" * 64, machine="b" * 32)
    assert take(wire, admin).epoch == 1


def test_blanks_that_were_taken_along_are_not_released_by_others(desk, registrar):
    with refused("The blank {number} was taken along by {workstation}. End the work there first."):
        registrar.execute("select blanks.enter('release', '{B0002205}', '{}')")


# ---- sending


def test_a_days_work_arrives_once_and_in_order(desk, wire, admin):
    first, *_rest = work(desk, 2, spoil=True)
    diploma = desk.package.diplomas[0]
    desk.hand_out(diploma.uuid, diploma.name, "Pasport AB1234567")
    exchanged = exchange.synchronise(wire, desk)
    assert (exchanged.sent, exchanged.disputes) == (13, 0)
    assert desk.unsent() == []
    assert state_of(admin, first) == "spoiled"
    assert [state_of(admin, number) for number in ("B0002202", "DI0004151")] == ["issued", "issued"]
    assert state_of(admin, "B0002204") == "printed"
    assert (
        scalar(admin, "select issued_to from diplomas.diploma where uuid = %s", diploma.uuid) == diploma.name
    )
    assert exchange.synchronise(wire, desk).sent == 0
    assert scalar(admin, "select count(*) from offline.event") == 13
    assert scalar(admin, "select count(*) from blanks.broken()") == 0


def test_many_prints_at_once_leave_what_one_after_another_leaves(desk, wire, admin, monkeypatch):
    told = []
    for batch in (200, 2):
        monkeypatch.setattr(exchange, "BATCH", batch)
        if batch == 200:
            work(desk, 3)
            exchange.synchronise(wire, desk)
        else:
            put_back(admin, keep=0)
            desk.acknowledge(0)
            exchange.synchronise(wire, desk)
        told.append(
            [
                admin.execute(statement).fetchall()
                for statement in (
                    "select diploma_id, form, number, outcome, day, printed_by from diplomas.printing order by number",
                    "select id, state, number from diplomas.diploma order by id",
                    "select number, state, person, moved_on from blanks.blank order by number",
                    "select number, deed, before, after, person from blanks.entry order by number, id",
                )
            ]
        )
        assert disputes(admin) == []
        assert scalar(admin, "select count(*) from blanks.broken()") == 0
    assert told[0] == told[1]


def test_what_is_sent_twice_is_there_once(desk, wire, admin):
    work(desk, 2)
    exchange.synchronise(wire, desk)
    desk.acknowledge(0)
    exchange.synchronise(wire, desk)
    assert scalar(admin, "select count(*) from offline.event") == 8
    assert disputes(admin) == []


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("left", [0, 1, 2])
def test_a_line_that_is_cut_loses_and_doubles_nothing(desk, wire, admin, monkeypatch, left, after):
    monkeypatch.setattr(exchange, "BATCH", 3)
    used = work(desk, 3)
    wire.left, wire.after = left, after
    with pytest.raises(Unavailable):
        exchange.synchronise(wire, desk)
    wire.left = None
    exchange.synchronise(wire, desk)
    assert [state_of(admin, number) for number in used] == ["printed"] * 6
    assert outcomes(admin) == [("intent", "noted"), ("good", "accepted")] * 6
    assert desk.unsent() == []


def test_events_out_of_order_wait_for_those_before(desk, wire, admin):
    work(desk, 1)
    messages = [event.message() for event in desk.events]
    answer = send(wire, desk, messages[2:])
    assert answer["events"] == 0
    assert send(wire, desk, [messages[1], messages[0]])["events"] == 2
    assert send(wire, desk, messages)["events"] == 4
    assert outcomes(admin) == [("intent", "noted"), ("good", "accepted")] * 2


def test_the_window_of_stations_says_what_is_not_sent(desk, wire, admin, registrar):
    work(desk, 1)
    exchange.synchronise(wire, desk)
    row = registrar.execute(
        "select unsent, events, blanks_left, seen_by, state from offline.station"
    ).fetchone()
    assert row == (0, 4, 128, "registrar", "active")


# ---- copies, old stores, forged chains


def test_a_copied_store_tells_another_tale_which_is_kept_beside(desk, wire, admin, tmp_path):
    work(desk, 1)
    exchange.synchronise(wire, desk)
    desk.close()
    shutil.copytree(desk.folder, tmp_path / "copy")
    one, other = opening.open_station(desk.folder, KEY), opening.open_station(tmp_path / "copy", KEY)
    work(one, 1)
    work(other, 2)
    assert exchange.synchronise(wire, one).verdict == ""
    found = exchange.synchronise(wire, other)
    assert found.verdict == FORKED
    assert other.why_not() is not None
    assert {message for _kind, _number, message in disputes(admin)} == {
        "Another event stands in its place: the store was copied, or an old one was put back."
    }
    assert len(disputes(admin)) == 4
    theirs = scalar(admin, "select theirs from offline.dispute order by id limit 1")
    assert (theirs["other_number"], theirs["blank_state"]) == ("B0002202", "printed")
    work(one, 1)
    assert exchange.synchronise(wire, one).verdict == ""
    one.close()
    other.close()


def test_an_old_store_that_was_put_back_is_known_again(desk, wire, admin, tmp_path):
    work(desk, 1)
    desk.close()
    shutil.copytree(desk.folder, tmp_path / "old")
    one = opening.open_station(desk.folder, KEY)
    work(one, 1)
    exchange.synchronise(wire, one)
    one.close()
    old = opening.open_station(tmp_path / "old", KEY)
    assert exchange.synchronise(wire, old).verdict == OLD
    assert old.why_not() is not None
    old.close()


def test_an_altered_payload_is_kept_and_not_believed(desk, wire, admin):
    work(desk, 1)
    messages = [event.message() for event in desk.events]
    messages[1]["payload"] = messages[1]["payload"].replace("B0002201", "B0002240")
    send(wire, desk, messages)
    assert disputes(admin)[0][2] == "The event was altered: its digest is not that of what it says."
    assert state_of(admin, "B0002240") == state_of(admin, "B0002201") == "reserved"


def test_a_forged_chain_is_kept_and_not_believed(desk, wire, admin):
    diploma = desk.package.diplomas[0]
    body = {
        "kind": "good",
        "at": now(),
        "login": "registrar",
        "diploma": diploma.uuid,
        "form": "diploma",
        "number": "B0002201",
    }
    forged = new_event(desk.package.chain, 1, "0" * 64, body)
    send(wire, desk, [forged.message()])
    assert disputes(admin)[0][0] == "good"
    assert state_of(admin, "B0002201") == "reserved"


def test_events_of_another_workstation_are_no_events_of_this(desk, wire, admin):
    body = {
        "kind": "spoiled",
        "at": now(),
        "login": "registrar",
        "number": "B0002001",
        "reason": "x",
        "diploma": "",
    }
    event = new_event(Chain(workstation(admin, THEIRS), 1), 1, SEED, body)
    send(wire, desk, [event.message()])
    assert "altered" in disputes(admin)[0][2]
    assert state_of(admin, "B0002001") == "reserved"


def test_a_lost_record_leaves_a_gap_that_is_shown_and_the_rest(desk, wire, admin):
    work(desk, 1)
    messages = [event.message() for event in desk.events]
    messages[1] = lost_event(2, desk.events[0].digest, desk.events[1].digest).message()
    assert send(wire, desk, messages)["events"] == 4
    assert disputes(admin)[0][2] == "The record of this event was lost on the workstation."
    assert state_of(admin, "DI0004151") == "printed"


# ---- blanks and diplomas that are not what they were


def test_anothers_range_and_used_numbers_are_refused_into_quarantine(desk, wire, admin):
    uuid = desk.package.diplomas[0].uuid
    events, before = [], SEED
    for place, number in enumerate(("B0002001", "B0001201", "B0009999"), start=1):
        body = {
            "kind": "good",
            "at": now(),
            "login": "registrar",
            "diploma": uuid,
            "form": "diploma",
            "number": number,
        }
        events.append(new_event(desk.package.chain, place, before, body))
        before = events[-1].digest
    send(wire, desk, [event.message() for event in events])
    assert [row[1:] for row in disputes(admin)] == [
        ("B0002001", "The blank {number} is reserved for {workstation}."),
        ("B0001201", "Something done earlier to this blank or diploma waits for a decision."),
        ("B0009999", "Something done earlier to this blank or diploma waits for a decision."),
    ]


def test_a_number_in_quarantine_is_locked_for_everybody(desk, wire, admin, registrar):
    admin.execute(
        "update diplomas.diploma set digest = repeat('0', 64) where uuid = %s",
        [desk.package.diplomas[0].uuid],
    )
    used = work(desk, 1)
    exchange.synchronise(wire, desk)
    registrar.execute("select offline.end_station(id, 'Tugadi') from offline.station")
    with refused("The blank {number} is locked: what was done to it at {workstation} waits for a decision."):
        registrar.execute("select blanks.enter('release', %s, '{}')", [used[:1]])


def test_whoever_names_a_blank_that_another_holds_locks_nothing(as_person, admin, registrar, wire, tmp_path):
    """An event can be forged by whoever keeps a workstation: it may not stop the others' work."""
    dean = Wire(as_person("dean_geology"), "hemis_faculty")
    taken = take(dean, admin, THEIRS, seed="5" * 64)
    other = scalar(
        admin,
        "select d.uuid::text from diplomas.diploma d"
        " join structure.unit u on u.id = d.faculty_id and u.code = '403-102'"
        " where d.state = 'printed' order by d.id limit 1",
    )
    events, before = [], "5" * 64
    for place, number in enumerate(("B0002599", "B0002201"), start=1):
        body = {
            "kind": "good", "at": now(), "login": "dean_geology", "diploma": other, "form": "diploma", "number": number,
        }  # fmt: skip
        events.append(new_event(Chain(taken.workstation_id, taken.epoch), place, before, body))
        before = events[-1].digest
    dean.store(
        "offline.synchronise",
        taken.workstation_id,
        taken.epoch,
        {"events": [each.message() for each in events]},
    )
    assert [row[1] for row in disputes(admin)] == ["B0002599", "B0002201"]
    registrar.execute("select blanks.enter('spoil', '{B0002599}', '{\"reason\": \"x\"}')")
    registrar.rollback()
    desk = opening.create(tmp_path / "desk", take(wire, admin), KEY)
    assert work(desk, 1)[0] == "B0002201"
    exchange.synchronise(wire, desk)
    assert state_of(admin, "B0002201") == "printed"
    desk.close()


def test_a_diploma_that_was_prepared_anew_meanwhile_is_told(desk, wire, admin):
    admin.execute(
        "update diplomas.diploma set digest = repeat('0', 64) where uuid = %s",
        [desk.package.diplomas[0].uuid],
    )
    work(desk, 1)
    exchange.synchronise(wire, desk)
    assert disputes(admin)[0][2] == (
        "The diploma was prepared anew after it had been taken along; the paper says something else."
    )


def test_a_clock_that_was_a_year_behind_does_not_date_the_ledger_back(desk, wire, admin, monkeypatch, today):
    diploma = desk.package.diplomas[0]
    at = (datetime.now(UTC) - timedelta(days=365)).isoformat()
    body = {
        "kind": "good", "at": at, "login": "registrar", "diploma": diploma.uuid, "form": "diploma",
        "number": "B0002201", "digest": diploma.digest,
    }  # fmt: skip
    send(wire, desk, [new_event(desk.package.chain, 1, SEED, body).message()])
    assert disputes(admin) == []
    assert scalar(admin, "select moved_on from blanks.blank where number = 'B0002201'") > today - timedelta(
        days=60
    )


# ---- rights that ended, stations that ended, servers that were restored


def test_what_was_done_while_the_right_lasted_is_taken_and_later_things_wait(
    desk, wire, admin, as_person, today
):
    work(desk, 1)
    end_right(admin, "registrar", today)
    second = Wire(second_registrar(admin, as_person))
    try:
        sent = exchange.synchronise(second, desk)
        assert sent.disputes == 0
        end_right(admin, "registrar", today - timedelta(days=1))
        work(desk, 1)
        assert exchange.synchronise(second, desk).disputes == 2
        assert {row[2] for row in disputes(admin)} == {
            "Whoever did this had no right to it at that time: {login}."
        }
    finally:
        end_right(admin, "registrar", None)
        admin.execute("delete from security.membership where granted_by = 'test'")


def test_whoever_has_no_right_any_more_sends_nothing_and_nothing_is_lost(desk, wire, admin, today):
    work(desk, 1)
    end_right(admin, "registrar", today - timedelta(days=1))
    try:
        with refused("Your role does not allow this.", "HM002"):
            exchange.synchronise(wire, desk)
    finally:
        end_right(admin, "registrar", None)
    assert len(desk.unsent()) == 4
    assert exchange.synchronise(wire, desk).sent == 4


def test_the_administrator_ends_a_workstation_and_what_comes_later_waits(desk, wire, admin, as_person):
    work(desk, 1)
    exchange.synchronise(wire, desk)
    administrator = as_person("admin")
    administrator.execute("select offline.end_station(id, 'Kompyuter oʻgʻirlandi') from offline.station")
    administrator.commit()
    work(desk, 1)
    assert exchange.synchronise(wire, desk).verdict == ENDED
    assert desk.why_not() is not None
    assert len(disputes(admin)) == 2
    assert take(wire, admin, seed="9" * 64, machine="c" * 32).epoch == 2


def test_a_workstation_is_not_ended_by_its_keeper_while_something_is_not_sent(desk, wire, registrar):
    work(desk, 1)
    send(wire, desk, [], unsent=4)
    with refused(
        "{workstation} has not sent {count} events. Send them first, or ask the administrator to end its work."
    ):
        registrar.execute("select offline.end_station(id, 'Tugadi') from offline.station")


def test_a_server_put_back_to_yesterday_gets_everything_again(desk, wire, admin):
    used = work(desk, 2)
    exchange.synchronise(wire, desk)
    put_back(admin, keep=2)
    work(desk, 1)
    exchange.synchronise(wire, desk)
    assert [state_of(admin, number) for number in used] == ["printed"] * 4
    assert scalar(admin, "select count(*) from offline.event") == 12
    assert disputes(admin) == []


def test_a_server_that_does_not_know_the_taking_along_keeps_everything_in_quarantine(desk, wire, admin):
    work(desk, 1)
    admin.execute("delete from offline.station")
    found = exchange.synchronise(wire, desk)
    assert found.verdict == UNKNOWN
    assert [row[0] for row in disputes(admin)] == ["good", "good"]


# ---- deciding


def disputed(desk, wire, admin):
    """A print of a workstation whose work had been ended; return its dispute."""
    admin.execute(
        "update offline.station set state = 'ended', ended_at = now(), ended_by = 'admin', end_reason = 'x'"
    )
    used = work(desk, 1)
    exchange.synchronise(wire, desk)
    return scalar(admin, "select id from offline.dispute order by id limit 1"), used


def decide(person, dispute, decision="accept", reason="Diplom qoʻlda koʻrildi"):
    state = scalar(person, "select offline.decide(%s, %s, %s)", dispute, decision, reason)
    person.commit()
    return state


def test_two_people_record_what_was_done(desk, wire, admin, registrar, as_person):
    dispute, used = disputed(desk, wire, admin)
    assert decide(registrar, dispute) == "proposed"
    with refused("Whoever proposes a decision does not confirm it. Another person does.", "HM002"):
        decide(registrar, dispute)
    registrar.rollback()
    assert decide(as_person("admin"), dispute) == "decided"
    assert state_of(admin, used[0]) == "printed"
    with refused("This event is decided already.", "HM003"):
        decide(registrar, dispute)


def test_two_people_reject_it_and_the_blank_is_as_the_server_has_it(desk, wire, admin, registrar, as_person):
    dispute, used = disputed(desk, wire, admin)
    decide(registrar, dispute, "reject")
    assert decide(as_person("admin"), dispute, "reject") == "decided"
    assert state_of(admin, used[0]) == "reserved"
    assert outcomes(admin)[1] == ("good", "rejected")


def test_who_is_of_another_mind_opens_it_again(desk, wire, admin, registrar, as_person):
    dispute, _used = disputed(desk, wire, admin)
    decide(registrar, dispute)
    assert decide(as_person("admin"), dispute, "reject") == "open"


def test_the_administrator_is_the_second_person_only_and_reads_no_contents(desk, wire, admin, as_person):
    dispute, _used = disputed(desk, wire, admin)
    administrator = as_person("admin")
    with refused(
        "The registrar proposes what is to become of it; the administrator is the second person.", "HM002"
    ):
        decide(administrator, dispute)
    administrator.rollback()
    for column in ("student_name", "details", "theirs"):
        with refused("", "42501"):
            administrator.execute(f"select {column} from offline.dispute")
        administrator.rollback()
    assert scalar(administrator, "select message from offline.dispute where id = %s", dispute)


def test_what_blanks_say_is_not_overruled(desk, wire, admin, registrar, as_person):
    dispute, used = disputed(desk, wire, admin)
    admin.execute("set session_replication_role = replica")
    admin.execute("update blanks.blank set state = 'lost' where number = %s", used[:1])
    admin.execute("set session_replication_role = origin")
    decide(registrar, dispute)
    with refused("The blank {number} is not reserved."):
        decide(as_person("admin"), dispute)


def now():
    return datetime.now(UTC).isoformat()


def send(wire, desk, messages, unsent=0):
    sent = {"events": messages, "unsent": unsent, "left": 1, "version": "test"}
    return wire.store("offline.synchronise", desk.package.workstation_id, desk.package.epoch, sent)


def end_right(admin, login, day):
    admin.execute(
        "update security.membership m set ends_on = %s from security.account a"
        " where a.id = m.account_id and a.login = %s and m.role = 'hemis_registrar'", [day, login],
    )  # fmt: skip


def second_registrar(admin, as_person):
    """Somebody else who has become a registrar."""
    admin.execute(
        "insert into security.membership (account_id, role, starts_on, granted_by)"
        " select id, 'hemis_registrar', current_date - 1, 'test' from security.account where login = 'hr_second'"
    )
    admin.execute("grant hemis_registrar to hr_second with inherit false")
    return as_person("hr_second", "hemis_registrar")


PUT_BACK = """
delete from blanks.entry where id > (select max(id) from offline_before.entry) and number not in (:kept);
delete from diplomas.printing where id > (select max(id) from offline_before.printing) and number not in (:kept);
update blanks.blank b set state = 'reserved', person = null, moved_on = o.moved_on
  from offline_before.blank o
 where o.id = b.id and b.state <> o.state and b.number not in (:kept);
update diplomas.diploma d set state = 'prepared' where exists (select from offline.event e where e.diploma_id = d.id);
update diplomas.diploma d set number = null
 where d.state = 'prepared' and not exists (
        select from diplomas.printing p where p.diploma_id = d.id and p.outcome = 'good' and p.form = 'diploma');
delete from offline.event where sequence > :keep;
update offline.station s
   set events = :keep,
       head = coalesce((select e.digest from offline.event e
                         where e.station_id = s.id order by e.sequence desc limit 1), s.seed);
delete from blanks.act a
 where id > (select max(id) from offline_before.act) and not exists (select from blanks.entry e where e.act_id = a.id);
update blanks.act a set digest = blanks.digest_of(a.id) where id > (select max(id) from offline_before.act);
update blanks.act a
   set chained = encode(sha256(convert_to(
           (select p.chained from blanks.act p where p.place = a.place - 1) || a.digest, 'UTF8')), 'hex')
 where id > (select max(id) from offline_before.act);
"""


def put_back(admin, keep):
    """As a backup of yesterday has it: the first events are there, the rest was never heard of.

    An act that loses lines is sealed anew.
    """
    kept = "select e.number from offline.event e where e.kind = 'good' and e.sequence <= :keep"
    admin.execute("set session_replication_role = replica")
    for statement in PUT_BACK.replace(":kept", kept).replace(":keep", str(keep)).split(";\n"):
        if statement.strip():
            admin.execute(statement)
    admin.execute("set session_replication_role = origin")


def test_a_station_that_was_replaced_keeps_its_package(desk):
    assert replace(desk.package, epoch=2).chain != desk.package.chain
