"""What a person says of single words, cells and lines of a file, and what is left out or silent without being asked."""

from dataclasses import replace

import pytest
from openpyxl import load_workbook

from client.core.i18n import set_language, translation
from client.data.imports.doubts import Answers
from client.data.imports.mapping import find_header, suggest
from client.data.imports.meanings import choices, likely, searched
from client.data.imports.opening import open_book
from client.data.imports.outside import EXAMPLE
from client.data.imports.reading import read_sheet
from client.data.imports.students import STUDENTS, check_students
from client.data.imports.template import template_workbook
from tests.client.data.imports.conftest import HEADER, ROW, row


@pytest.fixture
def answered(book, lookups):
    """answered(rows, **answers): the rows checked as a file of which a person has said something."""

    def check(*rows, header=HEADER, then=lambda _sheet: None, **answers):
        sheet = find_header(read_sheet(open_book(book([header, *rows], then=then))), STUDENTS)
        choice = replace(suggest(sheet.titles, STUDENTS), answers=Answers(**answers))
        return check_students(sheet, choice, lookups)

    return check


def test_an_unknown_word_is_counted_once_and_said_once_for_all_rows(answered, lookups):
    rows = [row(Toʻlov_shakli="To'lov-kontrakt", JSHSHIR=None, Ism=f"Anvar{letter}") for letter in "abc"]
    asked = answered(*rows)
    (word,) = asked.unlisted.values()
    assert (word.key, word.text, word.rows) == ("payment_form", "To'lov-kontrakt", 3)
    known = choices(STUDENTS.by_key["payment_form"], lookups)
    assert [choice.value for choice in likely(word.text, known, word.proposed)] == ["12"]
    assert asked.values["payment_form"] == [None] * 3
    said = answered(*rows, meanings={("payment_form", "To'lov-kontrakt"): "12"})
    assert said.values["payment_form"] == ["12"] * 3
    assert not said.problems
    assert said.unlisted["payment_form", "To'lov-kontrakt"].rows == 3


def test_a_meaning_that_left_the_list_is_asked_again(answered):
    result = answered(row(Guruh="GEO-1"), meanings={("group_id", "GEO-1"): "999"})
    assert [problem.key for problem in result.problems[0]] == ["group_id"]
    said = answered(row(Guruh="GEO-1"), meanings={("group_id", "GEO-1"): "100"})
    assert (said.values["group_id"], said.values["entry_year"]) == ([100], [2025])


def test_what_the_list_knows_is_never_overruled_by_a_memory(answered):
    result = answered(row(), meanings={("payment_form", "Grant"): "12"})
    assert result.values["payment_form"] == ["11"]


@pytest.mark.parametrize(("key", "title"), [("group_id", "Guruh"), ("specialty_id", "Yoʻnalish_kodi")])
def test_what_a_list_offers_for_a_cell_is_read_when_it_stands_there(answered, lookups, key, title):
    own = {"group_id": "100", "specialty_id": "10"}[key]
    offered = next(choice for choice in choices(STUDENTS.by_key[key], lookups) if choice.value == own)
    result = answered(row(**{title: offered.title}))
    assert not result.problems
    assert result.values[key] == [int(own)]


def test_a_list_is_searched_over_the_alphabets(lookups):
    known = choices(STUDENTS.by_key["payment_form"], lookups)
    assert [choice.value for choice in searched("тўлов", known)] == ["12"]
    assert [choice.value for choice in searched("грант", known)] == ["11"]


def test_a_mended_cell_is_read_as_if_the_file_said_so(answered):
    result = answered(row(Kurs="7", JSHSHIR="5"), mended={(2, 9): "1", (2, 5): ""})
    assert result.values["course"] == ["11"]
    assert not result.problems


def test_a_reason_names_the_cell_of_the_opened_file(answered):
    result = answered(row(), row(Kurs="77"))
    assert result.problems[1][0].cell == "J3"
    moved = result.problems[1][0].moved({3: 2}, "students.xlsx")
    assert moved.cell == "J2"


SIGNED = ["Dekan:", None, None, None, None, None, None, "Karimov A."]


@pytest.mark.parametrize("line", [SIGNED, ["Jami: 2"], ["Итого", 2], [None, "Декан факультета", "Иванов"]])
def test_a_line_that_signs_or_sums_up_is_no_student(answered, line):
    result = answered(row(), row(JSHSHIR=None, Ism="Bobur"), line)
    assert result.count == 2
    (left,) = result.left_out
    assert left.numbers == "4"
    assert "not like a row" in left.reason()
    assert answered(row(), row(), line, taken=frozenset({4})).count == 3


def test_a_lonely_line_below_a_gap_is_left_out_and_an_unfinished_row_is_not(answered):
    unfinished = ["Karimov", "Bobur"]
    assert answered(row(), row(), unfinished).count == 3
    result = answered(row(), row(), [], ["Toshkent shahri, 2026-yil"])
    assert (result.count, [left.numbers for left in result.left_out]) == (2, ["5"])


def test_numbered_lines_that_nobody_filled_are_listed_as_one(answered):
    lines = [[number, *[None] * len(HEADER)] for number in range(2, 6)]
    result = answered([1, *row()], *lines, header=("№", *HEADER))
    assert (result.count, [left.numbers for left in result.left_out]) == (1, ["3–6"])


@pytest.mark.parametrize("code", ["uz", "oz", "ru"])
def test_a_template_filled_in_is_taken_without_its_example(tmp_path, lookups, code):
    set_language(code)
    path = tmp_path / "template.xlsx"
    path.write_bytes(template_workbook(STUDENTS, "Talabalar", lookups))
    book = load_workbook(path)
    page = book.worksheets[0]
    lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in page.data_validations.dataValidation}
    heads = {cell.value: cell.column for cell in page[1]}
    for title, value in zip(HEADER, ROW, strict=True):
        key = suggest([title], STUDENTS).columns.popitem()[0]
        page.cell(3, heads[translation(STUDENTS.by_key[key].label, code)]).value = value
    group = page.cell(1, heads[translation("Group", code)]).column_letter
    assert "$2:" in lists[f"{group}2"]
    book.save(path)
    sheet = find_header(read_sheet(open_book(path)), STUDENTS)
    choice = suggest(sheet.titles, STUDENTS)
    assert set(choice.columns) == {one.key for one in STUDENTS.fields} - {"full_name", "region"}
    result = check_students(sheet, choice, lookups)
    assert (result.count, result.problems, result.values["group_id"]) == (1, {}, [100])
    assert [left.why for left in result.left_out] == [EXAMPLE]
