"""A whole term of a university: every lesson with attendance, filled by COPY under all rules, and the journal in it."""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import psycopg

from benchmarks.journal import copy, figures
from benchmarks.row import Row
from commands.demo import DATABASE, Demonstration
from server_db.embedded import default_data_dir

NAME = "term"
HELP = "attendance of a whole term of 50 000 students by COPY: time, size, and the journal's rows on it"
MINUTES, GIGABYTES, CHUNK = 10.0, 20.0, 20_000
PRESENT = "p" * 88 + "a" * 7 + "l" * 3 + "e" * 2
COLUMNS = "faculty_id, department_id, employee_id, term_id, class_id, lesson_id, group_id, day, pair, students, marks"
#: The sheets to be: each lesson that takes place, with the students of a group who sit in its class on that day.
SHEETS = """
copy (
    select l.faculty_id, l.department_id, l.employee_id, l.term_id, l.class_id, l.id, m.group_id, l.day, l.pair,
           array_agg(m.student_id order by m.id), count(*)
      from timetable.lesson l
      join teaching.member m
        on m.class_id = l.class_id and m.starts_on <= l.day and coalesce(m.ends_on, 'infinity') >= l.day
     where l.class_id is not null and l.state <> 'cancelled' and l.employee_id is not null
     group by l.id, m.group_id)
to stdout
"""
SIZES = """
select pg_total_relation_size('attendance.sheet'),
       (select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = 'audit.change'::regclass),
       pg_database_size(current_database())
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scale", choices=["small", "university"], default="university")
    parser.add_argument("--data-dir", type=Path, default=default_data_dir(), help="of the demonstration")
    parser.add_argument(
        "--rounds", type=int, default=60, help="how often each row of the journal is measured"
    )


def measure(arguments: argparse.Namespace) -> list[Row]:
    """Fill a copy of the demonstration, which goes afterwards."""
    demo = Demonstration(arguments.data_dir / arguments.scale)
    demo.prepare(arguments.scale)
    try:
        with copy(demo) as name, psycopg.connect(demo.server.admin_dsn(name), autocommit=True) as raw:
            filled = _fill(raw)
            address = demo.address.replace(f"/{DATABASE}", f"/{name}")
            return [*filled, *figures(address, raw, arguments.rounds)]
    finally:
        demo.leave()


def _fill(raw: psycopg.Connection) -> list[Row]:
    raw.execute("truncate attendance.sheet")
    raw.execute(
        "vacuum full audit.change"
    )  # what filling the demonstration left free would take the new lines
    before = _sizes(raw)
    lines = raw.cursor().copy(SHEETS)
    with lines as sheets:
        wanted = [bytes(each) for each in sheets]
    chance = Random(1)  # noqa: S311 - chance, not secrecy
    marks = sum(int(each.rsplit(b"\t", 1)[1]) for each in wanted)
    started = time.perf_counter()
    for first in range(0, len(wanted), CHUNK):
        with raw.cursor().copy(f"copy attendance.sheet ({COLUMNS}) from stdin") as into:
            into.write(b"".join(_marked(wanted[first : first + CHUNK], chance)))
    copied = time.perf_counter() - started
    held = raw.execute(
        "update timetable.lesson l set held_at = now(), held_by = 'demo' where l.held_at is null"
        " and exists (select from attendance.sheet s where s.lesson_id = l.id)"
    ).rowcount
    took = time.perf_counter() - started
    raw.execute("vacuum analyze attendance.sheet")
    after = _sizes(raw)
    return [
        Row("sheets of lessons and groups", len(wanted), f"with {marks} marks"),
        Row("… copied, with keys, rules and history", copied / 60, "min"),
        Row(f"… and {held} lessons held, all together", took / 60, "min", MINUTES, took / 60 / MINUTES,
            f"≤ {MINUTES:g} min", took / 60 <= MINUTES),
        Row("bytes a mark with indexes", (after[0] - before[0]) / marks, "bytes"),
        Row("… with the history of marks and lessons", (after[0] + after[1] - before[0] - before[1]) / marks, "bytes"),
        Row("the whole database", after[2] / 1e9, "GB", GIGABYTES, after[2] / 1e9 / GIGABYTES,
            f"≤ {GIGABYTES:g} GB", after[2] / 1e9 <= GIGABYTES),
    ]  # fmt: skip


def _marked(sheets: list[bytes], chance: Random) -> Iterator[bytes]:
    """A letter for each of the students instead of their number."""
    for sheet in sheets:
        head, count = sheet.rsplit(b"\t", 1)
        yield head + b"\t" + "".join(chance.choices(PRESENT, k=int(count))).encode() + b"\n"


def _sizes(raw: psycopg.Connection) -> tuple[int, int, int]:
    sheets, history, whole = raw.execute(SIZES).fetchone() or (0, 0, 0)
    return sheets, int(history), whole
