"""A lesson that was held stays where, when and whose it is, until the dean's office takes the holding back."""

from datetime import timedelta

import psycopg
import pytest

from tests.server.acting import refused, scalar
from tests.server.planned_term import WHOLE, PlannedTerm

STAYS = (
    "The lesson of {day}, pair {pair} was held, and {who} marked it: {what}. "
    "Take the holding back first, with a reason."
)
HOLD, WITHDRAW = "select timetable.hold(%s)", "select timetable.withdraw_holding(%s, %s, %s)"
PLACE = "select day, pair, room_id, employee_id, state, held_by from timetable.lesson where id = %s"


class HeldToday:
    """A class with a lesson today, another one on another day, published by the dean's office."""

    def __init__(self, admin, dean):
        self.admin, self.today = admin, scalar(admin, "select security.today()")
        monday = self.today - timedelta(days=self.today.weekday())
        self.term = PlannedTerm(admin, starts_on=monday - timedelta(weeks=3))
        self.weekday = min(self.today.isoweekday(), 6)
        self.group, self.other_group = self.term.groups()[:2]
        self.teacher = self.term.employee("teacher_mineralogy")
        self.colleague = self.term.teachers()[0]
        self.room = self.term.room()
        self.klass = self.term.klass((self.group, WHOLE), teachers=[self.teacher, self.colleague])
        self.version = self.term.version(dean)
        self.term.card(dean, self.version, self.klass, self.weekday, 3, self.room, teacher=self.teacher)
        self.term.card(dean, self.version, self.klass, self.weekday, 5, self.room, teacher=self.teacher)
        dean.execute("select timetable.publish(%s)", [self.version])
        dean.commit()
        if self.today.isoweekday() == 7:  # nothing is planned on a Sunday: as if it had been moved here
            admin.execute(
                "update timetable.lesson set day = %s where term_id = %s and day = %s",
                [self.today, self.term.term, self.today - timedelta(days=1)],
            )
        (self.held, self.free), (self.coming, _later) = (
            self.on(self.today),
            self.on(monday + timedelta(days=6 + self.weekday)),
        )

    def on(self, day):
        rows = self.admin.execute(
            "select id from timetable.lesson where term_id = %s and day = %s order by pair",
            [self.term.term, day],
        )
        return [number for (number,) in rows]

    def version_of(self, lesson):
        return scalar(self.admin, "select row_version from timetable.lesson where id = %s", lesson)

    def place(self):
        return self.admin.execute(PLACE, [self.held]).fetchone()


@pytest.fixture
def scene(admin, dean):
    made = HeldToday(admin, dean)
    yield made
    dean.rollback()  # what it locked is taken away
    admin.execute(
        "update timetable.lesson set held_at = null, held_by = null where term_id = %s", [made.term.term]
    )
    made.term.leave()


def test_nobody_holds_lessons_but_by_the_act_of_the_journal(scene, as_person):
    for login in ("teacher_mineralogy", "dean_geology", "academic_office", "management"):
        person = as_person(login)
        for statement in (
            HOLD,
            "update timetable.lesson set held_at = now(), held_by = 'x' where id = any (%s)",
        ):
            with refused(""):
                person.execute(statement, [[scene.held]])
            person.rollback()


@pytest.fixture
def journal(admin):
    """From here on the act may be called by itself, as the one that stores marks calls it."""
    admin.execute("grant execute on function timetable.hold(bigint[]) to hemis_teacher, hemis_faculty")


@pytest.fixture
def held(scene, journal, as_person):
    """The scene with one lesson that its teacher marked."""
    teacher = as_person("teacher_mineralogy")
    assert scalar(teacher, HOLD, [scene.held]) == scene.today
    teacher.commit()
    return scene


@pytest.mark.parametrize("login", ["teacher_mining", "dean_mining"])
def test_only_the_own_lessons_are_held(scene, journal, as_person, login):
    with refused("This lesson is not yours.", "HM002"):
        as_person(login).execute(HOLD, [[scene.held]])


def test_what_is_to_come_or_was_cancelled_is_not_held(scene, journal, dean):
    with refused("The lesson of {day}, pair {pair} is still to come."):
        dean.execute(HOLD, [[scene.coming]])
    dean.rollback()
    scalar(
        dean,
        "select timetable.cancel_lesson(%s, %s, 'Konferensiya')",
        scene.free,
        scene.version_of(scene.free),
    )
    with refused("The lesson of {day}, pair {pair} was cancelled and has no marks."):
        dean.execute(HOLD, [[scene.free]])


def test_no_act_changes_a_held_lesson(held, dean):
    version, free = held.version_of(held.held), held.version_of(held.free)
    before = held.place()
    assert before[-1] == "teacher_mineralogy"
    for statement, values in (
        ("select timetable.move_lesson(%s, %s, %s, 1, null, 'X')", [held.held, version, held.today]),
        ("select timetable.cancel_lesson(%s, %s, 'X')", [held.held, version]),
        ("select timetable.restore_lesson(%s, %s)", [held.held, version]),
        ("select timetable.substitute(%s, %s, 'X')", [[held.free, held.held], held.colleague]),
        ("select timetable.swap_lessons(%s, %s, %s, %s)", [held.free, free, held.held, version]),
    ):
        with refused(STAYS):
            dean.execute(statement, values)
        dean.rollback()
    assert held.place() == before


def test_not_even_the_administrator_moves_or_deletes_it(held, admin):
    for statement in (
        "update timetable.lesson set day = day + 1 where id = %s",
        "update timetable.lesson set department_id = faculty_id where id = %s",
        "update timetable.lesson set state = 'cancelled' where id = %s",
        "delete from timetable.lesson where id = %s",
    ):
        with pytest.raises(psycopg.Error, match="was held"):
            admin.execute(statement, [held.held])


def test_a_new_version_leaves_it_and_counts_it(held, dean):
    before = held.place()
    version = held.term.version(dean, valid_from=held.today)  # without any card: everything to come goes
    result = scalar(dean, "select timetable.publish(%s)", version)
    dean.commit()
    assert held.place() == before
    assert held.on(held.today) == [held.held]
    assert result["removed"] > 0


def test_a_holiday_leaves_it(held, as_person):
    before, office = held.place(), as_person("academic_office")
    holiday = held.term.holiday(held.today)
    result = scalar(office, "select timetable.apply_holiday(%s)", holiday)
    office.commit()
    assert (result["held"], result["cancelled"]) == (1, 1)
    assert held.place() == before


def test_a_group_that_joins_later_was_not_kept_busy_by_it(held, admin):
    admin.execute(
        "insert into teaching.part (faculty_id, class_id, group_id, course_id)"
        " select faculty_id, id, %s, course_id from teaching.class where id = %s", [held.other_group, held.klass]
    )  # fmt: skip
    parts = "select count(*) from timetable.lesson_part where lesson_id = %s"
    assert (scalar(admin, parts, held.held), scalar(admin, parts, held.free)) == (1, 2)


def test_the_deans_office_takes_the_holding_back_with_a_reason(held, dean, as_person):
    version = held.version_of(held.held)
    for login, sentence, code in (
        ("dean_mining", "This timetable is not yours.", "HM002"),
        ("academic_office", "", None),
        ("teacher_mineralogy", "", None),
    ):
        with refused(sentence, code):
            as_person(login).execute(WITHDRAW, [held.held, version, "X"])
    with refused("Say why the holding is taken back."):
        dean.execute(WITHDRAW, [held.held, version, " "])
    dean.rollback()
    with refused("Somebody else has just changed {what}. Look at the week again.", "HM003"):
        dean.execute(WITHDRAW, [held.held, version + 7, "X"])
    dean.rollback()
    assert scalar(dean, WITHDRAW, held.held, version, "Xato belgilangan") == version + 1
    with refused("This lesson has not been held. There is nothing to take back."), dean.transaction():
        dean.execute(WITHDRAW, [held.held, version + 1, "X"])
    scalar(dean, "select timetable.cancel_lesson(%s, %s, 'Kasallik')", held.held, version + 1)


def test_the_week_says_that_it_was_held_and_by_whom(held, dean):
    marker = "select marker from timetable.read_lessons(%s, %s) where id = %s and held_at is not null"
    name = "select full_name from employees.employee where id = %s"
    assert scalar(dean, marker, held.today, held.today, held.held) == scalar(held.admin, name, held.teacher)
    assert scalar(dean, marker, held.today, held.today, held.free) is None
