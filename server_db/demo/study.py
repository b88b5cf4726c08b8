"""The study process of the demonstration: curricula, who follows and takes them, classes and their teachers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from functools import cached_property

from server_db.demo.finals import Finals
from server_db.demo.groups import LENGTH, Group, Specialty
from server_db.demo.load import departments, divide
from server_db.demo.places import FACULTY, Unit
from server_db.demo.plans import (
    COMPULSORY,
    DAYTIME,
    ELECTIVE,
    EXAM,
    GRADUATION_WORK,
    PASS,
    PlannedSubject,
    plan,
)
from server_db.demo.running import SEASON, SPRING, TEACHING_WEEKS, WEEKS, YEAR
from server_db.demo.sheets import Sheets
from server_db.demo.staff import Employee
from server_db.demo.streams import Lessons, Takers, classes
from server_db.demo.subjects import PRACTICE, add_subjects, specials
from server_db.demo.timetable import TaughtClass, Timetable
from server_db.demo.years import add_years, days_of

_STUDYING = "11"
_CREDIT_SYSTEM = 3  # the id of the third marking system
_FORMS = {"11": "kunduzgi", "12": "kechki", "13": "sirtqi"}
_OFFSET = 7  # how far the plans of the specialties of a faculty are from each other in its subjects


@dataclass
class FollowedPlan:
    """A curriculum and the groups that follow it."""

    faculty: Unit
    specialty: Specialty
    place: int
    form: str
    entry_year: int
    courses: tuple[PlannedSubject, ...]
    groups: list[Group] = field(default_factory=list)

    @property
    def semester(self) -> int:
        """The semester of the current term."""
        return 2 * (YEAR - self.entry_year) + 1 + (SEASON == SPRING)


class Study:
    """Writes the study process after units, staff, groups and students have their rows."""

    def __init__(
        self,
        sheets: Sheets,
        units: dict[str, int],
        places: Iterable[Unit],
        employees: Iterable[Employee],
        groups: Iterable[Group],
    ) -> None:
        self._sheets = sheets
        self._units = units
        self._faculties = {units[unit.code]: unit for unit in places if unit.kind == FACULTY}
        self._groups = list(groups)
        self._departments = departments(employees)
        self._courses: dict[tuple[int, PlannedSubject], int] = {}

    def add(self) -> None:
        self._terms = add_years(self._sheets)
        self._subjects = add_subjects(self._sheets, self._units)
        plans = self._plans()
        takers = {unit.code: list(self._find_takers(plans, unit)) for unit in self._faculties.values()}
        taught = {faculty: classes(each) for faculty, each in takers.items()}
        self._owners = divide(taught, self._departments)
        for each in plans:
            self._add_plan(each)
        for each_faculty in takers.values():
            self._register(each_faculty)
        self._classes = [
            self._add_class(faculty, lessons) for faculty, made in taught.items() for lessons in made
        ]
        self._takers = [each for made in takers.values() for each in made]

    def plan(self) -> None:
        """Give every lesson of the term its place and every final its day, after all classes have their rows."""
        Timetable(self._sheets, self.term, self._classes).add()
        Finals(self._sheets, self.term, self._classes).add(
            (each, self._courses[each.group.id, each.course]) for each in self._takers
        )

    @property
    def term(self) -> int:
        """The term that runs."""
        return self._terms[YEAR, SEASON]

    def _plans(self) -> list[FollowedPlan]:
        """Return the plan of every specialty, form and entry year that has groups, and drafts for the next year."""
        found: dict[tuple[int, str, int], FollowedPlan] = {}
        places: dict[int, dict[int, int]] = {}
        for group in self._groups:
            specialty = group.specialty
            place = places.setdefault(specialty.faculty_id, {})
            place.setdefault(specialty.id, len(place))
            plan = self._plan(specialty, place[specialty.id], group.form, group.entry_year)
            found.setdefault((specialty.id, group.form, group.entry_year), plan).groups.append(group)
        drafts = {
            each.specialty.id: self._plan(each.specialty, each.place, DAYTIME, YEAR + 1)
            for each in found.values()
            if each.place == 0
        }
        return [found[key] for key in sorted(found, key=lambda key: (key[2], key[0], key[1]))] + list(
            drafts.values()
        )

    def _plan(self, specialty: Specialty, place: int, form: str, entry_year: int) -> FollowedPlan:
        faculty = self._faculties[specialty.faculty_id]
        special = specials(self._subjects, faculty.code)
        courses = plan(self._subjects, special, specialty.education_type, form, place * _OFFSET)
        return FollowedPlan(faculty, specialty, place, form, entry_year, courses)

    def _find_takers(self, plans: list[FollowedPlan], faculty: Unit) -> Iterator[Takers]:
        for each in plans:
            if each.faculty != faculty:
                continue
            for group in each.groups:
                students = tuple(self._students.get(group.id, ()))
                now = [course for course in each.courses if course.semester == each.semester]
                electives = [course for course in now if course.choice]
                for course in now:
                    # A group chooses together, so that no elective is taught to a handful.
                    if not course.choice or course is electives[group.id % len(electives)]:
                        yield Takers(group, self._names[group.id], course, students)

    @cached_property
    def _students(self) -> dict[int, list[int]]:
        """The students who study, by group."""
        sheet, found = self._sheets["students.student"], dict[int, list[int]]()
        group, status = sheet.columns.index("group_id"), sheet.columns.index("status")
        for number, row in enumerate(sheet.rows, 1):
            if row[status] == _STUDYING:
                found.setdefault(int(str(row[group])), []).append(number)
        return found

    @cached_property
    def _names(self) -> dict[int, str]:
        sheet = self._sheets["students.group"]
        name = sheet.columns.index("name")
        return {number: str(row[name]) for number, row in enumerate(sheet.rows, 1)}

    def _add_plan(self, each: FollowedPlan) -> None:
        faculty_id, name = each.specialty.faculty_id, self._specialty_names[each.specialty.id]
        plan_id = self._sheets["curriculum.curriculum"].add(
            faculty_id=faculty_id,
            specialty_id=each.specialty.id,
            name=f"{name}, {_FORMS[each.form]}, {each.entry_year}",
            education_type=each.specialty.education_type,
            education_form=each.form,
            entry_year=each.entry_year,
            marking_system_id=_CREDIT_SYSTEM,
            semesters=LENGTH[each.specialty.education_type] * 2,
        )
        semesters = self._add_semesters(each, plan_id)
        self._add_blocks(each, plan_id)
        for course in each.courses:
            self._add_course(each, plan_id, semesters[course.semester], course)
        for group in each.groups:
            self._sheets["curriculum.group_curriculum"].add(
                faculty_id=faculty_id, curriculum_id=plan_id, group_id=group.id
            )
            for course in each.courses:
                self._courses[group.id, course] = self._courses[-plan_id, course]

    @cached_property
    def _specialty_names(self) -> dict[int, str]:
        sheet = self._sheets["students.specialty"]
        name = sheet.columns.index("name_uz")
        return {number: str(row[name]) for number, row in enumerate(sheet.rows, 1)}

    def _add_semesters(self, each: FollowedPlan, plan_id: int) -> dict[int, int]:
        found = {}
        for number in range(1, LENGTH[each.specialty.education_type] * 2 + 1):
            year, season, begins, ends = days_of(each.entry_year, number)
            semester_id = self._sheets["curriculum.semester"].add(
                faculty_id=each.specialty.faculty_id,
                curriculum_id=plan_id,
                number=number,
                term_id=self._terms.get((year, season)),
                starts_on=begins,
                ends_on=ends,
            )
            found[number] = semester_id
            for week in range(1, WEEKS + 1):
                self._sheets["curriculum.week"].add(
                    faculty_id=each.specialty.faculty_id,
                    curriculum_id=plan_id,
                    semester_id=semester_id,
                    number=week,
                    kind="11" if week <= TEACHING_WEEKS else "12",
                    starts_on=begins + timedelta(7 * (week - 1)),
                )
        return found

    def _add_blocks(self, each: FollowedPlan, plan_id: int) -> None:
        sums: dict[str, int] = {}
        chosen = set()
        for course in each.courses:
            if course.choice is None or (course.semester, course.choice) not in chosen:
                sums[course.block] = sums.get(course.block, 0) + course.credits
                chosen.add((course.semester, course.choice))
        for kind, planned in sorted(sums.items()):
            self._sheets["curriculum.block"].add(
                faculty_id=each.specialty.faculty_id,
                curriculum_id=plan_id,
                kind=kind,
                credits=Decimal(planned),
            )

    def _add_course(self, each: FollowedPlan, plan_id: int, semester_id: int, course: PlannedSubject) -> None:
        faculty_id = each.specialty.faculty_id
        course_id = self._sheets["curriculum.course"].add(
            faculty_id=faculty_id,
            curriculum_id=plan_id,
            semester_id=semester_id,
            subject_id=course.subject.id,
            department_id=self._units[self._department(each, course)],
            block=course.block,
            kind=ELECTIVE if course.choice else COMPULSORY,
            choice=course.choice,
            credits=Decimal(course.credits),
            sheet_type_id=int(course.sheet) - 10,
            ending=PASS if course.subject.group == PRACTICE else EXAM,
        )
        self._courses[-plan_id, course] = course_id
        for training, hours in course.hours:
            self._sheets["curriculum.course_hours"].add(
                faculty_id=faculty_id, course_id=course_id, training=training, hours=hours
            )
        for kind, maximum in course.controls:
            self._sheets["curriculum.control"].add(
                faculty_id=faculty_id, course_id=course_id, kind=kind, maximum=maximum
            )

    def _department(self, each: FollowedPlan, course: PlannedSubject) -> str:
        """Return the department that teaches a course: now, or some day."""
        faculty, subject = each.faculty.code, course.subject
        if course.sheet == GRADUATION_WORK:
            # The first specialty of a faculty writes its theses at the first department, the others at the second.
            return f"{faculty}-{1 + (each.place > 0):02}"
        return (
            self._owners.get((faculty, subject.id))
            or subject.department
            or f"{faculty}-{1 + subject.id % 5:02}"
        )

    def _register(self, takers: Iterable[Takers]) -> None:
        for each in takers:
            course_id = self._courses[each.group.id, each.course]
            for student_id in each.students:
                self._sheets["curriculum.registration"].add(
                    faculty_id=each.group.specialty.faculty_id, course_id=course_id, student_id=student_id
                )

    def _add_class(self, faculty: str, lessons: Lessons) -> TaughtClass:
        department = self._departments[self._owners[faculty, lessons.subject.id]]
        first = lessons.parts[0].takers
        faculty_id = first.group.specialty.faculty_id
        class_id = self._sheets["teaching.class"].add(
            faculty_id=faculty_id,
            term_id=self.term,
            course_id=self._courses[first.group.id, first.course],
            department_id=self._units[department.code],
            training=lessons.training,
            name=lessons.name,
            size=lessons.size,
            hours=lessons.hours,
            room_kind=lessons.room_kind,
        )
        for part in lessons.parts:
            self._sheets["teaching.part"].add(
                faculty_id=faculty_id,
                class_id=class_id,
                group_id=part.takers.group.id,
                course_id=self._courses[part.takers.group.id, part.takers.course],
                slice_from=part.first,
                slice_to=part.behind,
            )
        teacher = department.teacher_for(lessons)
        if teacher is not None:
            self._sheets["teaching.assignment"].add(
                faculty_id=faculty_id,
                class_id=class_id,
                department_id=self._units[department.code],
                employee_id=teacher.id,
                hours=lessons.hours,
            )
        return TaughtClass(
            class_id, faculty_id, self._units[department.code], lessons, teacher.id if teacher else None
        )
