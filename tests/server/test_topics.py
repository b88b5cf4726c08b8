"""Topics of subjects: who writes them, until the head has approved them."""

import pytest

from tests.server.acting import column, refused, scalar

HEAD, TEACHER = "head_mineralogy", "teacher_mineralogy"
INSERT = (
    "insert into topics.topic (subject_id, department_id, training, number, name, hours)"
    " values (%s, %s, %s, %s, %s, %s)"
)
APPROVED = "The topics of {subject} are approved. Ask the head of department to open them."


@pytest.fixture
def teacher(as_person):
    return as_person(TEACHER)


@pytest.fixture
def head(as_person):
    return as_person(HEAD)


@pytest.fixture
def taught(admin):
    """A subject, department and training type of a class of the teacher."""
    row = admin.execute(
        "select o.subject_id, k.department_id, k.training from teaching.class k"
        " join curriculum.course o on o.id = k.course_id join teaching.assignment a on a.class_id = k.id"
        " join security.account c on c.employee_id = a.employee_id where c.login = %s order by k.id limit 1",
        [TEACHER],
    ).fetchone()
    admin.execute(
        "delete from topics.approval where (subject_id, department_id, training) = (%s, %s, %s)", row
    )
    return row


def write(person, taught, number=900, name="Kristallar", hours=2):
    person.execute(INSERT, [*taught, number, name, hours])


@pytest.mark.parametrize("login", ["dean_geology", "academic_office", "registrar", "management", "hr"])
def test_others_write_no_topics(as_person, taught, login):
    person = as_person(login)
    with refused(""):
        write(person, taught)
    person.rollback()
    with refused(""):
        person.execute("select topics.approve(%s, %s, %s)", taught)


def test_teacher_writes_topics_of_the_own_subject(teacher, taught):
    write(teacher, taught)
    assert scalar(teacher, "select hours from topics.topic where number = 900 and name = 'Kristallar'") == 2


def test_teacher_writes_no_topics_of_a_subject_of_others(teacher, admin, taught):
    own = column(teacher, "select unnest(topics.my_subjects())")
    foreign = admin.execute(
        "select subject_id, department_id, training from topics.topic where subject_id <> all (%s) limit 1",
        [own],
    ).fetchone()
    with refused(""):
        write(teacher, foreign)


def test_teacher_writes_no_topics_for_another_department(teacher, admin, taught):
    other = scalar(admin, "select min(id) from structure.unit where kind = '12' and id <> %s", taught[1])
    with refused("{department} does not teach {subject}: it has no topics of it."):
        write(teacher, (taught[0], other, taught[2]))


def test_head_writes_no_topics_of_a_subject_that_the_department_does_not_teach(head, admin, taught):
    foreign = scalar(
        admin,
        "select min(s.id) from subjects.subject s where s.department_id <> %s and not exists"
        " (select from curriculum.course o where o.subject_id = s.id and o.department_id = %s)",
        taught[1], taught[1],
    )  # fmt: skip
    with refused("{department} does not teach {subject}: it has no topics of it."):
        write(head, (foreign, taught[1], taught[2]))


def test_approved_topics_are_the_heads(head, teacher, taught):
    head.execute("select topics.approve(%s, %s, %s)", taught)
    head.commit()
    try:
        for statement in (
            "update topics.topic set hours = 4 where (subject_id, department_id, training) = (%s, %s, %s)",
            "delete from topics.topic where (subject_id, department_id, training) = (%s, %s, %s)",
        ):
            with refused(APPROVED):
                teacher.execute(statement, taught)
            teacher.rollback()
        with refused(APPROVED):
            write(teacher, taught)
        teacher.rollback()
        write(head, taught)
        head.rollback()
    finally:
        head.execute("select topics.reopen(%s, %s, %s)", taught)
        head.commit()
    write(teacher, taught)


def test_nothing_is_approved_where_nothing_is_written(head, taught):
    with refused("There are no topics yet that could be approved."):
        head.execute("select topics.approve(%s, %s, '99')", taught[:2])


def test_head_approves_only_for_the_own_department(head, admin, taught):
    foreign = admin.execute(
        "select subject_id, department_id, training from topics.topic where department_id <> %s limit 1",
        [taught[1]],
    ).fetchone()
    with refused("This department is not yours.", "HM002"):
        head.execute("select topics.approve(%s, %s, %s)", foreign)


def test_topics_change_places_in_one_transaction(teacher, taught):
    write(teacher, taught, 901, "Birinchi")
    write(teacher, taught, 902, "Ikkinchi")
    teacher.execute("set constraints topics.topic_number_key deferred")
    teacher.execute("update topics.topic set number = 902 where name = 'Birinchi'")
    teacher.execute("update topics.topic set number = 901 where name = 'Ikkinchi'")
    teacher.execute("set constraints topics.topic_number_key immediate")


def test_demonstration_has_topics_for_all_hours_of_the_plans(admin):
    short = scalar(
        admin,
        "select count(*) from (select o.subject_id, o.department_id, h.training, max(h.hours) as hours"
        " from curriculum.course o join curriculum.course_hours h on h.course_id = o.id"
        " where o.department_id is not null group by 1, 2, 3) w"
        " left join (select subject_id, department_id, training, sum(hours) as hours from topics.topic"
        " group by 1, 2, 3) t"
        " using (subject_id, department_id, training) where w.hours is distinct from t.hours",
    )
    assert short == 0
