"""Private data: read by those entitled, every reading logged, written with a version."""

from datetime import date
from decimal import Decimal

import pytest

from client.core.errors import Conflict, HemisError, Refused
from client.data.records import private
from shared.models import employees, students


@pytest.fixture
def student(workplace):
    return workplace.gateway.scalar("select id from students.student order by id limit 1")


def test_the_deans_office_reads_and_the_reading_is_logged(workplace, student, admin):
    rows = private.read(workplace.gateway, students.Private, [student], "a paper")
    assert rows[0]["student_id"] == student
    assert isinstance(rows[0]["passport_issued_on"], date)
    logged = admin.execute(
        "select login, relation, record_ids, reason from security.reading order by id desc limit 1"
    ).fetchone()
    assert logged == ("dean_geology", "students.private", [student], "a paper")


def test_what_is_written_is_read_again(workplace, student):
    before = private.read(workplace.gateway, students.Private, [student])[0]
    with workplace.gateway.transaction() as transaction:
        values = {"address": "Toshkent", "passport_issued_on": date(2022, 2, 3)}
        version = private.write(transaction, students.Private, student, before["row_version"], values)
    after = private.read(workplace.gateway, students.Private, [student])[0]
    assert (after["address"], after["passport_issued_on"]) == ("Toshkent", date(2022, 2, 3))
    assert after["row_version"] == version
    assert after["pinfl"] == before["pinfl"]


def test_an_older_version_is_a_conflict(workplace, student):
    before = private.read(workplace.gateway, students.Private, [student])[0]
    with pytest.raises(Conflict), workplace.gateway.transaction() as transaction:
        private.write(transaction, students.Private, student, before["row_version"] + 7, {"address": "X"})


def test_exact_decimals_stay_exact(session_of, admin):
    gateway = session_of("hr").gateway
    person = gateway.scalar("select id from employees.employee order by id limit 1")
    row = private.read(gateway, employees.Private, [person])
    with gateway.transaction() as transaction:
        version = row[0]["row_version"] if row else 0
        private.write(transaction, employees.Private, person, version, {"salary": Decimal("4500000.10")})
    assert private.read(gateway, employees.Private, [person])[0]["salary"] == Decimal("4500000.10")


def test_a_tutor_is_refused(session_of, student):
    with pytest.raises((Refused, HemisError)):
        private.read(session_of("tutor_geology").gateway, students.Private, [student])
