"""A window comes back with the term it showed, also from a server that answers after the window was made."""

import pytest

from client.views.curriculum.registration import Registration
from client.views.teaching.load import LoadWindow
from client.views.timetable.constraints.day_rules import DayRules
from client.views.timetable.exams.list import ExamList
from client.views.timetable.exams.schedule import ExamSchedule
from client.views.timetable.holdings import WhoHoldsWhat
from tests.client.held_tasks import HeldTasks


@pytest.fixture
def other_term(admin):
    """A term that does not run today."""
    return admin.execute(
        "select id from curriculum.term where ends_on < current_date order by starts_on limit 1"
    ).fetchone()[0]


@pytest.mark.parametrize("window", [ExamList, ExamSchedule, WhoHoldsWhat, DayRules, Registration, LoadWindow])
def test_the_term_of_the_last_time_is_shown_again(qtbot, workplace_of, other_term, window):
    workplace = workplace_of("academic_office")
    object.__setattr__(workplace, "tasks", HeldTasks())
    made = window(workplace)
    qtbot.addWidget(made)
    made.restore({"term": other_term})
    workplace.tasks.go_on()
    assert made.term.currentData() == other_term


def test_the_faculty_of_the_last_time_is_shown_again(qtbot, workplace_of, admin):
    [(faculty,)] = admin.execute("select id from structure.unit where code = '403-102'").fetchall()
    for window in (ExamSchedule, DayRules):
        workplace = workplace_of("academic_office")
        object.__setattr__(workplace, "tasks", HeldTasks())
        made = window(workplace)
        qtbot.addWidget(made)
        made.restore({"faculty": faculty})
        workplace.tasks.go_on()
        assert made.faculty.currentData() == faculty
