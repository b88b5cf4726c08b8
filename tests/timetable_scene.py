"""A week of lessons at the faculty of geology, for tests that read the timetable."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.unplanned_term import unplan

TODAY = datetime.now(ZoneInfo("Asia/Tashkent")).date()
#: This week is the twelfth of the term; the last two of its weeks are for assessment.
MONDAY = TODAY - timedelta(days=TODAY.weekday())
WEEKS = 21
STARTS = MONDAY - timedelta(weeks=11)
ENDS = STARTS + timedelta(weeks=WEEKS, days=-2)
#: Lessons that are past cannot be changed any more: what is changed stands in the next week.
NEXT = MONDAY + timedelta(weeks=1)


class Scene:
    """What was made, by name; lessons are added with `lesson`."""

    def __init__(self, admin):
        self.admin = admin
        # The rules of planning are tested elsewhere; what is made here keeps them, in fewer steps.
        admin.execute("set session_replication_role = replica")
        admin.execute("delete from curriculum.holiday")
        unplan(admin)
        self.faculty = self._one("select id from structure.unit where code = '403-101'")
        self.department = self._one("select id from structure.unit where code = '403-101-01'")
        self.teacher = self._employee("teacher_mineralogy")
        self.second = self._employee("head_mineralogy")
        tutor = self._employee("tutor_geology")
        self.group, self.group_name, self.specialty = admin.execute(
            """select g.id, g.name, g.specialty_id
                 from students."group" g
                where g.faculty_id = %s
                  and g.id in (select t.group_id from students.tutor_group t where t.employee_id = %s)
                order by g.id limit 1""",
            [self.faculty, tutor],
        ).fetchone()
        self.other_group = self._one(
            """select g.id from students."group" g
                where g.faculty_id = %s
                  and g.id not in (select t.group_id from students.tutor_group t where t.employee_id = %s)
                order by g.id limit 1""",
            self.faculty,
            tutor,
        )
        self.rooms = [
            row[0] for row in admin.execute("select id from infrastructure.room order by id limit 4")
        ]
        self._make_plan()
        self.classes = {
            "group": self._class(self.group_name, [(self.group, 0, 12)], "13"),
            "other": self._class("other", [(self.other_group, 0, 12)], "11"),
        }

    def _make_plan(self):
        for number in range(1, 9):
            self.admin.execute(
                """insert into curriculum.pair (number, shift, starts_at, ends_at, active)
                   values (%s, 1, %s, %s, true) on conflict (number) do nothing""",
                [number, f"{7 + number:02}:30", f"{8 + number:02}:50"],
            )
        self.year = self._one(
            """insert into curriculum.academic_year (year, name, starts_on, ends_on, current)
               values (2096, '2096/2097', '2096-09-01', '2097-06-30', false) returning id"""
        )
        self.term = self._one(
            """insert into curriculum.term (academic_year_id, season, name, starts_on, ends_on)
               values (%s, '11', 'Kuzgi semestr (sinov)', %s, %s) returning id""",
            self.year, STARTS, ENDS,
        )  # fmt: skip
        marking = self._one(
            """insert into curriculum.marking_system (code, name_uz, maximum, pass_percent, attempts, active)
               values ('93', 'Kredit', 100, 60, 3, true) returning id"""
        )
        self.curriculum = self._one(
            """insert into curriculum.curriculum (faculty_id, specialty_id, name, education_type, education_form,
                   entry_year, variant, marking_system_id, semesters, hours_per_credit, credits_per_semester,
                   weekly_ceiling)
               values (%s, %s, 'Sinov reja', '11', '11', 2096, 9, %s, 8, 30, 30, 36) returning id""",
            self.faculty, self.specialty, marking,
        )  # fmt: skip
        self.semester = self._one(
            """insert into curriculum.semester (faculty_id, curriculum_id, number, term_id, starts_on, ends_on)
               values (%s, %s, 1, %s, %s, %s) returning id""",
            self.faculty, self.curriculum, self.term, STARTS, ENDS,
        )  # fmt: skip
        for group in (self.group, self.other_group):
            self.admin.execute(
                """insert into curriculum.group_curriculum (faculty_id, group_id, curriculum_id) values (%s, %s, %s)
                   on conflict (group_id) do update set curriculum_id = excluded.curriculum_id""",
                [self.faculty, group, self.curriculum],
            )
        for number in range(1, WEEKS + 1):
            self.admin.execute(
                """insert into curriculum.week (faculty_id, curriculum_id, semester_id, number, kind, starts_on)
                   values (%s, %s, %s, %s, %s, %s)""",
                [
                    self.faculty, self.curriculum, self.semester, number,
                    "12" if number > WEEKS - 2 else "11", STARTS + timedelta(weeks=number - 1),
                ],
            )  # fmt: skip
        self.subjects = [self._subject(name) for name in ("Mineralogiya", "Petrografiya", "Geokimyo")]
        self.courses = [self._course(subject) for subject in self.subjects]

    def lesson(self, name="group", day=MONDAY, pair=1, **values):
        """Add a lesson of a class and return its id."""
        facts = {
            "employee_id": self.teacher,
            "room_id": self.rooms[0],
            "state": "planned",
            "changed": False,
            "reason": None,
            "planned_day": day,
            "planned_pair": pair,
            "class_id": self.classes[name],
            "faculty_id": self.faculty,
            "department_id": self.department,
            "term_id": self.term,
            "day": day,
            "pair": pair,
        } | values
        number = self._one(
            f"insert into timetable.lesson ({', '.join(facts)}) values ({', '.join(['%s'] * len(facts))}) returning id",
            *facts.values(),
        )
        group = self.group if name == "group" else self.other_group
        self.admin.execute(
            """insert into timetable.lesson_part
                   (lesson_id, group_id, slice_from, faculty_id, slice_to, day, pair, live)
               values (%s, %s, 0, %s, 12, %s, %s, %s)
               on conflict do nothing""",
            [number, group, self.faculty, facts["day"], facts["pair"], facts["state"] != "cancelled"],
        )
        return number

    def examination(self, course=0, **values):
        """Add a final control of the tutor's group and return its id."""
        facts = {
            "faculty_id": self.faculty,
            "term_id": self.term,
            "course_id": self.courses[course],
            "department_id": self.department,
            "group_id": self.group,
            "kind": "13",
            "attempt": 1,
            "pairs": 1,
        } | values
        return self._one(
            f"insert into timetable.examination ({', '.join(facts)}) values ({', '.join(['%s'] * len(facts))})"
            " returning id",
            *facts.values(),
        )

    def _subject(self, name):
        return self._one(
            "insert into subjects.subject (code, name_uz, name_ru, department_id, active)"
            " values (%s, %s, %s, %s, true) returning id",
            f"T-{name[:5].upper()}", name, f"{name} (ru)", self.department,
        )  # fmt: skip

    def _course(self, subject):
        return self._one(
            """insert into curriculum.course (faculty_id, curriculum_id, semester_id, subject_id, department_id,
                   kind, credits, ending)
               values (%s, %s, %s, %s, %s, '11', 5, '11') returning id""",
            self.faculty, self.curriculum, self.semester, subject, self.department,
        )  # fmt: skip

    def _class(self, name, parts, training):
        number = self._one(
            """insert into teaching.class
                   (faculty_id, term_id, course_id, department_id, training, name, size, hours, pairs)
               values (%s, %s, %s, %s, %s, %s, 25, 30, 1) returning id""",
            self.faculty, self.term, self.courses[0], self.department, training, name,
        )  # fmt: skip
        for group, first, last in parts:
            self.admin.execute(
                """insert into teaching.part (faculty_id, class_id, group_id, course_id, slice_from, slice_to)
                   values (%s, %s, %s, %s, %s, %s)""",
                [self.faculty, number, group, self.courses[0], first, last],
            )
        self.admin.execute(
            "insert into teaching.assignment (faculty_id, class_id, employee_id, hours) values (%s, %s, %s, 30)",
            [self.faculty, number, self.teacher],
        )
        return number

    def _employee(self, login):
        return self._one("select employee_id from security.account where login = %s", login)

    def _one(self, statement, *values):
        return self.admin.execute(statement, list(values)).fetchone()[0]
