"""A student goes elsewhere in mid-term: marks stay where they were made, hours go along, the former class is over."""

from datetime import timedelta

import pytest

from tests.server.acting import column, refused, scalar
from tests.server.planned_term import WHOLE
from tests.server.test_attendance import SAVE
from tests.server.test_members import LABORATORY, Seats

_LESSON = """
    insert into timetable.lesson (faculty_id, term_id, department_id, class_id, planned_day, planned_pair, day, pair,
                                  employee_id, state)
    select c.faculty_id, c.term_id, c.department_id, c.id, %(day)s, %(pair)s, %(day)s, %(pair)s, %(teacher)s, 'planned'
      from teaching.class c where c.id = %(class)s returning id
"""
NOT_THERE = "Not all of these students sat in the class {class} on {day}. Look at the journal again."
MARK = "select value from attendance.v_mark where lesson_id = %s and student_id = %s"
#: The same subject of the same semester in another plan.
OTHER_PLAN = """
    with plan as (
        insert into curriculum.curriculum (faculty_id, specialty_id, name, education_type, education_form, entry_year,
                                           variant, marking_system_id)
        select faculty_id, specialty_id, 'Boshqa', education_type, education_form, entry_year, variant + 50,
               marking_system_id
          from curriculum.curriculum p
         where p.id = (select curriculum_id from curriculum.course where id = {former})
        returning id, faculty_id
    ), semester as (
        insert into curriculum.semester (faculty_id, curriculum_id, number, term_id, starts_on, ends_on)
        select p.faculty_id, p.id, m.number, m.term_id, m.starts_on, m.ends_on
          from plan p, curriculum.semester m
         where m.id = (select semester_id from curriculum.course where id = {former})
        returning *
    )
    insert into curriculum.course (faculty_id, curriculum_id, semester_id, subject_id, department_id, credits, kind)
    select m.faculty_id, m.curriculum_id, m.id, c.subject_id, c.department_id, c.credits, c.kind
      from semester m, curriculum.course c
     where c.id = {former}
    returning id
"""


@pytest.fixture
def seats(admin):
    made = Seats(admin)
    yield made
    for statement in (
        "update timetable.lesson set held_at = null, held_by = null where term_id = %s and held_at is not null",
        "delete from attendance.sheet where lesson_id in (select id from timetable.lesson where term_id = %s)",
        "delete from timetable.lesson_part where lesson_id in (select id from timetable.lesson where term_id = %s)",
        "delete from timetable.lesson where term_id = %s",
    ):
        admin.execute(statement, [made.term.term])
    made.term.leave()


def lesson(seats, class_id, day, pair):
    values = {"class": class_id, "day": day, "pair": pair, "teacher": seats.teacher}
    return seats.admin.execute(_LESSON, values).fetchone()[0]


def split(seats, student, _dean):
    """Half of the group becomes a group of its own, with a laboratory of its own."""
    third = seats.term.groups()[2]
    seats.admin.execute("update students.student set group_id = %s where id = any (%s)", [third, [student]])
    return seats.term.klass(
        (third, WHOLE), subject=f"Kimyo {seats.term.number}", training=LABORATORY, teachers=[seats.teacher]
    )


def change_subgroup(seats, student, dean):
    member = seats.member(seats.half, student)
    dean.execute("select teaching.move_members(%s, %s, %s)", [[member], seats.other_half, seats.today])
    dean.commit()
    return seats.other_half


def transfer(seats, student, _dean):
    seats.admin.execute(
        "update students.student t set faculty_id = g.faculty_id, group_id = g.id, specialty_id = g.specialty_id"
        ' from students."group" g where t.id = %s and g.id = (select min(o.id) from students."group" o'
        " where o.faculty_id = %s)",
        [student, seats.term.faculties["403-102"]],
    )


@pytest.mark.parametrize("goes", [split, change_subgroup, transfer], ids=lambda each: each.__name__)
def test_marks_stay_and_hours_go_along_with_a_student_who_goes_elsewhere(seats, as_person, goes):
    teacher, dean = as_person("teacher_mineralogy"), as_person("dean_geology")
    student, stays = seats.first[1], seats.first[0]
    past = lesson(seats, seats.half, seats.today - timedelta(days=1), 1)
    teacher.execute(SAVE, [[past] * 2, [stays, student], ["-", "-"], ["p", "a"]])
    teacher.commit()
    new_class = goes(seats, student, dean)

    course = seats.term.course_of(seats.half)
    hours = "select absent_hours, unexcused_hours from attendance.hours_of(%s, %s)"
    assert dean.execute(hours, [course, [student]]).fetchone() == (2, 2)
    assert column(dean, MARK, past, student) == ["a"]
    assert column(as_person("dean_mining"), MARK, past, student) == []  # what was made there stays there
    today = lesson(seats, seats.half, seats.today, 2)
    with refused(NOT_THERE, "HM003"):
        teacher.execute(SAVE, [[today], [student], ["-"], ["p"]])
    teacher.rollback()
    assert scalar(teacher, SAVE, [today], [stays], ["-"], ["p"]) is not None
    if new_class is not None:
        first = lesson(seats, new_class, seats.today, 3)
        teacher.execute(SAVE, [[first], [student], ["-"], ["a"]])
        teacher.commit()
        assert dean.execute(hours, [course, [student]]).fetchone() == (4, 4)


def test_hours_go_along_into_the_plan_to_which_a_student_came(admin, as_person, seats):
    """The same subject of the semester stands in two plans: what was missed by the former counts by the latter."""
    teacher, student = as_person("teacher_mineralogy"), seats.first[1]
    past = lesson(seats, seats.half, seats.today - timedelta(days=1), 1)
    teacher.execute(SAVE, [[past], [student], ["-"], ["a"]])
    teacher.commit()
    former = seats.term.course_of(seats.half)
    course = scalar(admin, OTHER_PLAN.format(former=former))
    hours = "select absent_hours, unexcused_hours from attendance.hours_of(%s, %s)"
    assert admin.execute(hours, [course, [student]]).fetchone() == (2, 2)
    assert admin.execute(hours, [course, [seats.first[0]]]).fetchone() == (0, 0)
    admin.execute("update curriculum.semester set number = 3 where id = (select semester_id from curriculum.course"
                  " where id = %s)", [course])  # fmt: skip
    assert admin.execute(hours, [course, [student]]).fetchone() == (0, 0)  # another year of the subject
