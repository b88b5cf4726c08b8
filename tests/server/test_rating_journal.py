"""Daily points, their rule, current control and what a grade sheet takes over: each person over the own connection."""

import json
import random
from datetime import timedelta
from decimal import Decimal

import psycopg
import pytest

from shared.grading import Beside, CurrentRule, Entry, Kind, current
from tests.server.acting import refused, scalar
from tests.server.planned_term import WHOLE
from tests.server.test_attendance import Journal as AttendanceScene

SAVE = "select rating_journal.save(%s, %s, %s, %s, %s, %s)"
SET = "select rating_journal.set_rule(%s, %s, %s, %s)"
KINDS = [{"name": "Javob", "maximum": 5, "weight": 1}, {"name": "Test", "maximum": 10, "weight": 2}]
RULE = {"lessons": 20, "tasks": 5, "attendance": 5, "best": None, "kinds": KINDS}
NOT_YOURS = "This lesson is not yours."


class PointsScene(AttendanceScene):
    """The class of attendance, of the department of mineralogy; a rule is set when a test asks for it."""

    def __init__(self, admin):
        super().__init__(admin)
        self.course = self.term.course_of(self.klass)
        for table, number in (("curriculum.course", self.course), ("teaching.class", self.klass)):
            admin.execute(
                f"update {table} set department_id = (select id from structure.unit where code = '403-101-01')"
                " where id = %s",
                [number],
            )

    def begin(self):
        for table in ("rating_journal.points", "rating_journal.rule"):
            self.admin.execute(f"delete from {table} where term_id = %s", [self.term.term])
        self.admin.execute("delete from topics.task_work where class_id = %s", [self.klass])
        self.admin.execute("delete from topics.task where class_id = %s", [self.klass])
        super().begin()

    def set_rule(self, person, version=0, reason=None, **changes):
        number = scalar(person, SET, self.klass, version, json.dumps(RULE | changes), reason)
        person.commit()
        return number

    def give(self, person, lesson, entries, former=None, number=1, kind=1):
        """Store entries of the first students, as somebody who saw `former` in the cells."""
        count = len(entries)
        return scalar(
            person, SAVE, [lesson] * count, [number] * count, [kind] * count, self.students[:count],
            list(former or ["-"] * count), list(entries),
        )  # fmt: skip

    def stored(self, lesson, number=1):
        """The entries of the first students as they are stored."""
        found = {}
        for students, points in self.admin.execute(
            "select students, points from rating_journal.points where lesson_id = %s and number = %s and held",
            [lesson, number],
        ):
            found |= dict(zip(students, points.split(" "), strict=True))
        return " ".join(found.get(student, ".") for student in self.students)


@pytest.fixture(scope="module")
def points_scene(database):
    with psycopg.connect(database, autocommit=True) as admin:
        yield PointsScene(admin)


@pytest.fixture
def scene(points_scene):
    points_scene.begin()
    return points_scene


@pytest.fixture
def teacher(as_person):
    return as_person("teacher_mineralogy")


@pytest.fixture
def head(as_person):
    return as_person("head_mineralogy")


# Who gives points, and which


@pytest.mark.parametrize(
    "login", ["dean_geology", "head_mineralogy", "tutor_geology", "academic_office", "admin"]
)
def test_nobody_but_a_teacher_gives_points(scene, teacher, as_person, login):
    scene.set_rule(teacher)
    with refused(""):
        scene.give(as_person(login), scene.lesson, ["5"])


def test_points_are_given_in_own_lessons_of_the_window_by_a_rule_that_is_there(scene, teacher, as_person):
    with refused("The subject has no rule of points yet. Set it first, then give points.", "HM003"):
        scene.give(teacher, scene.lesson, ["5"])
    teacher.rollback()
    scene.set_rule(teacher)
    with refused(NOT_YOURS, "HM002"):
        scene.give(as_person("teacher_mining"), scene.lesson, ["5"])
    with refused("The lesson of {day}, pair {pair} is still to come."):
        scene.give(teacher, scene.next, ["5"])
    teacher.rollback()
    over = "The time to enter points for the lesson of {day}, pair {pair} ({class}) is over."
    with refused(over, "HM004"):
        scene.give(teacher, scene.past, ["5"])
    teacher.rollback()
    for statement in ("update rating_journal.points set points = '5'", "delete from rating_journal.rule",
                      "insert into rating_journal.frozen (points) values (1)"):  # fmt: skip
        with refused(""):
            teacher.execute(statement)
        teacher.rollback()
    assert scene.give(teacher, scene.lesson, ["5", "a", "4.50", "0"]) == []
    teacher.commit()
    assert scene.stored(scene.lesson) == "5 a 4.5 0 . . . ."
    assert scalar(scene.admin, "select held_at is not null from timetable.lesson where id = %s", scene.lesson)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ("5.5", "{student}: {points} is not between 0 and {maximum}."),
        ("4.3", "{student}: {points} does not fit the step of {step} points."),
        ("-1", "An entry is a figure of points, absent, or nothing."),
        ("4,5", "An entry is a figure of points, absent, or nothing."),
        ("NaN", "An entry is a figure of points, absent, or nothing."),
        ("05.2026", "An entry is a figure of points, absent, or nothing."),
        ("5 5", "An entry is a figure of points, absent, or nothing."),
        ("", "An entry is a figure of points, absent, or nothing."),
        (None, "An entry is a figure of points, absent, or nothing."),
    ],
)
def test_what_cannot_be_is_refused_and_never_clamped(scene, teacher, entry, sentence):
    scene.set_rule(teacher)
    with refused(sentence):
        scene.give(teacher, scene.lesson, ["3", entry])
    teacher.rollback()
    assert scene.stored(scene.lesson) == ". . . . . . . ."


def test_a_stranger_to_the_class_and_a_leaver_get_no_points(scene, teacher):
    scene.set_rule(teacher)
    stranger = scalar(
        scene.admin,
        "select id from students.student where not id = any(%s) order by id limit 1",
        scene.students,
    )
    sentence = "Not all of these students sat in the class {class} on {day}. Look at the journal again."
    with refused(sentence, "HM003"):
        scalar(teacher, SAVE, [scene.lesson], [1], [1], [stranger], ["-"], ["5"])
    teacher.rollback()
    scene.admin.execute(
        "update teaching.member set ends_on = %s where class_id = %s and student_id = %s",
        [scene.day - timedelta(days=1), scene.klass, scene.students[0]],
    )
    with refused(sentence, "HM003"):
        scene.give(teacher, scene.lesson, ["5"])


def test_cells_that_others_changed_come_back_and_sending_twice_changes_nothing(scene, teacher, as_person):
    scene.set_rule(teacher)
    scene.give(teacher, scene.lesson, ["5", "4"])
    teacher.commit()
    other = as_person("teacher_mineralogy")
    conflicts = scene.give(other, scene.lesson, ["3", "4", "2"], ["-", "-", "-"])
    assert [(each["student"], each["stored"]) for each in conflicts] == [(scene.students[0], "5")]
    other.commit()
    lines = "select count(*) from audit.change where relation = 'rating_journal.points'"
    before = scalar(scene.admin, lines)
    assert scene.give(other, scene.lesson, ["5", "4", "2"], ["-", "-", "-"]) == []
    other.commit()
    assert scene.stored(scene.lesson) == "5 4 2 . . . . ."
    assert scalar(scene.admin, lines) == before  # nothing was written, and the history says so


def test_a_lesson_has_several_columns_and_each_its_kind(scene, teacher):
    scene.set_rule(teacher)
    scene.give(teacher, scene.lesson, ["5", "4"])
    scene.give(teacher, scene.lesson, ["9.5", "a"], number=2, kind=2)
    with refused("The column of {day}, pair {pair} ({class}) counts as “{kind}” already. Look at the journal again.",
                 "HM003"):  # fmt: skip
        scene.give(teacher, scene.lesson, ["3"], number=2, kind=1)
    teacher.rollback()
    scene.give(teacher, scene.lesson, ["9.5", "a"], number=2, kind=2)
    scene.give(teacher, scene.lesson, ["-", "-"], ["9.5", "a"], number=2, kind=2)
    scene.give(teacher, scene.lesson, ["3"], number=2, kind=1)  # what was emptied takes another kind
    with refused("The rule of the subject has no such column. Look at the journal again.", "HM003"):
        scene.give(teacher, scene.lesson, ["3"], number=3, kind=3)


def test_points_of_a_holding_that_was_taken_back_stay_readable_and_count_no_longer(scene, teacher, as_person):
    scene.set_rule(teacher)
    scene.give(teacher, scene.lesson, ["5"])
    teacher.commit()
    version = scalar(scene.admin, "select row_version from timetable.lesson where id = %s", scene.lesson)
    dean = as_person("dean_geology")
    dean.execute("select timetable.withdraw_holding(%s, %s, 'Dars boʻlmagan')", [scene.lesson, version])
    dean.commit()
    assert scene.stored(scene.lesson) == ". . . . . . . ."
    assert scalar(dean, "select points from rating_journal.points where lesson_id = %s", scene.lesson) == "5"


# The rule


def test_the_rule_is_set_before_the_first_point_and_changed_afterwards_by_the_head_with_a_reason(
    scene, teacher, head, as_person
):
    with refused("The rule of this subject is not yours to set.", "HM002"):
        scene.set_rule(as_person("teacher_mining"))
    assert scene.set_rule(teacher) == 1
    with refused("Say why the rule is changed: the reason stays with it."):
        scene.set_rule(teacher, version=1, best=3)
    teacher.rollback()
    assert scene.set_rule(teacher, version=1, reason="Kafedra qarori", best=3) == 2
    with refused("Somebody else has just changed the rule of this subject. Look at it again.", "HM003"):
        scene.set_rule(teacher, version=1, reason="Yana", best=4)
    teacher.rollback()
    scene.give(teacher, scene.lesson, ["5"])
    teacher.commit()
    given = "Points have been given by this rule. The head of the department changes it, with a reason."
    with refused(given, "HM004"):
        scene.set_rule(teacher, version=2, reason="Yana", best=4)
    teacher.rollback()
    lower = [KINDS[0] | {"maximum": 4}, KINDS[1]]
    with refused("Somebody has {points} points of the kind “{kind}”. Its maximum is not lowered below them."):
        scene.set_rule(head, version=2, reason="Kamaytirish", kinds=lower)
    head.rollback()
    assert scene.set_rule(head, version=2, reason="Majlis qarori 4", best=4) == 3
    told = scalar(
        as_person("tutor_geology"),
        "select count(*) from rating_journal.rule where term_id = %s",
        scene.term.term,
    )
    assert told == 3
    history = scalar(teacher, "select rating_journal.rules_of(%s)", scene.klass)
    assert [(each["number"], each["best"], each["reason"]) for each in history] == [
        (3, 4, "Majlis qarori 4"), (2, 3, "Kafedra qarori"), (1, None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"lessons": -1}, {"lessons": 0, "tasks": 0, "attendance": 0}, {"best": 0}, {"kinds": []},
        {"kinds": [KINDS[0] | {"name": " "}]}, {"kinds": [KINDS[0] | {"maximum": 0}]},
        {"kinds": [KINDS[0] | {"weight": 0}]}, {"kinds": [KINDS[0] | {"maximum": 5.3}]},
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_is_refused(scene, teacher, wrong):
    with pytest.raises(psycopg.Error) as caught:
        scene.set_rule(teacher, **wrong)
    assert caught.value.sqlstate in ("HM001", "23514")


# Who reads


def test_points_and_workings_are_read_by_those_who_read_attendance(scene, teacher, as_person):
    scene.set_rule(teacher)
    scene.give(teacher, scene.lesson, ["5", "4"])
    teacher.commit()
    for login in ("dean_geology", "head_mineralogy", "academic_office", "management"):
        person = as_person(login)
        read = scalar(person, "select rating_journal.read_journal(%s)", scene.klass)
        assert [each[1:3] for each in read["columns"]] == [[1, 1]] * len(read["columns"]) != []
        working = scalar(person, "select rating_journal.working(%s, %s)", scene.klass, scene.students[1])
        assert [each["value"] for each in working["lines"]] == ["4"]
        assert read["may_set"] == (login == "head_mineralogy")
    for login in ("dean_mining", "teacher_mining"):
        person = as_person(login)
        assert scalar(person, "select rating_journal.read_journal(%s)", scene.klass) is None
        assert scalar(person, "select rating_journal.working(%s, %s)", scene.klass, scene.students[1]) is None
        assert (
            scalar(person, "select count(*) from rating_journal.points where class_id = %s", scene.klass) == 0
        )


# Current control


def test_current_control_in_sql_is_that_of_the_plain_reference_for_any_rule_and_points(scene):
    """Random rules, points of two classes of the course, tasks and marks; each student reckoned twice."""
    admin, chance = scene.admin, random.Random(20261130)  # noqa: S311 - examples, no secrets
    subject = scalar(
        admin,
        "select s.name_uz from subjects.subject s join curriculum.course c on c.subject_id = s.id where c.id = %s",
        scene.course,
    )
    second = scene.term.klass((scene.group, WHOLE), subject=subject)
    lessons = [scene.lesson, scene.past, scene.next]
    for number in range(40):
        rule = _random_rule(chance)
        _lay(scene, chance, rule, lessons, second)
        maximum, step = Decimal(chance.choice([10, 20, 30, 40])), chance.choice([1, 5, 10])
        rows = admin.execute(
            "select s.student_id, rating_journal.total(r, s.got, s.possible, s.task_got, s.task_possible, s.held,"
            " s.unexcused, %s, %s), s.task_got, s.task_possible, s.held, s.unexcused"
            " from rating_journal.rule_of(%s) r cross join lateral rating_journal.sums(%s, %s, r) s",
            [maximum, step, scene.course, scene.course, scene.students],
        ).fetchall()
        assert len(rows) == len(scene.students)
        for student, points, *beside in rows:
            entries = _entries(scene, student)
            expected = current(rule, entries, Beside(*beside), maximum, step)
            assert points == expected, (number, rule, entries, beside, maximum, step)


def _random_rule(chance):
    kinds = tuple(
        Kind(f"K{n}", Decimal(chance.choice([3, 5, 7, 10, 30])), Decimal(chance.choice(["1", "2", "0.75"])))
        for n in range(chance.randint(1, 3))
    )
    lessons, tasks, attendance = (
        Decimal(chance.choice([1, 7, 20])),
        *(Decimal(chance.choice([0, 3, 10])) for _n in "12"),
    )
    return CurrentRule(lessons, tasks, attendance, kinds, chance.choice([None, 1, 2, 4, 8]))


def _lay(scene, chance, rule, lessons, second):
    """Put a rule and random points, tasks and marks into the tables, past all functions."""
    admin = scene.admin
    admin.execute(
        "delete from rating_journal.points; delete from rating_journal.rule; delete from topics.task_work;"
        " delete from topics.task; delete from attendance.sheet"
    )
    kinds = [{"name": k.name, "maximum": float(k.maximum), "weight": float(k.weight)} for k in rule.kinds]
    admin.execute(
        "insert into rating_journal.rule (term_id, subject_id, department_id, number, lesson_points, task_points,"
        " attendance_points, best, kinds, made_by) select %s, subject_id, department_id, 1, %s, %s, %s, %s, %s, 'x'"
        " from curriculum.course where id = %s",
        [
            scene.term.term,
            rule.lessons,
            rule.tasks,
            rule.attendance,
            rule.best,
            json.dumps(kinds),
            scene.course,
        ],
    )
    for lesson in lessons:
        for number in range(1, 4):
            kind = chance.randint(1, len(rule.kinds))
            tenths = int(rule.kinds[kind - 1].maximum * 10)
            entries = [chance.choice(["-", "a", *(f"{Decimal(chance.randint(0, tenths)) / 10:f}" for _n in "1234")])
                       for _student in scene.students]  # fmt: skip
            admin.execute(
                "insert into rating_journal.points (faculty_id, department_id, employee_id, term_id, class_id,"
                " lesson_id, day, pair, number, kind, students, points) select faculty_id, department_id, employee_id,"
                " term_id, %s, id, day, pair, %s, %s, %s, %s from timetable.lesson where id = %s",
                [chance.choice([scene.klass, second]), number, kind, scene.students, " ".join(entries), lesson],
            )  # fmt: skip
        marks = "".join(chance.choice("ppple-a") for _student in scene.students)
        admin.execute(
            "insert into attendance.sheet (faculty_id, term_id, class_id, lesson_id, day, pair, students, marks) select"
            " faculty_id, term_id, class_id, id, day, pair, %s, %s from timetable.lesson where id = %s",
            [scene.students, marks, lesson],
        )
    for name, due in (("A", -3), ("B", -1), ("C", 5)):
        task = scalar(
            admin,
            "insert into topics.task (faculty_id, class_id, name, given_on, due_on, points) select faculty_id, id, %s,"
            " %s, %s, %s from teaching.class where id = %s returning id",
            name, scene.day - timedelta(days=10), scene.day + timedelta(days=due), chance.choice([3, 10]), scene.klass,
        )  # fmt: skip
        for student in scene.students[:: chance.randint(1, 3)]:
            points = chance.choice([0, 1, 3, None])
            admin.execute(  # work without points was handed in at least
                "insert into topics.task_work (faculty_id, class_id, task_id, student_id, points, handed_in_on) select"
                " faculty_id, class_id, id, %s, %s, %s from topics.task where id = %s",
                [student, points, None if points is not None else scene.day, task],
            )


def _entries(scene, student):
    found = []
    rows = scene.admin.execute(
        "select day, pair, lesson_id, number, kind, students, points from rating_journal.points"
    )
    for day, pair, lesson, number, kind, students, points in rows:
        value = points.split(" ")[students.index(student)]
        if value != "-":
            found.append(Entry(day, pair, lesson, number, kind, None if value == "a" else Decimal(value)))
    return found
