"""A term of a university unfolded into dated lessons against the bare inserts, and a faculty's builder opened.

The term is made for the purpose: faculties of sixty groups, each group with a room and a teacher of its own, so that
there is nothing to plan and nothing clashes.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import psycopg
from psycopg.conninfo import make_conninfo

from benchmarks.paired import paired
from benchmarks.row import Row, against
from client.data.session import Session
from client.data.timetable.rows import read
from client.data.timetable.week import week_of
from server_db import install
from server_db.demo.fill import fill
from server_db.demo.people import BY_LOGIN
from server_db.embedded import EmbeddedServer

LOGIN, ROLE, DATABASE = "academic_office", "hemis_academic_office", "hemis"
WEEKS, GROUPS, CARDS = 16, 60, 26
AIM, ROUNDS = 2.0, 20
LESSON = (
    "faculty_id, term_id, department_id, class_id, examination_id, card_id, planned_day, planned_pair, day, pair,"
    " room_id, employee_id, state, changed, reason"
)
PART = "lesson_id, group_id, slice_from, faculty_id, slice_to, day, pair, live"


def rows(lessons: int) -> list[Row]:
    """Measure a term of about so many lessons on a server of its own."""
    with _university(max(1, round(lessons / (WEEKS * GROUPS * CARDS)))) as (server, admin, versions):
        opened = _opening(server, admin, versions[0])
        began = perf_counter()
        for version in versions:
            _publish(server, version)
        ours = perf_counter() - began
        return [opened, *_against_bare(admin, ours)]


def _publish(server: EmbeddedServer, version: int) -> None:
    login = {"user": LOGIN, "password": BY_LOGIN[LOGIN].password}
    with psycopg.connect(make_conninfo(server.admin_dsn(DATABASE), **login)) as person:
        person.execute(f"set role {ROLE}")
        person.execute("select timetable.publish(%s)", [version])


def _against_bare(admin: psycopg.Connection, ours: float) -> list[Row]:
    """The same rows into tables with the same keys; then without the key that keeps groups apart, to see its cost."""
    lessons, parts = (_count(admin, table) for table in ("lesson", "lesson_part"))
    bare = _bare_lessons(admin) + _bare_parts(admin, keyed=True)
    light = _bare_parts(admin, keyed=False)
    keyed = _bare_parts(admin, keyed=True)
    return [
        Row("lessons unfolded", lessons, f"with {parts} parts"),
        against("unfolding a term of a university", ours, "s", bare, at_most=AIM),
        against("… the key that keeps groups apart, in the bare inserts", keyed, "s", light),
    ]


def _count(admin: psycopg.Connection, table: str) -> int:
    row = admin.execute(f"select count(*) from timetable.{table}").fetchone()  # noqa: S608 - names of ours
    return int(row[0]) if row else 0


def _bare_lessons(admin: psycopg.Connection) -> float:
    admin.execute("drop schema if exists bare cascade; create schema bare")
    admin.execute("create table bare.lesson (like timetable.lesson including all)")
    _same_keys(admin, "lesson")
    return _timed(
        admin, f"insert into bare.lesson ({LESSON}) select {LESSON} from timetable.lesson order by id"
    )


def _bare_parts(admin: psycopg.Connection, *, keyed: bool) -> float:
    admin.execute("drop table if exists bare.lesson_part")
    admin.execute("create table bare.lesson_part (like timetable.lesson_part including all)")
    _same_keys(admin, "lesson_part")
    if not keyed:
        [(name,)] = admin.execute(
            "select conname from pg_constraint where conrelid = 'bare.lesson_part'::regclass and contype = 'x'"
        )
        admin.execute(f'alter table bare.lesson_part drop constraint "{name}"')
    return _timed(
        admin,
        f"insert into bare.lesson_part ({PART}) select {PART} from timetable.lesson_part order by lesson_id",
    )


def _same_keys(admin: psycopg.Connection, table: str) -> None:
    keys = admin.execute(
        "select pg_get_constraintdef(oid) from pg_constraint where conrelid = %s::regclass and contype = 'f'",
        [f"timetable.{table}"],
    ).fetchall()
    for (key,) in keys:
        admin.execute(f"alter table bare.{table} add {key}")


def _timed(admin: psycopg.Connection, statement: str) -> float:
    began = perf_counter()
    admin.execute(statement)
    return perf_counter() - began


def _opening(server: EmbeddedServer, admin: psycopg.Connection, version: int) -> Row:
    """The builder of a faculty opened by the client, against its rows by the bare driver."""
    session = Session.sign_in(f"{server.host}:{server.port}/{DATABASE}", LOGIN, BY_LOGIN[LOGIN].password)
    try:
        session.act_as(ROLE)
        ours, theirs = paired(
            lambda: week_of(read(session.gateway, version)),
            lambda: [admin.execute(raw, {"version": version}).fetchall() for raw in RAW],
            ROUNDS,
        )
    finally:
        session.close()
    return against("opening a faculty's builder", ours, "ms", theirs, at_most=AIM)


@contextmanager
def _university(faculties: int) -> Iterator[tuple[EmbeddedServer, psycopg.Connection, list[int]]]:
    folder = Path(tempfile.mkdtemp(prefix="hemis-bench-"))
    folder.chmod(0o755)  # the server's account enters it
    try:
        with EmbeddedServer(folder) as server:
            dsn = install.init(server.admin_dsn(), database=DATABASE)
            with psycopg.connect(dsn, autocommit=True) as admin:
                fill(admin, scale="small")
                versions = _plan(admin, faculties)
                admin.execute("analyze")
                yield server, admin, versions
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _plan(admin: psycopg.Connection, faculties: int) -> list[int]:
    """Faculties with groups, rooms, teachers, classes and placed cards; past the triggers, for it is scenery."""
    admin.execute("set session_replication_role = replica")
    for statement in SCENERY:
        admin.execute(statement, {"faculties": faculties, "groups": GROUPS, "cards": CARDS, "weeks": WEEKS})
    admin.execute("reset session_replication_role")
    return [number for (number,) in admin.execute("select version_id from scenery order by n").fetchall()]


SCENERY = (
    """create temporary table scenery (n integer, faculty_id bigint, plan_id bigint, semester_id bigint, term_id bigint,
                                      version_id bigint)""",
    """with term as (
        insert into curriculum.term (academic_year_id, season, name, starts_on, ends_on)
        select y.id, '12', 'bench', d, d + 7 * %(weeks)s - 1
          from (select id from curriculum.academic_year order by id desc limit 1) y
         cross join (select date_trunc('week', current_date)::date + 364 as d) d
        on conflict (academic_year_id, season) do update set starts_on = excluded.starts_on, ends_on = excluded.ends_on
        returning id
    )
    insert into scenery (n, term_id) select n, id from term cross join generate_series(1, %(faculties)s) n""",
    """with made as (
        insert into structure.unit (kind, code, name_uz, parent_id)
        select '11', '403-' || 500 + n, 'Fakultet ' || n, (select parent_id from structure.unit where kind = '11' limit 1)
          from scenery
        returning id, code)
    update scenery set faculty_id = made.id from made where code = '403-' || 500 + n""",
    """with made as (
        insert into curriculum.curriculum (faculty_id, specialty_id, name, education_type, education_form, entry_year,
                                           marking_system_id)
        select faculty_id, faculty_id, 'bench', '11', '11', 2024, (select min(id) from curriculum.marking_system)
          from scenery
        returning id, faculty_id)
    update scenery s set plan_id = made.id from made where made.faculty_id = s.faculty_id""",
    """with made as (
        insert into curriculum.semester (faculty_id, curriculum_id, number, term_id, starts_on, ends_on)
        select faculty_id, plan_id, 1, t.id, t.starts_on, t.ends_on
          from scenery join curriculum.term t on t.id = term_id
        returning id, faculty_id)
    update scenery s set semester_id = made.id from made where made.faculty_id = s.faculty_id""",
    """insert into curriculum.week (faculty_id, curriculum_id, semester_id, number, starts_on)
    select faculty_id, plan_id, semester_id, w, t.starts_on + 7 * (w - 1)
      from scenery join curriculum.term t on t.id = term_id cross join generate_series(1, %(weeks)s) w""",
    """with made as (
        insert into timetable.version (faculty_id, term_id, name, state, valid_from, board, author)
        select faculty_id, term_id, 'bench', 'private', t.starts_on, -1 - n, 'bench'
          from scenery join curriculum.term t on t.id = term_id
        returning id, faculty_id)
    update scenery s set version_id = made.id from made where made.faculty_id = s.faculty_id""",
    """create temporary table attended as
    select faculty_id, term_id, version_id, plan_id, semester_id, g, null::bigint as group_id, null::bigint as room_id,
           null::bigint as employee_id
      from scenery cross join generate_series(1, %(groups)s) g""",
    """with made as (
        insert into students."group" (faculty_id, specialty_id, name, entry_year, education_form, language)
        select faculty_id, faculty_id, faculty_id || '-' || g, 2024, '11', '11' from attended
        returning id, name)
    update attended set group_id = made.id from made where name = faculty_id || '-' || g""",
    """with made as (
        insert into infrastructure.room (building_id, name, kind, capacity)
        select (select min(id) from infrastructure.building), faculty_id || '-' || g, '11', 60 from attended
        returning id, name)
    update attended set room_id = made.id from made where name = faculty_id || '-' || g""",
    """with made as (
        insert into employees.employee (surname, given_name, number)
        select 'Bench', faculty_id || '-' || g, lpad((700000000 + row_number() over ())::text, 10, '4') from attended
        returning id, given_name)
    update attended set employee_id = made.id from made where given_name = faculty_id || '-' || g""",
    """with subject as (
        insert into subjects.subject (code, name_uz) select 'B' || c, 'Fan ' || c from generate_series(1, %(cards)s) c
        returning id)
    insert into curriculum.course (faculty_id, curriculum_id, semester_id, subject_id, credits)
    select faculty_id, plan_id, semester_id, subject.id, 4 from scenery cross join subject""",
    """create temporary table class_of as
    select a.*, c.id as course_id, row_number() over (partition by a.group_id order by c.id) as n, null::bigint as class_id
      from attended a join curriculum.course c on c.faculty_id = a.faculty_id and c.semester_id = a.semester_id""",
    """with made as (
        insert into teaching.class (faculty_id, term_id, course_id, training, name, size, hours)
        select faculty_id, term_id, course_id, '11', group_id || '/' || n, 25, 2 * %(weeks)s from class_of
        returning id, name)
    update class_of set class_id = made.id from made where name = group_id || '/' || n""",
    # Every fifth class is a laboratory of two halves.
    """insert into teaching.part (faculty_id, class_id, group_id, course_id, slice_from, slice_to)
    select faculty_id, class_id, group_id, course_id, f, t
      from class_of
     cross join lateral (values (0, 12, n %% 5 > 0), (0, 6, n %% 5 = 0), (6, 12, n %% 5 = 0)) v (f, t, held)
     where held""",
    """insert into timetable.card (faculty_id, term_id, version_id, class_id, employee_id, day, pair, room_id)
    select faculty_id, term_id, version_id, class_id, employee_id, 1 + (n - 1) %% 6, 1 + (n - 1) / 6, room_id
      from class_of""",
)

RAW = (
    "select number, starts_at, ends_at from curriculum.pair where active order by number",
    """select c.id, c.row_version, c.class_id, c.number, c.employee_id, e.full_name, c.pairs, c.phase, c.day, c.pair,
              c.room_id, c.locked, k.training, k.name, k.size, k.room_kind, k.device, s.id, s.name_uz
         from timetable.card c
         join teaching.class k on k.id = c.class_id
         join curriculum.course u on u.id = k.course_id
         join subjects.subject s on s.id = u.subject_id
         left join employees.employee e on e.id = c.employee_id
        where c.version_id = %(version)s order by c.class_id, c.number""",
    """select p.class_id, p.group_id, g.name, p.slice_from, p.slice_to
         from teaching.part p join students."group" g on g.id = p.group_id
        where p.class_id in (select class_id from timetable.card where version_id = %(version)s)
        order by p.class_id, p.group_id, p.slice_from""",
    """select r.id, r.name, b.id, b.name, r.kind, r.capacity
         from infrastructure.room r join infrastructure.building b on b.id = r.building_id
        where r.active and b.active order by b.name, r.name""",
    "select room_id, device from infrastructure.room_equipment",
    """select w.employee_id, w.group_id, w.room_id, w.day, w.pair, w.forbidden, w.cost
         from timetable.wish w where w.term_id = (select term_id from timetable.version where id = %(version)s)""",
    """select kind, employee_id, group_id, gap_cost from timetable.day_rule
        where faculty_id = (select faculty_id from timetable.version where id = %(version)s)""",
    "select from_building_id, to_building_id, minutes from timetable.travel",
    """select o.kind, o.resource_id, o.day, o.pair, o.parity, u.name_uz
         from timetable.occupation o join structure.unit u on u.id = o.faculty_id
        where o.board = (select term_id from timetable.version where id = %(version)s)
          and o.faculty_id <> (select faculty_id from timetable.version where id = %(version)s)""",
)
