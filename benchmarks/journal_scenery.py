"""A class of thirty students: sixty marked lessons to open, and as many unmarked ones as are to be saved."""

from datetime import date, timedelta
from typing import Any

import psycopg

STUDENTS, LESSONS = 30, 60
#: Pairs of the days before today in which the lessons to be saved stand.
PAIRS, DAYS = range(1, 13), 20


class Scenery:
    """What was made in a copy of the demonstration."""

    def __init__(self, admin: psycopg.Connection, teacher: str) -> None:
        self._admin = admin
        self.faculty, self.term, self.teacher, self._model = self._found(teacher)
        self.today: date = self._one("select security.today()")
        self.first, self.last = self.today - timedelta(days=30), self.today
        admin.execute("set session_replication_role = replica")
        admin.execute(
            "insert into system.setting (key, value) values ('attendance.days_after', '60')"
            " on conflict (key) do update set value = excluded.value"
        )
        admin.execute(
            "delete from timetable.lesson where employee_id = %s and held_at is null", [self.teacher]
        )
        self.shown, self._saved = self._class("A"), self._class("B")
        self.students = self._seat()
        days = [self.today - timedelta(days=n) for n in range(1, DAYS + 1)]
        taken = self._taken()
        self.to_save = [
            self._lesson(self._saved, day, pair) for day in days for pair in PAIRS if (day, pair) not in taken
        ]
        first = self.today - timedelta(days=120)
        shown = [self._lesson(self.shown, first + timedelta(days=n), 1) for n in range(LESSONS)]
        self._mark(shown)
        admin.execute("set session_replication_role = origin")
        admin.execute("analyze")

    def let_points_be_given(self) -> None:
        """Give the subject a rule, the lessons that are opened points, and time to enter them."""
        self._admin.execute("set session_replication_role = replica")
        self._admin.execute(
            "insert into system.setting (key, value) values ('rating_journal.days_after', '60')"
            " on conflict (key) do update set value = excluded.value"
        )
        self._admin.execute(
            "insert into rating_journal.rule (term_id, subject_id, department_id, number, lesson_points, task_points,"
            " attendance_points, kinds, reason, made_by) select k.term_id, c.subject_id, c.department_id, 900, 20, 5,"
            " 5, %s, 'bench', 'bench' from teaching.class k join curriculum.course c on c.id = k.course_id"
            " where k.id = %s",
            ['[{"name": "Javob", "maximum": 5, "weight": 1}]', self._saved],
        )
        self._admin.execute(
            "insert into rating_journal.points (faculty_id, department_id, employee_id, term_id, class_id, lesson_id,"
            " group_id, day, pair, number, kind, students, points) select faculty_id, department_id, employee_id,"
            " term_id, class_id, lesson_id, group_id, day, pair, 1, 1, students, %s from attendance.sheet"
            " where class_id = %s",
            [" ".join(["5", "-", "a"] * (STUDENTS // 3)), self.shown],
        )
        self._admin.execute("set session_replication_role = origin")
        self._admin.execute("analyze")

    def _taken(self) -> set[tuple[date, int]]:
        """When the teacher has held lessons already."""
        rows = self._admin.execute(
            "select day, pair from timetable.lesson where employee_id = %s", [self.teacher]
        )
        return {(day, pair) for day, pair in rows.fetchall()}

    def _found(self, teacher: str) -> tuple[int, int, int, int]:
        row = self._admin.execute(
            """
            select c.faculty_id, c.term_id, a.employee_id, c.id
              from security.account a
              join teaching.assignment g on g.employee_id = a.employee_id
              join teaching.class c on c.id = g.class_id
              join curriculum.term t on t.id = c.term_id
             where a.login = %s
             order by t.starts_on desc, c.id
             limit 1
            """,
            [teacher],
        ).fetchone()
        assert row is not None  # noqa: S101 - the demonstration has it
        return row

    def _one(self, statement: str, *values: object) -> Any:
        row = self._admin.execute(statement, values).fetchone()
        return row[0] if row else None

    def _class(self, name: str) -> int:
        return int(
            self._one(
                "insert into teaching.class (faculty_id, term_id, course_id, department_id, training, name, size,"
                " hours) select faculty_id, term_id, course_id, department_id, training, %s, 30, 120"
                " from teaching.class where id = %s returning id",
                name,
                self._model,
            )
        )

    def _seat(self) -> list[int]:
        rows = self._admin.execute(
            "insert into teaching.member (faculty_id, class_id, student_id, group_id, reason, starts_on)"
            " select t.faculty_id, k.id, t.id, g.id, 'group', '2020-01-01' from (values (%s), (%s)) k (id)"
            " cross join (select min(group_id) as id from students.student where faculty_id = %s) g"
            " cross join lateral (select * from students.student t where t.faculty_id = %s and t.group_id is not null"
            " order by t.id limit %s) t returning student_id",
            [self.shown, self._saved, self.faculty, self.faculty, STUDENTS],
        ).fetchall()
        return sorted({number for (number,) in rows})

    def _lesson(self, class_id: int, day: date, pair: int) -> int:
        return int(
            self._one(
                "insert into timetable.lesson (faculty_id, term_id, department_id, class_id, planned_day, planned_pair,"
                " day, pair, employee_id, state) select faculty_id, term_id, department_id, id, %s, %s, %s, %s, %s,"
                " 'planned' from teaching.class where id = %s returning id",
                day,
                pair,
                day,
                pair,
                self.teacher,
                class_id,
            )
        )

    def _mark(self, lessons: list[int]) -> None:
        self._admin.execute(
            "insert into attendance.sheet (faculty_id, department_id, employee_id, term_id, class_id, lesson_id,"
            " group_id, day, pair, students, marks) select l.faculty_id, l.department_id, l.employee_id, l.term_id,"
            " l.class_id, l.id, (select min(group_id) from teaching.member where class_id = l.class_id), l.day, l.pair,"
            " %s, %s from timetable.lesson l where l.id = any (%s)",
            [self.students, "pppa" * 7 + "pp", lessons],
        )
        self._admin.execute(
            "update timetable.lesson set held_at = now(), held_by = 'demo' where id = any (%s)", [lessons]
        )
