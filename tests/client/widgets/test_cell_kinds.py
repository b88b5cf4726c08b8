"""Further kinds of cells, and rows that are hidden for the moment."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from client.core.errors import UserError
from client.widgets.cell_grid import HEADING, CellGrid, Choices, Column, Flags, Numbers, Records

SUBJECTS = Records([(1, "Oʻzbek tili", "UZ.1"), (2, "Oliy matematika", "MAT"), (3, "Oliy geodeziya", "GEO")])


@pytest.mark.parametrize(
    ("text", "found"),
    [("Oʻzbek tili", 1), ("ўзбек", 1), ("MAT", 2), ("oliy mat", 2), ("geo", 3)],
)
def test_a_record_is_named_in_either_alphabet_by_its_beginning_or_code(text, found):
    assert SUBJECTS.parse(text) == found


@pytest.mark.parametrize("text", ["Oliy", "Fizika"])
def test_a_name_that_fits_several_or_none_is_no_record(text):
    with pytest.raises(UserError):
        SUBJECTS.parse(text)


CODES = Path(__file__).parents[2] / "cases" / "subject-codes.tsv"
BY_CODE = Records(
    (number, name, code)
    for number, (code, name) in enumerate(
        (line.split("\t") for line in CODES.read_text(encoding="utf-8").splitlines()[1:]), 1
    )
)


@pytest.mark.parametrize(
    ("text", "found"),
    [("KT-101", 1), ("QT-101", 2), ("qt-101", 2), ("КТ-101", 1), ("Birinchi fan", 1), ("Иккинчи фан", 2)],
)
def test_codes_of_one_letters_difference_are_two_subjects(text, found):
    assert BY_CODE.parse(text) == found


@pytest.mark.parametrize("kind", [Records([(1, "KT-101", "")]), Choices((("11", "KT-101"),))])
def test_what_only_a_search_would_find_is_proposed_in_the_sentence(kind):
    with pytest.raises(UserError) as refused:
        kind.parse("QT-101")
    assert refused.value.values["near"] == "KT-101"


def test_two_records_of_one_code_are_told():
    with pytest.raises(UserError):
        Records([(1, "A", "X-1"), (2, "B", "x-1")]).parse("X–1 ".replace("X", "Х"))


@pytest.mark.parametrize(
    ("text", "value"), [("yes", True), ("+", True), ("ha", True), ("-", False), ("no", False)]
)
def test_yes_and_no_are_read_in_several_ways(text, value):
    assert Flags().parse(text) is value


@pytest.fixture
def grid(qtbot):
    made = CellGrid([Column("a", "A", Numbers()), Column("b", "B", Numbers())], frozen=1)
    qtbot.addWidget(made)
    made.load([(key, [key, key]) for key in range(6)])
    made.view.show_rows(lambda row: row % 2 == 0)
    return made


def test_a_block_is_pasted_into_the_rows_that_are_shown(grid):
    grid.view.setCurrentIndex(grid.model.index(0, 0))
    QGuiApplication.clipboard().setText("10\n20\n30")
    grid.paste()
    assert [grid.model.value(row, 0) for row in range(6)] == [10, 1, 20, 3, 30, 5]


def test_emptying_and_filling_down_leave_hidden_rows_alone(grid):
    grid.view.select((0, 1), (4, 1))
    grid.fill_down()
    assert [grid.model.value(row, 1) for row in range(6)] == [0, 1, 0, 3, 0, 5]
    grid.clear()
    assert [grid.model.value(row, 1) for row in range(6)] == [None, 1, None, 3, None, 5]


def test_what_is_typed_never_reaches_a_row_that_was_hidden_under_the_cursor(grid):
    grid.view.setCurrentIndex(grid.model.index(2, 1))
    grid.view.show_rows(lambda row: row not in (1, 2))
    assert (grid.view.currentIndex().row(), grid.view.currentIndex().column()) == (3, 1)
    grid.view.show_rows(lambda row: row < 2)
    assert grid.view.currentIndex().row() == 1
    grid.view.show_rows(lambda _row: False)
    assert not grid.view.currentIndex().isValid()


def test_the_cursor_goes_over_hidden_rows(grid):
    grid.view.setCurrentIndex(grid.model.index(0, 0))
    grid.view.step(1, 0)
    assert grid.view.currentIndex().row() == 2
    grid.view.step(-1, 0)
    assert grid.view.currentIndex().row() == 0


def test_a_heading_is_locked_and_says_nothing_of_itself(grid):
    grid.model.mark([(0, "a"), (0, "b")], HEADING)
    assert grid.model.is_locked(0, 0)
    assert not grid.model.setData(grid.model.index(0, 0), "7")
