"""Grade sheets through all their states, by the people concerned; what each of them is refused."""

import hashlib
import json
from decimal import Decimal

import psycopg
import pytest

from shared.grading import Cell, Component, Rules, Scale, admission, total
from tests.server.acting import column, refused, scalar

GEOLOGY = "403-101"
NOT_YOURS = "This grade sheet is not yours."
#: A sheet of a compulsory subject of the mineralogists in the running term that nobody has signed.
OPENED = """
    select s.id from grades.sheet s
      join structure.unit u on u.id = s.department_id and u.code = '403-101-01'
     where s.state = 'opened' and s.admitted_at is null
       and (select count(*) from grades.component k where k.sheet_id = s.id) = 3
       and not exists (select from teaching.part p join teaching.assignment a on a.class_id = p.class_id
                        where p.group_id = s.group_id and a.employee_id = %s)
     order by s.students desc, s.id limit 1
"""


def employee(admin, login):
    return scalar(admin, "select employee_id from security.account where login = %s", login)


def unwritten_sheet(admin):
    """A sheet of teacher_mineralogy but for the final, which deputy_geology examines; nothing is written yet."""
    examiner = employee(admin, "deputy_geology")
    found = scalar(admin, OPENED, examiner)
    assert found is not None
    admin.execute("delete from grades.cell where sheet_id = %s", [found])
    admin.execute("delete from grades.grader where sheet_id = %s", [found])
    admin.execute("update grades.component set signed_at = null where sheet_id = %s", [found])
    for login, final in (("teacher_mineralogy", False), ("deputy_geology", True)):
        admin.execute(
            "insert into grades.grader (faculty_id, sheet_id, component_id, employee_id)"
            " select faculty_id, sheet_id, id, %s from grades.component where sheet_id = %s and final = %s",
            [employee(admin, login), found, final],
        )
    admin.execute("select grades.reckon(array[%s::bigint])", [found])
    return found


@pytest.fixture(scope="module")
def sheet(database):
    with psycopg.connect(database, autocommit=True) as admin:
        return unwritten_sheet(admin)


@pytest.fixture
def parts(admin, sheet):
    return dict(
        admin.execute("select kind, id from grades.component where sheet_id = %s", [sheet]).fetchall()
    )


@pytest.fixture
def lines(admin, sheet):
    return column(admin, "select id from grades.line where sheet_id = %s order by position", sheet)


@pytest.fixture
def teacher(as_person):
    return as_person("teacher_mineralogy")


@pytest.fixture
def examiner(as_person):
    return as_person("deputy_geology", "hemis_teacher")


@pytest.fixture
def head(as_person):
    return as_person("head_mineralogy")


def cell(line, component, points=None, kind="points", **old):
    typed = {"line": line, "component": component, "kind": kind}
    return typed | ({} if points is None else {"points": str(points)}) | old


def save(person, sheet, *cells):
    return scalar(person, "select grades.save_cells(%s, %s)", sheet, json.dumps(cells))


def state(admin, sheet):
    return scalar(admin, "select state from grades.sheet where id = %s", sheet)


# One component, one's own students, what can be written


def test_cells_are_the_graders_alone(teacher, examiner, head, dean, sheet, parts, lines):
    with refused("{student}: this component is graded by somebody else.", "HM002"):
        save(examiner, sheet, cell(lines[0], parts["11"], 20))
    for person in (head, dean):
        with refused(""):
            save(person, sheet, cell(lines[0], parts["11"], 20))
        person.rollback()
    for statement in ("insert into grades.cell (kind) values ('points')", "update grades.line set total = 100",
                      "update grades.sheet set state = 'closed'", "delete from grades.stamp"):  # fmt: skip
        with refused(""):
            teacher.execute(statement)
        teacher.rollback()


def test_a_stranger_is_told_nothing(as_person, sheet, parts, lines):
    stranger = as_person("teacher_mining")
    assert scalar(stranger, "select count(*) from grades.line where sheet_id = %s", sheet) == 0
    with refused(NOT_YOURS, "HM002"):
        save(stranger, sheet, cell(lines[0], parts["11"], 20))


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ("30.5", "{student}: {points} is not between 0 and {maximum}."),
        ("-1", "{student}: {points} is not between 0 and {maximum}."),
        ("14.3", "{student}: {points} does not fit the step of {step} points."),
    ],
)
def test_points_outside_are_refused_and_not_clamped(teacher, sheet, parts, lines, points, sentence):
    with refused(sentence):
        save(teacher, sheet, cell(lines[0], parts["11"], points))


def test_what_the_program_alone_decides_is_not_typed(teacher, sheet, parts, lines):
    for kind in ("not_admitted", "recognised"):
        with refused("{student}: this mark is not written by hand."):
            save(teacher, sheet, cell(lines[0], parts["11"], 5 if kind == "recognised" else None, kind))
        teacher.rollback()


def test_another_value_meanwhile_is_a_conflict(teacher, sheet, parts, lines):
    save(teacher, sheet, cell(lines[0], parts["11"], "14.5"))
    with refused("{student} has got another mark meanwhile. Look at it and save again.", "HM003"):
        save(teacher, sheet, cell(lines[0], parts["11"], 20))
    teacher.rollback()
    save(teacher, sheet, cell(lines[0], parts["11"], "14.5"))
    save(teacher, sheet, cell(lines[0], parts["11"], 20, old_kind="points", old_points="14.50"))
    save(teacher, sheet, cell(lines[0], parts["11"], None, None, old_kind="points", old_points="20"))
    assert scalar(teacher, "select count(*) from grades.cell where sheet_id = %s", sheet) == 0


def test_cells_of_another_sheet_are_not_smuggled_in(admin, teacher, sheet, parts):
    other = scalar(admin, "select min(id) from grades.line where sheet_id <> %s", sheet)
    with refused("These cells are not of this grade sheet.", "HM002"):
        save(teacher, sheet, cell(other, parts["11"], 20))


# From opening to closing, appeal and rectification


def test_a_sheet_lives_from_the_first_point_to_its_closing(  # noqa: PLR0917 - everybody concerned
    admin, teacher, examiner, head, dean, as_person, sheet, parts, lines
):
    with refused("The admission to the final of the grade sheet {number} is not decided yet."):
        save(examiner, sheet, cell(lines[0], parts["13"], 40))
    examiner.rollback()
    with refused(
        "Components of the grade sheet {number} are not signed yet. Admission is decided after them."
    ):
        dean.execute("select grades.admit(%s)", [sheet])
    dean.rollback()
    save(teacher, sheet, *(cell(line, parts["12"], 15) for line in lines[1:]))
    with refused("{student} has no mark yet. Write one for everybody, then sign."):
        teacher.execute("select grades.sign(%s, %s)", [sheet, parts["12"]])
    teacher.rollback()
    save(teacher, sheet, *(cell(line, parts["11"], 20) for line in lines))
    save(teacher, sheet, cell(lines[0], parts["12"], None, "absent"), *(
        cell(line, parts["12"], 15) for line in lines[1:]))  # fmt: skip
    for kind in ("11", "12"):
        teacher.execute("select grades.sign(%s, %s)", [sheet, parts[kind]])
    teacher.commit()
    with refused(
        "{student}: this component is signed. The head of the department returns it with a reason.", "HM003"
    ):
        save(teacher, sheet, cell(lines[1], parts["11"], 1, old_kind="points", old_points=20))
    teacher.rollback()

    assert scalar(dean, "select grades.admit(%s)", sheet) == 1
    dean.commit()
    assert (
        scalar(admin, "select hindrance -> 0 ->> 'why' from grades.line where id = %s", lines[0]) == "points"
    )
    with refused("{student} is not admitted to the final."):
        save(examiner, sheet, cell(lines[0], parts["13"], 40, old_kind="not_admitted"))
    examiner.rollback()
    save(
        examiner, sheet, cell(lines[1], parts["13"], 24), *(cell(line, parts["13"], 45) for line in lines[2:])
    )
    examiner.execute("select grades.sign(%s, %s)", [sheet, parts["13"]])
    examiner.commit()
    assert state(admin, sheet) == "signed"

    with refused(""):
        examiner.execute("select grades.confirm(%s)", [sheet])
    examiner.rollback()
    with refused(
        "The grade sheet {number} is signed. The head of the department returns it with a reason.", "HM003"
    ):
        dean.execute("select grades.close(%s)", [sheet])
    dean.rollback()
    head.execute("select grades.confirm(%s)", [sheet])
    head.commit()
    dean.execute("select grades.close(%s)", [sheet])
    dean.commit()
    assert state(admin, sheet) == "closed"
    with refused("The grade sheet {number} is closed. A rectification changes it.", "HM003"):
        save(examiner, sheet, cell(lines[1], parts["13"], 50, old_kind="points", old_points=24))
    examiner.rollback()
    with refused("The grade sheet {number} is closed. A rectification changes it.", "HM003"):
        head.execute("select grades.return_sheet(%s, 'xato')", [sheet])
    head.rollback()

    records = admin.execute(
        "select r.passed, r.points, r.mark, r.counts from grades.record r join grades.line l on l.id = r.line_id"
        " where l.sheet_id = %s order by l.position", [sheet]).fetchall()  # fmt: skip
    assert records[:3] == [(False, 20, "2", True), (False, 59, "2", True), (True, 80, "4", True)]
    content, digest = dean.execute(
        "select grades.content_of(%s), grades.digest_of(%s)", [sheet, sheet]
    ).fetchone()
    assert hashlib.sha256(content.encode()).hexdigest() == digest
    assert (
        scalar(admin, "select digest from grades.stamp where sheet_id = %s and act = 'closed'", sheet)
        == digest
    )
    assert scalar(
        as_person("registrar"), "select count(*) from grades.line where sheet_id = %s", sheet
    ) == len(lines)


def test_an_appeal_is_judged_by_others_and_enters_a_closed_sheet_by_rectification(
    admin, dean, as_person, examiner, sheet, parts, lines
):
    chair, members = commission(admin, sheet)
    file = "select grades.file_appeal(%s, %s, 'Ball past')"
    with refused("The application was received between the announcement and now. Correct its time."):
        dean.execute(file, [lines[1], "2020-01-01 10:00+05"])
    dean.rollback()
    announced = scalar(
        admin, "select date_trunc('minute', announced_at) from grades.sheet where id = %s", sheet
    )
    appeal = scalar(
        dean, file, lines[1], announced
    )  # people write hours and minutes: it may be the same minute
    dean.commit()
    appoint = "select grades.appoint_commission(%s, %s, %s)"
    with refused("The commission of an appeal has a chair and at least four members."):
        dean.execute(appoint, [appeal, chair, members[:3]])
    dean.rollback()
    for partial, sentence in (
        (
            employee(admin, "deputy_geology"),
            "{teacher} has graded this sheet and does not judge an appeal against it.",
        ),
        (_teacher_of(admin, sheet), "{teacher} teaches the group and does not judge its appeal."),
    ):
        with refused(sentence):
            dean.execute(appoint, [appeal, chair, [*members[:3], partial]])
        dean.rollback()
    dean.execute(appoint, [appeal, chair, members])
    dean.commit()
    decide = "select grades.decide_appeal(%s, %s, %s, 'Bir savol hisobga olinmagan')"
    with refused("The chair of the commission writes its decision.", "HM002"):
        examiner.execute(decide, [appeal, "raised", 40])
    examiner.rollback()
    judge = as_person("teacher_mining")
    with refused("Decision and points do not agree: kept has none, raised more, lowered less than {points}."):
        judge.execute(decide, [appeal, "raised", 20])
    judge.rollback()
    judge.execute(decide, [appeal, "raised", 40])
    judge.commit()
    assert scalar(admin, "select total from grades.line where id = %s", lines[1]) == 59
    office = as_person("academic_office")
    waiting = scalar(
        office, "select id from grades.rectification where sheet_id = %s and state = 'asked'", sheet
    )
    office.execute("select grades.decide_rectification(%s, true)", [waiting])
    office.commit()
    found = admin.execute("select total, outcome from grades.line where id = %s", [lines[1]]).fetchone()
    assert found == (75, "passed")
    assert scalar(admin, "select points from grades.record where line_id = %s", lines[1]) == 75
    assert scalar(admin, "select old_points from grades.rectification where id = %s", waiting) == 24
    dean.execute("select grades.close_appeal(%s)", [appeal])
    dean.commit()


def test_a_rectification_needs_two_people(admin, dean, as_person, sheet, parts, lines):
    ask = "select grades.ask_rectification(%s, %s, 'points', %s, %s)"
    with refused("{points} is not between 0 and {maximum}."):
        dean.execute(ask, [lines[2], parts["13"], 51, "xato"])
    dean.rollback()
    with refused("Give a reason."):
        dean.execute(ask, [lines[2], parts["13"], 50, " "])
    dean.rollback()
    with pytest.raises(psycopg.errors.CheckViolation, match="rectification_reason_length_check"):
        dean.execute(ask, [lines[2], parts["13"], 50, "x" * 513])
    dean.rollback()
    waiting = scalar(dean, ask, lines[2], parts["13"], 50, "Koʻchirishdagi xato")
    dean.commit()
    with refused(""):
        dean.execute("select grades.decide_rectification(%s, true)", [waiting])
    dean.rollback()
    admin.execute("update grades.rectification set asked_by = 'academic_office' where id = %s", [waiting])
    office = as_person("academic_office")
    with refused("Who asks for a rectification does not agree to it. Another person decides.", "HM002"):
        office.execute("select grades.decide_rectification(%s, true)", [waiting])
    office.rollback()
    assert scalar(admin, "select total from grades.line where id = %s", lines[2]) == 80


def test_who_failed_gets_a_sheet_of_the_second_attempt_with_the_points_of_the_semester(
    admin, dean, sheet, lines
):
    term, faculty = admin.execute(
        "select term_id, faculty_id from grades.sheet where id = %s", [sheet]
    ).fetchone()
    assert scalar(dean, "select count(*) from grades.open_retakes(%s, %s)", term, faculty) > 0
    made = dean.execute(
        "select s.id, s.attempt from grades.sheet s join grades.sheet b on b.course_id = s.course_id"
        " where b.id = %s and s.attempt = 2", [sheet]).fetchone()  # fmt: skip
    failed = column(
        dean, "select student_id from grades.line where sheet_id = %s and outcome = 'failed'", sheet
    )
    taken = column(dean, "select student_id from grades.line where sheet_id = %s", made[0])
    assert set(failed) <= set(taken)
    carried = scalar(dean, "select count(*) from grades.cell where sheet_id = %s and carried", made[0])
    assert carried == 2 * (
        len(taken) - len(failed)
    )  # whose points were too few for the final writes them anew
    assert scalar(dean, "select count(*) from grades.open_retakes(%s, %s)", term, faculty) == 0


def test_opening_twice_opens_nothing(admin, dean, as_person):
    term = scalar(admin, "select max(term_id) from grades.sheet where state = 'opened'")
    faculty = scalar(admin, "select id from structure.unit where code = %s", GEOLOGY)
    dean.execute("select grades.open_sheets(%s, %s)", [term, faculty])
    assert scalar(dean, "select grades.open_sheets(%s, %s)", term, faculty) == 0
    with refused("This faculty is not yours.", "HM002"):
        as_person("dean_mining").execute("select grades.open_sheets(%s, %s)", [term, faculty])


# Results from elsewhere, and personal schedules


def test_an_earlier_result_is_accepted_by_a_second_person(admin, dean, as_person):
    student, subject = admin.execute(
        "select t.id, b.id from students.student t join structure.unit u on u.id = t.faculty_id and u.code = %s"
        " cross join subjects.subject b where t.group_id is not null and not exists ("
        "select from grades.record r where r.student_id = t.id and r.subject_id = b.id) limit 1",
        [GEOLOGY],
    ).fetchone()
    result = scalar(
        dean,
        "insert into grades.result (faculty_id, student_id, subject_id, line, source, year, semester, hours,"
        " credits, five, source_document)"
        " select faculty_id, id, %s, 'subject', 'recognised', 2024, 1, 150, 5, 4.37, 'Transkript 12'"
        " from students.student where id = %s returning id", subject, student)  # fmt: skip
    dean.commit()
    with refused(""):
        dean.execute("update grades.result set accepted_at = now() where id = %s", [result])
    dean.rollback()
    assert scalar(as_person("dean_mining"), "select count(*) from grades.result where id = %s", result) == 0
    office = as_person("academic_office")
    admin.execute("update grades.result set points = points where id = %s", [result])
    assert scalar(office, "select grades.accept_results(%s)", [result]) == 1
    office.commit()
    found = admin.execute(
        "select points, mark, passed, counts, why from grades.record where result_id = %s", [result]
    ).fetchone()
    assert found == (88, "4", True, True, "recognised")  # 4.37 × 20 = 87.4, rounded up
    assert dean.execute("delete from grades.result where id = %s", [result]).rowcount == 0
    with refused(""):
        dean.execute("update grades.result set credits = 6 where id = %s", [result])


def test_a_personal_schedule_is_a_draft_until_its_order(admin, dean, as_person):
    debtor = scalar(
        admin,
        "select r.student_id from grades.record r join structure.unit u on u.id = r.faculty_id and u.code = %s"
        " where r.counts and not r.passed and not exists ("
        "select from grades.schedule_line l where l.record_id = r.id) limit 1", GEOLOGY)  # fmt: skip
    with refused("Not all of these students are of your faculty.", "HM002"):
        as_person("dean_mining").execute("select grades.draft_schedules(%s)", [[debtor]])
    assert scalar(dean, "select grades.draft_schedules(%s)", [debtor]) == 1
    made, cost, owed = dean.execute(
        "select id, cost, credits from grades.schedule where student_id = %s order by id desc", [debtor]
    ).fetchone()
    assert cost == owed * 500_000
    with refused("The order is dated after today. Correct the date."):
        dean.execute("select grades.register_schedules(%s, '7-T', '2099-01-01')", [[made]])
    dean.rollback()
    dean.execute("select grades.draft_schedules(%s)", [[debtor]])
    made = scalar(dean, "select max(id) from grades.schedule where student_id = %s", debtor)
    dean.execute("select grades.register_schedules(%s, '7-T', security.today())", [[made]])
    with refused("The personal schedule {number} has its order already.", "HM003"):
        dean.execute("select grades.discard_schedules(%s)", [[made]])


# The same as the engine


def test_the_database_reckons_and_admits_as_the_engine_does(admin):
    """The sheets of the demonstration, with gates, annulled cells and excuses put among them."""
    with admin.transaction(force_rollback=True):
        admin.execute("set local session_replication_role = replica")
        admin.execute("update grades.component set gate = true where id % 3 = 0")
        admin.execute("update grades.cell set kind = 'excused', points = null where id % 31 = 0")
        admin.execute("update grades.cell set kind = 'annulled', points = null where id % 37 = 0")
        admin.execute(
            "update grades.cell set points = greatest(0, points - 0.05) where id % 7 = 0 and points is not null"
        )
        admin.execute("update grades.sheet set marking = '12' where id % 11 = 0")
        sheets = admin.execute(
            "select id, marking, maximum, pass_percent, scale from grades.sheet order by id % 13, id limit 150"
        ).fetchall()
        for sheet, marking, maximum, percent, scale in sheets:
            _compare(admin, sheet, Rules(marking, maximum, percent, Scale.of(scale)))


def _compare(admin, sheet, rules):
    kinds = admin.execute(
        "select id, kind, maximum, minimum, gate, final from grades.component where sheet_id = %s", [sheet]
    ).fetchall()
    components = [Component(*each[1:]) for each in kinds]
    name = {each[0]: each[1] for each in kinds}
    cells = {}
    for line, component, kind, points in admin.execute(
        "select line_id, component_id, kind, points from grades.cell where sheet_id = %s", [sheet]
    ):
        cells.setdefault(line, {})[name[component]] = Cell(kind, points)
    reckoned = admin.execute("select * from grades.reckoned(array[%s::bigint])", [sheet]).fetchall()
    for line, _sheet, points, mark, _letter, _grade, outcome in reckoned:
        expected = total(rules, components, cells.get(line, {}))
        assert (points, outcome) == (expected.points, expected.outcome), (sheet, line)
        assert mark == (expected.step.mark if expected.step else None)
    hindrances = dict(admin.execute("select * from grades.hindrances(%s)", [sheet]).fetchall())
    for line, found in hindrances.items():
        why = [each["why"] for each in found if each["why"] in ("points", "gate")]
        assert why == admission(rules, components, cells.get(line, {})), (sheet, line, found)


@pytest.mark.parametrize(("failed", "passes"), [(0, 0), (1, 0), (2, 0), (1, 1)])
def test_the_gpa_of_the_university_is_that_of_each_student(admin, failed, passes):
    with admin.transaction(force_rollback=True):
        for key, value in (("grades.failed", failed), ("grades.pass_fail", passes)):
            admin.execute(
                "insert into system.setting (key, value) values (%s, to_jsonb(%s::integer))", [key, value]
            )
        of_all = {row[0]: row[1:] for row in admin.execute("select * from grades.gpa_in_all()")}
        by_one = {
            row[0]: (row[3], row[4], row[5], row[6], row[7], row[8])
            for row in admin.execute("select * from grades.gpa(null) where year is null")
        }
        assert of_all == by_one
        student = min(of_all)
        lines = admin.execute(
            "select weighted, credits, enters from grades.working(%s)", [student]
        ).fetchall()
        assert sum((each[0] for each in lines if each[2]), Decimal(0)) == of_all[student][0]
        assert sum((each[1] for each in lines if each[2]), Decimal(0)) == of_all[student][1]


def commission(admin, sheet, members=4):
    """Teachers of the other faculty, whom nothing binds to the group; teacher_mining is the chair."""
    free = column(
        admin,
        "select distinct p.employee_id from employees.position p join structure.unit u on u.id = p.unit_id"
        " where u.code like '403-102-%%' and not exists (select from grades.line l"
        " join teaching.part a on a.group_id = l.group_id join teaching.assignment g on g.class_id = a.class_id"
        " where l.sheet_id = %s and g.employee_id = p.employee_id) order by 1", sheet)  # fmt: skip
    chair = employee(admin, "teacher_mining")
    assert chair in free
    return chair, [each for each in free if each != chair][:members]


def _teacher_of(admin, sheet):
    return scalar(
        admin,
        "select min(g.employee_id) from grades.line l join teaching.part a on a.group_id = l.group_id"
        " join teaching.assignment g on g.class_id = a.class_id where l.sheet_id = %s", sheet)  # fmt: skip
