"""The attendance journal at the desk: keys, filling, undo, others, the server gone."""

import time
from datetime import timedelta

import psycopg
import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QLabel

from client.core.errors import Unavailable
from client.data.attendance import journal as data
from client.views.attendance.journal.source import JournalSource
from client.views.attendance.journal.window import AttendanceJournal
from client.widgets.cell_grid.cells import CONFLICT, NOT_SENT
from tests.client.held_tasks import HeldTasks
from tests.client.views.big_journal import big
from tests.server.test_attendance import Journal

CHANGE = "update timetable.lesson set"


@pytest.fixture(scope="module")
def scene(database):
    with psycopg.connect(database, autocommit=True) as admin:
        yield Journal(admin)


@pytest.fixture
def journal(scene):
    scene.begin()
    return scene


@pytest.fixture
def shown(qtbot, workplace_of, journal):
    """The journal of the class as its teacher sees it."""

    def make(login="teacher_mineralogy", workplace=None):
        window = AttendanceJournal(workplace or workplace_of(login), class_id=journal.klass)
        window.term.wish(journal.term.term)
        window.workplace = window._workplace  # noqa: SLF001 - the test goes on at the same desk
        qtbot.addWidget(window)
        window.resize(1366, 640)
        window.show()
        return window

    return make


def cell(window, journal, student, lesson):
    return window.grid.model.text((journal.students[student], str(lesson)))


def test_one_key_is_one_mark_and_the_cursor_goes_on(shown, journal, qtbot):
    window = shown()
    grid = window.grid
    lesson = grid.model.lesson(grid.view.currentIndex().column())
    assert lesson.id == journal.lesson
    first = grid.view.currentIndex().row()
    qtbot.keyClicks(grid.view, "12")
    assert grid.view.currentIndex().row() == first + 2
    place = grid.view.currentIndex().column()
    assert [grid.model.value(first + n, place) for n in range(2)] == ["p", "a"]
    assert grid.model.hours(first + 1) == (2, 2)
    window.save()
    assert sorted(journal.marks(journal.lesson).replace("-", "")) == ["a", "p"]
    assert not window.editor.typed()


def test_filling_overwrites_nothing_and_is_taken_back_as_one_step(shown, journal, qtbot):
    window = shown()
    qtbot.keyClicks(window.grid.view, "2")
    window.fill_present()
    place = window.grid.view.currentIndex().column()
    model = window.grid.model
    assert [model.value(row, place) for row in range(model.rowCount())].count("p") == model.rowCount() - 1
    model.undo_stack.undo()
    assert [model.value(row, place) for row in range(model.rowCount())].count("p") == 0
    model.undo_stack.redo()
    window.save()
    assert journal.marks(journal.lesson).count("p") == len(journal.students) - 1


def test_a_lesson_outside_its_days_and_a_leaver_say_why(shown, journal, qtbot, admin):
    leaver = journal.students[0]
    admin.execute(
        "update teaching.member set ends_on = %s where class_id = %s and student_id = %s",
        [journal.day - timedelta(days=1), journal.klass, leaver],
    )
    window = shown()
    model = window.grid.model
    row = model.row_keys.index(leaver)
    today = model.index_of((leaver, str(journal.lesson))).column()
    assert "until" in model.why_closed(row, today)
    other = (row + 1) % model.rowCount()
    past = model.index_of((leaver, str(journal.past))).column()
    window.grid.view.setCurrentIndex(model.index(other, past))
    qtbot.keyClicks(window.grid.view, "1")
    assert model.value(other, past) is None
    assert "time to mark" in window.message.text()


def test_a_conflict_is_settled_cell_by_cell(shown, journal, qtbot, as_person):
    window = shown()
    model, view = window.grid.model, window.grid.view
    place, first = view.currentIndex().column(), view.currentIndex().row()
    other = as_person("teacher_mineralogy")
    student = model.row_keys[first]
    other.execute("select attendance.save(%s, %s, %s, %s)", [[journal.lesson], [student], ["-"], ["a"]])
    other.commit()
    qtbot.keyClicks(view, "11")
    window.save()
    assert model.state_of((student, str(journal.lesson))) == CONFLICT
    assert model.value(first + 1, place) == "p"
    assert list(model.unsaved()) == [(student, str(journal.lesson))]
    window.save()
    assert "p" in journal.marks(journal.lesson)
    assert not model.unsaved()


def test_marks_that_cannot_be_sent_wait_and_say_so(shown, journal, qtbot, monkeypatch):
    window = shown()
    with monkeypatch.context() as gone:
        gone.setattr(data, "_save_all", _away)
        qtbot.keyClicks(window.grid.view, "1")
        window.save()
        cells = list(window.grid.model.unsaved())
        assert [window.grid.model.state_of(each) for each in cells] == [NOT_SENT]
        assert window.sending.waiting
    window.sending.send()
    assert not window.grid.model.unsaved()
    assert not window.sending.waiting
    assert "p" in journal.marks(journal.lesson)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        pytest.param(
            f"{CHANGE} employee_id = (select min(id) from employees.employee) where id = %(lesson)s",
            "not yours",
            id="substituted",
        ),
        pytest.param(
            "update timetable.lesson set state = 'cancelled' where id = %(lesson)s",
            "cancelled",
            id="cancelled",
        ),
        pytest.param(
            "update timetable.lesson set day = day + 1, pair = 9 where id = %(lesson)s", "to come", id="moved"
        ),
        pytest.param(
            "update teaching.member set starts_on = starts_on - 9, ends_on = starts_on - 1"
            " where class_id = %(class)s and student_id = %(student)s",
            "sat in the class",
            id="transferred",
        ),
    ],
)
def test_what_happens_to_a_lesson_while_one_types_holds_up_no_other(shown, journal, admin, act, sentence):
    second = journal.add_lesson(journal.day, 2)
    window = shown()
    model = window.grid.model
    leaver, stays = journal.students[:2]
    kept, sent = (leaver, str(second)), (stays, str(journal.lesson))
    for cell in (kept, sent):
        assert model.setData(model.index_of(cell), "2")
    admin.execute(act, {"lesson": second, "class": journal.klass, "student": leaver})
    try:
        window.save()
        assert sentence in window.message.text()
        assert list(window.editor.typed().cells) == [kept]
        assert journal.marks(journal.lesson).replace("-", "") == "a"
    finally:
        admin.execute(
            "update teaching.member set starts_on = %s, ends_on = null where class_id = %s and student_id = %s",
            [journal.term.starts_on, journal.klass, leaver],
        )


def _away(_gateway, _changes):
    raise Unavailable("The server does not answer.")


def test_what_was_typed_comes_back_with_the_next_program(shown, journal, qtbot):
    window = shown()
    qtbot.keyClicks(window.grid.view, "2")
    window.editor.flush()
    again = shown(workplace=window.workplace)
    assert len(again.grid.model.unsaved()) == 1


def test_a_block_is_pasted_with_each_cell_checked(shown, journal, qtbot, qapp):
    window = shown()
    grid = window.grid
    qapp.clipboard().setText("+\nnb\nx\n")
    grid.paste()
    place = grid.view.currentIndex().column()
    first = grid.view.currentIndex().row()
    assert [grid.model.value(first + n, place) for n in range(2)] == ["p", "a"]
    assert len(grid.wrong()) == 1


def test_a_deans_office_reads_and_types_nothing(shown, journal, qtbot):
    window = shown("dean_geology")
    qtbot.keyClicks(window.grid.view, "1")
    assert not window.grid.model.unsaved()
    assert not window.editor.may_save


def test_a_key_is_painted_within_a_frame(qtbot, qapp, shown, journal):
    """30 students by 150 lessons: from the key to the painted cell."""
    window = shown()
    grid = window.grid
    large = big(grid.model.journal)
    made = JournalSource(window.workplace, journal.klass).make(large, None)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    made.show()
    made.come_to_now()
    qtbot.wait(50)
    spent = []
    for key in "1212121212":
        before = time.process_time()  # others may work on this machine
        qtbot.keyClick(made.view, key)
        qapp.processEvents()
        spent.append(time.process_time() - before)
    # A frame has 16 ms (`hemis bench journal` holds it against that); here others work on the same machine.
    assert sorted(spent)[len(spent) // 2] < 3 * 0.016, spent
    assert made.view.currentIndex().row() == 10


def test_marks_of_a_file_are_laid_into_the_sheet_and_saved_by_the_person(shown, journal, tmp_path):
    window = shown()
    model = window.grid.model
    known = window.grid.model.journal
    book = Workbook()
    sheet = book.active
    sheet.append(["№", "F.I.Sh.", f"{journal.day:%d.%m.%Y}", f"{journal.day:%d.%m}", "01.01.2020"])
    for number, student in enumerate(known.students[:3], start=1):
        sheet.append([number, student.name.upper(), "nb" if number == 1 else "+", None, "+"])
    sheet.append([9, "Begona Odam", "+"])
    path = tmp_path / "jurnal.xlsx"
    book.save(path)
    window.lay_file(path)
    place = model.index_of((known.students[0].id, str(journal.lesson))).column()
    assert [model.value(row, place) for row in range(3)] == ["a", "p", "p"]
    assert "Begona Odam" in window.message.text()
    window.sending.send()
    assert model.unsaved()  # nothing of a file is sent by itself
    window.save()
    assert sorted(journal.marks(journal.lesson).replace("-", "")) == ["a", "p", "p"]


def test_the_journal_is_shown_as_it_will_be_printed(shown, journal):
    window = shown()
    window.print_journal()
    assert window.workplace.navigator.shown


def stale(window):
    """Whether it says below the marks that others stored something."""
    return any("F5" in label.text() for label in window.grid.findChildren(QLabel))


def test_marks_of_others_appear_and_those_of_other_classes_say_nothing(shown, journal, as_person):
    window = shown()
    other = as_person("teacher_mineralogy")
    student = window.grid.model.row_keys[0]
    other.execute("select attendance.save(%s, %s, %s, %s)", [[journal.lesson], [student], ["-"], ["a"]])
    other.commit()
    window.workplace.changes.announce("attendance.sheet")
    window._read_what_others_did()  # noqa: SLF001 - the timer is not waited for
    assert cell(window, journal, journal.students.index(student), journal.lesson) == "a"
    window.workplace.changes.announce("attendance.sheet")
    assert stale(window)
    window._read_what_others_did()  # noqa: SLF001
    assert not stale(window)


def test_own_acts_are_not_told_as_those_of_others_and_those_of_others_not_forgotten(shown, journal):
    window = shown()
    held = HeldTasks()
    object.__setattr__(window.workplace, "tasks", held)
    window.editor.changed()
    assert not stale(window)  # it is being read already
    window.workplace.changes.announce("attendance.sheet")
    held.go_on()
    assert stale(window)  # what came while it was read may not be in it
