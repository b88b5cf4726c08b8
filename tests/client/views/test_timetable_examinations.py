"""The finals of a term: added from the curricula, generated, dragged, placed by hand, read by everybody concerned."""

import itertools
from datetime import timedelta

import psycopg
import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication

from client.data.timetable import examinations, lessons
from client.views.timetable.exams.list import ExamList
from client.views.timetable.exams.place import PlaceFinal
from client.views.timetable.exams.retake import RetakeDialog
from client.views.timetable.exams.schedule import ExamSchedule
from client.widgets.keeper import keep_typed
from client.widgets.preview.drawing import page_count
from tests.client.reach import act, part, saved_pdf
from tests.timetable_scene import MONDAY, Scene

#: The two weeks for assessment of the scene.
FIRST = MONDAY + timedelta(weeks=8)


class Way:
    """A navigator that keeps what it was given."""

    def __init__(self):
        self.presented, self.said = [], []

    def present(self, widget):
        self.presented.append(widget)

    def say(self, sentence, *_acts):
        self.said.append(sentence)


@pytest.fixture(scope="module")
def scene(database):
    with psycopg.connect(database, autocommit=True) as admin:
        yield Scene(admin)


@pytest.fixture(autouse=True)
def no_finals(scene):
    yield
    for table in ("lesson_part", "lesson", "examination"):
        scene.admin.execute(f"delete from timetable.{table}")


@pytest.fixture
def window(qtbot, workplace_of, scene):
    def make(login="dean_geology"):
        workplace = workplace_of(login)
        object.__setattr__(workplace, "navigator", Way())
        made = ExamSchedule(workplace)
        made.workplace = workplace
        qtbot.addWidget(made)
        made.resize(1300, 640)
        made.show()
        made.term.setCurrentIndex(made.term.findData(scene.term))
        made.faculty.setCurrentIndex(made.faculty.findData(scene.faculty))
        return made

    return make


def session(window):
    """What the server has of the chosen term."""
    return examinations.session(
        window.workplace.gateway, window.term.currentData(), window.faculty.currentData()
    )


def finals(window):
    return session(window).examinations


def test_missing_finals_are_added_once(window):
    shown = window()
    assert "none yet" in shown.told.text()
    shown.add_missing()
    assert len(finals(shown)) == 6, "three subjects for each of two groups"
    assert shown.tray.count() == 6
    shown.add_missing()
    assert len(finals(shown)) == 6


def test_days_are_those_of_the_weeks_for_assessment(window):
    shown = window()
    shown.add_missing()
    days = session(shown).days
    assert days[0] == FIRST
    assert len(days) == 12


def test_generating_places_all_and_keeps_the_rules(window, scene):
    shown = window()
    shown.add_missing()
    shown.generate()
    assert "Finals placed: 6" in shown.message.text()
    assert shown.tray.count() == 0
    for group in {each.group_id for each in finals(shown)}:
        days = sorted(each.day for each in finals(shown) if each.group_id == group)
        assert len(days) == 3
        assert min((b - a).days for a, b in itertools.pairwise(days)) >= 2
    assert all(each.employee_id not in (None, scene.teacher) for each in finals(shown))
    assert all(each.room for each in finals(shown))
    texts = [shown.board.item(row, column).text() for row in range(2) for column in range(12)]
    assert sum("Petrografiya" in text for text in texts) == 2


def test_a_final_is_dropped_on_a_day_of_its_own_row_only(window):
    shown = window()
    shown.add_missing()
    number = next(each.id for each in finals(shown) if each.group == shown.board.verticalHeaderItem(0).text())
    shown.board.drop(number, 1, 3)
    assert next(each for each in finals(shown) if each.id == number).day is None
    shown.board.drop(number, 0, 3)
    placed = next(each for each in finals(shown) if each.id == number)
    assert placed.day == session(shown).days[3]
    assert placed.room
    assert placed.examiner


def test_two_finals_of_a_group_stay_two_days_apart(window, scene):
    shown = window()
    shown.add_missing()
    one, two, *_more = (each.id for each in finals(shown) if each.group_id == scene.group)
    row = next(n for n, (group, _name) in enumerate(session(shown).groups()) if group == scene.group)
    shown.board.drop(one, row, 3)
    shown.board.drop(two, row, 4)
    assert "Choose another day" in shown.message.text()
    assert next(each for each in finals(shown) if each.id == two).day is None


def test_a_final_is_placed_by_keyboard_and_taken_off_again(window, scene):
    shown = window()
    shown.add_missing()
    shown.activateWindow()
    shown.tray.setFocus()
    QApplication.processEvents()
    shown.tray.setCurrentRow(0)
    number = shown.tray.current()
    act(shown, "Place").trigger()
    dialog = part(shown, PlaceFinal)
    day = FIRST + timedelta(days=2)
    dialog.day.setDate(QDate(day.year, day.month, day.day))
    assert dialog.room.count() > 0
    offered = [dialog.examiner.itemText(n) for n in range(dialog.examiner.count())]
    assert not any("Choriyeva" in name for name in offered), "the teacher of the group does not examine it"
    dialog.examiner.setCurrentIndex(1)
    dialog.room.setCurrentIndex(dialog.room.count() - 1)
    room = dialog.room.currentData()
    keep_typed(dialog)
    act(shown, "Place").trigger()
    again = shown.findChildren(PlaceFinal)[-1]
    assert (again.day.date().toPython(), again.examiner.currentIndex()) == (day, 1)
    assert again.room.currentData() == room
    dialog.store()
    assert shown.workplace.drafts.keys("dialog/") == []
    placed = next(each for each in finals(shown) if each.id == number)
    assert (placed.day, placed.pair) == (day, 1)
    row = next(n for n, (group, _name) in enumerate(session(shown).groups()) if group == placed.group_id)
    shown.board.setCurrentCell(row, 2)
    shown.take_off()
    assert next(each for each in finals(shown) if each.id == number).day is None


def test_what_was_placed_holds_room_and_examiner_as_lessons(window, scene):
    shown = window()
    shown.add_missing()
    shown.generate()
    held = lessons.lessons(shown.workplace.gateway, FIRST, FIRST + timedelta(days=13), "group", scene.group)
    assert len(held) == 3
    assert all(lesson.examination_id for lesson in held)


def test_the_list_goes_to_paper(window, tmp_path):
    shown = window()
    shown.add_missing()
    shown.generate()
    shown.print_list()
    assert page_count(saved_pdf(shown.workplace.navigator.presented[0].preview, tmp_path)) == 1


@pytest.mark.parametrize(
    ("login", "count"),
    [
        ("academic_office", 6),
        ("management", 6),
        ("registrar", 6),
        ("tutor_geology", 3),
        ("tutor_mining", 0),
        ("teacher_mineralogy", 0),
    ],
)
def test_readers_see_the_finals_of_their_scope(qtbot, window, workplace_of, scene, login, count):
    planned = window()
    planned.add_missing()
    planned.generate()
    read = ExamList(workplace_of(login))
    qtbot.addWidget(read)
    read.term.setCurrentIndex(read.term.findData(scene.term))
    assert read.table.rowCount() == count
    if count:
        read.search.setText("petro")
        assert read.table.rowCount() == count // 3
        read.search.setText("nothing of the kind")
        assert read.told.text() == "controls: 0"
        read.search.setText("петро")
        assert read.table.rowCount() == count // 3


def test_a_retake_counts_the_commission_of_a_third_attempt(window, qtbot):
    shown = window()
    dialog = RetakeDialog(shown.workplace, session(shown), None, shown)
    qtbot.addWidget(dialog)
    assert dialog.many.text() == ""
    dialog.attempt.setCurrentIndex(dialog.attempt.findData(3))
    assert dialog.many.text() == "0 of at least 3 people hold a third attempt"
    dialog.chair.setCurrentIndex(1)
    for place in range(2):  # the chair is one of them
        dialog.commission.item(place).setCheckState(Qt.CheckState.Checked)
    assert dialog.many.text() == "2 of at least 3 people hold a third attempt"


def test_a_retake_tells_who_teaches_its_students_and_cannot_hold_it(window, qtbot, scene):
    shown = window()
    dialog = RetakeDialog(shown.workplace, session(shown), None, shown)
    qtbot.addWidget(dialog)
    (course,) = scene.admin.execute(
        "select course_id from teaching.class where id = %s", [scene.classes["group"]]
    ).fetchone()
    dialog.course.setCurrentIndex(dialog.course.findData(course))
    teacher = row_of(dialog.commission, "Choriyeva")
    student = dialog.students.item(row_of(dialog.students, scene.group_name))
    enabled = Qt.ItemFlag.ItemIsEnabled
    assert dialog.commission.item(teacher).flags() & enabled, "nobody is listed yet"
    dialog.commission.item(teacher).setCheckState(Qt.CheckState.Checked)
    student.setCheckState(Qt.CheckState.Checked)
    group = scene.group_name
    assert dialog.commission.item(teacher).text().endswith(f" · teaches {group}")
    assert dialog.chair.itemText(teacher + 1) == dialog.commission.item(teacher).text()
    assert not dialog.chair.model().item(teacher + 1).isEnabled()
    dialog.store()
    assert "Choriyeva" in dialog.message.text()
    assert f"teaches this subject to {group}" in dialog.message.text()
    dialog.commission.item(teacher).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.commission.item(teacher).flags() & enabled
    student.setCheckState(Qt.CheckState.Unchecked)
    assert dialog.commission.item(teacher).flags() & enabled


def row_of(people, text):
    return next(row for row in range(people.count()) if text in people.item(row).text())
