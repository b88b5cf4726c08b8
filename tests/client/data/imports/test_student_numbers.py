"""Student numbers out of an Excel file, for whoever puts hundreds into an order."""

import pytest
from openpyxl import Workbook

from client.core.errors import UserError
from client.data.imports.student_numbers import numbers_in

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
    assert numbers_in(path) == [FIRST, SECOND]


@pytest.mark.parametrize("spoiled", ["4,03221E+11", "40322110000", 403221100002.5])
def test_a_number_that_was_spoiled_is_named_and_nothing_is_guessed(book, spoiled):
    path = book(("Talaba raqami",), (FIRST,), (spoiled,))
    with pytest.raises(UserError) as caught:
        numbers_in(path)
    assert "A3" in caught.value.text()
    assert "talabalar.xlsx" in caught.value.text()


def test_a_file_without_numbers_is_refused(book):
    with pytest.raises(UserError, match="no column of student numbers"):
        numbers_in(book(("F.I.Sh.",), ("Karimov Ali",)))
