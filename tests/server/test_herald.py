"""The herald tells what others changed: when it is committed, once, gathered, by one voice."""

import psycopg
import pytest

from server_db.herald import NAMED, Herald, message
from tests.server.acting import scalar

SURNAME = (
    "update students.student set surname = surname || 'a' where id = (select min(id) from students.student)"
)
ROOM = "update infrastructure.room set capacity = capacity + 1 where id = (select min(id) from infrastructure.room)"

HELD = (
    "update timetable.lesson set held_at = now(), held_by = 'x' where id = (select min(id) from timetable.lesson"
    " where held_at is null and state = 'planned')"
)
PERIOD = "update students.period set starts_on = starts_on where id = (select min(id) from students.period)"


@pytest.fixture
def herald(database):
    herald = Herald.connect(database)
    herald.step()
    herald.step()  # what was changed before is told
    yield herald
    herald.close()


@pytest.fixture
def heard(database):
    """What somebody who listens has heard since the last time."""
    with psycopg.connect(database, autocommit=True) as listener:
        listener.execute("listen hemis")
        yield lambda: [notice.payload for notice in listener.notifies(timeout=0.3)]


def number_of(person):
    return scalar(person, "select pg_current_xact_id()::text")


def test_what_is_committed_is_told_once_with_the_transaction_that_did_it(herald, heard, as_person):
    dean = as_person("dean_geology")
    dean.execute(SURNAME)
    number = number_of(dean)
    herald.step()
    assert heard() == []
    dean.commit()
    herald.step()
    assert heard() == [f"students.student {number}"]
    herald.step()
    assert heard() == []


def test_a_transaction_that_ends_after_later_ones_is_told(herald, as_person):
    """Its lines of the history have lower numbers than others that have been told already."""
    slow, quick = as_person("dean_geology"), as_person("academic_office")
    slow.execute(SURNAME)
    quick.execute(ROOM)
    quick.commit()
    assert list(herald.step()) == ["infrastructure.room"]
    slow.commit()
    assert list(herald.step()) == ["students.student"]


def test_many_changes_are_told_in_one_message(herald, heard, as_person):
    office = as_person("academic_office")
    for _time in range(3):
        office.execute(ROOM)
        office.commit()
    herald.step()
    assert [words.partition(" ")[0] for words in heard()] == ["infrastructure.room"]


def test_a_message_stays_short_however_many_transactions_it_is_about():
    assert message("students.student", ["1", "2"]) == "students.student 1,2"
    assert message("students.student", ["1"] * (NAMED + 1)) == "students.student"


def test_only_one_herald_speaks_and_the_next_tells_what_the_first_may_have_missed(
    herald, database, as_person
):
    second = Herald.connect(database)
    office = as_person("academic_office")
    office.execute(ROOM)
    office.commit()
    assert second.step() == {}
    herald.close()
    assert "infrastructure.room" in _until_it_speaks(second)
    second.close()


def _until_it_speaks(herald):
    for _time in range(100):
        if told := herald.step():
            return told
    return {}


def test_a_saving_transaction_notifies_nobody(heard, as_person):
    dean = as_person("dean_geology")
    dean.execute(SURNAME)
    dean.commit()
    assert heard() == []


def test_a_client_has_to_tell_everything_where_no_herald_is(as_person):
    dean = as_person("dean_geology")
    dean.execute(SURNAME)
    assert scalar(dean, "select security.untold()") == ["students.student"]
    dean.rollback()
    assert scalar(dean, "select security.untold()") == []


def test_a_client_tells_only_what_the_history_does_not_follow_beside_a_herald(herald, as_person, admin):
    dean = as_person("dean_geology")
    dean.execute(SURNAME)
    assert scalar(dean, "select security.untold()") == []
    dean.rollback()
    with admin.transaction(force_rollback=True):
        admin.execute(HELD)
        assert (
            scalar(admin, "select security.untold()") == []
        )  # the history has it, though not how lessons began
        admin.execute(PERIOD)
        assert scalar(admin, "select security.untold()") == ["students.period"]


def test_nobody_is_told_how_wide_somebodys_columns_are(as_person):
    dean = as_person("dean_geology")
    dean.execute("insert into system.person_setting (login, key, value) values ('dean_geology', 'x', '1')")
    assert scalar(dean, "select security.untold()") == []
