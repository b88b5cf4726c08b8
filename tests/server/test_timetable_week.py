"""The weekly plan: nothing is held twice, a refusal says what stands there, boards compete and drafts do not."""

import pytest
from psycopg.errors import InsufficientPrivilege

from tests.server.acting import refused, scalar
from tests.server.planned_term import (
    EVEN,
    FIRST_HALF,
    MINING,
    ODD,
    SECOND_HALF,
    WHOLE,
    PlannedTerm,
    move,
    place,
)

ROOM = "Room {room} is taken on {day}, pair {pair}: {what}."
TEACHER = "{teacher} already teaches on {day}, pair {pair}: {what}."
GROUP = "Group {group} already has a lesson on {day}, pair {pair}: {what}."


@pytest.fixture
def term(admin):
    return PlannedTerm(admin)


@pytest.fixture
def other_dean(as_person):
    return as_person("dean_mining")


def test_a_dean_does_not_plan_for_another_faculty(term, dean):
    with refused("This timetable is not yours.", "HM002"):
        term.version(dean, MINING)


@pytest.mark.parametrize(
    "login", ["teacher_mineralogy", "head_mineralogy", "registrar", "tutor_geology", "management"]
)
def test_whoever_does_not_plan_makes_no_version_and_sees_no_draft(term, dean, as_person, login):
    term.version(dean)
    person = as_person(login)
    with refused(""):
        term.version(person)
    person.rollback()
    with pytest.raises(InsufficientPrivilege):
        person.execute("select * from timetable.version")


def test_nobody_writes_state_board_or_occupation(term, dean):
    version = term.version(dean)
    for statement in (
        "update timetable.version set state = 'published'",
        "update timetable.version set board = 7",
        "insert into timetable.occupation (card_id) values (1)",
        "insert into timetable.lesson (faculty_id) values (1)",
        "update timetable.lesson set state = 'cancelled'",
        "select timetable.occupy('{1}')",
        "select timetable.change_lessons('[]')",
    ):
        with refused(""):
            dean.execute(statement)
        dean.rollback()
    assert scalar(dean, "select state from timetable.version where id = %s", version) == "private"


def test_a_room_a_teacher_and_a_group_are_held_once(term, dean):
    version, room, other = term.version(dean), term.room(), term.room()
    one, two = term.groups()[:2]
    first, second = term.klass((one, WHOLE), subject="Petrologiya", name="21-01"), term.klass((two, WHOLE))
    third = term.klass((one, FIRST_HALF))
    teacher, colleague = term.teachers()[:2]
    term.card(dean, version, first, 1, 2, room, teacher=teacher)
    with refused(ROOM, "HM003"):
        term.card(dean, version, second, 1, 2, room)
    dean.rollback()
    with refused(TEACHER, "HM003"):
        term.card(dean, version, second, 1, 2, other, teacher=teacher)
    dean.rollback()
    with refused(GROUP, "HM003"):
        term.card(dean, version, third, 1, 2, other, teacher=colleague)


def test_a_refusal_names_what_stands_there(term, dean):
    version, room = term.version(dean), term.room()
    one, two = term.groups()[:2]
    term.card(dean, version, term.klass((one, WHOLE), subject="Petrologiya", name="21-01"), 3, 4, room)
    card = term.card(dean, version, term.klass((two, WHOLE)))
    with pytest.raises(Exception, match="Room") as caught:
        place(dean, move(card, day=3, pair=4, room=room))
    detail = caught.value.diag.message_detail
    assert '"what": "Petrologiya · 21-01"' in detail
    assert '"weekday": 3' in detail
    assert '"pair": 4' in detail


def test_two_halves_meet_at_once_and_a_half_and_the_whole_do_not(term, dean):
    version, group = term.version(dean), term.groups()[0]
    term.card(dean, version, term.klass((group, FIRST_HALF)), 1, 1)
    term.card(dean, version, term.klass((group, SECOND_HALF)), 1, 1)
    with refused(GROUP, "HM003"):
        term.card(dean, version, term.klass((group, WHOLE)), 1, 1)
    dean.rollback()
    with refused(GROUP, "HM003"):  # the middle third overlaps both halves
        term.card(dean, version, term.klass((group, (4, 8))), 1, 1)


def test_odd_and_even_weeks_share_a_place(term, dean):
    version, group, room = term.version(dean), term.groups()[0], term.room()
    term.card(dean, version, term.klass((group, WHOLE)), 1, 1, room, phase=ODD)
    term.card(dean, version, term.klass((group, WHOLE)), 1, 1, room, phase=EVEN)
    with refused(ROOM, "HM003"):
        term.card(dean, version, term.klass((term.groups()[1], WHOLE)), 1, 1, room)


def test_a_lesson_of_two_pairs_holds_both(term, dean):
    version, group = term.version(dean), term.groups()[0]
    term.card(dean, version, term.klass((group, WHOLE)), 1, 1, pairs=2)
    with refused(GROUP, "HM003"):
        term.card(dean, version, term.klass((group, WHOLE)), 1, 2)
    dean.rollback()
    term.card(dean, version, term.klass((group, WHOLE)), 1, 3)


def test_cards_change_places_in_one_step(term, dean):
    version, room = term.version(dean), term.room()
    group = term.groups()[0]
    one = term.card(dean, version, term.klass((group, WHOLE)), 1, 1, room)
    two = term.card(dean, version, term.klass((group, WHOLE)), 2, 1, room)
    assert place(dean, move(one, day=2), move(two, day=1)) == {one: 2, two: 2}
    with refused(ROOM, "HM003"):
        place(dean, move(one, 2, day=1))
    dean.rollback()


def test_all_moves_of_a_step_are_stored_or_none(term, dean, admin):
    version, room = term.version(dean), term.room()
    one, two = term.groups()[:2]
    first, second = (term.card(dean, version, term.klass((group, WHOLE))) for group in (one, two))
    with refused(ROOM, "HM003"):
        place(dean, move(first, day=1, pair=1, room=room), move(second, day=1, pair=1, room=room))
    dean.rollback()
    assert (
        scalar(
            admin, "select count(*) from timetable.card where version_id = %s and day is not null", version
        )
        == 0
    )


def test_a_stale_move_is_refused(term, dean):
    card = term.card(dean, term.version(dean), term.klass((term.groups()[0], WHOLE)))
    place(dean, move(card, day=1, pair=1))
    with refused("Somebody else has just changed {what}. Look at the week again.", "HM003"):
        place(dean, move(card, 1, day=2, pair=1))


def test_a_card_of_another_faculty_is_not_there(term, dean, other_dean):
    version = term.version(other_dean, MINING)
    card = term.card(other_dean, version, term.klass((term.groups(MINING)[0], WHOLE), faculty=MINING))
    with refused("Somebody else has just changed {what}. Look at the week again.", "HM003"):
        place(dean, move(card, day=1, pair=1))
    dean.rollback()
    assert dean.execute("update timetable.card set locked = true where id = %s", [card]).rowcount == 0


def test_a_card_leaves_its_place(term, dean):
    version, group = term.version(dean), term.groups()[0]
    card = term.card(dean, version, term.klass((group, WHOLE)), 1, 1, term.room())
    place(dean, move(card, day=None, pair=None, room=None))
    other = term.card(dean, version, term.klass((group, WHOLE)), 1, 1)
    dean.execute("delete from timetable.card where id = %s", [other])
    dean.commit()
    term.card(dean, version, term.klass((group, WHOLE)), 1, 1)


def test_drafts_do_not_compete_and_the_common_board_does(term, dean, other_dean, admin):
    room = term.room()
    mine, theirs = term.version(dean), term.version(other_dean, MINING)
    term.card(dean, mine, term.klass((term.groups()[0], WHOLE)), 1, 1, room)
    card = term.card(
        other_dean, theirs, term.klass((term.groups(MINING)[0], WHOLE), faculty=MINING), 1, 1, room
    )
    dean.execute("select timetable.share(%s)", [mine])
    dean.commit()
    with pytest.raises(Exception, match="Room") as caught:
        other_dean.execute("select timetable.share(%s)", [theirs])
    assert "403" not in caught.value.diag.message_detail
    faculty = scalar(admin, "select name_uz from structure.unit where code = '403-101'")
    assert f'"what": "{faculty}"' in caught.value.diag.message_detail
    other_dean.rollback()

    held = other_dean.execute("select * from timetable.busy(%s)", [theirs]).fetchall()
    assert sorted(held) == [("room", room, 1, 1, parity, faculty) for parity in (0, 1)]
    other_dean.commit()
    place(other_dean, move(card, day=2, pair=1))
    other_dean.execute("select timetable.share(%s)", [theirs])
    other_dean.commit()

    dean.execute("select timetable.withdraw(%s)", [mine])
    dean.commit()
    assert other_dean.execute("select * from timetable.busy(%s)", [theirs]).fetchall() == []


def test_one_draft_of_a_faculty_stands_on_the_board(term, dean):
    one, two = term.version(dean, name="Birinchi"), term.version(dean)
    dean.execute("select timetable.share(%s)", [one])
    dean.commit()
    with refused("“{name}” already stands on the common board. Take it back first."):
        dean.execute("select timetable.share(%s)", [two])


def test_a_version_is_made_from_another(term, dean):
    room, group = term.room(), term.groups()[0]
    first = term.version(dean)
    term.card(dean, first, term.klass((group, WHOLE)), 1, 1, room)
    second = term.version(dean, based_on=first)
    rows = "select day, pair, room_id, number from timetable.card where version_id = %s"
    assert dean.execute(rows, [second]).fetchall() == [(1, 1, room, 1)]
    dean.execute("select timetable.discard_version(%s)", [first])
    dean.commit()
    assert dean.execute(rows, [second]).fetchall() == [(1, 1, room, 1)]


def test_a_group_that_joins_a_class_is_busy_with_it(term, dean, admin):
    version, (one, two) = term.version(dean), term.groups()[:2]
    stream = term.klass((one, WHOLE))
    term.card(dean, version, stream, 1, 1)
    term.card(dean, version, term.klass((two, WHOLE)), 1, 1)
    add = (
        "insert into teaching.part (faculty_id, class_id, group_id, course_id)"
        " select faculty_id, id, %s, course_id from teaching.class where id = %s"
    )
    with refused(GROUP, "HM003"):
        admin.execute(add, [two, stream])
    admin.execute("delete from teaching.part where class_id = %s", [stream])
    term.card(dean, version, term.klass((one, WHOLE)), 1, 1)


@pytest.mark.parametrize(
    ("hours", "pairs", "weeks", "made"),
    [
        (64, 1, 16, [(1, 0), (2, 0)]),
        (32, 1, 16, [(1, 0)]),
        (32, 2, 16, [(1, None)]),
        (30, 1, 15, [(1, 0)]),
        (16, 1, 15, [(1, ODD)]),  # eight odd weeks of fifteen
        (44, 1, 15, [(1, 0), (2, None)]),  # seven more: in odd or even weeks
    ],
)
def test_cards_are_made_of_hours(admin, dean, hours, pairs, weeks, made):
    term = PlannedTerm(admin, weeks=weeks)
    version = term.version(dean)
    term.klass((term.groups()[0], WHOLE), hours=hours, pairs=pairs)
    assert scalar(dean, "select timetable.make_cards(%s)", version) == len(made)
    found = dean.execute(
        "select number, phase from timetable.card where version_id = %s order by number", [version]
    ).fetchall()
    assert [number for number, _ in found] == [number for number, _ in made]
    for (_, phase), (_, expected) in zip(found, made, strict=True):
        assert phase == expected or (expected is None and phase in (ODD, EVEN))
    assert scalar(dean, "select timetable.make_cards(%s)", version) == 0


def test_teachers_get_cards_by_their_hours(term, dean):
    one, two = term.teachers()[:2]
    version = term.version(dean)
    term.klass((term.groups()[0], WHOLE), hours=64, teachers=[one, two])
    dean.execute("select timetable.make_cards(%s)", [version])
    rows = "select employee_id from timetable.card where version_id = %s order by number"
    assert [who for (who,) in dean.execute(rows, [version])] == [one, two]
