"""The balance as it was issued: who issues it, that its numbers stay, what was entered later for days before."""

from datetime import timedelta

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.server.acting import scalar
from tests.server.orders import EXPELLED, applied, cancelled, refused

ISSUE = "select movement.issue_balance(%s, %s, %s, %s)"
CHANGES = "select * from movement.balance_changes(%s)"
REGISTER = (
    "select register_number from documents.register('balance', 'uz', array[%s]::bigint[], array[%s]::jsonb[])"
)


@pytest.fixture
def faculties(admin):
    codes = "select code, id from structure.unit where code in ('403-101', '403-102')"
    return dict(admin.execute(codes).fetchall())


@pytest.fixture
def studying(admin):
    wanted = (
        "select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'"
        " where s.status = '11' and s.group_id is not null order by s.id limit 4"
    )
    return [each for (each,) in admin.execute(wanted)]


def test_a_deans_office_issues_the_balance_of_its_own_faculty_only(as_person, dean, office, faculties, today):
    first = today - timedelta(300)
    assert "its own faculty" in refused(dean, ISSUE, first, today, "course", None)
    assert "its own faculty" in refused(dean, ISSUE, first, today, "course", faculties["403-102"])
    assert "first day" in refused(office, ISSUE, today, first, "course", None)
    assert "after today" in refused(office, ISSUE, first, today + timedelta(1), "course", None)
    assert "is cut by" in refused(office, ISSUE, first, today, "gender", None)
    assert "no students" in refused(
        office, ISSUE, today.replace(year=1990), today.replace(year=1991), "course", None
    )
    assert "permission denied" in refused(as_person("management"), ISSUE, first, today, "course", None)
    own = scalar(dean, ISSUE, first, today, "course", faculties["403-101"])
    whole = scalar(office, ISSUE, first, today, "faculty", None)
    dean.commit()
    office.commit()
    seen = "select array_agg(id order by id) from movement.issued_balance where last_day = security.today()"
    assert scalar(dean, seen) == [own]
    assert scalar(as_person("management"), seen) == [own, whole]
    assert scalar(as_person("dean_mining"), seen) is None
    assert "not yours" in refused(as_person("dean_mining"), CHANGES, own)
    assert "not yours" in refused(dean, CHANGES, whole)
    assert "permission denied" in refused(as_person("registrar"), CHANGES, own)


def test_nobody_writes_the_numbers_of_a_balance(dean, office, faculties, today):
    made = scalar(office, ISSUE, today - timedelta(300), today, "faculty", None)
    numbers = scalar(office, "select numbers from movement.issued_balance where id = %s", made)
    office.commit()
    for attempt in (
        "update movement.issued_balance set numbers = '1|end||1'",
        "update movement.issued_balance set last_day = last_day - 1",
        "delete from movement.issued_balance",
        "select student_ids from movement.balance_number",
        "insert into movement.balance_number values (1, '1', 'end', '', '{}')",
    ):
        for who in (office, dean):
            assert "permission denied" in refused(who, attempt)
    first, last = today - timedelta(300), today
    of = scalar(office, "select name_uz from structure.university")
    content = {
        "name": f"{first:%d.%m.%Y} – {last:%d.%m.%Y}, {of}", "first_day": f"{first}", "last_day": f"{last}",
        "cut": "faculty", "numbers": numbers,
    }  # fmt: skip
    line, *rest = numbers.split("\n")
    forged = "\n".join([line[:-1] + str((int(line[-1]) + 1) % 10), *rest])
    assert "is not so" in refused(office, REGISTER, made, Jsonb(content | {"numbers": forged}))
    assert "is not so" in refused(
        office, REGISTER, made, Jsonb(content | {"last_day": f"{today - timedelta(1)}"})
    )
    assert "Not all of these are yours" in refused(dean, REGISTER, made, Jsonb(content))
    assert scalar(office, REGISTER, made, Jsonb(content)).startswith("HB-")
    office.commit()
    paper = "select content -> 'numbers' from documents.paper where kind = 'balance'"
    assert scalar(office, paper) == numbers
    assert scalar(dean, paper) is None  # one of the whole university is no dean's office's


def test_what_is_entered_later_for_days_before_is_told(admin, dean, office, faculties, studying, today):
    """An order of the fifth, entered on the tenth: the balance stays, the order that makes the difference is named."""
    day, faculty = today - timedelta(3), faculties["403-101"]
    issued = scalar(dean, ISSUE, today - timedelta(300), today - timedelta(1), "faculty", faculty)
    dean.commit()
    assert dean.execute(CHANGES, [issued]).fetchall() == []
    before = scalar(dean, "select numbers || digest from movement.issued_balance where id = %s", issued)
    made = applied(dean, office, "expel", studying[:2], EXPELLED, day=day)
    number = scalar(admin, "select number from movement.decree where id = %s", made)
    told = dean.execute(
        "select side, act, change, student_id, decree_id, decree_number, decree_state"
        " from movement.balance_changes(%s) order by side, student_id", [issued]
    ).fetchall()  # fmt: skip
    gone = [("end", "", -1, each, made, number, "applied") for each in studying[:2]]
    assert told == gone + [("left", "expel", 1, each, made, number, "applied") for each in studying[:2]]
    numbers = dean.execute(
        "select side, act, today - issued from movement.balance_today(%s) where today <> issued order by side",
        [issued],
    ).fetchall()
    assert numbers == [("end", "", -2), ("left", "expel", 2)]
    assert (
        scalar(dean, "select numbers || digest from movement.issued_balance where id = %s", issued) == before
    )
    cancelled(admin, office, made)
    dean.rollback()
    assert dean.execute(CHANGES, [issued]).fetchall() == []
    # What was issued in between counted the order that was cancelled since: it is the order that is named.
    again = applied(dean, office, "expel", studying[2:3], EXPELLED, day=day)
    between = scalar(dean, ISSUE, today - timedelta(300), today - timedelta(1), "form", faculty)
    dean.commit()
    cancelled(admin, office, again)
    told = dean.execute(
        "select side, change, decree_id, decree_state from movement.balance_changes(%s)", [between]
    ).fetchall()
    assert sorted(told) == [("end", 1, again, "cancelled"), ("left", -1, again, "cancelled")]


def test_the_owner_of_functions_rewrites_no_balance(admin, office, today):
    """Row security binds also the role to which the functions belong."""
    made = scalar(office, ISSUE, today - timedelta(30), today, "payment", None)
    office.commit()
    admin.execute("set role hemis_definer")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        admin.execute("update movement.issued_balance set numbers = '1|end||1' where id = %s", [made])
    admin.execute("reset role")
