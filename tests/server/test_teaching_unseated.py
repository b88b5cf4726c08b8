"""Who is registered to a subject and sits in no class of it: told to the dean's office, seated, and then graded."""

import pytest

from tests.server.acting import refused, scalar
from tests.server.test_members import LABORATORY, Seats

UNSEATED = "select student_id, training from teaching.unseated(%s) where course_id = %s order by 1, 2"
_SHEET = """
    select s.id from grades.sheet s join grades.line l on l.sheet_id = s.id
     where s.course_id = %s and l.student_id = %s
"""


@pytest.fixture
def seats(admin):
    made = Seats(admin)
    yield made
    made.term.leave()


@pytest.fixture
def repeater(seats, admin):
    """A retained student of a third group who repeats the subject: seated in its one lecture, in neither half."""
    student = seats.enrol(seats.term.groups()[2], 1)[0]
    admin.execute(
        "insert into curriculum.group_curriculum (faculty_id, group_id, curriculum_id)"
        " select c.faculty_id, g, c.curriculum_id from curriculum.course c, unnest(%s::bigint[]) g"
        " where c.id = %s on conflict do nothing",
        [[seats.one, seats.two], seats.term.course_of(seats.lecture)],
    )
    admin.execute("update students.student set status = '15' where id = %s", [student])
    course = seats.term.course_of(seats.lecture)
    admin.execute(
        "insert into curriculum.course_hours (faculty_id, course_id, training, hours)"
        " select faculty_id, id, t, 30 from curriculum.course, unnest(array['11', '12']) t where id = %s"
        " on conflict do nothing", [course])  # fmt: skip
    register = (
        "insert into curriculum.registration (faculty_id, course_id, student_id)"
        " select faculty_id, id, %s from curriculum.course where id = %s"
    )
    for each in (student, *seats.first, *seats.second):
        admin.execute(register, [each, course])
    return student


def test_a_repeater_without_a_class_is_listed_until_somebody_seats_him(seats, repeater, as_person):
    course, dean = seats.term.course_of(seats.lecture), as_person("dean_geology")
    found = dean.execute(UNSEATED, [seats.term.term, course]).fetchall()
    # Not the second group, whose laboratory is still to be made, and no lecture: there the repeater was seated at once.
    assert found == [(repeater, LABORATORY)]
    assert as_person("academic_office").execute(UNSEATED, [seats.term.term, course]).fetchall() == found
    assert as_person("dean_mining").execute(UNSEATED, [seats.term.term, course]).fetchall() == []
    for login in ("head_mineralogy", "teacher_mineralogy", "tutor_geology"):
        with refused(""):
            as_person(login).execute(UNSEATED, [seats.term.term, course])
    dean.execute("select teaching.join_class(%s, %s, 'repeat', %s)", [seats.half, [repeater], seats.today])
    assert dean.execute(UNSEATED, [seats.term.term, course]).fetchall() == []


def test_the_teacher_of_the_class_where_a_repeater_sits_grades_him(seats, repeater, admin, as_person):
    dean, course = as_person("dean_geology"), seats.term.course_of(seats.lecture)
    admin.execute(
        "insert into curriculum.control (faculty_id, course_id, kind, maximum) select faculty_id, id, k.kind, k.most"
        " from curriculum.course, (values ('11', 50), ('13', 50)) k (kind, most) where id = %s"
        " on conflict do nothing", [course])  # fmt: skip
    dean.execute("select teaching.join_class(%s, %s, 'repeat', %s)", [seats.half, [repeater], seats.today])
    dean.execute("select grades.open_sheets(%s, %s)", [seats.term.term, seats.term.faculties["403-101"]])
    sheet = scalar(dean, _SHEET, course, repeater)
    graders = dean.execute(
        "select g.employee_id, g.class_id from grades.grader g join grades.component k on k.id = g.component_id"
        " where g.sheet_id = %s and k.kind = '11'", [sheet]).fetchall()  # fmt: skip
    assert graders == [(seats.teacher, seats.half)]
