"""Lists of attendance at the desk: what is missing, what is ruled, whom a level has reached."""

import psycopg
import pytest

from client.data.attendance import absences
from client.views.attendance.absence_list import AbsenceList
from client.views.attendance.lesson_list import LessonList, lesson_monitoring, training_list
from client.views.attendance.missed_list import attendance_by_subject, attendance_report
from client.views.attendance.overall import Overall
from tests.server.test_attendance import Journal


@pytest.fixture(scope="module")
def scene(database):
    with psycopg.connect(database, autocommit=True) as admin:
        yield Journal(admin)


@pytest.fixture
def journal(scene):
    scene.begin()
    return scene


@pytest.fixture
def shown(qtbot, workplace_of):
    def make(what, login, **arguments):
        workplace = workplace_of(login)
        workplace.navigator.has = lambda _window: True
        window = what(workplace, **arguments)
        qtbot.addWidget(window)
        window.resize(1366, 640)
        window.show()
        window.workplace = workplace
        return window

    return make


@pytest.fixture
def marked(journal, as_person):
    """The lesson of today with two absences."""
    teacher = as_person("teacher_mineralogy")
    journal.save(teacher, journal.lesson, "aap")
    teacher.commit()
    return journal


def texts(window, column):
    return [window.table.text(row, column) for row in range(window.table.rowCount())]


def test_a_teacher_comes_from_the_list_to_the_journal_of_the_lesson(shown, journal):
    window = shown(training_list, "teacher_mineralogy", first=journal.day, last=journal.day)
    assert texts(window, 9) == ["without attendance"]
    window.open_journal()
    assert window.workplace.navigator.opened == [
        ("attendance-journal-own", {"class_id": journal.klass, "lesson_id": journal.lesson})
    ]


def test_offices_see_what_is_missing_and_marked_lessons_go(shown, journal, as_person):
    window = shown(lesson_monitoring, "dean_geology")
    assert isinstance(window, LessonList)
    assert len(texts(window, 0)) == 2
    teacher = as_person("teacher_mineralogy")
    journal.save(teacher, journal.lesson, "pp")
    teacher.commit()
    window.reload()
    assert len(texts(window, 0)) == 1


def test_a_deans_office_rules_about_what_is_selected_and_takes_it_back(shown, marked):
    window = shown(AbsenceList, "dean_geology")
    window.table.selectAll()
    assert len(window.chosen()) == 2
    gateway = window.workplace.gateway
    assert absences.rule(gateway, window.chosen(), "11", None, "Kasal") == 2
    window.reload()
    assert set(texts(window, 6)) == {"Excused"}
    assert set(texts(window, 7)) == {""}
    window.table.selectAll()
    assert absences.take_back(gateway, window.chosen(), "Hujjat yoʻq") == 2
    window.reload()
    assert set(texts(window, 7)) == {"2"}


def test_hours_are_those_of_the_absences_that_a_line_opens(shown, marked):
    for what in (attendance_report, attendance_by_subject):
        window = shown(what, "dean_geology")
        window.term.wish(marked.term.term)
        window.reload()
        place = 4 if what is attendance_report else 6
        assert sorted(texts(window, place)) == ["", "2", "2"]
        window.table.go_to(0)
        window.open_rows()
        (found,) = window.workplace.navigator.shown
        assert len(texts(found, 0)) == 1


def test_the_heat_map_counts_the_marks_of_a_week(shown, marked):
    window = shown(Overall, "dean_geology")
    window.term.wish(marked.term.term)
    window.reload()
    chart = window._panel.chart  # noqa: SLF001 - what the panel shows
    assert chart.kind == "heat"
    values = [value for series in chart.series for value in series.values if value is not None]
    assert values == [pytest.approx(66.7)]
    window.open_rows(0, 0)
    assert window.workplace.navigator.shown
