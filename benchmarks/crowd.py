"""Two hundred teachers who save at once, each on a connection of the own, beside the herald and as many listeners."""

import argparse
import multiprocessing
from pathlib import Path

import psycopg

from benchmarks.crowd_desks import Desk, work
from benchmarks.crowd_scenery import SAVES, TEACHERS, desks, logins
from benchmarks.heralded import heralded
from benchmarks.journal import RAW_BARE, copy
from benchmarks.journal_scenery import STUDENTS
from benchmarks.row import Row
from commands.demo import DATABASE, Demonstration
from server_db.embedded import default_data_dir

NAME = "crowd"
HELP = f"{TEACHERS} teachers saving the marks of a lesson at once, against the same inserts into a bare table"
PROCESSES, CONNECTIONS = 4, 3 * TEACHERS
SHARE, SECONDS, OF_ALL = 0.3, 2.0, 0.95


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data-dir", type=Path, default=default_data_dir(), help="of a demonstration of its own"
    )


def measure(arguments: argparse.Namespace) -> list[Row]:
    """Each way in a copy of its own; the bare table before and after, for the machine is not always the same."""
    demo = Demonstration(arguments.data_dir / "crowd")
    demo.prepare("small")
    try:
        _admit(demo)
        with psycopg.connect(demo.server.admin_dsn(DATABASE), autocommit=True) as admin:
            logins(admin)
        first = _bare(demo)
        told, silent = _ours(demo, notices=True), _ours(demo, notices=False)
        bare = max(first, _bare(demo))
        return [*told.rows("with notices", bare, SHARE), *silent.rows("without notices", bare, None)]
    finally:
        demo.leave()


def _admit(demo: Demonstration) -> None:
    """A demonstration admits a hundred connections."""
    with psycopg.connect(demo.server.admin_dsn(), autocommit=True) as admin:
        (admitted,) = admin.execute("select current_setting('max_connections')::integer").fetchone() or (0,)
        if admitted < CONNECTIONS:
            admin.execute(f"alter system set max_connections = {CONNECTIONS}")
    if admitted < CONNECTIONS:
        demo.server.stop()
        demo.server.start()


class Outcome:
    """When saves began and ended; what was said to be saved, and what is there."""

    def __init__(self, found: list[tuple[float, float, bool]], lost: int, twice: int) -> None:
        self.rate = len(found) / (max(end for _, end, _ in found) - min(began for began, _, _ in found))
        self.late = sorted(end - began for began, end, _ in found)[int(len(found) * OF_ALL) - 1]
        self.refused = sum(not told for *_times, told in found)
        self.lost, self.twice = lost, twice

    def rows(self, words: str, bare: float, share: float | None) -> list[Row]:
        ratio = self.rate / bare
        aim = "" if share is None else f"≥ {share:g}"
        clean = self.refused == self.lost == self.twice == 0
        return [
            Row(f"{TEACHERS} teachers saving at once, {words}", self.rate, "saves/s", bare, ratio, aim,
                None if share is None else ratio >= share),
            Row("… 95 % of the saves within", self.late, "s", SECONDS, self.late / SECONDS, f"≤ {SECONDS:g} s",
                self.late <= SECONDS),
            Row("… refused, lost, twice", self.refused + self.lost + self.twice, "", aim="0", met=clean),
        ]  # fmt: skip


def _bare(demo: Demonstration) -> float:
    with copy(demo) as name, psycopg.connect(demo.server.admin_dsn(name), autocommit=True) as admin:
        admin.execute(RAW_BARE)
        made = tuple(
            Desk("", "", tuple(range(place * 100, place * 100 + SAVES + 1)), tuple(range(STUDENTS)))
            for place in range(TEACHERS)
        )
        return Outcome(_at_once("bare", demo.server.admin_dsn(name), made), 0, 0).rate


def _ours(demo: Demonstration, *, notices: bool) -> Outcome:
    with copy(demo) as name, psycopg.connect(demo.server.admin_dsn(name), autocommit=True) as admin:
        made = desks(admin)
        with heralded(demo.server.admin_dsn(name), listeners=TEACHERS if notices else 0):
            found = _at_once("ours", demo.address.replace(f"/{DATABASE}", f"/{name}"), made)
        wanted = [lesson for desk in made for lesson in desk.lessons]
        (whole,) = admin.execute(
            "select count(*) from (select lesson_id from attendance.v_mark where lesson_id = any (%s)"
            " group by lesson_id having count(*) = %s and count(distinct student_id) = %s) s",
            [wanted, STUDENTS, STUDENTS],
        ).fetchone() or (0,)
        (marks,) = admin.execute(
            "select count(*) from attendance.v_mark where lesson_id = any (%s)", [wanted]
        ).fetchone() or (0,)
        return Outcome(found, len(wanted) - whole, max(0, marks - len(wanted) * STUDENTS))


def _at_once(way: str, address: str, made: tuple[Desk, ...]) -> list[tuple[float, float, bool]]:
    context = multiprocessing.get_context("spawn")
    pipes, workers = [], []
    for place in range(PROCESSES):
        here, there = context.Pipe()
        worker = context.Process(target=work, args=(there, way, address, made[place::PROCESSES]))
        worker.start()
        pipes.append(here)
        workers.append(worker)
    for pipe in pipes:
        pipe.recv()
    for pipe in pipes:
        pipe.send("go")
    found = [each for pipe in pipes for each in pipe.recv()]
    for worker in workers:
        worker.join()
    return found
