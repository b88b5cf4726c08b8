"""A server that dies while an order is applied: all of its students are moved or none, and applying goes on after."""

import random
import threading
import time

import psycopg
import pytest

from server_db.demo.people import BY_LOGIN
from tests.server.acting import column, scalar
from tests.server.orders import EXPELLED, signed
from tests.trouble.killing import kill

STUDENTS = """select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'
    where s.status = '11' order by s.id limit 200"""
LEFT = "select count(*) from students.student where id = any (%s) and status = '12'"
BROKEN = """select count(*) from students.student s
    left join students.period p on p.student_id = s.id and p.ends_on is null where p.status is distinct from s.status"""


def person(server, login, role):
    made = psycopg.connect(server.admin_dsn("hemis"), user=login, password=BY_LOGIN[login].password)
    made.execute(f"set role {role}")
    made.commit()
    return made


def apply(server, order, told):
    """Apply it until it is acknowledged or the server is gone."""
    with person(server, "dean_geology", "hemis_faculty") as dean:
        try:
            scalar(dean, "select movement.apply(%s)", order)
            dean.commit()
            told.append(order)
        except psycopg.Error:
            pass  # it was never told that it is done


@pytest.mark.parametrize("seed", [3])
def test_an_order_is_applied_to_all_its_students_or_to_none(own_server, seed):
    with (
        psycopg.connect(own_server.admin_dsn("hemis"), autocommit=True) as admin,
        person(own_server, "dean_geology", "hemis_faculty") as dean,
        person(own_server, "academic_office", "hemis_academic_office") as office,
    ):
        chosen = column(admin, STUDENTS)
        order = signed(dean, office, "expel", chosen, EXPELLED, day=scalar(admin, "select security.today()"))
    told = []
    desk = threading.Thread(target=apply, args=(own_server, order, told))
    desk.start()
    time.sleep(random.Random(seed).uniform(0.1, 0.5))  # noqa: S311 - when the power fails
    kill(own_server)
    own_server.start()
    desk.join(timeout=60)
    with psycopg.connect(own_server.admin_dsn("hemis"), autocommit=True) as admin:
        assert scalar(admin, LEFT, chosen) in ({len(chosen)} if told else {0, len(chosen)})
        assert scalar(admin, BROKEN) == 0
        if not scalar(admin, LEFT, chosen):
            apply(own_server, order, told)
            assert told == [order]
        assert scalar(admin, LEFT, chosen) == len(chosen)
        assert scalar(admin, "select state from movement.decree where id = %s", order) == "applied"
