"""Orders of thousands, and counting students of years: against the bare statements that do the least of it.

No university is filled for this: the students of the small demonstration, with their time lines and the lines of their
orders, are copied within their tables until there are fifty thousand. Groups stay those of the demonstration, of
some nine hundred students each, and nobody of the copies sits in a class or has results.

The limits: an order applied is held against one bare UPDATE of its students and bare INSERTs of its lines and of its
periods, in tables with the same keys and without triggers, generated columns and references; judging against the query
that brings all lines with their students and transitions to the client; a balance against the headcount of one day.
"""

import argparse
from datetime import date, timedelta

import psycopg

from benchmarks.movement_scenery import Scenery, filled, promotion, sign
from benchmarks.paired import Worked, worked
from benchmarks.row import Row, against

NAME = "movement"
HELP = "an order that promotes 10 000 students, and counting 50 000 as of any day"
STUDENTS, LINES, ROUNDS = 50_000, 10_000, 9
BARE = """
create table public.bare_student (like students.student including all excluding generated excluding identity);
insert into public.bare_student select * from students.student;
create table public.bare_line (like movement.line including all excluding generated excluding identity);
create table public.bare_period (like students.period including all excluding generated excluding identity);
create index on public.bare_period (student_id) where ends_on is null;
vacuum analyze public.bare_student;
"""
BARE_UPDATE = """
update public.bare_student s set course = l.new_course, semester = l.new_semester
  from movement.line l
 where l.decree_id = %s and s.id = l.student_id
"""
BARE_LINES = "insert into public.bare_line select * from movement.line where decree_id = %s"
BARE_PERIODS = """
insert into public.bare_period
select p.*
  from students.period p
  join movement.line l on l.student_id = p.student_id
 where l.decree_id = %s and p.ends_on is null
"""
BARE_READ = """
select l.*, s.faculty_id, s.specialty_id, s.group_id, s.status, s.course, s.semester, s.education_form, s.payment_form,
       s.language, t.allowed, t.moves, t.reasons, t.dated
  from movement.decree d
  join movement.line l on l.decree_id = d.id
  join students.student s on s.id = l.student_id
  left join movement.transition t on t.act = d.act and t.from_status = s.status
 where d.id = %s
"""
COUNT_NOW = "select faculty_id, course, count(*) from students.student where status in ('11', '13', '15') group by 1, 2"
COUNT_THEN = (
    "select faculty_id, course, count(*) from movement.as_of(%s)"
    " where status in ('11', '13', '15') group by 1, 2"
)
HEADCOUNT = "select * from movement.headcount(%s)"
BALANCE = "select * from movement.balance(%s, %s)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--students", type=int, default=STUDENTS, help=f"how many (default {STUDENTS})")
    parser.add_argument("--lines", type=int, default=LINES, help=f"of the order (default {LINES})")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each is measured")


def measure(arguments: argparse.Namespace) -> list[Row]:
    """Measure on a server of its own."""
    with filled(arguments.students) as scenery:
        return [
            *_told(scenery),
            *_counted(scenery, arguments.rounds),
            *_ordered(scenery, arguments.lines, arguments.rounds),
        ]


def _told(scenery: Scenery) -> list[Row]:
    periods = scenery.one("select count(*) from students.period")
    lines = scenery.one("select count(*) from movement.line")
    return [
        Row("students", scenery.one("select count(*) from students.student"), "rows"),
        Row("… their periods and lines of orders", periods, "rows", lines),
    ]


def _rows(measure: str, told: Worked, aim: float) -> list[Row]:
    """By the clock, and by the processor, which other work on the machine disturbs least."""
    processor = Row("… of the processor", told.processor[0], "ms", told.processor[1], told.ratio)
    return [against(measure, told.clock[0], "ms", told.clock[1], at_most=aim), processor]


def _compared(scenery: Scenery, ours: str, theirs: str, rounds: int, *values: object) -> Worked:
    """What the office asks under row security, against what the administrator asks."""
    return worked(
        lambda: scenery.office.execute(ours, values).fetchall(),
        lambda: scenery.admin.execute(theirs, values if "%s" in theirs else ()).fetchall(),
        [scenery.office.info.backend_pid],
        [scenery.admin.info.backend_pid],
        rounds,
    )


def _counted(scenery: Scenery, rounds: int) -> list[Row]:
    """The days are values, as a window gives them: an expression would be reckoned for every row."""
    today = date.today()  # noqa: DTZ011 - which of two days it is makes no difference here
    year, four, last = (today - timedelta(days) for days in (300, 1500, 10))
    return [
        *_rows("headcount by faculty and course, last year", _headcount(scenery, rounds, year), 3),
        *_rows("… four years ago", _headcount(scenery, rounds, four), 8),
        *_rows(
            "balance between two days of a year", _balance(scenery, rounds, last - timedelta(365), last), 3
        ),
    ]


def _headcount(scenery: Scenery, rounds: int, day: date) -> Worked:
    return _compared(scenery, COUNT_THEN, COUNT_NOW, rounds, day)


def _balance(scenery: Scenery, rounds: int, first: date, last: date) -> Worked:
    own = [scenery.office.info.backend_pid]
    return worked(
        lambda: scenery.office.execute(BALANCE, [first, last]).fetchall(),
        lambda: scenery.office.execute(HEADCOUNT, [last]).fetchall(),
        own,
        own,
        rounds,
    )


def _ordered(scenery: Scenery, lines: int, rounds: int) -> list[Row]:
    order = promotion(scenery, lines)
    judged = _compared(scenery, "select * from movement.verdicts(%s)", BARE_READ, rounds, order)
    sign(scenery, order)
    for statement in filter(None, BARE.strip().split(";\n")):
        scenery.admin.execute(statement.rstrip(";"))
    applied = worked(
        lambda: _taken_back(scenery.office, ("select movement.apply(%s)",), order),
        lambda: _taken_back(scenery.admin, (BARE_UPDATE, BARE_LINES, BARE_PERIODS), order),
        [scenery.office.info.backend_pid],
        [scenery.admin.info.backend_pid],
        rounds,
    )
    return [
        *_rows(f"judging a draft of {lines} lines", judged, 3),
        *_rows(f"promotion of {lines} students applied", applied, 4),
    ]


def _taken_back(connection: psycopg.Connection, statements: tuple[str, ...], order: int) -> None:
    """Do it, and leave everything as it was for the next round."""
    with connection.transaction(force_rollback=True):
        for statement in statements:
            connection.execute(statement, [order])
