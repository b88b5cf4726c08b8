"""Accreditation of graduates: who is ready, what is frozen, who takes it back, and the order that stands on it."""

import psycopg
import pytest

from tests.server.acting import column, scalar
from tests.server.acting import refused as without_right
from tests.server.orders import SIGN, cancelled, draft, refused

GIVEN = "{}"
ANOTHER_LINE = """
insert into grades.record (faculty_id, origin_id, student_id, subject_id, line, year, semester, hours, credits, ending,
                           grade, source)
select faculty_id, origin_id, student_id, subject_id, line, year, 12, hours, credits, ending, grade, source
  from grades.record where student_id = %s limit 1
"""
ANOTHER_RESULT = """
insert into grades.result (faculty_id, student_id, subject_id, line, source, year, semester, hours, credits, five,
                           source_document)
select s.faculty_id, s.id, (select min(id) from subjects.subject), 'subject', 'recognised', 2025, 11, 10, 1, 5, 'X'
  from students.student s where s.id = %s
"""
FROZEN = "is accepted for graduation and stays as it is"
STATE = "select state, decree_id is not null from graduation.acceptance where student_id = %s order by id desc limit 1"


def standing(person):
    """The candidates of whoever asks: student, state, what keeps, what is to be known."""
    rows = person.execute("select student_id, state, findings, notes from graduation.candidates()").fetchall()
    person.rollback()
    return {student: (state, set(findings), set(notes)) for student, state, findings, notes in rows}


@pytest.fixture
def ready(admin, dean):
    """A student of the own faculty whom nothing keeps and who is not accepted yet, nor after the test."""
    last = scalar(admin, "select max(id) from graduation.acceptance")
    yield next(student for student, (state, keeps, _) in standing(dean).items() if not keeps and not state)
    admin.rollback()
    admin.execute("delete from graduation.acceptance where id > %s", [last])
    admin.commit()


@pytest.fixture
def hindered(dean):
    return next(student for student, (_, keeps, _) in standing(dean).items() if keeps)


@pytest.fixture
def accepted(dean, ready):
    dean.execute("select graduation.accept(%s)", [[ready]])
    dean.commit()
    return ready


def test_a_deans_office_sees_its_own_candidates_with_every_reason(admin, dean, as_person):
    own = standing(dean)
    units = set(
        column(admin, "select distinct faculty_id from students.student where id = any(%s)", list(own))
    )
    assert len(units) == 1
    every = standing(as_person("academic_office"))
    assert own.keys() < every.keys()
    for kind, missing in (
        ("photo", "not exists (select from students.photo p where p.student_id = s.id)"),
        ("prior_education", "not exists (select from students.prior_education p where p.student_id = s.id)"),
        (
            "debt",
            "exists (select from grades.record r where r.student_id = s.id and r.counts and not r.passed)",
        ),
    ):
        found = {student for student, (_, keeps, _) in every.items() if kind in keeps}
        there = column(
            admin, f"select s.id from students.student s where s.id = any(%s) and {missing}", list(every)
        )
        assert found == set(there)
        assert found or kind != "prior_education"
    with without_right(""):
        as_person("teacher_mineralogy").execute("select * from graduation.candidates()")


def test_what_keeps_a_student_is_told_and_mended(admin, dean, hindered):
    found = dean.execute(
        "select kind, subject_id from graduation.findings(%s) where keeps", [hindered]
    ).fetchall()
    assert found
    assert refused(dean, "select graduation.accept(%s)", [hindered])
    # Another dean's office is not told.
    others = scalar(admin, "select count(*) from graduation.findings(%s)", hindered)
    assert others == 0  # the administrator acts in no role


def test_one_who_is_not_ready_keeps_all_who_are_chosen_with_him(admin, dean, ready, hindered):
    name = scalar(admin, "select full_name from students.student where id = %s", hindered)
    with pytest.raises(psycopg.Error) as caught:
        dean.execute("select graduation.accept(%s)", [[ready, hindered]])
    dean.rollback()
    assert name in caught.value.diag.message_detail
    assert not scalar(admin, "select count(*) from graduation.acceptance where student_id = %s", ready)


def test_nobody_accepts_students_of_another_faculty_or_writes_acceptances(admin, ready, as_person):
    assert "Not all of these students study at your faculty." in refused(
        as_person("dean_mining"), "select graduation.accept(%s)", [ready]
    )
    for login in ("academic_office", "registrar", "teacher_mineralogy", "hr"):
        with without_right(""):
            as_person(login).execute("select graduation.accept(%s)", [[ready]])
    dean = as_person("dean_geology")
    with without_right(""):
        dean.execute(
            "insert into graduation.acceptance (student_id, faculty_id, student_name, student_number, curriculum_id,"
            " state, credits, content, digest, accepted_by)"
            " values (%s, 1, 'x', '1', 1, 'accepted', 240, 'x', repeat('0', 64), 'x')",
            [ready],
        )
    dean.rollback()
    with without_right(""):
        dean.execute("update graduation.acceptance set honours = true")


def test_an_accepted_record_is_frozen_for_everybody(admin, dean, accepted):
    for person, statement in (
        (admin, "update grades.record set points = 100 where student_id = %s"),
        (admin, "delete from grades.record where student_id = %s"),
        (admin, ANOTHER_LINE),
        (dean, ANOTHER_RESULT),
    ):
        assert FROZEN in refused(person, statement, accepted)
    # What stays the same may be written again.
    admin.execute("update grades.record set points = points where student_id = %s", [accepted])
    admin.commit()


def test_what_was_accepted_can_be_recomputed_by_anybody(admin, accepted):
    content, digest = admin.execute(
        "select content, digest from graduation.acceptance where student_id = %s", [accepted]
    ).fetchone()
    assert scalar(admin, "select encode(sha256(convert_to(%s, 'UTF8')), 'hex')", content) == digest
    lines = scalar(admin, "select count(*) from grades.record where student_id = %s and counts", accepted)
    assert len(content.splitlines()) == lines


def test_an_acceptance_is_taken_back_by_two_people(admin, dean, office, accepted):
    [acceptance] = column(admin, "select id from graduation.acceptance where student_id = %s", accepted)
    assert "nobody has asked to take that back" in refused(
        office, "select graduation.decide_back(%s, true)", [acceptance]
    )
    assert "Give a reason." in refused(dean, "select graduation.ask_back(%s, ' ')", [acceptance])
    dean.execute("select graduation.ask_back(%s, 'Familiya xato')", [[acceptance]])
    dean.commit()
    with without_right(""):
        dean.execute("select graduation.decide_back(%s, true)", [[acceptance]])
    dean.rollback()
    admin.execute("update graduation.acceptance set asked_by = 'academic_office' where id = %s", [acceptance])
    admin.commit()
    assert "does not decide it" in refused(office, "select graduation.decide_back(%s, true)", [acceptance])
    admin.execute("update graduation.acceptance set asked_by = 'dean_geology' where id = %s", [acceptance])
    admin.commit()
    office.execute("select graduation.decide_back(%s, true)", [[acceptance]])
    office.commit()
    assert admin.execute(STATE, [accepted]).fetchone() == ("taken_back", False)
    dean.execute("select graduation.accept(%s)", [[accepted]])  # anew
    dean.commit()
    assert admin.execute(STATE, [accepted]).fetchone() == ("accepted", False)


@pytest.fixture
def graduate(dean, office, today):
    """Make, sign and apply an order of graduation."""

    def make(students):
        made = draft(dean, "graduate", students, GIVEN, day=today)
        dean.execute("select movement.send(%s)", [made])
        dean.commit()
        scalar(office, SIGN, made, None)
        office.commit()
        dean.execute("select movement.apply(%s)", [made])
        dean.commit()
        return made

    return make


def test_order_17_stands_on_the_acceptance(admin, dean, office, graduate, ready, today):
    waiting = draft(dean, "graduate", [ready], GIVEN, day=today)
    assert "is not accepted for graduation" in refused(dean, "select movement.send(%s)", waiting)
    dean.execute("select movement.discard(%s)", [waiting])
    dean.execute("select graduation.accept(%s)", [[ready]])
    dean.commit()
    made = graduate([ready])
    assert scalar(admin, "select status from students.student where id = %s", ready) == "14"
    assert admin.execute(STATE, [ready]).fetchone() == ("accepted", True)
    sheet = admin.execute(
        "select occasion from clearance.sheet where student_id = %s and withdrawn_at is null", [ready]
    ).fetchone()
    assert sheet == ("graduation",)
    [acceptance] = column(admin, "select id from graduation.acceptance where student_id = %s", ready)
    assert "has graduated by the order" in refused(
        dean, "select graduation.ask_back(%s, 'Xato')", [acceptance]
    )
    cancelled(admin, office, made)
    assert scalar(admin, "select status from students.student where id = %s", ready) == "11"
    assert admin.execute(STATE, [ready]).fetchone() == ("accepted", False)


def test_an_order_is_refused_while_it_is_asked_to_take_the_acceptance_back(admin, dean, accepted, today):
    [acceptance] = column(admin, "select id from graduation.acceptance where student_id = %s", accepted)
    dean.execute("select graduation.ask_back(%s, 'Familiya xato')", [[acceptance]])
    made = draft(dean, "graduate", [accepted], GIVEN, day=today)
    assert "Wait for the decision." in refused(dean, "select movement.send(%s)", made)


def test_who_returns_to_study_is_not_accepted_any_more(admin, dean, office, graduate, accepted, today):
    graduate([accepted])
    admin.execute(
        'update students."group" set active = true where id = (select group_id from students.student where id = %s)',
        [accepted],
    )
    admin.commit()
    made = draft(dean, "back_to_study", [accepted], GIVEN, day=today)
    dean.execute("select movement.send(%s)", [made])
    dean.commit()
    scalar(office, SIGN, made, None)
    office.commit()
    dean.execute("select movement.apply(%s)", [made])
    dean.commit()
    assert scalar(admin, "select status from students.student where id = %s", accepted) == "11"
    assert (
        scalar(admin, "select state from graduation.acceptance where student_id = %s", accepted)
        == "taken_back"
    )


def test_honours_need_three_quarters_of_fives_and_no_three(admin, dean, ready):
    def told():
        found = dean.execute("select * from graduation.honours_of(%s)", [ready]).fetchone()
        dean.rollback()
        return found

    def write(share, rest):
        admin.execute(
            "update grades.record r set grade = case when n.place <= n.many * %s / 100.0 or n.thesis then 5 else %s end"
            " from (select o.id, row_number() over (order by o.id) as place, count(*) over () as many,"
            " b.code in ('U-23', 'U-24') as thesis from grades.record o join subjects.subject b on b.id = o.subject_id"
            " where o.student_id = %s and o.counts) n where n.id = r.id",
            [share, rest, ready],
        )
        admin.commit()

    write(80, 4)
    assert told()[3:] == (True, True, 75)
    write(80, 3)
    assert told()[4] is False
    write(60, 4)
    assert told()[4] is False
    write(100, 5)
    admin.execute(
        "update grades.record r set grade = 4 from subjects.subject b where b.id = r.subject_id"
        " and b.code in ('U-23', 'U-24') and r.student_id = %s",
        [ready],
    )
    admin.commit()
    assert told()[3:] == (False, False, 75)


def test_who_has_come_to_the_end_of_the_plan_is_not_to_be_promoted(dean):
    due = set(column(dean, "select student_id from movement.concerned('promote')"))
    assert not due & standing(dean).keys()


def test_of_a_choice_one_subject_is_enough_and_without_any_the_choice_is_missing_once(admin, ready):
    admin.execute("set session_replication_role = replica")  # plans that are in use do not change
    (one, other, semester) = admin.execute(
        """with taken as (
               select c.id, c.subject_id, m.number
                 from students.student s
                 join curriculum.group_curriculum f on f.group_id = s.group_id
                 join curriculum.semester m on m.curriculum_id = f.curriculum_id
                 join curriculum.course c on c.semester_id = m.id and c.choice is null
                 join grades.record r
                   on r.student_id = s.id and r.subject_id = c.subject_id and r.semester = m.number and r.counts
                where s.id = %s and m.number = 1
                order by c.id
                limit 2), chosen as (
               update curriculum.course c set kind = '12', choice = 99 from taken t where c.id = t.id)
           select min(subject_id), max(subject_id), min(number) from taken""",
        [ready],
    ).fetchone()
    found = "select kind from graduation.found(array[%s::bigint]) where keeps and kind <> 'credits'"
    assert column(admin, found, ready) == []
    drop = "delete from grades.record where student_id = %s and subject_id = %s and semester = %s"
    admin.execute(drop, [ready, one, semester])
    assert column(admin, found, ready) == []
    admin.execute(drop, [ready, other, semester])
    assert column(admin, found, ready) == ["missing"]


def test_who_has_left_the_group_still_owes_what_was_not_passed(admin, ready):
    admin.execute("set session_replication_role = replica")
    admin.execute("update students.student set group_id = null where id = %s", [ready])
    admin.execute(
        "update grades.record set passed = false, grade = 2 where id = (select min(id) from grades.record"
        " where student_id = %s and counts)",
        [ready],
    )
    found = (
        "select kind from graduation.found(array[%s::bigint]) where kind in ('debt', 'no_plan') order by kind"
    )
    assert column(admin, found, ready) == ["debt", "no_plan"]
