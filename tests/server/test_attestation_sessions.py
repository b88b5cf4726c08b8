"""Sessions of commissions: opened with a quorum, entered while they run, closed into the academic record."""

import json

import pytest

from tests.server.acting import column, scalar
from tests.server.orders import refused

ENTER = "select attestation.enter(%s, %s::jsonb)"
CANDIDATES = "select id from attestation.candidate where sitting_id = %s order by position"
CLOSE = "select attestation.close_sitting(%s)"
RESULT = """
select r.points, r.mark, r.passed, r.source, s.state, y.code
  from attestation.candidate c
  join grades.record r on r.line_id = c.line_id
  join grades.line l on l.id = c.line_id
  join grades.sheet s on s.id = l.sheet_id
  join curriculum.sheet_type y on y.id = s.sheet_type_id
 where c.id = %s
"""


@pytest.fixture
def head(as_person):
    return as_person("head_mineralogy")


@pytest.fixture
def other(as_person):
    """The same head at a second desk."""
    return as_person("head_mineralogy")


@pytest.fixture
def running(admin):
    """Today's session of mineralogy as the demonstration has it."""
    return scalar(
        admin, "select min(id) from attestation.sitting where day = security.today() and department_id = 2"
    )


@pytest.fixture
def members(admin, running):
    """Those who are there, and the one who is not."""
    found = (
        "select member_id from attestation.presence where sitting_id = %s and present = %s order by member_id"
    )
    return column(admin, found, running, True), column(admin, found, running, False)


def entry(candidate, new, **old):
    return json.dumps([{"candidate": candidate, "new": new, "old": old}])


def test_only_the_head_of_the_department_enters(admin, as_person, dean, head, running):
    candidate = column(admin, CANDIDATES, running)[5]
    for login, role in (("head_surveying", None), ("deputy_geology", "hemis_department_head")):
        assert "is not yours" in refused(
            as_person(login, role), ENTER, running, entry(candidate, {"score": 90})
        )
    for person in (
        dean,
        *map(as_person, ("teacher_mineralogy", "academic_office", "registrar", "management")),
    ):
        assert "permission denied" in refused(person, ENTER, running, entry(candidate, {"score": 90}))
    for table in ("candidate", "vote", "presence"):
        assert "permission denied" in refused(head, f"delete from attestation.{table}")
    assert "permission denied" in refused(head, "update attestation.candidate set score = 100")
    assert "permission denied" in refused(head, "update attestation.sitting set state = 'closed'")
    assert "no such field" in refused(head, ENTER, running, entry(candidate, {"maximum": 1000}))
    stranger = scalar(admin, "select id from attestation.candidate where department_id <> 2 limit 1")
    assert "not in the list" in refused(head, ENTER, running, entry(stranger, {"score": 90}))


def test_marks_out_of_range_and_of_absent_members_are_refused(admin, head, running, members):
    here, away = members
    candidate = column(admin, CANDIDATES, running)[6]
    for new, sentence in (
        ({f"m{here[0]}": 101}, "is not between 0 and"),
        ({f"m{here[0]}": -1}, "is not between 0 and"),
        ({f"m{away[0]}": 90}, "is not at the session"),
        ({"m999999": 90}, "members of the commission"),
        ({f"m{here[0]}": 80, f"m{here[1]}": 85, "score": 90}, "lies outside the marks"),
        ({"state": "absent", "score": 80}, "did not come"),
        ({"score": 80, "decision": "again"}, "another decision does not fit"),
        ({"score": 40, "decision": "passed"}, "the decision does not fit"),
        ({"score": 80, "honours": True}, "for the best mark alone"),
        ({"began": "25:00"}, "candidate_began_pattern_check"),
        ({"score": 80, "began": "10:30", "ended": "10:10"}, "candidate_times_check"),
    ):
        assert sentence in refused(
            head, ENTER, running, entry(candidate, new, state="waiting", honours=False)
        ), new


def test_two_desks_are_told_and_what_is_sent_twice_changes_nothing(admin, head, other, running, members):
    here, _away = members
    candidate = column(admin, CANDIDATES, running)[7]
    sent = entry(candidate, {f"m{here[0]}": 91, "questions": "Nega?"})
    for _twice in range(2):
        head.execute(ENTER, [running, sent])
        head.commit()
    state = "select state, questions, row_version from attestation.candidate where id = %s"
    assert admin.execute(state, [candidate]).fetchone()[:2] == ("held", "Nega?")
    version = admin.execute(state, [candidate]).fetchone()[2]
    head.execute(ENTER, [running, sent])
    head.commit()
    assert admin.execute(state, [candidate]).fetchone()[2] == version
    assert "somebody else has entered" in refused(
        other, ENTER, running, entry(candidate, {f"m{here[0]}": 70})
    )
    other.execute(ENTER, [running, entry(candidate, {f"m{here[0]}": 70}, **{f"m{here[0]}": 91})])
    other.commit()


def test_a_session_needs_its_quorum_and_somebody_who_leads_it(admin, head, running, members):
    here, away = members
    present = "select attestation.set_present(%s, %s, %s)"
    head.execute(present, [running, here[-1], False])
    head.commit()
    assert "needed for the quorum" in refused(head, present, running, here[-2], False)
    head.execute(present, [running, away[0], True])
    chair, deputy = column(
        admin,
        "select m.id from attestation.member m join attestation.sitting s using (commission_id)"
        " where s.id = %s and m.role in ('chair', 'deputy') order by m.role",
        running,
    )
    head.execute(present, [running, chair, False])
    head.execute(present, [running, here[-1], True])
    assert "Neither the chair nor the deputy" in refused(head, present, running, deputy, False)
    head.rollback()
    head.execute(present, [running, here[-1], True])
    head.commit()


def test_closing_writes_each_result_once_into_the_record(
    admin, dean, office, head, as_person, running, members
):
    here, _away = members
    rows = column(admin, CANDIDATES, running)
    assert "neither a result nor an absence" in refused(head, CLOSE, running)
    points = [None, None, None, None, 95, 40, 72, 88, None, 90]
    for candidate, score in zip(rows[4:], points[4:], strict=True):
        old = scalar(
            admin, "select attestation.entered(c) from attestation.candidate c where c.id = %s", candidate
        )
        new = {f"m{each}": score for each in here} if score else {"state": "absent"}
        new |= {"questions": "Savol"} if score else {}
        old = {key: old.get(key) for key in new}
        head.execute(ENTER, [running, json.dumps([{"candidate": candidate, "new": new, "old": old}])])
    head.commit()
    # Marks of fewer members than the quorum decide about nobody.
    head.execute(
        ENTER,
        [
            running,
            entry(rows[9], {f"m{each}": None for each in here[1:]}, **{f"m{each}": 90 for each in here}),
        ],
    )
    assert "needed for the quorum" in refused(head, CLOSE, running)
    assert "is not yours" in refused(as_person("head_surveying"), CLOSE, running)
    head.execute(CLOSE, [running])
    head.commit()
    assert admin.execute(RESULT, [rows[4]]).fetchone() == (95, "5", True, "sheet", "closed", "15")
    assert admin.execute(RESULT, [rows[5]]).fetchone()[1:3] == ("2", False)
    assert admin.execute(RESULT, [rows[8]]).fetchone()[:3] == (0, "2", False)
    # Who was excused has used no attempt and has no line of the record.
    assert admin.execute(RESULT, [rows[3]]).fetchone() is None
    protocols = column(
        admin, "select protocol from attestation.candidate where sitting_id = %s order by position", running
    )
    assert protocols == list(range(1, len(rows) + 1))
    assert "session is closed" in refused(head, ENTER, running, entry(rows[4], {"score": 60}))
    assert "session is closed" in refused(head, CLOSE, running)
    # A wrong one is rectified as in every closed sheet: asked for by the dean's office, agreed to by another.
    line, component = admin.execute(
        "select l.id, k.id from attestation.candidate c join grades.line l on l.id = c.line_id"
        " join grades.component k on k.sheet_id = l.sheet_id where c.id = %s",
        [rows[5]],
    ).fetchone()
    asked = scalar(
        dean, "select grades.ask_rectification(%s, %s, 'points', 64, 'Bayonnomada xato')", line, component
    )
    dean.commit()
    office.execute("select grades.decide_rectification(%s, true)", [asked])
    office.commit()
    assert admin.execute(RESULT, [rows[5]]).fetchone()[:3] == (64, "3", True)
    assert (
        scalar(head, "select outcome from attestation.v_result where candidate_id = %s", rows[5]) == "passed"
    )
    # No retake of a defence is opened as one of a subject.
    term = scalar(
        admin,
        "select s.term_id from grades.sheet s join grades.line l on l.sheet_id = s.id where l.id = %s",
        line,
    )
    waiting = "select count(*) from grades.waiting_retakes(%s, 1) w"
    waiting += " join curriculum.sheet_type y on y.id = w.sheet_type_id"
    assert scalar(admin, f"{waiting} where y.code = '15'", term) == 0


@pytest.fixture
def planned(admin, head, running):
    """A further session of the commission, planned for today."""
    made = scalar(
        head,
        "insert into attestation.sitting (commission_id, department_id, day, starts)"
        " select commission_id, department_id, security.today(), '14:00' from attestation.sitting where id = %s"
        " returning id",
        running,
    )
    head.commit()
    return made


def test_who_comes_again_is_listed_and_nobody_is_slipped_in(admin, head, dean, running, planned, members):
    found = dict(head.execute("select student_id, why from attestation.listable(%s)", [planned]).fetchall())
    failed = column(
        admin,
        "select student_id from attestation.v_result where sitting_id = %s"
        " and outcome in ('failed', 'absent', 'excused') order by 1",
        running,
    )
    assert failed
    assert all(found[each] is None for each in failed)
    passed = scalar(
        admin,
        "select student_id from attestation.v_result where sitting_id = %s and outcome = 'passed' limit 1",
        running,
    )
    put = "select attestation.list_students(%s, %s)"
    assert "has passed already" in refused(head, put, planned, [passed])
    young = next(student for student, why in found.items() if why and "has not begun" in why)
    assert "has not begun" in refused(head, put, planned, [young])
    stranger = scalar(admin, "select student_id from attestation.candidate where department_id = 3 limit 1")
    assert "Not all of these students" in refused(head, put, planned, [*failed, stranger])
    assert scalar(dean, put, planned, failed) == len(failed)
    dean.commit()
    attempts = dict(
        admin.execute(
            "select student_id, attempt from attestation.candidate where sitting_id = %s", [planned]
        ).fetchall()
    )
    excused = scalar(
        admin,
        "select student_id from attestation.v_result where sitting_id = %s and outcome = 'excused'",
        running,
    )
    assert attempts[excused] == 1
    assert {attempts[each] for each in failed if each != excused} == {2}
    here = members[0]
    open_ = "select attestation.open_sitting(%s, %s)"
    assert "needed for the quorum" in refused(head, open_, planned, here[:2])
    assert "members of the commission" in refused(head, open_, planned, [*here, 999999])
    assert "permission denied" in refused(dean, open_, planned, here)


def test_a_commission_is_approved_when_it_is_whole(admin, head, office, dean, as_person):
    made = scalar(
        head,
        "insert into attestation.commission (name, kind, department_id, year)"
        " values ('Yangi komissiya', 'defence', 2, 2026)"
        " returning id",
    )
    assert scalar(head, "select faculty_id from attestation.commission where id = %s", made) == 1
    member = (
        "insert into attestation.member (commission_id, department_id, role, full_name, workplace, position)"
        " values (%s, 2, %s, %s, 'Institut', 'professor')"
    )
    for number, role in enumerate(("chair", "secretary", "member", "member")):
        head.execute(member, [made, role, f"Aʼzo {number}"])
    head.commit()
    approve = "select attestation.approve_commission(%s)"
    assert "at least 5 are needed" in refused(office, approve, made) or "members, at least" in refused(
        office, approve, made
    )
    head.execute(member, [made, "member", "Aʼzo 5"])
    head.commit()
    assert "number and the date" in refused(office, approve, made)
    assert "permission denied" in refused(head, approve, made)
    head.execute(
        "update attestation.commission set order_number = '9-T', ordered_on = security.today() where id = %s",
        [made],
    )
    head.commit()
    planned = scalar(
        head,
        "insert into attestation.sitting (commission_id, department_id, day, starts)"
        " values (%s, 2, security.today(), '09:00')"
        " returning id",
        made,
    )
    head.commit()
    office.execute(approve, [made])
    office.commit()
    for statement in (
        "update attestation.member set role = 'member' where commission_id = %s",
        "delete from attestation.member where commission_id = %s",
        "update attestation.commission set name = 'Boshqa' where id = %s",
    ):
        assert "is approved" in refused(dean, statement, made)
    assert "permission denied" in refused(dean, "update attestation.commission set approved_at = null")
    assert refused(as_person("head_surveying"), member, made, "member", "Begona").startswith(
        "new row violates"
    )
    # Taken back, nothing is opened under it.
    office.execute("select attestation.reopen_commission(%s)", [made])
    office.commit()
    here = column(admin, "select id from attestation.member where commission_id = %s", made)
    assert "has not approved" in refused(head, "select attestation.open_sitting(%s, %s)", planned, here)


def test_a_state_examination_is_held_likewise(admin, head, office, running):
    """A subject of sheet type 13 of the plan of those who come again."""
    course = scalar(
        admin,
        "select c.id from curriculum.course c join attestation.candidate k on k.sitting_id = %s"
        " join curriculum.group_curriculum g on g.group_id = k.group_id and g.curriculum_id = c.curriculum_id"
        " join curriculum.semester m on m.id = c.semester_id where m.number = 8"
        " and c.sheet_type_id <> 5 order by c.id limit 1",
        running,
    )
    admin.execute("set session_replication_role = replica")
    admin.execute(
        "update curriculum.course set department_id = 2, sheet_type_id = y.id from curriculum.sheet_type y"
        " where y.code = '13' and course.id = %s",
        [course],
    )
    commission = scalar(
        admin,
        "insert into attestation.commission (name, kind, department_id, faculty_id, year, order_number, ordered_on,"
        " approved_at, approved_by) values ('Imtihon', 'exam', 2, 1, 2026, '7', security.today(), now(),"
        " 'academic_office') returning id",
    )
    admin.execute(
        "insert into attestation.member (commission_id, department_id, role, full_name, workplace, position)"
        " select %s, 2, r, 'Aʼzo ' || r, 'Institut', 'dotsent' from unnest(array['chair', 'secretary', 'member']) r",
        [commission],
    )
    admin.execute("set session_replication_role = origin")
    plan = "insert into attestation.sitting (commission_id, department_id, day, starts, subject_id)"
    plan += " values (%s, 2, security.today(), '09:00', {}) returning id"
    assert "Choose the subject" in refused(head, plan.format("null"), commission)
    subject = scalar(admin, "select subject_id from curriculum.course where id = %s", course)
    sitting = scalar(head, plan.format(subject), commission)
    students = column(
        head, "select student_id from attestation.listable(%s) where why is null limit 2", sitting
    )
    head.execute("select attestation.list_students(%s, %s)", [sitting, students])
    people = column(admin, "select id from attestation.member where commission_id = %s", commission)
    head.execute("select attestation.open_sitting(%s, %s)", [sitting, people])
    head.commit()
    for candidate in column(admin, CANDIDATES, sitting):
        head.execute(ENTER, [sitting, entry(candidate, {"score": 77})])
    head.execute(CLOSE, [sitting])
    head.commit()
    codes = {admin.execute(RESULT, [each]).fetchone()[-1] for each in column(admin, CANDIDATES, sitting)}
    assert codes == {"13"}
