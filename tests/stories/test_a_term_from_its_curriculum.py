"""From a curriculum to lessons in everybody's week: each step by whose office it is, over the own connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from client.data.timetable.card_saving import StepChanges, store
from client.data.timetable.rows import read
from client.data.timetable.versions import checklist, create, publish
from client.data.timetable.week import BuilderWeek, week_of
from shared.timetabling.solver.generation import GenerationOrder, generate
from tests.stories.people import gateways

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import psycopg

    from client.data.server.gateway import Gateway

Admin = Any
TERM = "select id from curriculum.term where current_date between starts_on and ends_on"
SOURCE = """select c.id, c.specialty_id, c.education_form, c.entry_year, c.faculty_id
    from curriculum.curriculum c join structure.unit u on u.id = c.faculty_id
   where u.code = '403-101' and c.accepted_at is not null and c.education_type = '11' and c.education_form = '11'
   order by c.entry_year desc, c.id limit 1"""
STUDENT = """insert into students.student (surname, given_name, birth_date, gender, faculty_id, specialty_id,
        group_id, education_type, education_form, payment_form, language, course, semester, entry_year)
    values (%s, 'Talaba', '2008-05-04', '11', %s, %s, %s, '11', '11', '11', '11', '11', '11', %s)"""
CLASSES = """select c.id, c.hours, c.department_id from teaching.class c
   join teaching.part p on p.class_id = c.id where p.group_id = %s order by c.id"""
FREE_TEACHER = """
    select p.employee_id
      from employees.position p
      join employees.card e on e.employee_id = p.employee_id and e.kind = '12'
      left join lateral (select coalesce(sum(a.hours), 0) as hours from teaching.assignment a
                          where a.employee_id = p.employee_id) l on true
     where p.unit_id = coalesce(%s, p.unit_id) and p.ends_on is null
     order by l.hours, p.employee_id limit 1"""


@pytest.fixture
def signed_in(database: str) -> Iterator[Callable[[str], Gateway]]:
    """signed_in("dean_geology"): the gateway of that person's program."""
    with gateways(database) as gateway_of:
        yield gateway_of


@pytest.mark.usefixtures("unplanned")
def test_a_group_is_taught_by_a_new_curriculum(
    admin: psycopg.Connection[Admin],
    as_person: Callable[..., psycopg.Connection[Admin]],
    signed_in: Callable[[str], Gateway],
) -> None:
    dean, office = as_person("dean_geology"), as_person("academic_office")
    dean.autocommit = office.autocommit = True
    source, specialty, form, year, faculty = admin.execute(SOURCE).fetchone()
    (term,) = admin.execute(TERM).fetchone()

    # The dean's office makes a plan from last year's, and a group that follows it.
    (plan,) = dean.execute(
        "select curriculum.copy(%s, %s, %s, %s, 'Yangi reja')", [source, specialty, form, year]
    ).fetchone()
    (group,) = dean.execute(
        """insert into students."group" (faculty_id, specialty_id, name, entry_year, education_form, language)
           values (%s, %s, '26-99', %s, %s, '11') returning id""",
        [faculty, specialty, year, form],
    ).fetchone()
    for number in range(24):
        dean.execute(STUDENT, [f"Yangiyev{number}", faculty, specialty, group, year])
    dean.execute(
        "insert into curriculum.group_curriculum (faculty_id, curriculum_id, group_id) values (%s, %s, %s)",
        [faculty, plan, group],
    )

    # The academic office accepts it; students are registered, classes made, teachers found.
    office.execute("select curriculum.accept(%s)", [plan])
    (registered,) = dean.execute("select curriculum.register_compulsory(%s, %s)", [faculty, term]).fetchone()
    assert registered >= 24 * 5
    (made,) = dean.execute("select teaching.make_classes(%s, %s)", [term, faculty]).fetchone()
    classes = admin.execute(CLASSES, [group]).fetchall()
    assert made >= len(classes) > 5
    for number, hours, department in classes:
        (teacher,) = admin.execute(FREE_TEACHER, [department]).fetchone()
        dean.execute(
            "insert into teaching.assignment (faculty_id, class_id, employee_id, hours) values (%s, %s, %s, %s)",
            [faculty, number, teacher, hours],
        )

    # The week is generated, stored in one step, checked and published.
    desk = signed_in("dean_geology")
    version = create(desk, term, faculty, "Kuz", None, None)
    week = week_of(read(desk, version))
    found = generate(week.problem, week.plan, GenerationOrder(moves=3_000_000, workers=1))
    assert found.unplaced == ()
    store(desk, _placed(week, found.plan))
    assert not [finding for finding in checklist(desk, version) if finding.serious]
    result = publish(desk, version, 120)
    assert result.made > 0

    # Everybody who should see the lessons of the new group sees them, and nobody twice at a time.
    mine = "select count(*) from timetable.lesson_part p where p.group_id = %s"
    (count,) = admin.execute(mine, [group]).fetchone()
    assert count > 0
    assert dean.execute(mine, [group]).fetchone() == (count,)
    assert office.execute(mine, [group]).fetchone() == (count,)
    assert as_person("dean_mining").execute(mine, [group]).fetchone() == (0,)
    twice = admin.execute(
        """select p.group_id, p.day, p.pair from timetable.lesson_part p
            where p.live group by 1, 2, 3 having sum(p.slice_to - p.slice_from) > 12"""
    ).fetchall()
    assert twice == []


def _placed(week: BuilderWeek, plan: Any) -> StepChanges:
    return StepChanges(
        placed={
            event: ((week.cards[event].id, week.versions[event]), week.columns(place))
            for event, place in enumerate(plan)
        }
    )
