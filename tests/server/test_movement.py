"""Orders: drafted, judged, agreed to, signed under a number, applied to all students or none, taken back, cancelled."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from random import Random

import psycopg
import pytest

import server_db
from client.data.movement.verdict_words import SENTENCES
from client.views.movement import READERS
from server_db.demo.people import PEOPLE
from tests.server.acting import column, scalar
from tests.server.orders import (
    DRAFT,
    EXPELLED,
    SIGN,
    applied,
    cancelled,
    draft,
    refused,
    signed,
    wait_for_lock,
)

PUT = "select movement.put_students(%s, %s, %s::jsonb)"
STATE = "select status, course, semester, group_id from students.student where id = %s"
GROUP = """select g.id from students."group" g join structure.unit u on u.id = g.faculty_id
    join students.specialty p on p.id = g.specialty_id
    where g.active and u.code = %s and p.education_type = %s order by 1 limit 1"""


@pytest.fixture
def studying(admin):
    """Geologists of the third year and below who study for the bachelor's degree."""
    return column(
        admin,
        "select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'"
        " where s.status = '11' and s.course < '14' and s.education_type = '11' and s.group_id is not null"
        " order by s.id desc limit 30",
    )


def test_an_applied_order_is_what_changes_its_students(admin, dean, office, studying, today):
    chosen = studying[:3]
    before = [admin.execute(STATE, [each]).fetchone() for each in chosen]
    made = signed(dean, office, "expel", chosen, EXPELLED, day=today)
    assert [admin.execute(STATE, [each]).fetchone() for each in chosen] == before
    assert scalar(dean, "select movement.apply(%s)", made) == 3
    dean.commit()
    assert {admin.execute(STATE, [each]).fetchone()[0] for each in chosen} == {"12"}
    lived = admin.execute(
        "select p.status, p.starts_on, p.ends_on from students.period p where p.student_id = %s order by p.id",
        [chosen[0]],
    ).fetchall()[-2:]
    assert lived[0][2] == today - timedelta(1)
    assert lived[1] == ("12", today, None)
    # Nothing changes a student but the order: also its keeper cannot apply it twice.
    assert "stays as it is" in refused(dean, "select movement.apply(%s)", made)


def test_the_history_tells_once_of_each_student_and_line_of_an_order(admin, dean, office, studying, today):
    chosen = studying[:3]
    made = signed(dean, office, "expel", chosen, EXPELLED, day=today)
    since = scalar(admin, "select max(id) from audit.change")
    dean.execute("select movement.apply(%s)", [made])
    dean.commit()
    told = admin.execute(
        "select relation, record_id, login, before, after from audit.change where id > %s order by record_id",
        [since],
    ).fetchall()
    students = [each for each in told if each[0] == "students.student"]
    assert [each[1:] for each in students] == [
        (each, "dean_geology", {"status": "11"}, {"status": "12"}) for each in sorted(chosen)
    ]
    lines = [each for each in told if each[0] == "movement.line"]
    assert [each[1] for each in lines] == column(
        admin, "select id from movement.line where decree_id = %s order by id", made
    )
    assert all(set(each[4]) == {"before_id", "after_id"} and not any(each[3].values()) for each in lines)


def test_one_student_who_may_not_keeps_the_order_of_all(dean, office, studying, today, admin):
    made = draft(dean, "reinstate", studying[:2], day=today)
    assert "moves nobody whose status" in refused(dean, "select movement.send(%s)", made)
    verdicts = dean.execute(
        "select refused, details->>'student' from movement.verdicts(%s)", [made]
    ).fetchall()
    assert len({name for refusal, name in verdicts if refusal}) == 2


def test_a_number_is_given_once(admin, dean, office, studying, today):
    first = signed(dean, office, "discipline", studying[:1], EXPELLED, day=today)
    second = signed(dean, office, "discipline", studying[:1], EXPELLED, day=today, number="7/2-T")
    numbers = dict(
        office.execute("select id, number from movement.decree where id = any (%s)", [[first, second]])
    )
    assert numbers[second] == "7/2-T"
    assert numbers[first] != numbers[second]
    third = draft(dean, "discipline", studying[:1], EXPELLED, day=today)
    dean.execute("select movement.send(%s)", [third])
    dean.commit()
    assert "was given to another order" in refused(office, SIGN, third, "7/2-T")
    with pytest.raises(psycopg.errors.UniqueViolation):  # and the table itself holds no number twice
        admin.execute("update movement.decree set number = '7/2-T' where id = %s", [first])


def test_cancelling_restores_what_was_by_two_people(admin, dean, office, as_person, studying, today):
    student = studying[5]
    before = admin.execute(STATE, [student]).fetchone()
    made = applied(dean, office, "expel", [student], EXPELLED, day=today)
    office.execute("select movement.ask_cancel(%s, 'Xato')", [made])
    office.commit()
    assert "Another person" in refused(office, "select movement.decide_cancel(%s, true)", made)
    admin.execute("update movement.decree set cancel_asked_by = 'somebody' where id = %s", [made])
    office.execute("select movement.decide_cancel(%s, true)", [made])
    office.commit()
    assert admin.execute(STATE, [student]).fetchone() == before
    assert (
        scalar(
            admin, "select count(*) from students.period where student_id = %s and ends_on is null", student
        )
        == 1
    )


def test_what_came_later_goes_first_and_the_way_back_is_told(admin, dean, office, studying, today):
    """An order under two others names both, the latest first; in that sequence all go back to what was."""
    student = studying[6]
    before = admin.execute(STATE, [student]).fetchone()
    made = [
        applied(dean, office, act, [student], given, day=today)
        for act, given in (("retain", "{}"), ("continue", "{}"), ("expel", EXPELLED))
    ]
    numbers = dict(
        office.execute("select id, number from movement.decree where id = any (%s)", [made]).fetchall()
    )
    office.execute("select movement.ask_cancel(%s, 'Xato')", [made[0]])
    office.commit()
    admin.execute("update movement.decree set cancel_asked_by = 'somebody' where id = %s", [made[0]])
    with pytest.raises(psycopg.Error) as caught:
        office.execute("select movement.decide_cancel(%s, true)", [made[0]])
    office.rollback()
    assert "Cancel these orders first, in this sequence" in caught.value.diag.message_primary
    day = f"({today:%d.%m.%Y})"
    told = json.loads(caught.value.diag.message_detail)["numbers"]
    assert told == f"{numbers[made[2]]} {day}, {numbers[made[1]]} {day}"
    for each in reversed(made):
        cancelled(admin, office, each)
    assert admin.execute(STATE, [student]).fetchone() == before


def test_one_wrong_student_is_taken_out_by_a_correction(admin, dean, office, studying, today):
    wrong, right = studying[7:9]
    before = admin.execute(STATE, [wrong]).fetchone()
    applied(dean, office, "expel", [wrong, right], EXPELLED, day=today)
    correction = draft(dean, "take_back", [wrong], day=today)
    cited = scalar(dean, "select taken_back ->> 'act' from movement.states(%s)", correction)
    assert cited == "expel"  # the correction says which order it takes the student out of
    applied(dean, office, "take_back", [wrong], day=today)
    assert "no applied order to take back" in refused(dean, "select movement.send(%s)", correction)
    assert admin.execute(STATE, [wrong]).fetchone() == before
    assert admin.execute(STATE, [right]).fetchone()[0] == "12"


def test_a_transfer_is_agreed_to_by_the_faculty_that_receives(
    admin, dean, office, as_person, studying, today
):
    student, miners = studying[9], as_person("dean_mining")
    group, faculty = admin.execute(
        'select g.id, g.faculty_id from students."group" g join structure.unit u on u.id = g.faculty_id'
        " and u.code = '403-102' join students.specialty p on p.id = g.specialty_id and p.education_type = '11'"
        " where g.active order by g.id desc limit 1"
    ).fetchone()
    made = draft(dean, "transfer", [student], f'{{"new_group_id": {group}}}', day=today)
    assert scalar(dean, "select movement.send(%s)", made) == 1
    dean.commit()
    assert "Not everybody has agreed" in refused(office, SIGN, made, None)
    asked = scalar(miners, "select id from movement.agreement where decree_id = %s", made)
    assert scalar(miners, "select student_name from movement.line where decree_id = %s", made)
    miners.execute("select movement.answer(%s, true)", [asked])
    miners.commit()
    scalar(office, SIGN, made, None)
    office.commit()
    dean.execute("select movement.apply(%s)", [made])
    dean.commit()
    assert scalar(admin, "select faculty_id from students.student where id = %s", student) == faculty
    assert scalar(miners, "select count(*) from movement.time_line(%s)", student) >= 2


def test_leave_needs_its_days_and_ends_with_a_return(admin, dean, office, studying, today):
    student = studying[10]
    made = draft(dean, "leave", [student], '{"reason": "12"}', day=today)
    assert "from when and until when" in refused(dean, "select movement.send(%s)", made)
    line = scalar(dean, "select id from movement.line where decree_id = %s", made)
    until = today + timedelta(180)
    dean.execute("select movement.change_lines(%s, %s::jsonb)",
                 [[line], f'{{"starts_on": "{today}", "ends_on": "{until}"}}'])  # fmt: skip
    dean.execute("select movement.send(%s)", [made])
    dean.commit()
    scalar(office, SIGN, made, None)
    office.commit()
    office.execute("select movement.apply(%s)", [made])
    office.commit()
    assert admin.execute(STATE, [student]).fetchone()[0] == "13"
    waits = dict(dean.execute("select student_id, standing from movement.concerned('return')").fetchall())
    assert waits[student] == "done"
    applied(dean, office, "return", [student], day=today)
    assert admin.execute(STATE, [student]).fetchone()[0] == "11"


def test_nobody_writes_a_state_but_by_an_order(dean, office, studying, as_person):
    for who in (dean, office, as_person("registrar"), as_person("management")):
        for change in (
            "update students.student set status = '12' where id = %s",
            "delete from students.period where student_id = %s",
            "update students.period set status = '12' where student_id = %s",
            "update movement.line set new_course = '14' where student_id = %s",
            "update movement.decree set state = 'signed' where id = %s",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                who.execute(change, [studying[0]])
            who.rollback()
    strangers = as_person("dean_mining")
    today = scalar(strangers, "select security.today()")
    assert "of your faculty" in refused(strangers, DRAFT, "expel", today, "403-102", [studying[0]], EXPELLED)
    assert "its own faculty" in refused(strangers, DRAFT, "expel", today, "403-101", [studying[0]], EXPELLED)


def test_every_verdict_has_its_words_and_every_state_its_period(admin):
    folder = Path(server_db.__file__).parent / "sql"
    judging = (
        "200_movement/judging.sql",
        "200_movement/renaming.sql",
        "200_movement/places.sql",
        "200_movement/schedules.sql",
        "210_differences/deciding.sql",
        "270_attestation/orders.sql",
        "280_graduation/orders.sql",
    )
    pattern = re.compile(r"(?:true|false)(?: as refused)?,\s+'([^']+[.}?])'")
    said = {
        sentence
        for name in judging
        for sentence in pattern.findall((folder / name).read_text(encoding="utf-8"))
    }
    assert said == set(SENTENCES)
    lost = """select count(*) from students.student s
              left join students.period p on p.student_id = s.id and p.ends_on is null
             where (p.status, p.course, p.semester, p.group_id)
                   is distinct from (s.status, s.course, s.semester, s.group_id)"""
    assert scalar(admin, lost) == 0


def test_two_orders_for_one_student_at_once_are_applied_one_after_the_other(
    admin, dean, office, as_person, studying, today
):
    student, second = studying[11], as_person("academic_office")
    orders = [signed(dean, office, "expel", [student], EXPELLED, day=today) for _ in range(2)]
    dean.execute("select movement.apply(%s)", [orders[0]])
    with ThreadPoolExecutor(1) as beside:
        waits = beside.submit(refused, second, "select movement.apply(%s)", orders[1])
        wait_for_lock(admin)
        dean.commit()
        assert "moves nobody whose status" in waits.result(timeout=60)
    assert (
        scalar(admin, "select count(*) from students.period where student_id = %s and status = '12'", student)
        == 1
    )


def test_an_order_of_last_week_leaves_the_marks_that_were_made_since(admin, dean, office, studying, today):
    marks = "select count(*), coalesce(sum(unexcused_hours), 0) from attendance.v_mark where student_id = %s"
    student = column(
        admin,
        "select m.student_id from attendance.v_mark m where m.student_id = any (%s) and m.day between %s - 7 and %s"
        " group by 1 order by count(*) desc, 1 limit 1", studying[12:], today, today,
    )[0]  # fmt: skip
    before = admin.execute(marks, [student]).fetchone()
    assert before[0]
    made = draft(dean, "expel", [student], EXPELLED, day=today - timedelta(7))
    dean.execute("select movement.send(%s)", [made])
    dean.commit()
    signatory = scalar(admin, "select min(id) from employees.employee")
    scalar(office, "select movement.sign(%s, %s, %s)", made, signatory, today - timedelta(3))
    office.commit()
    dean.execute("select movement.apply(%s)", [made])
    dean.commit()
    days = "select effective_on, signed_on from movement.decree where id = %s and state = 'applied'"
    assert admin.execute(days, [made]).fetchone() == (today - timedelta(7), today - timedelta(3))
    assert admin.execute(marks, [student]).fetchone() == before
    sits = (
        "select count(*) from teaching.member where student_id = %s and coalesce(ends_on, 'infinity') >= %s"
    )
    assert scalar(admin, sits, student, today - timedelta(6)) == 0
    assert (
        scalar(
            admin,
            "select status from movement.as_of(%s) where student_id = %s",
            today - timedelta(8),
            student,
        )
        == "11"
    )
    assert (
        scalar(
            admin,
            "select status from movement.as_of(%s) where student_id = %s",
            today - timedelta(7),
            student,
        )
        == "12"
    )


def test_nobody_signs_or_answers_for_others(admin, dean, office, as_person, studying, today):
    made = draft(dean, "payment", [studying[13]], '{"new_payment": "12"}', day=today)
    line = scalar(admin, "select payment_form from students.student where id = %s", studying[13])
    dean.execute("select movement.change_lines(array(select id from movement.line where decree_id = %s), %s::jsonb)",
                 [made, f'{{"new_payment": "{"11" if line == "12" else "12"}"}}'])  # fmt: skip
    dean.execute("select movement.send(%s)", [made])
    dean.commit()
    asked = scalar(admin, "select id from movement.agreement where decree_id = %s", made)
    hr, rector = as_person("hr"), as_person("management")
    assert "not asked" in refused(hr, "select movement.answer(%s, true)", asked)
    assert "not asked" in refused(dean, "select movement.answer(%s, true)", asked)
    accounting = as_person("accounting")
    assert "reason" in refused(accounting, "select movement.answer(%s, false)", asked)
    accounting.execute("select movement.answer(%s, true)", [asked])
    accounting.commit()
    stranger = scalar(admin, "select min(id) from employees.employee")
    sign = "select movement.sign(%s, %s, security.today())"
    assert "for yourself" in refused(rector, sign, made, stranger)
    assert "permission denied" in refused(dean, sign, made, stranger)
    own = scalar(admin, "select employee_id from security.account where login = 'management'")
    assert scalar(rector, sign, made, own)
    rector.commit()
    assert "permission denied" in refused(rector, "select movement.apply(%s)", made)


def test_the_balance_closes_between_any_two_days(as_person, today):
    """What stands at the start, came and did not leave stands at the end, for every role and faculty."""
    days = Random(403)  # noqa: S311 - the same days each time
    for login in ("academic_office", "dean_mining", "management"):
        who = as_person(login)
        for _ in range(6):
            first, last = sorted(today - timedelta(days.randrange(1700)) for _ in range(2))
            sums = {}
            for faculty, side, _act, students in who.execute(
                "select * from movement.balance(%s, %s)", [first, last]
            ):
                sign = {"start": 1, "came": 1, "left": -1, "end": -1}[side]
                sums[faculty] = sums.get(faculty, 0) + sign * students
            assert set(sums.values()) <= {0}, (login, first, last)
        # Whoever came here from elsewhere was counted there then, and is read there.
        counted = who.execute(
            "select sum(h.students) from movement.headcount(%s) h where h.status in ('11', '13', '15')"
            " and h.faculty_id in (select faculty_id from movement.balance(%s, %s))", [last, first, last]
        ).fetchone()[0]  # fmt: skip
        ends = "select sum(students) from movement.balance(%s, %s) where side = 'end'"
        assert counted == scalar(who, ends, first, last)


def test_every_number_of_the_balance_is_as_many_students(admin, as_person, today):
    """However it is cut, it closes row by row; who may not read it finds nothing, a dean's office its own faculty."""
    first = today - timedelta(400)
    faculty = scalar(admin, "select id from structure.unit where code = '403-102'")
    wanted = "select count(*), count(distinct student_id) from movement.balance_students(%s, %s, %s, null, %s, %s, %s)"
    for login in ("academic_office", "dean_mining", "management"):
        who = as_person(login)
        for cut in ("faculty", "course", "form", "payment"):
            by = "select * from movement.balance_by(%s, %s, %s)"
            rows = who.execute(by, [first, today, cut]).fetchall()
            sums = {}
            for key, side, _act, students in rows:
                sums[key] = sums.get(key, 0) + {"start": 1, "came": 1, "left": -1, "end": -1}[side] * students
            assert set(sums.values()) == {0}, (login, cut)
            for key, side, act, students in rows:
                found = who.execute(wanted, [first, today, cut, key, side, act]).fetchone()
                assert found[0] == students
                assert found[1] == students or side in ("came", "left")
            if cut == "faculty" and login == "dean_mining":
                assert set(sums) == {str(faculty)}
    for login in ("registrar", "teacher_mining"):
        assert "permission denied" in refused(
            as_person(login), wanted, first, today, "faculty", None, "end", ""
        )
    direct = "select * from movement.balance_rows(%s, %s, 'faculty', array[1])"
    assert "permission denied" in refused(as_person("dean_mining"), direct, first, today)


def test_whose_group_has_moved_on_is_told_of(admin, dean, office, today):
    """Who was retained is a year behind the own group: the group is asked about, not taken for granted."""
    student = scalar(
        admin,
        "select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'"
        " where s.status = '15' and s.group_id is not null order by s.id limit 1",
    )
    made = draft(dean, "continue", [student], day=today)
    verdicts = "select refused, message from movement.verdicts(%s)"
    moved_on = (False, "The group {group} is in another year of study than {student} will be.")
    assert moved_on in dean.execute(verdicts, [made]).fetchall()
    # A group of the own year of study learns by another plan: the difference of curricula is asked for.
    below = scalar(
        admin,
        'select g.id from students.student s join students."group" w on w.id = s.group_id'
        " join curriculum.group_curriculum c on c.group_id = w.id"
        ' join students."group" g on g.specialty_id = w.specialty_id and g.active'
        " join curriculum.group_curriculum d on d.group_id = g.id and d.curriculum_id <> c.curriculum_id"
        " join students.student f on f.group_id = g.id and f.status = '11' and f.course = s.course"
        " where s.id = %s limit 1", student,
    )  # fmt: skip
    dean.execute("select movement.change_lines(array(select id from movement.line where decree_id = %s), %s::jsonb)",
                 [made, json.dumps({"new_group_id": below})])  # fmt: skip
    dean.commit()
    said = dean.execute(verdicts, [made]).fetchall()
    assert moved_on not in said
    assert (False, "{student} joins another plan: no difference of curricula is decided.") in said


def test_whoever_reads_a_student_in_an_order_reads_what_becomes_of_him(as_person, admin):
    """The states of an order are those of the lines that row security gives, for each person and each order."""
    decrees = column(admin, "select id from movement.decree")
    lines = "select id from movement.line order by 1"
    beside = "select t.line_id from unnest(%s::bigint[]) d cross join lateral movement.states(d) t order by 1"
    for person in PEOPLE:
        for role, _unit in person.roles:
            if role.removeprefix("hemis_") in READERS:
                who = as_person(person.login, role=role)
                assert column(who, beside, decrees) == column(who, lines), person.login


def test_an_order_is_written_in_a_language_that_can_be_printed(dean, office, today):
    made = draft(dean, "expel", [], day=today)
    with pytest.raises(psycopg.errors.CheckViolation):
        dean.execute("update movement.decree set language = 'zz' where id = %s", [made])


def finish(dean, office, order):
    """Sign what was sent, and apply it."""
    scalar(office, SIGN, order, None)
    office.commit()
    dean.execute("select movement.apply(%s)", [order])
    dean.commit()


def test_a_promotion_that_was_overtaken_promotes_nobody_twice(dean, office, studying, today):
    student = studying[14:15]
    course = scalar(dean, "select course from students.student where id = %s", student[0])
    given = f'{{"new_course": "{int(course) + 1}", "new_semester": "{2 * int(course) - 8}"}}'
    late = draft(dean, "transfer", student, given, day=today)
    overtaken = draft(dean, "promote", student, day=today)
    dean.execute("select movement.send(%s)", [late])
    dean.commit()
    finish(dean, office, late)
    assert "another year of study than the next" in refused(dean, "select movement.send(%s)", overtaken)


def test_who_came_to_another_faculty_meanwhile_is_not_expelled_by_the_former(
    admin, dean, office, as_person, studying, today
):
    student, miners = studying[15], as_person("dean_mining")
    left_over = draft(dean, "expel", [student], EXPELLED, day=today)
    group = scalar(admin, GROUP, "403-102", "11")
    made = draft(dean, "transfer", [student], f'{{"new_group_id": {group}}}', day=today)
    dean.execute("select movement.send(%s)", [made])
    dean.commit()
    asked = scalar(miners, "select id from movement.agreement where decree_id = %s", made)
    miners.execute("select movement.answer(%s, true)", [asked])
    miners.commit()
    finish(dean, office, made)
    assert "come to another faculty" in refused(dean, "select movement.send(%s)", left_over)


def test_a_bachelor_does_not_study_in_a_group_of_masters(admin, dean, studying, today):
    group = scalar(admin, GROUP, "403-101", "12")
    made = draft(dean, "transfer", studying[16:17], f'{{"new_group_id": {group}}}', day=today)
    assert "another degree" in refused(dean, "select movement.send(%s)", made)


def test_a_correction_takes_back_what_was_given_last(dean, office, studying, today):
    """Drafted first, applied last: the measure given in the new state goes before what began that state."""
    student = studying[17:18]
    measure = signed(dean, office, "discipline", student, EXPELLED, day=today)
    applied(dean, office, "retain", student, day=today)
    dean.execute("select movement.apply(%s)", [measure])
    dean.commit()
    correction = draft(dean, "take_back", student, day=today)
    cited = "select taken_back ->> 'act' from movement.states(%s)"
    assert scalar(dean, cited, correction) == "discipline"
    too_early = draft(dean, "take_back", student, day=today)
    applied(dean, office, "take_back", student, day=today)
    assert "no applied order to take back" in refused(dean, "select movement.send(%s)", too_early)
    assert scalar(dean, cited, draft(dean, "take_back", student, day=today)) == "retain"


def test_who_is_on_leave_or_retained_is_listed_as_held_back(admin, dean, studying):
    """The directive for the next semester moves a faculty at once; its list says who stays."""
    held = set(column(
        admin, "select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'"
               " where s.status in ('13', '15')"
    ))  # fmt: skip
    assert held
    for act in ("next_semester", "promote"):
        standings = dict(
            dean.execute("select student_id, standing from movement.concerned(%s)", [act]).fetchall()
        )
        assert {each for each in held if standings.get(each) == "not"} == held
