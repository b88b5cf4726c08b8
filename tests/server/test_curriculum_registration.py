"""Who takes which subject: seats, choices and the first week hold, whoever registers and from how many desks."""

import threading

import psycopg
import pytest

from tests.server.acting import column, refused, scalar

#: Two alternatives of a semester that is still to come, and students of the faculty who study.
CHOICE = """select c.semester_id, array_agg(c.id order by c.id) from curriculum.course c
    join curriculum.semester s on s.id = c.semester_id join curriculum.curriculum p on p.id = c.curriculum_id
    join structure.unit u on u.id = c.faculty_id
    where c.choice = 1 and s.starts_on > current_date and p.accepted_at is not null and u.code = '403-101'
    group by c.semester_id having count(*) = 2 order by 1 limit 1"""
STUDENTS = """select s.id from students.student s join structure.unit u on u.id = s.faculty_id
    where u.code = %s and s.status = '11' order by s.id limit %s"""


@pytest.fixture
def choice(admin):
    return admin.execute(CHOICE).fetchone()[1]


@pytest.fixture
def students(admin):
    return column(admin, STUDENTS, "403-101", 4)


def register(person, courses, students):
    return scalar(person, "select curriculum.register(%s, %s)", courses, students)


@pytest.mark.parametrize(
    "login", ["head_mineralogy", "teacher_mineralogy", "registrar", "tutor_geology", "admin", "management"]
)
def test_others_register_nobody(as_person, choice, students, login):
    with refused(""):
        register(as_person(login), choice[:1], students)


def test_nobody_registers_by_hand(dean, as_person, choice, students):
    for person in (dean, as_person("academic_office")):
        for statement in (
            """insert into curriculum.registration (faculty_id, course_id, student_id)
               select faculty_id, id, %s from curriculum.course where id = %s""",
            "delete from curriculum.registration where student_id = %s and course_id = %s",
            "update curriculum.registration set student_id = %s, course_id = %s",
        ):
            with refused(""):
                person.execute(statement, [students[0], choice[0]])
            person.rollback()


def test_dean_registers_only_to_subjects_of_the_faculty(as_person, choice, students):
    with refused("Not all of these subjects are of your faculty.", "HM002"):
        register(as_person("dean_mining"), choice[:1], students)


def test_dean_registers_only_students_of_the_faculty(dean, admin, choice):
    with refused("Not all of these students belong to the faculty of the subject.", "HM002"):
        register(dean, choice[:1], column(admin, STUDENTS, "403-102", 1))
    dean.rollback()
    with refused("Not all of these students belong to the faculty of the subject.", "HM002"):
        register(dean, choice[:1], [-1])


def test_who_does_not_study_is_not_registered(dean, admin, choice):
    gone = scalar(
        admin,
        """select s.id from students.student s join structure.unit u on u.id = s.faculty_id
            where u.code = '403-101' and s.status = '12' limit 1""",
    )
    with refused("{student} does not study at present."):
        register(dean, choice[:1], [gone])


def test_who_is_retained_is_registered_one_by_one_but_not_with_the_group(dean, admin):
    student, course, faculty, term = admin.execute(
        """select t.id, c.id, c.faculty_id, s.term_id from students.student t
             join curriculum.group_curriculum g on g.group_id = t.group_id
             join curriculum.curriculum p on p.id = g.curriculum_id and p.accepted_at is not null
             join curriculum.course c on c.curriculum_id = p.id and c.kind = '11'
             join curriculum.semester s on s.id = c.semester_id
             join structure.unit u on u.id = c.faculty_id
            where t.status = '15' and u.code = '403-101' and s.term_id is not null
              and not exists (select from curriculum.registration r where r.student_id = t.id and r.course_id = c.id)
            order by t.id, c.id limit 1"""
    ).fetchone()
    dean.execute("select curriculum.register_compulsory(%s, %s)", [faculty, term])
    assert register(dean, [course], [student]) == 1


def test_nobody_is_registered_by_a_draft(dean, admin, students):
    course = scalar(
        admin,
        """select c.id from curriculum.course c join curriculum.curriculum p on p.id = c.curriculum_id
             join structure.unit u on u.id = c.faculty_id
            where p.accepted_at is null and u.code = '403-101' limit 1""",
    )
    with refused("The curriculum {name} is not accepted yet: nobody can be registered by it."):
        register(dean, [course], students)


def test_registering_twice_adds_once(dean, choice, students):
    assert register(dean, choice[:1], students) == len(students)
    assert register(dean, choice[:1], students) == 0
    assert scalar(dean, "select curriculum.unregister(%s, %s)", choice[:1], students[:3]) == 3


def test_a_student_takes_one_of_the_alternatives(dean, choice, students):
    register(dean, choice[:1], students[:1])
    with refused("{student} chooses one of {subject} and {other}, not both."):
        register(dean, choice[1:], students[:1])


def test_both_alternatives_at_once_are_refused(dean, choice, students):
    with refused("{student} chooses one of {subject} and {other}, not both."):
        register(dean, choice, students[:1])


def test_electives_close_after_the_first_week_except_for_the_academic_office(dean, as_person, admin):
    course, taken = admin.execute(
        """select c.id, r.student_id from curriculum.course c join curriculum.semester s on s.id = c.semester_id
             join curriculum.registration r on r.course_id = c.id join structure.unit u on u.id = c.faculty_id
            where c.kind = '12' and s.starts_on < current_date - 7 and u.code = '403-101' limit 1"""
    ).fetchone()
    for act in ("register", "unregister"):
        with refused("{subject} could be chosen until {until}. Ask the academic office.", "HM004"):
            dean.execute(f"select curriculum.{act}(%s, %s)", [[course], [taken]])
        dean.rollback()
    assert (
        scalar(as_person("academic_office"), "select curriculum.unregister(%s, %s)", [course], [taken]) == 1
    )


def set_seats(admin, course, seats):
    """As the plan would have them: it is opened for the moment, with all its rows locked again afterwards."""
    with admin.transaction():
        plan, at, by = admin.execute(
            """select p.id, p.accepted_at, p.accepted_by from curriculum.curriculum p
                 join curriculum.course c on c.curriculum_id = p.id where c.id = %s""",
            [course],
        ).fetchone()
        change = "update curriculum.curriculum set accepted_at = %s, accepted_by = %s where id = %s"
        admin.execute(change, [None, None, plan])
        admin.execute("update curriculum.course set seats = %s where id = %s", [seats, course])
        admin.execute(change, [at, by, plan])


def test_seats_are_kept(dean, admin, choice, students):
    set_seats(admin, choice[0], 3)
    try:
        with refused("{subject} has {seats} seats; {excess} students would be too many.", "HM003"):
            register(dean, choice[:1], students)
        dean.rollback()
        assert register(dean, choice[:1], students[:3]) == 3
    finally:
        dean.rollback()
        set_seats(admin, choice[0], None)


def desk(person, courses, students, outcome):
    try:
        outcome.append(register(person, courses, students))
        person.commit()
    except psycopg.Error as error:
        person.rollback()
        outcome.append(error.sqlstate)


def meet(admin, first, then):
    """Let `then` wait for the transaction of `first`, which is committed when it does."""
    thread = threading.Thread(target=then)
    thread.start()
    while not scalar(admin, "select exists (select from pg_locks where not granted)"):
        assert thread.is_alive()
    first.commit()
    thread.join()


def test_the_last_seat_is_given_once_from_two_desks(as_person, admin, choice, students):
    set_seats(admin, choice[0], 1)
    one, other, outcome = as_person("dean_geology"), as_person("deputy_geology"), []
    try:
        assert register(one, choice[:1], students[:1]) == 1
        meet(admin, one, lambda: desk(other, choice[:1], students[1:2], outcome))
        assert outcome == ["HM003"]
        assert column(
            admin, "select student_id from curriculum.registration where course_id = %s", choice[0]
        ) == [students[0]]
    finally:
        scalar(one, "select curriculum.unregister(%s, %s)", choice, students)
        one.commit()
        set_seats(admin, choice[0], None)


def test_two_desks_do_not_give_a_student_both_alternatives(as_person, admin, choice, students):
    one, other, outcome = as_person("dean_geology"), as_person("deputy_geology"), []
    try:
        assert register(one, choice[:1], students[:1]) == 1
        meet(admin, one, lambda: desk(other, choice[1:], students[:1], outcome))
        assert outcome == ["HM001"]
    finally:
        scalar(one, "select curriculum.unregister(%s, %s)", choice, students)
        one.commit()


def test_everybody_is_registered_to_the_compulsory_subjects(dean, admin):
    faculty, term = admin.execute(
        """select u.id, t.id from structure.unit u, curriculum.term t join curriculum.academic_year y
             on y.id = t.academic_year_id where u.code = '403-101' and y.year = 2026 and t.season = '12'"""
    ).fetchone()
    expected = scalar(
        admin,
        """select count(*) from curriculum.course c join curriculum.semester s on s.id = c.semester_id
             join curriculum.group_curriculum g on g.curriculum_id = c.curriculum_id
             join students.student t on t.group_id = g.group_id and t.status = '11'
            where s.term_id = %s and s.faculty_id = %s and c.kind = '11'""",
        term, faculty,
    )  # fmt: skip
    assert scalar(dean, "select curriculum.register_compulsory(%s, %s)", faculty, term) == expected > 500
    assert scalar(dean, "select curriculum.register_compulsory(%s, %s)", faculty, term) == 0


def test_nobody_is_registered_in_a_foreign_faculty(as_person, admin):
    faculty = scalar(admin, "select id from structure.unit where code = '403-101'")
    with refused("This faculty is not yours.", "HM002"):
        as_person("dean_mining").execute("select curriculum.register_compulsory(%s, 1)", [faculty])


def test_the_demonstration_registered_everybody_for_the_current_term(admin):
    missing = scalar(
        admin,
        """select count(*) from curriculum.course c join curriculum.semester s on s.id = c.semester_id
             join curriculum.term t on t.id = s.term_id join curriculum.academic_year y on y.id = t.academic_year_id
             join curriculum.group_curriculum g on g.curriculum_id = c.curriculum_id
             join students.student p on p.group_id = g.group_id and p.status = '11'
            where y.current and t.season = '11' and c.kind = '11'
              and not exists (select from curriculum.registration r
                               where r.course_id = c.id and r.student_id = p.id)""",
    )
    assert missing == 0
