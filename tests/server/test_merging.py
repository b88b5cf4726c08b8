"""Doubles: two rows of one study become one by two people, exactly back again until something new stands on it."""

from datetime import timedelta

import pytest

from tests.server.acting import column, refused, scalar
from tests.server.orders import EXPELLED, applied, draft, signed
from tests.server.orders import refused as said

COPY = """
insert into students.student (surname, given_name, patronymic, birth_date, gender, faculty_id, specialty_id, group_id,
                              education_type, education_form, payment_form, language, course, semester, status,
                              entry_year)
select surname, given_name, patronymic, birth_date + %s, gender, faculty_id, specialty_id, group_id, education_type,
       education_form, payment_form, language, course, semester, status, entry_year + %s
  from students.student where id = %s returning id
"""
PROPOSE = "select merging.propose(%s, %s, %s, %s::jsonb, 'Ikki marta kiritilgan')"
DRAFT_OF_BOTH = "Both rows stand in the draft order {record}. Take one of them out."
#: Whatever may hang on a student, to hold two states of it against each other.
HANGING = (
    "students.student", "students.period", "students.private", "students.photo", "students.award",
    "students.prior_education",
    "teaching.member", "curriculum.registration", "grades.line", "grades.record", "grades.result", "grades.schedule",
    "movement.line", "clearance.sheet", "mobility.exchange", "mobility.agreed_subject", "finance.payment_hold",
    "timetable.examinee",
)  # fmt: skip
GEOLOGIST = """
select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'
 where s.status = '11' and s.merged_into_id is null and s.group_id is not null and s.course = '12'
   and not exists (select from merging.proposal p where s.id in (p.student_id, p.other_id))
   and not exists (select from movement.line l join movement.decree d on d.id = l.decree_id
                    where l.student_id = s.id and d.state in ('draft', 'sent', 'signed'))
   and not exists (select from clearance.sheet c where c.student_id = s.id)
   and exists (select from grades.record r where r.student_id = s.id)
 order by s.id limit 1
"""


@pytest.fixture
def pair(admin):
    """A geologist, and the row of the same study that somebody entered once more, with what was written there."""
    stays = scalar(admin, GEOLOGIST)
    goes = scalar(admin, COPY, 0, 0, stays)
    admin.execute("update students.period set starts_on = starts_on - 100 where student_id = %s", [goes])
    admin.execute(
        "insert into students.private (student_id, entry_year, passport, phone) select id, entry_year, 'AB1234567',"
        " '+998 90 111 22 33' from students.student where id = %s",
        [goes],
    )
    admin.execute(
        "insert into students.award (student_id, faculty_id, kind, awarded_on) select id, faculty_id, '11',"
        " security.today() from students.student where id = %s",
        [goes],
    )
    admin.execute(
        "insert into system.note (relation, record_id, author, body)"
        " values ('students.student', %s, 'x', 'Hujjati bor')",
        [goes],
    )
    admin.execute(
        "insert into mobility.exchange (student_id, faculty_id, direction, partner, country, programme, starts_on,"
        " ends_on, document) select id, faculty_id, 'outgoing', 'TU', 'DE', 'X', '2031-02-01', '2031-03-01', '1'"
        " from students.student where id = %s",
        [goes],
    )
    return stays, goes


def state(admin, pair):
    """What hangs on both rows, without versions."""
    found = {}
    for table in HANGING:
        key = "id" if table == "students.student" else "student_id"
        rows = admin.execute(
            f"select to_jsonb(t) - 'row_version' from {table} t where {key} = any(%s) order by t.id",
            [list(pair)],
        ).fetchall()
        found[table] = [row for (row,) in rows]
    notes = (
        "select record_id, body from system.note where record_id = any(%s) and relation = 'students.student'"
    )
    return found | {"notes": admin.execute(f"{notes} order by id", [list(pair)]).fetchall()}


def proposed(dean, pair, choices="{}", kind="merge"):
    made = scalar(dean, PROPOSE, kind, *pair, choices)
    dean.commit()
    return made


def merged(dean, office, pair, choices="{}"):
    made = proposed(dean, pair, choices)
    office.execute("select merging.decide(%s, true)", [made])
    office.commit()
    return made


def balanced(admin, office, today):
    """The balance of today, cut by faculty: what it counts, and that it closes."""
    rows = office.execute("select * from movement.balance(%s, %s)", [today - timedelta(30), today]).fetchall()
    office.commit()
    for faculty in {row[0] for row in rows}:
        signs = {"start": 1, "came": 1, "left": -1, "end": -1}
        assert sum(count * signs[side] for unit, side, _act, count in rows if unit == faculty) == 0
    return {(side, act): count for _unit, side, act, count in rows if act == "merged"}


def test_open_records_come_over_and_go_back_exactly(admin, dean, office, pair, today):
    stays, goes = pair
    before = state(admin, pair)
    counted = (
        "select coalesce(sum(students), 0) from movement.headcount(security.today()) where status = '11'"
    )
    heads, already = scalar(office, counted), balanced(admin, office, today)
    made = merged(dean, office, pair, '{"phone": "other"}')
    after = state(admin, pair)
    row = next(each for each in after["students.student"] if each["id"] == goes)
    assert (row["merged_into_id"], row["status"], row["group_id"]) == (stays, "10", None)
    assert {each["student_id"] for each in after["students.award"]} == {stays}
    assert {each["student_id"] for each in after["mobility.exchange"]} == {stays}
    assert after["notes"] == [(stays, "Hujjati bor")]
    private = {each["student_id"]: each for each in after["students.private"]}
    assert private[stays]["phone"] == "+998 90 111 22 33"
    assert private[stays]["pinfl"] == next(
        each["pinfl"] for each in before["students.private"] if each["student_id"] == stays
    )
    open_seats = (
        "select count(*) from teaching.member where student_id = %s"
        " and coalesce(ends_on, 'infinity') >= security.today()"
    )
    assert scalar(admin, open_seats, goes) == 0
    assert scalar(office, counted) == heads - 1
    assert balanced(admin, office, today) == {("left", "merged"): already.get(("left", "merged"), 0) + 1}
    assert (
        scalar(office, "select count(*) from movement.as_of(security.today()) where student_id = %s", goes)
        == 0
    )
    office.commit()
    told = dean.execute("select origin from movement.time_line(%s)", [stays]).fetchall()
    assert ("merged",) in told
    dean.commit()

    office.execute("select merging.undo(%s, 'Ikki xil odam ekan')", [made])
    office.commit()
    assert state(admin, pair) == before
    assert scalar(office, counted) == heads


def test_results_of_both_rows_are_one_record(admin, dean, office, pair):
    """Results come over; where both have one of an attempt it is asked which counts."""
    stays, goes = pair
    copy = (
        "insert into grades.record (faculty_id, origin_id, student_id, subject_id, line, year, semester, hours,"
        " credits, ending, attempt, round, points, mark, letter, grade, passed, source, counts, why) select faculty_id,"
        " origin_id, %s, subject_id, line, year, semester + %s, hours, credits, ending, attempt, round, points, '5',"
        " letter, 5, true, 'earlier', true, 'only'"
        " from grades.record where student_id = %s and counts order by id limit 1 returning id"
    )
    alone, both = (scalar(admin, copy, goes, more, stays) for more in (8, 0))
    with pytest.raises(Exception, match="Both rows have a result of"):
        scalar(dean, PROPOSE, "merge", stays, goes, "{}")
    dean.rollback()
    before = state(admin, pair)
    made = merged(dean, office, pair, '{"results": "other"}')
    assert set(column(admin, "select id from grades.record where student_id = %s", stays)) >= {alone, both}
    gave_way = column(admin, "select id from grades.record where student_id = %s", goes)
    assert len(gave_way) == 1
    subjects = "select count(*) from grades.working(%s)"
    assert scalar(office, subjects, stays) == len(before["grades.record"]) - 1 - sum(
        not each["counts"] for each in before["grades.record"]
    )
    office.execute("select merging.undo(%s, 'Xato')", [made])
    office.commit()
    assert state(admin, pair) == before


def test_what_does_not_go_together_is_named(admin, dean, office, pair):
    stays, goes = pair
    day = scalar(admin, "select security.today()")
    draft(dean, "stipend", [goes], '{"reason": "11"}', day=day)
    both = draft(dean, "discipline", [stays, goes], '{"reason": "11"}', day=day)
    assert said(dean, PROPOSE, "merge", stays, goes, "{}") == DRAFT_OF_BOTH
    dean.execute("select movement.discard(%s)", [both])
    dean.commit()
    sent = signed(dean, office, "discipline", [goes], '{"reason": "11"}', day=day)
    assert "which is not applied yet" in said(dean, PROPOSE, "merge", stays, goes, "{}")
    dean.execute("select movement.apply(%s)", [sent])
    dean.commit()
    admin.execute("update students.private set pinfl = '30101001234567' where student_id = %s", [goes])
    assert (
        said(dean, PROPOSE, "merge", stays, goes, "{}")
        == "The two rows have different PINFLs. Say which one is right."
    )
    other = scalar(admin, "select pinfl from students.private where student_id = %s", goes)
    made = merged(dean, office, pair, '{"pinfl": "other"}')
    assert scalar(admin, "select pinfl from students.private where student_id = %s", stays) == other
    # The draft came over, and the row is taken by no new order.
    drafted = (
        "select l.student_id from movement.line l join movement.decree d on d.id = l.decree_id"
        " where d.state = 'draft' and d.act = 'stipend' and l.student_id = any(%s)"
    )
    assert column(admin, drafted, list(pair)) == [stays]
    again = (
        "select movement.draft('expel', security.today(), 'uz', (select faculty_id from students.student"
        " where id = %s), null, %s, '{}')"
    )
    assert said(dean, again, goes, [goes]) == "{student} was merged into the row {number}. Take that one."
    expelled = applied(dean, office, "expel", [stays], EXPELLED, day=day)
    number = scalar(admin, "select number from movement.decree where id = %s", expelled)
    with pytest.raises(Exception, match="came after it and stands on it") as caught:
        office.execute("select merging.undo(%s, 'Xato')", [made])
    assert f"№ {number}" in caught.value.diag.message_detail


def test_a_merge_needs_two_people_and_the_right_ones(admin, dean, office, as_person, pair):
    stays, goes = pair
    mining = as_person("dean_mining")
    with refused("Choose two rows of students of your faculty.", "HM002"):
        scalar(mining, PROPOSE, "merge", stays, goes, "{}")
    mining.rollback()
    for function in ("private_marks(%s, %s)", "weighed(%s, %s, '{}')", "objections('merge', %s, %s, '{}')"):
        with refused("Choose two rows of students of your faculty.", "HM002"):
            mining.execute(f"select * from merging.{function}", [stays, goes])
        mining.rollback()
    for login in (
        "tutor_geology",
        "registrar",
        "teacher_mineralogy",
        "hr",
        "accounting",
        "management",
        "admin",
    ):
        person = as_person(login)
        for act in ("select merging.propose('merge', 1, 2, '{}', 'x')", "select merging.decide(1, true)",
                    "select merging.doubles()", "select merging.undo(1, 'x')"):  # fmt: skip
            with refused(""):
                person.execute(act)
            person.rollback()
    made = scalar(office, PROPOSE, "merge", stays, goes, "{}")
    office.commit()
    with refused("Who proposes does not agree. Another person of the academic office decides.", "HM002"):
        office.execute("select merging.decide(%s, true)", [made])
    office.rollback()
    for act in ("update merging.proposal set state = 'agreed' where id = %s",
                "delete from merging.proposal where id = %s", "select merging.decide(%s, true)"):  # fmt: skip
        with refused(""):
            dean.execute(act, [made])
        dean.rollback()
    for values in ((stays, goes), (goes, stays)):
        with refused(
            "A proposal about one of these rows is waiting already. Have that one decided first.", "HM003"
        ):
            scalar(dean, PROPOSE, "merge", *values, "{}")
        dean.rollback()
    with refused("A proposal is withdrawn by who made it.", "HM002"):
        dean.execute("select merging.withdraw(%s)", [made])
    dean.rollback()
    with refused("This proposal is not yours.", "HM002"):
        mining.execute("select merging.withdraw(%s)", [made])
    office.execute("select merging.withdraw(%s)", [made])
    office.commit()
    merged(dean, office, pair)
    with refused(""):
        dean.execute("update students.student set merged_into_id = null where id = %s", [goes])
    dean.rollback()
    with refused("{student} was merged into another row. Change that one.", "HM003"):
        dean.execute("update students.student set birth_date = birth_date + 1 where id = %s", [goes])


def test_two_studies_of_a_person_are_linked(admin, dean, office, pair):
    stays, _goes = pair
    earlier = scalar(admin, COPY, 0, -5, stays)
    admin.execute("update students.student set status = '14' where id = %s", [earlier])
    assert (
        said(dean, PROPOSE, "link", stays, _goes, "{}")
        == "These are two rows of one study: merge them instead of linking them."
    )
    admin.execute("update students.period set starts_on = '2015-09-01', ends_on = '2015-09-02' where student_id = %s"
                  " and ends_on is not null", [earlier])  # fmt: skip
    admin.execute("delete from students.period where student_id = %s and status <> '14'", [earlier])
    told = "These are two studies of one person: link them instead of merging them."
    assert said(dean, PROPOSE, "merge", stays, earlier, "{}") == told
    found = dean.execute("select student_id, other_id, why, one_study from merging.doubles()").fetchall()
    dean.commit()
    assert (stays, earlier, ["name"], False) in found
    made = proposed(dean, (stays, earlier), kind="link")
    office.execute("select merging.decide(%s, true)", [made])
    office.commit()
    assert scalar(admin, "select merged_into_id from students.student where id = %s", earlier) is None
    found = dean.execute("select student_id, other_id from merging.doubles()").fetchall()
    assert (stays, earlier) not in found


def test_an_admitted_double_goes_into_the_row_that_studies(admin, dean, office):
    """The list of the commission brought somebody who is here already."""
    stays = scalar(admin, GEOLOGIST)
    goes = scalar(admin, COPY, 0, 0, stays)
    admin.execute("update students.student set status = '10', group_id = null where id = %s", [goes])
    told = "{student} studies and the other row does not: let the row that studies stay."
    assert said(dean, PROPOSE, "merge", goes, stays, "{}") == told
    assert (stays, goes) in dean.execute("select student_id, other_id from merging.doubles()").fetchall()
    dean.commit()
    merged(dean, office, (stays, goes))
    enrolled = dean.execute("select student_id from movement.concerned('enrol')").fetchall()
    assert (goes,) not in enrolled
