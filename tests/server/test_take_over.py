"""The end of the take-over: closed once, by the academic office; whoever comes afterwards is enrolled by an order."""

import psycopg
import pytest

from server_db.demo.people import PEOPLE
from tests.server.acting import announce, scalar
from tests.server.orders import applied, cancelled, draft, refused

CLOSE = "select movement.close_take_over(%s)"
INSERT = (
    "insert into students.student (surname, given_name, birth_date, gender, faculty_id, specialty_id,"
    " group_id, education_type, education_form, payment_form, language, course, semester, status, entry_year, number)"
    " select 'Yangiyev', 'Olim', '2008-01-02', '11', g.faculty_id, g.specialty_id, case when %s then g.id end,"
    " p.education_type, g.education_form, '11', g.language, '11', '11', %s, g.entry_year,"
    " (students.allot_numbers(array[g.entry_year], array[p.education_type]))[1]"
    ' from students."group" g join students.specialty p on p.id = g.specialty_id order by g.id desc limit 1'
    " returning id"
)


@pytest.fixture
def closed(office):
    """The tests before this one found it open; it is closed for good."""
    if not scalar(office, "select count(*) from students.take_over"):
        office.execute(CLOSE, [scalar(office, "select count(*) from students.student")])
        office.commit()


def imported(dean, status, *, grouped):
    """An import of one student; the run and the student."""
    dean.execute("select imports.take_turn('students')")
    run = scalar(dean, "select imports.begin('students', 'qabul.xlsx', %s)", "0" * 64)
    student = scalar(dean, INSERT, grouped, status)
    version = scalar(dean, "select row_version from students.student where id = %s", student)
    dean.execute(
        "select imports.record(%s, 'students.student', 'insert', %s, %s)", [run, [student], [version]]
    )
    dean.execute("select imports.finish(%s, 1, 0, 0, 0)", [run])
    dean.commit()
    return run, student


def test_while_it_is_open_the_time_line_names_the_file(admin, dean):
    _run, student = imported(dean, "11", grouped=True)
    life = dean.execute("select origin, status, source from movement.time_line(%s)", [student]).fetchall()
    assert life == [("opening", "11", "qabul.xlsx")]


def test_the_take_over_is_closed_once_by_who_has_seen_how_many_there_are(admin, office, as_person):
    for person in PEOPLE:
        for role, _unit in person.roles:
            if role != "hemis_academic_office":
                assert "permission denied" in refused(as_person(person.login, role=role), CLOSE, 0)
    many = scalar(office, "select count(*) from students.student")
    found = dict(office.execute("select * from movement.take_over_report()").fetchall())
    assert found["students"] == many
    assert found["without_period"] == 0
    assert "changed since you looked" in refused(office, CLOSE, many - 1)
    scalar(office, CLOSE, many)
    office.commit()
    assert "closed already" in refused(office, CLOSE, many)
    for change in (
        "delete from students.take_over",
        "update students.take_over set closed_on = '2020-01-01'",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            office.execute(change)
        office.rollback()


def test_afterwards_who_comes_is_applied_and_an_order_enrols(admin, closed, dean, office):
    for status, grouped in (("11", True), ("11", False), ("10", True), ("14", False)):
        assert "is applied and has no group" in refused(dean, INSERT, grouped, status)
    run, student = imported(dean, "10", grouped=False)
    today = scalar(dean, "select security.today()")
    group = scalar(dean, 'select max(g.id) from students."group" g')
    first = today.replace(day=1)
    made = draft(dean, "enrol", [student], "{}", day=first)
    assert "Choose the group" in refused(dean, "select movement.send(%s)", made)
    assert "is in the draft" in refused(dean, "select imports.undo(%s)", run)
    dean.execute("select movement.discard(%s)", [made])
    dean.commit()
    made = applied(dean, office, "enrol", [student], f'{{"new_group_id": {group}}}', day=first)
    # Dated before the day of entry: applied until then, a student since.
    state = "select status, group_id from students.student where id = %s"
    assert dean.execute(state, [student]).fetchone() == ("11", group)
    days = dean.execute("select status, starts_on from movement.time_line(%s)", [student]).fetchall()
    assert days == [("10", first), ("11", first)]
    number = scalar(dean, "select number from movement.decree where id = %s", made)
    assert "is in the order {order}" in refused(dean, "select imports.undo(%s)", run), number
    cancelled(admin, office, made)
    assert dean.execute(state, [student]).fetchone() == ("10", None)


def test_an_import_that_no_order_stands_on_is_undone_and_spelling_of_applied_is_corrected(closed, dean):
    run, student = imported(dean, "10", grouped=False)
    announce(dean, "30201080000011")
    dean.execute("update students.student set surname = 'Yangiboyev' where id = %s", [student])
    dean.rollback()
    assert scalar(dean, "select imports.undo(%s)", run) == 1
