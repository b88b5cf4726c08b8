"""A process of the benchmark `crowd`: fifty desks, each with a connection of its own, that save at the same time."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

import psycopg

from client.core.errors import HemisError
from client.data.attendance import journal
from client.data.attendance.journal import MarkChange
from client.data.server.session import Session

Act = Callable[[int], bool]
RAW_SAVE = "insert into public.bare values "


@dataclass(frozen=True)
class Desk:
    """Who sits at it, and the lessons to be marked; the first of them warms up."""

    login: str
    password: str
    lessons: tuple[int, ...]
    students: tuple[int, ...]


def work(pipe: Connection, way: str, address: str, desks: tuple[Desk, ...]) -> None:
    """Open all, wait for the word, save, and send back when each save began and ended, and whether it was told."""
    opened = [(_opened_by_program if way == "ours" else _opened_by_driver)(address, desk) for desk in desks]
    found: list[tuple[float, float, bool]] = []
    barrier = threading.Barrier(len(desks) + 1)
    threads = [
        threading.Thread(target=_sit, args=(act, desk.lessons[1:], barrier, found))
        for desk, (act, _close) in zip(desks, opened, strict=True)
    ]
    for thread in threads:
        thread.start()
    pipe.send("ready")
    pipe.recv()
    barrier.wait()
    for thread in threads:
        thread.join()
    pipe.send(found)
    for _act, close in opened:
        close()


def _sit(
    act: Act, lessons: tuple[int, ...], barrier: threading.Barrier, found: list[tuple[float, float, bool]]
) -> None:
    barrier.wait()
    for lesson in lessons:
        began = time.monotonic()
        told = act(lesson)
        found.append((began, time.monotonic(), told))


def _opened_by_program(address: str, desk: Desk) -> tuple[Act, Callable[[], None]]:
    """As the program does it: signed in, acting as a teacher."""
    session = Session.sign_in(address, desk.login, desk.password)
    session.act_as("hemis_teacher")

    def act(lesson: int) -> bool:
        changes = [MarkChange(each, lesson, "-", "pppa"[n % 4]) for n, each in enumerate(desk.students)]
        try:
            return not journal.save(session.gateway, changes).troubles
        except HemisError:
            return False

    act(desk.lessons[0])
    return act, session.close


def _opened_by_driver(address: str, desk: Desk) -> tuple[Act, Callable[[], None]]:
    connection = psycopg.connect(address, autocommit=True)
    statement = RAW_SAVE + ", ".join(["(%s, %s, %s)"] * len(desk.students))

    def act(lesson: int) -> bool:
        connection.execute(statement, [part for each in desk.students for part in (each, lesson, 1)])
        return True

    act(desk.lessons[0])
    return act, connection.close
