"""Students: specialties, qualifications, groups, the student base and list, enrolment, awards."""

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from client.data.records.quick_search import Search
from client.data.records.start_blocks import Read, StartBlock
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window
from shared.codes import WITH_GROUP
from shared.models.students import Group, Student

HEADING = "students"
KEEPERS = ("faculty",)
OFFICES = ("faculty", "academic_office", "registrar")
#: Who reads students, each role as far as its rights go: the university, the faculty, the own or the taught groups.
READERS = (
    *OFFICES,
    "tutor",
    "teacher",
    "department_head",
    "accounting",
    "marketing",
    "management",
    "hr",
)
OF_A_GROUP = Filter("status", "one_of", WITH_GROUP)
IN_USE = Filter("active", "equals", (True,))
STUDENTS = ("students.student",)


def special() -> Make:
    from client.views.students.programmes import SPECIALTIES

    return listed(SPECIALTIES)


def student() -> Make:
    from client.views.students.lists import student_base

    return student_base


def group() -> Make:
    from client.views.students.groups import GROUPS

    return listed(GROUPS)


def student_fixed() -> Make:
    from client.views.students.enrolment import Enrolment

    return Enrolment


def student_contingent() -> Make:
    from client.views.students.lists import CONTINGENT

    return listed(CONTINGENT)


def student_award() -> Make:
    from client.views.students.awards import AWARDS

    return listed(AWARDS)


def qualification() -> Make:
    from client.views.students.programmes import QUALIFICATIONS

    return listed(QUALIFICATIONS)


def admitted_number() -> Make:
    from client.views.students.admitted_numbers import ADMITTED

    return listed(ADMITTED)


def prior_education() -> Make:
    from client.views.students.prior_education import PriorEducationWindow

    return PriorEducationWindow


def student_card() -> Make:
    from client.views.students.card import student_card

    return student_card


def by_course_and_form() -> Read:
    from client.data.students.statistics import BY_COURSE_AND_FORM

    return BY_COURSE_AND_FORM


def by_faculty_and_sex() -> Read:
    from client.data.students.statistics import BY_FACULTY_AND_SEX

    return BY_FACULTY_AND_SEX


def by_course_and_sex() -> Read:
    from client.data.students.statistics import BY_COURSE_AND_SEX

    return BY_COURSE_AND_SEX


def by_course_and_payment() -> Read:
    from client.data.students.statistics import BY_COURSE_AND_PAYMENT

    return BY_COURSE_AND_PAYMENT


def by_group_and_sex() -> Read:
    from client.data.students.statistics import BY_GROUP_AND_SEX

    return BY_GROUP_AND_SEX


def by_status() -> Read:
    from client.data.students.statistics import BY_STATUS

    return BY_STATUS


def groups_by_entry() -> Read:
    from client.data.students.statistics import GROUPS_BY_ENTRY

    return GROUPS_BY_ENTRY


MODULE = Module(
    windows=(
        Window("special", N_("Specialties"), HEADING, (*OFFICES, "admin"), special, "specialty"),
        Window("student", N_("Student base"), HEADING, OFFICES, student, "students"),
        Window("group", N_("Academic groups"), HEADING, READERS, group, "group"),
        Window("student-fixed", N_("Registration of students"), HEADING, KEEPERS, student_fixed, "add"),
        Window("student-contingent", N_("Student list"), HEADING, READERS, student_contingent, "students"),
        Window(
            "prior-education",
            N_("Previous education of students"),
            HEADING,
            OFFICES,
            prior_education,
            "documents",
        ),
        Window("student-award", N_("Awards of students"), HEADING, OFFICES, student_award, "award"),
        Window(
            "qualification", N_("Qualifications"), HEADING, (*OFFICES, "admin"), qualification, "specialty"
        ),
        Window(
            "admitted-number",
            N_("Numbers from elsewhere"),
            HEADING,
            ("academic_office",),
            admitted_number,
            "students",
        ),
        Window("student-card", N_("Student"), HEADING, READERS, student_card, "students", listed=False),
    ),
    counters=(
        Counter(
            N_("Students without a group"),
            "warning",
            Student,
            (OF_A_GROUP, Filter("group", "empty")),
            "student",
            ("faculty", "academic_office"),
        ),
    ),
    blocks=(
        StartBlock(
            STUDENTS, "student-contingent", ("faculty", "academic_office", "management"), by_course_and_form
        ),
        StartBlock(STUDENTS, "student-contingent", ("management",), by_faculty_and_sex),
        StartBlock(STUDENTS, "student-contingent", ("management", "faculty"), by_course_and_sex),
        StartBlock(
            STUDENTS, "student-contingent", ("accounting", "marketing", "registrar"), by_course_and_payment
        ),
        StartBlock(STUDENTS, "student-contingent", ("tutor",), by_group_and_sex),
        StartBlock(STUDENTS, "student", ("registrar",), by_status),
        StartBlock(("students.group",), "group", ("faculty", "academic_office"), groups_by_entry),
    ),
    searches=(
        Search(
            Student,
            ("full_name", "number"),
            ("full_name", "number"),
            N_("student"),
            "students",
            "student-card",
        ),
        Search(
            Group,
            ("name", "specialty"),
            ("name",),
            N_("group"),
            "group",
            "student-contingent",
            "group",
            (IN_USE,),
        ),
    ),
)
