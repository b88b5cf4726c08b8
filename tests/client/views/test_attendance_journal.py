"""The attendance journal at the desk: keys, filling, undo, others, the server gone."""

import time
from datetime import timedelta

import psycopg
import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QApplication, QLabel

from client.core import clock
from client.core.errors import Unavailable
from client.data.attendance import journal as data
from client.data.imports.planning import RowStatus
from client.views.attendance.journal.source import JournalSource
from client.views.attendance.journal.window import AttendanceJournal
from client.widgets.cell_grid.cells import CONFLICT, NOT_SENT
from client.widgets.journal_file.model import TEXT
from tests.client.held_tasks import HeldTasks
from tests.client.reach import field
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


def test_a_clock_of_the_desk_that_runs_ahead_opens_no_lesson_to_come(shown, journal, qtbot):
    window = shown()
    right = clock.now()
    clock.go_by(right + timedelta(days=1))
    try:
        window.reload()
        model = window.grid.model
        to_come, today = (
            model.index_of((journal.students[0], str(each))) for each in (journal.next, journal.lesson)
        )
        assert model.why_closed(to_come.row(), to_come.column())
        window.grid.view.setCurrentIndex(today)
        qtbot.keyClicks(window.grid.view, "2")
        window.save()
        assert journal.marks(journal.lesson) == "a"
    finally:
        clock.go_by(right)


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
        assert model.setData(model.index_of(cell), "nb")
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


def test_grades_in_a_pasted_block_are_no_marks(shown, journal, qtbot, qapp):
    """A sheet that is kept for both has figures where somebody was there and was graded."""
    window = shown()
    qapp.clipboard().setText("5\n4\n3\n2\n1\n0\nп\n")
    window.grid.paste()
    assert {wrong.text for wrong in window.grid.wrong().values()} == set("543210п")
    assert not window.grid.model.unsaved()


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
    preview = window.files.preview
    assert [(each.mark.address, each.status.value) for each in preview.planned][:3] == [
        ("C2", "new"), ("E2", "refused"), ("C3", "new"),
    ]  # fmt: skip
    assert not model.unsaved()  # nothing is laid before it was looked at
    preview.take((RowStatus.NEW,))
    place = model.index_of((known.students[0].id, str(journal.lesson))).column()
    assert [model.value(row, place) for row in range(3)] == ["a", "p", "p"]
    window.sending.send()
    assert model.unsaved()  # nothing of a file is sent by itself
    window.save()
    assert sorted(journal.marks(journal.lesson).replace("-", "")) == ["a", "p", "p"]


def written(tmp_path, journal, rows, *, days=1):
    """A workbook of a teacher: names down, the day of the lesson across."""
    book = Workbook()
    book.active.append(["F.I.Sh.", *[f"{journal.day:%d.%m.%Y}"] * days])
    for each in rows:
        book.active.append(each)
    book.save(tmp_path / "davomat.xlsx")
    return tmp_path / "davomat.xlsx"


def test_a_file_overwrites_nothing_that_was_not_shown(shown, journal, tmp_path):
    window = shown()
    grid, students = window.grid, window.grid.model.journal.students
    grid.model.edit({(0, grid.view.currentIndex().column()): "p"}, "typed")
    window.lay_file(written(tmp_path, journal, [[students[0].name, "nb"], [students[1].name, "nb"]]))
    preview = window.files.preview
    assert [each.status for each in preview.planned] == [RowStatus.CHANGED, RowStatus.NEW]
    assert "+" in preview.model.details(preview.planned[0])  # what stands is shown beside what comes
    assert not preview.new_ones.isHidden()
    preview.new_ones.click()
    place = grid.view.currentIndex().column()
    assert [grid.model.value(row, place) for row in range(2)] == ["p", "a"]
    window.lay_file(written(tmp_path, journal, [[students[0].name, "nb"]]))
    assert "0" not in window.files.preview.all.text()
    assert window.files.preview.reasons.toPlainText()
    window.files.preview.all.click()
    assert grid.model.value(0, place) == "a"


def test_what_is_not_understood_is_asked_once_and_remembered(shown, journal, tmp_path):
    window = shown()
    students = window.grid.model.journal.students
    path = written(
        tmp_path, journal, [[students[0].name, "ishtirok"], ["Hech Kim", "+"], [students[1].name, "ishtirok"]]
    )
    window.lay_file(path)
    preview = window.files.preview
    assert [each.status for each in preview.planned] == [RowStatus.REFUSED] * 3
    box = field(preview, "What ishtirok means")
    box.setCurrentIndex(box.findData("p"))
    box.activated.emit(box.currentIndex())
    who = field(preview, "What Hech Kim means")
    who.setCurrentIndex(who.findData(students[2].id))
    who.activated.emit(who.currentIndex())
    assert [(each.status, each.new) for each in preview.planned] == [(RowStatus.NEW, "p")] * 3
    preview.reject()
    window.lay_file(path)  # the word is remembered, who was meant is asked again
    assert [each.status for each in window.files.preview.planned] == [
        RowStatus.NEW,
        RowStatus.REFUSED,
        RowStatus.NEW,
    ]
    row = window.files.preview.model.index(0, TEXT)
    window.files.preview.model.setData(row, "k")
    QApplication.processEvents()
    assert window.files.preview.answers.mended == {window.files.preview.planned[1].mark.place: "k"}


def test_two_cells_for_one_mark_and_a_day_without_a_lesson(shown, journal, tmp_path):
    window = shown()
    student = window.grid.model.journal.students[0]
    path = written(tmp_path, journal, [[student.name, "+", "+"], [student.number, "nb"]], days=2)
    window.lay_file(path)
    first, other, again = window.files.preview.planned
    assert (first.status, other.status, again.status) == (RowStatus.NEW, RowStatus.REFUSED, RowStatus.REFUSED)
    assert "no lesson" in other.reason
    assert first.mark.address in again.reason


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


def test_who_left_and_came_back_with_another_group_stands_there_once_with_both_times(journal, workplace_of):
    number, left, back = (
        journal.students[0],
        journal.day - timedelta(days=10),
        journal.day - timedelta(days=3),
    )
    other = journal.term.groups()[1]
    (elsewhere,) = journal.admin.execute(
        'select name from students."group" where id = %s', [other]
    ).fetchone()
    first = [journal.klass, number, journal.term.starts_on]
    ends = (
        "update teaching.member set ends_on = %s where class_id = %s and student_id = %s and starts_on = %s"
    )
    journal.admin.execute(ends, [left, *first])
    (again,) = journal.admin.execute(
        "insert into teaching.member (faculty_id, class_id, student_id, group_id, reason, starts_on)"
        " select faculty_id, class_id, student_id, %s, 'guest', %s from teaching.member"
        " where class_id = %s and student_id = %s and starts_on = %s returning id",
        [other, back, *first],
    ).fetchone()
    try:
        found = data.read(workplace_of("teacher_mineralogy").gateway, journal.klass).students
    finally:
        journal.admin.execute("delete from teaching.member where id = %s", [again])
        journal.admin.execute(ends, [None, *first])
    assert len(found) == len(journal.students)
    [student] = [each for each in found if each.id == number]
    assert (student.group, student.periods) == (elsewhere, ((journal.term.starts_on, left), (back, None)))
    assert [each.group for each in found] == sorted(each.group for each in found)
