"""Orders as the server's tests make them: drafted by a dean's office, signed by the academic office, applied."""

import time

import psycopg
import pytest

from tests.server.acting import scalar

DRAFT = "select movement.draft(%s, %s, 'uz', (select id from structure.unit where code = %s), null, %s, %s::jsonb)"
SIGN = (
    "select movement.sign(%s, (select id from employees.employee order by id limit 1), security.today(), %s)"
)
EXPELLED = '{"reason": "11"}'


def draft(who, act, students, given="{}", *, day, unit="403-101"):
    made = scalar(who, DRAFT, act, day, unit, students, given)
    who.commit()
    return made


def refused(who, statement, *values):
    """What the server says to it."""
    with pytest.raises(psycopg.Error) as caught:
        who.execute(statement, values)
    who.rollback()
    return caught.value.diag.message_primary


def signed(dean, office, *arguments, number=None, **options):
    made = draft(dean, *arguments, **options)
    dean.execute("select movement.send(%s)", [made])
    dean.commit()
    scalar(office, SIGN, made, number)
    office.commit()
    return made


def applied(dean, office, *arguments, **options):
    made = signed(dean, office, *arguments, **options)
    dean.execute("select movement.apply(%s)", [made])
    dean.commit()
    return made


def cancelled(admin, office, made):
    """Asked for by somebody else, agreed to by the academic office."""
    office.execute("select movement.ask_cancel(%s, 'Xato')", [made])
    office.commit()
    admin.execute("update movement.decree set cancel_asked_by = 'somebody' where id = %s", [made])
    office.execute("select movement.decide_cancel(%s, true)", [made])
    office.commit()


def wait_for_lock(admin, seconds=30):
    """Until somebody waits for a row that another holds."""
    until = time.monotonic() + seconds
    waiting = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
    while not scalar(admin, waiting):
        assert time.monotonic() < until
        time.sleep(0.05)
