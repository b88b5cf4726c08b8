"""Single lessons changed by hand: moved, exchanged, cancelled, substituted; who and what is free."""

import pytest

from tests.server.acting import refused, scalar
from tests.server.planned_term import (
    FIRST_HALF,
    MINING,
    SECOND_HALF,
    WEEK,
    WHOLE,
    PlannedTerm,
    clashes,
    coming_monday,
)

ROOM = "Room {room} is taken on {day}, pair {pair}: {what}."
TEACHER = "{teacher} already teaches on {day}, pair {pair}: {what}."
GROUP = "Group {group} already has a lesson on {day}, pair {pair}: {what}."
STALE = "Somebody else has just changed {what}. Look at the week again."
MOVE = "select timetable.move_lesson(%s, %s, %s, %s, %s, %s)"


class Published:
    """Two groups with a lesson each on Monday and Tuesday, in one room with one teacher."""

    def __init__(self, admin, dean, **term):
        self.term = PlannedTerm(admin, **term)
        self.admin, self.room = admin, self.term.room(capacity=30)
        self.one, self.two = self.term.groups()[:2]
        self.teacher, self.colleague, self.stranger = self.term.teachers()[:3]
        self.monday = self.term.klass(
            (self.one, WHOLE), teachers=[self.teacher], subject=f"Fizika {self.term.number}"
        )
        self.tuesday = self.term.klass((self.two, WHOLE), teachers=[self.colleague])
        version = self.term.version(dean)
        self.term.card(dean, version, self.monday, 1, 1, self.room, teacher=self.teacher)
        self.term.card(dean, version, self.tuesday, 2, 1, self.room, teacher=self.teacher)
        dean.execute("select timetable.publish(%s)", [version])
        dean.commit()

    def lesson(self, week, weekday):
        """The id and the version of the lesson planned for that day."""
        return self.admin.execute(
            "select id, row_version from timetable.lesson where term_id = %s and planned_day = %s",
            [self.term.term, self.term.day(week, weekday)],
        ).fetchone()

    def row(self, lesson, columns="day, pair, room_id, employee_id, state, changed, reason"):
        return self.admin.execute(
            f"select {columns} from timetable.lesson where id = %s", [lesson]
        ).fetchone()


@pytest.fixture
def published(admin, dean):
    return Published(admin, dean)


@pytest.mark.parametrize(
    ("login", "sentence"),
    [
        ("dean_mining", "This timetable is not yours."),
        ("teacher_mineralogy", ""),
        ("head_mineralogy", ""),
        ("tutor_geology", ""),
        ("registrar", ""),
        ("management", ""),
    ],
)
def test_nobody_else_changes_a_lesson(published, as_person, login, sentence):
    lesson, version = published.lesson(3, 1)
    person = as_person(login)
    for statement, values in (
        (MOVE, [lesson, version, published.term.day(3, 4), 1, None, None]),
        ("select timetable.cancel_lesson(%s, %s, 'X')", [lesson, version]),
        ("select timetable.restore_lesson(%s, %s)", [lesson, version]),
        ("select timetable.substitute(%s, %s)", [[lesson], published.colleague]),
        ("select timetable.swap_lessons(%s, %s, %s, %s)", [lesson, version, *published.lesson(3, 2)]),
        ("select * from timetable.free_teachers(%s)", [lesson]),
    ):
        with refused(sentence, "HM002" if sentence else None):
            person.execute(statement, values)
        person.rollback()
    assert published.row(lesson, "row_version, changed") == (version, False)


def test_a_lesson_moves_with_everything_it_holds(published, dean):
    lesson, version = published.lesson(3, 1)
    day, other = published.term.day(3, 5), published.term.room()
    assert scalar(dean, MOVE, lesson, version, day, 4, other, " Taʼmir ") == version + 1
    dean.commit()
    assert published.row(lesson) == (day, 4, other, published.teacher, "planned", True, "Taʼmir")
    parts = "select day, pair, live from timetable.lesson_part where lesson_id = %s"
    assert published.admin.execute(parts, [lesson]).fetchall() == [(day, 4, True)]


def test_a_taken_place_is_named_by_its_day(published, dean):
    lesson, version = published.lesson(3, 1)
    tuesday = published.term.day(3, 2)
    with pytest.raises(Exception, match="Room") as caught:
        dean.execute(MOVE, [lesson, version, tuesday, 1, published.room, None])
    assert caught.value.sqlstate == "HM003"
    assert f'"day": "{tuesday:%d.%m.%Y}"' in caught.value.diag.message_detail
    dean.rollback()
    with refused(TEACHER, "HM003"):
        dean.execute(MOVE, [lesson, version, tuesday, 1, None, None])


def test_a_stale_lesson_a_holiday_the_past_and_another_term_are_refused(published, dean):
    lesson, version = published.lesson(3, 1)
    term, room = published.term, published.room
    term.holiday(term.day(4, 3))
    for (number, day), sentence, code in (
        ((version - 1, term.day(3, 5)), STALE, "HM003"),
        ((version, term.day(4, 3)), "There are no lessons on {day}: {name}.", None),
        ((version, term.ends_on + WEEK), "The day {day} lies outside the term.", None),
        ((version, coming_monday() - 2 * WEEK), "A lesson is not moved into the past.", None),
    ):
        with refused(sentence, code):
            dean.execute(MOVE, [lesson, number, day, 1, room, None])
        dean.rollback()


def test_what_is_past_is_not_moved_and_may_be_corrected_for_some_days(admin, dean):
    published = Published(admin, dean, starts_on=coming_monday() - 4 * WEEK, weeks=8)
    try:
        lesson, version = published.lesson(1, 1)
        with refused("A lesson that is past is not moved."):
            dean.execute(MOVE, [lesson, version, published.term.day(7, 4), 1, None, None])
        dean.rollback()
        with refused("Say why the lesson is cancelled."):
            dean.execute("select timetable.cancel_lesson(%s, %s, ' ')", [lesson, version])
        dean.rollback()
        cancel = "select timetable.cancel_lesson(%s, %s, 'Oʻqituvchi kelmadi')"
        with refused("A lesson of {day} is not changed any more: only those of the last {days} days are."):
            dean.execute(cancel, [lesson, version])
        dean.rollback()
        admin.execute("insert into system.setting (key, value) values ('timetable.days_back', '60')")
        scalar(dean, cancel, lesson, version)
        dean.commit()
        assert published.row(lesson, "state") == ("cancelled",)
        restore = "select timetable.restore_lesson(%s, %s, %s)"
        with refused("Say why a lesson that is past is changed."):
            dean.execute(restore, [lesson, version + 1, None])
        dean.rollback()
        scalar(dean, restore, lesson, version + 1, "Dars oʻtgan edi")
        dean.commit()
        assert published.row(lesson, "state, reason") == ("planned", "Dars oʻtgan edi")
    finally:
        admin.execute("delete from system.setting where key = 'timetable.days_back'")
        published.term.leave()


def test_two_lessons_change_places(published, dean, admin):
    one, two = published.lesson(3, 1), published.lesson(3, 2)
    dean.execute("select timetable.swap_lessons(%s, %s, %s, %s)", [*one, *two])
    dean.commit()
    assert published.row(one[0], "day, pair, room_id, planned_day") == (
        published.term.day(3, 2), 1, published.room, published.term.day(3, 1),
    )  # fmt: skip
    assert published.row(two[0], "day") == (published.term.day(3, 1),)
    assert clashes(admin) == 0


def test_a_cancelled_lesson_is_free_and_comes_back_only_into_a_free_place(published, dean):
    monday, tuesday = published.lesson(3, 1), published.lesson(3, 2)
    scalar(dean, "select timetable.cancel_lesson(%s, %s, 'Konferensiya')", *tuesday)
    scalar(dean, MOVE, *monday, published.term.day(3, 2), 1, published.room, None)
    dean.commit()
    with refused(ROOM, "HM003"):
        dean.execute("select timetable.restore_lesson(%s, %s)", [tuesday[0], tuesday[1] + 1])
    dean.rollback()
    scalar(dean, MOVE, monday[0], monday[1] + 1, published.term.day(3, 6), 1, published.room, None)
    scalar(dean, "select timetable.restore_lesson(%s, %s)", tuesday[0], tuesday[1] + 1)
    dean.commit()
    assert published.row(tuesday[0], "state, reason") == ("planned", None)


def test_whether_a_substitute_knows_the_subject_is_told(published, dean):
    term = published.term
    lessons = [published.lesson(week, 1)[0] for week in (3, 4)]
    rows = dean.execute(
        "select * from timetable.substitute(%s, %s, 'Kasal')", [lessons, published.stranger]
    ).fetchall()
    assert [(number, knows) for number, _, knows in rows] == [(lessons[0], False), (lessons[1], False)]
    dean.commit()
    term.klass((term.groups()[2], WHOLE), teachers=[published.colleague], subject=f"Fizika {term.number}")
    [(_, _, knows)] = dean.execute(
        "select * from timetable.substitute(%s, %s)", [[published.lesson(5, 1)[0]], published.colleague]
    ).fetchall()
    assert knows
    dean.commit()


def test_a_substitute_who_teaches_then_is_refused_by_name(published, dean):
    lesson, _ = published.lesson(6, 1)
    moved = published.lesson(6, 2)
    dean.execute("select timetable.substitute(%s, %s)", [[lesson], published.colleague])
    scalar(dean, MOVE, *moved, published.term.day(6, 1), 1, published.term.room(), None)
    dean.commit()
    with refused(TEACHER, "HM003"):
        dean.execute("select timetable.substitute(%s, %s)", [[lesson], published.teacher])
    dean.rollback()
    assert published.row(lesson, "employee_id") == (published.colleague,)


def test_free_teachers_know_the_subject_first_and_are_not_teaching(published, dean):
    term = published.term
    term.klass((term.groups()[2], WHOLE), teachers=[published.colleague], subject=f"Fizika {term.number}")
    term.klass((term.groups()[3], WHOLE), teachers=[published.stranger], subject=f"Fizika {term.number}")
    lesson, _ = published.lesson(3, 1)
    term.admin.execute(
        "insert into timetable.wish (term_id, employee_id, day, pair, forbidden) values (%s, %s, 1, 1, true)",
        [term.term, published.stranger],
    )
    rows = dean.execute(
        "select employee_id, knows_subject, away from timetable.free_teachers(%s)", [lesson]
    ).fetchall()
    assert rows[:2] == [(published.colleague, True, False), (published.stranger, True, True)]
    assert published.teacher not in {number for number, *_ in rows}


def test_free_rooms_are_large_enough_of_the_kind_and_empty(published, dean):
    term = published.term
    small, large, other = term.room(capacity=20), term.room(capacity=40), term.room(kind="12", capacity=40)
    rows = dean.execute(
        "select room_id from timetable.free_rooms(%s, 1, 30, '11')", [term.day(3, 1)]
    ).fetchall()
    found = {number for (number,) in rows}
    assert large in found
    assert found.isdisjoint({small, other, published.room})
    rows = dean.execute(
        "select room_id from timetable.free_rooms(%s, 2, 30, '11')", [term.day(3, 1)]
    ).fetchall()
    assert published.room in {number for (number,) in rows}


def test_halves_are_moved_to_the_same_time_and_the_whole_is_not(admin, dean):
    term = PlannedTerm(admin)
    group, version = term.groups()[0], term.version(dean)
    for weekday, part in ((1, FIRST_HALF), (2, SECOND_HALF), (3, WHOLE)):
        term.card(dean, version, term.klass((group, part)), weekday, 1)
    dean.execute("select timetable.publish(%s)", [version])
    dean.commit()
    rows = "select id, row_version from timetable.lesson where term_id = %s and day = %s"
    half, whole = (admin.execute(rows, [term.term, term.day(3, day)]).fetchone() for day in (2, 3))
    scalar(dean, MOVE, *half, term.day(3, 1), 1, None, None)
    dean.commit()
    with refused(GROUP, "HM003"):
        dean.execute(MOVE, [*whole, term.day(3, 1), 1, None, None])
    dean.rollback()
    assert clashes(admin) == 0


def test_each_reader_sees_the_own_lessons(admin, dean, as_person):
    """Own department, own lessons, own groups; the offices all; a draft nobody else."""
    term = PlannedTerm(admin)
    department, other = term.unit("403-101-01"), term.unit("403-101-02")
    teacher = term.employee("teacher_mineralogy")
    tutored = scalar(
        admin,
        "select group_id from students.tutor_group where employee_id = %s order by 1 limit 1",
        term.employee("tutor_geology"),
    )
    version = term.version(dean)
    first = term.klass((term.groups()[0], WHOLE), department=department, teachers=[teacher])
    second = term.klass((term.groups()[1], WHOLE), department=other)
    foreign = term.klass((term.groups(MINING)[0], WHOLE), faculty=MINING)
    term.card(dean, version, first, 1, 1, teacher=teacher)
    term.card(dean, version, second, 1, 2)
    dean.execute("select timetable.publish(%s)", [version])
    dean.commit()
    miner = as_person("dean_mining")
    theirs = term.version(miner, MINING)
    term.card(miner, theirs, foreign, 1, 1)
    miner.execute("select timetable.publish(%s)", [theirs])
    miner.commit()
    assert tutored
    rows = "select distinct class_id from timetable.lesson where term_id = %s order by 1"
    for login, role, seen in (
        ("dean_geology", None, [first, second]),
        ("dean_mining", None, [foreign]),
        ("head_mineralogy", None, [first]),
        ("teacher_mineralogy", None, [first]),
        ("teacher_mining", None, []),
        ("tutor_geology", None, []),
        ("academic_office", None, [first, second, foreign]),
        ("registrar", None, [first, second, foreign]),
        ("management", None, [first, second, foreign]),
    ):
        found = as_person(login, role=role).execute(rows, [term.term]).fetchall()
        assert [number for (number,) in found] == seen, login
    for login in ("hr", "accounting", "marketing", "admin"):
        with refused(""):
            as_person(login).execute(rows, [term.term])
