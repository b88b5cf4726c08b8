"""Workbooks of people who had trouble, each with its right result: tried as the offices of the demonstration would."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from client.data.imports.applying import Import
from client.data.imports.doubts import Answers
from client.data.imports.kinds import KINDS
from client.data.imports.loading import load
from client.data.imports.mapping import find_header, suggest
from client.data.imports.opening import open_book
from client.data.imports.planning import RowStatus
from client.data.imports.reading import read_sheet, sheet_names
from shared.person_names import is_cyrillic

CASES = Path(__file__).parents[3] / "cases" / "imports"
OFFICES = {"students": "dean_geology", "employees": "hr"}


@pytest.fixture
def groups(admin):
    """groups("KT-26"): further groups of the faculty, beside 26-01, gone after the test."""
    made = []

    def make(*names):
        for name in names:
            admin.execute(
                "insert into students.group (faculty_id, specialty_id, name, entry_year, education_form, language) "
                "select faculty_id, specialty_id, %s, 2026, education_form, language from students.group "
                "where name = '26-01' and faculty_id = (select id from structure.unit where code = '403-101')", [name]
            )  # fmt: skip
            made.append(name)

    yield make
    for name in made:
        admin.execute("delete from students.group where name = %s", [name])


@pytest.fixture
def tried(session_of):
    """tried("mail"): the plan of a case as `hemis import` makes it; `meant` are doubts that are confirmed."""

    def run(case, kind="students", *meant):
        gateway, importable = session_of(OFFICES[kind]).gateway, KINDS[kind]
        book = open_book(CASES / f"{case}.xlsx")
        sheet = find_header(read_sheet(book), importable.kind)
        choice = replace(suggest(sheet.titles, importable.kind), answers=Answers(meant=frozenset(meant)))
        lookups = load(gateway, importable.kind)
        checked = importable.check(sheet, choice, lookups)
        return Import(gateway, book, checked, lookups).try_it().plan

    return run


def said(plan, row=0):
    return " ".join(plan.reasons(row))


def group_of(plan, row):
    number = plan.checked.column("group_id")[row]
    return next((one.name for one in plan.lookups.groups if one.id == number), None)


def names(plan, row):
    return tuple(plan.checked.column(key)[row] for key in ("surname", "given_name", "patronymic"))


def taken(plan):
    return [status is RowStatus.NEW for status in plan.statuses]


def test_a_group_of_another_letter_is_not_the_group(tried, groups):
    groups("KT-26")
    plan = tried("group-one-letter")
    assert said(plan).startswith("C2, Group: There is no QT-26. Is KT-26 meant?")
    assert group_of(plan, 0) is None
    confirmed = tried("group-one-letter", "students", ("group_id", "QT-26"))
    assert (taken(confirmed), group_of(confirmed, 0)) == ([True], "KT-26")


def test_two_groups_of_one_letters_difference_keep_their_students(tried, groups):
    groups("KT-26", "QT-26")
    plan = tried("group-two-letters")
    assert taken(plan) == [True, True], [said(plan, row) for row in (0, 1)]
    assert [group_of(plan, row) for row in (0, 1)] == ["KT-26", "QT-26"]


def test_a_group_with_a_y_is_not_the_one_without(tried, groups):
    groups("K-26")
    assert said(tried("group-y")).startswith("C2, Group: There is no KY-26. Is K-26 meant?")


def test_patronymics_have_one_ending(tried):
    plan = tried("patronymic")
    assert taken(plan) == [True] * 4, [said(plan, row) for row in range(4)]
    assert [names(plan, row)[2] for row in range(4)] == ["Alisher oʻgʻli"] * 3 + ["Alisher qizi"]
    assert set(plan.checked.column("cyrillic_name")) == {None}


def test_names_in_the_capitals_of_proper(tried):
    plan = tried("proper-case")
    assert names(plan, 0) == ("Oʻktamov", "Oʻtkir", "Saʼdullayevich")
    assert names(plan, 1) == ("Gʻulomov", "Anvar", "Alisher oʻgʻli")


def test_letters_of_neighbours_never_stand_in_a_latin_name(tried):
    plan = tried("letters-of-neighbours")
    assert names(plan, 0) == ("Oʻktamov", "Oʻtkir", "Sadullayevich")
    assert taken(plan) == [True, False]
    assert "letters of no Uzbek alphabet" in said(plan, 1)
    assert not any(is_cyrillic(name or "") for row in (0, 1) for name in names(plan, row))


def test_letters_of_two_signs_are_letters(tried):
    plan = tried("decomposed")
    assert names(plan, 0) == ("Yoʻldoshev", "Oʻtkir", "Umidovich")
    assert taken(plan) == [True]


def test_turkish_capitals_and_initials(tried):
    plan = tried("dotted-i")
    assert names(plan, 0)[:2] == ("Yilmaz", "Çelik")
    assert taken(plan) == [True, False]
    assert "A.K. is shortened" in said(plan, 1)


def test_the_given_name_first_when_the_header_says_so(tried):
    plan = tried("name-first")
    assert names(plan, 0) == ("Namunayev", "Dilshod", None)


def test_days_of_an_old_mac(tried):
    plan = tried("days-of-1904", "employees")
    assert plan.checked.column("hired_on") == [date(2015, 9, 1)]


def test_a_day_with_a_time_is_asked_about_and_taken_once_confirmed(tried):
    plan = tried("last-seconds", "employees")
    assert taken(plan) == [False, False]
    assert "There is a time of day: 31.08.2015 23:59:49. Is 01.09.2015 meant?" in said(plan, 0)
    confirmed = tried("last-seconds", "employees", *plan.doubts())
    assert confirmed.checked.column("hired_on") == [date(2015, 9, 1)] * 2
    assert taken(confirmed) == [True, True]


def test_a_merged_cell_is_that_of_all_its_rows(tried):
    plan = tried("merged-cells")
    assert [group_of(plan, row) for row in range(3)] == ["26-01"] * 3


def test_the_sheet_that_people_see_is_read(tried):
    assert sheet_names(open_book(CASES / "hidden-first-sheet.xlsx")) == ("Talabalar", "Eski")
    assert names(tried("hidden-first-sheet"), 0)[0] == "Korinadigan"


def test_a_row_that_a_filter_hides_is_told(tried):
    plan = tried("filtered-rows")
    assert plan.hidden() == [1]
    assert "Excel does not show this row" in said(plan, 1)
    assert taken(plan) == [True] * 3


def test_the_district_is_stored_and_not_its_region(tried):
    assert tried("region-and-district").checked.column("district") == ["1718236"]


def test_every_phone_is_the_phone_of_its_owner(tried):
    plan = tried("phones")
    assert plan.checked.column("phone") == ["+998 90 222 00 00"]
    assert plan.checked.column("parent_phone") == ["+998 90 111 00 00"]


def test_a_country_that_may_be_two_is_refused(tried):
    plan = tried("country")
    assert taken(plan) == [False]
    assert "Koreya may mean several of the list" in said(plan)
    assert plan.checked.column("country") == [None]


def test_addresses_of_links_and_look_alikes(tried):
    plan = tried("mail")
    assert plan.checked.column("email")[1:] == ["namuna@example.uz"] * 2
    assert "has letters that are not Latin. Is namuna@example.uz meant?" in said(plan, 0)
    confirmed = tried("mail", "students", *plan.doubts())
    assert confirmed.checked.column("email") == ["namuna@example.uz"] * 3
