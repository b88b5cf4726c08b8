"""A plan of a test's own: an academic year that nobody else uses, subjects, semesters with weeks, courses."""

from datetime import date, timedelta

NAMES = (
    "Oliy matematika",
    "Umumiy geologiya",
    "Oʻzbek tili",
    "Fizika",
    "Mineralogiya",
    "Chet tili",
    "Falsafa",
)
#: Contact hours of 14 weeks by training type, for six subjects of five credits each.
HOURS = {"11": 28, "13": 36, "17": 86}
MAXIMA = {"11": 30, "12": 20, "13": 50}
ENTRY_YEAR = 2061


class Curricula:
    """Makes rows as the administrator of the server, who may all."""

    def __init__(self, admin):
        self.admin = admin
        self.faculty, self.specialty = admin.execute(
            """select faculty_id, id from students.specialty
                where education_type = '11' and faculty_id = (select id from structure.unit where code = '403-101')
                order by code limit 1"""
        ).fetchone()
        self.department = self._one("select id from structure.unit where code = '403-101-01'")

    def _one(self, statement, *values):
        return self.admin.execute(statement, values).fetchone()[0]

    def subject(self, name):
        code = f"T.{name[:6].upper().replace('ʻ', '').replace(' ', '.')}"
        found = self.admin.execute("select id from subjects.subject where code = %s", (code,)).fetchone()
        return found[0] if found else self._one(
            """insert into subjects.subject (code, name_uz, department_id, active)
               values (%s, %s, %s, true) returning id""",
            code, name, self.department,
        )  # fmt: skip

    def marking(self):
        found = self.admin.execute("select id from curriculum.marking_system where code = '13'").fetchone()
        return found[0] if found else self._one(
            """insert into curriculum.marking_system (code, name_uz, maximum, pass_percent, active)
               values ('13', 'Kredit', 100, 60, true) returning id"""
        )  # fmt: skip

    def plan(self, name="Geologiya, 2061", entry_year=ENTRY_YEAR, semesters=2):
        return self._one(
            """insert into curriculum.curriculum (faculty_id, specialty_id, name, education_type, education_form,
                   entry_year, marking_system_id, semesters, variant)
               values (%s, %s, %s, '11', '11', %s, %s, %s,
                       1 + (select count(*) from curriculum.curriculum where entry_year = %s)) returning id""",
            self.faculty, self.specialty, name, entry_year, self.marking(), semesters, entry_year,
        )  # fmt: skip

    def semester(self, plan, number, weeks=14, entry_year=ENTRY_YEAR):
        first = date(entry_year, 9, 1) + timedelta(days=26 * 7 * (number - 1))
        first -= timedelta(days=first.weekday())
        made = self._one(
            """insert into curriculum.semester (faculty_id, curriculum_id, number, starts_on, ends_on)
               values (%s, %s, %s, %s, %s) returning id""",
            self.faculty, plan, number, first, first + timedelta(days=7 * (weeks + 3)),
        )  # fmt: skip
        for week in range(weeks + 3):
            self.admin.execute(
                """insert into curriculum.week (faculty_id, curriculum_id, semester_id, number, kind, starts_on)
                   values (%s, %s, %s, %s, %s, %s)""",
                (self.faculty, plan, made, week + 1, "11" if week < weeks else "12", first + timedelta(days=7 * week)),
            )  # fmt: skip
        return made

    def course(self, plan, semester, name, credits=5, hours=HOURS, kind="11", choice=None, seats=None):  # noqa: A002
        made = self._one(
            """insert into curriculum.course (faculty_id, curriculum_id, semester_id, subject_id, department_id, block,
                   kind, choice, seats, credits, ending)
               values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '11') returning id""",
            self.faculty, plan, semester, self.subject(name), self.department,
            "11.02" if name in NAMES[:4] else "11.04", kind, choice, seats, credits,
        )  # fmt: skip
        for training, value in hours.items():
            self.admin.execute(
                "insert into curriculum.course_hours (faculty_id, course_id, training, hours) values (%s, %s, %s, %s)",
                (self.faculty, made, training, value),
            )
        for control, maximum in MAXIMA.items():
            self.admin.execute(
                "insert into curriculum.control (faculty_id, course_id, kind, maximum) values (%s, %s, %s, %s)",
                (self.faculty, made, control, maximum),
            )
        return made

    def whole(self, **values):
        """A plan of two semesters with six subjects each, in which everything adds up."""
        plan = self.plan(**values)
        entry_year = values.get("entry_year", ENTRY_YEAR)
        for number in (1, 2):
            semester = self.semester(plan, number, entry_year=entry_year)
            for name in NAMES[:6]:
                self.course(plan, semester, name)
        return plan
