"""A term of a university unfolded into dated lessons against the bare inserts, and a faculty's builder opened.

The term is made for the purpose: faculties of sixty groups, each group with a room and a teacher of its own, so that
there is nothing to plan and nothing clashes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

import psycopg

from benchmarks.paired import paired
from benchmarks.row import Row, against
from benchmarks.small_university import DATABASE, acting, small_university
from benchmarks.unfolding_scenery import CARDS, GROUPS, WEEKS, plan
from client.data.server.session import Session
from client.data.timetable.rows import read
from client.data.timetable.week import week_of
from server_db.demo.people import BY_LOGIN
from server_db.embedded import EmbeddedServer

LOGIN, ROLE = "academic_office", "hemis_academic_office"
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
    with acting(server, LOGIN, ROLE) as person:
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
        admin,
        f"insert into bare.lesson ({LESSON}) select {LESSON} from timetable.lesson",  # noqa: S608 - names of ours
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
        f"insert into bare.lesson_part ({PART}) select {PART} from timetable.lesson_part",  # noqa: S608 - the same
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
    with small_university() as (server, admin):
        versions = plan(admin, faculties)
        admin.execute("analyze")
        yield server, admin, versions


RAW = (
    """select v.id, v.row_version, v.faculty_id, v.term_id, v.name, v.state, v.valid_from, v.board, t.name
         from timetable.version v join curriculum.term t on t.id = v.term_id where v.id = %(version)s""",
    "select key, value, row_version from system.setting",
    "select number, starts_at, ends_at from curriculum.pair where active order by number",
    """select c.id, c.row_version, c.class_id, c.number, c.employee_id, e.full_name, c.pairs, c.phase, c.day, c.pair,
              c.room_id, c.locked, k.training, k.name, k.size, k.room_kind, k.device, s.id, s.name_uz
         from timetable.card c
         join teaching.class k on k.id = c.class_id
         join curriculum.course u on u.id = k.course_id
         join subjects.subject s on s.id = u.subject_id
         left join employees.employee e on e.id = c.employee_id
        where c.version_id = %(version)s order by c.class_id, c.number""",
    """select p.class_id, p.group_id, p.slice_from, p.slice_to
         from teaching.part p
        where p.class_id in (select class_id from timetable.card where version_id = %(version)s)
        order by p.class_id, p.group_id, p.slice_from""",
    """select g.id, g.name, s.education_type, g.education_form, y.year - g.entry_year + 1
         from students."group" g
         left join students.specialty s on s.id = g.specialty_id
         join timetable.version v on v.id = %(version)s
         join curriculum.term t on t.id = v.term_id
         join curriculum.academic_year y on y.id = t.academic_year_id
        where g.faculty_id = v.faculty_id""",
    """select r.id, r.name, b.id, b.name, r.kind, r.capacity
         from infrastructure.room r join infrastructure.building b on b.id = r.building_id
        where r.active and b.active order by b.name, r.name""",
    "select room_id, device from infrastructure.room_equipment",
    """select w.employee_id, w.group_id, w.room_id, w.day, w.pair, w.forbidden, w.cost
         from timetable.wish w where w.term_id = (select term_id from timetable.version where id = %(version)s)""",
    """select kind, employee_id, group_id, pairs_a_day, pairs_a_week, days_a_week, pairs_running, gap_cost, lonely_cost
         from timetable.day_rule
        where faculty_id = (select faculty_id from timetable.version where id = %(version)s)""",
    "select from_building_id, to_building_id, minutes from timetable.travel",
    """select o.kind, o.resource_id, o.day, o.pair, o.parity, u.name_uz
         from timetable.occupation o join structure.unit u on u.id = o.faculty_id
        where o.board = (select term_id from timetable.version where id = %(version)s)
          and o.faculty_id <> (select faculty_id from timetable.version where id = %(version)s)""",
)
