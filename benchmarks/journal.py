"""The journals: opening, saving, bytes a mark, a month of a faculty and the heat map of a term."""

import argparse
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from benchmarks.heralded import heralded
from benchmarks.journal_scenery import LESSONS, STUDENTS, Scenery
from benchmarks.paired import ROUNDS, Worked, paired, worked
from benchmarks.row import Row, against
from client.data.attendance import journal, sums
from client.data.attendance.journal import MarkChange
from client.data.rating_journal import journal as points
from client.data.rating_journal.journal import PointsChange
from client.data.server.session import Session
from commands.demo import DATABASE, Demonstration
from server_db import protection
from server_db.demo.people import BY_LOGIN
from server_db.embedded import default_data_dir

NAME = "journal"
HELP = "the attendance journal under row security, against the same rows without it"
TEACHER, DEAN = "teacher_mineralogy", "dean_geology"
SAVES = 100

RAW_BARE = (
    "create table public.bare (student_id bigint, lesson_id bigint, mark smallint,"
    " primary key (student_id, lesson_id))"
)
RAW_SAVE = "insert into public.bare values " + ", ".join(["(%s, %s, %s)"] * STUDENTS)  # noqa: S608 - no values
RAW_MONTH = """
select m.student_id, (2 * count(*) filter (where m.counted <> '-'))::integer, sum(m.absent_hours)::integer,
       sum(m.unexcused_hours)::integer
  from attendance.v_mark m
 where m.faculty_id = %(faculty)s and m.day between %(first)s and %(last)s
 group by m.student_id
"""
OUR_MONTH = """
select m.student_id, (2 * count(*) filter (where m.counted <> '-'))::integer, sum(m.absent_hours)::integer,
       sum(m.unexcused_hours)::integer
  from attendance.v_mark m
 where m.day between :first and :last
 group by m.student_id
"""
RAW_WEEKS = """
select g.id, g.name, g.faculty_id, g.entry_year, date_trunc('week', s.day) as week, sum(s.entered), sum(s.absent)
  from attendance.sheet s
  join students."group" g on g.id = s.group_id
 where s.term_id = %(term)s and s.held and s.faculty_id = %(faculty)s
 group by g.id, g.name, g.faculty_id, g.entry_year, week
 order by g.name, week
"""
#: What a journal shows: the class, its dated lessons with teacher and topic, its students, marks and rulings.
RAW_JOURNAL = (
    """
    select c.id, c.name, c.training, c.hours, s.name_uz, s.name_oz, s.name_ru, s.name_en, t.name
      from teaching.class c
      join curriculum.course o on o.id = c.course_id
      join subjects.subject s on s.id = o.subject_id
      join curriculum.term t on t.id = c.term_id
     where c.id = %s
    """,
    """
    select l.id, l.row_version, l.day, l.pair, l.state, l.held_at, e.full_name, t.number, t.name, h.topic_id
      from (select *, row_number() over (order by day, pair, id) as place
              from timetable.lesson where class_id = %s and state <> 'cancelled') l
      left join employees.employee e on e.id = l.employee_id
      left join attendance.lesson_topic h on h.lesson_id = l.id
      left join topics.calendar_line c on c.class_id = l.class_id and c.place = l.place
      left join topics.topic t on t.id = coalesce(h.topic_id, c.topic_id)
     order by l.day, l.pair, l.id
    """,
    """
    select m.student_id, m.starts_on, m.ends_on, t.full_name, t.cyrillic_name, t.sort_key, t.number, g.name
      from teaching.member m
      join students.student t on t.id = m.student_id
      left join students."group" g on g.id = m.group_id
     where m.class_id = %s
    """,
    "select lesson_id, students, marks from attendance.sheet where class_id = %s and held",
    """
    select lesson_id, student_id, kind, value, reason, id
      from attendance.ruling
     where class_id = %s and taken_back_at is null
    """,
)
RAW_POINTS = (
    "select lesson_id, number, students, points from rating_journal.points where class_id = %s and held"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scale", choices=["small", "university"], default="small")
    parser.add_argument("--data-dir", type=Path, default=default_data_dir(), help="of the demonstration")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each is measured")


def measure(arguments: argparse.Namespace) -> list[Row]:
    """Measure on a copy of the demonstration, with a class of thirty students and sixty lessons in it."""
    demo = Demonstration(arguments.data_dir / arguments.scale)
    demo.prepare(arguments.scale)
    try:
        with copy(demo) as name, psycopg.connect(demo.server.admin_dsn(name), autocommit=True) as raw:
            return figures(demo.address.replace(f"/{DATABASE}", f"/{name}"), raw, arguments.rounds)
    finally:
        demo.leave()


@contextmanager
def copy(demo: Demonstration) -> Iterator[str]:
    """A copy of the demonstration that may be written into."""
    name = f"hemis_bench_{secrets.token_hex(3)}"
    with psycopg.connect(demo.server.admin_dsn(), autocommit=True) as admin:
        admin.execute(f"create database {name} template {DATABASE} owner hemis_owner")
        with psycopg.connect(demo.server.admin_dsn(name)) as inside:
            protection.protect(inside)
        try:
            yield name
        finally:
            admin.execute(f"drop database {name} with (force)")


@contextmanager
def _acting(address: str, login: str, role: str) -> Iterator[Session]:
    session = Session.sign_in(address, login, BY_LOGIN[login].password)
    try:
        session.act_as(role)
        yield session
    finally:
        session.close()


def figures(address: str, raw: psycopg.Connection, rounds: int) -> list[Row]:
    """Measure in a database that may be written into."""
    scenery = Scenery(raw, TEACHER)
    raw.execute(RAW_BARE)
    with _acting(address, TEACHER, "hemis_teacher") as teacher:
        with heralded(make_conninfo(raw.info.dsn, password=raw.info.password), listeners=1):
            told = _save(teacher, raw, scenery.students, scenery.to_save[: SAVES + 1])
            given = _save_points(teacher, raw, scenery)
        alone = _save(teacher, raw, scenery.students, scenery.to_save[SAVES + 1 :])
        saved = [
            *_rows(f"save {STUDENTS} marks of a lesson beside the herald", told, 2.5),
            *_rows("… where no herald runs and the client tells of it", alone),
        ]
        opened = _open(teacher, raw, scenery, rounds)
        rated = _open_points(teacher, raw, scenery, rounds)
    with _acting(address, DEAN, "hemis_faculty") as dean:
        sums_ = [*_month(dean, raw, scenery, rounds), *_weeks(dean, raw, scenery, rounds)]
    return [*opened, *saved, rated, *given, *sums_, *_bytes(raw)]


def _rows(measure: str, told: Worked, aim: float | None = None) -> list[Row]:
    """By the clock, and by the processor, which other work on the machine disturbs least."""
    processor = Row("… of the processor", told.processor[0], "ms", told.processor[1], told.ratio)
    return [against(measure, told.clock[0], "ms", told.clock[1], at_most=aim), processor]


def _servers(session: Session, raw: psycopg.Connection) -> tuple[list[int], list[int]]:
    """The server processes of both; a session at rest has one connection in use."""
    return [session.gateway.scalar("select pg_backend_pid()")], [raw.info.backend_pid]


def _open(teacher: Session, raw: psycopg.Connection, scenery: Scenery, rounds: int) -> list[Row]:
    def theirs() -> None:
        for statement in RAW_JOURNAL:
            raw.execute(statement, [scenery.shown]).fetchall()

    told = worked(
        lambda: journal.read(teacher.gateway, scenery.shown), theirs, *_servers(teacher, raw), rounds
    )
    return _rows(f"open a journal of {STUDENTS} × {LESSONS} as its teacher", told, 1.5)


def _save(
    teacher: Session, raw: psycopg.Connection, students: Sequence[int], to_save: Sequence[int]
) -> Worked:
    lessons, bare = iter(to_save), iter(to_save)

    def ours() -> None:
        lesson = next(lessons)
        changes = [MarkChange(student, lesson, "-", "pppa"[n % 4]) for n, student in enumerate(students)]
        outcome = journal.save(teacher.gateway, changes)
        assert not outcome.troubles, outcome.troubles  # noqa: S101 - what is refused is not measured

    def theirs() -> None:
        lesson = next(bare)
        raw.execute(RAW_SAVE, [part for student in students for part in (student, lesson, 1)])

    return worked(ours, theirs, *_servers(teacher, raw), len(to_save) - 1)


def _open_points(teacher: Session, raw: psycopg.Connection, scenery: Scenery, rounds: int) -> Row:
    def theirs() -> None:
        for statement in (*RAW_JOURNAL, RAW_POINTS):
            raw.execute(statement, [scenery.shown]).fetchall()

    ours, limit = paired(lambda: points.read(teacher.gateway, scenery.shown), theirs, rounds)
    return against(f"open a rating journal of {STUDENTS} × {LESSONS} with current control", ours, "ms", limit)


def _save_points(teacher: Session, raw: psycopg.Connection, scenery: Scenery) -> list[Row]:
    scenery.let_points_be_given()
    lessons, bare = iter(scenery.to_save), iter(range(2 * 10**9, 2 * 10**9 + SAVES + 1))

    def ours() -> None:
        lesson = next(lessons)
        changes = [
            PointsChange(student, f"{lesson}.1.1", "-", "543a"[n % 4])
            for n, student in enumerate(scenery.students)
        ]
        outcome = points.save(teacher.gateway, changes)
        assert not outcome.troubles, outcome.troubles  # noqa: S101 - what is refused is not measured

    def theirs() -> None:
        lesson = next(bare)
        raw.execute(RAW_SAVE, [part for student in scenery.students for part in (student, lesson, 1)])

    told = worked(ours, theirs, *_servers(teacher, raw), SAVES)
    return _rows(f"save {STUDENTS} points of a lesson beside the herald", told, 2.5)


def _month(dean: Session, raw: psycopg.Connection, scenery: Scenery, rounds: int) -> list[Row]:
    days = {"first": scenery.first, "last": scenery.last}
    told = worked(
        lambda: dean.gateway.rows(OUR_MONTH, **days),
        lambda: raw.execute(RAW_MONTH, {"faculty": scenery.faculty, **days}).fetchall(),
        *_servers(dean, raw),
        min(rounds, 30),
    )
    return _rows("attendance of the students of a faculty in a month", told, 1.5)


def _weeks(dean: Session, raw: psycopg.Connection, scenery: Scenery, rounds: int) -> list[Row]:
    asked = {"term": scenery.term, "faculty": scenery.faculty}
    told = worked(
        lambda: sums.weeks(dean.gateway, scenery.term),
        lambda: raw.execute(RAW_WEEKS, asked).fetchall(),
        *_servers(dean, raw),
        min(rounds, 100),
    )
    return _rows("heat map of weeks and groups of a term", told, 1.5)


def _bytes(raw: psycopg.Connection) -> list[Row]:
    """Bytes of a mark with indexes, of marks saved one lesson after another, and with their history."""
    bare, sheets, marks, history = raw.execute(
        """
        with mark as (select m.student_id, m.lesson_id from attendance.v_mark m)
        select pg_total_relation_size('public.bare')::float / (select count(*) from public.bare),
               pg_total_relation_size('attendance.sheet')::float, (select count(*) from mark)::float,
               (select avg(pg_column_size(c.*)) from audit.change c where c.relation = 'attendance.sheet'
                   and c.login = %s)::float
        """,
        [TEACHER],
    ).fetchone() or (1.0, 0.0, 1.0, 0.0)
    alone = sheets / marks
    # A line of history has three index entries besides.
    lines = (history + 3 * 28) * 1.05 / STUDENTS
    return [
        against("bytes a mark with indexes", alone, "bytes", bare, at_most=2.5),
        against("… with its history", alone + lines, "bytes", bare, at_most=4.0),
    ]
