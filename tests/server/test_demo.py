"""The demonstration fills a new database with a university that keeps every rule, the same each time."""

from datetime import date, timedelta

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from server_db.demo import staff, students
from server_db.demo.fill import NotEmptyError, draw, fill
from server_db.demo.measures import MEASURES
from server_db.demo.people import BY_LOGIN, PEOPLE
from server_db.demo.places import read_national, units
from server_db.demo.posts import list_posts
from server_db.demo.running import COUNTED, SEASON, SPRING, YEAR, first_monday, running_term, term_days
from server_db.roles import GROUPS
from shared import pinfl
from shared.codes import StudentStatus
from shared.identifiers import employee_number, passport, phone, student_number, unit_kind
from shared.passwords import weakness
from tests.server.planned_term import clashes


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
    assert len(list(list_posts(places, measure.sizes))) == 1_509


@pytest.mark.soak
def test_a_university_has_its_full_size(national):
    sheets = {sheet.relation: sheet for sheet in draw(national, scale="university", timetable=False)}
    assert len(sheets["employees.employee"].rows) == 1_509
    assert len(sheets["students.student"].rows) == 50_000
    private = sheets["students.private"]
    numbers = [row[private.columns.index("pinfl")] for row in private.rows]
    assert len(set(filter(None, numbers))) == len(numbers) - numbers.count(None) > 49_000


#: What later modules add to these tables: retakes and midterms, repeaters in subjects of another plan.
DRAWN_ONES = {
    "students.student": " where status <> '10'",  # the doubles are applied
    "students.award": " where note is distinct from 'Fan olimpiadasi, 2-oʻrin'",
    "timetable.examination": " where kind = '13' and attempt = 1",
    "curriculum.registration": (
        " where exists (select from curriculum.course c join curriculum.group_curriculum g using (curriculum_id)"
        " join students.student s on s.group_id = g.group_id where c.id = course_id and s.id = student_id)"
    ),
}


def test_what_was_filled_is_what_was_drawn(filled, drawn):
    assert filled.execute(
        f"select count(*) from students.student{DRAWN_ONES['students.student']}"
    ).fetchone() == (600,)
    for sheet in drawn:
        table = sheet.relation.replace(".", '."') + '"'
        drawn_ones = DRAWN_ONES.get(sheet.relation, "")
        found = filled.execute(f"select count(*) from {table}{drawn_ones}").fetchone()
        assert found == (len(sheet.rows),), sheet.relation


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
        "10",
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
    assert youngest < COUNTED.replace(year=YEAR - 16)


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
    assert weeks == [(first_monday(YEAR, "11"), 15, 18)]


@pytest.mark.parametrize(
    ("today", "term"),
    [
        (date(2026, 9, 1), (2026, "11")),
        (date(2026, 11, 29), (2026, "11")),
        (date(2027, 1, 20), (2026, "12")),  # between two terms the next one
        (date(2027, 6, 5), (2026, "12")),
        (date(2027, 7, 15), (2027, "11")),
    ],
)
def test_the_term_is_the_one_that_runs_or_comes_next(today, term):
    assert running_term(today) == term


def test_in_spring_students_are_in_the_second_semester_of_their_year(national, monkeypatch):
    monkeypatch.setattr(students, "SEASON", SPRING)
    drawn = draw(national, scale="small", timetable=False)
    sheet = next(each for each in drawn if each.relation == "students.student")
    status, course, semester = map(sheet.columns.index, ("status", "course", "semester"))
    studying = [row for row in sheet.rows if row[status] == StudentStatus.STUDYING]
    assert {int(row[semester]) - 10 - 2 * (int(row[course]) - 10) for row in studying} == {0}


def test_in_summer_everybody_who_is_to_teach_works_there_already(national, monkeypatch):
    """The server lets nobody into a timetable who holds no position today."""
    today = date(YEAR, 7, 15)
    monkeypatch.setattr(staff, "TODAY", today)
    positions = next(
        each
        for each in draw(national, scale="small", timetable=False)
        if each.relation == "employees.position"
    )
    starts_on = positions.columns.index("starts_on")
    assert max(row[starts_on] for row in positions.rows) <= today


def test_every_class_has_a_teacher_and_every_lesson_a_place_without_a_clash(filled):
    assert column(filled, "select id from teaching.class k where not exists"
                          " (select from teaching.assignment a where a.class_id = k.id)") == []  # fmt: skip
    assert (
        column(filled, "select id from timetable.card where num_nulls(day, room_id, employee_id) > 0") == []
    )
    assert column(filled, "select k.id from teaching.class k where (select count(*) from timetable.lesson l"
                          " where l.class_id = k.id) < 0.9 * k.hours / 2") == []  # fmt: skip
    assert clashes(filled) == 0


def test_every_faculty_has_published_the_term_that_runs(filled):
    states = filled.execute("select state, valid_from, board = term_id from timetable.version").fetchall()
    assert states == [("published", term_days(YEAR, SEASON)[0], True)] * 2


def test_day_groups_come_in_the_morning_and_evening_groups_in_the_evening(filled):
    """What a dispatcher looks at first: shares of lessons by form and course."""
    rows = filled.execute(
        """select g.education_form, s.education_type = '11' and g.entry_year = %s, c.pair
             from timetable.card c join teaching.part p on p.class_id = c.class_id
             join students."group" g on g.id = p.group_id join students.specialty s on s.id = g.specialty_id""",
        [YEAR],
    ).fetchall()
    first_years = [pair for form, first, pair in rows if form == "11" and first]
    evening = [pair for form, _first, pair in rows if form == "12"]
    assert sum(pair <= 4 for pair in first_years) > 0.98 * len(first_years) > 0
    assert sum(pair >= 5 for pair in evening) > 0.95 * len(evening) > 0


def test_students_have_hardly_a_free_pair_between_lessons(filled):
    [(days, gaps)] = filled.execute(
        """select count(*), sum(free) from (
               select max(p.pair) - min(p.pair) + 1 - count(distinct p.pair) as free
                 from timetable.lesson_part p join timetable.lesson l on l.id = p.lesson_id and l.class_id is not null
                group by p.group_id, p.day) day"""
    ).fetchall()
    assert gaps < 0.05 * days


def test_life_goes_on_around_today(filled):
    changed = filled.execute("select state, reason from timetable.lesson where changed").fetchall()
    assert {state for state, _reason in changed} == {"planned", "cancelled"}
    assert all(reason for _state, reason in changed)


def test_finals_are_held_in_the_weeks_of_assessment_by_somebody_else(filled):
    finals = "timetable.examination where kind = '13' and attempt = 1"
    days = column(filled, f"select day from {finals}")
    assert len(days) > 300
    assert min(days) >= term_days(YEAR, SEASON)[0] + timedelta(weeks=15)
    assert column(filled, f"select id from {finals} and num_nulls(employee_id, room_id) > 0") == []
    assert (
        column(
            filled,
            """select x.id from timetable.examination x join teaching.part p on p.group_id = x.group_id
                 join teaching.assignment a on a.class_id = p.class_id and a.employee_id = x.employee_id
                where x.kind = '13'""",
        )
        == []
    )
    held = column(
        filled,
        f"select count(*) from timetable.lesson where examination_id in (select id from {finals})",
    )
    assert held == [len(days)]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("select distinct state from grades.sheet", {"opened", "filled", "signed", "confirmed", "closed"}),
        (
            "select distinct kind from grades.cell",
            {"points", "absent", "excused", "not_admitted", "annulled", "recognised"},
        ),
        ("select distinct state from grades.appeal", {"filed", "appointed", "decided", "closed"}),
        ("select distinct state from grades.rectification", {"asked", "agreed"}),
        ("select distinct attempt from grades.sheet", {1, 2, 3}),
        ("select distinct kind from attendance.ruling", {"11", "12", "14", "15"}),
        (
            "select distinct o.kind from grades.oddities((select max(term_id) from grades.sheet)) o",
            {"alike", "rounded", "jumps", "far"},
        ),
    ],
)
def test_everything_that_happens_to_grades_can_be_shown(filled, query, shown):
    assert set(column(filled, query)) >= shown


def test_whoever_digests_a_closed_sheet_of_the_demonstration_gets_its_digest(filled):
    assert column(
        filled,
        "select s.number from grades.sheet s join grades.stamp t on t.sheet_id = s.id and t.act = 'closed'"
        " where s.state = 'closed' and t.digest <> grades.digest_of(s.id)",
    ) == []  # fmt: skip


def test_a_newcomer_finds_every_step_from_a_topic_to_an_issued_diploma(filled):
    """Last summer's graduates have theirs, topics are chosen, a commission sits, a group and its blanks wait."""
    issued, graduated = filled.execute(
        """select count(*) filter (where d.state = 'issued'), count(*)
             from graduation.acceptance a
             join diplomas.diploma d on d.acceptance_id = a.id and d.duplicate_of_id is null
            where a.decree_id is not null"""
    ).fetchone()
    assert graduated / 3 < issued < graduated
    assert filled.execute("select count(distinct deed) from blanks.act").fetchone()[0] >= 8
    chosen, all_of_year = filled.execute(
        """select count(*) filter (where title_uz is not null), count(*) from attestation.thesis
            where year = movement.academic_year(security.today())"""
    ).fetchone()
    assert all_of_year / 2 < chosen < all_of_year
    assert filled.execute(
        "select count(*) from attestation.sitting where state = 'running' and day = security.today()"
    ).fetchone()[0]
    waiting = filled.execute(
        """select faculty_id, group_name, count(*), min(registered_on) > security.today() - 14,
                  bool_and(signature is not null)
             from diplomas.diploma where state = 'prepared' group by faculty_id, group_name"""
    ).fetchall()
    ((faculty, _group, many, lately, signed),) = waiting
    assert lately
    assert signed
    keepers = filled.execute(
        """select w.unit_id, k.form, count(*)
             from blanks.workstation w
             join blanks.blank b on b.workstation_id = w.id and b.state = 'reserved'
             join blanks.kind k on k.id = b.kind_id and k.category = '11' is not false
            group by w.unit_id, k.form"""
    ).fetchall()
    enough = {(unit, form) for unit, form, count in keepers if count >= many}
    assert {(unit, form) for unit in (None, faculty) for form in ("diploma", "supplement")} <= enough


def test_nothing_of_the_graduation_is_dated_in_the_future_or_before_what_it_stands_on(filled):
    late = filled.execute(
        """select 'acceptance', a.id from graduation.acceptance a
             left join movement.decree d on d.id = a.decree_id
            where a.accepted_at > now() or a.accepted_at::date > d.effective_on
            union all
           select 'diploma', d.id from diplomas.diploma d
             join graduation.acceptance a on a.id = d.acceptance_id
            where d.accepted_at > now() or d.prepared_at > now() or d.signed_at > now() or d.prepared_at < d.accepted_at
               or d.accepted_at < a.accepted_at or d.issued_on < d.registered_on or d.issued_on > security.today()
            union all
           select 'act', b.id from blanks.act b where b.day > security.today()"""
    ).fetchall()
    assert late == []


def test_who_left_without_a_diploma_takes_results_along(filled):
    """The academic certificate of somebody who was expelled after the first year would be empty otherwise."""
    without = filled.execute(
        """select s.id from students.student s
            where s.status = %s and s.course > '11'
              and not exists (select from grades.record r where r.student_id = s.id and r.counts)""",
        [StudentStatus.EXPELLED],
    ).fetchall()
    assert without == []
