"""A student goes to another group in mid-term, or had a result recognised: what becomes of the line in the sheet."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import psycopg
import pytest

from tests.server.acting import column, refused, scalar
from tests.server.orders import wait_for_lock
from tests.server.test_grades import NOT_YOURS, cell, save, unwritten_sheet

MOVE = "select grades.move_line(%s, %s, %s)"
OTHERS = "select sheet_id from grades.sheets_to_go_to(%s)"


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
def teacher(as_person):
    return as_person("teacher_mineralogy")


@pytest.fixture
def other_sheet(admin, sheet):
    """The same subject's sheet of another group of the faculty, which a student of the first one joins."""
    other = admin.execute(
        "insert into grades.sheet (number, faculty_id, department_id, term_id, course_id, subject_id, sheet_type_id,"
        " group_id, name, semester, state, due_on, marking, maximum, pass_percent, scale, credits, hours, ending)"
        " select 'S' || id, faculty_id, department_id, term_id, course_id, subject_id, sheet_type_id,"
        ' (select min(g.id) from students."group" g join students."group" w on w.id = s.group_id'
        "   where (g.faculty_id, g.specialty_id) = (w.faculty_id, w.specialty_id) and g.id <> w.id"
        "   and not exists (select from grades.sheet o where o.course_id = s.course_id and o.group_id = g.id)), 'X',"
        " semester, 'opened', due_on, marking, maximum, pass_percent, scale, credits, hours, ending"
        " from grades.sheet s where id = %s returning id, group_id",
        [sheet],
    ).fetchone()
    admin.execute(
        "insert into grades.component (faculty_id, sheet_id, kind, position, maximum, minimum, gate, final, owner)"
        " select faculty_id, %s, kind, position, maximum, minimum, gate, final, owner from grades.component"
        " where sheet_id = %s", [other[0], sheet]
    )  # fmt: skip
    yield other
    for table in ("rating_journal.frozen", "grades.cell", "grades.stamp", "grades.line", "grades.component"):
        admin.execute(f"delete from {table} where sheet_id = %s", [other[0]])
    admin.execute("delete from grades.sheet where id = %s", [other[0]])


def test_points_go_along_with_a_student_who_changes_the_group(
    admin,
    dean,
    teacher,
    as_person,
    sheet,
    parts,
    other_sheet,
):
    number, group = other_sheet
    line, student = admin.execute(
        "select id, student_id from grades.line where sheet_id = %s order by position limit 1", [sheet]
    ).fetchone()
    assert column(dean, OTHERS, line) == []  # the student still belongs here
    save(teacher, sheet, cell(line, parts["11"], 14), cell(line, parts["12"], kind="absent"))
    teacher.commit()
    admin.execute("update students.student set group_id = %s where id = %s", [group, student])
    assert column(dean, OTHERS, line) == [number]
    with refused(NOT_YOURS, "HM002"):
        as_person("dean_mining").execute(MOVE, [line, number, "Koʻchdi"])
    with refused("Give a reason."):
        dean.execute(MOVE, [line, number, " "])
    dean.rollback()
    with refused("{student} does not belong to that grade sheet. Look at the sheets again.", "HM003"):
        dean.execute(MOVE, [line, sheet, "Koʻchdi"])
    dean.rollback()
    dean.execute(MOVE, [line, number, "Koʻchdi"])
    dean.commit()
    assert scalar(admin, "select count(*) from grades.line where id = %s", line) == 0
    came = admin.execute(
        "select k.kind, c.kind, c.points, c.carried from grades.line l join grades.cell c on c.line_id = l.id"
        " join grades.component k on k.id = c.component_id where l.sheet_id = %s and l.student_id = %s order by 1",
        [number, student],
    ).fetchall()
    assert came == [("11", "points", 14, False), ("12", "absent", None, False)]
    told = admin.execute(
        "select act, reason like '%%Koʻchdi' from grades.stamp where sheet_id = any (%s) and act in ('left', 'joined')"
        " order by act", [[sheet, number]],
    ).fetchall()  # fmt: skip
    assert told == [("joined", True), ("left", True)]


def test_who_leaves_for_no_sheet_keeps_nobody_from_signing(admin, dean, sheet):
    line, many = admin.execute(
        "select max(id), count(*) from grades.line where sheet_id = %s", [sheet]
    ).fetchone()
    dean.execute(MOVE, [line, None, "Chetlashtirildi"])
    dean.commit()
    assert scalar(admin, "select students from grades.sheet where id = %s", sheet) == many - 1


def test_a_student_leaves_once_though_two_let_go_at_once(admin, dean, as_person, sheet):
    line = scalar(admin, "select max(id) from grades.line where sheet_id = %s", sheet)
    second = as_person("deputy_geology", role="hemis_faculty")
    dean.execute(MOVE, [line, None, "Chetlashtirildi"])

    def too_late():
        with refused("{student} does not belong to that grade sheet. Look at the sheets again.", "HM003"):
            second.execute(MOVE, [line, None, "Chetlashtirildi"])

    with ThreadPoolExecutor(1) as beside:
        waits = beside.submit(too_late)
        wait_for_lock(admin)
        dean.commit()
        waits.result(timeout=60)


def test_a_mark_of_the_final_keeps_the_student_in_the_sheet(admin, dean):
    line = scalar(
        admin,
        "select min(c.line_id) from grades.cell c join grades.component k on k.id = c.component_id and k.final"
        " join grades.sheet s on s.id = c.sheet_id and s.state = 'filled' join structure.unit u on u.id = s.faculty_id"
        " where u.code = '403-101' and c.kind = 'points'",
    )
    with refused("{student} has a mark of the final already and stays in this grade sheet.", "HM003"):
        dean.execute(MOVE, [line, None, "Koʻchdi"])


def test_a_recognised_result_stands_in_the_sheet_and_is_recorded_once(
    admin,
    dean,
    teacher,
    as_person,
    sheet,
    parts,
):
    line, student = admin.execute(
        "select id, student_id from grades.line where sheet_id = %s order by position offset 3 limit 1",
        [sheet],
    ).fetchone()
    save(teacher, sheet, cell(line, parts["11"], 3))
    teacher.commit()
    result = scalar(
        dean,
        "insert into grades.result (faculty_id, student_id, subject_id, line, source, year, semester, hours, credits,"
        " points, source_document) select l.faculty_id, l.student_id, s.subject_id, 'subject', 'recognised', 2025,"
        " s.semester, 120, 4, 81.5, 'Transkript 7' from grades.line l join grades.sheet s on s.id = l.sheet_id"
        " where l.id = %s returning id",
        line,
    )
    dean.commit()
    office = as_person("academic_office")
    office.execute("select grades.accept_results(%s)", [[result]])
    office.commit()
    kinds, points, total, outcome, hindered = admin.execute(
        "select array_agg(distinct c.kind), sum(c.points), max(l.total), max(l.outcome),"
        " (select h.hindrance <> '[]' from grades.hindrances(%(sheet)s) h where h.line_id = %(line)s)"
        " from grades.line l join grades.cell c on c.line_id = l.id where l.id = %(line)s",
        {"sheet": sheet, "line": line},
    ).fetchone()
    assert (kinds, points, total) == (["recognised"], Decimal("81.5"), Decimal("81.5"))
    assert (outcome, hindered) == ("passed", False)
    with refused("{student}: this mark is not written by hand."):
        save(teacher, sheet, cell(line, parts["11"], 20, old_kind="recognised", old_points=24.45))
    teacher.rollback()
    with admin.transaction(force_rollback=True):
        admin.execute("select grades.write_records(%s)", [[sheet]])
        kept = admin.execute(
            "select source, counts from grades.record r join grades.sheet s on s.subject_id = r.subject_id"
            " and s.semester = r.semester where s.id = %s and r.student_id = %s", [sheet, student]
        ).fetchall()  # fmt: skip
        assert kept == [("recognised", True)]
