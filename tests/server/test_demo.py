"""The demonstration fills a new database with a university that keeps every rule, the same each time."""

from datetime import date

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from server_db.demo.fill import MEASURES, NotEmptyError, draw, fill
from server_db.demo.people import BY_LOGIN, PEOPLE
from server_db.demo.places import read_national, units
from server_db.demo.posts import list_posts
from server_db.roles import GROUPS
from shared import pinfl
from shared.identifiers import employee_number, passport, phone, student_number, unit_kind
from shared.passwords import weakness


@pytest.fixture(scope="module")
def filled(database):
    """What every test has a copy of: `fill` was called on it when it was new."""
    with psycopg.connect(database, autocommit=True) as admin:
        yield admin


@pytest.fixture(scope="module")
def national(filled):
    return read_national(filled)


@pytest.fixture(scope="module")
def drawn(national):
    return draw(national, scale="small")


def column(connection, query):
    return [value for (value,) in connection.execute(query)]


def test_the_same_seed_draws_the_same_university(national, drawn):
    assert draw(national, scale="small").digest() == drawn.digest()
    assert draw(national, scale="small", seed=1).digest() != drawn.digest()


def test_a_university_has_its_faculties_departments_and_employees():
    measure = MEASURES["university"]
    places = units(measure.faculties)
    kinds = [unit.kind for unit in places]
    assert (kinds.count("11"), kinds.count("12")) == (10, 50)
    assert len(list(list_posts(places, measure.sizes))) == 1_500


@pytest.mark.soak
def test_a_university_has_its_full_size(national):
    sheets = {sheet.relation: sheet for sheet in draw(national, scale="university")}
    assert len(sheets["employees.employee"].rows) == 1_500
    assert len(sheets["students.student"].rows) == 50_000
    private = sheets["students.private"]
    numbers = [row[private.columns.index("pinfl")] for row in private.rows]
    assert len(set(filter(None, numbers))) == len(numbers) - numbers.count(None) > 49_000


def test_what_was_filled_is_what_was_drawn(filled, drawn):
    assert filled.execute("select count(*) from students.student").fetchone() == (600,)
    for sheet in drawn:
        table = sheet.relation.replace(".", '."') + '"'
        assert filled.execute(f"select count(*) from {table}").fetchone() == (len(sheet.rows),)


def test_filling_again_changes_nothing(filled):
    def contents():
        return [filled.execute(f"select md5(string_agg(t::text, '' order by id)) from {table} t").fetchone()
                for table in ("students.student", "employees.employee", "security.membership")]  # fmt: skip

    before = contents()
    assert fill(filled, scale="university", seed=7).scale == "small"
    assert contents() == before


def test_a_database_with_other_data_is_left_alone(filled):
    with filled.transaction(force_rollback=True):
        filled.execute("delete from system.setting where key = 'demonstration'")
        with pytest.raises(NotEmptyError):
            fill(filled)


def test_personal_numbers_are_valid_unique_and_of_their_person(filled):
    people = filled.execute(
        "select pinfl, birth_date, gender from students.private join students.student on student.id = student_id"
        " where pinfl is not null union all"
        " select pinfl, birth_date, gender from employees.private join employees.card using (employee_id)"
    ).fetchall()
    for number, born, gender in people:
        pinfl.check(number, birth_date=born, gender=gender)
    assert len({number for number, _, _ in people}) == len(people) > 650


def test_only_foreigners_have_no_personal_number(filled):
    assert set(column(filled, "select citizenship from students.student s join students.private p"
                              " on p.student_id = s.id where pinfl is null")) <= {"12"}  # fmt: skip


@pytest.mark.parametrize(
    ("query", "check"),
    [
        ("select phone from students.private union all select phone from employees.private", phone),
        ("select passport from students.private union all select passport from employees.private", passport),
        ("select number from students.student", student_number),
        ("select number from employees.employee", employee_number),
        ("select code from structure.unit", unit_kind),
    ],
)
def test_identifiers_are_in_order_and_unique(filled, query, check):
    values = column(filled, query)
    assert [str(check(value)) for value in values if check is not unit_kind] in (values, [])
    assert len(set(values)) == len(values)
    for value in values:
        check(value)


def test_the_state_of_every_student_agrees_with_the_group(filled):
    assert column(
        filled,
        'select s.number from students.student s join students."group" g on g.id = s.group_id where (s.specialty_id,'
        " s.faculty_id, s.entry_year, s.education_form, s.language)"
        " <> (g.specialty_id, g.faculty_id, g.entry_year, g.education_form, g.language)",
    ) == []  # fmt: skip
    assert set(column(filled, "select distinct status from students.student")) == {
        "11",
        "12",
        "13",
        "14",
        "15",
    }


def test_every_group_that_studies_has_a_tutor_of_its_faculty(filled):
    groups = column(filled, 'select count(*) from students."group" where active')
    tutors = column(
        filled,
        "select count(*) from students.tutor_group t join employees.position p on p.employee_id = t.employee_id"
        " and p.unit_id = t.faculty_id where p.post = '34' and p.ends_on is null",
    )
    assert groups == tutors


def test_names_of_the_demonstration_are_found_in_both_alphabets(filled):
    found = column(
        filled,
        "select full_name from employees.employee where naming.fold(full_name) ^@ naming.fold('Ғуломов Анвар')",
    )
    assert BY_LOGIN["dean_geology"].full_name in found


def test_every_role_is_held_by_somebody():
    assert {role for person in PEOPLE for role, _ in person.roles} == set(GROUPS)
    assert max(len(person.roles) for person in PEOPLE) == 3


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.login)
def test_each_person_signs_in_and_acts_in_each_role(filled, server, person):
    assert weakness(person.password, person.login) == ""
    dsn = make_conninfo(server.admin_dsn(filled.info.dbname), user=person.login, password=person.password)
    with psycopg.connect(dsn, autocommit=True) as own:
        for role, _ in person.roles:
            own.execute(f"set role {role}")
            assert own.execute("select security.my_role(), security.acts()").fetchone() == (role, True)
            assert own.execute("select cardinality(security.my_units())").fetchone() != (0,)


def test_accounts_belong_to_the_employees_of_that_name(filled):
    rows = filled.execute(
        "select login, full_name, active from security.account join employees.employee on employee.id = employee_id"
    ).fetchall()
    assert sorted(rows) == sorted((person.login, person.full_name, True) for person in PEOPLE)


def test_photos_are_small_pictures(filled):
    sizes = column(filled, "select octet_length(image) from students.photo union all"
                           " select octet_length(image) from employees.photo")  # fmt: skip
    assert len(sizes) > 700
    assert max(sizes) < 8_000


def test_nobody_was_born_too_late_to_study(filled):
    [(youngest,)] = filled.execute("select max(birth_date) from students.student").fetchall()
    assert youngest < date(2010, 1, 1)


def test_every_group_that_studies_follows_an_accepted_plan(filled):
    assert column(
        filled,
        """select g.name from students."group" g
            where g.active and not exists (
                select from curriculum.group_curriculum f join curriculum.curriculum c on c.id = f.curriculum_id
                 where f.group_id = g.id and c.accepted_at is not null)""",
    ) == []  # fmt: skip


def test_the_current_term_begins_on_a_monday_with_fifteen_weeks_of_lessons(filled):
    weeks = filled.execute(
        """select distinct t.starts_on, count(*) filter (where w.kind = '11'), count(*)
             from curriculum.term t join curriculum.academic_year y on y.id = t.academic_year_id
             join curriculum.semester s on s.term_id = t.id join curriculum.week w on w.semester_id = s.id
            where y.current and t.season = '11' group by t.starts_on, s.id"""
    ).fetchall()
    assert weeks == [(date(2026, 9, 7), 15, 18)]
