"""Tasks with works, and tickets out of the bank: who makes, approves, prints and grades them."""

import pytest

from tests.server.acting import column, refused, scalar
from tests.server.test_topics import HEAD, TEACHER

MAKE = "select topics.make_tickets(%s, %s, %s, 'choice', %s, %s, 1, %s)"


@pytest.fixture
def teacher(as_person):
    return as_person(TEACHER)


@pytest.fixture
def head(as_person):
    return as_person(HEAD)


@pytest.fixture
def bank(admin):
    """Subject and department of a class of the teacher with a bank, and questions with a choice by difficulty."""
    subject, department = admin.execute(
        "select o.subject_id, k.department_id from teaching.class k join curriculum.course o on o.id = k.course_id"
        " join teaching.assignment a on a.class_id = k.id join security.account c on c.employee_id = a.employee_id"
        " where c.login = %s and exists (select from topics.question q where q.subject_id = o.subject_id"
        " and q.department_id = k.department_id) order by k.id limit 1",
        [TEACHER],
    ).fetchone()
    questions = {
        level: column(
            admin,
            "select id from topics.question where (subject_id, department_id, difficulty) = (%s, %s, %s)"
            " and kind = 'choice' order by id",
            subject,
            department,
            level,
        )
        for level in (2, 4)
    }
    return subject, department, questions


def make(person, bank, questions, tickets=2, a_ticket=2):
    return scalar(person, MAKE, bank[0], bank[1], "Sinov", tickets, a_ticket, questions)


def version(person, made):
    return scalar(person, "select row_version from topics.ticket_set where id = %s", made)


def balanced(bank):
    easy, hard = bank[2][2], bank[2][4]
    return [easy[0], hard[0], hard[1], easy[1]]


def test_tickets_are_judged_as_they_are_stored(teacher, bank):
    easy, hard = bank[2][2], bank[2][4]
    with refused("The hardest and the easiest ticket lie {percent} % apart; 5 % are allowed. Add questions."):
        make(teacher, bank, [*easy[:2], *hard[:2]])
    teacher.rollback()
    with refused("The tickets of a set count the same, and none holds a question twice."):
        make(teacher, bank, [easy[0], easy[0], easy[1], easy[2]])
    teacher.rollback()
    with refused("A set has as many questions as its tickets take."):
        make(teacher, bank, easy[:3])
    teacher.rollback()
    assert make(teacher, bank, balanced(bank))


def test_a_bank_is_used_up_before_a_question_comes_again(teacher, bank):
    easy = bank[2][2]
    used = "“{question}” would stand in {times} tickets while others of its weight are not used up. Make the set anew."
    with refused(used):
        make(teacher, bank, [easy[0], easy[0]], a_ticket=1)
    teacher.rollback()
    assert make(teacher, bank, [easy[0], easy[1]], a_ticket=1)


def test_a_topic_is_spread_over_the_tickets(teacher, admin, bank):
    """Three questions of one topic in a ticket and none in the others, all as hard and of the same weight."""
    subject, department, _questions = bank
    topics = column(
        admin,
        "select distinct topic_id from topics.question where (subject_id, department_id, kind) = (%s, %s, 'choice')"
        " order by 1 limit 3",
        subject,
        department,
    )
    new = column(
        admin,
        "insert into topics.question (subject_id, department_id, topic_id, kind, body, weight, difficulty,"
        " answer_a, answer_b, answer_c, answer_d, right_answer)"
        " select %s, %s, t, 'choice', 'Teng ' || t || ' ' || n, 7, 3, 'a', 'b', 'c', 'd', 'A'"
        " from unnest(%s::bigint[]) t, generate_series(1, 3) n order by t, n returning id",
        subject,
        department,
        topics,
    )
    uneven = "A ticket would have {many} questions of the topic “{topic}”, an even share is {share}. Make the set anew."
    with refused(uneven):
        make(teacher, bank, new, tickets=3, a_ticket=3)
    teacher.rollback()
    across = [new[3 * topic + ticket] for ticket in range(3) for topic in range(3)]
    assert make(teacher, bank, across, tickets=3, a_ticket=3)
    teacher.rollback()
    admin.execute("delete from topics.question where id = any (%s)", [new])


def test_tickets_are_printed_after_the_head_has_approved_them(teacher, head, as_person, admin, bank):
    made = make(teacher, bank, balanced(bank))
    teacher.commit()
    dean = as_person("dean_geology")
    told = "The tickets “{name}” are not approved yet. The head of department approves them first."
    for person in (teacher, head):
        with refused(told):
            person.execute("select * from topics.print_tickets(%s, false)", [made])
        person.rollback()
    with refused("The tickets “{name}” have not been handed in."):
        head.execute("select topics.decide_tickets(%s, %s, true, null)", [made, version(head, made)])
    head.rollback()
    teacher.execute("select topics.submit_tickets(%s, %s)", [made, version(teacher, made)])
    teacher.commit()
    head.execute("select topics.decide_tickets(%s, %s, true, null)", [made, version(head, made)])
    head.commit()
    assert len(teacher.execute("select * from topics.print_tickets(%s, true)", [made]).fetchall()) == 4
    teacher.commit()
    own = made in column(dean, "select id from topics.ticket_set")
    if own:
        rows = dean.execute(
            "select right_answer, body from topics.print_tickets(%s, false)", [made]
        ).fetchall()
        assert [row[0] for row in rows] == [None] * 4
        dean.commit()
    with refused("These tickets are not among yours.", "HM002"):
        dean.execute("select * from topics.print_tickets(%s, true)", [made])
    dean.rollback()
    noted = column(
        admin, "select login from topics.ticket_printing where ticket_set_id = %s order by id", made
    )
    assert noted == [TEACHER, "dean_geology"][: 1 + own]
    with refused("The tickets “{name}” are approved already."):
        teacher.execute("select topics.remove_tickets(%s, %s)", [made, version(teacher, made)])
    teacher.rollback()
    first = balanced(bank)[0]
    with refused(
        "This question stands in the approved tickets “{name}”. Take it out of use and write a new one."
    ):
        teacher.execute("update topics.question set body = 'Boshqa' where id = %s", [first])
    teacher.rollback()
    teacher.execute("update topics.question set active = false where id = %s", [first])
    teacher.rollback()


def test_answers_are_counted_by_the_key_of_the_variant(teacher, admin):
    kept = teacher.execute(
        "select a.id, a.ticket_set_id, a.ticket from topics.test_answers a order by a.id limit 1"
    ).fetchone()
    key = "".join(
        column(
            admin,
            "select right_answer from topics.ticket_question where ticket_set_id = %s and ticket = %s order by place",
            kept[1],
            kept[2],
        )
    )
    teacher.execute("update topics.test_answers set answers = %s where id = %s", [key, kept[0]])
    right, points = teacher.execute(
        "select right_ones, points from topics.test_answers where id = %s", [kept[0]]
    ).fetchone()
    assert (right, points) == (5, 10)
    with refused("There are more answers than the variant has questions."):
        teacher.execute("update topics.test_answers set answers = 'ABCDAB' where id = %s", [kept[0]])
    teacher.rollback()
    with refused(""):
        teacher.execute("update topics.test_answers set points = 99")


@pytest.mark.parametrize(
    "login", ["dean_geology", "academic_office", "management", "registrar", "tutor_geology"]
)
def test_the_bank_is_a_secret(as_person, login):
    person = as_person(login)
    for table in ("question", "ticket_question", "test_answers"):
        with refused(""):
            person.execute(f"select count(*) from topics.{table}")
        person.rollback()


# Tasks


@pytest.fixture
def task(teacher):
    """A task of a class of the teacher, with somebody who sits in the class."""
    class_id, faculty_id, student = teacher.execute(
        "select k.id, k.faculty_id, m.student_id from teaching.class k join teaching.member m on m.class_id = k.id"
        " where k.id = any (teaching.my_classes()) order by k.id, m.id limit 1"
    ).fetchone()
    number = scalar(
        teacher,
        "insert into topics.task (faculty_id, class_id, name, given_on, due_on, points)"
        " values (%s, %s, 'Referat', security.today(), security.today() + 7, 10) returning id",
        faculty_id, class_id,
    )  # fmt: skip
    return number, class_id, faculty_id, student


WORK = "insert into topics.task_work (faculty_id, class_id, task_id, student_id, points) values (%s, %s, %s, %s, %s)"


def test_works_are_graded_within_the_points_of_the_task(teacher, task):
    number, class_id, faculty_id, student = task
    with refused("The task “{task}” brings at most {points} points."), teacher.transaction():
        teacher.execute(WORK, [faculty_id, class_id, number, student, 11])
    teacher.execute(WORK, [faculty_id, class_id, number, student, 10])
    with refused("Somebody has {points} points for the task “{task}” already. Lower those first."):
        teacher.execute("update topics.task set points = 9 where id = %s", [number])


def test_works_are_of_students_of_the_class(teacher, admin, task):
    number, class_id, faculty_id, _student = task
    stranger = scalar(
        admin,
        "select min(id) from students.student where id not in"
        " (select student_id from teaching.member where class_id = %s)",
        class_id,
    )
    with refused("{student} does not sit in the class {class}."):
        teacher.execute(WORK, [faculty_id, class_id, number, stranger, 5])


def test_task_of_a_class_has_a_topic_of_its_subject(teacher, admin, task):
    number, class_id = task[:2]
    foreign = scalar(
        admin,
        "select min(t.id) from topics.topic t where t.subject_id <> (select o.subject_id from teaching.class k"
        " join curriculum.course o on o.id = k.course_id where k.id = %s)",
        class_id,
    )
    with refused("“{topic}” is no topic of what {class} is taught."):
        teacher.execute("update topics.task set topic_id = %s where id = %s", [foreign, number])


def test_a_question_that_is_pasted_twice_is_named(teacher, bank):
    insert = (
        "insert into topics.question (subject_id, department_id, topic_id, kind, body, weight)"
        " select subject_id, department_id, id, 'open', %s, 1 from topics.topic"
        " where subject_id = %s and department_id = %s order by id limit 1"
    )
    teacher.execute(insert, ["Kristall panjara nima?", *bank[:2]])
    with refused("“{question}” is in the bank already. Change that one, or take it out of use."):
        teacher.execute(insert, ["kristall panjara NIMA?", *bank[:2]])
