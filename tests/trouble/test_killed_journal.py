"""A teacher types while the server dies again and again: acknowledged marks are there once, the rest is sent again."""

import random
import threading

import psycopg
import pytest

from client.core.errors import Unavailable
from client.data.attendance import journal
from client.data.attendance.journal import MarkChange
from client.data.server.session import Session
from server_db.demo.people import BY_LOGIN
from tests.trouble.killing import kill

LOGIN = "teacher_mineralogy"
KILLS = 3


def stored(server, lesson):
    with psycopg.connect(server.admin_dsn("hemis")) as admin:
        return dict(
            admin.execute(
                "select student_id, value from attendance.v_mark where lesson_id = %s", [lesson]
            ).fetchall()
        )


def test_every_acknowledged_mark_is_there_once_and_the_rest_is_sent_again(own_server, scene):
    session = Session.sign_in(f"{own_server.host}:{own_server.port}/hemis", LOGIN, BY_LOGIN[LOGIN].password)
    session.act_as("hemis_teacher")
    chance, known = random.Random(13), dict.fromkeys(scene.students, "-")  # noqa: S311 - a seed
    try:
        for _ in range(KILLS):
            waiting = type_until_killed(own_server, session, scene, chance, known)
            own_server.start()
            there = stored(own_server, scene.lesson)
            for student, mark in known.items():
                if student != waiting.student:
                    assert there.get(student, "-") == mark
            send_again(session, waiting)
            known[waiting.student] = waiting.mark
            assert stored(own_server, scene.lesson)[waiting.student] == waiting.mark
    finally:
        session.close()
    with psycopg.connect(own_server.admin_dsn("hemis")) as admin:
        sheets = admin.execute(
            "select count(*) from attendance.sheet where lesson_id = %s", [scene.lesson]
        ).fetchone()[0]
    assert sheets == len(groups(own_server, scene))


def send_again(session, change):
    """Its answer was lost: it is simply sent again, as often as the way to the server is still the former one."""
    for _attempt in range(20):
        outcome = journal.save(session.gateway, [change])
        if not outcome.troubles:
            return
        assert isinstance(outcome.troubles[0].error, Unavailable), outcome.troubles
    pytest.fail("the mark was never taken")


def groups(server, scene):
    """The groups of the students: each has one sheet, however often its first mark was sent."""
    with psycopg.connect(server.admin_dsn("hemis")) as admin:
        return admin.execute(
            "select distinct group_id from teaching.member where class_id = %s and student_id = any (%s)",
            [scene.klass, scene.students],
        ).fetchall()


def type_until_killed(server, session, scene, chance, known):
    """Mark one student after another until the server dies; return the mark whose answer never came."""
    timer = threading.Timer(chance.uniform(0.05, 1.5), kill, [server])
    timer.start()
    while True:
        student = chance.choice(scene.students)
        change = MarkChange(
            student, scene.lesson, known[student], chance.choice([m for m in "pal" if m != known[student]])
        )
        outcome = journal.save(session.gateway, [change])
        if outcome.troubles:
            assert isinstance(outcome.troubles[0].error, Unavailable), outcome.troubles
            timer.join()
            return change
        known[student] = change.mark
