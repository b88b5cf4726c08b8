"""Cells become values or a reason that names row, cell and cure."""

# ruff: noqa: DTZ001 - Excel knows no time zones

from datetime import date, datetime, time

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from client.data.imports.doubts import Doubtful
from client.data.imports.fields import Field
from client.data.imports.mapping import find_header, suggest, titles_of
from client.data.imports.reading import Grid
from client.data.imports.students import STUDENTS
from client.data.imports.values import converter, plain
from shared import pinfl
from shared.identifiers import InvalidValue
from shared.models.students import Student
from shared.person_names import cyrillic_exception, person_name
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
@example("ß")
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


@pytest.mark.parametrize("written", ["11/24/2006", "11.24.2006"])
def test_a_column_of_american_days_is_not_read_by_halves(checked, written):
    other = pinfl.make(date(2006, 5, 4), "11", 515, 2)
    result = checked(
        row(Tugʻilgan_sana=written),
        row(Tugʻilgan_sana="04/05/2006", JSHSHIR=other),
        row(Tugʻilgan_sana="24.11.2006"),
    )
    assert (
        "Some days of this column begin with the month, so 04/05/2006 may be two days"
        in reasons(result, 1)[0]
    )
    assert result.values["birth_date"][1] == date(2006, 5, 4)  # of the PINFL
    assert not any("begin with the month" in reason for reason in reasons(result, 2))


def test_a_day_and_month_alone_are_read_as_here(checked):
    other = pinfl.make(date(2006, 5, 4), "11", 515, 2)
    result = checked(row(Tugʻilgan_sana="04/05/2006", JSHSHIR=other))
    assert (result.values["birth_date"], not result.problems) == ([date(2006, 5, 4)], True)


def test_a_group_that_excel_made_a_day_of_is_proposed(checked):
    result = checked(row(Guruh=datetime(2026, 3, 21)))
    assert reasons(result)[0] == "H2, Group: There is no 21.03.2026. Is 21-03 meant?"
    assert result.problems[0][0].doubt == ("group_id", "21.03.2026")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime(2015, 8, 31, 23, 59, 59, 999_800), date(2015, 9, 1)), (42248.0, date(2015, 9, 1)),
        (42247.9999999, date(2015, 9, 1)), ("2015-09-01T00:00:00.000Z", date(2015, 9, 1)),
        ("01.09.2015 00:00:00", date(2015, 9, 1)),
    ],
)  # fmt: skip
def test_midnight_is_the_day(cell, day):
    assert converter(BIRTH)(cell) == day


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime(2015, 8, 31, 19), date(2015, 9, 1)), (datetime(2015, 8, 31, 23, 59, 49), date(2015, 9, 1)),
        (datetime(2015, 9, 1, 5), date(2015, 9, 1)), (42247.79166667, date(2015, 9, 1)),
        ("2015-08-31T19:00:00Z", date(2015, 9, 1)), ("2015-08-31T19:00:00+00:00", date(2015, 9, 1)),
        ("31.08.2015 19:00", date(2015, 9, 1)), ("2015-09-01 08:30:00", date(2015, 9, 1)),
    ],
)  # fmt: skip
def test_a_day_with_a_time_is_proposed_and_never_taken(cell, day):
    if isinstance(cell, str) and cell.endswith(("Z", "+00:00")):
        assert converter(BIRTH)(cell) == day  # the zone says which day it is here
        return
    with pytest.raises(Doubtful) as asked:
        converter(BIRTH)(cell)
    assert asked.value.answer == day


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (("Telefon (ota-ona)", "Telefon (talaba)"), {"parent_phone": 0, "phone": 1}),
        (("Otasining telefoni", "Telefon"), {"parent_phone": 0, "phone": 1}),
        (("Телефон родителей", "Телефон студента"), {"parent_phone": 0, "phone": 1}),
        (("Onasining familiyasi", "Familiyasi"), {"surname": 1}),
        (("Otasining ismi", "Ismi"), {"patronymic": 0, "given_name": 1}),
        (("Father's phone", "Phone"), {"phone": 1}),
    ],
)
def test_what_is_of_the_parents_is_not_the_students(header, fields):
    assert suggest(header, STUDENTS).columns == fields


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("namuna@example.uz", "namuna@example.uz"), ("mailto:a.b@example.uz", "a.b@example.uz"),
        (" a-b@mail.example.uz; ", "a-b@mail.example.uz"), ("a@b.uz.", "a@b.uz"), ("na muna@example.uz", None),
        ("a@b", None), ("a@b.uz, c@d.uz", None), ("намуна@example.uz", None), ("a..b@example.uz", None),
        ("a@example,uz", None), ("<a@b.uz>", None),
    ],
)  # fmt: skip
def test_an_address_is_whole_or_refused(checked, written, stored):
    result = checked([*row(), written], header=[*HEADER, "E-mail"])
    assert result.values["email"] == [stored]
    assert bool(result.problems) == (stored is None)


@pytest.mark.parametrize("number", ["2025-2027", "2025/2024", "2025a", "1-2", "２０２５", "2025.5"])
def test_a_year_is_read_whole_or_refused(checked, number):
    result = checked([*row(Guruh=None), number], header=[*HEADER, "Kirgan yili"])
    assert result.values["entry_year"] == [None]
    assert result.problems


@pytest.mark.parametrize("number", ["2025", "2025/2026", "2025–2026", "2025 y.", "2025-yil", 2025, 2025.0])
def test_a_year_as_people_write_it(checked, number):
    assert checked([*row(Guruh=None), number], header=[*HEADER, "Kirgan yili"]).values["entry_year"] == [2025]


@pytest.mark.parametrize(
    ("header", "name", "stored", "asked"),
    [
        ("Ism-familiya", "Dilshod Namunayev", "Namunayev", False), ("Имя и фамилия", "Dilshod Tosh", "Tosh", False),
        ("Ism-familiya", "Namunayev Dilshod", "Namunayev", True), ("F.I.Sh.", "Dilshod Namunayev", "Namunayev", True),
        ("F.I.Sh.", "Namunayev Dilshod", "Namunayev", False), ("Familiya ism", "Tosh Dilshod", "Tosh", False),
        ("Full name", "Dilshod Namunayev", "Namunayev", True), ("First name, last name", "Jon Smit", "Smit", False),
    ],
)  # fmt: skip
def test_which_word_is_the_surname_is_told_or_asked(checked, header, name, stored, asked):
    result = checked([name, *row()[3:]], header=[header, *HEADER[3:]])
    assert result.values["surname"] == [stored]
    assert [problem.doubt for problem in result.problems[0]] == ([("full_name", name)] if asked else [])
