"""A version unfolded into dated lessons: all or none, again from a date, around holidays and changes by hand."""

from datetime import timedelta

import pytest

from tests.server.acting import refused, scalar
from tests.server.planned_term import (
    EVEN,
    MINING,
    ODD,
    WEEK,
    WHOLE,
    PlannedTerm,
    clashes,
    coming_monday,
    lessons,
    today,
)

ROOM = "Room {room} is taken on {day}, pair {pair}: {what}."


@pytest.fixture
def term(admin):
    term = PlannedTerm(admin)
    yield term
    term.leave()


@pytest.fixture
def running(admin):
    """A term of whose Mondays eight are past, on whatever day of the week; the ninth may be today."""
    term = PlannedTerm(admin, starts_on=coming_monday(today() - timedelta(days=1)) - 8 * WEEK)
    yield term
    term.leave()


@pytest.fixture
def other_dean(as_person):
    return as_person("dean_mining")


def publish(person, version):
    result = scalar(person, "select timetable.publish(%s)", version)
    person.commit()
    return result


def lesson_on(admin, term, day):
    return admin.execute(
        "select id, row_version from timetable.lesson where term_id = %s and day = %s order by pair",
        [term.term, day],
    ).fetchone()


def test_only_whoever_plans_the_faculty_publishes(term, dean, other_dean, as_person):
    version = term.version(dean)
    for person, sentence, code in (
        (other_dean, "This timetable is not yours.", "HM002"),
        (as_person("teacher_mineralogy"), "", None),
        (as_person("management"), "", None),
    ):
        with refused(sentence, code):
            person.execute("select timetable.publish(%s)", [version])
    assert publish(as_person("academic_office"), version)["made"] == 0


def test_a_card_is_held_in_the_teaching_weeks_of_its_phase(admin, dean):
    term = PlannedTerm(admin, weeks=6, kinds={4: "12"})  # a week of controls
    group, room, version = term.groups()[0], term.room(), term.version(dean)
    term.card(dean, version, term.klass((group, WHOLE)), 1, 1, room)
    term.card(dean, version, term.klass((group, WHOLE)), 2, 3, room, phase=ODD, pairs=2)
    term.card(dean, version, term.klass((group, WHOLE)), 6, 2, room, phase=EVEN)
    term.card(dean, version, term.klass((group, WHOLE)))  # in the tray
    assert publish(dean, version) == {"made": 5 + 6 + 2, "changed": 0, "removed": 0, "kept": 0}
    found = {(day, pair) for day, pair, *_ in lessons(admin, term.term)}
    assert found == {
        *((term.day(week, 1), 1) for week in (1, 2, 3, 5, 6)),
        *((term.day(week, 2), pair) for week in (1, 3, 5) for pair in (3, 4)),
        *((term.day(week, 6), 2) for week in (2, 6)),
    }


def test_the_hours_of_a_class_are_the_ceiling(term, dean, admin):
    version = term.version(dean)
    term.card(dean, version, term.klass((term.groups()[0], WHOLE), hours=11), 1, 1)
    assert publish(dean, version)["made"] == 5
    assert [day for day, *_ in lessons(admin, term.term)] == [term.day(week, 1) for week in range(1, 6)]


def test_a_day_without_lessons_is_skipped_or_moved(term, dean, admin):
    version = term.version(dean)
    term.holiday(term.day(2, 1))
    term.holiday(term.day(3, 1), moved_to=term.day(3, 7))
    term.card(dean, version, term.klass((term.groups()[0], WHOLE), hours=8), 1, 1)
    publish(dean, version)
    days = [day for day, *_ in lessons(admin, term.term)]
    assert days == [term.day(1, 1), term.day(3, 7), term.day(4, 1), term.day(5, 1)]


def test_the_second_faculty_is_told_what_is_taken_and_nothing_is_half_done(term, dean, other_dean, admin):
    room, mine, theirs = term.room(), term.version(dean), term.version(other_dean, MINING)
    # Private drafts may plan the same place; the first to publish has it.
    term.card(dean, mine, term.klass((term.groups()[0], WHOLE)), 2, 2, room, phase=ODD)
    term.card(other_dean, theirs, term.klass((term.groups(MINING)[0], WHOLE), faculty=MINING), 1, 1)
    term.card(
        other_dean, theirs, term.klass((term.groups(MINING)[0], WHOLE), faculty=MINING), 2, 2, room, phase=ODD
    )
    publish(dean, mine)
    with pytest.raises(Exception, match="Room") as caught:
        other_dean.execute("select timetable.publish(%s)", [theirs])
    assert caught.value.sqlstate == "HM003"
    assert '"what": "Geologiya' in caught.value.diag.message_detail
    other_dean.rollback()
    assert scalar(admin, "select state from timetable.version where id = %s", theirs) == "private"
    assert len(lessons(admin, term.term)) == 8


def test_a_clash_by_date_is_on_the_checklist_and_refused_by_its_day(term, dean, other_dean, admin):
    room, mine, theirs = term.room(), term.version(dean), term.version(other_dean, MINING)
    term.card(dean, mine, term.klass((term.groups()[0], WHOLE)), 2, 2, room)
    publish(dean, mine)
    lesson, version = lesson_on(admin, term, term.day(5, 2))
    dean.execute("select timetable.move_lesson(%s, %s, %s, 4, %s)", [lesson, version, term.day(5, 3), room])
    dean.commit()
    term.card(other_dean, theirs, term.klass((term.groups(MINING)[0], WHOLE), faculty=MINING), 3, 4, room)
    checked = other_dean.execute(
        "select kind, serious, details from timetable.checklist(%s)", [theirs]
    ).fetchall()
    [(_, serious, details)] = [row for row in checked if row[0] == "clash"]
    assert serious
    assert details["day"] == f"{term.day(5, 3):%d.%m.%Y}"
    assert details["other"].startswith("Geologiya")
    with refused(ROOM, "HM003"):
        other_dean.execute("select timetable.publish(%s)", [theirs])


def test_the_checklist_names_what_is_missing(term, dean):
    version, group = term.version(dean), term.groups()[0]
    small, wrong = term.room(capacity=28), term.room(kind="12")
    classes = [term.klass((group, WHOLE), size=29, room_kind="11", name=f"K{n}") for n in range(4)]
    term.card(dean, version, classes[0])
    term.card(dean, version, classes[1], 1, 1)
    term.card(dean, version, classes[2], 1, 2, small, teacher=term.teachers()[0])
    term.card(dean, version, classes[3], 1, 3, wrong)
    found = dean.execute("select kind, serious, details from timetable.checklist(%s)", [version]).fetchall()
    by_kind = {kind: details for kind, _, details in found}
    assert set(by_kind) == {
        "unplaced", "no_room", "no_teacher", "too_small", "wrong_kind", "hours_short", "plan_changed",
    }  # fmt: skip
    assert (by_kind["too_small"]["size"], by_kind["too_small"]["seats"]) == (29, 28)
    assert by_kind["unplaced"]["what"].endswith("K0")
    assert {kind for kind, serious, _ in found if serious} == {"unplaced"}


def test_a_published_version_keeps_its_cards(term, dean):
    version = term.version(dean)
    card = term.card(dean, version, term.klass((term.groups()[0], WHOLE)), 1, 1)
    publish(dean, version)
    keeps = "The version {name} is published and keeps its cards. Make a new version from it."
    for statement in (
        "update timetable.card set day = 2 where id = %s",
        "delete from timetable.card where id = %s",
    ):
        with refused(keeps):
            dean.execute(statement, [card])
        dean.rollback()
    with refused("A published version keeps the day it is valid from. Make a new version from it."):
        dean.execute("update timetable.version set valid_from = valid_from + 7 where id = %s", [version])
    dean.rollback()
    with refused("Only a draft is published."):
        dean.execute("select timetable.publish(%s)", [version])


def test_a_new_version_changes_only_what_differs(term, dean, admin):
    first, (one, two), room = term.version(dean), term.groups()[:2], term.room()
    stays, moves = term.klass((one, WHOLE)), term.klass((two, WHOLE))
    term.card(dean, first, stays, 1, 1, room)
    term.card(dean, first, moves, 2, 1, room)
    publish(dean, first)
    before = dict(lessons(admin, term.term, "id, day"))
    second = term.version(dean, based_on=first, valid_from=term.day(9, 1))
    dean.execute("update timetable.card set day = 3 where version_id = %s and class_id = %s", [second, moves])
    assert publish(dean, second) == {"made": 8, "changed": 0, "removed": 8, "kept": 24}
    after = dict(lessons(admin, term.term, "id, day"))
    assert {number for number, day in before.items() if day < term.day(9, 1) or day.isoweekday() == 1} <= set(
        after
    )
    assert {day for day in after.values() if day.isoweekday() == 3} == {
        term.day(week, 3) for week in range(9, 17)
    }
    states = "select state from timetable.version where id = any (%s) order by id"
    assert [state for (state,) in dean.execute(states, [[first, second]])] == ["superseded", "published"]


def test_rooms_change_hands_within_one_publication(term, dean, admin):
    first, (one, two), (a, b) = term.version(dean), term.groups()[:2], (term.room(), term.room())
    left, right = term.klass((one, WHOLE)), term.klass((two, WHOLE))
    term.card(dean, first, left, 1, 1, a)
    term.card(dean, first, right, 1, 1, b)
    publish(dean, first)
    second = term.version(dean, based_on=first)
    dean.execute(
        "update timetable.card set room_id = case room_id when %s then %s else %s end where version_id = %s",
        [a, b, a, second],
    )  # fmt: skip
    assert publish(dean, second) == {"made": 0, "changed": 32, "removed": 0, "kept": 0}
    assert clashes(admin) == 0


def test_what_was_changed_by_hand_survives_a_new_version(term, dean, admin):
    first, group, room = term.version(dean), term.groups()[0], term.room()
    klass = term.klass((group, WHOLE))
    teacher, stand_in = term.teachers()[:2]
    term.card(dean, first, klass, 1, 1, room, teacher=teacher)
    publish(dean, first)
    substituted, moved, cancelled = (lesson_on(admin, term, term.day(week, 1)) for week in (10, 11, 12))
    dean.execute("select * from timetable.substitute(%s, %s, 'Kasal')", [[substituted[0]], stand_in])
    dean.execute("select timetable.move_lesson(%s, %s, %s, 5, %s)", [*moved, term.day(11, 4), room])
    dean.execute("select timetable.cancel_lesson(%s, %s, 'Konferensiya')", [*cancelled])
    dean.commit()

    second = term.version(dean, based_on=first, valid_from=term.day(9, 1))
    dean.execute("update timetable.card set room_id = %s where version_id = %s", [term.room(), second])
    assert publish(dean, second)["removed"] == 0
    rows = "select day, employee_id, state from timetable.lesson where id = %s"
    assert admin.execute(rows, [substituted[0]]).fetchone() == (term.day(10, 1), stand_in, "planned")
    assert admin.execute(rows, [moved[0]]).fetchone() == (term.day(11, 4), teacher, "planned")
    assert admin.execute(rows, [cancelled[0]]).fetchone() == (term.day(12, 1), teacher, "cancelled")


def test_the_past_is_unfolded_once_and_then_left_alone(running, dean, admin):
    first, group, room = running.version(dean), running.groups()[0], running.room()
    klass = running.klass((group, WHOLE))
    running.card(dean, first, klass, 1, 1, room)
    assert publish(dean, first)["made"] == 16
    second = running.version(dean, based_on=first, valid_from=running.starts_on)
    dean.execute("update timetable.card set pair = 5 where version_id = %s", [second])
    assert publish(dean, second) == {"made": 8, "changed": 0, "removed": 8, "kept": 8}
    assert [(day, pair) for day, pair, *_ in lessons(admin, running.term)] == [
        (running.day(week, 1), 1 if week < 9 else 5) for week in range(1, 17)
    ]


def test_a_holiday_in_mid_term_moves_or_cancels_its_lessons(term, dean, admin, as_person):
    version, group = term.version(dean), term.groups()[0]
    term.card(dean, version, term.klass((group, WHOLE), hours=32), 1, 1)
    publish(dean, version)
    gone, moved = term.holiday(term.day(4, 1), name="Bayram"), term.holiday(term.day(5, 1), term.day(5, 7))
    with refused(""):
        dean.execute("select timetable.apply_holiday(%s)", [gone])
    dean.rollback()
    office = as_person("academic_office")
    assert scalar(office, "select timetable.apply_holiday(%s)", gone) == {
        "moved": 0, "cancelled": 1, "examinations": 0, "held": 0,
    }  # fmt: skip
    assert scalar(office, "select timetable.apply_holiday(%s)", moved)["moved"] == 1
    office.commit()
    rows = "select day, state, reason from timetable.lesson where term_id = %s and planned_day = any (%s) order by day"
    assert admin.execute(rows, [term.term, [term.day(4, 1), term.day(5, 1)]]).fetchall() == [
        (term.day(4, 1), "cancelled", "Bayram"),
        (term.day(5, 7), "planned", None),
    ]


def test_a_holiday_that_moves_onto_something_is_refused_by_name(term, dean, as_person, admin):
    version, group = term.version(dean), term.groups()[0]
    term.card(dean, version, term.klass((group, WHOLE)), 1, 1)
    term.card(dean, version, term.klass((group, WHOLE)), 6, 1)
    publish(dean, version)
    holiday = term.holiday(term.day(4, 1), term.day(4, 6))
    office = as_person("academic_office")
    with refused("Group {group} already has a lesson on {day}, pair {pair}: {what}.", "HM003"):
        office.execute("select timetable.apply_holiday(%s)", [holiday])
    office.rollback()
    assert len(lessons(admin, term.term)) == 32


def test_a_group_that_joins_is_busy_from_today_on(running, dean, admin):
    version, (one, two) = running.version(dean), running.groups()[:2]
    stream = running.klass((one, WHOLE))
    running.card(dean, version, stream, 1, 1)
    publish(dean, version)
    dean.execute(
        "insert into teaching.part (faculty_id, class_id, group_id, course_id)"
        " select faculty_id, id, %s, course_id from teaching.class where id = %s",
        [two, stream],
    )
    dean.commit()
    rows = (
        "select min(p.day), count(*) from timetable.lesson_part p join timetable.lesson l on l.id = p.lesson_id"
        " where p.group_id = %s and l.term_id = %s"
    )
    assert admin.execute(rows, [two, running.term]).fetchone() == (running.day(9, 1), 8)


def test_a_version_from_later_leaves_the_weeks_before(term, dean, admin):
    version = term.version(dean, valid_from=term.starts_on + timedelta(days=70))
    term.card(dean, version, term.klass((term.groups()[0], WHOLE)), 1, 1)
    assert publish(dean, version)["made"] == 6
