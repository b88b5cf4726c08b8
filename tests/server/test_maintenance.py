"""The timer's round: parts of the history ahead, batches closed, idle transactions and expired rights ended."""

from datetime import timedelta

import psycopg
import pytest

from server_db import maintenance, people
from server_db.people import Right
from tests.server.acting import scalar


def test_the_history_has_parts_for_the_coming_year(admin):
    assert maintenance.make_partitions(admin) == []
    made = maintenance.make_partitions(admin, months=maintenance.MONTHS_AHEAD + 2)
    assert len(made) == 2
    assert scalar(
        admin, "select relrowsecurity and relforcerowsecurity from pg_class where oid = %s::regclass", made[0]
    )
    assert (
        scalar(admin, "select relowner::regrole::text from pg_class where oid = %s::regclass", made[0])
        == "hemis_owner"
    )


def test_a_clock_that_goes_wrong_loses_no_change(admin):
    """A change of a month without a part of its own is kept, and moves when its part is made."""
    later = scalar(
        admin, "select date_trunc('month', now() at time zone 'Asia/Tashkent') + interval '20 months 3 days'"
    )
    admin.execute("insert into audit.change (at, login, transaction, relation, action) "
                  "values (%s, 'x', '1', 'x', 'insert')",
                  [later])  # fmt: skip
    where = "select tableoid::regclass::text from audit.change where login = 'x'"
    assert scalar(admin, where) == "audit.change_other"
    maintenance.make_partitions(admin, months=20)
    assert scalar(admin, where) == f"audit.change_{later:%Y_%m}"


def test_batches_close_what_is_committed_and_wait_for_what_is_not(admin, as_person):
    assert maintenance.close_history(admin, patience=5)
    dean = as_person("dean_geology")
    dean.execute(
        "update students.student set surname = 'Yangi' where id = (select min(id) from students.student)"
    )
    assert maintenance.close_history(admin, patience=0.3) is None
    dean.commit()
    assert maintenance.close_history(admin, patience=5) == 1
    assert scalar(admin, "select max(last_id) from audit.batch") == scalar(
        admin, "select max(id) from audit.change"
    )
    assert admin.execute("select audit.broken_batches()").fetchall() == []


@pytest.mark.parametrize(
    "harm",
    [
        "update audit.change set after = '{}' where id = (select min(id) from audit.change)",
        "delete from audit.change where id = (select min(id) from audit.change)",
        "update audit.batch set digest = repeat('0', 64) where id = (select min(id) from audit.batch)",
        "delete from audit.batch where id = (select min(id) from audit.batch)",
    ],
)
def test_an_altered_past_is_noticed_also_by_another_clock(admin, harm):
    for name in ("Bir", "Ikki"):
        admin.execute("update structure.unit set short_name = %s where code = '403-101'", [name])
        maintenance.close_history(admin, patience=5)
    with admin.transaction(force_rollback=True):
        admin.execute("set local timezone to 'America/Lima'")
        assert admin.execute("select audit.broken_batches()").fetchall() == []
        admin.execute(harm)
        assert admin.execute("select audit.broken_batches()").fetchall() != []


def test_a_forgotten_transaction_is_ended_and_a_working_one_is_not(admin, as_person):
    idle = as_person("dean_geology")
    idle.execute("select 1")
    assert maintenance.end_idle_transactions(admin, older_than=60) == 0
    assert maintenance.end_idle_transactions(admin, older_than=0) == 1
    with pytest.raises(psycopg.OperationalError):
        idle.execute("select 1")


def test_a_right_that_has_run_out_leaves_the_login_too(admin):
    yesterday = scalar(admin, "select security.today()") - timedelta(1)
    people.create_person(admin, "was_registrar", "Topaz-1", "X", [Right("hemis_registrar")])
    try:
        admin.execute("update security.membership set starts_on = %s, ends_on = %s where role = 'hemis_registrar' and "
                      "account_id = (select id from security.account where login = 'was_registrar')",
                      [yesterday, yesterday])  # fmt: skip
        assert scalar(admin, "select pg_has_role('was_registrar', 'hemis_registrar', 'member')")
        assert maintenance.tend(admin).rights_expired == 1
        assert not scalar(admin, "select pg_has_role('was_registrar', 'hemis_registrar', 'member')")
        assert maintenance.tend(admin).rights_expired == 0
    finally:
        admin.execute("update security.account set ended_at = now() where login = 'was_registrar'")
        admin.execute("drop role was_registrar")


def test_old_receipts_are_dropped(admin):
    admin.execute("delete from security.receipt")
    admin.execute(
        "insert into security.receipt (login, at) values ('x', now() - interval '91 days'), ('x', now())"
    )
    assert maintenance.drop_receipts(admin, maintenance.RECEIPT_DAYS) == 1
    assert scalar(admin, "select count(*) from security.receipt") == 1
