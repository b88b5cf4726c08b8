"""Client and server are killed at random moments while a teacher types marks: nothing is lost or there twice."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict
from datetime import timedelta

import psycopg
import pytest

from server_db.demo.people import BY_LOGIN
from tests.trouble.killing import kill
from tests.trouble.typing_desk import LOGIN

PAIRS = range(2, 8)
#: Seconds after which a typed mark has to be in the draft of a killed program; others work on this machine too.
KEPT, PATIENCE = 1.5, 120
WAYS = ("client", "server", "both", "sleep")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")


class Desk:
    """The client process of a computer, started again with the same folder."""

    def __init__(self, server, klass, folder):
        self._server, self._klass, self._folder = server, klass, folder
        self.typed, self.stored = {}, {}
        self.settled = threading.Event()

    def start(self, seed):
        address = f"postgresql://{self._server.host}:{self._server.port}/hemis?sslmode=disable"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.trouble.typing_desk", address, self._folder, str(self._klass), str(seed)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", bufsize=1,
            env=os.environ | {
                "XDG_DATA_HOME": str(self._folder), "XDG_CONFIG_HOME": str(self._folder), "QT_QPA_PLATFORM": "offscreen"
            },
        )  # fmt: skip
        self._process.stdin.write(BY_LOGIN[LOGIN].password + "\n")
        self._listener = threading.Thread(target=self._hear, args=(self._process.stdout,), daemon=True)
        self._listener.start()

    def _hear(self, lines):
        for line in lines:
            what, *cell = line.split()
            if what == "settled":
                self.settled.set()
                continue
            student, lesson, mark = int(cell[0]), int(cell[1]), cell[2]
            if what == "typed":
                self.typed[student, lesson] = mark, time.monotonic()
            else:
                self.stored[student, lesson] = mark

    def order(self, what):
        self._process.stdin.write(what + "\n")

    def settle(self):
        """Wait until everything typed was sent: by itself, or after the program was started again."""
        assert self.settled.wait(PATIENCE), "the marks were never sent"
        self.settled.clear()

    def sleep(self):
        os.kill(self._process.pid, signal.SIGSTOP)

    def wake(self):
        os.kill(self._process.pid, signal.SIGCONT)

    def kill(self):
        with self._process:  # its pipes end with it
            self._process.kill()
        self._listener.join()


@pytest.fixture
def desk(own_server, scene, tmp_path):
    with psycopg.connect(own_server.admin_dsn("hemis"), autocommit=True) as scene.admin:
        for back in (0, 1):
            for pair in PAIRS:
                scene.add_lesson(scene.day - timedelta(days=back), pair)
    made = Desk(own_server, scene.klass, tmp_path)
    yield made
    made.kill()


def test_marks_survive_killed_clients_and_servers(own_server, desk):
    play(own_server, desk, WAYS, seed=7)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(30))
def test_marks_survive_hundreds_of_kills(own_server, desk, seed):
    play(own_server, desk, random.Random(seed).choices(WAYS, k=10), seed)  # noqa: S311 - a seed


def play(server, desk, ways, seed):
    chance = random.Random(seed)  # noqa: S311 - a seed
    desk.start(seed)
    desk.settle()
    for number, way in enumerate(ways):
        desk.order("type")
        time.sleep(chance.uniform(0.3, 3))  # when it happens
        killed = strike(server, desk, way)
        if killed:
            desk.start(seed * 1000 + number)
        else:
            desk.order("settle")
        desk.settle()
        check(server, desk, killed)


def strike(server, desk, way):
    """Kill what is to be killed; when the client was, or nothing if it lives."""
    killed = None
    if way in ("client", "both"):
        killed = time.monotonic()
        desk.kill()
    if way == "sleep":
        desk.sleep()
    if way != "client":
        kill(server)
        server.start()
    if way == "sleep":
        desk.wake()
    return killed


def check(server, desk, killed):
    """Acknowledged marks are there, and those that the draft had time to keep; each was written once."""
    with psycopg.connect(server.admin_dsn("hemis")) as admin:
        there = {
            (student, lesson): mark
            for student, lesson, mark in admin.execute(
                "select student_id, lesson_id, value from attendance.v_mark"
            )
        }
        history = admin.execute(
            "select record_id, after ->> 'marks' from audit.change where relation = 'attendance.sheet'"
            " and after ? 'marks' order by at, id"
        ).fetchall()
    for cell, mark in desk.stored.items():
        assert there.get(cell) == mark, (cell, "was acknowledged")
    for cell, (mark, at) in list(desk.typed.items()):
        if killed is not None and at > killed - KEPT and there.get(cell, "-") == "-":
            del desk.typed[cell]  # died with the program
            continue
        assert there.get(cell) == mark, (cell, "was typed", at, killed)
    written = defaultdict(list)
    for sheet, marks in history:
        for place, mark in enumerate(marks):
            if mark != "-" and (not written[sheet, place] or written[sheet, place][-1] != mark):
                written[sheet, place].append(mark)
    assert all(len(each) == 1 for each in written.values())
