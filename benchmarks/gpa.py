"""The GPA of a whole university in one statement, under row security, against the one bare aggregate."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from benchmarks.paired import paired
from benchmarks.row import Row, against
from benchmarks.small_university import acting, small_university

NAME = "gpa"
HELP = "the GPA of 50 000 students in one statement"
LOGIN, ROLE = "academic_office", "hemis_academic_office"
STUDENTS, SUBJECTS, ROUNDS, AIM = 50_000, 24, 7, 1.3
OURS = "select count(*), sum(gpa) from grades.gpa_in_all()"
LEVELS = "select count(*), sum(gpa) from grades.gpa(null)"
BARE = """
select count(*), sum(gpa)
  from (
    select student_id, round(sum(credits * grade) / nullif(sum(credits), 0), 2) as gpa,
           count(*) filter (where not passed) as debts
      from grades.record
     where counts
     group by student_id) s
"""
#: Results of more students than the demonstration has: keys are not asked for them, the measured sums are the same.
FILLING = """
insert into grades.record (faculty_id, origin_id, student_id, subject_id, line, year, semester, hours, credits,
                           ending, points, mark, grade, passed, source, counts, why)
select f.id, f.id, 1000000 + s, 1 + n %% 20, 'subject', 2022 + n / 12, 1 + n / 6, 150, 5 + n %% 3, '11',
       60 + (s + n) %% 40, '4', case when (s * 7 + n) %% 23 = 0 then 2 else 3 + (s + n) %% 3 end,
       (s * 7 + n) %% 23 <> 0, 'sheet', true, 'only'
  from generate_series(1, %(students)s) s
 cross join generate_series(0, %(subjects)s - 1) n
 cross join (select min(id) as id from structure.unit where kind = '11') f
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--students", type=int, default=STUDENTS, help=f"how many (default {STUDENTS})")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each is measured")


def measure(arguments: argparse.Namespace) -> list[Row]:
    """Measure on a server of its own."""
    with _filled(arguments.students) as (admin, person):
        ours, bare = paired(lambda: person.execute(OURS), lambda: admin.execute(BARE), arguments.rounds)
        levels, again = paired(lambda: person.execute(LEVELS), lambda: admin.execute(BARE), arguments.rounds)
        count = admin.execute("select count(*) from grades.record where counts").fetchone()
    return [
        Row("students", arguments.students, f"with {count[0] if count else 0} results that count"),
        against("GPA of the university", ours, "ms", bare, at_most=AIM),
        against("… by semester, year and in all at once", levels, "ms", again),
    ]


@contextmanager
def _filled(students: int) -> Iterator[tuple[psycopg.Connection, psycopg.Connection]]:
    with small_university(durable=False) as (server, admin):
        admin.execute("set session_replication_role = replica")
        admin.execute(FILLING, {"students": students, "subjects": SUBJECTS})
        admin.execute("set session_replication_role = origin")
        admin.execute("vacuum analyze grades.record")
        with acting(server, LOGIN, ROLE) as person:
            yield admin, person
