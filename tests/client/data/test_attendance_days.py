"""Days on which calendars go wrong, as today: the journal is marked in its days and its weeks are counted."""

from datetime import date, timedelta

import psycopg
import pytest

from client.core.errors import HemisError
from client.data.attendance import journal as data
from client.data.attendance import sums
from client.data.attendance.journal import MarkChange
from tests.server.acting import scalar
from tests.server.test_attendance import Journal

DAY = timedelta(days=1)
TODAY = (
    "create or replace function security.today() returns date language sql stable as $$ select date '{}' $$"
)


@pytest.fixture(scope="module")
def scene(database):
    with psycopg.connect(database, autocommit=True) as admin:
        former = scalar(admin, "select pg_get_functiondef('security.today()'::regprocedure)")
        yield Journal(admin)
        admin.execute(former)


@pytest.fixture(
    params=[
        pytest.param(date(2028, 1, 2), id="a Sunday"),
        pytest.param(date(2028, 2, 29), id="29 February"),
        pytest.param(date(2027, 1, 1), id="1 January"),
        pytest.param(date(2027, 7, 15), id="15 July"),
    ]
)
def journal(scene, request):
    scene.admin.execute(TODAY.format(request.param))
    scene.day = request.param
    scene.begin()
    return scene


def test_a_lesson_of_today_and_yesterday_is_marked_and_no_other(journal, session_of):
    yesterday = journal.add_lesson(journal.day - DAY, 2)
    gateway = session_of("teacher_mineralogy").gateway
    read = data.read(gateway, journal.klass)
    assert read.today == journal.day
    assert read.present_lesson.id == journal.lesson
    assert {each.id for each in read.lessons if not each.closed} == {yesterday, journal.lesson}
    for lesson in (yesterday, journal.lesson):
        assert not data.save(gateway, [MarkChange(journal.students[0], lesson, "-", "a")]).troubles
    for lesson in (journal.past, journal.next):
        (trouble,) = data.save(gateway, [MarkChange(journal.students[0], lesson, "-", "a")]).troubles
        assert isinstance(trouble.error, HemisError)
    days = [journal.day - DAY, journal.day]
    mondays = {day - day.weekday() * DAY for day in days}
    weeks = sums.weeks(session_of("dean_geology").gateway, journal.term.term)
    assert {each.week: each.absent for each in weeks} == {
        monday: sum(monday <= day < monday + 7 * DAY for day in days) for monday in mondays
    }
