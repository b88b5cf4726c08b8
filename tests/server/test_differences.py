"""Differences of curricula: compared, paired, decided, entered as results and schedules; what orders say."""

import psycopg
import pytest

from tests.server.acting import column, scalar
from tests.server.test_movement import applied, draft, refused, signed

BEGIN = "select differences.begin(%s, %s, %s, %s)"
TYPE = (
    "insert into differences.studied (faculty_id, difference_id, name, hours, credits, five, source_document)"
    " select d.faculty_id, d.id, %s, %s, %s, %s, 'Akademik maʼlumotnoma 17' from differences.difference d"
    " where d.id = %s returning id"
)
ITEM = (
    "select i.id from differences.item i join subjects.subject b on b.id = i.subject_id"
    " join differences.difference d on d.id = i.difference_id where d.id = %s and i.studied_id is null"
    " and not exists (select from grades.record r where (r.student_id, r.subject_id) = (d.student_id, i.subject_id)"
    "   and r.counts and r.passed)"
    " and not exists (select from grades.result r where r.student_id = d.student_id and r.subject_id = i.subject_id)"
    " order by i.semester, b.name_uz limit 1"
)
PLAN_GROUP = "select min(group_id) from curriculum.group_curriculum where curriculum_id = %s"
SCHEDULE = (
    "select s.id, s.subjects, s.state, s.until from grades.schedule s"
    " join differences.difference d on d.schedule_id = s.id where d.id = %s"
)
#: A result that came after the debt of a personal schedule.
LATER_RESULT = (
    "insert into grades.record (faculty_id, origin_id, student_id, subject_id, line, year, semester, hours, credits,"
    " ending, grade, passed, source, round) select r.faculty_id, r.origin_id, r.student_id, r.subject_id, r.line,"
    " r.year, r.semester, r.hours, r.credits, r.ending, 3, true, 'sheet', 2 from grades.schedule_line l"
    " join grades.record r on r.id = l.record_id where l.schedule_id = %s limit 1"
)


@pytest.fixture
def miners(as_person):
    return as_person("dean_mining")


@pytest.fixture(scope="module")
def used():
    """Students of the tests before."""
    return []


@pytest.fixture
def student(admin, used):
    """A geologist of the third year by day, who is compared with the plan of another specialty of the same year."""
    found = scalar(
        admin,
        "select s.id from students.student s join curriculum.group_curriculum g on g.group_id = s.group_id"
        " join curriculum.curriculum p on p.id = g.curriculum_id join structure.unit u on u.id = s.faculty_id"
        " where u.code = '403-101' and s.status = '11' and s.semester = '15' and p.education_form = '11'"
        " and exists (select from grades.record r where r.student_id = s.id) and s.id <> all (%s)"
        " and not exists (select from differences.difference d where d.student_id = s.id)"
        " order by s.id limit 1",
        used,
    )
    used.append(found)
    return found


def other_plan(admin, student, *, faculty="403-101"):
    """An accepted plan of the same year, of another specialty."""
    return scalar(
        admin,
        "select p.id from curriculum.curriculum p join structure.unit u on u.id = p.faculty_id and u.code = %s"
        " join students.student s on s.id = %s and s.entry_year = p.entry_year and s.specialty_id <> p.specialty_id"
        " where p.accepted_at is not null and p.education_form = '11'"
        " and exists (select from curriculum.group_curriculum g where g.curriculum_id = p.id) order by p.id limit 1",
        faculty, student,
    )  # fmt: skip


def items(admin, made, what="count(*)", where="true"):
    """Something of the subjects of a comparison."""
    return scalar(
        admin, f"select {what} from differences.item where difference_id = %s and {where} limit 1", made
    )


def begun(who, student, plan, semester=5):
    made = scalar(who, BEGIN, student, plan, semester, None)
    who.commit()
    return made


def decided(dean, made, today):
    """Whatever is paired is recognised, the rest made up."""
    dean.execute("select differences.recognise_pairs(%s)", [made])
    dean.execute("select differences.make_up_rest(%s, %s)", [made, today])
    many = scalar(dean, "select differences.decide(%s)", made)
    dean.commit()
    return many


def moved(admin, dean, office, student, plan, today):
    """The student comes into a group of the plan by order, whatever was judged before."""
    group = scalar(admin, PLAN_GROUP, plan)
    return applied(dean, office, "transfer", [student], f'{{"new_group_id": {group}}}', day=today)


def test_only_the_receiving_faculty_compares(admin, dean, miners, office, student):
    plan = other_plan(admin, student)
    theirs = other_plan(admin, student, faculty="403-102")
    assert "not of your faculty" in refused(miners, BEGIN, student, theirs, 5, None)
    assert "not of your faculty" in refused(miners, BEGIN, student, plan, 5, None)
    assert "permission denied" in refused(office, BEGIN, student, plan, 5, None)
    # A plan that is gone is asked for; one that nobody has accepted is none.
    assert "Choose the plan" in refused(dean, BEGIN, student, None, 5, None)
    draft_plan = scalar(
        admin,
        "select p.id from curriculum.curriculum p join structure.unit u on u.id = p.faculty_id and u.code = '403-101'"
        " where p.accepted_at is null limit 1",
    )
    assert "is not accepted" in refused(dean, BEGIN, student, draft_plan, 5, None)
    assert "semesters" in refused(dean, BEGIN, student, plan, 10, None)

    made = begun(dean, student, plan)
    assert begun(dean, student, plan) == made  # the one that is there
    assert scalar(miners, "select count(*) from differences.item where difference_id = %s", made) == 0
    assert scalar(office, "select count(*) from differences.item where difference_id = %s", made) > 10
    for change in (
        "update differences.difference set state = 'decided' where id = %s",
        "update differences.item set proposed_id = null where difference_id = %s",
        "update differences.item set credits = 1 where difference_id = %s",
        "update differences.studied set own = false where difference_id = %s",
        "delete from differences.item where difference_id = %s",
    ):
        for who in (dean, office):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                who.execute(change, [made])
            who.rollback()
    assert "stays as it is" in refused(
        dean, "update differences.studied set credits = 9 where difference_id = %s and own", made
    )
    change = "update differences.item set decision = null where difference_id = %s"
    assert not miners.execute(change, [made]).rowcount
    miners.rollback()


def test_a_name_in_another_spelling_is_proposed_and_a_person_confirms(admin, dean, student):
    made = begun(dean, student, other_plan(admin, student))
    subjects = column(
        admin,
        "select b.name_uz from differences.item i join subjects.subject b on b.id = i.subject_id"
        " where i.difference_id = %s and i.studied_id is null order by i.semester, b.name_uz limit 2", made,
    )  # fmt: skip
    first, second = subjects
    dean.execute(TYPE, [first, 140, "4.25", 5, made])
    dean.execute(TYPE, [second.upper().replace("ʻ", "'"), 150, 5, 4, made])
    assert scalar(dean, "select differences.propose(%s)", made) == 1
    dean.commit()
    pairs = dict(
        admin.execute(
            "select b.name_uz, (i.studied_id is not null, i.proposed_id is not null)::text from differences.item i"
            " join subjects.subject b on b.id = i.subject_id where i.difference_id = %s and b.name_uz = any (%s)",
            [made, subjects],
        )
    )
    assert pairs[first] == "(t,f)"
    assert pairs[second] == "(f,t)"
    stored = "select credits::text from differences.studied where difference_id = %s and hours = 140"
    assert scalar(admin, stored, made) == "4.25"  # nothing is rounded
    proposed = column(dean, "select id from differences.item where difference_id = %s", made)
    assert scalar(dean, "select differences.confirm(%s, %s)", made, proposed) == 1
    dean.commit()
    # What was studied counts once, whoever pairs it.
    taken = items(admin, made, "studied_id", "studied_id is not null")
    free = scalar(admin, ITEM, made)
    with pytest.raises(psycopg.errors.UniqueViolation):
        dean.execute("update differences.item set studied_id = %s where id = %s", [taken, free])
    dean.rollback()
    with pytest.raises(psycopg.errors.CheckViolation):
        dean.execute("update differences.item set decision = 'recognised' where id = %s", [free])
    dean.rollback()
    with pytest.raises(psycopg.errors.CheckViolation):
        dean.execute("update differences.item set decision = 'made_up' where id = %s", [free])
    dean.rollback()


def test_nothing_is_left_open_and_what_was_failed_is_not_recognised(admin, dean, student, today):
    made = begun(dean, student, other_plan(admin, student))
    assert "Not decided yet" in refused(dean, "select differences.decide(%s)", made)
    past = today.replace(year=today.year - 1)
    assert "still to come" in refused(dean, "select differences.make_up_rest(%s, %s)", made, past)
    item = scalar(admin, ITEM, made)
    failed = scalar(dean, TYPE, "Boshqa fan", 150, 5, 2, made)
    dean.execute("update differences.item set studied_id = %s where id = %s", [failed, item])
    dean.execute("select differences.recognise_pairs(%s)", [made])
    dean.execute("select differences.make_up_rest(%s, %s)", [made, today])
    dean.commit()
    assert "was not passed" in refused(dean, "select differences.decide(%s)", made)
    dean.execute("update differences.studied set five = 3 where id = %s", [failed])
    differing = scalar(dean, "select differences.decide(%s)", made)
    dean.commit()
    assert differing == items(admin, made, where="decision = 'made_up'")
    assert "Open it again" in refused(dean, "update differences.item set decision = null where id = %s", item)
    assert "Open it again" in refused(dean, TYPE, "Yana fan", 10, 1, 5, made)
    dean.execute("select differences.reopen(%s)", [made])
    dean.commit()
    assert dean.execute("update differences.item set decision = null where id = %s", [item]).rowcount == 1


def test_what_is_decided_becomes_results_and_a_schedule_once_the_student_has_come(
    admin, dean, office, as_person, student, today
):
    plan = other_plan(admin, student)
    made = begun(dean, student, plan)
    item = scalar(admin, ITEM, made)
    typed = scalar(dean, TYPE, "Fan boshqa universitetdan", 120, "4.5", 5, made)
    dean.execute("update differences.item set studied_id = %s where id = %s", [typed, item])
    dean.commit()
    assert "is not decided yet" in refused(dean, "select differences.enter(%s)", made)
    differing = decided(dean, made, today)
    moved(admin, dean, office, student, plan, today)
    assert scalar(dean, "select differences.enter(%s)", made) >= 1
    dean.commit()
    result = admin.execute(
        "select r.id, r.source, r.credits::text, r.five::text, r.source_document, r.entered_by, r.accepted_at"
        " from differences.item i join grades.result r on r.id = i.result_id where i.id = %s", [item],
    ).fetchone()  # fmt: skip
    assert result[1:] == (
        "recognised", "5.0", "5.00", "Akademik maʼlumotnoma 17, Fan boshqa universitetdan", "dean_geology", None,
    )  # fmt: skip
    number, subjects, state, until = admin.execute(SCHEDULE, [made]).fetchone()
    assert (subjects >= differing, state, until >= today) == (True, "draft", True)
    assert "Open that comparison" in refused(dean, "select grades.discard_schedules(%s)", [number])

    # Taken back while nothing stands on it, not afterwards.
    dean.execute("select differences.reopen(%s)", [made])
    dean.commit()
    assert scalar(admin, "select count(*) from grades.result where id = %s", result[0]) == 0
    left = "select count(*) from grades.schedule_line where schedule_id = %s and course_id is not null"
    assert scalar(admin, left, number) == 0
    assert decided(dean, made, today) == differing
    dean.execute("select differences.enter(%s)", [made])
    dean.commit()
    results = column(
        admin,
        "select result_id from differences.item where difference_id = %s and result_id > 0 order by id = %s desc",
        made, item,
    )  # fmt: skip
    assert scalar(office, "select grades.accept_results(%s)", results) == len(results)
    office.commit()
    assert scalar(admin, "select passed from grades.record where result_id = %s", results[0])
    assert "accepted already" in refused(dean, "select differences.reopen(%s)", made)


def test_nobody_enters_for_a_student_who_has_not_come(admin, dean, miners, office, student, today):
    """The receiving faculty compares as soon as an order says who comes; it enters when the order is applied."""
    plan = other_plan(admin, student, faculty="403-102")
    group = scalar(admin, PLAN_GROUP, plan)
    order = draft(dean, "transfer", [student], f'{{"new_group_id": {group}}}', day=today)
    suggested = "select student_name, curriculum_id, semester from differences.suggested(%s)"
    name, suggested, semester = miners.execute(suggested, [student]).fetchone()
    assert (suggested, semester) == (plan, 5)
    said = dict(dean.execute("select message, refused from movement.verdicts(%s)", [order]).fetchall())
    assert said["{student} joins another plan: no difference of curricula is decided."] is False
    made = begun(miners, student, plan, semester)
    assert scalar(miners, "select student_name from differences.difference where id = %s", made) == name
    decided(miners, made, today)
    assert "does not study at the faculty yet" in refused(miners, "select differences.enter(%s)", made)
    # The sending faculty hears how many subjects differ and reads nothing else of it.
    told = dean.execute("select message, details ->> 'count' from movement.verdicts(%s)", [order]).fetchall()
    many = scalar(admin, "select differing from differences.difference where id = %s", made)
    assert ("{student} has {count} differing subjects to make up: {credits} credits.", str(many)) in told
    assert scalar(dean, "select count(*) from differences.difference where id = %s", made) == 0


def test_a_transfer_needs_the_gpa_or_few_differing_subjects(admin, dean, student, today):
    plan = other_plan(admin, student)
    group = scalar(admin, PLAN_GROUP, plan)
    order = draft(dean, "transfer", [student], f'{{"new_group_id": {group}}}', day=today)
    admin.execute("update movement.line set gpa = 2.39 where decree_id = %s", [order])
    assert "decide the difference of curricula first" in refused(dean, "select movement.send(%s)", order)
    made = begun(dean, student, plan)
    many = decided(dean, made, today)
    assert many > 4
    assert "differing subjects, more than" in refused(dean, "select movement.send(%s)", order)
    dean.execute("select differences.reopen(%s)", [made])
    similar = column(
        dean,
        "select id from differences.item where difference_id = %s and decision = 'made_up' limit %s",
        made,
        many - 4,
    )
    for item in similar:
        typed = scalar(dean, TYPE, f"Oʻxshash fan {item}", 150, 5, 4, made)
        pair = "update differences.item set studied_id = %s, decision = 'recognised' where id = %s"
        dean.execute(pair, [typed, item])
    assert scalar(dean, "select differences.decide(%s)", made) == 4
    dean.execute("select movement.send(%s)", [order])
    dean.rollback()


def test_a_personal_schedule_is_put_into_force_by_an_order(admin, dean, office, today):
    student, schedule = admin.execute(
        "select s.student_id, s.id from grades.schedule s join structure.unit u on u.id = s.faculty_id"
        " join students.student t on t.id = s.student_id and t.status = '11'"
        " where s.state = 'draft' and u.code = '403-101'"
        " and not exists (select from movement.line l where l.schedule_id = s.id) order by s.id limit 1"
    ).fetchone()
    stranger = scalar(
        admin,
        "select s.id from students.student s join structure.unit u on u.id = s.faculty_id and u.code = '403-101'"
        " where s.status = '11' and s.id not in (select student_id from grades.schedule) order by s.id limit 1",
    )
    wrong = draft(dean, "schedule", [stranger], day=today)
    assert "No draft of a personal schedule" in refused(dean, "select movement.send(%s)", wrong)
    stands = "select status, course from students.student where id = %s"
    before = admin.execute(stands, [student]).fetchone()
    made = signed(dean, office, "schedule", [student], day=today)
    register = "select grades.register_schedules(%s, '5', security.today())"
    assert "stands in an order" in refused(dean, register, [schedule])
    assert "stands in an order" in refused(dean, "select grades.discard_schedules(%s)", [schedule])
    dean.execute("select movement.apply(%s)", [made])
    dean.commit()
    state = "select state, order_number, order_date from grades.schedule where id = %s"
    decree = admin.execute("select number, signed_on from movement.decree where id = %s", [made]).fetchone()
    assert admin.execute(state, [schedule]).fetchone() == ("ordered", *decree)
    assert admin.execute(stands, [student]).fetchone() == before

    office.execute("select movement.ask_cancel(%s, 'Xato')", [made])
    office.commit()
    admin.execute("update movement.decree set cancel_asked_by = 'somebody' where id = %s", [made])
    cancel = "select movement.decide_cancel(%s, true)"
    admin.execute(LATER_RESULT, [schedule])
    assert "stands on the personal schedule" in refused(office, cancel, made)
    admin.execute(
        "delete from grades.record where student_id = %s and round = 2 and line_id is null", [student]
    )
    office.execute(cancel, [made])
    office.commit()
    assert admin.execute(state, [schedule]).fetchone() == ("draft", None, None)


def test_of_electives_that_are_alternatives_one_is_asked_for(admin, dean, student):
    """The one that was studied, if any was: whoever took another elective owes nothing."""
    plan = other_plan(admin, student)
    made = begun(dean, student, plan, 9)
    twice = (
        "select count(*) from (select c.semester_id, c.choice from differences.item i"
        " join curriculum.course c on c.id = i.course_id where i.difference_id = %s and c.choice is not null"
        " group by 1, 2 having count(*) > 1) f"
    )
    offered = (
        "select count(distinct (c.semester_id, coalesce(-c.choice, c.id))) from curriculum.course c"
        " where c.curriculum_id = %s"
    )
    assert scalar(admin, twice, made) == 0
    assert items(admin, made) == scalar(admin, offered, plan)


def test_a_certificate_adds_up_as_the_gpa_does(admin):
    """A subject that was repeated or recognised stands once, with the credits that count."""
    differs = (
        "select count(*) from grades.gpa() g cross join lateral (select sum(split_part(p.line, '|', 4)::numeric) as sum"
        " from movement.passed_lines(g.student_id) p) c where g.year is null and g.semester is null"
        " and g.credits <> coalesce(c.sum, 0)"
    )
    assert scalar(admin, differs) == 0
