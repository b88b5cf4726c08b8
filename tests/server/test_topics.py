"""Topics of subjects: who writes them, until the head has approved them."""

import psycopg
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
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
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
    write(head, taught, 899)
    head.execute("select topics.approve(%s, %s, %s)", taught)
    head.commit()
    own = "where number = 899 and (subject_id, department_id, training) = (%s, %s, %s)"
    try:
        for statement in (f"update topics.topic set hours = 4 {own}", f"delete from topics.topic {own}"):
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
        head.execute(f"delete from topics.topic {own}", taught)
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


# Calendar plans


@pytest.fixture
def planned(admin):
    """A class of the teacher in the running term, with lessons, and no plan yet; its topics in order."""
    row = admin.execute(
        "select k.id, o.subject_id, k.department_id, k.training from teaching.class k"
        " join curriculum.course o on o.id = k.course_id join teaching.assignment a on a.class_id = k.id"
        " join security.account c on c.employee_id = a.employee_id where c.login = %s"
        " and exists (select from timetable.lesson l where l.class_id = k.id) order by (select count(*)"
        " from timetable.lesson l where l.class_id = k.id and l.day > security.today()) desc, k.id limit 1",
        [TEACHER],
    ).fetchone()
    admin.execute("delete from topics.calendar_line where class_id = %s", row[:1])
    admin.execute("delete from topics.calendar_plan where class_id = %s", row[:1])
    topics = column(
        admin,
        "select id from topics.topic where (subject_id, department_id, training) = (%s, %s, %s) order by number",
        *row[1:],
    )
    return row[0], topics


def save(person, class_id, version, topics):
    return scalar(person, "select topics.save_plan(%s, %s, %s::bigint[])", class_id, version, topics)


def state(person, class_id):
    return person.execute(
        "select state, reason, row_version from topics.calendar_plan where class_id = %s", [class_id]
    ).fetchone()


def test_plan_goes_from_teacher_to_head_and_back(teacher, head, planned):
    class_id, topics = planned
    version = save(teacher, class_id, 0, topics[:5])
    teacher.execute("select topics.submit_plan(%s, %s)", [class_id, version])
    teacher.commit()
    version = state(head, class_id)[2]
    with refused("Write the reason: it is kept for good."):
        head.execute("select topics.decide_plan(%s, %s, false, ' ')", [class_id, version])
    head.rollback()
    head.execute("select topics.decide_plan(%s, %s, false, 'Amaliyot oldinda')", [class_id, version])
    head.commit()
    assert state(teacher, class_id)[:2] == ("returned", "Amaliyot oldinda")
    version = save(teacher, class_id, state(teacher, class_id)[2], topics[:6])
    teacher.commit()
    head.execute("select topics.decide_plan(%s, %s, true, null)", [class_id, version])
    head.commit()
    with refused("The calendar plan is approved. Ask the head of department to return it."):
        save(teacher, class_id, state(teacher, class_id)[2], topics[:7])
    teacher.rollback()
    lines = column(
        head, "select topic_id from topics.calendar_line where class_id = %s order by place", class_id
    )
    assert lines == topics[:6]


def test_plan_of_somebody_else_is_told_and_not_overwritten(teacher, planned):
    class_id, topics = planned
    version = save(teacher, class_id, 0, topics[:2])
    save(teacher, class_id, version, topics[:3])
    with refused("Somebody has changed this calendar plan meanwhile. Look at it again.", "HM003"):
        save(teacher, class_id, version, topics[:4])


def test_topics_of_another_subject_are_refused(teacher, admin, planned):
    class_id, topics = planned
    foreign = scalar(admin, "select min(id) from topics.topic where id <> all (%s)", topics)
    with refused("“{topic}” is no topic of what {class} is taught."):
        save(teacher, class_id, 0, [foreign])


def test_nobody_else_writes_decides_or_reads_a_plan(as_person, admin, planned):
    class_id, topics = planned
    foreign = scalar(
        admin,
        "select min(id) from teaching.class where id <> all (select a.class_id from teaching.assignment a"
        " join security.account c on c.employee_id = a.employee_id where c.login = %s)",
        TEACHER,
    )
    teacher = as_person(TEACHER)
    for statement in ("select topics.save_plan(%s, 0, '{}')", "select * from topics.lessons_of(%s)"):
        with refused("This class is not among yours.", "HM002"):
            teacher.execute(statement, [foreign])
        teacher.rollback()
    with refused(""):
        teacher.execute("select topics.decide_plan(%s, 1, true, null)", [class_id])
    for login in ("dean_geology", "academic_office", "hr"):
        person = as_person(login)
        with refused(""):
            save(person, class_id, 0, topics[:1])
        person.rollback()
        with refused(""):
            person.execute("insert into topics.calendar_line (class_id, place, topic_id) values (1, 1, 1)")
        person.rollback()


def test_topic_of_a_lesson_follows_its_place_when_another_falls_out(teacher, admin, planned):
    class_id, topics = planned
    save(teacher, class_id, 0, topics[:4])
    teacher.commit()
    lessons = column(teacher, "select lesson_id from topics.lessons_of(%s) order by place", class_id)
    assert [scalar(teacher, "select topics.topic_of_lesson(%s)", each) for each in lessons[:3]] == topics[:3]
    held = admin.execute(
        "update timetable.lesson set held_at = null, held_by = null where id = %s returning id", [lessons[1]]
    )
    assert held.rowcount == 1
    admin.execute("update timetable.lesson set state = 'cancelled' where id = %s", [lessons[1]])
    try:
        found = [scalar(teacher, "select topics.topic_of_lesson(%s)", each) for each in lessons[:4]]
        assert found == [topics[0], None, topics[1], topics[2]]
    finally:
        admin.execute("update timetable.lesson set state = 'planned' where id = %s", [lessons[1]])
