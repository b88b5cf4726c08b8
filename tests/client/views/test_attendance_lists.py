"""Lists of attendance at the desk: what is missing, what is ruled, whom a level has reached."""

from datetime import timedelta

import psycopg
import pytest

from client.data.attendance import absences
from client.views.attendance.absence_list import AbsenceList
from client.views.attendance.lesson_list import LessonList, lesson_monitoring, training_list
from client.views.attendance.missed_list import attendance_by_subject, attendance_report
from client.views.attendance.overall import Overall
from client.views.attendance.run_list import RunList
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


@pytest.mark.parametrize("way", ["group", "subject", "year", "faculty"])
def test_a_number_of_a_picture_opens_the_lessons_that_were_counted(shown, marked, admin, way):
    window = shown(Overall, "dean_geology")
    window.term.wish(marked.term.term)
    window.way.setCurrentIndex(window.way.findData(way))
    window.reload()
    chart = window._panel.chart  # noqa: SLF001 - what the panel shows
    (place,) = [n for n, series in enumerate(chart.series) if series.values[-1] is not None]
    assert chart.series[place].values[-1] == pytest.approx(66.7)
    window.open_rows(len(chart.categories) - 1, place)
    (found,) = window.workplace.navigator.shown
    assert [each.id for each in found._shown] == [marked.lesson]  # noqa: SLF001 - what the list shows


def test_absences_in_a_row_are_counted_over_all_lessons_and_open(shown, journal, as_person):
    teacher = as_person("teacher_mineralogy")
    yesterday = journal.add_lesson(journal.day - timedelta(days=1), 4)
    earlier = journal.add_lesson(journal.day - timedelta(days=1), 2)
    # The first student came once between, the second never, the third is back today.
    for lesson, marks in ((earlier, "aaa"), (yesterday, "paa"), (journal.lesson, "aap")):
        journal.save(teacher, lesson, marks)
    teacher.commit()
    window = shown(RunList, "dean_geology")
    window.term.wish(journal.term.term)
    window.least.setValue(2)
    assert [(texts(window, 2)[row], texts(window, 7)[row]) for row in range(2)] == [("3", "yes"), ("2", "")]
    assert texts(window, 3) == ["6", "4"]
    window.least.setValue(3)
    assert texts(window, 2) == ["3"]
    window.table.go_to(0)
    window.open_rows()
    (found,) = window.workplace.navigator.shown
    assert len(texts(found, 0)) == 3
