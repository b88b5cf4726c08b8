"""Course work beside its subject, a subject begun again after all attempts, and sheets that no teacher fills."""

import psycopg
import pytest

from shared.codes import SheetType, TrainingType
from tests.server.acting import column, scalar
from tests.server.test_grades import GEOLOGY, unwritten_sheet


@pytest.fixture(scope="module")
def sheet(database):
    with psycopg.connect(database, autocommit=True) as admin:
        return unwritten_sheet(admin)


def write_everything(admin, sheet, share):
    """As if all had written, signed and confirmed."""
    admin.execute(
        "insert into grades.cell (faculty_id, sheet_id, line_id, component_id, kind, points, entered_by)"
        " select k.faculty_id, k.sheet_id, l.id, k.id, 'points', round(k.maximum * %s), 'x' from grades.component k"
        " join grades.line l on l.sheet_id = k.sheet_id where k.sheet_id = %s", [share, sheet]
    )  # fmt: skip
    admin.execute("select grades.reckon(array[%s::bigint])", [sheet])
    admin.execute("update grades.sheet set state = 'confirmed' where id = %s", [sheet])


def test_course_work_has_a_sheet_and_a_line_of_its_own_without_credits(admin, dean, sheet):
    course, term, faculty = admin.execute(
        "select course_id, term_id, faculty_id from grades.sheet where id = %s", [sheet]
    ).fetchone()
    with admin.transaction():  # the plan is accepted: it would be changed by nobody
        admin.execute("set local session_replication_role = replica")
        admin.execute(
            "insert into curriculum.course_hours (faculty_id, course_id, training, hours)"
            " select faculty_id, id, %s, 15 from curriculum.course where id = %s", [TrainingType.COURSE_WORK, course]
        )  # fmt: skip
    dean.execute("select grades.open_sheets(%s, %s)", [term, faculty])
    dean.commit()
    made = admin.execute(
        "select s.id, s.credits, array_agg(k.owner), sum(k.maximum) from grades.sheet s"
        " join curriculum.sheet_type y on y.id = s.sheet_type_id and y.code = %s"
        " join grades.component k on k.sheet_id = s.id where s.course_id = %s group by s.id",
        [SheetType.COURSE_WORK, course],
    ).fetchall()
    assert made
    assert [each[1:] for each in made] == [(0, ["lecture"], 100)] * len(made)
    write_everything(admin, made[0][0], 0.9)
    student = scalar(admin, "select min(student_id) from grades.line where sheet_id = %s", made[0][0])
    before = scalar(admin, "select divisor from grades.gpa_in_all() where student_id = %s", student)
    dean.execute("select grades.close(%s)", [made[0][0]])
    dean.commit()
    assert admin.execute(
        "select line, credits, points, passed, counts from grades.record where line_id in"
        " (select id from grades.line where sheet_id = %s and student_id = %s)", [made[0][0], student]
    ).fetchall() == [("course_work", 0, 90, True, True)]  # fmt: skip
    assert scalar(admin, "select divisor from grades.gpa_in_all() where student_id = %s", student) == before


def test_who_repeats_a_subject_after_all_attempts_begins_a_new_count(admin, dean, sheet):
    student = scalar(
        admin, "select student_id from grades.line where sheet_id = %s order by position limit 1", sheet
    )
    admin.execute(
        "insert into grades.record (faculty_id, origin_id, student_id, subject_id, line, year, semester, hours,"
        " credits, ending, attempt, round, points, mark, grade, passed, source, counts, why)"
        " select t.faculty_id, t.faculty_id, t.id, s.subject_id, 'subject', 2024, s.semester, s.hours, s.credits,"
        " s.ending, 3, 1, 41, '2', 0, false, 'sheet', true, 'latest' from grades.sheet s, students.student t"
        " where s.id = %s and t.id = %s", [sheet, student]
    )  # fmt: skip
    write_everything(admin, sheet, 0.8)
    dean.execute("select grades.close(%s)", [sheet])
    dean.commit()
    assert admin.execute(
        "select r.round, r.attempt, r.points, r.counts, r.why from grades.record r join grades.sheet s"
        " on s.subject_id = r.subject_id and s.semester = r.semester where s.id = %s and r.student_id = %s"
        " and r.line = 'subject' order by r.round", [sheet, student]
    ).fetchall() == [(1, 3, 41, False, "superseded"), (2, 1, 80, True, "passed")]  # fmt: skip


def test_no_sheet_is_opened_that_a_commission_fills(admin, dean):
    term = scalar(admin, "select max(term_id) from grades.sheet where state = 'opened'")
    faculty = scalar(admin, "select id from structure.unit where code = %s", GEOLOGY)
    dean.execute("select grades.open_sheets(%s, %s)", [term, faculty])
    types = column(
        dean,
        "select distinct y.code from grades.sheet s join curriculum.sheet_type y on y.id = s.sheet_type_id"
        " where s.state = 'opened'",
    )
    assert set(types) <= {SheetType.SUBJECT, SheetType.COURSE_WORK, SheetType.PRACTICE, SheetType.FINAL_ONLY}
