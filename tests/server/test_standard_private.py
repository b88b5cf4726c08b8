"""Private data: asked for in one transaction, answered in the next, by the same person in the same role."""

import pytest
from psycopg.errors import InsufficientPrivilege, UniqueViolation
from psycopg.types.json import Jsonb

from tests.server.acting import announce, column, refused, scalar

ASK = "select security.ask_reading(%s, %s, 'maʼlumotnoma')"
READ = "select students.read_private(%s)"
NOT_ASKED = "This reading was not announced; ask again."


@pytest.fixture
def mine(dean):
    return column(dean, "select id from students.student order by id limit 3")


@pytest.fixture
def of_mining(as_person):
    return column(as_person("dean_mining"), "select id from students.student order by id limit 3")


def ask(person, ids, relation="students.private"):
    ticket = scalar(person, ASK, relation, list(ids))
    person.commit()
    return ticket


@pytest.mark.parametrize("what", ["*", "id", "pinfl", "student_id"])
@pytest.mark.parametrize("login", ["dean_geology", "hr", "academic_office", "admin"])
def test_nobody_selects_private_data(as_person, login, what):
    for table in ("students.private", "employees.private"):
        person = as_person(login)
        with pytest.raises(InsufficientPrivilege):
            person.execute(f"select {what.replace('student_id', 'row_version')} from {table}")


def test_an_asking_that_was_committed_is_answered(dean, mine):
    rows = column(dean, READ, ask(dean, mine))
    assert {row["student_id"] for row in rows} == set(mine)
    assert all(len(row["pinfl"]) == 14 for row in rows)


def test_an_asking_of_the_same_transaction_is_not(dean, mine):
    ticket = scalar(dean, ASK, "students.private", mine)
    with refused(NOT_ASKED, "HM002"):
        dean.execute(READ, [ticket])


def test_a_ticket_is_for_one_person_and_one_role(dean, mine, as_person):
    ticket = ask(dean, mine)
    with refused(NOT_ASKED, "HM002"):
        as_person("academic_office").execute(READ, [ticket])
    deputy = as_person("deputy_geology", "hemis_faculty")
    ticket = ask(deputy, mine)
    deputy.execute("set role hemis_teacher")
    with refused(""):
        deputy.execute(READ, [ticket])


def test_a_ticket_grows_old(dean, mine, admin):
    ticket = ask(dean, mine)
    admin.execute("update security.reading set at = at - interval '11 minutes' where id = %s", [ticket])
    with refused(NOT_ASKED, "HM002"):
        dean.execute(READ, [ticket])


def test_the_asking_stays_in_the_log_whatever_follows(dean, mine, admin):
    ticket = ask(dean, mine)
    dean.execute(READ, [ticket])
    dean.rollback()
    assert set(scalar(admin, "select record_ids from security.reading where id = %s", ticket)) == set(mine)


def test_other_peoples_students_are_refused_like_those_who_do_not_exist(dean, mine, of_mining):
    sentence = "You may not read the private data of all of these records."
    with refused(sentence, "HM002"):
        dean.execute(ASK, ["students.private", [*mine, of_mining[0]]])
    dean.rollback()
    with refused(sentence, "HM002"):
        dean.execute(ASK, ["students.private", [*mine, 10**9]])


def test_at_most_a_thousand_at_a_time(dean):
    with refused("Ask for 1 to 1000 records at a time."):
        dean.execute(ASK, ["students.private", list(range(1, 1002))])


def test_accounting_reads_what_a_contract_needs(as_person, mine):
    office = as_person("accounting")
    row = column(office, READ, ask(office, mine[:1]))[0]
    assert set(row) == {"student_id", "pinfl", "passport", "address", "phone"}


def test_the_registrar_reads_graduates_only(as_person, admin):
    office = as_person("registrar")
    by_status = "select id from students.student where status = %s limit 2"
    with refused("You may not read the private data of all of these records.", "HM002"):
        office.execute(ASK, ["students.private", column(admin, by_status, "11")])
    office.rollback()
    graduate = column(admin, by_status, "11")[:1]
    admin.execute("update students.student set status = '14' where id = %s", graduate)
    try:
        assert len(column(office, READ, ask(office, graduate))) == 1
    finally:
        admin.execute("update students.student set status = '11' where id = %s", graduate)


def test_a_teacher_reads_only_the_own_private_data(as_person, admin):
    teacher = as_person("teacher_mineralogy")
    me, other = (scalar(admin, "select employee_id from security.account where login = %s", login)
                 for login in ("teacher_mineralogy", "teacher_mining"))  # fmt: skip
    ticket = ask(teacher, [me], "employees.private")
    assert column(teacher, "select employees.read_private(%s)", ticket)[0]["employee_id"] == me
    with refused("You may not read the private data of all of these records.", "HM002"):
        teacher.execute(ASK, ["employees.private", [other]])


def test_accounting_reads_salaries_and_nothing_else_of_employees(as_person, admin):
    office, someone = as_person("accounting"), column(admin, "select min(id) from employees.employee")
    row = column(office, "select employees.read_private(%s)", ask(office, someone, "employees.private"))[0]
    assert set(row) == {"employee_id", "salary"}


def test_writing_needs_the_present_version(dean, mine):
    write = "select students.write_private(%s, %s, %s)"
    version = column(dean, READ, ask(dean, mine[:1]))[0]["row_version"]
    assert scalar(dean, write, mine[0], version, Jsonb({"phone": "+998 90 123 45 67"})) == version + 1
    with refused("The private data was changed meanwhile.", "HM003"):
        dean.execute(write, [mine[0], version, Jsonb({"phone": None})])


def test_what_is_not_named_stays(dean, mine):
    before = column(dean, READ, ask(dean, mine[:1]))[0]
    new = Jsonb({"address": "Yangi manzil"})
    dean.execute("select students.write_private(%s, %s, %s)", [mine[0], before["row_version"], new])
    dean.commit()
    after = column(dean, READ, ask(dean, mine[:1]))[0]
    changed = {key for key in after if after[key] != before[key]}
    assert changed == {"address", "row_version"}


@pytest.mark.parametrize("key", ["student_id", "entry_year", "id", "status"])
def test_keys_of_the_record_are_not_written(dean, mine, key):
    with refused("The private data of a student has no such field."):
        dean.execute("select students.write_private(%s, 1, %s)", [mine[0], Jsonb({key: 1})])


def test_another_faculty_is_not_written(dean, of_mining):
    with refused("You may not write the private data of all of these students.", "HM002"):
        dean.execute("select students.write_private(%s, 1, '{}')", [of_mining[0]])


def test_a_pinfl_belongs_to_one_person_a_year(dean, mine, admin):
    one, two = mine[:2]
    pinfl = scalar(admin, "select pinfl from students.private where student_id = %s", one)
    year = scalar(admin, "select entry_year from students.private where student_id = %s", one)
    same_year = scalar(admin, "select p.student_id from students.private p "
                              "join students.student s on s.id = p.student_id "
                              "where p.entry_year = %s and p.student_id <> %s and s.faculty_id = "
                              "(select faculty_id from students.student where id = %s) limit 1",
                       year, one, two)  # fmt: skip
    version = scalar(admin, "select row_version from students.private where student_id = %s", same_year)
    announce(dean, pinfl)
    with pytest.raises(UniqueViolation):
        dean.execute(
            "select students.write_private(%s, %s, %s)", [same_year, version, Jsonb({"pinfl": pinfl})]
        )


def test_only_the_personnel_office_writes_of_employees(as_person, admin):
    someone = scalar(admin, "select min(employee_id) from employees.private")
    version = scalar(admin, "select row_version from employees.private where employee_id = %s", someone)
    write = "select employees.write_private(%s, %s, %s)"
    values = [someone, version, Jsonb({"salary": 4_500_000.5})]
    assert scalar(as_person("hr"), write, *values) == version + 1
    for login in ("accounting", "dean_geology", "admin"):
        with pytest.raises(InsufficientPrivilege):
            as_person(login).execute(write, values)
