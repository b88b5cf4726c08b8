"""A grade sheet takes current control over from the rating journal: by whom, when, and what it keeps."""

import json
from datetime import date
from decimal import Decimal

import psycopg
import pytest

from shared.grading import Beside, CurrentRule, Entry, Kind, current
from tests.server.acting import column, refused, scalar

#: A sheet of the first attempt whose current control teacher_mineralogy alone writes, nothing signed, with points.
SHEET = """
    select s.id, k.id, s.course_id from grades.grader g
      join grades.component k on k.id = g.component_id and k.kind = '11'
      join grades.sheet s on s.id = g.sheet_id and s.state = 'opened' and s.attempt = 1
      join security.account a on a.employee_id = g.employee_id and a.login = 'teacher_mineralogy'
     where g.signed_at is null and k.signed_at is null
       and (select count(*) from grades.grader o where o.component_id = k.id) = 1
       and exists (select from teaching.part p join rating_journal.points r on r.class_id = p.class_id
                    where p.course_id = s.course_id)
     order by s.students desc, s.id limit 1
"""
TAKE = "select rating_journal.take_over(%s)"


@pytest.fixture
def teacher(as_person):
    return as_person("teacher_mineralogy")


@pytest.fixture(scope="module")
def sheet(database):
    with psycopg.connect(database) as admin:
        return admin.execute(SHEET).fetchone()


def test_a_sheet_takes_current_control_over_with_its_working_and_keeps_it(teacher, sheet, admin):
    number, component, course = sheet
    told = scalar(teacher, TAKE, number)
    assert told["taken"] > 0
    rows = teacher.execute(
        "select c.points, f.points, f.working, c.from_journal from grades.cell c join rating_journal.frozen f"
        " on f.line_id = c.line_id and f.component_id = c.component_id where c.component_id = %s",
        [component],
    ).fetchall()
    assert len(rows) == told["taken"]
    for points, frozen, working, flagged in rows:
        assert points == frozen == Decimal(str(working["points"]))
        assert flagged
        assert points == _worked(working)
    teacher.commit()
    # What is written into the journal later leaves the sheet alone, until the teacher takes it over again.
    admin.execute(
        "update rating_journal.points p set points = regexp_replace(points, '[^ ]+', '0', 'g')"
        " where p.class_id in (select class_id from teaching.part where course_id = %s)",
        [course],
    )
    admin.commit()
    kept = column(
        teacher, "select points from grades.cell where component_id = %s order by line_id", component
    )
    assert kept == column(
        teacher,
        "select points from rating_journal.frozen where component_id = %s order by line_id",
        component,
    )
    assert max(kept) > 15
    scalar(teacher, TAKE, number)
    assert max(column(teacher, "select points from grades.cell where component_id = %s", component)) <= 10
    teacher.commit()


def _worked(working):
    """Current control, reckoned from the lines of a working alone, as a reader of it would."""
    rule = working["rule"]
    kinds = tuple(
        Kind(k["name"], Decimal(str(k["maximum"])), Decimal(str(k["weight"]))) for k in rule["kinds"]
    )
    shares = (Decimal(str(rule[f"{part}_points"])) for part in ("lesson", "task", "attendance"))
    entries = [
        Entry(date.fromisoformat(each["day"]), each["pair"], place, 1, each["kind"],
              None if each["value"] == "a" else Decimal(each["value"]))
        for place, each in enumerate(working["lines"])
    ]  # fmt: skip
    beside = Beside(
        sum((Decimal(str(each["points"])) for each in working["tasks"]), Decimal(0)),
        sum((Decimal(str(each["maximum"])) for each in working["tasks"]), Decimal(0)),
        working["held"], working["unexcused"],
    )  # fmt: skip
    return current(
        CurrentRule(*shares, kinds, rule["best"]),
        entries,
        beside,
        Decimal(str(working["maximum"])),
        working["step"],
    )


def test_current_control_is_typed_only_where_the_university_allows_it(teacher, sheet, admin):
    number, component, _course = sheet
    line = scalar(admin, "select id from grades.line where sheet_id = %s order by position limit 1", number)
    old = admin.execute(
        "select kind, points from grades.cell where line_id = %s and component_id = %s", [line, component]
    ).fetchone() or (None, None)
    admin.commit()
    typed = {"line": line, "component": component, "kind": "points", "points": "12", "old_kind": old[0],
             "old_points": None if old[1] is None else str(old[1])}  # fmt: skip
    save = "select grades.save_cells(%s, %s)"
    scalar(teacher, save, number, json.dumps([typed]))
    marked = scalar(
        teacher,
        "select from_journal from grades.cell where line_id = %s and component_id = %s",
        line,
        component,
    )
    assert marked is False
    teacher.rollback()
    admin.execute("insert into system.setting (key, value) values ('grades.current_directly', '0')")
    admin.commit()
    with refused("{student}: current control is taken over from the rating journal and not typed."):
        scalar(teacher, save, number, json.dumps([typed]))
    teacher.rollback()
    absent = typed | {"kind": "absent", "points": None}
    assert scalar(teacher, save, number, json.dumps([absent])) == 1
    teacher.rollback()
    admin.execute("delete from system.setting where key = 'grades.current_directly'")
    admin.commit()


def test_only_the_grader_takes_over_and_not_what_is_signed(sheet, as_person, teacher):
    number, component, _course = sheet
    with refused("This grade sheet is not yours.", "HM002"):
        scalar(as_person("teacher_mining"), TAKE, number)
    for login in ("dean_geology", "head_mineralogy"):
        with refused(""):
            scalar(as_person(login), TAKE, number)
    teacher.execute("select grades.sign(%s, %s)", [number, component])
    with refused("This component is signed. The head of the department returns it with a reason.", "HM003"):
        scalar(teacher, TAKE, number)


def test_a_sheet_that_is_opened_after_the_last_lesson_has_its_current_control_at_once(
    admin, as_person, database
):
    """All sheets of a course are opened anew when its lessons are over."""
    row = admin.execute(
        "select s.id, s.course_id, s.term_id, s.faculty_id from grades.sheet s"
        " join structure.unit u on u.id = s.faculty_id and u.code = '403-101'"
        " join grades.component k on k.sheet_id = s.id and k.kind = '11' and k.signed_at is null"
        " where s.state = 'opened' and s.attempt = 1 and exists (select from teaching.part p"
        " join rating_journal.points r on r.class_id = p.class_id where p.course_id = s.course_id)"
        " order by s.id desc limit 1"
    ).fetchone()
    number, course, term, faculty = row
    for table in (
        "rating_journal.frozen",
        "grades.cell",
        "grades.grader",
        "grades.stamp",
        "grades.line",
        "grades.component",
    ):
        admin.execute(f"delete from {table} where sheet_id = %s", [number])
    admin.execute("delete from grades.sheet where id = %s", [number])
    admin.execute(
        "delete from timetable.lesson_part where lesson_id in (select l.id from timetable.lesson l join teaching.part p"
        " on p.class_id = l.class_id where p.course_id = %s and l.day >= security.today())",
        [course],
    )
    admin.execute(
        "delete from timetable.lesson l using teaching.part p where p.class_id = l.class_id and p.course_id = %s"
        " and l.day >= security.today() and l.held_at is null",
        [course],
    )
    admin.commit()
    dean = as_person("dean_geology")
    assert scalar(dean, "select grades.open_sheets(%s, %s)", term, faculty) >= 1
    filled = dean.execute(
        "select count(*), bool_and(c.from_journal) from grades.cell c join grades.sheet s on s.id = c.sheet_id"
        " where s.course_id = %s and s.id not in (select sheet_id from grades.stamp where act <> 'opened')"
        " and c.entered_by = 'dean_geology'",
        [course],
    ).fetchone()
    assert filled[0] > 0
    assert filled[1]
