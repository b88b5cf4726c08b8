"""The schedule of controls: midterms by the subject's teacher, retakes of listed students with a commission."""

import pytest
from psycopg.errors import UniqueViolation

from tests.server.acting import column, refused, scalar
from tests.server.planned_term import WHOLE, PlannedTerm
from tests.server.test_members import _ENROL, column_named

TAUGHT = "{teacher} teaches {group} in this term and cannot examine it."
JUDGES = (
    "{teacher} teaches this subject to {group} and does not judge its retake."
    " Choose somebody else for the commission."
)
LISTED = "{student} is listed for {subject} already, in this attempt or at this time."


class Controls:
    """Two groups with three students each that are taught a subject by one teacher."""

    numbers = 700_000

    def __init__(self, admin):
        self.admin, self.term = admin, PlannedTerm(admin)
        self.one, self.two = self.term.groups()[:2]
        self.teacher, self.other, self.third = self.term.teachers()[:3]
        self.klass = self.term.klass((self.one, WHOLE), (self.two, WHOLE), teachers=[self.teacher])
        self.students = [each for group in (self.one, self.two) for each in self.enrol(group)]

    def enrol(self, group):
        Controls.numbers += 100
        return column_named(self.admin, _ENROL, {"first": Controls.numbers, "last": 2, "group": group})

    def control(self, person, group=None, kind="13", attempt=1, day=None, **values):
        return scalar(
            person,
            "insert into timetable.examination (faculty_id, term_id, course_id, group_id, kind, attempt, day, pair,"
            " employee_id) select faculty_id, term_id, course_id, %s, %s, %s, %s, %s, %s from teaching.class"
            " where id = %s returning id",
            group, kind, attempt, day, values.get("pair", 1) if day else None, values.get("examiner"),
            values.get("klass", self.klass),
        )  # fmt: skip

    def list_for(self, person, retake, *students):
        for student in students:
            person.execute(
                "insert into timetable.examinee (faculty_id, examination_id, student_id)"
                " select faculty_id, id, %s from timetable.examination where id = %s", [student, retake]
            )  # fmt: skip

    def appoint(self, person, retake, *employees):
        person.execute(
            "insert into timetable.examiner (faculty_id, examination_id, employee_id, chair)"
            " select x.faculty_id, x.id, e, e = %s from timetable.examination x, unnest(%s::bigint[]) e"
            " where x.id = %s",
            [employees[0], list(employees), retake],
        )


@pytest.fixture
def controls(admin):
    return Controls(admin)


def test_one_control_of_a_kind_and_attempt(controls, dean):
    controls.control(dean, controls.one)
    controls.control(dean, controls.one, kind="18")
    with pytest.raises(UniqueViolation):
        controls.control(dean, controls.one)


def test_a_midterm_is_held_by_the_teacher_of_the_subject_and_beside_a_final(controls, dean):
    day = controls.term.day(16, 1)
    with refused("{teacher} does not teach this subject to {group}: a midterm is held by its teacher."):
        controls.control(dean, controls.one, kind="18", examiner=controls.other)
    dean.rollback()
    controls.control(dean, controls.one, kind="18", day=day, examiner=controls.teacher)
    controls.control(dean, controls.one, day=controls.term.day(16, 2), examiner=controls.other)


def test_a_midterm_does_not_become_a_final_of_its_teacher(controls, dean):
    midterm = controls.control(dean, controls.one, kind="18", examiner=controls.teacher)
    with refused(TAUGHT):
        dean.execute("update timetable.examination set kind = '13' where id = %s", [midterm])


def test_nobody_else_lists_students_or_appoints(controls, dean, as_person):
    retake = controls.control(dean, attempt=2)
    dean.commit()
    for login in ("teacher_mineralogy", "head_mineralogy", "tutor_geology", "registrar", "dean_mining"):
        person = as_person(login)
        for statement in (
            "insert into timetable.examinee (faculty_id, examination_id, student_id) values (%s, %s, %s)",
            "insert into timetable.examiner (faculty_id, examination_id, employee_id) values (%s, %s, %s)",
        ):
            with refused(""):
                person.execute(statement, [controls.term.faculties["403-101"], retake, controls.students[0]])
            person.rollback()


def test_a_retake_takes_listed_students_of_several_groups(controls, dean, admin):
    first = controls.control(dean, controls.one)
    with refused("The first attempt is held by the whole group. Students are listed for a retake."):
        controls.list_for(dean, first, controls.students[0])
    dean.rollback()
    retake = controls.control(dean, attempt=2, day=controls.term.day(16, 1), examiner=controls.other)
    controls.list_for(dean, retake, controls.students[0], controls.students[-1])
    dean.commit()
    read = "select group_name, listed from timetable.read_examinations(%s) where id = %s"
    groups = column(
        admin, 'select name from students."group" where id in (%s, %s) order by 1', controls.one, controls.two
    )
    assert dean.execute(read, [controls.term.term, retake]).fetchall() == [(", ".join(groups), 2)]
    held = "select count(*) from timetable.lesson_part p join timetable.lesson l on l.id = p.lesson_id"
    assert scalar(admin, f"{held} where l.examination_id = %s", retake) == 0  # the others have their lessons


def test_a_student_is_listed_once_and_not_for_two_places_at_once(controls, dean):
    day, student = controls.term.day(16, 1), controls.students[0]
    controls.list_for(dean, controls.control(dean, attempt=2, day=day), student)
    dean.commit()
    with refused(LISTED):
        controls.list_for(dean, controls.control(dean, attempt=2, day=controls.term.day(16, 3)), student)
    dean.rollback()
    other = controls.term.klass((controls.one, WHOLE))
    with refused(LISTED):
        controls.list_for(dean, controls.control(dean, attempt=2, day=day, klass=other), student)
    dean.rollback()
    later = controls.control(dean, attempt=2, day=day, pair=3, klass=other)
    controls.list_for(dean, later, student)
    with refused(LISTED):
        dean.execute("update timetable.examination set pair = 1 where id = %s", [later])


def test_whoever_teaches_a_listed_student_the_subject_does_not_examine(controls, dean):
    retake = controls.control(dean, attempt=2, examiner=controls.teacher)
    with refused(TAUGHT):
        controls.list_for(dean, retake, controls.students[0])


@pytest.mark.parametrize("attempt", [2, 3])
def test_whoever_teaches_a_listed_student_the_subject_is_not_in_the_commission(controls, dean, attempt):
    retake = controls.control(dean, attempt=attempt)
    controls.appoint(dean, retake, controls.other, controls.teacher)  # nobody is listed yet
    dean.commit()
    with refused(JUDGES):
        controls.list_for(dean, retake, controls.students[0])
    dean.rollback()
    dean.execute("delete from timetable.examiner where examination_id = %s", [retake])
    controls.list_for(dean, retake, controls.students[0])
    dean.commit()
    with refused(JUDGES):
        controls.appoint(dean, retake, controls.teacher)
    dean.rollback()
    # Who teaches the group another subject only may sit in it.
    controls.term.klass((controls.one, WHOLE), teachers=[controls.other])
    controls.appoint(dean, retake, controls.other)


def test_a_commission_is_held_by_its_retake(controls, dean, admin):
    first = controls.control(dean, controls.one)
    with refused("A commission holds retakes. The first attempt has one examiner."):
        controls.appoint(dean, first, controls.other)
    dean.rollback()
    day = controls.term.day(16, 1)
    retake = controls.control(dean, attempt=3, day=day)
    controls.appoint(dean, retake, controls.other, controls.third)
    dean.commit()
    people = "select count(*) from timetable.lesson where examination_id = %s and employee_id is not null"
    assert scalar(admin, people, retake) == 2
    other = controls.term.klass((controls.two, WHOLE))
    with refused("{teacher} already teaches on {day}, pair {pair}: {what}.", "HM003"):
        controls.control(dean, controls.two, day=day, examiner=controls.third, klass=other)
    dean.rollback()
    dean.execute("delete from timetable.examination where id = %s", [retake])
    dean.commit()
    assert scalar(admin, "select count(*) from timetable.examiner where examination_id = %s", retake) == 0


def test_a_member_of_a_commission_reads_the_retake_and_its_list(controls, dean, as_person):
    member = controls.term.employee("teacher_mineralogy")
    retake = controls.control(dean, attempt=3)
    controls.list_for(dean, retake, controls.students[0])
    controls.appoint(dean, retake, member)
    dean.commit()
    teacher = as_person("teacher_mineralogy")
    assert scalar(teacher, "select count(*) from timetable.examinee where examination_id = %s", retake) == 1
    assert scalar(teacher, "select attempt from timetable.examination where id = %s", retake) == 3
    stranger = as_person("teacher_mining")
    assert scalar(stranger, "select count(*) from timetable.examinee where examination_id = %s", retake) == 0
