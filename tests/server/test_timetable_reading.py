"""Who reads a lesson or an examination reads what it is called, and nobody else does."""

from datetime import timedelta

import psycopg
import pytest

from tests.timetable_scene import MONDAY, Scene

READS = "select id, students, subject_uz, teacher, week from timetable.read_lessons(%s, %s, %s, %s, %s)"


@pytest.fixture(scope="module")
def scene(database):
    with psycopg.connect(database, autocommit=True) as admin:
        made = Scene(admin)
        made.own = made.lesson(pair=1)
        made.colleagues = made.lesson("other", pair=2, employee_id=made.second)
        made.exam = made.examination(employee_id=made.second, day=MONDAY + timedelta(weeks=8, days=2), pair=2)
        yield made


def lessons(connection, first=MONDAY, last=MONDAY, group=None, employee=None, room=None):
    return {row[0]: row[1:] for row in connection.execute(READS, [first, last, group, employee, room])}


READERS = {
    ("academic_office", "hemis_academic_office"): "both",
    ("registrar", "hemis_registrar"): "both",
    ("management", "hemis_management"): "both",
    ("dean_geology", "hemis_faculty"): "both",
    ("dean_mining", "hemis_faculty"): "none",
    ("head_mineralogy", "hemis_department_head"): "both",
    ("head_surveying", "hemis_department_head"): "none",
    ("teacher_mineralogy", "hemis_teacher"): "own",
    ("teacher_mining", "hemis_teacher"): "none",
    ("tutor_geology", "hemis_tutor"): "own",
    ("tutor_mining", "hemis_tutor"): "none",
}


@pytest.mark.parametrize(("login", "role"), READERS)
def test_words_reach_as_far_as_the_lessons_themselves(as_person, scene, login, role):
    person = as_person(login, role)
    told = set(lessons(person))
    expected = {"both": {scene.own, scene.colleagues}, "own": {scene.own}, "none": set()}[
        READERS[login, role]
    ]
    assert told & {scene.own, scene.colleagues} == expected
    read = {row[0] for row in person.execute("select id from timetable.lesson where day = %s", [MONDAY])}
    assert told == read


@pytest.mark.parametrize(("login", "role"), READERS)
def test_examinations_are_told_to_those_who_read_them(as_person, scene, login, role):
    person = as_person(login, role)
    told = {row[0] for row in person.execute("select id from timetable.read_examinations(%s)", [scene.term])}
    read = {
        row[0]
        for row in person.execute("select id from timetable.examination where term_id = %s", [scene.term])
    }
    assert told == read


def test_a_lesson_says_what_whom_and_which_week(as_person, scene):
    found = lessons(as_person("tutor_geology"))[scene.own]
    assert found[:2] == (scene.group_name, "Mineralogiya")
    assert found[2].startswith("Choriyeva")
    assert found[3] == 12


@pytest.mark.parametrize("role", ["hr", "accounting", "marketing", "admin"])
def test_other_roles_are_refused(as_person, scene, role):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        lessons(as_person(role))


def test_a_week_is_narrowed_to_a_group_a_teacher_or_a_room(as_person, scene):
    office = as_person("academic_office")
    assert set(lessons(office, group=scene.group)) == {scene.own}
    assert set(lessons(office, employee=scene.second)) == {scene.colleagues}
    assert set(lessons(office, room=scene.rooms[0])) == {scene.own, scene.colleagues}
    assert not lessons(office, MONDAY + timedelta(days=1), MONDAY + timedelta(days=6), group=scene.group)


def test_a_period_of_years_is_refused(as_person, scene):
    with pytest.raises(psycopg.Error) as refused:
        lessons(as_person("academic_office"), MONDAY, MONDAY + timedelta(days=900))
    assert "at most a year" in str(refused.value)
