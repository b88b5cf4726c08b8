"""Lessons whose department was deleted before a key held it get that of their class, and the key is proved."""

import psycopg

from server_db import install
from server_db.check import check
from tests.server.former_revision import former_database

#: The administrator's way around the keys that are not the matter here.
FILLED = """
    insert into structure.unit (code, name_uz, kind)
    values ('403-101', 'Geologiya fakulteti', '11'), ('403-101-01', 'Geologiya kafedrasi', '12');
    alter table timetable.lesson enable row level security, force row level security;
    set local session_replication_role = replica;
    insert into teaching.class (faculty_id, term_id, course_id, department_id, training, name, hours)
    values (1, 1, 1, 2, '11', 'Mineralogiya', 30);
    insert into timetable.lesson (faculty_id, term_id, department_id, class_id, planned_day, planned_pair, day, pair,
                                  state)
    values (1, 1, 99, 1, '2026-10-05', 1, '2026-10-05', 1, 'planned');
"""


def test_a_lesson_whose_department_has_gone_gets_that_of_its_class(server):
    with former_database(server, "hemis_lesson_upgrade", "0004", FILLED) as dsn:
        install.upgrade(dsn)
        with psycopg.connect(dsn, autocommit=True) as admin:
            assert admin.execute("select department_id from timetable.lesson").fetchall() == [(2,)]
            assert not [each for each in check(admin) if "lesson_department_id_fkey" in each.sentence]
