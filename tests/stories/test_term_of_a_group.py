"""The term of a group, from a lesson to the GPA: in a database of its own, for others plan theirs anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg

from tests.server.test_grades import commission, unwritten_sheet
from tests.stories.telling import address, tell

if TYPE_CHECKING:
    from pathlib import Path


def lesson_of_today(admin: psycopg.Connection[tuple[Any, ...]]) -> tuple[int, int]:
    """A class of the teacher of mineralogy with a lesson today, whatever day of the week it is."""
    return admin.execute(
        "insert into timetable.lesson (faculty_id, term_id, department_id, class_id, planned_day, planned_pair, day,"
        " pair, employee_id, state)"
        " select k.faculty_id, k.term_id, k.department_id, k.id, security.today(), p, security.today(), p,"
        "   a.employee_id, 'planned'"
        " from security.account c join teaching.assignment a on a.employee_id = c.employee_id"
        " join teaching.class k on k.id = a.class_id"
        " join timetable.lesson l on l.class_id = k.id and l.held_at is not null, generate_series(1, 8) p"
        " where c.login = 'teacher_mineralogy' and not exists (select from timetable.lesson o"
        "   where o.day = security.today() and o.pair = p and o.employee_id = a.employee_id)"
        " and not exists (select from teaching.part h join timetable.lesson_part o on o.group_id = h.group_id"
        "   where h.class_id = k.id and o.day = security.today() and o.pair = p)"
        " order by l.day desc, p limit 1 returning class_id, id"
    ).fetchone()  # type: ignore[return-value]  # the demonstration has such a class


def test_a_term_of_a_group_ends_with_its_gpa(display: str, database: str, tmp_path: Path) -> None:
    with psycopg.connect(database, autocommit=True) as admin:
        sheet = unwritten_sheet(admin)
        class_id, lesson = lesson_of_today(admin)
        (number,) = admin.execute("select number from grades.sheet where id = %s", [sheet]).fetchone() or (
            "",
        )
        _chair, members = commission(admin, sheet)
        names = "|".join(each for (each,) in admin.execute(
            "select full_name from employees.employee where id = any (%s)", [members]).fetchall())  # fmt: skip
        said, _pictures = tell(
            "term_of_a_group",
            display,
            tmp_path,
            address(database),
            str(class_id),
            number,
            names,
            patience=600,
        )
        assert "the term is over" in said
        marks = admin.execute("select marks from attendance.sheet where lesson_id = %s", [lesson]).fetchall()
        assert {each for (row,) in marks for each in row} == {"p", "a"}
        lines = admin.execute(
            "select l.total, l.outcome, r.passed from grades.line l join grades.record r on r.line_id = l.id"
            " where l.sheet_id = %s order by l.position limit 3", [sheet]).fetchall()  # fmt: skip
        assert lines == [(20, "failed", False), (75, "passed", True), (80, "passed", True)]
        retaken = admin.execute(
            "select l.student_id in (select b.student_id from grades.line b where b.sheet_id = s.id and b.outcome ="
            " 'failed') from grades.sheet s join grades.sheet n on n.course_id = s.course_id and n.attempt = 2"
            " join grades.line l on l.sheet_id = n.id where s.id = %s", [sheet]).fetchall()  # fmt: skip
        assert (True,) in retaken
