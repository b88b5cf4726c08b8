"""Minima, gates and owners come to plans accepted before there were any; empty means by the marking system."""

import psycopg

from server_db import install
from server_db.check import check
from tests.server.former_revision import former_database

#: The administrator's way around the keys that are not the matter here.
FILLED = """
    insert into structure.unit (code, name_uz, kind) values ('403-101', 'Geologiya fakulteti', '11');
    set local session_replication_role = replica;
    insert into curriculum.marking_system (code, name_uz, maximum, pass_percent) values ('13', 'Kredit', 100, 60);
    insert into curriculum.grade_type (marking_system_id, mark, name_uz, lower_bound, passed)
    values (1, '5', 'Alo', 90, true), (1, '2', 'Qoniqarsiz', 0, false);
    insert into curriculum.curriculum (faculty_id, specialty_id, name, education_type, education_form, entry_year,
                                       marking_system_id, accepted_at, accepted_by)
    values (1, 1, 'Geologiya 2026', '11', '11', 2026, 1, now(), 'academic_office');
    insert into curriculum.semester (faculty_id, curriculum_id, number, starts_on, ends_on)
    values (1, 1, 1, '2026-09-07', '2027-01-09');
    insert into subjects.subject (code, name_uz) values ('U-01', 'Falsafa');
    insert into curriculum.course (faculty_id, curriculum_id, semester_id, subject_id, credits)
    values (1, 1, 1, 1, 5);
    insert into curriculum.control (faculty_id, course_id, kind, maximum)
    values (1, 1, '11', 30), (1, 1, '12', 20), (1, 1, '13', 50);
"""


def test_controls_of_accepted_plans_go_by_the_marking_system(server):
    with former_database(server, "hemis_grades_upgrade", "0006", FILLED) as dsn:
        install.upgrade(dsn)
        with psycopg.connect(dsn, autocommit=True) as admin:
            stored = admin.execute("select minimum, gate, owner from curriculum.control").fetchall()
            assert stored == [(None, False, None)] * 3
            made = admin.execute(
                "select kind, maximum, gate, final, owner from grades.components_for(1, '11') order by place"
            ).fetchall()
            assert made == [
                ("11", 30, False, False, "practice"),
                ("12", 20, False, False, "lecture"),
                ("13", 50, False, True, "examiner"),
            ]
            scale = admin.execute("select grades.scale_of(1)").fetchone()[0]
            assert [(each["mark"], each["grade"]) for each in scale] == [("5", 5), ("2", 2)]
            assert not [each for each in check(admin) if "control" in each.sentence]
