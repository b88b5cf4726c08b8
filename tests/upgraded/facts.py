"""What is recorded of a database before it is kept, and asked again after it was upgraded."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

from client.core.i18n import set_language
from client.data.documents import papers
from client.data.records import attachments, history, notes
from client.data.records.catalogue import Catalogue
from shared.models.everything import MODELS
from tests.stories.people import gateways

if TYPE_CHECKING:
    import psycopg

    from client.data.server.gateway import Gateway

#: Grows with the national lists; the history is compared row by row.
NOT_COUNTED = {"classifiers", "audit"}
#: Records whose history and notes are read as a person, by what finds one with a history.
CHANGED = "select min(record_id) from audit.change where action = 'update' and relation = "
TOLD = {
    "students.student": f"{CHANGED} 'students.student'",
    "curriculum.course": f"{CHANGED} 'curriculum.course'",
    "curriculum.curriculum": "select min(record_id) from system.note where relation = 'curriculum.curriculum'",
}
WRITTEN = """select count(*), max(id), md5(string_agg(row, '~' order by id)) from (
    select id, concat_ws('|', id, at at time zone 'UTC', login, role, relation, record_id, action, before, after) as row
      from audit.change where id <= %s) written"""


def record(dsn: str, admin: psycopg.Connection[Any], last: int = 0) -> dict[str, Any]:
    """Everything that is compared, as plain JSON; history up to a line: an upgrade adds codes to national lists."""
    set_language("en")
    last = last or _scalar(admin, "select max(id) from audit.change")
    told = {name: _scalar(admin, query) for name, query in TOLD.items()}
    students = [
        number for (number,) in admin.execute("select distinct student_id from documents.paper order by 1")
    ]
    return {
        "last change": last,
        "told records": told,
        "students with papers": students,
        "counts": counts(admin),
        "changes": changes(admin, last),
        "settings of people": settings(admin),
        **read_by_the_dean(dsn, told, students),
    }


def counts(admin: psycopg.Connection[Any]) -> dict[str, int]:
    """How many rows each table has."""
    tables = [model.__table__ for model in MODELS if model.__table__.schema not in NOT_COUNTED]
    return {
        str(table): _scalar(admin, f'select count(*) from {table.schema}."{table.name}"') for table in tables
    }


def changes(admin: psycopg.Connection[Any], last: int) -> list[Any]:
    """How many changes were written by then, and the digest of them all."""
    return list(admin.execute(WRITTEN, [last]).fetchone() or ())


def settings(admin: psycopg.Connection[Any]) -> dict[str, Any]:
    """What the windows of people remember."""
    return {
        f"{login} {key}": value
        for login, key, value in admin.execute(
            "select login, key, value from system.person_setting order by 1, 2"
        )
    }


def read_by_the_dean(dsn: str, told: dict[str, int], students: list[int]) -> dict[str, Any]:
    """Histories, notes, files, papers, and what the register says of the QR of each."""
    with gateways(dsn) as gateway_of:
        dean = gateway_of("dean_geology")
        catalogue = Catalogue(dean)
        registered = papers.read(dean, _papers_of(dean, students))
        return _plain(
            {
                "histories": {name: history.of_record(dean, catalogue, name, told[name]) for name in told},
                "notes": {name: notes.of_record(dean, name, told[name]) for name in told},
                "files": attachments.of_record(dean, "students.student", told["students.student"]),
                "papers": registered,
                "register": {
                    str(number): papers.of_record(dean, "students.student", number) for number in students
                },
                "verified": {
                    paper.stamp.register_number: papers.verify(dean, paper.stamp.qr_text())
                    for paper in registered
                },
            }
        )


def _papers_of(dean: Gateway, students: list[int]) -> list[int]:
    return [paper.id for number in students for paper in papers.of_record(dean, "students.student", number)]


def _scalar(admin: psycopg.Connection[Any], query: str) -> int:
    row = admin.execute(query).fetchone()
    return int(row[0]) if row else 0


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, default=_as_json))


def _as_json(value: Any) -> Any:
    return (
        dataclasses.asdict(value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type)
        else str(value)
    )
