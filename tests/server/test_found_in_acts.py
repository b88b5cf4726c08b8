"""What somebody with a right to the act could do with it beyond what it is for, and what comes of it now."""

import re
from datetime import timedelta

import psycopg
import pytest
from psycopg.types.json import Jsonb

from server_db.check import check
from shared import pinfl
from tests.server.acting import announce, column, new_account, refused, scalar
from tests.server.planned_term import MINING, WHOLE, PlannedTerm, coming_monday, move, place
from tests.server.test_standard_papers import reference_content, register

SET = "insert into system.setting (key, value) values (%s, %s)"
ASK = "select imports.ask_finding('students', %s)"
ADMIT = "select system.admit_numbers('students.student', %s, %s)"
NOT_GIVEN = "The number {number} was not given here. Leave it empty, or ask the academic office to admit it."
NO_GROUPS = "{what} has no groups. Give it groups before it takes places from others."
NO_TEACHER = "{teacher} holds no teaching position. Choose somebody who teaches."
STUDENT = """insert into students.student (number, surname, given_name, birth_date, gender, faculty_id, specialty_id,
    group_id, education_type, education_form, payment_form, language, course, semester, entry_year)
    select %s, 'Yangi', 'Talaba', '2005-01-01', '11', faculty_id, specialty_id, id, '11', '11', '11', '11', '11', '11',
           2031 from students."group" order by id limit 1 returning number"""
EMPLOYEE = "insert into employees.employee (number, surname, given_name) values (%s, 'Yangi', 'Xodim') returning number"


@pytest.fixture
def term(admin):
    return PlannedTerm(admin)


@pytest.fixture
def setting(admin):
    """setting(key, value): the university chooses; taken back afterwards."""
    chosen = []

    def choose(key, value):
        chosen.append(key)
        admin.execute(SET, [key, Jsonb(value)])

    yield choose
    admin.execute("delete from system.setting where key = any (%s)", [chosen])


# Places of others


def test_a_class_without_groups_takes_no_place_on_the_common_board(term, dean):
    version, room = term.version(dean), term.room()
    term.card(dean, version, term.klass(), 1, 1, room)
    for act in ("share", "publish"):
        with refused(NO_GROUPS):
            dean.execute(f"select timetable.{act}(%s)", [version])
        dean.rollback()
    assert "no_groups" in column(dean, "select kind from timetable.checklist(%s) where serious", version)


def test_a_card_without_groups_is_not_put_onto_the_board_later(term, dean):
    version = term.version(dean)
    card = term.card(dean, version, term.klass())
    dean.execute("select timetable.share(%s)", [version])
    dean.commit()
    with refused(NO_GROUPS):
        place(dean, move(card, day=1, pair=1))


def test_a_class_that_holds_places_keeps_a_group(term, dean, admin):
    version, klass = term.version(dean), term.klass((term.groups()[0], WHOLE))
    term.card(dean, version, klass, 1, 1)
    take_away = "delete from teaching.part where class_id = %s"
    with dean.transaction(force_rollback=True):
        dean.execute(take_away, [klass])  # a private draft binds nothing
    dean.execute("select timetable.share(%s)", [version])
    dean.commit()
    with refused(NO_GROUPS):
        dean.execute(take_away, [klass])


def test_a_faculty_holds_no_more_places_at_once_than_the_university_allows(term, dean, setting):
    setting("timetable.lessons_at_once", 2)
    version = term.version(dean)
    groups = term.groups()
    cards = [term.card(dean, version, term.klass((group, WHOLE)), 1, 1) for group in groups[:2]]
    dean.execute("select timetable.share(%s)", [version])
    dean.commit()
    third = term.card(dean, version, term.klass((groups[2], WHOLE)))
    with refused(
        "On {day}, pair {pair}, the faculty would hold more than {most} places. "
        "Move some, or ask the academic office."
    ):
        place(dean, move(third, day=1, pair=1))
    dean.rollback()
    place(dean, move(third, day=1, pair=2))
    place(dean, move(cards[0], day=1, pair=3))


def test_the_academic_office_sees_who_holds_what(term, dean, as_person):
    version = term.version(dean)
    groups = term.groups()
    term.card(dean, version, term.klass((groups[0], WHOLE)), 1, 1, term.room(), pairs=2)
    for phase, group in enumerate(groups[1:3], 1):  # in odd and in even weeks: never both at once
        term.card(dean, version, term.klass((group, WHOLE)), 5, 1, phase=phase)
    dean.execute("select timetable.share(%s)", [version])
    dean.commit()
    office = as_person("academic_office")
    [(faculty, state, lessons, rooms, at_once)] = office.execute(
        "select faculty_id, state, lessons, room_pairs, at_once from timetable.holdings(%s)", [term.term]
    ).fetchall()
    assert (faculty, state, lessons, rooms, at_once) == (term.faculties["403-101"], "shared", 3, 2.0, 1)
    with refused(""):
        dean.execute("select * from timetable.holdings(%s)", [term.term])


def test_wishes_are_kept_where_the_main_position_is(term, dean, as_person, admin):
    """An own one-hour assignment made a stranger's teacher once; the other dean's wish then failed with 23505."""
    teacher = scalar(
        admin,
        "select e from unnest(%s::bigint[]) e where timetable.keepers_of(e) = array[%s::bigint] limit 1",
        term.teachers(MINING), term.faculties[MINING],
    )  # fmt: skip
    klass = term.klass((term.groups()[0], WHOLE))
    with admin.transaction(force_rollback=True):
        admin.execute("insert into employees.position (employee_id, unit_id, post, form, rate, starts_on) "
                      "select employee_id, %s, post, '12', rate, starts_on from employees.position "
                      "where employee_id = %s limit 1", [term.faculties["403-101"], teacher])  # fmt: skip
        admin.execute("insert into teaching.assignment (faculty_id, class_id, employee_id, hours) "
                      "values (%s, %s, %s, 2)",
                      [term.faculties["403-101"], klass, teacher])  # fmt: skip
        admin.execute("set local session authorization dean_geology")
        admin.execute("set local role hemis_faculty")
        with refused("The wishes of {teacher} are kept where the main position is: {unit}.", "HM002"):
            admin.execute("insert into timetable.wish (faculty_id, term_id, employee_id, day, pair, forbidden)"
                          " values (%s, %s, %s, 1, 1, true)",
                          [term.faculties["403-101"], term.term, teacher])  # fmt: skip
    mining = as_person("dean_mining")
    mining.execute("insert into timetable.wish (faculty_id, term_id, employee_id, day, pair, forbidden)"
                   " values (%s, %s, %s, 1, 1, true)", [term.faculties[MINING], term.term, teacher])  # fmt: skip


# Who teaches


@pytest.fixture
def clerk(admin):
    """Somebody who works in the accounting office."""
    return scalar(
        admin,
        "select p.employee_id from employees.position p join structure.unit u on u.id = p.unit_id "
        "where u.kind not in ('11', '12') and p.ends_on is null and not exists (select from employees.position o "
        "join structure.unit w on w.id = o.unit_id where o.employee_id = p.employee_id and w.kind in ('11', '12')) "
        "limit 1",
    )


def test_who_does_not_teach_substitutes_nobody_holds_no_card_and_examines_nobody(term, dean, admin, clerk):
    group = term.groups()[0]
    version, klass = term.version(dean), term.klass((group, WHOLE))
    card = term.card(dean, version, klass, 1, 1)
    with refused(NO_TEACHER):
        place(dean, move(card, employee=clerk))
    dean.rollback()
    with refused(NO_TEACHER):
        dean.execute("insert into timetable.examination (faculty_id, term_id, course_id, group_id, employee_id) "
                     "values (%s, %s, %s, %s, %s)",
                     [term.faculties["403-101"], term.term, term.course_of(klass), group, clerk])  # fmt: skip
    dean.rollback()
    dean.execute("select timetable.publish(%s)", [version])
    dean.commit()
    lessons = column(admin, "select id from timetable.lesson where term_id = %s limit 2", term.term)
    with refused(NO_TEACHER):
        dean.execute("select * from timetable.substitute(%s, %s)", [lessons, clerk])


# Days


def test_what_is_past_is_corrected_with_a_reason(term, dean, admin):
    past = PlannedTerm(admin, starts_on=coming_monday() - timedelta(weeks=150), weeks=2)
    version, klass = past.version(dean), past.klass((past.groups()[0], WHOLE))
    past.card(dean, version, klass, 1, 1)
    dean.execute("select timetable.publish(%s)", [version])
    dean.commit()
    lesson = scalar(admin, "select min(id) from timetable.lesson where term_id = %s", past.term)
    long_ago = "A lesson of {day} is not changed any more: only those of the last {days} days are."
    for act in (
        "cancel_lesson(%s, 1, 'Xato')",
        "restore_lesson(%s, 1, 'Xato')",
        f"substitute(array[%s::bigint], {past.teachers()[0]}, 'Xato')",
    ):
        with refused(long_ago):
            dean.execute(f"select timetable.{act}", [lesson])
        dean.rollback()


def test_an_examination_lies_within_its_term(term, dean):
    group = term.groups()[0]
    klass = term.klass((group, WHOLE))
    examine = (
        "insert into timetable.examination (faculty_id, term_id, course_id, group_id, day, pair)"
        " values (%s, %s, %s, %s, %s, 1)"
    )
    values = [term.faculties["403-101"], term.term, term.course_of(klass), group]
    for day in (term.ends_on.replace(year=term.ends_on.year + 9), term.starts_on.replace(year=2001)):
        with refused("The day {day} lies outside the term."):
            dean.execute(examine, [*values, day])
        dean.rollback()
    dean.execute(examine, [*values, term.ends_on])


# Numbers


def test_a_number_that_was_not_given_is_refused(dean, as_person):
    for number in ("403311199999", "999999999999"):
        with refused(NOT_GIVEN):
            dean.execute(STUDENT, [number])
        dean.rollback()
    with refused(NOT_GIVEN):
        dean.execute(
            "update students.student set number = '403311199999' where id = (select min(id) from students.student)"
        )
    with refused(NOT_GIVEN):
        as_person("hr").execute(EMPLOYEE, ["4039999999"])


def test_whoever_has_no_number_is_given_the_next(dean, as_person):
    first, second = (int(scalar(dean, STUDENT, None)) for _ in range(2))
    assert (str(first)[:7], second - first) == ("4033111", 1)
    [allotted] = scalar(dean, "select students.allot_numbers('{2031}', '{11}')")
    assert int(allotted) == second + 1
    assert scalar(dean, STUDENT, allotted) == allotted
    hr = as_person("hr")
    assert int(scalar(hr, EMPLOYEE, None)) + 1 == int(scalar(hr, EMPLOYEE, None))


def test_the_academic_office_admits_a_number_with_a_reason(dean, as_person):
    office = as_person("academic_office")
    with refused("Say why these numbers are admitted."):
        office.execute(ADMIT, [["402311100007"], " "])
    office.rollback()
    assert scalar(office, ADMIT, ["402311100007", "402311100007"], "Boshqa OTMdan oʻtgan") == 1
    office.commit()
    assert scalar(dean, STUDENT, "402311100007") == "402311100007"
    with refused(""):
        dean.execute(ADMIT, [["402311100008"], "Oʻzim"])


def test_a_number_at_the_end_of_the_width_does_not_move_the_others(dean, admin):
    """One typed 99999 once made all later numbers ##### of a whole year."""
    with admin.transaction():
        admin.execute("update system.number_counter set last = 41 where prefix = '4033211'")
        admin.execute(STUDENT.replace("2031", "2032"), ["403321199999"])
    [given] = scalar(dean, "select students.allot_numbers('{2032}', '{11}')")
    assert given == "403321100001"
    with admin.transaction(force_rollback=True):
        admin.execute("insert into system.number_counter values ('students.student', '4033311', 99990)")
        warned = "The numbers that begin with 4033311 are nearly used up: 99990 of 99999 are given."
        assert warned in {finding.sentence for finding in check(admin)}
        with refused("The numbers that begin with {prefix} are used up. Tell the academic office."):
            admin.execute(
                "select students.next_numbers(array_fill(2033, array[10]), array_fill('11'::text, array[10]))"
            )
    admin.execute("delete from students.student where number = '403321199999'")


# How much


@pytest.mark.parametrize(
    ("login", "statement"),
    [
        ("academic_office", "insert into system.setting (key, value) values ('x', %s)"),
        (
            "dean_geology",
            "insert into system.person_setting (login, key, value) values (session_user, 'x', %s)",
        ),
    ],
)
def test_a_document_has_a_limit(as_person, login, statement):
    with pytest.raises(psycopg.errors.CheckViolation) as told:
        as_person(login).execute(statement, [Jsonb("x" * 1_000_000)])
    assert told.value.diag.constraint_name.endswith("_volume_check")


def test_a_paper_has_a_limit(dean):
    student = column(dean, "select id from students.student where status = '11' order by id limit 1")
    content = reference_content(dean, student[0], purpose="x" * 5_000_000)
    with pytest.raises(psycopg.errors.CheckViolation):
        dean.execute("select documents.register('reference', 'uz', %s, %s)", [student, [content]])


# Rights


@pytest.mark.parametrize(
    ("role", "code"),
    [("hemis_department_head", "403-101"), ("hemis_department_head", "403-202"), ("hemis_faculty", "403-101-01"),
     ("hemis_teacher", "403-202"), ("hemis_tutor", "403-202")],
)  # fmt: skip
def test_a_right_is_for_a_unit_of_its_kind(as_person, admin, role, code):
    hr = as_person("hr")
    unit = scalar(admin, "select id from structure.unit where code = %s", code)
    with refused("This role is not for a unit of this kind."):
        hr.execute("select security.grant_role('teacher_mining', %s, %s, null, null)", [role, unit])


def test_a_cancelled_paper_tells_its_reason_only_with_its_facts(dean, as_person):
    [(paper, _, number, uuid, _)] = register(dean, column(
        dean, "select id from students.student where status = '11' order by id limit 1"))  # fmt: skip
    dean.execute("select documents.cancel(%s, 'Kasalligi maʼlum boʻldi')", [paper])
    dean.commit()
    teacher, verify = as_person("teacher_mineralogy"), "select documents.verify(%s)"
    by_number = scalar(teacher, verify, number)
    assert by_number["cancelled_at"]
    assert "Kasalligi" not in str(by_number)
    assert scalar(teacher, verify, str(uuid))["cancel_reason"] == "Kasalligi maʼlum boʻldi"


# Imports


def test_nobody_takes_the_turn_of_another_office(dean, as_person):
    for person, kind in ((dean, "employees"), (as_person("hr"), "students")):
        with refused("Your role does not allow this.", "HM002"):
            person.execute("select imports.take_turn(%s)", [kind])
        person.rollback()
    with refused("Nobody imports this kind of records."):
        dean.execute("select imports.take_turn('security.account')")


def test_an_import_does_not_tell_the_version_of_a_hidden_record(dean, admin, as_person):
    mining = scalar(admin, "select id from structure.unit where code = %s", MINING)
    hidden, version = admin.execute(
        "select id, row_version from students.student where faculty_id = %s limit 1", [mining]
    ).fetchone()
    for guess in (version, version + 1):
        run = scalar(dean, "select imports.begin('students', 'x.xlsx', '00')")
        with refused("This import is not yours or has ended.", "HM002"):
            dean.execute(
                "select imports.record(%s, 'students.student', 'update', %s, %s)", [run, [hidden], [guess]]
            )
        dean.rollback()


def find(person, numbers):
    ticket = scalar(person, ASK, numbers)
    person.commit()
    return person.execute("select * from students.find_by_pinfl(%s, %s)", [ticket, numbers]).fetchall()


def pinfl_in(admin, code):
    return scalar(
        admin,
        "select p.pinfl from students.private p join students.student s on s.id = p.student_id "
        "join structure.unit u on u.id = s.faculty_id where u.code = %s and p.pinfl is not null order by s.id limit 1",
        code,
    )


def test_looking_for_a_pinfl_tells_of_the_own_people_only(dean, admin):
    own, strange = pinfl_in(admin, "403-101"), pinfl_in(admin, MINING)
    assert [row[0] for row in find(dean, [own, strange])] == [own]


def test_looking_is_counted_by_day_and_person(dean, as_person, admin, setting):
    setting("imports.numbers_a_day", 100)
    admin.execute("delete from imports.search")
    numbers = [f"3{day:02}0100{day:07}" for day in range(1, 91)]
    find(dean, numbers)
    find(dean, numbers)  # the same again is no more
    with refused("Nobody looks for more than {most} PINFL in a day. Go on tomorrow."):
        dean.execute(ASK, [[f"4{day:02}0100{day:07}" for day in range(1, 91)]])
    dean.rollback()
    find(as_person("deputy_geology", "hemis_faculty"), numbers)
    asked = scalar(admin, "select numbers from imports.search where login = 'dean_geology' limit 1")
    assert asked == numbers


def test_the_numbers_that_a_birth_date_leaves_open_are_not_looked_for(dean, admin):
    """A dean found the PINFL of a stranger in six seconds."""
    birth = scalar(admin, "select birth_date from students.student order by id limit 1")
    numbers = [pinfl.make(birth, "11", 101, serial) for serial in range(300)]
    with refused("So many PINFL of one birth date are not looked for."):
        dean.execute(ASK, [numbers])


def test_a_pinfl_is_written_only_after_it_was_looked_for(dean, admin):
    """Writing one and rolling back would tell of any number whether somebody has it, and leave no trace."""
    student, version = admin.execute(
        "select p.student_id, p.row_version from students.private p join students.student s on s.id = p.student_id "
        "join structure.unit u on u.id = s.faculty_id where u.code = '403-101' order by s.id limit 1"
    ).fetchone()
    write = "select students.write_private(%s, %s, %s)"
    values = [student, version, Jsonb({"pinfl": "31234567890123"})]
    unannounced = "This PINFL was not looked for before it is written. Try again."
    with refused(unannounced, "HM002"):
        dean.execute(write, values)
    dean.rollback()
    dean.execute(ASK, [["31234567890123"]])
    with refused(unannounced, "HM002"):
        dean.execute(write, values)  # in the same transaction
    dean.rollback()
    announce(dean, "31234567890123")
    assert scalar(dean, write, *values) == version + 1
    dean.rollback()


# What is not asked before row security is


def test_a_trigger_that_comes_before_the_policy_says_nothing_about_others(admin):
    """What a BEFORE trigger refuses is told to people whose row the policy would never let in."""
    found = admin.execute(
        """select tgrelid::regclass || ' ' || tgname, p.prosrc
             from pg_trigger t join pg_proc p on p.oid = t.tgfoid join pg_class c on c.oid = t.tgrelid
            where p.prosecdef and not tgisinternal and (tgtype & 2) > 0 and (tgtype & 20) > 0 and not c.relispartition
              and c.relnamespace::regnamespace::text <> all ('{pg_catalog,information_schema}')"""
    ).fetchall()
    assert len(found) >= 3
    # The name of a field is the caller's own.
    told = [(name, re.sub(r"jsonb_build_object\('field', '\w+'\)", "", body)) for name, body in found]
    assert [name for name, body in told if "refuse" in body and "jsonb_build_object" in body] == []


def test_an_examination_of_hidden_groups_names_nobody(term, dean, admin):
    """A dean who named a group and a teacher of another faculty once read both names."""
    group, teacher = term.groups(MINING)[0], term.teachers(MINING)[0]
    klass = term.klass((group, WHOLE), faculty=MINING, teachers=[teacher])
    with pytest.raises(psycopg.errors.InsufficientPrivilege) as told:
        dean.execute("insert into timetable.examination (faculty_id, term_id, course_id, group_id, employee_id) "
                     "values (%s, %s, %s, %s, %s)",
                     [term.faculties[MINING], term.term, term.course_of(klass), group, teacher])  # fmt: skip
    assert "row-level security" in str(told.value)


def test_an_account_of_a_new_person_may_head_a_department(as_person, admin):
    hr = as_person("hr")
    login = "new_head"
    new_account(hr, login)
    try:
        unit = scalar(admin, "select id from structure.unit where code = '403-101-01'")
        assert (
            scalar(hr, "select security.grant_role(%s, 'hemis_department_head', %s, null, null)", login, unit)
            is None
        )
    finally:
        hr.rollback()
        admin.execute("update security.account set ended_at = now() where login = %s", [login])
        admin.execute(f"drop role {login}")
