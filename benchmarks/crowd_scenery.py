"""Two hundred teachers, each with a login, a class of thirty students and lessons to be marked."""

import secrets
from datetime import date, timedelta
from typing import Any

import psycopg

from benchmarks.crowd_desks import Desk
from benchmarks.journal_scenery import PAIRS, STUDENTS

TEACHERS, SAVES = 200, 10
PASSWORD = secrets.token_urlsafe(12)
LOGIN = "crowd_{}"


def logins(admin: psycopg.Connection) -> None:
    """Logins are of the whole server: they are made once and get the password of this run."""
    there = {name for (name,) in admin.execute("select rolname from pg_catalog.pg_roles").fetchall()}
    for number in range(TEACHERS):
        login = LOGIN.format(number)
        verifier = admin.pgconn.encrypt_password(PASSWORD.encode(), login.encode(), b"scram-sha-256").decode()
        act = "set_password" if login in there else "create_login"
        admin.execute(f"select provisioning.{act}(%s, %s)", [login, verifier])
        admin.execute("select provisioning.align(%s, array['hemis_teacher'])", [login])


def desks(admin: psycopg.Connection) -> tuple[Desk, ...]:
    """Make them; each has one lesson more than is measured."""
    admin.execute("set session_replication_role = replica")
    admin.execute(
        "insert into system.setting (key, value) values ('attendance.days_after', '60')"
        " on conflict (key) do update set value = excluded.value"
    )
    today = _one(admin, "select security.today()")
    model, faculty = _row(
        admin,
        "select c.id, c.faculty_id from teaching.class c join curriculum.term t on t.id = c.term_id"
        " order by t.starts_on desc, c.id limit 1",
    )
    students = [
        number
        for (number,) in admin.execute(
            "select id from students.student where faculty_id = %s and group_id is not null order by id limit %s",
            [faculty, STUDENTS],
        ).fetchall()
    ]
    made = tuple(_desk(admin, number, model, today, students) for number in range(TEACHERS))
    admin.execute("set session_replication_role = origin")
    admin.execute("analyze")
    return made


def _desk(admin: psycopg.Connection, number: int, model: int, today: date, students: list[int]) -> Desk:
    login = LOGIN.format(number)
    employee = _one(
        admin,
        "insert into employees.employee (number, surname, given_name) values (%s, 'Olim', %s) returning id",
        f"90{number:08}", "Olim",
    )  # fmt: skip
    account = _one(
        admin,
        "insert into security.account (login, employee_id, display_name, created_by, must_change_password)"
        " values (%s, %s, %s, 'demo', false) returning id",
        login, employee, login,
    )  # fmt: skip
    admin.execute(
        "insert into security.membership (account_id, role, unit_id, starts_on, granted_by)"
        " select %s, 'hemis_teacher', department_id, '2020-01-01', 'demo' from teaching.class where id = %s",
        [account, model],
    )
    klass = _one(
        admin,
        "insert into teaching.class (faculty_id, term_id, course_id, department_id, training, name, size, hours)"
        " select faculty_id, term_id, course_id, department_id, training, %s, %s, 120 from teaching.class where id = %s"
        " returning id",
        login, STUDENTS, model,
    )  # fmt: skip
    admin.execute(
        "insert into teaching.member (faculty_id, class_id, student_id, group_id, reason, starts_on)"
        " select t.faculty_id, %s, t.id, t.group_id, 'group', '2020-01-01' from students.student t"
        " where t.id = any (%s)",
        [klass, students],
    )
    places = [(today - timedelta(days=day), pair) for day in (1, 2) for pair in PAIRS][: SAVES + 1]
    lessons = tuple(
        _one(
            admin,
            "insert into timetable.lesson (faculty_id, term_id, department_id, class_id, planned_day, planned_pair,"
            " day, pair, employee_id, state) select faculty_id, term_id, department_id, id, %s, %s, %s, %s, %s,"
            " 'planned' from teaching.class where id = %s returning id",
            day, pair, day, pair, employee, klass,
        )
        for day, pair in places
    )  # fmt: skip
    return Desk(login, PASSWORD, lessons, tuple(students))


def _row(admin: psycopg.Connection, statement: str, *values: object) -> tuple[Any, ...]:
    row = admin.execute(statement, values).fetchone()
    assert row is not None  # noqa: S101 - the demonstration has it
    return row


def _one(admin: psycopg.Connection, statement: str, *values: object) -> Any:
    return _row(admin, statement, *values)[0]
