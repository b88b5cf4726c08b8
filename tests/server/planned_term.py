"""A term of its own for a test: weeks, classes of two faculties, teachers and rooms, entered by the administrator."""

import itertools
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from psycopg.types.json import Jsonb

from tests.server.acting import scalar
from tests.unplanned_term import unplan

WEEK = timedelta(days=7)
GEOLOGY, MINING = "403-101", "403-102"
WHOLE, FIRST_HALF, SECOND_HALF = (0, 12), (0, 6), (6, 12)
EVERY, ODD, EVEN = 0, 1, 2
_numbers, _terms = itertools.count(1), itertools.count(1)


def today():
    """The day of the server, which is that of Tashkent."""
    return datetime.now(ZoneInfo("Asia/Tashkent")).date()


def coming_monday(after=None):
    after = after or today()
    return after + timedelta(days=7 - after.weekday())


class PlannedTerm:
    """A term that begins on a Monday far from those of other tests, so that no date and no board is shared."""

    def __init__(self, admin, starts_on=None, weeks=16, kinds=None):
        self.admin = admin
        unplan(admin)
        self.number = next(_terms)
        self.starts_on = starts_on or coming_monday() + 20 * self.number * WEEK
        self.weeks, self.kinds = weeks, kinds or {}
        self.ends_on = self.starts_on + weeks * WEEK - timedelta(days=1)
        admin.execute(
            "delete from curriculum.holiday where day between %s and %s", [self.starts_on, self.ends_on]
        )
        self.term = self._term()
        self.faculties = {code: self.unit(code) for code in (GEOLOGY, MINING)}
        self._plans, self._groups = {}, {}

    def unit(self, code):
        return scalar(self.admin, "select id from structure.unit where code = %s", code)

    def groups(self, faculty=GEOLOGY):
        """Four groups of the term's own, which follow its curriculum."""
        self._plan(faculty)
        return self._groups[faculty]

    def employee(self, login):
        return scalar(self.admin, "select employee_id from security.account where login = %s", login)

    def teachers(self, faculty=GEOLOGY):
        """Teachers of a faculty who are nobody of the people that sign in."""
        rows = self.admin.execute(
            "select distinct p.employee_id from employees.position p join structure.unit u on u.id = p.unit_id"
            " where u.parent_id = %s and (p.ends_on is null or p.ends_on > current_date) and p.employee_id not in"
            " (select employee_id from security.account where employee_id is not null) order by 1",
            [self.faculties[faculty]],
        )
        return [number for (number,) in rows]

    def room(self, kind="11", capacity=60):
        building = scalar(self.admin, "select id from infrastructure.building order by id limit 1")
        return scalar(
            self.admin,
            "insert into infrastructure.room (building_id, name, kind, capacity) values (%s, %s, %s, %s) returning id",
            building, f"T{self.number}-{next(_numbers)}", kind, capacity,
        )  # fmt: skip

    def klass(
        self, *parts, faculty=GEOLOGY, teachers=(), hours=64, pairs=1, subject=None, training="11", **more
    ):
        """A class of parts (group, (from, to)); each teacher gets an equal share of the hours."""
        course = self._course(faculty, subject or f"Fan {next(_numbers)}", more.pop("department", None))
        made = scalar(
            self.admin,
            "insert into teaching.class (faculty_id, term_id, course_id, department_id, training, name, size, hours,"
            " pairs, room_kind, device) select %s, %s, c.id, c.department_id, %s, %s, %s, %s, %s, %s, %s"
            " from curriculum.course c where c.id = %s returning id",
            self.faculties[faculty], self.term, training, more.get("name", f"S-{next(_numbers)}"), more.get("size", 25),
            hours, pairs, more.get("room_kind"), more.get("device"), course,
        )  # fmt: skip
        for group, (first, last) in parts:
            self.admin.execute(
                "insert into teaching.part (faculty_id, class_id, group_id, course_id, slice_from, slice_to)"
                " values (%s, %s, %s, %s, %s, %s)",
                [self.faculties[faculty], made, group, course, first, last],
            )
        for teacher in teachers:
            self.admin.execute(
                "insert into teaching.assignment (faculty_id, class_id, employee_id, hours) values (%s, %s, %s, %s)",
                [self.faculties[faculty], made, teacher, hours // len(teachers)],
            )
        return made

    def course_of(self, class_id):
        return scalar(self.admin, "select course_id from teaching.class where id = %s", class_id)

    def version(self, person, faculty=GEOLOGY, **values):
        """A draft made by a person, committed."""
        made = scalar(
            person,
            "select timetable.create_version(%s, %s, %s, %s, %s)",
            self.term, self.faculties[faculty], values.get("name", "Qoralama"), values.get("valid_from"),
            values.get("based_on"),
        )  # fmt: skip
        person.commit()
        return made

    def card(self, person, version, class_id, day=None, pair=None, room=None, **values):
        """A card put into a version by a person; committed."""
        number = 1 + scalar(
            self.admin,
            "select count(*) from timetable.card where version_id = %s and class_id = %s",
            version,
            class_id,
        )
        faculty = scalar(self.admin, "select faculty_id from timetable.version where id = %s", version)
        made = scalar(
            person,
            "insert into timetable.card (faculty_id, term_id, version_id, class_id, number, employee_id, pairs, phase,"
            " day, pair, room_id) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) returning id",
            faculty, self.term, version, class_id, number, values.get("teacher"), values.get("pairs", 1),
            values.get("phase", EVERY), day, pair, room,
        )  # fmt: skip
        person.commit()
        return made

    def holiday(self, day, moved_to=None, name="Bayram"):
        return scalar(
            self.admin,
            "insert into curriculum.holiday (day, name_uz, moved_to) values (%s, %s, %s) returning id",
            day, name, moved_to,
        )  # fmt: skip

    def leave(self):
        """Take the lessons away, for terms whose dates other tests use too."""
        self.admin.execute(
            "delete from timetable.lesson_part where lesson_id in (select id from timetable.lesson where term_id = %s)",
            [self.term],
        )
        self.admin.execute("delete from timetable.lesson where term_id = %s", [self.term])
        self.admin.execute(
            "delete from curriculum.holiday where day between %s and %s", [self.starts_on, self.ends_on]
        )

    def day(self, week, weekday):
        """A date by the number of its week and the day, 1 Monday."""
        return self.starts_on + (week - 1) * WEEK + timedelta(days=weekday - 1)

    def _term(self):
        self._year = scalar(
            self.admin,
            "insert into curriculum.academic_year (year, name, starts_on, ends_on, current)"
            " values (%s, %s, %s, %s, false) returning id",
            self.starts_on.year, f"sinov {self.number}", self.starts_on.replace(month=1, day=1),
            self.ends_on + 60 * WEEK,
        )  # fmt: skip
        return scalar(
            self.admin,
            "insert into curriculum.term (academic_year_id, season, name, starts_on, ends_on)"
            " values (%s, '11', %s, %s, %s) returning id",
            self._year, f"sinov {self.number}", self.starts_on, self.ends_on,
        )  # fmt: skip

    def _plan(self, faculty):
        """The curriculum of a faculty and its one semester with all weeks."""
        if faculty in self._plans:
            return self._plans[faculty]
        admin, unit = self.admin, self.faculties[faculty]
        system = scalar(admin, "select id from curriculum.marking_system order by id limit 1") or scalar(
            admin,
            "insert into curriculum.marking_system (code, name_uz, maximum, pass_percent)"
            " values ('13', 'Kredit', 100, 60) returning id",
        )
        plan = scalar(
            admin,
            "insert into curriculum.curriculum (faculty_id, specialty_id, name, education_type, education_form,"
            " entry_year, variant, marking_system_id) select faculty_id, id, 'Sinov', education_type, '11', %s, %s, %s"
            " from students.specialty where faculty_id = %s order by id limit 1 returning id",
            2000 + self.number // 90, 10 + self.number % 90, system, unit,
        )  # fmt: skip
        semester = scalar(
            admin,
            "insert into curriculum.semester (faculty_id, curriculum_id, number, term_id, starts_on, ends_on)"
            " values (%s, %s, 1, %s, %s, %s) returning id",
            unit, plan, self.term, self.starts_on, self.ends_on,
        )  # fmt: skip
        for number in range(1, self.weeks + 1):
            admin.execute(
                "insert into curriculum.week (faculty_id, curriculum_id, semester_id, number, kind, starts_on)"
                " values (%s, %s, %s, %s, %s, %s)",
                [
                    unit,
                    plan,
                    semester,
                    number,
                    self.kinds.get(number, "11"),
                    self.starts_on + (number - 1) * WEEK,
                ],
            )
        self._groups[faculty] = [self._group(unit, plan, number) for number in range(1, 5)]
        self._plans[faculty] = plan, semester
        return plan, semester

    def _group(self, unit, plan, number):
        made = scalar(
            self.admin,
            'insert into students."group" (faculty_id, specialty_id, name, entry_year, education_form, language)'
            " select faculty_id, specialty_id, %s, entry_year, education_form, '11' from curriculum.curriculum"
            " where id = %s returning id",
            f"T{self.number}-{unit}-{number}", plan,
        )  # fmt: skip
        self.admin.execute(
            "insert into curriculum.group_curriculum (faculty_id, curriculum_id, group_id) values (%s, %s, %s)",
            [unit, plan, made],
        )
        return made

    def _course(self, faculty, subject, department):
        plan, semester = self._plan(faculty)
        number = scalar(self.admin, "select id from subjects.subject where name_uz = %s", subject)
        if number is None:
            group = scalar(self.admin, "select id from subjects.subject_group order by id limit 1") or scalar(
                self.admin,
                "insert into subjects.subject_group (code, name_uz) values ('900', 'Sinov') returning id",
            )
            number = scalar(
                self.admin,
                "insert into subjects.subject (code, subject_group_id, name_uz) values (%s, %s, %s) returning id",
                f"9{next(_numbers):05}", group, subject,
            )  # fmt: skip
        found = scalar(
            self.admin,
            "select id from curriculum.course where semester_id = %s and subject_id = %s",
            semester,
            number,
        )
        return found or scalar(
            self.admin,
            "insert into curriculum.course (faculty_id, curriculum_id, semester_id, subject_id, department_id, credits)"
            " values (%s, %s, %s, %s, %s, 4) returning id",
            self.faculties[faculty], plan, semester, number, department,
        )  # fmt: skip


def place(person, *moves):
    """Store moves as the builder does; the new versions by card."""
    return dict(person.execute("select * from timetable.place(%s)", [Jsonb(list(moves))]).fetchall())


def move(card, version=1, **where):
    return {"card": card, "version": version, **where}


def lessons(admin, term, columns="day, pair, room_id, employee_id, state"):
    """The dated lessons of a term in the order of their days."""
    return admin.execute(
        f"select {columns} from timetable.lesson where term_id = %s order by day, pair, id", [term]
    ).fetchall()


def clashes(admin):
    """Count dated bookings that meet, from the rows alone: rooms, teachers, and groups by slices."""
    held = admin.execute(
        "select l.id, l.day, l.pair, l.room_id, l.employee_id, p.group_id, p.slice_from, p.slice_to"
        " from timetable.lesson l left join timetable.lesson_part p on p.lesson_id = l.id where l.state <> 'cancelled'"
    ).fetchall()
    cells, found = {}, 0
    for number, day, pair, room, employee, group, first, last in held:
        resources = [("room", room)] * (room is not None) + [("teacher", employee)] * (employee is not None)
        resources += [(group, cut) for cut in range(first, last)] if group is not None else []
        for resource in resources:
            found += cells.setdefault((day, pair, resource), number) != number
    return found
