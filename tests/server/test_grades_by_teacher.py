"""Results by teacher: what they add up to, what is behind a figure, and who sees whose."""

from decimal import Decimal

import pytest

from tests.server.acting import refused, scalar

BY_TEACHER = (
    "select employee_id, sheets, students, marks, mean, passed, absent from grades.by_teacher(%s, 'practice')"
)
BEHIND = "select points, mark, passed, absent from grades.results_of_teacher(%s, 'practice', %s)"
#: The same from the tables.
PLAIN = """
    select count(distinct l.id)
      from grades.sheet s
      join structure.unit u on u.id = s.faculty_id and u.code = '403-101'
      join grades.component k on k.sheet_id = s.id and k.owner = 'practice'
      join grades.grader g on g.component_id = k.id and g.employee_id = %s
      join grades.line l on l.sheet_id = s.id and l.outcome in ('passed', 'failed')
     where s.term_id = %s and s.attempt = 1 and s.state in ('signed', 'confirmed', 'closed')
       and (g.class_id is null or exists (
             select from teaching.member m
              where m.class_id = g.class_id and m.student_id = l.student_id and m.ends_on is null))
"""


@pytest.fixture
def term(admin):
    return scalar(
        admin, "select max(s.term_id) from grades.sheet s join grades.grader g on g.sheet_id = s.id"
    )


def test_figures_are_those_of_the_rows_behind_them(as_person, admin, term):
    dean = as_person("dean_geology")
    found = dean.execute(BY_TEACHER, [term]).fetchall()
    assert found
    for employee, _sheets, students, marks, mean, passed, absent in found:
        rows = dean.execute(BEHIND, [term, employee]).fetchall()
        assert len(rows) == students
        came = [row for row in rows if not row[3]]
        assert (sum(row[2] for row in rows), len(rows) - len(came)) == (passed, absent)
        assert marks == {mark: sum(row[1] == mark for row in came) for mark in {row[1] for row in came}}
        if came:
            assert abs(mean - sum(row[0] for row in came) / len(came)) < Decimal("0.0001")
        assert scalar(admin, PLAIN, employee, term) == students


def test_who_did_not_come_is_counted_and_not_in_the_mean(as_person, admin, term):
    dean = as_person("dean_geology")
    assert any(row[6] for row in dean.execute(BY_TEACHER, [term]).fetchall())
    absent = [row for (employee, *_rest) in dean.execute(BY_TEACHER, [term]).fetchall()
              for row in dean.execute(BEHIND, [term, employee]).fetchall() if row[3]]  # fmt: skip
    assert not any(passed for _points, _mark, passed, _absent in absent)


def test_everybody_sees_the_own_scope(as_person, term):
    def teachers(login):
        return {row[0]: row[2] for row in as_person(login).execute(BY_TEACHER, [term])}

    dean, head, everybody = teachers("dean_geology"), teachers("head_mineralogy"), teachers("academic_office")
    assert head.items()
    assert head.keys() <= dean.keys()
    assert dean.keys() | teachers("dean_mining").keys() == everybody.keys()
    assert sum(teachers("management").values()) < sum(everybody.values())  # only what is closed
    for login in ("teacher_mineralogy", "registrar", "tutor_geology"):
        with refused(""):
            teachers(login)
    with refused(""):
        as_person("dean_geology").execute("select grades.lines_by_teacher(%s, 'practice')", [term])
