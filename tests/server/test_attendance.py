"""Marks of lessons, rulings and excuse documents in SQL: each person over the own connection, refusals first."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest

from tests.server.acting import column, refused, scalar
from tests.server.planned_term import WHOLE, PlannedTerm

SAVE = "select attendance.save(%s, %s, %s, %s)"
RULE = "select attendance.rule(%s, %s, %s, %s, %s)"


def today(admin):
    return scalar(admin, "select security.today()")


class Journal:
    """A class of one group, taught by the teacher of mineralogy: a lesson today, one a week ago, one to come."""

    def __init__(self, admin):
        self.admin = admin
        self.day = today(admin)
        monday = self.day - timedelta(days=self.day.weekday())
        self.term = PlannedTerm(admin, starts_on=monday - timedelta(weeks=4))
        self.teacher = self.term.employee("teacher_mineralogy")
        self.group = self.term.groups()[0]
        self.klass = self.term.klass((self.group, WHOLE), teachers=[self.teacher])
        self.students = self._seat(8)

    def begin(self):
        """Let the class have its three lessons, and nothing be marked."""
        for statement in (
            "update timetable.lesson set held_at = null, held_by = null where held_at is not null",
            "delete from attendance.ruling",
            "delete from attendance.sheet",
            "delete from attendance.excuse_private",
            "delete from attendance.excuse",
            "delete from timetable.lesson_part",
            "delete from timetable.lesson",
            "update teaching.member set ends_on = null where class_id in (select max(id) from teaching.class)",
        ):
            self.admin.execute(statement)
        self.lesson = self.add_lesson(self.day, 1)
        self.past = self.add_lesson(self.day - timedelta(days=7), 1)
        self.next = self.add_lesson(self.day + timedelta(days=1), 1)

    def _seat(self, count):
        return column(
            self.admin,
            "insert into teaching.member (faculty_id, class_id, student_id, group_id, reason, starts_on)"
            " select t.faculty_id, %s, t.id, t.group_id, 'group', %s from students.student t where t.faculty_id ="
            " (select id from structure.unit where code = '403-101') and t.status = '11' and t.group_id is not null"
            " order by t.group_id, t.id limit %s returning student_id",
            self.klass,
            self.term.starts_on,
            count,
        )

    def add_lesson(self, day, pair):
        return scalar(
            self.admin,
            "insert into timetable.lesson (faculty_id, term_id, department_id, class_id, planned_day, planned_pair,"
            " day, pair, employee_id, state) select c.faculty_id, c.term_id, c.department_id, c.id, %s, %s, %s, %s, %s,"
            " 'planned' from teaching.class c where c.id = %s returning id",
            day, pair, day, pair, self.teacher, self.klass,
        )  # fmt: skip

    def save(self, person, lesson, marks, former=None):
        """Store marks of the first students, as somebody who saw `former` in the cells."""
        count = len(marks)
        return scalar(
            person, SAVE, [lesson] * count, self.students[:count], list(former or "-" * count), list(marks)
        )

    def marks(self, lesson):
        """The marks of the first students as they are stored."""
        found = dict(
            self.admin.execute(
                "select student_id, value from attendance.v_mark where lesson_id = %s", [lesson]
            ).fetchall()
        )
        return "".join(found.get(student, "") for student in self.students)


@pytest.fixture(scope="module")
def scene(database):
    with psycopg.connect(database, autocommit=True) as admin:
        yield Journal(admin)


@pytest.fixture
def journal(scene):
    scene.begin()
    return scene


@pytest.fixture
def teacher(as_person):
    return as_person("teacher_mineralogy")


@pytest.mark.parametrize(
    "login", ["dean_geology", "head_mineralogy", "tutor_geology", "academic_office", "admin"]
)
def test_nobody_but_a_teacher_marks(journal, as_person, login):
    with refused(""):
        journal.save(as_person(login), journal.lesson, "p")


@pytest.mark.parametrize(
    "marks", [["p", "x"], ["pp", "p"], ["pp", ""], ["p,p", "p"], ["p,p", ""], ["p", None], ["?", "p"]]
)
def test_what_is_no_mark_is_refused(journal, teacher, marks):
    for seen in (None, marks):
        with refused("A mark is present, absent, late, excuse told or not entered."):
            journal.save(teacher, journal.lesson, marks, seen)
        teacher.rollback()
    assert journal.marks(journal.lesson) == ""


def test_another_teacher_does_not_mark_the_lesson(journal, as_person):
    with refused("This lesson is not yours.", "HM002"):
        journal.save(as_person("teacher_mining"), journal.lesson, "p")


def test_who_waits_for_an_own_lesson_holds_up_no_lesson_of_others(journal, teacher, database):
    others, own = journal.lesson, journal.past
    journal.admin.execute(
        "update timetable.lesson set employee_id = (select min(a.employee_id) from teaching.assignment a"
        " where a.employee_id <> %s) where id = %s",
        [journal.teacher, others],
    )
    with psycopg.connect(database) as holder, ThreadPoolExecutor() as threads:
        holder.execute("select from timetable.lesson where id = %s for update", [own])
        marks = [[others, own], journal.students[:2], ["-", "-"], ["a", "a"]]
        asking = threads.submit(teacher.execute, SAVE, marks)
        waits = "select wait_event_type = 'Lock' from pg_stat_activity where pid = %s"
        until = time.monotonic() + 30
        while not (asking.done() or scalar(journal.admin, waits, teacher.info.backend_pid)):
            assert time.monotonic() < until
        journal.admin.execute("select from timetable.lesson where id = %s for update nowait", [others])
        holder.rollback()
        with refused("This lesson is not yours.", "HM002"):
            asking.result()


def test_nobody_writes_the_tables_themselves(journal, teacher, dean):
    for person in (teacher, dean):
        for statement in (
            "update attendance.sheet set marks = 'p'",
            "insert into attendance.ruling (kind) values ('11')",
            "delete from attendance.sheet",
            "select * from attendance.excuse_private",
        ):
            with refused(""):
                person.execute(statement)
            person.rollback()


def test_a_lesson_is_marked_in_its_days_only(journal, teacher):
    past, day = journal.past, journal.day - timedelta(days=7)
    with refused(
        "The time to mark the lesson of {day}, pair {pair} ({class}) is over. The dean's office corrects it.",
        "HM004",
    ):
        journal.save(teacher, past, "p")
    teacher.rollback()
    assert day < journal.day
    with refused("The lesson of {day}, pair {pair} is still to come."):
        journal.save(teacher, journal.next, "p")


def test_a_stranger_to_the_class_is_not_marked(journal, teacher, admin):
    stranger = scalar(
        admin, "select id from students.student where id <> all (%s) order by id limit 1", journal.students
    )
    with refused(
        "Not all of these students sat in the class {class} on {day}. Look at the journal again.", "HM003"
    ):
        scalar(teacher, SAVE, [journal.lesson], [stranger], ["-"], ["p"])


def test_marks_are_stored_and_hold_the_lesson(journal, teacher):
    assert journal.save(teacher, journal.lesson, "papl") == []
    teacher.commit()
    assert journal.marks(journal.lesson) == "papl"
    assert scalar(journal.admin, "select held_by from timetable.lesson where id = %s", journal.lesson) == (
        "teacher_mineralogy"
    )
    assert journal.save(teacher, journal.lesson, "papla", "papl-") == []
    teacher.commit()
    assert journal.marks(journal.lesson) == "papla"
    assert scalar(
        journal.admin,
        "select array[entered, absent, late] from attendance.sheet where lesson_id = %s",
        journal.lesson,
    ) == [5, 2, 1]


def test_what_somebody_else_changed_is_given_back_and_the_rest_is_stored(journal, teacher, as_person):
    journal.save(teacher, journal.lesson, "ppp")
    teacher.commit()
    other = as_person("teacher_mineralogy")
    conflicts = journal.save(other, journal.lesson, "aap", "-p-")
    other.commit()
    assert [(each["student"], each["stored"]) for each in conflicts] == [(journal.students[0], "p")]
    assert conflicts[0]["by"]
    assert journal.marks(journal.lesson) == "pap"


def test_saving_the_same_again_changes_nothing(journal, teacher):
    journal.save(teacher, journal.lesson, "pa")
    teacher.commit()
    version = scalar(
        journal.admin, "select row_version from attendance.sheet where lesson_id = %s", journal.lesson
    )
    assert journal.save(teacher, journal.lesson, "pa") == []
    teacher.commit()
    assert version == scalar(
        journal.admin, "select row_version from attendance.sheet where lesson_id = %s", journal.lesson
    )


def test_the_history_says_who_changed_which_cell(journal, teacher):
    journal.save(teacher, journal.lesson, "pp")
    teacher.commit()
    journal.save(teacher, journal.lesson, "a", "p")
    teacher.commit()
    lines = journal.admin.execute(
        "select login, before ->> 'marks', after ->> 'marks' from audit.change c join attendance.sheet s"
        " on s.id = c.record_id where c.relation = 'attendance.sheet' and s.lesson_id = %s order by c.id",
        [journal.lesson],
    ).fetchall()
    assert lines[-1] == ("teacher_mineralogy", "pp", "ap")


def test_rulings_stand_beside_the_mark(journal, teacher, dean, admin):
    journal.save(teacher, journal.lesson, "aap")
    teacher.commit()
    one, two, three = journal.students[:3]
    with refused("Say why: the reason stands beside the mark."):
        scalar(dean, RULE, [journal.lesson], [one], "11", None, " ")
    dean.rollback()
    with refused("{student} was not marked absent on {day}, pair {pair}. There is nothing to rule about."):
        scalar(dean, RULE, [journal.lesson], [three], "11", None, "Kasal")
    dean.rollback()
    assert scalar(dean, RULE, [journal.lesson] * 2, [one, two], "11", None, "Kasal") == 2
    assert scalar(dean, RULE, [journal.lesson], [two], "12", "p", "Xato qoʻyilgan") == 1
    dean.commit()
    assert journal.marks(journal.lesson) == "aap"
    hours = admin.execute(
        "select absent_hours, unexcused_hours from attendance.v_mark where lesson_id = %s and student_id in (%s, %s)"
        " order by array_position(%s, student_id)",
        [journal.lesson, one, two, journal.students],
    ).fetchall()
    assert hours == [(2, 0), (0, 0)]
    ruling = scalar(
        admin, "select id from attendance.ruling where student_id = %s and taken_back_at is null", one
    )
    assert scalar(dean, "select attendance.take_back(%s, %s)", [ruling], "Hujjat yoʻq") == 1
    dean.commit()
    assert scalar(admin, "select attendance.unexcused_hours(%s, %s)", one, journal.term.term) == 2


def test_another_deans_office_rules_about_nothing_here(journal, teacher, as_person):
    journal.save(teacher, journal.lesson, "a")
    teacher.commit()
    with refused("This lesson is not yours.", "HM002"):
        scalar(as_person("dean_mining"), RULE, [journal.lesson], journal.students[:1], "11", None, "Kasal")


def test_the_deans_office_corrects_what_nobody_entered(journal, dean):
    assert scalar(dean, RULE, [journal.past], journal.students[:1], "12", "a", "Qogʻoz jurnaldan") == 1
    dean.commit()
    assert journal.marks(journal.past) == "-"
    assert (
        scalar(journal.admin, "select held_by from timetable.lesson where id = %s", journal.past)
        == "dean_geology"
    )


def test_a_document_rules_over_all_it_covers_also_what_is_still_to_come(journal, teacher, dean, admin):
    student = journal.students[0]
    journal.save(teacher, journal.lesson, "a")
    teacher.commit()
    made = scalar(
        dean, "select attendance.add_excuse(%s, %s, %s, %s::jsonb)", student, journal.day - timedelta(days=1),
        journal.day + timedelta(days=5), '{"reason": "illness", "number": "77"}',
    )  # fmt: skip
    dean.commit()
    assert made["ruled"] == 1
    later = journal.add_lesson(journal.day, 3)
    journal.save(teacher, later, "a")
    teacher.commit()
    assert scalar(admin, "select attendance.unexcused_hours(%s, %s)", student, journal.term.term) == 0
    with refused("The document was changed meanwhile. Look at the list again.", "HM003"):
        scalar(dean, "select attendance.take_back_excuse(%s, %s, %s)", made["id"], 9, "Soxta")
    dean.rollback()
    assert scalar(dean, "select attendance.take_back_excuse(%s, 1, %s)", made["id"], "Soxta") == 2
    dean.commit()
    assert scalar(admin, "select attendance.unexcused_hours(%s, %s)", student, journal.term.term) == 4


def test_what_a_document_says_is_read_by_a_ticket_only(journal, dean, as_person):
    made = scalar(
        dean, "select attendance.add_excuse(%s, %s, %s, %s::jsonb)", journal.students[0], journal.day, journal.day,
        '{"reason": "family", "number": "12"}',
    )  # fmt: skip
    dean.commit()
    ask = "select security.ask_reading('attendance.excuse_private', %s, 'tekshirish')"
    with refused("You may not read the private data of all of these records.", "HM002"):
        scalar(as_person("dean_mining"), ask, [made["id"]])
    ticket = scalar(dean, ask, [made["id"]])
    dean.commit()
    assert scalar(dean, "select attendance.read_excuses(%s)", ticket)["number"] == "12"


def test_a_withdrawn_holding_leaves_the_marks_readable_and_counts_them_no_longer(
    journal, teacher, dean, admin
):
    journal.save(teacher, journal.lesson, "a")
    teacher.commit()
    version = scalar(admin, "select row_version from timetable.lesson where id = %s", journal.lesson)
    dean.execute("select timetable.withdraw_holding(%s, %s, 'Dars boʻlmagan')", [journal.lesson, version])
    dean.commit()
    assert (
        scalar(admin, "select attendance.unexcused_hours(%s, %s)", journal.students[0], journal.term.term)
        == 0
    )
    assert column(dean, "select marks from attendance.sheet where lesson_id = %s", journal.lesson) == ["a"]
    journal.save(teacher, journal.lesson, "p")
    teacher.commit()
    assert journal.marks(journal.lesson) == "p"


def test_a_leaver_is_not_marked_after_the_last_day(journal, teacher, admin):
    admin.execute(
        "update teaching.member set ends_on = %s where class_id = %s and student_id = %s",
        [journal.day - timedelta(days=1), journal.klass, journal.students[0]],
    )
    with refused(
        "Not all of these students sat in the class {class} on {day}. Look at the journal again.", "HM003"
    ):
        journal.save(teacher, journal.lesson, "p")


def test_the_journal_is_read_as_lessons_are(journal, teacher, as_person):
    journal.save(teacher, journal.lesson, "pal")
    teacher.commit()
    read = scalar(teacher, "select attendance.read_journal(%s)", journal.klass)
    assert read["lessons"][0] == [journal.past, journal.lesson, journal.next]
    assert read["sheets"] == [[journal.students[:3], [journal.lesson], ["pal"]]]
    assert scalar(as_person("teacher_mining"), "select attendance.read_journal(%s)", journal.klass) is None
    assert scalar(as_person("dean_mining"), "select attendance.read_journal(%s)", journal.klass) is None
    with refused(""):
        scalar(as_person("registrar"), "select attendance.read_journal(%s)", journal.klass)


def test_places_in_a_sheet_are_kept_also_from_the_administrator(journal, teacher, admin):
    journal.save(teacher, journal.lesson, "pa")
    teacher.commit()
    with refused("The students of a sheet keep their places."):
        admin.execute(
            "update attendance.sheet set students = array[2, 1] where lesson_id = %s", [journal.lesson]
        )
