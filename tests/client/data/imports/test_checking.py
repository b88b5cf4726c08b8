"""Cells become values or a reason that names row, cell and cure."""

# ruff: noqa: DTZ001 - Excel knows no time zones

from datetime import date, datetime, time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from client.data.imports.fields import Field
from client.data.imports.mapping import find_header, suggest, titles_of
from client.data.imports.person_names import cyrillic_exception, person_name
from client.data.imports.reading import Grid
from client.data.imports.students import STUDENTS
from client.data.imports.values import converter, plain
from shared import pinfl
from shared.identifiers import InvalidValue
from shared.models.students import Student
from shared.scripts import to_cyrillic
from tests.client.data.imports.conftest import HEADER, row

BIRTH = Field("birth_date", "student", "Birth date", Student.__table__.columns["birth_date"])


def reasons(checked, index=0):
    return [problem.text() for problem in checked.problems[index]]


def test_a_good_row_is_typed_and_completed_from_its_group(checked):
    result = checked(row())
    assert not result.problems
    values = {key: column[0] for key, column in result.values.items()}
    assert values["birth_date"] == date(2006, 11, 24)
    assert (values["gender"], values["payment_form"], values["course"]) == ("11", "11", "11")
    assert (values["faculty_id"], values["specialty_id"], values["group_id"]) == (1, 10, 100)
    assert (values["entry_year"], values["education_form"], values["education_type"]) == (2025, "11", "11")


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"JSHSHIR": "524110651500159"}, "F2, PINFL: A PINFL has 14 digits; 524110651500159 has 15."),
        ({"JSHSHIR": "52411065150016"}, "control digit"),
        ({"JSHSHIR": "5,24E+13"}, "F2, PINFL: Excel has shortened the number to 5,24E+13."),
        ({"Tugʻilgan_sana": datetime(1899, 12, 31)}, "the 1899 that Excel makes of an empty date"),
        ({"Tugʻilgan_sana": "31.12.1899"}, "D2, Birth date: The date 31.12.1899"),
        ({"Tugʻilgan_sana": time(12, 30)}, "time of day"),
        ({"Tugʻilgan_sana": "31.02.2006"}, "no day 31.02.2006"),
        ({"Tugʻilgan_sana": "noyabr"}, "noyabr is not a date"),
        ({"Tugʻilgan_sana": "25.11.2006"}, "belongs to a person born on 24.11.2006, not on 25.11.2006"),
        ({"Jinsi": "Ayol"}, "belongs to a man"),
        ({"Jinsi": "boshqa"}, "E2, Gender: boshqa is not in the list. Known are: Erkak, Ayol."),
        ({"Yoʻnalish_kodi": "99999999"}, "G2, Specialty: There is no specialty 99999999."),
        ({"Guruh": "99-99"}, "H2, Group: There is no group 99-99."),
        ({"Guruh": "21-04"}, "Several groups are called 21-04"),
        ({"Familiya": "K4rimov"}, "A2, Surname: K4rimov is not a name"),
        ({"Familiya": "#N/A"}, "The formula in the file ends in #N/A"),
        ({"Familiya": "=Z1"}, "never calculated"),
        ({"Semestr": "5"}, "not one of the course"),
    ],
)
def test_a_bad_cell_is_refused_with_its_place_and_reason(checked, cells, says):
    assert says in " ".join(reasons(checked(row(**cells))))


@pytest.mark.parametrize("number", [52411065150015, 52411065150015.0, "5241 1065 1500 15", "52411065150015"])
def test_a_pinfl_is_read_however_excel_keeps_it(checked, number):
    assert checked(row(JSHSHIR=number)).values["pinfl"] == ["52411065150015"]


def test_birth_date_and_gender_are_taken_from_the_pinfl(checked):
    result = checked(row(Jinsi=None, Tugʻilgan_sana=None))
    assert (result.values["gender"], result.values["birth_date"]) == (["11"], [date(2006, 11, 24)])


def test_numbered_lines_that_nobody_filled_are_no_rows(checked):
    header = ["T/r", *HEADER]
    result = checked([1, *row()], [2], [3, " ", "  "], [4, *row(JSHSHIR=None, Ism="Botir")], header=header)
    assert result.sheet.numbers == (2, 5)
    assert result.values["given_name"] == ["Anvar", "Botir"]


def test_another_faculty_is_refused_by_name(checked):
    header = [*HEADER, "Fakultet"]
    result = checked([*row(Guruh=None), "Iqtisodiyot fakulteti"], header=header)
    assert "Iqtisodiyot fakulteti is not your faculty" in " ".join(reasons(result))


def test_a_repeated_pinfl_names_the_other_row(checked):
    result = checked(row(), row(Familiya="Aliyev"))
    assert not reasons(result, 0)
    assert "F3, PINFL: Row 2 has the same PINFL." in reasons(result, 1)


def test_the_same_name_and_birth_date_twice_is_refused(checked):
    result = checked(row(JSHSHIR=None), row(JSHSHIR=None))
    assert reasons(result, 1) == ["Row 2 has the same name and birth date."]


def test_namesakes_with_different_pinfl_are_two_people(checked):
    other = pinfl.make(date(2006, 11, 24), "11", 515, 2)
    assert not checked(row(), row(JSHSHIR=other)).problems


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Sirtqi", "13"), ("maxsus sirtqi ta'lim", "14"), ("Кундузги", "11"), ("Заочное обучение", "13"),
        ("13", "13"), (13.0, "13"),
    ],
)  # fmt: skip
def test_labels_are_found_by_their_beginning_and_in_every_language(checked, written, code):
    result = checked([*row(), written], header=[*HEADER, "Taʼlim shakli"])
    assert result.values["education_form"] == [code]


def test_semester_eleven_is_told_from_the_code_eleven_by_the_course(checked):
    assert checked(row(Kurs="6", Semestr="11")).values["semester"] == ["21"]
    assert checked(row(Kurs="1", Semestr="11")).values["semester"] == ["11"]


def test_a_full_name_is_split(checked):
    header = ["F.I.Sh.", *HEADER[3:]]
    result = checked(["КАРИМОВ АНВАР БОТИР ЎҒЛИ", *row()[3:]], header=header)
    assert [result.values[key][0] for key in ("surname", "given_name", "patronymic")] == [
        "Karimov", "Anvar", "Botir oʻgʻli",
    ]  # fmt: skip
    assert "cyrillic_name" not in result.values or result.values["cyrillic_name"] == [None]


def test_a_cyrillic_spelling_that_the_rule_loses_is_kept(checked):
    result = checked(row(Familiya="Цой", Ism="Юлия", Otasining_ismi=None))
    assert result.values["surname"] == ["Soy"]
    assert result.values["cyrillic_name"] == ["Цой Юлия"]


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("G'ULOMOV", "Gʻulomov"), ("ғуломов", "Gʻulomov"), ("o`rinova", "Oʻrinova"), ("botir O'G'LI", "botir oʻgʻli"),
        ("BOTIR QIZI", "Botir qizi"), ("Саъдуллаев", "Saʼdullayev"), ("ABDU-RAHMON", "Abdu-Rahmon"),
        ("Kаrimov", "Karimov"), ("Каримoв", "Karimov"), ("McKay", "McKay"),
    ],
)  # fmt: skip
def test_names_are_written_one_way(written, stored):
    assert person_name(written).casefold() == stored.casefold()
    assert person_name(person_name(written)) == person_name(written)


@given(st.text(max_size=40))
def test_any_text_is_a_name_or_a_sentence_and_a_name_stays_itself(text):
    try:
        name = person_name(" ".join(text.split()))
    except InvalidValue:
        return
    assert person_name(name) == name or not name


@given(st.from_regex("[А-ЯЎҚҒҲ][а-яўқғҳ]{1,12}", fullmatch=True))
def test_a_cyrillic_name_comes_back_by_rule_or_is_kept(name):
    latin = person_name(name)
    assert (cyrillic_exception(name, latin) or to_cyrillic(latin)) == name


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y"]))
def test_every_believable_day_is_read_however_it_is_written(day, form):
    assert converter(BIRTH)(day.strftime(form)) == day
    assert converter(BIRTH)(datetime(day.year, day.month, day.day)) == day


@given(st.dates(date(1930, 1, 1), date(2060, 1, 1)))
def test_a_day_that_excel_shows_as_a_number_is_read(day):
    assert converter(BIRTH)((day - date(1899, 12, 30)).days) == day


@given(
    st.dates(date(1950, 1, 1), date(2010, 1, 1)),
    st.sampled_from(["11", "12"]),
    st.integers(0, 999),
    st.integers(0, 999),
    st.integers(0, 13),
    st.integers(1, 9),
)
def test_every_mistyped_digit_of_a_pinfl_is_noticed(birth, gender, district, serial, place, by):
    good = pinfl.make(birth, gender, district, serial)
    bad = good[:place] + str((int(good[place]) + by) % 10) + good[place + 1 :]
    assert pinfl.check(good, birth_date=birth, gender=gender).text == good
    with pytest.raises(InvalidValue):
        pinfl.read(bad)


@given(st.one_of(st.integers(-(10**20), 10**20), st.floats(allow_nan=False, allow_infinity=False), st.text()))
def test_whatever_stands_in_a_cell_is_one_line_of_text(cell):
    assume(not str(cell).startswith("#"))
    assert plain(cell) == " ".join(plain(cell).split())


@given(st.lists(st.lists(st.one_of(st.none(), st.text(max_size=12)), min_size=1, max_size=6), max_size=6))
def test_any_sheet_has_some_header_and_no_column_twice(rows):
    grid = Grid("x", tuple(range(1, len(rows) + 1)), tuple(tuple(cells) for cells in rows))
    sheet = find_header(grid, STUDENTS)
    chosen = suggest(sheet.titles, STUDENTS).columns
    assert len(set(chosen.values())) == len(chosen)
    assert len(sheet.titles) == len(titles_of(grid, 0, 0)) or sheet.header != (1, 1)
