"""Late grade sheets: who sees them, who reminds whom, once a day, and when a reminder is done."""

import psycopg
import pytest

from tests.server.acting import column, refused, scalar
from tests.server.test_grades import employee

#: A late sheet of the mineralogists that teacher_mineralogy alone has to sign; another one waits for the head.
LATE = """
    select s.id from grades.sheet s
      join structure.unit u on u.id = s.department_id and u.code = '403-101-01'
     where s.state = 'opened' and s.term_id = (select max(term_id) from grades.sheet)
     order by s.id limit 2
"""
NOBODY = (
    "Nobody was reminded: they were reminded today already, or it is your own turn. Remind again tomorrow."
)
SETTING = "update grades.sheet set state = %s, due_on = security.today() - %s where id = %s"


@pytest.fixture(scope="module")
def sheets(database):
    """A sheet that waits for teacher_mineralogy for five days, and one that waits for the head for two."""
    with psycopg.connect(database, autocommit=True) as admin:
        opened, signed = column(admin, LATE)
        teacher = employee(admin, "teacher_mineralogy")
        admin.execute("delete from grades.reminder where sheet_id = any (%s)", [[opened, signed]])
        admin.execute("delete from grades.grader where sheet_id = %s", [opened])
        admin.execute("update grades.component set signed_at = null where sheet_id = %s", [opened])
        admin.execute(
            "insert into grades.grader (faculty_id, sheet_id, component_id, employee_id) "
            "select faculty_id, sheet_id, id, %s from grades.component where sheet_id = %s",
            [teacher, opened],
        )
        admin.execute(SETTING, ["opened", 5, opened])
        admin.execute(SETTING, ["signed", 2, signed])
        return opened, signed


def late(person):
    return {row[0]: row[1:] for row in person.execute("select * from grades.late_sheets()")}


def remind(person, *sheets):
    return scalar(person, "select grades.remind(%s)", list(sheets))


def test_late_sheets_say_since_when_and_whose_turn_it_is(as_person, sheets, admin):
    dean = as_person("dean_geology")
    found = late(dean)
    days, people, reminded_on, _by, may = found[sheets[0]]
    teacher = scalar(
        admin, "select full_name from employees.employee where id = %s", employee(admin, "teacher_mineralogy")
    )
    assert (days, people, reminded_on, may) == (5, [teacher], None, True)
    head = scalar(
        admin, "select full_name from employees.employee where id = %s", employee(admin, "head_mineralogy")
    )
    assert head in found[sheets[1]][1]
    assert all(row[0] > 0 for row in found.values())
    foreign = "select count(*) from grades.sheet s where s.id = any (%s) and s.faculty_id <> all (security.my_units())"
    assert scalar(dean, foreign, list(found)) == 0
    assert found.keys() < late(as_person("academic_office")).keys()
    assert not late(as_person("dean_mining")).keys() & found.keys()
    assert set(sheets) <= late(as_person("head_mineralogy")).keys()
    assert not set(sheets) & late(as_person("head_surveying")).keys()
    with refused(""):
        late(as_person("teacher_mineralogy"))


def test_a_person_is_reminded_of_a_sheet_once_a_day(as_person, sheets, admin):
    opened, _signed = sheets
    dean = as_person("dean_geology")
    assert remind(dean, opened) == 1
    told = dean.execute(
        "select employee_id, role, day = security.today(), login, done_at from grades.reminder where sheet_id = %s",
        [opened],
    ).fetchall()
    assert told == [(employee(admin, "teacher_mineralogy"), "hemis_teacher", True, "dean_geology", None)]
    assert late(dean)[opened][2:5] == (
        scalar(dean, "select security.today()"),
        scalar(dean, "select security.name_of('dean_geology')"),
        False,
    )
    dean.commit()
    try:
        with refused(NOBODY, "HM004"):
            remind(dean, opened)
        with refused(NOBODY, "HM004"):
            remind(as_person("head_mineralogy"), opened)  # nor by somebody else
        teacher = as_person("teacher_mineralogy")
        assert column(
            teacher, "select sheet_id from grades.reminder where done_at is null and day = security.today()"
        ) == [opened]
        assert opened not in column(as_person("teacher_mining"), "select sheet_id from grades.reminder")
        admin.execute("update grades.grader set signed_at = now() where sheet_id = %s", [opened])
        assert scalar(teacher, "select done_at is not null from grades.reminder where sheet_id = %s", opened)
    finally:
        admin.execute("update grades.grader set signed_at = null where sheet_id = %s", [opened])
        admin.execute("delete from grades.reminder where sheet_id = %s", [opened])


def test_a_head_reminds_teachers_and_is_reminded(as_person, sheets, admin):
    opened, signed = sheets
    head, dean = as_person("head_mineralogy"), as_person("dean_geology")
    with refused(NOBODY, "HM004"):
        remind(head, signed)  # it is the own turn
    head.rollback()
    assert remind(head, opened) == 1
    head.rollback()
    assert remind(dean, signed) >= 1
    assert employee(admin, "head_mineralogy") in column(
        dean, "select employee_id from grades.reminder where sheet_id = %s", signed
    )


def test_who_may_not_remind_is_refused(as_person, sheets, admin):
    opened, _signed = sheets
    for login in ("dean_mining", "head_surveying"):
        with refused("This grade sheet is not one of yours.", "HM002"):
            remind(as_person(login), opened)
    for login in ("teacher_mineralogy", "academic_office", "registrar"):
        with refused(""):
            remind(as_person(login), opened)
    dean = as_person("dean_geology")
    on_time = scalar(
        admin,
        "select s.id from grades.sheet s join structure.unit u on u.id = s.faculty_id and u.code = '403-101' "
        "where s.due_on >= security.today() limit 1",
    )
    with refused("The grade sheet {number} is not late: nobody is reminded of it.", "HM004"):
        remind(dean, on_time)
    dean.rollback()
    with refused(""):
        dean.execute(
            "insert into grades.reminder (faculty_id, sheet_id, employee_id, role, day, login) select faculty_id, id, "
            "1, 'hemis_teacher', security.today(), 'x' from grades.sheet where id = %s",
            [opened],
        )
    dean.rollback()
    with refused(""):
        dean.execute("update grades.reminder set done_at = now()")
