"""Who sits in which class: filled once from groups and registrations, followed by the day, changed by hand."""

from datetime import timedelta

import psycopg
import pytest

from tests.server.acting import column, refused, scalar
from tests.server.planned_term import FIRST_HALF, SECOND_HALF, WEEK, WHOLE, PlannedTerm, coming_monday

DAY = timedelta(days=1)
LABORATORY = "12"
_ENROL = """
    insert into students.student (number, surname, given_name, birth_date, gender, faculty_id, specialty_id, group_id,
                                  education_type, education_form, payment_form, language, course, semester, entry_year)
    select lpad((%(first)s + n)::text, 12, '9'), chr(65 + n) || 'liyev', 'Ali', '2006-01-01', '11', g.faculty_id,
           g.specialty_id, g.id, '11', '11', '11', '11', '11', '11', 2024
      from students."group" g, generate_series(0, %(last)s) n
     where g.id = %(group)s
    returning id
"""


class Seats:
    """A term that began four weeks ago: a lecture of two groups, and a laboratory of the first in two halves."""

    numbers = 100

    def __init__(self, admin):
        self.admin = admin
        self.today = scalar(admin, "select security.today()")
        self.term = PlannedTerm(admin, starts_on=coming_monday() - 5 * WEEK)
        self.one, self.two = self.term.groups()[:2]
        self.first, self.second = self.enrol(self.one, 5), self.enrol(self.two, 4)
        self.teacher = self.term.employee("teacher_mineralogy")
        subject = f"Kimyo {self.term.number}"
        self.lecture = self.term.klass((self.one, WHOLE), (self.two, WHOLE), subject=subject)
        self.half, self.other_half = (
            self.term.klass((self.one, slices), subject=subject, training=LABORATORY, teachers=teachers)
            for slices, teachers in ((FIRST_HALF, [self.teacher]), (SECOND_HALF, []))
        )

    def enrol(self, group, many):
        Seats.numbers += 100
        return column_named(self.admin, _ENROL, {"first": Seats.numbers, "last": many - 1, "group": group})

    def members(self, class_id, day=None):
        on_day = "select student_id from teaching.members_on(%s, %s)"
        return set(column(self.admin, on_day, class_id, day or self.today))

    def member(self, class_id, student):
        last = "select max(id) from teaching.member where class_id = %s and student_id = %s"
        return scalar(self.admin, last, class_id, student)

    def days(self, class_id, student):
        return self.admin.execute(
            "select starts_on, ends_on from teaching.member where class_id = %s and student_id = %s order by 1",
            [class_id, student],
        ).fetchall()


def column_named(connection, statement, values):
    return [value for (value,) in connection.execute(statement, values)]


@pytest.fixture
def seats(admin):
    made = Seats(admin)
    yield made
    made.term.leave()


# Rights


@pytest.mark.parametrize(
    ("login", "sentence"),
    [
        ("dean_mining", "HM002"),
        ("academic_office", "42501"),
        ("head_mineralogy", "42501"),
        ("teacher_mineralogy", "42501"),
        ("tutor_geology", "42501"),
        ("management", "42501"),
    ],
)
def test_nobody_else_changes_members(seats, as_person, login, sentence):
    person, member = as_person(login), seats.member(seats.half, seats.first[0])
    geology = seats.term.faculties["403-101"]
    for statement, values in (
        ("select teaching.fill_members(%s, %s)", [seats.term.term, geology]),
        ("select teaching.join_class(%s, %s, 'guest', %s)", [seats.half, seats.second[:1], seats.today]),
        ("select teaching.leave_class(%s, %s, 'X')", [[member], seats.today]),
        ("select teaching.move_members(%s, %s, %s)", [[member], seats.other_half, seats.today]),
        ("select teaching.correct_member(%s, 1, %s, null, 'X')", [member, seats.today]),
    ):
        with pytest.raises(psycopg.Error) as caught:
            person.execute(statement, values)
        assert caught.value.sqlstate == sentence, statement
        person.rollback()


@pytest.mark.parametrize("login", ["dean_geology", "teacher_mineralogy"])
def test_nobody_writes_members_but_by_the_acts(seats, as_person, login):
    person = as_person(login)
    add = (
        "insert into teaching.member (faculty_id, class_id, student_id, reason, starts_on) select faculty_id, id,"
        f" {seats.second[0]}, 'guest', security.today() from teaching.class where id = {seats.half}"
    )
    for statement in (
        add,
        "update teaching.member set ends_on = security.today()",
        "delete from teaching.member",
    ):
        with refused(""):
            person.execute(statement)
        person.rollback()


def test_two_periods_of_a_student_in_a_class_do_not_meet(seats, admin):
    with pytest.raises(psycopg.errors.ExclusionViolation):
        admin.execute(
            "insert into teaching.member (faculty_id, class_id, student_id, reason, starts_on, ends_on)"
            " select faculty_id, class_id, student_id, 'guest', starts_on + 1, starts_on + 2 from teaching.member"
            " where class_id = %s limit 1", [seats.half]
        )  # fmt: skip


# Filled and followed


def test_the_order_of_the_list_decides_once(seats, admin):
    assert seats.members(seats.lecture) == {*seats.first, *seats.second}
    assert (seats.members(seats.half), seats.members(seats.other_half)) == (
        set(seats.first[:3]),
        set(seats.first[3:]),
    )
    assert seats.days(seats.half, seats.first[0]) == [(seats.term.starts_on, None)]
    admin.execute("update students.student set surname = 'Zokirov' where id = %s", [seats.first[0]])
    admin.execute(
        "select teaching.seat(array[%s, %s], null, security.today())", [seats.half, seats.other_half]
    )
    assert seats.members(seats.half) == set(seats.first[:3])


def test_a_student_who_changes_the_group_goes_over_on_that_day(seats, admin):
    newcomer = seats.second[0]
    admin.execute("update students.student set group_id = %s where id = %s", [seats.one, newcomer])
    assert seats.days(seats.lecture, newcomer) == [(seats.term.starts_on, None)]  # both groups hear it
    assert seats.days(seats.other_half, newcomer) == [(seats.today, None)]  # where fewer sit
    admin.execute("update students.student set group_id = %s where id = %s", [seats.two, seats.first[0]])
    assert seats.days(seats.half, seats.first[0]) == [(seats.term.starts_on, seats.today - DAY)]
    assert seats.first[0] not in seats.members(seats.half)
    assert seats.first[0] in seats.members(seats.half, seats.today - DAY)


def test_who_is_expelled_leaves_every_class(seats, admin, dean):
    scalar(
        dean,
        "select teaching.join_class(%s, %s, 'guest', %s)",
        seats.half,
        seats.second[:1],
        seats.term.starts_on,
    )
    dean.commit()
    admin.execute("update students.student set status = '12' where id = %s", [seats.second[0]])
    for class_id in (seats.lecture, seats.half):
        assert seats.days(class_id, seats.second[0]) == [(seats.term.starts_on, seats.today - DAY)]


def test_who_sat_in_a_lesson_of_today_had_today_as_the_last_day(seats, admin):
    admin.execute(
        "insert into timetable.lesson (faculty_id, term_id, class_id, planned_day, planned_pair, day, pair, state,"
        " held_at, held_by) select faculty_id, term_id, id, %s, 1, %s, 1, 'planned', now(), 'x' from teaching.class"
        " where id = %s", [seats.today, seats.today, seats.half],
    )  # fmt: skip
    admin.execute("update students.student set group_id = %s where id = %s", [seats.two, seats.first[0]])
    assert seats.days(seats.half, seats.first[0]) == [(seats.term.starts_on, seats.today)]
    admin.execute(
        "update timetable.lesson set held_at = null, held_by = null where class_id = %s", [seats.half]
    )


def test_a_subgroup_split_in_mid_term_seats_everybody_once(seats, admin):
    third = seats.term.klass(subject=f"Kimyo {seats.term.number}", training=LABORATORY)
    admin.execute(
        "update teaching.part set slice_from = case class_id when %(half)s then 0 else 4 end,"
        " slice_to = case class_id when %(half)s then 4 else 8 end where class_id in (%(half)s, %(other)s)",
        {"half": seats.half, "other": seats.other_half},
    )
    admin.execute(
        "insert into teaching.part (faculty_id, class_id, group_id, course_id, slice_from, slice_to)"
        " select faculty_id, id, %s, course_id, 8, 12 from teaching.class where id = %s", [seats.one, third]
    )  # fmt: skip
    sitting = [seats.members(each) for each in (seats.half, seats.other_half, third)]
    assert [len(each) for each in sitting] == [2, 2, 1]
    assert set.union(*sitting) == set(seats.first)
    assert seats.members(seats.half, seats.today - DAY) == set(seats.first[:3])


def test_who_chooses_an_elective_sits_in_it_and_who_gives_it_up_does_not(seats, admin):
    elective = seats.term.klass(subject=f"Tanlov {seats.term.number}")
    course = seats.term.course_of(elective)
    admin.execute("update curriculum.course set kind = '12', choice = 1 where id = %s", [course])
    admin.execute(
        "insert into teaching.part (faculty_id, class_id, group_id, course_id)"
        " select faculty_id, id, %s, course_id from teaching.class where id = %s", [seats.one, elective]
    )  # fmt: skip
    assert seats.members(elective) == set()
    for student in seats.first[:2]:
        admin.execute(
            "insert into curriculum.registration (faculty_id, course_id, student_id)"
            " select faculty_id, id, %s from curriculum.course where id = %s", [student, course]
        )  # fmt: skip
    assert seats.members(elective) == set(seats.first[:2])
    admin.execute("delete from curriculum.registration where student_id = %s", [seats.first[0]])
    assert seats.members(elective) == {seats.first[1]}


def test_who_repeats_a_subject_is_registered_into_its_only_class(seats, admin):
    stranger = seats.enrol(seats.term.groups()[2], 1)[0]
    admin.execute("update students.student set status = '15' where id = %s", [stranger])
    admin.execute(
        "insert into curriculum.registration (faculty_id, course_id, student_id)"
        " select faculty_id, id, %s from curriculum.course where id = %s",
        [stranger, seats.term.course_of(seats.lecture)],
    )
    assert seats.days(seats.lecture, stranger) == [(seats.today, None)]
    assert seats.days(seats.half, stranger) == []  # one of two: a person says which


# By hand


def test_what_a_person_decided_is_followed_by_no_list(seats, admin, dean):
    student, geology = seats.first[0], seats.term.faculties["403-101"]
    member = seats.member(seats.half, student)
    assert (
        scalar(dean, "select teaching.move_members(%s, %s, %s)", [member], seats.other_half, seats.today) == 1
    )
    dean.commit()
    assert seats.days(seats.half, student) == [(seats.term.starts_on, seats.today - DAY)]
    assert scalar(dean, "select teaching.fill_members(%s, %s)", seats.term.term, geology) == 0
    dean.commit()
    admin.execute("update teaching.part set slice_from = 0 where class_id = %s", [seats.half])
    assert student in seats.members(seats.other_half)
    assert student not in seats.members(seats.half)


def test_a_guest_is_read_by_the_teacher_of_the_class(seats, dean, as_person):
    guest, teacher = seats.second[0], as_person("teacher_mineralogy")
    name = "select full_name from students.student where id = %s"
    assert scalar(teacher, name, guest) is None
    dean.execute("select teaching.join_class(%s, %s, 'guest', %s)", [seats.half, [guest], seats.today])
    with refused("{student} sits in {class} since {day} already."):
        dean.execute("select teaching.join_class(%s, %s, 'guest', %s)", [seats.half, [guest], seats.today])
    dean.rollback()
    dean.execute("select teaching.join_class(%s, %s, 'guest', %s)", [seats.half, [guest], seats.today])
    dean.commit()
    teacher.rollback()
    assert scalar(teacher, name, guest)
    member = seats.member(seats.half, guest)
    with refused("Say why the student leaves the class."):
        dean.execute("select teaching.leave_class(%s, %s, ' ')", [[member], seats.today])
    dean.rollback()
    with refused("{student} sits in the class since {day} only. Choose a later day."):
        dean.execute("select teaching.leave_class(%s, %s, 'X')", [[member], seats.today - DAY])
    dean.rollback()
    dean.execute("select teaching.leave_class(%s, %s, 'Ariza')", [[member], seats.today])
    dean.commit()
    assert seats.days(seats.half, guest) == [(seats.today, seats.today)]


def test_days_are_corrected_within_the_term_and_from_the_version_one_saw(seats, dean):
    member = seats.member(seats.half, seats.first[0])
    correct = "select teaching.correct_member(%s, %s, %s, null, 'Buyruq 12')"
    with refused("Choose a day within the term: {first}–{last}."):
        dean.execute(correct, [member, 1, seats.term.starts_on - DAY])
    dean.rollback()
    with refused("Somebody else has just changed this member. Look at the members again.", "HM003"):
        dean.execute(correct, [member, 9, seats.today])
    dean.rollback()
    dean.execute(correct, [member, 1, seats.today])
    dean.commit()
    assert seats.days(seats.half, seats.first[0]) == [(seats.today, None)]


def test_a_class_goes_with_its_members(seats, dean):
    dean.execute("select teaching.remove_classes(%s)", [[seats.half]])
    dean.commit()
    assert scalar(seats.admin, "select count(*) from teaching.member where class_id = %s", seats.half) == 0


def test_a_student_in_another_faculty_leaves_the_members_to_the_faculty_of_the_class(seats, admin, as_person):
    student, mining = seats.first[0], seats.term.faculties["403-102"]
    group = admin.execute(
        'select id, specialty_id from students."group" where faculty_id = %s order by id limit 1', [mining]
    ).fetchone()
    admin.execute(
        "update students.student set faculty_id = %s, group_id = %s, specialty_id = %s where id = %s",
        [mining, *group, student],
    )
    read = "select count(*) from teaching.member where student_id = %s and faculty_id = %s"
    geology = seats.term.faculties["403-101"]
    assert scalar(as_person("dean_geology"), read, student, geology) == 2
    assert scalar(as_person("dean_mining"), read, student, geology) == 0
    assert seats.days(seats.half, student) == [(seats.term.starts_on, seats.today - DAY)]
