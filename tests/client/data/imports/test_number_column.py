"""Numbers out of an Excel file: of students for whoever puts hundreds into an order, of blanks for a receipt."""

import pytest
from openpyxl import Workbook

from client.core.errors import UserError
from client.data.imports.number_column import BLANKS, STUDENTS

FIRST, SECOND = "403221100001", "403221100002"


@pytest.fixture
def book(tmp_path):
    """book(rows): the path of a workbook with these rows."""

    def write(*rows):
        made = Workbook()
        for row in rows:
            made.active.append(list(row))
        path = tmp_path / "talabalar.xlsx"
        made.save(path)
        return path

    return write


def test_the_column_of_numbers_is_found_under_its_heading(book):
    path = book(
        ("Geologiya fakulteti",),
        ("№", "F.I.Sh.", "Talaba raqami"),
        (1, "Karimov Ali", FIRST),
        (),
        (2, "Lola", int(SECOND)),
    )
    assert STUDENTS.numbers_in(path) == [FIRST, SECOND]


@pytest.mark.parametrize("spoiled", ["4,03221E+11", "40322110000", 403221100002.5])
def test_a_number_that_was_spoiled_is_named_and_nothing_is_guessed(book, spoiled):
    path = book(("Talaba raqami",), (FIRST,), (spoiled,))
    with pytest.raises(UserError) as caught:
        STUDENTS.numbers_in(path)
    assert "A3" in caught.value.text()
    assert "talabalar.xlsx" in caught.value.text()


def test_a_file_without_numbers_is_refused(book):
    with pytest.raises(UserError, match="no column of student numbers"):
        STUDENTS.numbers_in(book(("F.I.Sh.",), ("Karimov Ali",)))


def test_blanks_are_read_as_they_are_written_ranges_among_them(book):
    path = book(
        ("Qabul dalolatnomasi",), ("№", "Blank raqami"), (1, "B 0001201"), (2, "В0001202–В0001210"), ()
    )
    assert BLANKS.numbers_in(path) == ["B 0001201", "В0001202–В0001210"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("1203",), "cell A3: “1203” is no number of a blank"),
        (("B0001203", "B0001210"), "row 3 has two numbers"),
    ],
)
def test_a_row_that_may_say_something_else_is_named(book, row, said):
    with pytest.raises(UserError) as caught:
        BLANKS.numbers_in(book(("Raqam",), ("B0001201",), row))
    assert said in caught.value.text()
