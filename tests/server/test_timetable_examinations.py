"""Examinations: a day between two of a group, a stranger examines, and their time is held like that of lessons."""

import pytest
from psycopg.errors import ExclusionViolation

from tests.server.acting import refused, scalar
from tests.server.planned_term import WHOLE, PlannedTerm, lessons

GROUP = "Group {group} already has a lesson on {day}, pair {pair}: {what}."
ROOM = "Room {room} is taken on {day}, pair {pair}: {what}."
TEACHER = "{teacher} already teaches on {day}, pair {pair}: {what}."


@pytest.fixture
def term(admin):
    return PlannedTerm(admin)


def examine(person, term, class_id, group, day=None, pair=None, **values):
    return scalar(
        person,
        "insert into timetable.examination (faculty_id, term_id, course_id, group_id, day, pair, pairs, room_id,"
        " employee_id, attempt) select faculty_id, %s, course_id, %s, %s, %s, %s, %s, %s, %s from teaching.class"
        " where id = %s returning id",
        term.term, group, day, pair, values.get("pairs", 1), values.get("room"), values.get("examiner"),
        values.get("attempt", 1), class_id,
    )  # fmt: skip


def test_others_do_not_plan_examinations(term, dean, as_person):
    group = term.groups()[0]
    klass = term.klass((group, WHOLE))
    examination = examine(dean, term, klass, group)
    dean.commit()
    for login in ("teacher_mineralogy", "head_mineralogy", "tutor_geology", "registrar", "management"):
        with refused(""):
            as_person(login).execute("update timetable.examination set day = null")
    miner = as_person("dean_mining")
    assert miner.execute("delete from timetable.examination where id = %s", [examination]).rowcount == 0


def test_a_group_has_a_day_between_two_examinations(term, dean):
    one, two = term.groups()[:2]
    klass, other = term.klass((one, WHOLE), (two, WHOLE)), term.klass((one, WHOLE))
    examine(dean, term, klass, one, term.day(16, 1), 1)
    examine(dean, term, klass, two, term.day(16, 2), 1)
    dean.commit()
    for weekday in (1, 2):
        with pytest.raises(ExclusionViolation) as caught:
            examine(dean, term, other, one, term.day(16, weekday), 5)
        assert caught.value.diag.constraint_name == "examination_group_key"
        dean.rollback()
    examine(dean, term, other, one, term.day(16, 3), 1)
    dean.commit()


def test_examinations_without_a_day_wait_beside_one_another(term, dean):
    group = term.groups()[0]
    for _ in range(2):
        examine(dean, term, term.klass((group, WHOLE)), group)


def test_the_examiner_does_not_teach_the_group(term, dean):
    one, two = term.groups()[:2]
    teacher, colleague = term.teachers()[:2]
    examined = term.klass((one, WHOLE), teachers=[colleague])
    term.klass((one, (0, 6)), teachers=[teacher])  # of another subject, and of one half only
    term.klass((two, WHOLE), teachers=[teacher])
    with refused("{teacher} teaches {group} in this term and cannot examine it."):
        examine(dean, term, examined, one, examiner=teacher)
    dean.rollback()
    examination = examine(dean, term, examined, one, examiner=term.teachers()[2])
    with refused("{teacher} teaches {group} in this term and cannot examine it."):
        dean.execute(
            "update timetable.examination set employee_id = %s where id = %s", [colleague, examination]
        )


def test_an_examination_and_a_lesson_are_never_at_once(term, dean, admin):
    one, two = term.groups()[:2]
    teacher, room = term.teachers()[0], term.room()
    taught, examined = term.klass((one, WHOLE), teachers=[teacher]), term.klass((two, WHOLE))
    version = term.version(dean)
    term.card(dean, version, taught, 1, 2, room, teacher=teacher)
    dean.execute("select timetable.publish(%s)", [version])
    dean.commit()
    day = term.day(5, 1)
    for values, sentence in (({"room": room}, ROOM), ({"examiner": teacher}, TEACHER)):
        with refused(sentence, "HM003"):
            examine(dean, term, examined, two, day, 1, pairs=2, **values)
        dean.rollback()
    with refused(GROUP, "HM003"):
        examine(dean, term, taught, one, day, 2)
    dean.rollback()
    examination = examine(dean, term, examined, two, day, 3, pairs=2, room=room, examiner=teacher)
    dean.commit()
    held = "select pair, room_id, employee_id from timetable.lesson where examination_id = %s order by pair"
    assert admin.execute(held, [examination]).fetchall() == [(3, room, teacher), (4, room, teacher)]

    # And the other way round: the lesson does not move onto the examination.
    lesson, number = admin.execute(
        "select id, row_version from timetable.lesson where class_id = %s and day = %s", [taught, day]
    ).fetchone()
    with pytest.raises(Exception, match="Room") as caught:
        dean.execute("select timetable.move_lesson(%s, %s, %s, 3, %s)", [lesson, number, day, room])
    assert '"what": "Fan' in caught.value.diag.message_detail
    dean.rollback()
    with refused("An examination is changed among the examinations."):
        dean.execute(
            "select timetable.cancel_lesson(id, row_version, 'X') from timetable.lesson where examination_id = %s",
            [examination],
        )


def test_a_moved_examination_leaves_its_time_and_a_deleted_one_too(term, dean, admin):
    group = term.groups()[0]
    examination = examine(dean, term, term.klass((group, WHOLE)), group, term.day(16, 1), 1, pairs=2)
    dean.execute("update timetable.examination set pair = 4, pairs = 1 where id = %s", [examination])
    dean.commit()
    assert [(day, pair) for day, pair, *_ in lessons(admin, term.term)] == [(term.day(16, 1), 4)]
    dean.execute("update timetable.examination set day = null, pair = null where id = %s", [examination])
    dean.commit()
    assert lessons(admin, term.term) == []
    dean.execute(
        "update timetable.examination set day = %s, pair = 1 where id = %s", [term.day(16, 3), examination]
    )
    dean.execute("delete from timetable.examination where id = %s", [examination])
    dean.commit()
    assert lessons(admin, term.term) == []


def test_not_on_a_day_without_lessons_and_not_for_a_group_that_does_not_take_it(term, dean):
    group = term.groups()[0]
    klass = term.klass((group, WHOLE))
    term.holiday(term.day(16, 1))
    with refused("There are no lessons on {day}: {name}."):
        examine(dean, term, klass, group, term.day(16, 1), 1)
    dean.rollback()
    miners = term.groups("403-102")[0]
    with refused("The group does not take this subject in this faculty."):
        examine(dean, term, klass, miners)
