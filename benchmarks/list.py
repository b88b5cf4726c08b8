"""Lists and searches of a dean under row security, against the same rows without it."""

import argparse
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import func, select

from benchmarks.paired import ROUNDS, paired
from benchmarks.row import Row, against
from client.data.records.catalogue import Catalogue
from client.data.records.list_search import resolve
from client.data.records.listing import ListQuery, Sort
from client.data.server.connection import Deadlines, Server
from client.data.server.gateway import Gateway
from client.data.server.session import Session
from commands.demo import DATABASE, Demonstration
from server_db.demo.people import BY_LOGIN
from server_db.embedded import default_data_dir
from shared.models.students import Student

NAME = "list"
HELP = "lists, searches and counts of a dean's office under row security"
LOGIN, ROLE, FACULTY = "dean_geology", "hemis_faculty", "403-101"
COLUMNS = ("full_name", "number", "group", "specialty", "course", "status", "payment_form", "birth_date")
BY_NAME = (Sort("full_name"),)
PAGE = 200
#: A name in both alphabets; the spellings take turns.
NAMES = ("Gʻulomov", "Ғуломов", "gulomov")
SOON = 30.0

RAW_PAGE = """
select s.id, s.row_version, s.full_name, s.number, g.name, p.name_uz, s.course, s.status, s.payment_form,
       s.birth_date, s.sort_key
  from students.student s
  left join students."group" g on g.id = s.group_id
  left join students.specialty p on p.id = s.specialty_id
 where s.faculty_id = %(faculty)s
 order by s.sort_key, s.id
 limit 200
"""
COUNT = select(Student.specialty_id, func.count()).group_by(Student.specialty_id)
RAW_COUNT = (
    "select specialty_id, count(*) from students.student where faculty_id = %(faculty)s group by specialty_id"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scale", choices=["small", "university"], default="university")
    parser.add_argument("--data-dir", type=Path, default=default_data_dir(), help="of the demonstration")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each is measured")


def measure(arguments: argparse.Namespace) -> list[Row]:
    """Measure on the demonstration of the scale; it is made once and reused."""
    demo = Demonstration(arguments.data_dir / arguments.scale)
    demo.prepare(arguments.scale)
    try:
        session = Session.sign_in(demo.address, LOGIN, BY_LOGIN[LOGIN].password)
        try:
            session.act_as(ROLE)
            return _measure(session, demo, arguments.rounds)
        finally:
            session.close()
    finally:
        demo.leave()


def _measure(session: Session, demo: Demonstration, rounds: int) -> list[Row]:
    gateway, dsn = session.gateway, demo.server.admin_dsn(DATABASE)
    owner = _owner(demo, gateway.unit)
    try:
        with psycopg.connect(dsn, autocommit=True) as raw:
            faculty = {"faculty": _faculty(raw)}
            return [
                _first_page(gateway, raw, faculty, rounds),
                *_search(gateway, owner, rounds),
                *_count(gateway, owner, raw, faculty, rounds),
                _far_page(gateway, rounds),
            ]
    finally:
        owner.close()


def _faculty(raw: psycopg.Connection) -> int:
    row = raw.execute("select id from structure.unit where code = %s", [FACULTY]).fetchone()
    assert row is not None  # noqa: S101 - the demonstration has it
    return int(row[0])


def _owner(demo: Demonstration, unit: int | None) -> Gateway:
    """A gateway past row security that asks for the same faculty, so that only its cost differs."""
    password = str(conninfo_to_dict(demo.server.admin_dsn(DATABASE))["password"])
    server, deadlines = Server.parse(demo.address), Deadlines()
    return Gateway(lambda: server.connect("postgres", password, deadlines), None, deadlines, unit)


def _first_page(gateway: Gateway, raw: psycopg.Connection, faculty: dict[str, int], rounds: int) -> Row:
    query = ListQuery(Student, COLUMNS, sort=BY_NAME)
    ours, theirs = paired(
        lambda: query.page(gateway, size=PAGE), lambda: raw.execute(RAW_PAGE, faculty).fetchall(), rounds
    )
    return against("first page of the student list as a dean", ours, "ms", theirs, at_most=1.5)


def _search(gateway: Gateway, owner: Gateway, rounds: int) -> list[Row]:
    """As the list searches: over every column it shows."""
    queries = [ListQuery(Student, COLUMNS, search=name, searched=COLUMNS, sort=BY_NAME) for name in NAMES]

    def all_spellings(target: Gateway, catalogue: Catalogue) -> None:
        for query in queries:
            resolve(query, target, catalogue).page(target, size=PAGE)

    here, there = Catalogue(gateway), Catalogue(owner)
    ours, theirs = paired(lambda: all_spellings(gateway, here), lambda: all_spellings(owner, there), rounds)
    ours, theirs = ours / len(queries), theirs / len(queries)
    bound = Row(
        "… in milliseconds",
        ours,
        "ms",
        SOON,
        ours / SOON,
        "< 30 ms",
        ours < SOON,
    )
    return [against("name search in both alphabets as a dean", ours, "ms", theirs, at_most=3), bound]


def _count(
    gateway: Gateway, owner: Gateway, raw: psycopg.Connection, faculty: dict[str, int], rounds: int
) -> list[Row]:
    """As the owner with an explicit WHERE by the same way, and for the cost of the whole way by the bare driver."""
    counting = COUNT.where(Student.faculty_id == gateway.unit)
    ours, theirs = paired(lambda: gateway.rows(counting), lambda: owner.rows(counting), rounds)
    way, bare = paired(
        lambda: gateway.rows(counting), lambda: raw.execute(RAW_COUNT, faculty).fetchall(), rounds
    )
    return [
        against("count of students by specialty as a dean", ours, "ms", theirs, at_most=1.5),
        against("… against the bare driver", way, "ms", bare),
    ]


def _far_page(gateway: Gateway, rounds: int) -> Row:
    """A jump into the middle of the list, where rows have to be counted, against its first page."""
    query = ListQuery(Student, COLUMNS, sort=BY_NAME)
    middle = query.count(gateway) // 2
    ours, theirs = paired(
        lambda: query.page(gateway, offset=middle, size=PAGE), lambda: query.page(gateway, size=PAGE), rounds
    )
    return against("… a jump into its middle, against the first page", ours, "ms", theirs)
