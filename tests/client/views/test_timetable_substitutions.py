"""An absent teacher: who holds the lessons instead, when else they are held, and the notice of it."""

from datetime import timedelta

import psycopg
import pypdfium2
import pytest
from PySide6.QtCore import QDate

from client.data.timetable import lessons
from client.data.timetable.substitutions import Cancel, LessonMove, Swap
from client.views.timetable.substitutions.decision import MOVE, SWAP
from client.views.timetable.substitutions.moving import MoveLesson, SwapLesson
from client.views.timetable.substitutions.substitutions import Substitutions
from client.widgets.keeper import keep_typed
from client.widgets.preview.drawing import page_count
from tests.client.reach import saved_pdf
from tests.timetable_scene import NEXT, Scene


class Way:
    """A navigator that keeps what it was given."""

    def __init__(self):
        self.presented, self.said = [], []

    def present(self, widget):
        self.presented.append(widget)

    def say(self, sentence, *_acts):
        self.said.append(sentence)


@pytest.fixture
def scene(database):
    with psycopg.connect(database, autocommit=True) as admin:
        admin.execute("set session_replication_role = replica")
        for table in (
            "timetable.lesson_part", "timetable.lesson", "teaching.assignment", "teaching.part", "teaching.class",
            "curriculum.course", "curriculum.week", "curriculum.semester", "curriculum.group_curriculum",
            "curriculum.curriculum", "curriculum.marking_system", "curriculum.term", "curriculum.academic_year",
            "subjects.subject",
        ):  # fmt: skip
            admin.execute(f"delete from {table}")
        made = Scene(admin)
        made.first = made.lesson(day=NEXT, pair=1)
        made.later = made.lesson(day=NEXT + timedelta(days=1), pair=2)
        made.others = made.lesson(day=NEXT + timedelta(days=2), pair=3, employee_id=made.second)
        admin.execute(
            "insert into teaching.assignment (faculty_id, class_id, employee_id, hours) values (%s, %s, %s, 4)",
            [made.faculty, made.classes["other"], made.second],
        )
        yield made


@pytest.fixture
def window(qtbot, workplace_of, scene):
    def make(login="dean_geology"):
        workplace = workplace_of(login)
        object.__setattr__(workplace, "navigator", Way())
        made = Substitutions(workplace, lambda: NEXT)
        made.workplace = workplace
        qtbot.addWidget(made)
        made.resize(1200, 600)
        made.show()
        made.teacher.set_value(scene.teacher, "Choriyeva")
        made.reload()
        return made

    return make


def lesson(window, number):
    found = lessons.lessons(window.workplace.gateway, NEXT, NEXT + timedelta(days=13))
    return next(each for each in found if each.id == number)


def choose(box, kind):
    """Take a line of the list as the mouse does."""
    index = next(n for n in range(box.count()) if box.itemData(n) == kind)
    box.setCurrentIndex(index)
    box.activated.emit(index)


@pytest.mark.parametrize("login", ["dean_geology", "academic_office"])
def test_the_lessons_of_the_teacher_are_listed_with_who_is_free(window, login):
    shown = window(login)
    assert len(shown.boxes()) == 2
    assert "lessons: 2, decided: 0" in shown.told.text()
    offered = [shown.boxes()[0].itemText(n) for n in range(shown.boxes()[0].count())]
    assert any("Hasanova" in text and "knows the subject" in text for text in offered)
    assert not any("Choriyeva" in text for text in offered)


def test_proposing_and_applying_substitutes_all_at_once(window, scene):
    shown = window()
    shown.propose()
    assert "decided: 2" in shown.told.text()
    shown.apply()
    assert "reason" in shown.message.text(), "a reason is required"
    assert shown.focusWidget() is shown.reason, "where it is missing"
    assert lesson(shown, scene.first).employee_id == scene.teacher
    shown.reason.setText("Kasallik")
    shown.apply()
    assert lesson(shown, scene.first).employee_id == scene.second
    assert lesson(shown, scene.later).employee_id == scene.second
    assert lesson(shown, scene.later).reason == "Kasallik"
    assert shown.boxes() == []
    assert "Lessons changed: 2" in shown.workplace.navigator.said


def test_a_lesson_is_cancelled_and_held_after_all(window, scene):
    shown = window()
    shown.reason.setText("Safar")
    choose(shown.boxes()[0], Cancel())
    shown.apply()
    assert lesson(shown, scene.first).cancelled
    assert "Cancelled" in shown.table.item(0, 2).text()
    box = shown.boxes()[0]
    assert box.count() == 2, "a cancelled lesson can only be held after all"
    choose(box, box.itemData(1))
    shown.apply()
    assert not lesson(shown, scene.first).cancelled


def test_a_lesson_moves_to_a_free_room_and_time(window, scene):
    shown = window()
    shown.reason.setText("Konferensiya")
    choose(shown.boxes()[0], MOVE)
    dialog = shown.findChild(MoveLesson)
    day = NEXT + timedelta(days=4)
    dialog.day.setDate(QDate(day.year, day.month, day.day))
    dialog.pair.setCurrentIndex(dialog.pair.findData(4))
    assert dialog.room.count() > 0
    dialog.take()
    assert isinstance(shown.boxes()[0].decision(), LessonMove)
    assert f"{day:%d.%m.%Y}, pair 4" in shown.boxes()[0].currentText()
    shown.apply()
    moved = lesson(shown, scene.first)
    assert (moved.day, moved.pair, moved.moved) == (day, 4, True)


def test_two_lessons_change_places(window, scene):
    shown = window()
    shown.reason.setText("Safar")
    choose(shown.boxes()[0], SWAP)
    dialog = shown.findChild(SwapLesson)
    assert dialog.others.count() == 1
    dialog.take()
    assert "Choose the other lesson" in dialog.message.text()
    dialog.others.setCurrentRow(0)
    dialog.take()
    assert isinstance(shown.boxes()[0].decision(), Swap)
    shown.apply()
    assert lesson(shown, scene.first).day == NEXT + timedelta(days=2)
    assert lesson(shown, scene.others).day == NEXT


def test_a_clash_is_said_and_nothing_is_half_done(window, scene):
    shown = window()
    shown.reason.setText("Safar")
    shown.boxes()[0].settle(LessonMove(NEXT + timedelta(days=2), 3, None), "clash")
    choose(shown.boxes()[1], Cancel())
    shown.apply()
    assert shown.message.isVisible()
    assert not lesson(shown, scene.later).cancelled
    assert lesson(shown, scene.first).day == NEXT


def test_decisions_outlive_reading_again_another_teacher_and_a_kill(window, scene):
    shown = window()
    shown.reason.setText("Safar")
    choose(shown.boxes()[0], Cancel())
    moved = LessonMove(NEXT + timedelta(days=4), 4, None)
    shown.boxes()[1].settle(moved, "Friday, pair 4")
    shown.reload()
    assert [box.decision() for box in shown.boxes()] == [Cancel(), moved]
    shown.teacher.set_value(scene.second, "Hasanova")
    shown.reload()
    assert [box.decision() for box in shown.boxes()] == [None]
    keep_typed(shown)
    again = Substitutions(shown.workplace, lambda: NEXT)
    assert again.reason.text() == "Safar"
    assert again.teacher.value() == scene.second
    again.teacher.set_value(scene.teacher, "Choriyeva")
    again.reload()
    assert [box.decision() for box in again.boxes()] == [Cancel(), moved]
    assert again.boxes()[1].currentText() == "Friday, pair 4"
    again.apply()
    assert lesson(shown, scene.first).cancelled
    assert shown.workplace.drafts.keys("substitutions") == []


def test_a_decision_about_a_lesson_that_changed_is_asked_anew(window, scene):
    shown = window()
    choose(shown.boxes()[0], Cancel())
    scene.admin.execute(
        "update timetable.lesson set row_version = row_version + 1 where id = %s", [scene.first]
    )
    shown.reload()
    assert shown.boxes()[0].decision() is None
    assert "Decide anew about 1 lessons" in shown.message.text()


def test_a_time_that_was_being_chosen_is_there_again(window):
    shown = window()
    choose(shown.boxes()[0], MOVE)
    dialog = shown.findChild(MoveLesson)
    dialog.pair.setCurrentIndex(dialog.pair.findData(4))
    dialog.room.setCurrentIndex(dialog.room.count() - 1)
    room = dialog.room.currentData()
    keep_typed(shown)
    choose(shown.boxes()[0], MOVE)
    again = shown.findChildren(MoveLesson)[-1]
    assert (again.pair.currentData(), again.room.currentData()) == (4, room)
    again.reject()
    assert shown.workplace.drafts.keys("dialog/") == []


def test_the_notice_lists_what_was_changed(window, scene, read_pdf, tmp_path):
    shown = window()
    shown.reason.setText("Kasallik")
    choose(shown.boxes()[0], Cancel())
    shown.apply()
    shown.print_notice()
    pdf = saved_pdf(shown.workplace.navigator.presented[0].preview, tmp_path)
    assert page_count(pdf) == 1
    text = read_pdf(pdf)
    for part in ("Mineralogiya", "Kasallik", "The lesson is cancelled", scene.group_name):
        assert part in text


@pytest.fixture
def read_pdf():
    def read(pdf):
        with pypdfium2.PdfDocument(pdf) as document:
            return " ".join(document[0].get_textpage().get_text_range().split())

    return read
