"""Lists of records: pages in both directions, filters, words in both alphabets, jumping to a name."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from client.core import clock
from client.core.i18n import set_language
from client.data.records.catalogue import Catalogue
from client.data.records.list_filters import Filter
from client.data.records.list_search import resolve
from client.data.records.list_values import values_of
from client.data.records.listing import ListQuery, Sort
from client.data.records.records import read, title
from shared.codes import SemestrType
from shared.models.attestation import MEMBER_ROLES, Member
from shared.models.audit import Change
from shared.models.curriculum import Term
from shared.models.employees import Employee, Position
from shared.models.security import SignIn
from shared.models.structure import Unit
from shared.models.students import Award, Group, Student
from shared.names import sort_key
from shared.person_names import is_cyrillic
from shared.scripts import name_in

BY_NAME = (Sort("full_name"),)


@pytest.fixture
def gateway(workplace):
    return workplace.gateway


def every(query, gateway):
    with query.all(gateway) as (count, rows):
        found = list(rows)
    assert len(found) == count
    return found


@pytest.mark.parametrize(
    "sort",
    [
        BY_NAME,
        (Sort("full_name", descending=True),),
        (Sort("group"), Sort("full_name")),
        (Sort("course", descending=True), Sort("full_name")),
        (Sort("nationality"), Sort("birth_date", descending=True)),
        (Sort("specialty", descending=True),),
    ],
)
def test_pages_forwards_and_backwards_are_the_whole_list_in_order(gateway, sort):
    query = ListQuery(Student, ("full_name",), sort=sort)
    whole = every(query, gateway)
    page = query.page(gateway, size=37)
    forwards = list(page.rows)
    while page.rows:
        page = query.page(gateway, after=page.last, size=37)
        forwards += page.rows
    page = query.page(gateway, size=41, from_end=True)
    backwards = list(page.rows)
    while page.rows:
        page = query.page(gateway, before=page.first, size=41)
        backwards = page.rows + backwards
    assert forwards == whole
    assert backwards == whole


def test_a_far_page_is_counted_from_either_end(gateway):
    query = ListQuery(Student, ("full_name",), sort=BY_NAME)
    whole = every(query, gateway)
    assert query.page(gateway, offset=50, size=10).rows == whole[50:60]
    assert query.page(gateway, offset=20, size=10, from_end=True).rows == whole[-30:-20]


def test_the_dean_sees_the_own_faculty_only(gateway):
    faculties = {row[2] for row in every(ListQuery(Student, ("faculty.code",)), gateway)}
    assert faculties == {"403-101"}


def test_names_stand_in_the_uzbek_order(gateway):
    keys = [row[2] for row in every(ListQuery(Student, ("sort_key",), sort=BY_NAME), gateway)]
    assert keys == sorted(keys)


@pytest.mark.parametrize("typed", ["Gʻulom", "G'ulom", "Ғулом", "gulom", "GULOM"])
def test_every_spelling_finds_the_same_students(gateway, typed):
    query = ListQuery(Student, ("full_name",), search=typed, searched=("full_name",), sort=BY_NAME)
    found = every(query, gateway)
    assert found
    assert all("Gʻulom" in row[2] for row in found)
    assert found == every(
        ListQuery(Student, ("full_name",), search="gulom", searched=("full_name",), sort=BY_NAME), gateway
    )


def test_all_words_have_to_fit_and_a_number_counts_as_one(gateway):
    row = gateway.one("select full_name, number from students.student order by id limit 1")
    query = ListQuery(
        Student, ("number",), search=f"{row[0].split()[0][:4]} {row[1]}", searched=("full_name",)
    )
    assert [found[2] for found in every(query, gateway)] == [row[1]]


SHOWN = ("full_name", "number", "group", "specialty.code", "course", "status", "entry_year", "birth_date")


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("26-03", "g.name = '26-03'"),
        ("26-", "g.name like '26-%'"),
        ("24.11.2006", "s.birth_date = '2006-11-24'"),
        ("11.2006", "s.birth_date between '2006-11-01' and '2006-11-30'"),
        ("gulom 26-03", "g.name = '26-03' and naming.fold(s.full_name) like '%gulom%'"),
        ("2-kurs", "s.course = '12'"),
        ("2-курс 26-", "s.course = '12' and g.name like '26-%'"),
        ("60530", "p.code like '60530%'"),
    ],
)
def test_a_search_goes_over_every_column_that_is_shown(gateway, typed, fits):
    set_language("uz")
    try:
        query = ListQuery(Student, SHOWN, search=typed, searched=SHOWN, sort=BY_NAME)
        found = resolve(query, gateway, Catalogue(gateway))
        expected = gateway.scalar(
            f"""select count(*) from students.student s left join students."group" g on g.id = s.group_id
                  left join students.specialty p on p.id = s.specialty_id where {fits}"""
        )
        assert found.count(gateway) == len(every(found, gateway)) == expected
    finally:
        set_language("en")


def test_what_is_typed_between_blanks_belongs_together(gateway):
    """“26-03” is a group, not everybody of a group 26 who was born on a third."""
    query = ListQuery(Student, SHOWN, search="26-03", searched=SHOWN)
    found = every(resolve(query, gateway, Catalogue(gateway)), gateway)
    assert {row[4] for row in found} <= {"26-03"}


def test_a_search_of_signs_only_finds_nothing(gateway):
    assert ListQuery(Student, (), search="???", searched=("full_name",)).count(gateway) == 0


def test_awards_are_found_by_the_name_of_the_student(gateway):
    name = gateway.scalar(
        "select s.full_name from students.award a join students.student s on s.id = a.student_id"
    )
    query = ListQuery(Award, ("student",), search=name.split()[0], searched=("student",))
    assert name in {row[2] for row in every(query, gateway)}


@pytest.mark.parametrize(
    ("wanted", "condition"),
    [
        (Filter("course", "one_of", ("11", "12")), "course in ('11', '12')"),
        (Filter("group", "empty"), "group_id is null"),
        (Filter("course", "none_of", ("11",)), "course is distinct from '11'"),
        (Filter("group", "one_of", (None,)), "group_id is null"),
        (Filter("group", "none_of", (None,)), "group_id is not null"),
        (
            Filter("birth_date", "between", ("2005-01-01", "2005-12-31")),
            "extract(year from birth_date) = 2005",
        ),
        (Filter("birth_date", "between", (date(2006, 1, 1), None)), "birth_date >= '2006-01-01'"),
        (Filter("entry_year", "between", (2024, "")), "entry_year >= 2024"),
        (Filter("surname", "contains", ("ova",)), "naming.fold(surname) like '%ova%'"),
        (Filter("faculty.code", "begins", ("403",)), "true"),
    ],
)
def test_a_filter_counts_what_sql_counts(gateway, wanted, condition):
    expected = gateway.scalar(f"select count(*) from students.student where {condition}")
    assert ListQuery(Student, (), filters=(wanted,)).count(gateway) == expected


def test_a_day_of_a_moment_is_the_whole_day(workplace_of):
    gateway = workplace_of("admin").gateway
    today = clock.today().isoformat()
    of_today = ListQuery(SignIn, (), (Filter("at", "between", (today, today)),)).count(gateway)
    assert (
        of_today
        == gateway.scalar("select count(*) from security.sign_in where at::date = security.today()")
        > 0
    )


@pytest.mark.parametrize(
    "path", ["group", "course", "full_name", "birth_date", "entry_year", "specialty.code"]
)
def test_the_values_of_a_column_are_counted_under_the_other_filters(gateway, path):
    others = Filter("course", "one_of", ("11", "12"))
    query = ListQuery(Student, (path,), filters=(others, Filter(path, "filled")))
    rows = [row[2] for row in every(replace(query, filters=() if path == "course" else (others,)), gateway)]
    found = values_of(gateway, query, path)
    assert {each.title: each.count for each in found.lines} == Counter(rows)
    assert found.whole
    assert path != "birth_date" or found.lines[0].value == min(rows)


@pytest.mark.parametrize("operator", ["begins", "contains"])
def test_signs_that_are_no_words_are_found_nowhere(gateway, operator):
    assert (
        every(ListQuery(Student, ("full_name",), (Filter("full_name", operator, ("%_'",)),)), gateway) == []
    )


def test_values_are_narrowed_by_words_in_either_alphabet(gateway):
    found = values_of(gateway, ListQuery(Student, ()), "specialty", "геол")
    assert found.lines
    assert all("geolog" in each.title.casefold() for each in found.lines)
    names = values_of(gateway, ListQuery(Student, ()), "full_name", "ғулом")
    assert names.lines
    assert all("Gʻulom" in each.title for each in names.lines)


def test_values_that_row_security_hides_are_not_counted(session_of):
    """A dean's office sees the values of its own students only."""
    dean, office = (session_of(login).gateway for login in ("dean_geology", "academic_office"))
    own, every_one = (values_of(each, ListQuery(Student, ()), "faculty") for each in (dean, office))
    assert len(own.lines) == 1 < len(every_one.lines)


def test_a_filter_comes_back_from_json_as_it_was(gateway):
    wanted = Filter("birth_date", "between", (date(2005, 1, 1), date(2005, 12, 31)))
    again = Filter.from_json(wanted.to_json())
    assert ListQuery(Student, (), filters=(again,)).count(gateway) == ListQuery(
        Student, (), filters=(wanted,)
    ).count(gateway)


@pytest.mark.parametrize("typed", ["Тош", "Tosh", "tosh"])
def test_typing_goes_to_the_first_name_that_begins_so(gateway, typed):
    query = ListQuery(Student, ("full_name",), sort=BY_NAME)
    whole = [row[2] for row in every(query, gateway)]
    position = query.position(gateway, typed)
    first = next(place for place, name in enumerate(whole) if name.startswith("Tosh"))
    assert position == first


def test_names_of_units_are_in_the_language_of_the_interface(gateway):
    query = ListQuery(
        Unit, ("name_uz",), filters=(Filter("code", "begins", ("403-101",)),), sort=(Sort("code"),)
    )
    shown = {}
    for code in ("uz", "oz", "ru", "en"):
        set_language(code)
        shown[code] = query.page(gateway, size=1).rows[0][2]
    assert shown["uz"] == "Geologiya fakulteti"
    assert shown["oz"].startswith("Геология")
    assert len(set(shown.values())) == 4


def test_a_card_of_its_own_table_is_reached_from_the_employee(session_of):
    gateway = session_of("hr").gateway
    query = ListQuery(
        Employee, ("full_name", "card.kind"), filters=(Filter("card.kind", "equals", ("12",)),), sort=BY_NAME
    )
    found = every(query, gateway)
    assert found
    assert {row[3] for row in found} == {"12"}
    assert every(ListQuery(Position, ("employee", "unit"), sort=(Sort("employee"),)), gateway)


def test_values_with_words_stand_as_their_model_lists_them(session_of):
    gateway = session_of("head_mineralogy").gateway
    query = ListQuery(Member, ("role",), sort=(Sort("role"), Sort("full_name")))
    found = every(query, gateway)
    places = [list(MEMBER_ROLES).index(row[2]) for row in found]
    assert places == sorted(places)
    assert {row[2] for row in found} == set(MEMBER_ROLES)
    half = len(found) // 2
    assert query.page(gateway, after=query.page(gateway, size=half).last).rows == found[half:]


def test_a_journal_without_versions_is_listed_as_well(session_of):
    gateway = session_of("admin").gateway
    query = ListQuery(Change, ("relation", "login"), sort=(Sort("at", descending=True),))
    assert query.page(gateway, size=5).rows


@pytest.mark.parametrize("script", ["uz", "oz", "ru"])
def test_names_are_read_and_sorted_in_the_script_of_the_interface(gateway, script):
    rows = gateway.rows("select id, full_name, cyrillic_name from students.student")
    names = {number: name_in(script, *spelling) for number, *spelling in rows}
    set_language(script)
    query = ListQuery(Student, ("full_name", "group", "specialty"), sort=BY_NAME)
    found = every(query, gateway)
    assert {row[0]: row[2] for row in found} == names
    assert [row[2] for row in found] == sorted(names.values(), key=sort_key)
    assert {row[3] for row in found if row[3]} <= {row[0] for row in gateway.rows(select(Group.name))}
    assert all(is_cyrillic(row[4]) == (script != "uz") for row in found)
    twentieth = found[20]
    assert found[query.position(gateway, twentieth[2])][2] == twentieth[2]
    assert query.position(gateway, twentieth[2].split()[0][:3]) <= 20


@pytest.mark.parametrize(("script", "season"), [("uz", "kuzgi"), ("oz", "кузги"), ("ru", "кузги")])
def test_a_term_is_read_in_the_script_and_typed_as_it_is_stored(gateway, script, season):
    set_language(script)
    (number, _version, name), *_more = every(
        ListQuery(Term, ("name",), filters=(Filter("season", "equals", (SemestrType.AUTUMN,)),)), gateway
    )
    assert season in name
    record = read(gateway, Term, number, ("name", "academic_year_id"))
    assert "kuzgi" in record.values["name"]
    assert title(gateway, Term, number) == name
    values = values_of(gateway, ListQuery(Term, ("name",)), "name").lines
    assert any(season in each.title and "kuzgi" in each.value for each in values if "zgi" in each.value)
