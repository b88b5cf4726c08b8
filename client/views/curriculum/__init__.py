"""The study process: years, terms, pairs, marking, and the curricula with all that belongs to them."""

from client.core.i18n import N_
from client.data.records.quick_search import Search
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window
from shared.models.curriculum import Curriculum

HEADING = "curriculum"
OFFICE = ("academic_office",)
YEAR_KEEPERS = (*OFFICE, "admin")
KEEPERS = ("faculty", *OFFICE)
READERS = (*KEEPERS, "registrar", "management")
#: A head and a teacher read the subjects that are theirs in whatever plan.
COURSE_READERS = (*READERS, "department_head", "teacher")


def education_year() -> Make:
    from client.views.curriculum.years import YEARS

    return listed(YEARS)


def academic_year() -> Make:
    from client.views.curriculum.years import year_card

    return year_card


def holiday() -> Make:
    from client.views.curriculum.years import HOLIDAYS

    return listed(HOLIDAYS)


def curriculum() -> Make:
    from client.views.curriculum.plans import PLANS

    return listed(PLANS)


def curriculum_card() -> Make:
    from client.views.curriculum.plan_card import plan_card

    return plan_card


def curriculum_compare() -> Make:
    from client.views.curriculum.compare import Compare

    return Compare


def semester() -> Make:
    from client.views.curriculum.parts import SEMESTERS

    return listed(SEMESTERS)


def semester_card() -> Make:
    from client.views.curriculum.parts import semester_card

    return semester_card


def curriculum_block() -> Make:
    from client.views.curriculum.parts import BLOCKS

    return listed(BLOCKS)


def course() -> Make:
    from client.views.curriculum.parts import COURSES

    return listed(COURSES)


def group_curriculum() -> Make:
    from client.views.curriculum.parts import GROUPS

    return listed(GROUPS)


def student_register() -> Make:
    from client.views.curriculum.registration import Registration

    return Registration


def marking_system() -> Make:
    from client.views.curriculum.marking import SYSTEMS

    return listed(SYSTEMS)


def marking_system_card() -> Make:
    from client.views.curriculum.marking import system_card

    return system_card


def grade_type() -> Make:
    from client.views.curriculum.marking import GRADE_TYPES

    return listed(GRADE_TYPES)


def rating_grade() -> Make:
    from client.views.curriculum.marking import SHEET_TYPES

    return listed(SHEET_TYPES)


def lesson_pair() -> Make:
    from client.views.curriculum.years import PAIRS

    return listed(PAIRS)


MODULE = Module(
    windows=(
        Window("education-year", N_("Academic years"), HEADING, YEAR_KEEPERS, education_year, "calendar"),
        Window(
            "academic-year",
            N_("Academic year"),
            HEADING,
            YEAR_KEEPERS,
            academic_year,
            "calendar",
            listed=False,
        ),
        Window("holiday", N_("Days without lessons"), HEADING, YEAR_KEEPERS, holiday, "holiday"),
        Window("curriculum", N_("Curricula"), HEADING, READERS, curriculum, "curriculum"),
        Window(
            "curriculum-card", N_("Curriculum"), HEADING, READERS, curriculum_card, "curriculum", listed=False
        ),
        Window(
            "curriculum-compare",
            N_("Compare curricula"),
            HEADING,
            READERS,
            curriculum_compare,
            "compare",
            listed=False,
        ),
        Window("semester", N_("Semesters"), HEADING, KEEPERS, semester, "calendar"),
        Window("semester-card", N_("Semester"), HEADING, KEEPERS, semester_card, "calendar", listed=False),
        Window("curriculum-block", N_("Blocks of subjects"), HEADING, KEEPERS, curriculum_block, "subjects"),
        Window("course", N_("Subjects of curricula"), HEADING, COURSE_READERS, course, "subject"),
        Window("group-curriculum", N_("Curricula of groups"), HEADING, KEEPERS, group_curriculum, "group"),
        Window(
            "student-register", N_("Registration to subjects"), HEADING, KEEPERS, student_register, "students"
        ),
        Window("marking-system", N_("Marking systems"), HEADING, OFFICE, marking_system, "marking"),
        Window(
            "marking-system-card",
            N_("Marking system"),
            HEADING,
            OFFICE,
            marking_system_card,
            "marking",
            listed=False,
        ),
        Window("grade-type", N_("Types of grades"), HEADING, OFFICE, grade_type, "marking"),
        Window("rating-grade", N_("Types of grade sheets"), HEADING, OFFICE, rating_grade, "documents"),
        Window("lesson-pair", N_("Pairs"), HEADING, OFFICE, lesson_pair, "time"),
    ),
    searches=(
        Search(
            Curriculum,
            ("name", "specialty"),
            ("name", "specialty"),
            N_("curriculum"),
            "curriculum",
            "curriculum-card",
        ),
    ),
)
