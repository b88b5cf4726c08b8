"""Who sees and writes what of the timetable, each person over the own connection; refusals first."""

import pytest
from psycopg.errors import InsufficientPrivilege

from tests.server.acting import column, refused, scalar
from tests.server.planned_term import MINING, WHOLE, PlannedTerm

PLANNING = ("version", "card", "occupation", "wish", "day_rule", "travel")
OTHERS = (
    "hr", "registrar", "management", "head_mineralogy", "teacher_mineralogy", "tutor_geology", "accounting",
    "marketing", "admin",
)  # fmt: skip


@pytest.fixture
def scene(admin, as_person):
    """A draft with a card, a wish, a rule of days and an examination of each faculty."""
    term = PlannedTerm(admin)
    term.drafts = {}
    for login, faculty in (("dean_geology", None), ("dean_mining", MINING)):
        person, where = as_person(login), ({"faculty": faculty} if faculty else {})
        group = term.groups(**where)[0]
        klass = term.klass((group, WHOLE), department=term.unit(f"{faculty or '403-101'}-01"), **where)
        version = term.version(person, **where)
        term.card(person, version, klass, 1, 1, term.room())
        unit = term.faculties[faculty or "403-101"]
        for statement in (
            (
                "insert into timetable.wish (faculty_id, term_id, group_id, day, pair, forbidden)"
                " values (%(unit)s, %(term)s, %(group)s, 1, 2, true)"
            ),
            (
                "insert into timetable.day_rule (faculty_id, term_id, kind, group_id)"
                " values (%(unit)s, %(term)s, 'group', %(group)s)"
            ),
            (
                "insert into timetable.examination (faculty_id, term_id, course_id, group_id, day, pair)"
                " values (%(unit)s, %(term)s, %(course)s, %(group)s, %(day)s, 1)"
            ),
        ):
            person.execute(
                statement,
                {
                    "unit": unit, "term": term.term, "group": group, "course": term.course_of(klass),
                    "day": term.day(16, 1),
                },
            )  # fmt: skip
        person.commit()
        term.drafts[login] = version
    return term


@pytest.mark.parametrize("login", OTHERS)
def test_whoever_does_not_plan_sees_nothing_of_the_planning(scene, as_person, login):
    person = as_person(login)
    for table in PLANNING:
        with pytest.raises(InsufficientPrivilege):
            person.execute(f"select * from timetable.{table}")
        person.rollback()
    for function in ("busy", "wishes", "checklist", "publish", "share", "make_cards"):
        with refused(""):
            person.execute(f"select timetable.{function}(%s)", [scene.drafts["dean_geology"]])
        person.rollback()


def test_a_deans_office_neither_sees_nor_writes_what_another_plans(scene, as_person):
    dean, foreign = as_person("dean_geology"), scene.faculties[MINING]
    for table in (
        "version",
        "card",
        "occupation",
        "wish",
        "day_rule",
        "examination",
        "lesson",
        "lesson_part",
    ):
        units = set(column(dean, f"select faculty_id from timetable.{table}"))
        assert units == {scene.faculties["403-101"]}, table
    for statement in (
        "update timetable.card set locked = true where faculty_id = %s",
        "update timetable.version set name = 'X' where faculty_id = %s",
        "delete from timetable.card where faculty_id = %s",
        "delete from timetable.wish where faculty_id = %s",
        "update timetable.examination set pair = 3 where faculty_id = %s",
    ):
        assert dean.execute(statement, [foreign]).rowcount == 0
    for statement in (
        "insert into timetable.day_rule (faculty_id, term_id, kind) values (%s, %s, 'group')",
        (
            "insert into timetable.wish (faculty_id, term_id, room_id, day, pair, forbidden)"
            " select %s, %s, min(id), 1, 1, true from infrastructure.room"
        ),
    ):
        with refused(None, "42501"):
            dean.execute(statement, [foreign, scene.term])
        dean.rollback()
    for function in (
        "busy",
        "wishes",
        "checklist",
        "publish",
        "share",
        "withdraw",
        "discard_version",
        "make_cards",
    ):
        with refused("This timetable is not yours.", "HM002"):
            dean.execute(f"select timetable.{function}(%s)", [scene.drafts["dean_mining"]])
        dean.rollback()


def test_a_card_cannot_be_smuggled_into_the_version_of_another(scene, as_person, admin):
    dean = as_person("dean_geology")
    klass = scene.klass((scene.groups()[1], WHOLE))
    with pytest.raises(Exception, match="card_version_id_term_id_faculty_id_fkey"):
        dean.execute(
            "insert into timetable.card (faculty_id, term_id, version_id, class_id) values (%s, %s, %s, %s)",
            [scene.faculties["403-101"], scene.term, scene.drafts["dean_mining"], klass],
        )


def test_the_rooms_of_the_university_are_closed_by_the_academic_office_for_all(scene, as_person):
    office, room = as_person("academic_office"), scene.room()
    office.execute(
        "insert into timetable.wish (term_id, room_id, day, pair, forbidden) values (%s, %s, 5, 1, true)",
        [scene.term, room],
    )
    office.commit()
    for login, version in scene.drafts.items():
        rows = as_person(login).execute("select room_id from timetable.wishes(%s)", [version]).fetchall()
        assert (room,) in rows
    assert (
        len(column(office, "select distinct faculty_id from timetable.card where term_id = %s", scene.term))
        == 2
    )


def test_ways_are_kept_by_the_academic_office_and_read_by_planners(scene, as_person, admin):
    buildings = column(admin, "select id from infrastructure.building order by id limit 2")
    add = "insert into timetable.travel (from_building_id, to_building_id, minutes) values (%s, %s, 12)"
    with refused(""):
        as_person("dean_geology").execute(add, buildings)
    office = as_person("academic_office")
    office.execute("delete from timetable.travel")
    office.execute(add, buildings)
    office.commit()
    assert column(as_person("dean_geology"), "select minutes from timetable.travel") == [12]


def test_examinations_are_read_in_the_own_scope(scene, as_person, admin):
    rows = "select faculty_id from timetable.examination where term_id = %s order by 1"
    geology, mining = scene.faculties["403-101"], scene.faculties[MINING]
    examiner = scene.employee("teacher_mineralogy")
    admin.execute(
        "update timetable.examination set employee_id = %s where faculty_id = %s and term_id = %s",
        [examiner, geology, scene.term],
    )
    for login, seen in (
        ("academic_office", [geology, mining]),
        ("registrar", [geology, mining]),
        ("management", [geology, mining]),
        ("dean_geology", [geology]),
        ("head_mineralogy", [geology]),
        ("head_surveying", []),
        ("teacher_mineralogy", [geology]),
        ("teacher_mining", []),
        ("tutor_geology", []),
    ):
        assert column(as_person(login), rows, scene.term) == seen, login
    for login in ("registrar", "management", "head_mineralogy", "teacher_mineralogy", "tutor_geology"):
        with refused(""):
            as_person(login).execute("update timetable.examination set pair = 2")


def test_a_tutor_reads_the_lessons_of_the_own_groups(scene, as_person, admin):
    tutor = scene.employee("tutor_geology")
    group = scene.groups()[1]
    admin.execute(
        "insert into students.tutor_group (faculty_id, specialty_id, group_id, employee_id, starts_on)"
        ' select faculty_id, specialty_id, id, %s, current_date from students."group" where id = %s',
        [tutor, group],
    )
    dean, klass = as_person("dean_geology"), scene.klass((group, (0, 6)))
    version = scene.version(dean)
    scene.card(dean, version, klass, 2, 2)
    dean.execute("select timetable.publish(%s)", [version])
    dean.commit()
    person = as_person("tutor_geology")
    assert scalar(person, "select count(*) from timetable.lesson where term_id = %s", scene.term) == 16
    assert set(column(person, "select slice_to from timetable.lesson_part where group_id = %s", group)) == {6}
