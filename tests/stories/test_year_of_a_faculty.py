"""A year of a faculty by its orders, from enrolment through retention, leave and reinstatement to graduation."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import psycopg

from tests.stories.telling import address, tell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FACULTY = "(select id from structure.unit where code = '403-101')"
ENTERED = f"""
insert into students.student (surname, given_name, birth_date, gender, faculty_id, specialty_id, education_type,
       education_form, payment_form, language, course, semester, status, entry_year, number)
select 'Yangiyev', 'Olim', '2008-01-02', '11', g.faculty_id, g.specialty_id, p.education_type, g.education_form, '11',
       g.language, '11', '11', '10', g.entry_year,
       (students.allot_numbers(array[g.entry_year], array[p.education_type]))[1]
  from students."group" g
  join students.specialty p on p.id = g.specialty_id
 where g.faculty_id = {FACULTY}
 order by g.entry_year desc, g.id
 limit 1
returning id"""


class Year:
    """The students of the story, each for one act."""

    def __init__(self, admin: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._admin = admin
        self.taken: list[int] = []

    def one(self, condition: str) -> int:
        """The first student of the faculty for whom something holds and who is in no order that waits."""
        found = self._admin.execute(
            f"select s.id from students.student s where s.faculty_id = {FACULTY} and {condition}"
            " and s.id <> all (%s) and not exists (select from movement.line l join movement.decree d"
            "   on d.id = l.decree_id and d.state in ('draft', 'sent', 'signed') where l.student_id = s.id)"
            " order by s.id limit 1",
            [self.taken],
        ).fetchone()
        assert found, condition
        self.taken.append(found[0])
        return int(found[0])

    def order(self, window: str, act: str, student: int, **filled: Any) -> dict[str, Any]:
        (number,) = self._admin.execute(
            "select number from students.student where id = %s", [student]
        ).fetchone()  # type: ignore[misc]
        return {"window": window, "act": act, "student": student, "number": number, **filled}

    def group(self, student: int, *, other: bool = False) -> str:
        """The name of a group of the specialty and entry year of a student, the own one or another."""
        found = self._admin.execute(
            'select g.name from students.student s join students."group" g on g.specialty_id = s.specialty_id'
            " where s.id = %s and g.active and g.id is distinct from case when %s then s.group_id end"
            " order by abs(g.entry_year - s.entry_year), g.id limit 1",
            [student, other],
        ).fetchone()
        assert found
        return str(found[0])


def test_a_year_of_a_faculty_is_lived_through_by_its_orders(
    display: str,
    database: str,
    as_person: Callable[[str], psycopg.Connection[tuple[Any, ...]]],
    tmp_path: Path,
) -> None:
    with psycopg.connect(database, autocommit=True) as admin:
        year = Year(admin)
        dean = as_person("dean_geology")
        (new,) = dean.execute(ENTERED).fetchone()  # type: ignore[misc]  # there are groups
        dean.commit()
        later = year.one("s.status = '11' and s.semester = '13'")
        admin.execute("update students.student set course = '11', semester = '12' where id = %s", [later])
        fails = year.one(
            "s.status = '11' and s.semester = '15'"
            " and exists (select from movement.year_results(array[s.id]) y where y.gpa < 2.4)"
        )
        admin.execute("update students.student set course = '12', semester = '14' where id = %s", [fails])
        last = year.one("s.status = '11' and s.semester = '17'")
        admin.execute("update students.student set semester = '18' where id = %s", [last])
        (today,) = admin.execute("select security.today()").fetchone()  # type: ignore[misc]
        studying = "s.status = '11' and s.semester = '15'"
        leaves, moves, goes, marries = (year.one(studying) for _each in range(4))
        away, retained = year.one("s.status = '13'"), year.one("s.status = '15'")
        gone = year.one(
            "s.status = '12' and not exists (select from students.period p where p.student_id = s.id"
            " and p.ends_on is null and p.starts_on >= make_date(extract(year from security.today())::int, 9, 1))"
        )
        (ready,) = admin.execute(
            "select s.id from students.student s cross join lateral (select count(*) as many"
            " from graduation.found(array[s.id]) f where f.keeps) f"
            f" where s.faculty_id = {FACULTY} and s.status = '11' and s.semester in ('14', '18') and f.many = 0"
            " and not exists (select from graduation.acceptance a where a.student_id = s.id) order by s.id limit 1"
        ).fetchone()  # type: ignore[misc]
        days = {"starts": str(today), "ends": str(today + timedelta(300))}
        orders = [
            year.order("enrolment", "enrol", new, group=year.group(new)),
            year.order("student-course-transfer", "promote", later),
            year.order("student-course-expel", "retain", fails),
            year.order("academic-leave", "leave", leaves, reason="12", days=days),
            year.order("academic-leave", "return", away),
            year.order("student-course-expel", "continue", retained),
            year.order("student-group", "transfer", moves, group=year.group(moves, other=True)),
            year.order("student-expel", "expel", goes, reason="11"),
            year.order("restore", "reinstate", gone, group=year.group(gone), asks=True),
            year.order("graduate-simple", "finish", last),
            year.order("graduate", "graduate", ready),
            year.order("student-rename", "rename", marries, reason="11", names={"surname": "Karimzoda"}),
        ]
        said, _pictures = tell(
            "year_of_a_faculty", display, tmp_path, address(database), json.dumps(orders), patience=600
        )
        assert "the year is over" in said
        states = dict(
            admin.execute(
                "select id, status from students.student where id = any (%s)",
                [[each["student"] for each in orders]],
            ).fetchall()
        )
        became = [states[each["student"]] for each in orders]
        assert became == ["11", "11", "15", "13", "11", "11", "11", "12", "11", "14", "14", "11"]
        assert admin.execute(
            "select s.surname from students.student s where s.id = %s", [marries]
        ).fetchone() == ("Karimzoda",)
        assert admin.execute(
            "select count(*) from clearance.sheet where student_id = any (%s) and withdrawn_at is null",
            [[goes, last, ready]],
        ).fetchone() == (3,)
