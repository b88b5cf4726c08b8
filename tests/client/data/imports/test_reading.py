"""Sheets as people make them: gaps, formulas, merged headers, wrong sizes."""

# ruff: noqa: DTZ001 - Excel knows no time zones
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook

from client.core.errors import Cancelled, UserError
from client.data.imports import reading
from client.data.imports.cells import Broken
from client.data.imports.mapping import find_header, suggest, to_remember, with_header
from client.data.imports.opening import open_book
from client.data.imports.reading import Area, Grid, read_sheet, sheet_names
from client.data.imports.students import STUDENTS


def read(path, sheet=""):
    return read_sheet(open_book(path), sheet)


def test_cells_keep_their_types(book):
    grid = read(book([("Familiya", "Sana", "Son"), ("Karimov", datetime(2006, 11, 24), 0.5)]))
    assert grid.rows[1] == ("Karimov", datetime(2006, 11, 24), 0.5)


@pytest.mark.parametrize(
    ("number", "shown_as", "read_as"),
    [
        (0.86, "0%", "86%"),
        (0.145, "0.00%", "14.5%"),
        (1, "#,##0.0%", "100%"),
        (86, '0"%"', 86),
        (0.86, "0.00", 0.86),
    ],
)
def test_a_share_is_read_as_people_see_it(book, number, shown_as, read_as):
    """Excel keeps 0.86 where 86% was typed; taken for a number it would be stored a hundred times too small."""

    def shown(sheet):
        sheet["B2"].number_format = shown_as

    assert read(book([("Talaba", "Ball"), ("Karimov", number)], then=shown)).rows[1][1] == read_as


def test_the_named_sheet_is_read(tmp_path):
    workbook = Workbook()
    workbook.active.append(["first"])
    workbook.create_sheet("Talabalar").append(["second"])
    workbook.save(tmp_path / "two.xlsx")
    assert sheet_names(open_book(tmp_path / "two.xlsx")) == ("Sheet", "Talabalar")
    assert read(tmp_path / "two.xlsx", "Talabalar").rows == (("second",),)


def test_an_empty_sheet_has_no_rows(book):
    assert read(book([])).rows == ()


def test_row_numbers_are_those_that_excel_shows(book):
    grid = read(book([("a", "b"), (), (), ("c", "d")]))
    assert grid.numbers == (1, 4)


def test_a_hundred_thousand_formatted_empty_rows_do_not_hurt(book):
    def pad(sheet):
        for number in range(3, 100_000, 50):
            sheet.row_dimensions[number].height = 20
        sheet.cell(100_000, 1).number_format = "@"

    grid = read(book([("Familiya", "Ism"), ("Karimov", "Anvar")], then=pad))
    assert (len(grid.rows), grid.stopped_after) == (2, 2)


def test_a_row_after_a_gap_is_still_read(book):
    grid = read(book([("a", "b"), *[()] * 500, ("c", "d")]))
    assert (len(grid.rows), grid.stopped_after) == (2, 0)


def test_too_many_rows_end_in_a_sentence(book, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 10)
    with pytest.raises(UserError, match="more than 10 rows"):
        read(book([("a",)] * 12))


def test_a_formula_without_a_result_is_marked_not_empty(book):
    grid = read(book([("Familiya", "Ism"), ("Karimov", "=A2")]))
    assert grid.rows[1] == ("Karimov", Broken.FORMULA)


def test_a_formula_with_a_result_is_its_result(tmp_path, book):
    path, calculated = book([("Familiya", "Ism"), ("Karimov", "=A2")]), tmp_path / "calculated.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(calculated, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            if member.endswith("sheet1.xml"):
                assert (
                    b"<f>A2</f><v />" in content
                    or b"<f>A2</f><v/>" in content
                    or b"<f>A2</f><v></v>" in content
                )
                content = content.replace(b"<v />", b"<v>7</v>").replace(b"<v/>", b"<v>7</v>")
                content = content.replace(b"<v></v>", b"<v>7</v>")
            new.writestr(member, content)
    assert read(calculated).rows[1] == ("Karimov", 7)


def test_a_wrong_size_in_the_file_is_ignored(tmp_path, book):
    path, lying = book([("a", "b"), ("c", "d")]), tmp_path / "lying.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(lying, "w") as new:
        for member in old.namelist():
            new.writestr(member, old.read(member).replace(b'ref="A1:B2"', b'ref="A1"'))
    assert read(lying).rows == (("a", "b"), ("c", "d"))


def test_a_damaged_sheet_ends_in_a_sentence(tmp_path, book):
    path, damaged = book([("a", "b")]), tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(damaged, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, content[:-40] if member.endswith("sheet1.xml") else content)
    with pytest.raises(UserError, match="damaged"):
        read(damaged)


def test_reading_can_be_stopped(book):
    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        read_sheet(open_book(book([("a", "b")] * 1_500)), progress=stop)


def test_the_header_is_found_under_titles_and_merged_cells():
    grid = Grid(
        "2025",
        (1, 3, 4, 5),
        (
            ("2025-yilda qabul qilingan talabalar roʻyxati", None, None, None, None, None),
            ("T/r", "F.I.O", "Дата рождения", "Паспорт", None, "Гуруҳ"),
            (None, None, None, "серия и номер", "дата выдачи паспорта", None),
            (1, "Karimov Anvar", "24.11.2006", "AA1234567", "01.02.2020", "21-03"),
        ),
        (Area(1, 1, 6, 1), Area(4, 3, 5, 3), Area(2, 3, 2, 4)),
    )
    sheet = find_header(grid, STUDENTS)
    assert sheet.header == (3, 4)
    assert sheet.numbers == (5,)
    assert suggest(sheet.titles, STUDENTS).columns == {
        "full_name": 1, "birth_date": 2, "passport": 3, "passport_issued_on": 4, "group_id": 5,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Familiyasi", "surname"), ("ФАМИЛИЯ", "surname"), ("Фамилияси", "surname"), ("Surname", "surname"),
        ("Tug'ilgan sanasi", "birth_date"), ("Туғилган сана", "birth_date"), ("Дата рождения:", "birth_date"),
        ("JShShIR", "pinfl"), ("ПИНФЛ", "pinfl"), ("Пинфл (14 цифр)", "pinfl"),
        ("Ta’lim shakli", "education_form"), ("Таълим шакли", "education_form"),
        ("Ota-onasining telefoni", "parent_phone"), ("Tel.", "phone"), ("Kurs", "course"), ("Курс", "course"),
        ("Year of study", "course"), ("F.I.SH", "full_name"), ("Ф.И.О. студента", "full_name"),
    ],
)  # fmt: skip
def test_headers_are_known_in_every_language(title, field):
    assert suggest([title], STUDENTS).columns == {field: 0}


def test_what_a_person_chose_is_remembered_and_what_they_left_out_too():
    titles = ("Ustun A", "Guruh", "Kurs")
    chosen = suggest(titles, STUDENTS)
    chosen.columns.pop("course")
    chosen.columns["surname"] = 0
    remembered = to_remember(titles, chosen, {})
    assert suggest(titles, STUDENTS, remembered).columns == {"surname": 0, "group_id": 1}


def test_a_person_can_point_at_the_header(book):
    grid = read(book([("x", "y"), ("p", "q"), ("1", "2")]))
    sheet = with_header(grid, 1, 1)
    assert (sheet.titles, sheet.numbers) == (("p", "q"), (3,))
