"""What somebody with a plain connection tries against the load and the timetable, and what comes of it."""

import pytest

from tests.server.acting import refused, scalar
from tests.server.planned_term import FIRST_HALF, MINING, WHOLE, PlannedTerm
from tests.server.test_curriculum_registration import choice, set_seats, students  # noqa: F401 - fixtures
from tests.server.test_timetable_desks import in_turn

JOIN = (
    "insert into teaching.part (faculty_id, class_id, group_id, course_id, slice_from, slice_to)"
    " values (%s, %s, %s, %s, %s, %s)"
)
WISH = (
    "insert into timetable.wish (faculty_id, term_id, {whose}, day, pair, forbidden)"
    " values (%s, %s, %s, 1, 1, true)"
)
EXAMINE = (
    "insert into timetable.examination (faculty_id, term_id, course_id, group_id, day, pair)"
    " values (%s, %s, %s, %s, %s, 1)"
)
OLD_SNAPSHOT = "This is done only by a transaction that sees what others have just stored."


@pytest.fixture
def term(admin):
    return PlannedTerm(admin)


@pytest.fixture
def deputy(as_person):
    return as_person("deputy_geology", role="hemis_faculty")


def main_of(admin, teachers, faculty):
    """A teacher whose main position is in the faculty."""
    keeps = "select e from unnest(%s::bigint[]) e where timetable.keepers_of(e) = array[%s::bigint] order by e limit 1"
    return scalar(admin, keeps, teachers, faculty)


def part(term, klass, group, slices=WHOLE):
    return [term.faculties["403-101"], klass, group, term.course_of(klass), *slices]


def freeze(person):
    """From here on the person sees the database as it is now, whatever others store."""
    person.rollback()
    person.execute("set session characteristics as transaction isolation level repeatable read")
    person.commit()
    person.execute("select 1 from structure.unit limit 1")


def test_the_last_seat_is_not_taken_from_an_old_snapshot(dean, deputy, admin, choice, students):  # noqa: F811
    set_seats(admin, choice[0], 1)
    take = "select curriculum.register(%s, %s)"
    try:
        freeze(deputy)
        dean.execute(take, [choice[:1], students[:1]])
        dean.commit()
        with refused(OLD_SNAPSHOT, "HM003"):
            deputy.execute(take, [choice[:1], students[1:2]])
    finally:
        deputy.rollback()
        scalar(dean, "select curriculum.unregister(%s, %s)", choice, students)
        dean.commit()
        set_seats(admin, choice[0], None)


def test_hours_are_not_assigned_twice_from_an_old_snapshot(term, dean, deputy):
    klass, (first, second) = term.klass((term.groups()[0], WHOLE), hours=64), term.teachers()[:2]
    assign = (
        "insert into teaching.assignment (faculty_id, class_id, employee_id, hours) values (%s, %s, %s, 64)"
    )
    freeze(deputy)
    dean.execute(assign, [term.faculties["403-101"], klass, first])
    dean.commit()
    with refused(OLD_SNAPSHOT, "HM003"):
        deputy.execute(assign, [term.faculties["403-101"], klass, second])


def test_a_group_that_joins_while_its_class_is_placed_is_busy_all_the_same(term, dean, deputy, admin):
    joining = term.groups()[1]
    version, klass = term.version(dean), term.klass((term.groups()[0], WHOLE), subject="Birga")
    card = term.card(dean, version, klass)
    dean.execute("update timetable.card set day = 1, pair = 1 where id = %s", [card])
    assert in_turn(admin, dean, deputy, JOIN, part(term, klass, joining)) is None
    held = (
        "select count(*) from timetable.occupation where card_id = %s and resource_id = %s and kind = 'group'"
    )
    assert scalar(admin, held, card, joining) == 2


def test_a_group_that_joins_while_its_class_is_published_is_busy_all_the_same(term, dean, deputy, admin):
    joining = term.groups()[1]
    version, klass = term.version(dean), term.klass((term.groups()[0], WHOLE), subject="Birga")
    term.card(dean, version, klass, 1, 1)
    dean.execute("select timetable.publish(%s)", [version])
    assert in_turn(admin, dean, deputy, JOIN, part(term, klass, joining)) is None
    rows = "select count(*) from timetable.lesson_part p join timetable.lesson l on l.id = p.lesson_id"
    assert scalar(admin, f"{rows} where l.term_id = %s and p.group_id = %s", term.term, joining) == 16


def test_two_desks_do_not_put_overlapping_subgroups_into_a_class(term, dean, deputy, admin):
    group, joining = term.groups()[:2]
    klass = term.klass((group, WHOLE), subject="Birga")
    dean.execute(JOIN, part(term, klass, joining, FIRST_HALF))
    error = in_turn(admin, dean, deputy, JOIN, part(term, klass, joining, (3, 9)))
    assert error.diag.message_primary == "The subgroups of {group} in the class {class} overlap."


def test_no_wishes_for_groups_and_teachers_of_another_faculty(term, dean, admin, as_person):
    own = term.faculties["403-101"]
    group = term.groups(MINING)[0]
    teacher = main_of(admin, term.teachers(MINING), term.faculties[MINING])
    elsewhere = "The wishes of {teacher} are kept where the main position is: {unit}."
    for whose, number, sentence in (
        ("group_id", group, "This timetable is not yours."),
        ("employee_id", teacher, elsewhere),
    ):
        with refused(sentence, "HM002"):
            dean.execute(WISH.format(whose=whose), [own, term.term, number])
        dean.rollback()
    mining = as_person("dean_mining")
    mining.execute(WISH.format(whose="group_id"), [term.faculties[MINING], term.term, group])
    mining.execute(WISH.format(whose="employee_id"), [term.faculties[MINING], term.term, teacher])
    dean.execute(WISH.format(whose="employee_id"), [own, term.term, main_of(admin, term.teachers(), own)])


def test_a_day_far_away_does_not_hold_the_day_of_another_group(term, dean):
    """A group's days are numbers: those of the next group begin where a hundred thousand days end."""
    group = term.groups()[0]
    klass = term.klass((group, WHOLE))
    for day in ("2300-01-01", "1990-01-01"):
        with refused(None, "23514"):
            dean.execute(EXAMINE, [term.faculties["403-101"], term.term, term.course_of(klass), group, day])
        dean.rollback()


def test_a_lesson_is_not_changed_without_the_version_it_was_read_in(term, dean, admin):
    version = term.version(dean)
    term.card(dean, version, term.klass((term.groups()[0], WHOLE)), 1, 1)
    dean.execute("select timetable.publish(%s)", [version])
    dean.commit()
    lesson = scalar(admin, "select min(id) from timetable.lesson where term_id = %s", term.term)
    for statement in (
        "select timetable.cancel_lesson(%s, null, 'x')",
        "select timetable.move_lesson(%s, null, null, 2, null)",
        "select timetable.restore_lesson(%s, null)",
    ):
        with refused("Somebody else has just changed {what}. Look at the week again.", "HM003"):
            dean.execute(statement, [lesson])
        dean.rollback()
    with refused("This timetable is not yours.", "HM002"):
        dean.execute("select timetable.swap_lessons(null, null, %s, 1)", [lesson])


@pytest.mark.parametrize("act", ["share", "publish", "make_cards", "discard_version"])
def test_nothing_is_done_with_a_version_thrown_away_meanwhile(term, dean, deputy, admin, act):
    version = term.version(dean)
    dean.execute("select timetable.discard_version(%s)", [version])
    error = in_turn(admin, dean, deputy, f"select timetable.{act}(%s)", [version])
    assert error.sqlstate == "HM002"


def test_lessons_of_others_are_not_held_while_an_own_one_is_waited_for(term, dean, deputy, as_person, admin):
    mining, lessons = as_person("dean_mining"), []
    for person, faculty in ((mining, MINING), (dean, "403-101")):
        version = term.version(person, faculty)
        term.card(person, version, term.klass((term.groups(faculty)[0], WHOLE), faculty=faculty), 1, 1)
        person.execute("select timetable.publish(%s)", [version])
        person.commit()
        rows = "select min(id) from timetable.lesson where term_id = %s and faculty_id = %s"
        lessons.append(scalar(admin, rows, term.term, term.faculties[faculty]))
    dean.execute("select timetable.cancel_lesson(%s, 1, 'x')", [lessons[1]])
    deputy.execute("set local lock_timeout = '5s'")
    with refused("This timetable is not yours.", "HM002"):
        deputy.execute("select * from timetable.substitute(%s, %s)", [lessons, term.teachers()[0]])
