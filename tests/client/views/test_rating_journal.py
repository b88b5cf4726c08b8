"""The rating journal at the desk: figures by keys, wrong ones, columns, others, the rule, the working."""

import re
import time
from datetime import datetime
from decimal import Decimal

import psycopg
import pytest
from openpyxl import Workbook, load_workbook

from client.core.errors import Unavailable
from client.data.imports.planning import RowStatus
from client.data.rating_journal import journal as data
from client.data.rating_journal import working
from client.views.rating_journal.journal.paper import write_book
from client.views.rating_journal.journal.rule_dialog import RuleDialog
from client.views.rating_journal.journal.source import PointsSource
from client.views.rating_journal.journal.window import RatingJournal
from client.widgets.cell_grid.cells import CONFLICT, NOT_SENT
from client.widgets.current_working import WorkingDialog, sum_lines
from tests.client.reach import field
from tests.client.views.big_journal import big_points
from tests.server.test_rating_journal import KINDS, SAVE, PointsScene


@pytest.fixture(scope="module")
def points_scene(database):
    with psycopg.connect(database, autocommit=True) as admin:
        yield PointsScene(admin)


@pytest.fixture
def scene(points_scene, as_person):
    points_scene.begin()
    points_scene.set_rule(as_person("teacher_mineralogy"))
    return points_scene


@pytest.fixture
def shown(qtbot, workplace_of, scene):
    """The rating journal of the class as its teacher sees it."""

    def make(login="teacher_mineralogy", workplace=None):
        window = RatingJournal(workplace or workplace_of(login), class_id=scene.klass)
        window.term.wish(scene.term.term)
        window.workplace = window._workplace  # noqa: SLF001 - the test goes on at the same desk
        qtbot.addWidget(window)
        window.resize(1366, 640)
        window.show()
        return window

    return make


def column_values(window, count):
    """What stands in the first cells of the column of the lesson of today."""
    view, model = window.grid.view, window.grid.model
    place = view.currentIndex().column()
    return [model.value(row, place) for row in range(count)]


def test_one_key_is_one_figure_and_the_cursor_goes_on(shown, scene, qtbot):
    window = shown()
    grid = window.grid
    assert grid.model.lesson(grid.view.currentIndex().column()).id == scene.lesson
    qtbot.keyClicks(grid.view, "54n3,50")
    assert column_values(window, 5) == [Decimal(5), Decimal(4), "a", Decimal("3.5"), Decimal(0)]
    assert grid.view.currentIndex().row() == 5
    assert grid.model.sums(0) == ("100 %", "20")
    assert grid.model.sums(2) == ("0 %", "0")
    window.save()
    model = grid.model
    stored = dict(zip(scene.students, scene.stored(scene.lesson).split(" "), strict=True))
    assert [stored[student] for student in model.row_keys[:5]] == ["5", "4", "a", "3.5", "0"]
    assert not window.editor.typed()


def test_a_figure_that_may_go_on_waits_for_its_next_digit(shown, scene, qtbot):
    window = shown()
    lesson = window.grid.model.lesson(window.grid.view.currentIndex().column())
    window._add(lesson, 2)  # noqa: SLF001 - the menu offers it: a test has ten points
    view, model = window.grid.view, window.grid.model
    assert model.part(view.currentIndex().column()).kind == 2
    qtbot.keyClicks(view, "109,518")  # 10, 9.5, then a 1 that is followed by no 0, then 8
    assert column_values(window, 4) == [Decimal(10), Decimal("9.5"), Decimal(1), Decimal(8)]
    window.save()
    assert scene.stored(scene.lesson, number=1).count("9.5") == 1
    again = shown()
    assert [each.kind for each in again.grid.model.journal.columns if each.lesson.id == scene.lesson] == [2]


def test_what_cannot_be_is_said_marked_and_never_clamped(shown, scene, qtbot, qapp):
    window = shown()
    view = window.grid.view
    qtbot.keyClicks(view, "7")
    assert column_values(window, 1) == [None]
    assert "7 is not between 0 and 5" in window.message.text()
    qapp.clipboard().setText("4.5\n5,5\n-1\nn\n14.05.2026\nbesh\n")
    window.grid.paste()
    values = column_values(window, 4)
    assert values[0] == Decimal("4.5")
    assert values[3] == "a"
    reasons = [each.reason.text() for each in window.grid.wrong().values()]
    assert len(reasons) == 4
    assert any("Excel" in each for each in reasons)
    window.save()
    assert len(window.grid.wrong()) == 4


def test_who_was_absent_is_entered_from_attendance_and_nothing_is_overwritten(shown, scene, qtbot, as_person):
    teacher = as_person("teacher_mineralogy")
    scene.save(teacher, scene.lesson, "aap")
    teacher.commit()
    window = shown()
    model = window.grid.model
    rows = [model.row_keys.index(student) for student in scene.students[:2]]
    place = window.grid.view.currentIndex().column()
    assert model.was_absent(rows[0], place)
    model.edit({(rows[0], place): Decimal(3)}, "")
    window.fill_absent()
    assert [model.value(row, place) for row in rows] == [Decimal(3), "a"]
    model.undo_stack.undo()
    assert [model.value(row, place) for row in rows] == [Decimal(3), None]


def test_a_conflict_is_settled_cell_by_cell(shown, scene, qtbot, as_person):
    window = shown()
    model, view = window.grid.model, window.grid.view
    key = model.columns[view.currentIndex().column()].key
    student = model.row_keys[0]
    other = as_person("teacher_mineralogy")
    other.execute(SAVE, [[scene.lesson], [1], [1], [student], ["-"], ["2"]])
    other.commit()
    qtbot.keyClicks(view, "55")
    window.save()
    assert model.state_of((student, key)) == CONFLICT
    assert list(model.unsaved()) == [(student, key)]
    window.save()
    assert not model.unsaved()
    assert sorted(scene.stored(scene.lesson).replace(".", "").split()) == ["5", "5"]


def test_points_that_cannot_be_sent_wait_and_come_back_with_the_next_program(
    shown, scene, qtbot, monkeypatch
):
    window = shown()
    with monkeypatch.context() as gone:
        gone.setattr(data, "_save_all", _away)
        qtbot.keyClicks(window.grid.view, "5")
        window.save()
        cells = list(window.grid.model.unsaved())
        assert [window.grid.model.state_of(each) for each in cells] == [NOT_SENT]
    window.editor.flush()
    again = shown(workplace=window.workplace)
    assert len(again.grid.model.unsaved()) == 1
    again.sending.send()
    assert "5" in scene.stored(scene.lesson)


def _away(_gateway, _changes):
    raise Unavailable("The server does not answer.")


def test_a_deans_office_reads_points_and_types_nothing(shown, scene, qtbot, as_person):
    teacher = as_person("teacher_mineralogy")
    scene.give(teacher, scene.lesson, ["5"])
    teacher.commit()
    window = shown("dean_geology")
    qtbot.keyClicks(window.grid.view, "1")
    assert not window.grid.model.unsaved()
    assert not window.editor.may_save
    assert Decimal(5) in column_values(window, len(scene.students))


def test_without_a_rule_nothing_is_typed_and_the_window_says_what_to_do(shown, scene, qtbot, admin):
    admin.execute("delete from rating_journal.rule where term_id = %s", [scene.term.term])
    admin.commit()
    window = shown()
    qtbot.keyClicks(window.grid.view, "5")
    assert not window.grid.model.unsaved()
    assert "no rule of points" in window.message.text()
    dialog = RuleDialog(window.workplace, window.grid.model.journal, window)
    qtbot.addWidget(dialog)
    assert dialog.rule().kinds[0].maximum == 5
    dialog.lessons.setText("20")
    dialog.kinds.model.edit({(1, 0): "Test", (1, 1): Decimal(10)}, "")
    dialog.store()
    assert "Complete row 2" in dialog.message.text()
    dialog.kinds.model.edit({(1, 2): Decimal(2)}, "")
    dialog.store()
    window.reload()
    qtbot.keyClicks(window.grid.view, "5")
    assert len(window.grid.model.unsaved()) == 1
    assert [each.name for each in window.grid.model.journal.rule.rule.kinds][1] == KINDS[1]["name"]


def test_the_working_says_line_by_line_what_current_control_is_made_of(shown, scene, qtbot, as_person):
    teacher = as_person("teacher_mineralogy")
    scene.give(teacher, scene.lesson, ["4", "a"])
    scene.save(teacher, scene.lesson, "pa")
    teacher.commit()
    window = shown()
    gateway = window.workplace.gateway
    found = working.of_student(gateway, scene.klass, scene.students[0])
    assert [(each.points, each.maximum, each.counts) for each in found.lines] == [
        (Decimal(4), Decimal(5), True)
    ]
    assert found.points == Decimal(21)  # 20 × 4/5 for lessons, 5 for attendance, no task yet
    lines = sum_lines(found)
    assert "4 / 5 × 20 = 16" in lines[0]
    assert "21" in lines[3]
    dialog = WorkingDialog(window.workplace, "T", lambda: found, window)
    qtbot.addWidget(dialog)
    assert dialog.lines.text(0, 3) == "4"
    row = window.grid.model.row_keys.index(scene.students[0])
    assert window.grid.model.sums(row)[1] == "21"


def test_the_journal_is_printed_and_written_to_excel_with_its_figures(shown, scene, as_person, tmp_path):
    teacher = as_person("teacher_mineralogy")
    scene.give(teacher, scene.lesson, ["4.5", "a"])
    teacher.commit()
    window = shown()
    window.print_journal()
    assert window.workplace.navigator.shown
    path = tmp_path / "jurnal.xlsx"
    write_book(path, window.grid.model.journal, "Amaliy", "JN")
    cells = [cell.value for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert 4.5 in cells
    assert window.grid.model.journal.students[0].name in cells


NEW, CHANGED, SAME, REFUSED = RowStatus


def laid(window, tmp_path, heads, rows):
    """The preview of a workbook: heads, and a row for each of the first students."""
    book = Workbook()
    book.active.append(["№", "F.I.Sh.", *heads])
    for student, cells in zip(window.grid.model.journal.students, rows, strict=False):
        book.active.append([book.active.max_row, student.name, *cells])
    book.active.append([None, "Jami", *(99 for _head in heads)])
    book.save(tmp_path / "ballar.xlsx")
    window.files.read(tmp_path / "ballar.xlsx")
    return window.files.preview


def judged(preview):
    return [(each.status, each.new) for each in preview.planned]


def say(preview, name, value):
    """Choose what a word, a name or a column of the file means."""
    box = field(preview, f"What {name} means")
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_points_of_a_file_are_judged_and_lie_in_the_sheet_unsaved(shown, scene, tmp_path, qtbot):
    window = shown()
    model, today = window.grid.model, f"{scene.day:%d.%m}"
    model.edit({(0, window.grid.view.currentIndex().column()): Decimal("4.5")}, "typed")
    cells = (["4,5"], ["3.5"], [0.1 + 0.2 + 3.7], [7], ["-1"], [datetime(2026, 5, 14)], ["n"])  # noqa: DTZ001
    preview = laid(window, tmp_path, [today], cells)
    assert judged(preview)[:2] == [(SAME, Decimal("4.5")), (NEW, Decimal("3.5"))]
    assert judged(preview)[2] == (NEW, Decimal(4))  # 4.0000000000000002 is shown as 4 by Excel too
    assert [each.status for each in preview.planned[3:6]] == [REFUSED] * 3
    reasons = [each.reason for each in preview.planned[3:6]]
    assert reasons[0] == "7 is not between 0 and 5."
    assert reasons[1] == "-1 is not between 0 and 5."
    assert "Excel" in reasons[2]
    assert judged(preview)[6:] == [(NEW, "a")]
    preview.model.mended.emit(preview.planned[3].mark.place, "5")
    qtbot.waitUntil(lambda: judged(preview)[3] == (NEW, Decimal(5)))
    assert list(model.unsaved().values()) == [Decimal("4.5")]  # nothing is laid before it was looked at
    preview.all.click()
    assert len(model.unsaved()) == 5
    window.sending.send()
    assert len(model.unsaved()) == 5  # nothing of a file is sent by itself
    model.undo_stack.undo()
    assert len(model.unsaved()) == 1
    model.undo_stack.redo()
    window.save()
    assert not model.unsaved()
    assert len(re.findall(r"4\.5|3\.5|4|5|a", scene.stored(scene.lesson))) == 5


def test_what_excel_got_from_the_journal_is_read_back_column_by_column(shown, scene, as_person, tmp_path):
    teacher = as_person("teacher_mineralogy")
    scene.give(teacher, scene.lesson, ["4.5", "a"], number=1, kind=1)
    scene.give(teacher, scene.lesson, ["8", "9"], number=2, kind=2)
    teacher.commit()
    window = shown()
    path = tmp_path / "jurnal.xlsx"
    write_book(path, window.grid.model.journal, "Amaliy", "JN")
    window.files.read(path)
    assert [each.status for each in window.files.preview.planned] == [SAME] * 4
    assert not window.files.preview.all.isEnabled()
    book = load_workbook(path)
    page = book.active
    (cell,) = [each for row in page.iter_rows() for each in row if each.value == 9]
    cell.value = 10  # more than the other column of that lesson takes
    book.save(path)
    window.files.read(path)
    assert [(each.old, each.new) for each in window.files.preview.planned if each.status is CHANGED] == [
        (Decimal(9), Decimal(10))
    ]


def test_what_a_file_leaves_open_is_asked_and_never_guessed(shown, scene, tmp_path):
    window = shown()
    key = window.grid.model.columns[window.grid.view.currentIndex().column()].key
    preview = laid(window, tmp_path, ["1-topshiriq", "Jami"], ([4, 9], ["-", 9], ["aʼlo", 9]))
    assert not preview.planned
    assert preview.tabs.currentWidget() is preview.columns
    say(preview, "C: 1-topshiriq", key)
    assert [each.status for each in preview.planned] == [NEW, REFUSED, REFUSED]
    say(preview, "-", "-")
    say(preview, "aʼlo", "5")
    assert judged(preview) == [(NEW, Decimal(4)), (SAME, None), (NEW, Decimal(5))]
    preview.reject()
    again = laid(window, tmp_path, [f"{scene.day:%d.%m.%Y}"], ([4], ["-"], ["Aʼlo"], [None]))
    assert judged(again) == [(NEW, Decimal(4)), (SAME, None), (NEW, Decimal(5))]  # an empty cell is none


def test_nobody_whose_name_begins_like_a_sum_is_left_out(shown, scene, tmp_path):
    window = shown()
    student = window.grid.model.journal.students[0]
    book = Workbook()
    rows = (
        ["F.I.Sh.", scene.day, "JN", "Total quiz"], [student.name, 4, 30, 7], ["Max Payne", 3, None, None],
        ["Jami Abdulla", 2, None, None], ["On Ye", 1, None, None], ["Jami ball:", 99, 99, 99], [None, 98, None, None],
    )  # fmt: skip
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "ballar.xlsx")
    window.files.read(tmp_path / "ballar.xlsx")
    preview = window.files.preview
    assert [each.mark.name for each in preview.planned if each.status is REFUSED] == [
        "Max Payne", "Jami Abdulla", "On Ye",
    ]  # fmt: skip
    assert "D: Total quiz" in [preview.columns.table.item(row, 0).text() for row in range(1)]
    assert "C JN, 6 Jami ball:, 7" in preview.left_out.text(), "what becomes nothing is told"
    assert not preview.left_out.isHidden()


def test_a_day_over_two_columns_and_one_that_the_journal_has_not(shown, scene, as_person, tmp_path):
    teacher = as_person("teacher_mineralogy")
    scene.give(teacher, scene.lesson, ["4"], number=1, kind=1)
    scene.give(teacher, scene.lesson, ["8"], number=2, kind=2)
    teacher.commit()
    window = shown()
    student = window.grid.model.journal.students[0]
    book = Workbook()
    for row in (["F.I.Sh.", scene.day, None, None], [None, "Test", "Javob", None], [student.name, 10, 3, 2]):
        book.active.append(row)
    book.active.merge_cells("B1:D1")
    book.save(tmp_path / "ballar.xlsx")
    window.files.read(tmp_path / "ballar.xlsx")
    first, second, third = window.files.preview.planned
    assert (first.new, first.column.kind) == (Decimal(10), "Test")
    assert (second.new, second.column.kind) == (Decimal(3), "Javob")
    assert "fewer columns" in third.reason


def test_a_key_is_painted_within_a_frame(qtbot, qapp, shown, scene):
    """30 students by 150 lessons: from the key to the painted cell."""
    window = shown()
    made = PointsSource(window.workplace, scene.klass).make(big_points(window.grid.model.journal), None)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    made.show()
    made.come_to_now()
    qtbot.wait(50)
    spent = []
    for key in "5432154321":
        before = time.process_time()  # others may work on this machine
        qtbot.keyClick(made.view, key)
        qapp.processEvents()
        spent.append(time.process_time() - before)
    assert sorted(spent)[len(spent) // 2] < 3 * 0.016, spent
    assert made.view.currentIndex().row() == 10
