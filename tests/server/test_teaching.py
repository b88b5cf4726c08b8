"""The load: classes made of groups, who may assign whom, and what hours add up to."""

import threading
from itertools import pairwise

import psycopg
import pytest

from tests.server.acting import column, refused, scalar

GEOLOGY = "403-101"
OF_DEPARTMENT = """select c.id from teaching.class c join structure.unit u on u.id = c.department_id
    where u.code = %s order by c.id limit 1"""


pytestmark = pytest.mark.usefixtures("unplanned")


@pytest.fixture
def head(as_person):
    return as_person("head_mineralogy")


@pytest.fixture
def faculty(admin):
    return scalar(admin, "select id from structure.unit where code = %s", GEOLOGY)


@pytest.fixture
def term(admin):
    return scalar(admin, "select min(term_id) from teaching.class")


def employee(admin, login):
    return scalar(admin, "select employee_id from security.account where login = %s", login)


def assign(person, teaching_class, teacher, hours=2):
    person.execute(
        "insert into teaching.assignment (faculty_id, class_id, employee_id, hours)"
        " select faculty_id, id, %s, %s from teaching.class where id = %s",
        [teacher, hours, teaching_class],
    )


def free(person, teaching_class):
    person.execute("delete from teaching.assignment where class_id = %s", [teaching_class])


# Rights


@pytest.mark.parametrize(
    "login", ["academic_office", "teacher_mineralogy", "registrar", "management", "admin"]
)
def test_others_neither_make_classes_nor_assign(as_person, admin, login, term, faculty):
    person = as_person(login)
    for statement in (
        f"select teaching.make_classes({term}, {faculty})",
        "select teaching.remove_classes(array[1])",
        f"insert into teaching.assignment (faculty_id, class_id, employee_id, hours) values ({faculty}, 1, 1, 1)",
        "update teaching.assignment set hours = 1",
        "delete from teaching.assignment",
        "update teaching.class set hours = 1",
    ):
        with refused(""):
            person.execute(statement)
        person.rollback()


def test_head_changes_no_classes(head):
    for statement in (
        "update teaching.class set hours = 1",
        "delete from teaching.part",
        "delete from teaching.class",
    ):
        with refused(""):
            head.execute(statement)
        head.rollback()


def test_head_assigns_only_classes_of_the_own_department(head, admin, faculty):
    foreign = scalar(admin, OF_DEPARTMENT, "403-101-02")
    free(admin, foreign)
    with refused(""):
        head.execute(
            "insert into teaching.assignment (faculty_id, class_id, employee_id, hours) values (%s, %s, %s, 2)",
            [faculty, foreign, employee(admin, "head_mineralogy")],
        )
    head.rollback()
    assert (
        head.execute("update teaching.assignment set hours = 1 where class_id = %s", [foreign]).rowcount == 0
    )
    assert head.execute("delete from teaching.assignment where class_id = %s", [foreign]).rowcount == 0


def test_nobody_writes_the_department_of_an_assignment(head, dean):
    for person in (head, dean):
        with refused(""):
            person.execute("update teaching.assignment set department_id = null")
        person.rollback()


def test_head_assigns_and_the_department_is_that_of_the_class(head, admin):
    own = scalar(admin, OF_DEPARTMENT, "403-101-01")
    free(head, own)
    assign(head, own, employee(admin, "teacher_mineralogy"))
    assert head.execute(
        "select a.department_id = c.department_id from teaching.assignment a join teaching.class c on c.id = a.class_id"
        " where c.id = %s", [own]
    ).fetchall() == [(True,)]  # fmt: skip


def test_the_department_goes_with_the_class(dean, head, admin):
    own = scalar(admin, OF_DEPARTMENT, "403-101-01")
    free(dean, own)
    assign(dean, own, employee(admin, "teacher_mineralogy"))
    dean.execute(
        "update teaching.class set department_id = (select id from structure.unit where code = '403-101-03')"
        " where id = %s", [own]
    )  # fmt: skip
    assert column(
        dean,
        "select u.code from teaching.assignment a join structure.unit u on u.id = a.department_id where class_id = %s",
        own,
    ) == ["403-101-03"]


# Hours and teachers


def test_no_more_hours_are_assigned_than_a_class_has(dean, admin):
    own = scalar(admin, OF_DEPARTMENT, "403-101-01")
    hours = scalar(dean, "select hours from teaching.class where id = %s", own)
    free(dean, own)
    assign(dean, own, employee(admin, "teacher_mineralogy"), hours - 4)
    with refused("{class} has {hours} hours; {assigned} would be assigned."), dean.transaction():
        assign(dean, own, employee(admin, "head_mineralogy"), 5)
    assign(dean, own, employee(admin, "head_mineralogy"), 4)
    with refused("{class} has {hours} hours; {assigned} would be assigned."), dean.transaction():
        dean.execute("update teaching.class set hours = hours - 1 where id = %s", [own])


def test_two_desks_do_not_assign_the_same_hours(as_person, dean, admin):
    own = scalar(admin, OF_DEPARTMENT, "403-101-01")
    before = admin.execute(
        "select employee_id, hours from teaching.assignment where class_id = %s", [own]
    ).fetchall()
    hours = scalar(admin, "select hours from teaching.class where id = %s", own)
    head, outcome = as_person("head_mineralogy"), []
    teachers = employee(admin, "teacher_mineralogy"), employee(admin, "head_mineralogy")

    def other_desk():
        try:
            assign(head, own, teachers[1], hours)
            head.commit()
            outcome.append("assigned")
        except psycopg.Error as error:
            head.rollback()
            outcome.append(error.sqlstate)

    free(admin, own)
    try:
        assign(dean, own, teachers[0], hours)
        thread = threading.Thread(target=other_desk)
        thread.start()
        while not scalar(admin, "select exists (select from pg_locks where not granted)"):
            assert thread.is_alive()
        dean.commit()
        thread.join()
        assert outcome == ["HM001"]
    finally:
        free(admin, own)
        for teacher, given in before:
            assign(admin, own, teacher, given)


@pytest.mark.parametrize("login", ["teacher_mining", "hr", "registrar"])
def test_who_holds_no_position_in_the_faculty_does_not_teach_there(dean, admin, login):
    own = scalar(admin, OF_DEPARTMENT, "403-101-01")
    free(dean, own)
    with refused("{teacher} holds no position in {unit} or its faculty."):
        assign(dean, own, employee(admin, login))


def test_who_left_does_not_teach(dean, admin):
    own = scalar(admin, OF_DEPARTMENT, "403-101-01")
    gone = scalar(
        admin,
        """select p.employee_id from employees.position p join structure.unit u on u.id = p.unit_id
            where u.code like '403-10_-__' and p.ends_on < current_date
              and not exists (select from employees.position n
                               where n.employee_id = p.employee_id and n.ends_on is null)
            limit 1""",
    )
    free(dean, own)
    with refused("{teacher} holds no position in {unit} or its faculty."):
        assign(dean, own, gone)


# Parts


def test_parts_are_groups_that_are_taught_the_subject(dean, admin):
    part = dean.execute(
        "select p.class_id, p.course_id, p.faculty_id from teaching.part p join teaching.class c on c.id = p.class_id"
        " where c.training = '11' order by p.id limit 1"
    ).fetchone()
    stranger = scalar(
        dean,
        "select g.group_id from curriculum.group_curriculum g where g.curriculum_id <> (select curriculum_id from"
        " curriculum.course where id = %s) limit 1", part[1],
    )  # fmt: skip
    with refused("The group {group} is not taught the subject of the class {class} by its curriculum."):
        dean.execute(
            "insert into teaching.part (class_id, course_id, faculty_id, group_id) values (%s, %s, %s, %s)",
            [*part, stranger],
        )


def test_slices_of_a_group_do_not_meet_in_a_class(dean):
    with refused("The subgroups of {group} in the class {class} overlap."):
        dean.execute(
            "insert into teaching.part (class_id, course_id, faculty_id, group_id, slice_from, slice_to)"
            " select class_id, course_id, faculty_id, group_id, 3, 9 from teaching.part"
            " where slice_from = 0 and slice_to = 12 order by id limit 1"
        )


# Making classes


def facts(connection, statement, *values):
    return sorted(connection.execute(statement, values).fetchall())


MADE = """select c.training, s.code, c.name, c.size, c.hours, c.room_kind, u.code,
                 array_agg((p.group_id, p.course_id, p.slice_from, p.slice_to)::text order by p.group_id, p.slice_from)
            from teaching.class c join teaching.part p on p.class_id = c.id
            join curriculum.course k on k.id = c.course_id join subjects.subject s on s.id = k.subject_id
            join structure.unit u on u.id = c.department_id
           where c.faculty_id = %s and c.term_id = %s group by c.id, s.code, u.code"""


def test_made_classes_are_those_of_the_demonstration(dean, faculty, term):
    assert scalar(dean, "select teaching.make_classes(%s, %s)", term, faculty) == 0
    before = facts(dean, MADE, faculty, term)
    classes = column(dean, "select id from teaching.class where term_id = %s", term)
    assert scalar(dean, "select teaching.remove_classes(%s)", classes) == len(classes)
    assert scalar(dean, "select teaching.make_classes(%s, %s)", term, faculty) == len(classes)
    assert facts(dean, MADE, faculty, term) == before


def test_only_what_is_missing_is_made(dean, faculty, term):
    classes = column(dean, "select id from teaching.class where term_id = %s order by id limit 5", term)
    assert scalar(dean, "select teaching.remove_classes(%s)", classes) == 5
    assert scalar(dean, "select teaching.make_classes(%s, %s)", term, faculty) == 5


def propose(person, term, faculty, measures):
    person.execute("select teaching.remove_classes(array(select id from teaching.class))")
    return person.execute(
        "select training, name, size, parts, hours, room_kind from teaching.propose_classes(%s, %s, %s)",
        [term, faculty, measures],
    ).fetchall()


def test_streams_keep_to_their_limit(dean, faculty, term):
    for limit in (20, 60):
        sizes = [
            (row[2], len(row[3]))
            for row in propose(dean, term, faculty, f'{{"stream": {limit}}}')
            if row[0] == "11"
        ]
        assert all(size <= limit or groups == 1 for size, groups in sizes)
        assert max(groups for _, groups in sizes) > 1
        dean.rollback()


def test_laboratories_are_split_by_slices_that_cover_the_group(dean, faculty, term):
    made = propose(dean, term, faculty, '{"laboratory": 5}')
    by_group = {}
    for training, name, size, parts, _hours, room_kind in made:
        if training == "12":
            [part] = parts
            by_group.setdefault((part["group"], part["course"]), []).append((part["from"], part["to"], size))
            assert size <= 5
            assert room_kind == "12"
            assert ("/" in name) == ((part["from"], part["to"]) != (0, 12))
    assert by_group
    for slices in by_group.values():
        bounds = sorted(slices)
        assert bounds[0][0] == 0
        assert bounds[-1][1] == 12
        assert all(left[1] == right[0] for left, right in pairwise(bounds))


def test_classes_count_only_students_who_study(dean, faculty, term):
    sizes = dean.execute(
        """select c.size, (select count(*) from students.student s where s.group_id = p.group_id and s.status = '11')
             from teaching.class c join teaching.part p on p.class_id = c.id
            where c.training in ('13', '14') and p.slice_to - p.slice_from = 12""",
    ).fetchall()
    assert sizes
    assert all(size == students for size, students in sizes)


def test_a_measure_is_a_number(dean, faculty, term):
    with refused("The measure {measure} is a number from 1 to 9999."):
        dean.execute("select teaching.propose_classes(%s, %s, %s)", [term, faculty, '{"stream": "many"}'])


def test_classes_are_made_of_the_own_faculty(as_person, faculty, term):
    with refused("This faculty is not yours.", "HM002"):
        as_person("dean_mining").execute("select teaching.make_classes(%s, %s)", [term, faculty])


# Sums


def test_the_load_adds_up_and_is_within_the_norms(as_person, admin, term):
    office = as_person("academic_office")
    totals = office.execute(
        "select total, lectures + laboratories + practices + seminars + others from teaching.load(%s)", [term]
    ).fetchall()
    assert all(total == parts for total, parts in totals)
    assert sum(total for total, _ in totals) == scalar(admin, "select sum(hours) from teaching.assignment")
    over = column(
        admin,
        """select p.employee_id from teaching.load(%s) l join employees.position p on p.employee_id = l.employee_id
             join teaching.norm n on n.post = p.post where p.form = '11' and l.total > n.hours_at_most / 2""",
        term,
    )
    assert over == []
    assert max(total for total, _ in totals) <= 20 * 30


def test_everybody_counts_the_own_part_of_the_load(as_person, head, term):
    teacher = as_person("teacher_mineralogy")
    assert len(teacher.execute("select * from teaching.load(%s)", [term]).fetchall()) == 1
    departments = column(head, "select distinct u.code from teaching.load(%s) l join structure.unit u"
                               " on u.id = l.department_id", term)  # fmt: skip
    assert departments == ["403-101-01"]


def test_what_nobody_teaches_is_listed(head, admin, term):
    own = scalar(admin, OF_DEPARTMENT, "403-101-01")
    assert own not in column(head, "select class_id from teaching.unassigned(%s)", term)
    free(head, own)
    assert own in column(head, "select class_id from teaching.unassigned(%s)", term)
