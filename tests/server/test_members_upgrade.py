"""An upgraded database knows who sits in its classes, and midterms no longer keep finals two days away."""

import psycopg
import pytest

from server_db import install
from server_db.check import check
from tests.server.former_revision import former_database

#: The administrator's way around the keys that are not the matter here. Five students in two halves; a past term.
FILLED = """
    insert into structure.unit (code, name_uz, kind) values ('403-101', 'Geologiya fakulteti', '11');
    set local session_replication_role = replica;
    insert into students.specialty (faculty_id, code, education_type, name_uz)
    values (1, '60711800', '11', 'Geologiya');
    insert into curriculum.term (academic_year_id, season, name, starts_on, ends_on)
    values (1, '11', 'Kuz', current_date - 30, current_date + 60),
           (1, '12', 'Bahor', current_date - 300, current_date - 200);
    insert into curriculum.semester (faculty_id, curriculum_id, number, term_id, starts_on, ends_on)
    values (1, 1, 1, 1, current_date - 30, current_date + 60), (1, 1, 2, 2, current_date - 300, current_date - 200);
    insert into curriculum.course (faculty_id, curriculum_id, semester_id, subject_id, kind, credits)
    values (1, 1, 1, 1, '11', 4), (1, 1, 1, 2, '12', 4), (1, 1, 2, 3, '11', 4);
    insert into students."group" (faculty_id, specialty_id, name, entry_year, education_form, language)
    values (1, 1, '21-01', 2024, '11', '11');
    insert into students.student (number, surname, given_name, birth_date, gender, faculty_id, specialty_id, group_id,
                                  education_type, education_form, payment_form, language, course, semester, entry_year,
                                  status)
    select lpad(n::text, 12, '0'), chr(64 + n) || 'liyev', 'Ali', '2006-01-01', '11', 1, 1, 1, '11', '11', '11', '11',
           '11', '11', 2024, case n when 6 then '12' else '11' end
      from generate_series(1, 6) n;
    insert into curriculum.registration (faculty_id, course_id, student_id) values (1, 2, 2);
    insert into teaching.class (faculty_id, term_id, course_id, training, name, hours)
    values (1, 1, 1, '12', '21-01/1', 30), (1, 1, 1, '12', '21-01/2', 30), (1, 1, 2, '11', '21-01', 30),
           (1, 2, 3, '11', '21-01', 30);
    insert into teaching.part (faculty_id, class_id, group_id, course_id, slice_from, slice_to)
    values (1, 1, 1, 1, 0, 6), (1, 2, 1, 1, 6, 12), (1, 3, 1, 2, 0, 12), (1, 4, 1, 3, 0, 12);
    insert into timetable.examination (faculty_id, term_id, course_id, group_id, kind, attempt, day, pair)
    values (1, 1, 1, 1, '18', 1, current_date + 10, 1), (1, 1, 2, 1, '13', 1, current_date + 20, 1),
           (1, 1, 1, 1, '13', 2, current_date + 30, 1);
"""


@pytest.fixture(scope="module")
def upgraded(server):
    with former_database(server, "hemis_members_upgrade", "0006", FILLED) as dsn:
        install.upgrade(dsn)
        with psycopg.connect(dsn, autocommit=True) as admin:
            yield admin


def test_the_classes_of_the_running_term_have_their_members(upgraded):
    assert upgraded.execute(
        "select class_id, array_agg(student_id order by student_id), min(reason), min(starts_on) = current_date - 30"
        " from teaching.member group by class_id order by class_id"
    ).fetchall() == [
        (1, [1, 2, 3], "group", True),
        (2, [4, 5], "group", True),
        (3, [2], "elective", True),
    ]


def test_a_midterm_and_a_retake_keep_no_final_away(upgraded):
    assert upgraded.execute("select span is null from timetable.examination order by id").fetchall() == [
        (True,),
        (False,),
        (True,),
    ]
    upgraded.execute("set session_replication_role = replica")
    upgraded.execute(
        "insert into timetable.examination (faculty_id, term_id, course_id, group_id, kind, attempt, day, pair)"
        " select faculty_id, term_id, course_id, group_id, '13', 1, day + 1, 1 from timetable.examination"
        " where kind = '18'"
    )


def test_the_keys_hold(upgraded):
    assert not [each for each in check(upgraded) if "member" in each.sentence or "examin" in each.sentence]
