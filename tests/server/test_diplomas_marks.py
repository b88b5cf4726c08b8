"""Diploma marks: what the rows of a supplement are made of, and what the dean's office does to those of a group."""

import json

import psycopg
import pytest

from tests.server.acting import column, scalar
from tests.server.acting import refused as without_right
from tests.server.orders import refused

DRAFTS = """
select d.id from diplomas.diploma d join structure.unit u on u.id = d.faculty_id
 where d.state = 'draft' and d.replaces_id is null and u.code = '403-101' order by d.id
"""
ROWS = """
select n.section, n.place, n.title_uz, n.title_en, n.semesters, n.hours, n.credits, n.mark, n.recognised, n.chosen_id
  from diplomas.line n where n.diploma_id = %s
 order by array_position(array['subject', 'course_work', 'practice', 'attestation'], n.section), n.place
"""
CHOOSING = """
insert into system.university_setting (key, value, changed_by) values ('diplomas.mark_by_credits', '%s', 'admin')
"""


def rows(connection, diploma):
    return connection.execute(ROWS, [diploma]).fetchall()


def titles(connection, diploma, section="subject"):
    return [row[2] for row in rows(connection, diploma) if row[0] == section]


def keys(connection, diploma):
    """The keys of the rows of a diploma by their titles."""
    statement = """select n.title_uz || '/' || n.section, k.key from diplomas.row_keys(array[%s]::bigint[]) k
                     join diplomas.line n on n.id = k.line_id"""
    return dict(connection.execute(statement, [diploma]).fetchall())


def found(connection, diploma):
    statement = "select kind, details from diplomas.found(array[%s]::bigint[])"
    return connection.execute(statement, [diploma]).fetchall()


def add(connection, diploma, subject, semester, **said):
    """Put a line into the record of whoever the diploma is of; the record is frozen, tests do it as the owner."""
    values = {
        "line": "subject", "hours": 90, "credits": 3, "ending": "11", "points": 80, "mark": "4", "source": "earlier",
        "passed": True, "course_id": None,
    } | said  # fmt: skip
    connection.execute("set session_replication_role = replica")
    record = scalar(
        connection,
        """insert into grades.record (faculty_id, origin_id, student_id, subject_id, line, year, semester, hours, credits,
               ending, points, mark, grade, source, passed, counts, why, attempt, round, course_id)
           select d.faculty_id, d.faculty_id, d.student_id, %s, %s, 2024, %s, %s, %s, %s, %s, %s, coalesce(%s::numeric, 0), %s,
                  %s, true, 'only', 1, 1, %s
             from diplomas.diploma d where d.id = %s returning id""",
        *(subject, values["line"], semester, values["hours"], values["credits"], values["ending"], values["points"]),
        *(values["mark"], values["mark"], values["source"], values["passed"], values["course_id"], diploma),
    )
    connection.execute("set session_replication_role = origin")
    return record


def subject(connection, name, english=None):
    return scalar(
        connection,
        """insert into subjects.subject (code, name_uz, name_en, block)
           select 'T' || count(*), %s, %s, min(b.block) from subjects.subject b returning id""",
        name,
        english or f"{name} in English",
    )


@pytest.fixture
def draft(admin):
    """A draft of the own faculty; what is done to it is taken back."""
    yield column(admin, DRAFTS)[0]
    admin.rollback()


def written(connection, diploma, *, remembering=False):
    connection.execute("select diplomas.write_rows(array[%s]::bigint[], %s)", [diploma, remembering])


def test_the_demo(admin, draft):
    print(admin.execute("select column_name from information_schema.columns where table_schema='subjects' and table_name='subject'").fetchall())
    print(admin.execute("select column_name from information_schema.columns where table_schema='system' and table_name like '%setting%'").fetchall())
    print(rows(admin, draft)[:5], keys(admin, draft))
    written(admin, draft)
    print(found(admin, draft))
