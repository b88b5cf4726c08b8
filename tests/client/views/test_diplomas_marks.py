"""Diploma marks at the desk of a dean's office: corrected, arranged, joined and chosen once for a whole group."""

import os
from dataclasses import replace

import psycopg
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from client.core.i18n import set_language
from client.data.diplomas.marks import Marks
from client.views.diplomas.marks.grid import MarksGrid, columns_of
from client.views.diplomas.marks.model import is_head
from client.views.diplomas.marks.paper import paper_of, write_book
from client.widgets.keeper import keep_typed
from reports.diplomas.marks_list import render
from tests.client.reach import act
from tests.reports.conftest import Read

DRAFTS = """
select d.id from diplomas.diploma d join structure.unit u on u.id = d.faculty_id and u.code = '403-101'
 where d.state = 'draft' and d.replaces_id is null
   and d.group_name = (select max(e.group_name) from diplomas.diploma e where e.state = 'draft' and e.faculty_id = u.id)
 order by d.id
"""
LINE = "select title_uz, title_en, section, place from diplomas.line where diploma_id = %s and title_uz = %s"
TWICE, OTHER = "Oliy matematika", "Fizika"


def look(widget, name):
    """Keep a picture where somebody asked for pictures."""
    if folder := os.environ.get("HEMIS_TEST_PICTURES"):
        QApplication.processEvents()
        widget.grab().save(f"{folder}/{name}.png")


def record(admin, diploma, subject, semester, **said):
    values = {"points": 80, "mark": "4", "source": "earlier"} | said
    admin.execute(
        """insert into grades.record (faculty_id, origin_id, student_id, subject_id, line, year, semester, hours,
               credits, ending, points, mark, grade, source, passed, counts, why, attempt, round)
           select d.faculty_id, d.faculty_id, d.student_id, %s, 'subject', 2024, %s, 60, 2, '11', %s, %s, 4, %s,
                  true, true, 'only', 1, 1
             from diplomas.diploma d where d.id = %s""",
        [subject, semester, values["points"], values["mark"], values["source"], diploma],
    )


@pytest.fixture(scope="module")
def life(database):
    """The youngest drafts get a subject of two semesters and a recognised one without an English name."""
    with psycopg.connect(database, autocommit=True) as admin:
        admin.execute("set session_replication_role = replica")
        ids = [row[0] for row in admin.execute(DRAFTS)]
        made = [
            admin.execute(
                """insert into subjects.subject (code, subject_group_id, name_uz, name_en)
                   select 'M' || count(*), min(b.subject_group_id), %s, %s from subjects.subject b returning id""",
                names,
            ).fetchone()[0]
            for names in ((TWICE, "Higher mathematics"), (OTHER, None))
        ]
        for each in ids:
            record(admin, each, made[0], 1, points=91, mark="5")
            record(admin, each, made[0], 2, points=64, mark="3")
            record(admin, each, made[1], 3, source="recognised")
        admin.execute("select diplomas.write_rows(%s)", [ids])
    return ids


@pytest.fixture
def drafts(admin, life):
    """The drafts as the record gives them."""
    admin.execute("delete from system.setting where key = 'diplomas.mark_by_credits'")
    admin.execute("select diplomas.write_rows(%s, false)", [life])
    return life


@pytest.fixture
def shown(window, drafts):
    made = window("batch-rate")
    QApplication.processEvents()
    return made


def row_of(grid, title):
    return next(row for row in range(grid.model.rowCount()) if grid.model.value(row, 0) == title)


def come(grid, row, column=0):
    grid.view.setFocus()
    grid.view.setCurrentIndex(grid.model.index(row, column))


def choose(grid, *titles):
    """Choose whole rows by their numbers."""
    rows = sorted(row_of(grid, title) for title in titles)
    come(grid, rows[0])
    grid.view.selectRow(rows[0])
    selection = grid.view.selectionModel()
    for row in rows[1:]:
        flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
        selection.select(grid.model.index(row, 0), flags)


def titles(grid):
    return [
        grid.model.value(row, 0)
        for row in range(grid.model.rowCount())
        if not is_head(grid.model.row_keys[row])
    ]


def test_what_is_wrong_is_counted_and_found_by_a_key(shown):
    look(shown, "batch-rate")
    assert "recognised results: 2" in shown.told.text()
    # No English title; and as the acceptance was before, both have more credits than it and than the plan.
    QTest.keyClick(shown.grid.view, Qt.Key.Key_F4)
    assert shown.message.text().endswith(f"{OTHER}: no English title")
    assert shown.grid.cursor_cell()[1] == "title_en"
    told = set()
    for _turn in range(12):
        QTest.keyClick(shown.grid.view, Qt.Key.Key_F4)
        told.add(shown.message.text().split(": ", 1)[1])
    assert any("the accepted record has 120" in each for each in told), told
    assert any("not as in the plan: +180 hours, +6 credits" in each for each in told), told
    place = shown.grid.place_of(shown.grid.marks.students[0])
    sums = shown.grid.view.head().sums(place)
    assert (sums.hours, sums.credits, sums.credits_off) == ("3780", "126", True)


def test_two_columns_of_titles_are_pasted_for_everybody(shown, admin, drafts):
    grid = shown.grid
    first = row_of(grid, TWICE)
    before = grid.model.value(first, 0)
    come(grid, first)
    QGuiApplication.clipboard().setText("Олий математика (I)\tHigher mathematics I\n")
    grid.paste()
    assert grid.model.value(first, 0) == "Oliy matematika (I)" != before
    come(grid, row_of(grid, OTHER), 1)
    QGuiApplication.clipboard().setText("Рhysics")  # the first letter is Cyrillic
    grid.paste()
    shown.save()
    assert "These letters are not English: Р" in shown.message.text()
    QGuiApplication.clipboard().setText("Physics")
    grid.paste()
    shown.save()
    assert "Saved for all drafts: 2 rows" in shown.message.text()
    for each in drafts:
        assert admin.execute(LINE, [each, "Oliy matematika (I)"]).fetchone()[1] == "Higher mathematics I"
        assert admin.execute(LINE, [each, OTHER]).fetchone()[1] == "Physics"
    assert "no English title" not in " ".join(each.words for each in grid.findings())


def test_rows_go_up_and_down_by_keys_and_stay_unsaved_until_they_are_saved(shown, admin, drafts):
    grid = shown.grid
    before = titles(grid)
    come(grid, row_of(grid, TWICE))
    QTest.keyClick(grid.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(grid).index(TWICE) == before.index(TWICE) - 1
    assert grid.model.value(grid.view.currentIndex().row(), 0) == TWICE  # the cursor goes along
    grid.model.undo_stack.undo()
    assert titles(grid) == before
    assert not grid.model.unsaved()
    subjects = sum(row.section == "subject" for row in grid.marks.rows)
    for _turn in range(subjects - before.index(TWICE)):
        QTest.keyClick(grid.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    shown.save()
    assert [admin.execute(LINE, [each, TWICE]).fetchone()[2:] for each in drafts] == [("course_work", 1)] * 2
    assert "Course works (1)" in [grid.model.value(row, 0) for row in range(grid.model.rowCount())]


def test_columns_stay_in_sight_when_rows_are_moved(shown):
    grid = shown.grid
    come(grid, 2, 1)
    before = [grid.view.visualRect(grid.model.index(1, each)).width() for each in range(1, 5)]
    QTest.keyClick(grid.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    assert [grid.view.visualRect(grid.model.index(1, each)).width() for each in range(1, 5)] == before
    assert all(before)


def test_rows_are_dragged_by_their_numbers(shown):
    grid = shown.grid
    head = grid.view.verticalHeader()
    start, end = row_of(grid, OTHER), 1
    grid.view.scrollToTop()
    grid.view.scrollTo(grid.model.index(start, 0))
    y = grid.view.rowViewportPosition(start) + 4
    QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, y))
    QTest.mouseMove(head.viewport(), QPoint(5, y - 60))
    target = grid.view.rowViewportPosition(max(end, start - 5)) + 2
    QTest.mouseMove(head.viewport(), QPoint(5, target))
    look(shown, "batch-rate-dragged")
    QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, target))
    assert row_of(grid, OTHER) == max(end, start - 5)
    assert grid.model.unsaved()
    grid.model.undo_stack.undo()
    assert row_of(grid, OTHER) == start


def test_what_is_typed_comes_back_with_the_window(shown, window, drafts):
    come(shown.grid, row_of(shown.grid, TWICE))
    QGuiApplication.clipboard().setText("Matematika")
    shown.grid.paste()
    QTest.keyClick(shown.grid.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    moved = titles(shown.grid)
    keep_typed(shown)
    again = window("batch-rate")
    again.editor.workplace.drafts  # noqa: B018 - the same store of drafts would be asked
    if "Matematika" in titles(again.grid):
        assert titles(again.grid) == moved
    shown.editor.throw_away()
    assert TWICE in titles(shown.grid)


def test_rows_are_joined_and_split_for_the_group(shown, admin, drafts):
    grid = shown.grid
    choose(grid, TWICE, OTHER)
    act(shown, "Join rows").trigger()
    assert "Joined for 2 students" in shown.message.text()
    grid = shown.grid
    row = grid.rows[str(grid.model.row_keys[row_of(grid, TWICE)])]
    assert (row.joined, row.semesters, row.hours, row.credits) == (True, "1–3", 180, 6)
    choose(grid, TWICE)
    act(shown, "As the record gives it").trigger()
    assert {TWICE, OTHER} <= set(titles(shown.grid))


def test_whose_mark_counts_is_shown_and_chosen_only_where_the_setting_says_so(shown, admin, drafts):
    grid = shown.grid
    student = grid.marks.students[0]
    place = grid.place_of(student)
    come(grid, row_of(grid, TWICE), place)
    QTest.keyClick(grid.view, Qt.Key.Key_F2)
    said = [each.text() for each in shown.menu.actions() if each.text()]
    assert "✓ semester 2: Higher mathematics — 3 (64,00)" in said
    assert not any(each.isEnabled() for each in shown.menu.actions() if "semester 1" in each.text())
    shown.menu.close()
    admin.execute("insert into system.setting (key, value) values ('diplomas.mark_by_credits', '2')")
    shown.reload()
    come(grid, row_of(grid, TWICE), place)
    QTest.keyClick(grid.view, Qt.Key.Key_F2)
    next(each for each in shown.menu.actions() if "semester 1" in each.text()).trigger()
    shown.menu.close()
    assert "Changed: 1" in shown.message.text()
    marks = next(row.cells for row in shown.grid.marks.rows if row.title_uz == TWICE)
    assert [marks[each.diploma_id].mark for each in shown.grid.marks.students] == ["5", "3"]


def test_others_who_were_quicker_are_told_and_nothing_is_lost(shown, admin, drafts):
    grid = shown.grid
    come(grid, row_of(grid, TWICE))
    QGuiApplication.clipboard().setText("Matematika")
    grid.paste()
    admin.execute("update diplomas.line set title_en = 'Mathematics' where title_uz = %s", [TWICE])
    shown.save()
    assert "were changed meanwhile" in shown.message.text()
    assert "Matematika" in titles(shown.grid)
    shown.save()
    assert admin.execute(LINE, [drafts[0], "Matematika"]).fetchone()[1] == "Mathematics"


def test_drafts_that_differ_are_found_and_made_alike(shown, admin, drafts):
    admin.execute(
        "update diplomas.line set title_uz = 'Matem.' where title_uz = %s and diploma_id = %s",
        [TWICE, drafts[0]],
    )
    shown.reload()
    assert any("differ between the students" in each.words for each in shown.grid.findings())
    act(shown, "Alike for all").trigger()
    assert "say the same now" in shown.message.text()
    assert not any("differ" in each.words for each in shown.grid.findings())


def test_the_whole_sheet_goes_back_to_the_record_after_a_question(shown, monkeypatch, admin, drafts):
    admin.execute("update diplomas.line set title_uz = 'Boshqa' where title_uz = %s", [TWICE])
    shown.reload()
    monkeypatch.setattr(QMessageBox, "question", lambda *_asked: QMessageBox.StandardButton.Yes)
    shown.all_as_recorded()
    assert TWICE in titles(shown.grid)


def test_the_registrar_and_the_academic_office_look(window, drafts):
    for login in ("registrar", "academic_office"):
        made = window("batch-rate", login)
        assert not made.editor.may_save
        assert not act(made, "Join rows").isVisible()
        assert made.grid.model.is_locked(1, 0)
        before = titles(made.grid)
        come(made.grid, 2)
        QTest.keyClick(made.grid.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert titles(made.grid) == before
        assert made.places.faculty.count() > 1


def test_a_column_opens_the_record_of_its_student(shown, monkeypatch, drafts):
    opened = []
    monkeypatch.setattr(
        type(shown.workplace.navigator),
        "open",
        lambda _self, key, **said: opened.append((key, said)),
        raising=False,
    )
    student = shown.grid.marks.students[1]
    come(shown.grid, 2, shown.grid.place_of(student))
    QTest.keyClick(shown.grid.view, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert str(student.student_id) in str(opened)


def test_another_window_asks_for_a_group_before_and_while_it_is_open(window, admin, drafts):
    groups = [each for (each,) in admin.execute(
        "select group_name from diplomas.diploma"
        " where faculty_id = (select id from structure.unit where code = '403-101')"
        " and state <> 'cancelled' group by group_name order by group_name").fetchall()]  # fmt: skip
    made = window("batch-rate", group=groups[0])
    assert made.places.group.currentData() == groups[0]
    assert made.turns_to(group=groups[-1])
    assert made.places.group.currentData() == groups[-1] != groups[0]
    assert not made.turns_to()


def test_an_issued_group_is_shown_and_locked(window, admin, drafts):
    plan, group, faculty = admin.execute(
        "select curriculum_id, group_name, faculty_id from diplomas.diploma where state = 'issued' and faculty_id = 1"
        " and education_type = '11' limit 1"
    ).fetchone()
    made = window("batch-rate", faculty=faculty, curriculum=plan, group=group)
    assert made.places.chosen() == {"faculty": faculty, "curriculum": plan, "group": group}
    look(made, "batch-rate-issued")
    assert not made.editor.may_save
    assert any(row.semesters == "1–2" for row in made.grid.marks.rows)


def large(marks, students=27, rows=45):
    """The marks of a large group made of a small one."""
    first = marks.students[0]
    group = tuple(
        first._replace(diploma_id=1000 + n, name=f"Abdurahmonova{n} Muqaddasxon Baxtiyorovna")
        for n in range(students)
    )
    made = []
    for n in range(rows):
        row = marks.rows[n % len(marks.rows)]
        cell = next(iter(row.cells.values()))
        cells = {each.diploma_id: cell for each in group}
        made.append(replace(row, key=f"{row.key}#{n}", title_uz=f"{row.title_uz} {n + 1}", cells=cells))
    return Marks(group, tuple(made), marks.planned, (), {str(each.diploma_id): "" for each in group}, False)


def test_a_large_group_on_paper_in_excel_and_on_the_screen(shown, tmp_path, qtbot):
    marks = large(shown.grid.marks)
    grid = MarksGrid(columns_of(marks, points=False, locked=False))
    qtbot.addWidget(grid)
    grid.resize(1340, 580)
    grid.show_marks(marks, may_change=True)
    grid.show()
    look(grid, "marks-large")
    assert grid.view.columnWidth(8) < grid.view.columnWidth(1) / 3  # a group stands beside the titles
    pages = Read(content := render(paper_of(marks, grid.titled(), ("Faculty · plan", "24-08"), points=False)))
    if folder := os.environ.get("HEMIS_TEST_PICTURES"):
        (tmp := __import__("pathlib").Path(folder) / "marks.pdf").write_bytes(content)
        assert tmp.exists()
    texts = [pages.text(number) for number in range(len(pages))]
    assert len(pages) >= 4
    assert all("Diploma marks" in each and "24-08" in each for each in texts)
    whole = " ".join(texts)
    assert whole.count("Abdurahmonova26") == sum("Abdurahmonova26" in each for each in texts) >= 2
    assert "signature" in texts[-1]
    assert "Sum of credits" in texts[-1]
    for number in range(1, 46):
        assert f" {number}" in whole
    path = tmp_path / "marks.xlsx"
    write_book(path, paper_of(marks, grid.titled(), ("Faculty · plan", "24-08"), points=True))
    sheet = load_workbook(path).active
    assert sheet.max_column == 6 + 27
    assert sheet.cell(6, 5).value == marks.rows[0].hours


def test_in_cyrillic_and_at_large_letters(shown, window, drafts):
    set_language("oz")
    try:
        made = window("batch-rate")
        QApplication.processEvents()
        look(made, "batch-rate-oz")
        assert made.title == "Диплом баллари"
    finally:
        set_language("en")
