"""What goes wrong around orders: dates, leaves, groups that are gone, numbers, names, two desks, one that dies."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import psycopg
import pytest

from tests.server.acting import column, scalar
from tests.server.orders import DRAFT, EXPELLED, SIGN, applied, draft, refused, signed, wait_for_lock

STATUS = "select status from students.student where id = %s"
STUDYING = """select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'
    where s.status = '11' and s.education_type = '11' and s.group_id is not null order by s.sort_key desc limit 40"""
LEAP_DAY = date(2028, 2, 29)


@pytest.fixture
def studying(admin):
    return column(admin, STUDYING)


def days(first, last, reason="12"):
    return json.dumps({"reason": reason, "starts_on": f"{first}", "ends_on": f"{last}"})


def test_an_order_dated_before_the_last_one_is_refused_with_the_day(dean, office, studying, today):
    student = studying[:1]
    applied(dean, office, "retain", student, day=today - timedelta(5))
    late = draft(dean, "continue", student, day=today - timedelta(9))
    assert "has held since" in refused(dean, "select movement.send(%s)", late)
    dean.execute("update movement.decree set effective_on = %s where id = %s", [today, late])
    dean.commit()
    dean.execute("select movement.send(%s)", [late])  # the date corrected, it goes
    dean.commit()


def test_a_leave_until_the_29_of_february_is_overdue_on_the_first_of_march(
    dean, office, studying, today, admin
):
    student = studying[1]
    with pytest.raises(psycopg.errors.DatetimeFieldOverflow):
        draft(dean, "leave", [student], days(today, "2027-02-29"), day=today)
    dean.rollback()
    applied(dean, office, "leave", [student], days(today, LEAP_DAY), day=today)
    [line] = dean.execute(
        "select status, line_until from movement.time_line(%s) where ends_on is null", [student]
    )
    assert line == ("13", LEAP_DAY)
    standing = "select standing from movement.concerned('return') where student_id = %s"
    assert scalar(dean, standing, student) == "done"
    # What holds on the day itself and the day after is counted by the calendar, not by 365 days.
    assert (
        scalar(admin, "select count(*) from movement.as_of(%s) where student_id = %s", LEAP_DAY, student) == 1
    )
    admin.execute(
        "update movement.line set starts_on = %s - 90, ends_on = %s where student_id = %s and ends_on = %s",
        [today, today - timedelta(1), student, LEAP_DAY],
    )
    assert scalar(dean, standing, student) == "overdue"


def test_who_is_on_leave_is_not_retained_and_comes_back_from_it(dean, office, studying, today):
    """Retained, then on leave, which ends: the return leads to study, never to a second retention."""
    student = studying[2:3]
    applied(dean, office, "retain", student, day=today - timedelta(40))
    assert "moves nobody" in refused(
        dean, "select movement.send(%s)", draft(dean, "retain", student, day=today)
    )
    applied(
        dean,
        office,
        "leave",
        student,
        days(today - timedelta(30), today - timedelta(2)),
        day=today - timedelta(30),
    )
    assert "moves nobody" in refused(
        dean, "select movement.send(%s)", draft(dean, "retain", student, day=today)
    )
    waits = dict(dean.execute("select student_id, standing from movement.concerned('return')").fetchall())
    assert waits[student[0]] == "overdue"
    applied(dean, office, "return", student, day=today - timedelta(1))
    lived = [row[0] for row in dean.execute("select status from movement.time_line(%s)", student)]
    assert lived[-4:] == ["11", "15", "13", "11"]


def test_an_extension_that_ends_earlier_is_none(dean, office, studying, today):
    student, until = studying[3:4], today + timedelta(200)
    applied(dean, office, "leave", student, days(today, until), day=today)
    short = draft(dean, "extend", student, days(today, until - timedelta(30)), day=today)
    assert "lasts until {day} already" in refused(dean, "select movement.send(%s)", short)
    applied(dean, office, "extend", student, days(today, until + timedelta(60)), day=today)
    same = draft(dean, "extend", student, days(today, until + timedelta(60)), day=today)
    assert "lasts until {day} already" in refused(dean, "select movement.send(%s)", same)


def test_who_comes_back_after_five_years_finds_no_group_and_no_plan(admin, dean, office, studying, today):
    """The own group is gone, and its plan: another group is chosen, and the difference is asked for."""
    student = studying[4]
    applied(dean, office, "expel", [student], EXPELLED, day=today)
    gone = today - timedelta(5 * 365)
    admin.execute("update students.period set starts_on = %s, ends_on = %s"
                  " where student_id = %s and ends_on is not null",
                  [gone - timedelta(400), gone - timedelta(1), student])  # fmt: skip
    admin.execute(
        "update students.period set starts_on = %s where student_id = %s and ends_on is null", [gone, student]
    )
    old = scalar(admin, "select group_id from students.student where id = %s", student)
    admin.execute("""insert into students."group" (faculty_id, specialty_id, name, entry_year, education_form, language,
                                                   active)
                     select faculty_id, specialty_id, 'YO-01', 2016, education_form, language, false
                       from students."group" where id = %s""", [old])  # fmt: skip
    left = scalar(admin, 'select max(id) from students."group"')
    for table in ("students.period", "students.student"):
        admin.execute(f"update {table} set group_id = %s where {'student_id' if 'period' in table else 'id'} = %s",
                      [left, student])  # fmt: skip
    made = draft(dean, "reinstate", [student], day=today)
    assert "is not in use any more" in refused(dean, "select movement.send(%s)", made)
    dean.execute("select movement.change_lines(array(select id from movement.line where decree_id = %s), %s::jsonb)",
                 [made, json.dumps({"new_group_id": old})])  # fmt: skip
    dean.commit()
    said = dean.execute("select refused, message from movement.verdicts(%s)", [made]).fetchall()
    assert (False, "{student} joins another plan: no difference of curricula is decided.") in said
    assert not any(refusal for refusal, _message in said)


def test_a_group_of_another_semester_is_told_of(admin, dean, studying, today):
    found = admin.execute(
        "select s.id from students.student s where s.id = any (%s) and s.semester::int %% 2 = 1 limit 1",
        [studying[5:]],
    ).fetchone()
    group = scalar(
        admin,
        'select g.group_id from students.student g join students."group" r on r.id = g.group_id and r.active'
        " join students.student s on s.id = %s and s.faculty_id = g.faculty_id and s.course = g.course"
        " and s.group_id <> g.group_id and s.education_type = g.education_type where g.status = '11' limit 1", found[0],
    )  # fmt: skip
    admin.execute(
        "update students.student set semester = (semester::int + 1)::text where group_id = %s and status = '11'",
        [group],
    )
    made = draft(dean, "transfer", [found[0]], json.dumps({"new_group_id": group}), day=today)
    said = [message for (message,) in dean.execute("select message from movement.verdicts(%s)", [made])]
    assert "The group {group} is in another semester than {student} will be." in said


def test_two_who_sign_at_once_get_two_numbers(admin, dean, office, as_person, studying, today):
    second = as_person("academic_office")
    made = [draft(dean, "discipline", studying[6:7], EXPELLED, day=today) for _ in range(2)]
    for each in made:
        dean.execute("select movement.send(%s)", [each])
    dean.commit()
    first = scalar(office, SIGN, made[0], None)
    with ThreadPoolExecutor(1) as beside:
        waits = beside.submit(scalar, second, SIGN, made[1], None)
        wait_for_lock(admin)
        office.commit()
        other = waits.result(timeout=60)
    second.commit()
    assert int(other.split("-")[0]) == int(first.split("-")[0]) + 1


@pytest.mark.parametrize("typed", ["77-T", "77-t", "77 - T", "77-Т", "77-т"])
def test_a_number_that_looks_the_same_was_given(dean, office, studying, today, typed):
    """A blank, a small letter or a letter of the other alphabet makes no other number on paper."""
    if typed == "77-T":
        signed(dean, office, "discipline", studying[7:8], EXPELLED, day=today, number="77-T")
    made = draft(dean, "discipline", studying[7:8], EXPELLED, day=today)
    dean.execute("select movement.send(%s)", [made])
    dean.commit()
    assert "was given to another order" in refused(office, SIGN, made, typed)


def test_the_series_passes_over_a_number_that_looks_the_same(dean, office, studying, today):
    """Its letter was typed in the other alphabet: on paper the next number of the series would be the same."""
    first = signed(dean, office, "discipline", studying[7:8], EXPELLED, day=today)
    number = int(scalar(office, "select number from movement.decree where id = %s", first).split("-")[0])
    signed(dean, office, "discipline", studying[7:8], EXPELLED, day=today, number=f"{number + 1} -т")
    third = signed(dean, office, "discipline", studying[7:8], EXPELLED, day=today)
    assert scalar(office, "select number from movement.decree where id = %s", third) == f"{number + 2}-T"


def test_two_who_type_the_same_number_at_once_are_not_both_heard(
    admin, dean, office, as_person, studying, today
):
    second = as_person("academic_office")
    made = [draft(dean, "discipline", studying[6:7], EXPELLED, day=today) for _ in range(2)]
    for each in made:
        dean.execute("select movement.send(%s)", [each])
    dean.commit()
    assert scalar(office, SIGN, made[0], "123-T/2") == "123-T/2"
    with ThreadPoolExecutor(1) as beside:
        waits = beside.submit(refused, second, SIGN, made[1], "123-Т/2")
        wait_for_lock(admin)
        office.commit()
        assert "was given to another order" in waits.result(timeout=60)


def test_a_signature_of_another_time_is_refused(admin, dean, office, studying, today):
    made = draft(dean, "discipline", studying[8:9], EXPELLED, day=today)
    dean.execute("select movement.send(%s)", [made])
    dean.commit()
    sign = "select movement.sign(%s, %s, %s)"
    person = scalar(admin, "select min(id) from employees.employee")
    assert "years ago" in refused(office, sign, made, person, date(2006, 12, 5))
    assert "after today" in refused(office, sign, made, person, today + timedelta(1))
    left = scalar(admin, "select max(id) from employees.employee")
    admin.execute("update employees.position set ends_on = greatest(starts_on, %s) where employee_id = %s",
                  [today - timedelta(10), left])  # fmt: skip
    assert "had left every position" in refused(office, sign, made, left, today)
    assert scalar(office, sign, made, left, today - timedelta(11))


def test_a_name_corrected_on_the_card_is_the_one_that_drafts_say(admin, dean, office, studying, today):
    student = studying[9]
    open_one = draft(dean, "expel", [student], EXPELLED, day=today)
    kept = signed(dean, office, "discipline", [student], EXPELLED, day=today)
    before = scalar(admin, "select full_name from students.student where id = %s", student)
    dean.execute("update students.student set surname = 'Toʻgʻrilangan' where id = %s", [student])
    dean.commit()
    says = dict(
        dean.execute(
            "select decree_id, student_name from movement.line where decree_id = any (%s)", [[open_one, kept]]
        )
    )
    assert says[open_one].startswith("Toʻgʻrilangan")
    assert says[kept] == before  # what was signed says what it said


def test_a_colleague_goes_on_with_a_draft_and_a_stranger_does_not(dean, office, as_person, studying, today):
    made = draft(dean, "discipline", studying[10:11], EXPELLED, day=today)
    colleague = as_person("deputy_geology", role="hemis_faculty")
    assert (
        scalar(colleague, "select movement.put_students(%s, %s, %s::jsonb)", made, studying[11:12], EXPELLED)
        == 1
    )
    colleague.commit()
    assert scalar(dean, "select lines from movement.decree where id = %s", made) == 2
    stranger = as_person("dean_mining")
    assert "not yours" in refused(
        stranger, "select movement.put_students(%s, %s, '{}')", made, studying[11:12]
    )


def test_one_order_from_two_desks_is_applied_once(admin, dean, as_person, office, studying, today):
    student, second = studying[12], as_person("academic_office")
    made = signed(dean, office, "expel", [student], EXPELLED, day=today)
    assert scalar(dean, "select movement.apply(%s)", made) == 1
    with ThreadPoolExecutor(1) as beside:
        waits = beside.submit(refused, second, "select movement.apply(%s)", made)
        wait_for_lock(admin)
        dean.commit()
        assert "stays as it is" in waits.result(timeout=60)
    assert (
        scalar(admin, "select count(*) from students.period where student_id = %s and status = '12'", student)
        == 1
    )


def test_a_desk_that_dies_while_applying_has_changed_nobody(admin, dean, office, studying, as_person, today):
    chosen = studying[13:33]
    made = signed(dean, office, "expel", chosen, EXPELLED, day=today)
    periods = "select count(*) from students.period where student_id = any (%s)"
    before = scalar(admin, periods, chosen)
    desk = as_person("dean_geology")
    assert scalar(desk, "select movement.apply(%s)", made) == len(chosen)  # and no commit: the desk dies here
    admin.execute("select pg_terminate_backend(%s)", [desk.info.backend_pid])
    with pytest.raises(psycopg.OperationalError):
        desk.execute("select 1")
    assert {scalar(admin, STATUS, each) for each in chosen} == {"11"}
    assert scalar(admin, periods, chosen) == before
    assert scalar(dean, "select movement.apply(%s)", made) == len(chosen)
    dean.commit()
    assert {scalar(admin, STATUS, each) for each in chosen} == {"12"}


def test_a_day_decades_away_is_no_day_of_an_order(dean, studying, today):
    assert "lies too far away" in refused(
        dean, DRAFT, "expel", date(2062, 12, 1), "403-101", studying[33:34], EXPELLED
    )
