"""Two desks at the same moment: one has the place, the other is told who stands there; nothing is half done."""

import threading

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.server.acting import scalar
from tests.server.planned_term import MINING, WHOLE, PlannedTerm, clashes, move, place


@pytest.fixture
def term(admin):
    return PlannedTerm(admin)


@pytest.fixture
def desks(as_person):
    """The dean's offices of two faculties."""
    return as_person("dean_geology"), as_person("dean_mining")


class Waiting(threading.Thread):
    """Somebody whose statement waits until another transaction has ended."""

    def __init__(self, person, statement, values):
        super().__init__()
        self.person, self.statement, self.values, self.error = person, statement, values, None

    def run(self):
        try:
            self.person.execute(self.statement, self.values)
            self.person.commit()
        except psycopg.Error as error:
            self.error = error
            self.person.rollback()


def in_turn(admin, first, second, statement, values):
    """The first has done it and not yet said so; the second does the same, waits, and the first commits."""
    desk = Waiting(second, statement, values)
    desk.start()
    blocked = "select cardinality(pg_blocking_pids(%s)) > 0"
    while desk.is_alive() and not scalar(admin, blocked, second.info.backend_pid):
        desk.join(timeout=0.02)
    assert desk.is_alive(), desk.error
    first.commit()
    desk.join(timeout=30)
    return desk.error


def on_the_board(term, desks):
    """A card of each faculty, both versions on the common board, and one room."""
    cards = []
    for person, faculty in zip(desks, ("403-101", MINING), strict=True):
        version = term.version(person, faculty)
        klass = term.klass((term.groups(faculty)[0], WHOLE), faculty=faculty)
        cards.append(term.card(person, version, klass))
        person.execute("select timetable.share(%s)", [version])
        person.commit()
    return cards


def test_two_desks_drop_into_one_room(term, desks, admin):
    room = term.room()
    mine, theirs = on_the_board(term, desks)
    place(desks[0], move(mine, day=1, pair=1, room=room))
    error = in_turn(
        admin, *desks, "select * from timetable.place(%s)", [Jsonb([move(theirs, day=1, pair=1, room=room)])]
    )
    assert error.sqlstate == "HM003"
    assert error.diag.message_primary == "Room {room} is taken on {day}, pair {pair}: {what}."
    assert '"what": "Geologiya' in error.diag.message_detail
    rows = "select day from timetable.card where id = any (%s) order by id"
    assert [day for (day,) in admin.execute(rows, [[mine, theirs]])] == [1, None]


def test_two_desks_of_one_faculty_drop_into_one_room(term, as_person, admin):
    one, two = as_person("dean_geology"), as_person("deputy_geology", role="hemis_faculty")
    version, room = term.version(one), term.room()
    first, second = (term.card(one, version, term.klass((group, WHOLE))) for group in term.groups()[:2])
    place(one, move(first, day=1, pair=1, room=room))
    error = in_turn(
        admin,
        one,
        two,
        "select * from timetable.place(%s)",
        [Jsonb([move(second, day=1, pair=1, room=room)])],
    )
    assert error.sqlstate == "HM003"
    assert '"what": "Fan' in error.diag.message_detail, "the own faculty is told which class"


def test_two_desks_move_one_card(term, as_person, admin):
    one, two = as_person("dean_geology"), as_person("deputy_geology", role="hemis_faculty")
    card = term.card(one, term.version(one), term.klass((term.groups()[0], WHOLE)))
    place(one, move(card, day=1, pair=1))
    error = in_turn(
        admin, one, two, "select * from timetable.place(%s)", [Jsonb([move(card, day=2, pair=1)])]
    )
    assert error.diag.message_primary == "Somebody else has just changed {what}. Look at the week again."
    assert scalar(admin, "select day from timetable.card where id = %s", card) == 1


def test_a_card_does_not_move_while_its_version_is_published(term, as_person, admin):
    one, two = as_person("dean_geology"), as_person("deputy_geology", role="hemis_faculty")
    version = term.version(one)
    card = term.card(one, version, term.klass((term.groups()[0], WHOLE)), 1, 1)
    one.execute("select timetable.publish(%s)", [version])
    error = in_turn(
        admin, one, two, "select * from timetable.place(%s)", [Jsonb([move(card, day=2, pair=1)])]
    )
    assert error.diag.message_primary.startswith("The version {name} is published")
    assert scalar(admin, "select count(distinct extract(isodow from day)) from timetable.lesson where term_id = %s",
                  term.term) == 1  # fmt: skip


def test_two_faculties_publish_into_one_room(term, desks, admin):
    room, versions = term.room(), []
    for person, faculty in zip(desks, ("403-101", MINING), strict=True):
        version = term.version(person, faculty)
        klass = term.klass((term.groups(faculty)[0], WHOLE), faculty=faculty)
        term.card(person, version, klass, 1, 1, room)
        versions.append(version)
    desks[0].execute("select timetable.publish(%s)", [versions[0]])
    error = in_turn(admin, *desks, "select timetable.publish(%s)", [versions[1]])
    assert error.sqlstate == "HM003"
    assert '"what": "Geologiya' in error.diag.message_detail
    assert clashes(admin) == 0
    assert scalar(admin, "select count(*) from timetable.lesson where term_id = %s", term.term) == 16


def test_two_lessons_are_moved_into_one_room(term, desks, admin):
    lessons, room = [], term.room()
    for person, faculty in zip(desks, ("403-101", MINING), strict=True):
        version = term.version(person, faculty)
        klass = term.klass((term.groups(faculty)[0], WHOLE), faculty=faculty)
        term.card(person, version, klass, 1, 1)
        person.execute("select timetable.publish(%s)", [version])
        person.commit()
        lessons.append(
            admin.execute(
                "select id, row_version from timetable.lesson where class_id = %s and day = %s",
                [klass, term.day(3, 1)],
            ).fetchone()
        )
    statement, where = "select timetable.move_lesson(%s, %s, %s, 5, %s)", [term.day(3, 4), room]
    desks[0].execute(statement, [*lessons[0], *where])
    error = in_turn(admin, *desks, statement, [*lessons[1], *where])
    assert error.diag.message_primary == "Room {room} is taken on {day}, pair {pair}: {what}."
    assert clashes(admin) == 0
