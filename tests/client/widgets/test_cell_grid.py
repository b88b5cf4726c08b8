"""The grid behaves like a spreadsheet: keys, blocks, checks, undo, drafts, states in words."""

import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QTableView

from client.widgets.cell_grid import (
    CONFLICT,
    LOCKED,
    NOT_SENT,
    CellGrid,
    Choices,
    Column,
    Days,
    Numbers,
    Texts,
    Typed,
    block,
)
from tests.client.reach import part, said

CASES = Path(__file__).parents[2] / "cases"
COLUMNS = (
    Column("name", "F.I.O.", read_only=True),
    Column("mark", "Ball", Numbers(0, 100, places=1)),
    Column("day", "Kun", Days()),
    Column("place", "Xona", Choices((("11", "Maʼruza"), ("12", "Laboratoriya"), ("13", "Laborant xonasi")))),
    Column("note", "Izoh", Texts(10)),
)
ROWS = [
    ("a", ("Aliyev", Decimal("55.5"), date(2026, 9, 2), "11", None)),
    ("b", ("Bobojonov", None, None, None, None)),
    ("c", ("Gʻulomov", Decimal("80.0"), None, None, "eski")),
]


@pytest.fixture
def grid(qtbot):
    made = CellGrid(COLUMNS, frozen=1)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.load(ROWS)
    made.show()
    made.view.setFocus()
    return made


@pytest.fixture
def press(qtbot, grid):
    def press_(*keys, modifier=Qt.KeyboardModifier.NoModifier):
        for key in [letter for text in keys for letter in (text if isinstance(text, str) else [text])]:
            click = qtbot.keyClicks if isinstance(key, str) else qtbot.keyClick
            click(editor(grid) or grid.view, key, modifier)

    return press_


def editor(grid):
    found = [each for each in grid.view.viewport().findChildren(QLineEdit) if each.isVisible()]
    return found[0] if found else None


def at(grid, row, column):
    grid.view.setCurrentIndex(grid.model.index(row, column))


def place(grid):
    index = grid.view.currentIndex()
    return index.row(), index.column()


def shown(grid, row, column):
    return grid.model.index(row, column).data()


def paste(grid, text):
    QGuiApplication.clipboard().setText(text)
    grid.paste()


def line(grid, qtbot, text):
    qtbot.waitUntil(lambda: text in said(grid), timeout=10_000)


def test_typing_and_enter_goes_down(grid, press):
    at(grid, 0, 1)
    press("72,5", Qt.Key.Key_Return)
    assert place(grid) == (1, 1)
    press("60.5", Qt.Key.Key_Return)
    assert (shown(grid, 0, 1), shown(grid, 1, 1)) == ("72,5", "60,5")
    assert grid.model.unsaved() == {("a", "mark"): Decimal("72.5"), ("b", "mark"): Decimal("60.5")}


def test_tab_goes_right_and_at_the_end_to_the_next_row(grid, press):
    at(grid, 0, 3)
    press("lab", Qt.Key.Key_Backtab)
    assert place(grid) == (0, 2)
    at(grid, 0, 4)
    press("yangi", Qt.Key.Key_Tab)
    assert place(grid) == (1, 0)
    press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert place(grid) == (0, 0)


def test_f2_edits_what_is_there_and_escape_leaves_it(grid, press):
    at(grid, 0, 1)
    press(Qt.Key.Key_F2)
    assert editor(grid).text() == "55,5"
    press("99", Qt.Key.Key_Escape)
    assert shown(grid, 0, 1) == "55,5"
    assert grid.model.unsaved() == {}


def test_a_wrong_value_is_kept_marked_and_explained(grid, press):
    at(grid, 0, 1)
    press("101", Qt.Key.Key_Return)
    assert shown(grid, 0, 1) == "101"
    assert "100" in grid.model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert grid.model.unsaved() == {}
    assert list(grid.model.wrong()) == [("a", "mark")]


def test_a_read_only_column_and_a_locked_cell_refuse(grid, press):
    grid.model.mark([("a", "mark")], LOCKED)
    for column in (0, 1):
        at(grid, 0, column)
        press("7")
        assert editor(grid) is None
    with_sentence = []
    grid.said.connect(with_sentence.append)
    at(grid, 0, 0)
    paste(grid, "Boshqa\t5\n")
    assert grid.model.unsaved() == {}
    assert "2" in with_sentence[0]


def test_a_block_from_a_spreadsheet_is_checked_cell_by_cell(grid):
    said = []
    grid.said.connect(said.append)
    at(grid, 0, 1)
    rows = (
        '1 000\t02/09/26\tmaʼruza\t"ikki\nqator"',
        "70,25\t31.02.2026\tlab\tO'zbek",
        "71,5\t2026-09-03\tlaboratoriya\tx",
        "9\t\t\t",
    )
    paste(grid, "\r\n".join(rows) + "\r\n")
    assert grid.model.unsaved() == {
        ("a", "note"): "ikki qator",
        ("b", "note"): "Oʻzbek",
        ("c", "mark"): Decimal("71.5"),
        ("c", "day"): date(2026, 9, 3),
        ("c", "place"): "12",
        ("c", "note"): "x",
    }
    assert set(grid.model.wrong()) == {("a", "mark"), ("b", "mark"), ("b", "day"), ("b", "place")}
    assert shown(grid, 0, 2) == "02.09.2026"  # the same day as before: nothing to save
    assert "4" in said[0]


def test_one_value_fills_the_selection(grid):
    grid.view.select((0, 1), (2, 1))
    paste(grid, "60")
    assert [shown(grid, row, 1) for row in range(3)] == ["60,0"] * 3


def test_copy_and_copy_with_headers(grid):
    grid.view.select((0, 0), (1, 2))
    grid.copy()
    assert QGuiApplication.clipboard().text() == "Aliyev\t55,5\t02.09.2026\nBobojonov\t\t\n"
    grid.copy(with_headers=True)
    assert QGuiApplication.clipboard().text().startswith("F.I.O.\tBall\tKun\n")


def test_fill_down_delete_undo_and_redo_by_keys(grid, press):
    grid.view.select((0, 1), (2, 2))
    press(Qt.Key.Key_D, modifier=Qt.KeyboardModifier.ControlModifier)
    assert [shown(grid, row, 1) for row in range(3)] == ["55,5"] * 3
    press(Qt.Key.Key_Delete)
    assert [shown(grid, row, 1) for row in range(3)] == [""] * 3
    press(Qt.Key.Key_Z, Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert [shown(grid, row, 1) for row in range(3)] == ["55,5", "", "80,0"]
    assert grid.model.unsaved() == {}
    press(Qt.Key.Key_Y, modifier=Qt.KeyboardModifier.ControlModifier)
    assert shown(grid, 2, 1) == "55,5"


def test_states_are_said_in_words_and_saving_clears_them(grid, press):
    def tip(row, column):
        return grid.model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)

    at(grid, 0, 1)
    press("60", Qt.Key.Key_Return)
    assert "55,5" in tip(0, 1)
    grid.model.mark([("a", "mark")], NOT_SENT)
    assert "not sent" in tip(0, 1) or "yuborilmagan" in tip(0, 1)
    grid.model.mark([("a", "mark")], CONFLICT)
    assert grid.model.mark_of(0, 1) is CONFLICT
    grid.load([("a", ("Aliyev", Decimal("60.0"), None, None, None)), *ROWS[1:]])
    assert tip(0, 1) is None
    assert grid.model.unsaved() == {}
    grid.model.undo_stack.undo()
    assert grid.model.unsaved() == {("a", "mark"): Decimal("55.5")}


def test_the_line_says_count_sum_and_average(grid, qtbot, press):
    grid.view.select((0, 0), (2, 1))
    line(grid, qtbot, "135,5")
    line(grid, qtbot, "67,75")
    line(grid, qtbot, "6")
    at(grid, 1, 1)
    press("1", Qt.Key.Key_Return)
    line(grid, qtbot, "1")


def test_the_first_column_stays_when_scrolled(grid):
    grid.view.setFixedWidth(260)
    at(grid, 0, 4)
    bar = grid.view.horizontalScrollBar()
    bar.setValue(bar.maximum())
    frozen = part(grid.view, QTableView)
    assert frozen.isVisible()
    assert frozen.visualRect(grid.model.index(0, 0)).left() == 0
    at(grid, 0, 1)
    assert grid.view.visualRect(grid.model.index(0, 1)).left() >= grid.view.columnWidth(0)


def test_what_was_typed_is_laid_over_another_reading(grid, qtbot, press):
    at(grid, 0, 1)
    press("60,5", Qt.Key.Key_Return, "500", Qt.Key.Key_Return)
    typed = Typed.of_draft(grid.typed().draft())

    another = CellGrid(COLUMNS, frozen=1)
    qtbot.addWidget(another)
    another.load([("a", ("Aliyev", Decimal(70), None, None, None)), *ROWS[1:]])
    assert not another.bring_back(typed)
    assert another.model.unsaved() == {("a", "mark"): Decimal("60.5")}
    assert list(another.model.wrong()) == [("b", "mark")]
    assert another.model.mark_of(0, 1) is CONFLICT
    another.model.put({("a", "mark"): Decimal(70)})
    assert another.model.mark_of(0, 1) is None


def test_what_has_no_place_in_another_reading_is_given_back(grid, press):
    at(grid, 0, 1)
    press("60,5", Qt.Key.Key_Return)
    typed = grid.typed()
    grid.load(ROWS[1:])
    assert grid.bring_back(typed) == typed


def test_the_same_rows_keep_cursor_and_undo(grid, press):
    at(grid, 1, 1)
    press("60,5", Qt.Key.Key_Return)
    grid.load(ROWS)
    assert not grid.model.unsaved()
    assert grid.view.currentIndex().row() == 2
    assert grid.model.undo_stack.canUndo()


@pytest.mark.parametrize(
    "rows",
    [[["a", "b"], ["c", ""]], [['say "x"', "tab\tin"], ["line\nin", " "]], [[""], ["x"]], [["  "]]],
)
def test_a_block_comes_back_as_it_was(rows):
    assert block.from_text(block.to_text(rows)) == rows


def test_text_with_a_lone_quote_is_taken_as_it_stands():
    assert block.from_text('5" quvur\t7') == [['5" quvur', "7"]]


def test_a_quotation_mark_beside_a_line_break_moves_no_cell():
    text = (CASES / "clipboard-quote-and-line.txt").read_bytes().decode()
    rows = [['"Namuna" fani', "birinchi\nikkinchi"], ["Kimyo", "oddiy"]]
    assert block.from_text(text) == rows
    assert block.from_text(block.to_text(rows)) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('"Kimyo"\t1\r\n"x" va "y"\t2\r\n', [['"Kimyo"', "1"], ['"x" va "y"', "2"]]),
        ('"a\n""b"""\t"c"\n', [['a\n"b"', '"c"']]),
        ('"\n', [['"']]),
        ('a\t"b\r\nc"\td\r\n', [["a", "b\nc", "d"]]),
        ('"bir\n"ikki\t3\n', [['"bir'], ['"ikki', "3"]]),
        ("\t\n\tx\n", [["", ""], ["", "x"]]),
    ],
)
def test_marks_that_do_not_close_a_cell_stand_as_they_are(text, rows):
    assert block.from_text(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("5\t1\r\n\t\t3", [["5", "1"], ["", "", "3"]]),
        ("1\r\n\r\n3\r\n", [["1"], [""], ["3"]]),
        ("uzun matn\t\tC\r\n", [["uzun matn", "", "C"]]),
        ("1\r\n", [["1"]]),
        ("1\t\r\n2\t\r\n", [["1", ""], ["2", ""]]),
    ],
)
def test_a_block_of_a_spreadsheet_lands_where_it_lay(text, rows):
    assert block.from_text(text) == rows


def test_a_pasted_cell_of_two_lines_is_one_text(qtbot):
    made = CellGrid([Column("a", "A", Texts()), Column("b", "B", Texts())])
    qtbot.addWidget(made)
    made.load([(1, [None, None]), (2, [None, None])])
    made.view.setCurrentIndex(made.model.index(0, 0))
    paste(made, (CASES / "clipboard-quote-and-line.txt").read_bytes().decode())
    found = [[made.model.value(row, column) for column in (0, 1)] for row in (0, 1)]
    assert found == [['"Namuna" fani', "birinchi ikkinchi"], ["Kimyo", "oddiy"]]


def test_three_hundred_students_by_sixty_lessons_are_quick(qtbot):
    columns = [
        Column("name", "F.I.O.", read_only=True),
        *(Column(f"l{n}", str(n), Numbers(0, 100)) for n in range(60)),
    ]
    grid = CellGrid(columns)
    qtbot.addWidget(grid)
    grid.resize(1300, 700)
    grid.load([(row, (f"Talaba {row}", *[None] * 60)) for row in range(300)])
    grid.show()
    started = time.perf_counter()
    at(grid, 0, 1)
    paste(grid, "\n".join("\t".join(str((r * c) % 101) for c in range(60)) for r in range(300)))
    pasted = time.perf_counter() - started
    assert len(grid.model.unsaved()) == 300 * 60
    grid.model.undo_stack.undo()
    assert grid.model.unsaved() == {}
    started = time.perf_counter()
    for row in range(20):
        at(grid, row, 5)
        grid.view.viewport().repaint()
    moved = (time.perf_counter() - started) / 20
    assert pasted < 5  # no measure of speed, only of "not minutes": machines differ
    assert moved < 0.5
