"""The study process: years, terms, pairs, marking, and the curricula with all that belongs to them."""

from client.core.i18n import N_
from client.views.curriculum.compare import Compare
from client.views.curriculum.marking import GRADE_TYPES, SHEET_TYPES, SYSTEMS, system_card
from client.views.curriculum.parts import BLOCKS, COURSES, GROUPS, SEMESTERS, semester_card
from client.views.curriculum.plan_card import plan_card
from client.views.curriculum.plans import PLANS
from client.views.curriculum.registration import Registration
from client.views.curriculum.years import HOLIDAYS, PAIRS, YEARS, year_card
from client.widgets.list_window import listed
from client.widgets.windows import Window

OFFICE = ("academic_office",)
YEAR_KEEPERS = (*OFFICE, "admin")
KEEPERS = ("faculty", *OFFICE)
READERS = (*KEEPERS, "registrar", "management")
#: A head and a teacher read the subjects that are theirs in whatever plan.
COURSE_READERS = (*READERS, "department_head", "teacher")

WINDOWS = (
    Window("education-year", N_("Academic years"), YEAR_KEEPERS, listed(YEARS), "calendar"),
    Window("academic-year", N_("Academic year"), YEAR_KEEPERS, year_card, "calendar", listed=False),
    Window("holiday", N_("Days without lessons"), YEAR_KEEPERS, listed(HOLIDAYS), "holiday"),
    Window("curriculum", N_("Curricula"), READERS, listed(PLANS), "curriculum"),
    Window("curriculum-card", N_("Curriculum"), READERS, plan_card, "curriculum", listed=False),
    Window("curriculum-compare", N_("Compare curricula"), READERS, Compare, "compare", listed=False),
    Window("semester", N_("Semesters"), KEEPERS, listed(SEMESTERS), "calendar"),
    Window("semester-card", N_("Semester"), KEEPERS, semester_card, "calendar", listed=False),
    Window("curriculum-block", N_("Blocks of subjects"), KEEPERS, listed(BLOCKS), "subjects"),
    Window("course", N_("Subjects of curricula"), COURSE_READERS, listed(COURSES), "subject"),
    Window("group-curriculum", N_("Curricula of groups"), KEEPERS, listed(GROUPS), "group"),
    Window("student-register", N_("Registration to subjects"), KEEPERS, Registration, "students"),
    Window("marking-system", N_("Marking systems"), OFFICE, listed(SYSTEMS), "marking"),
    Window("marking-system-card", N_("Marking system"), OFFICE, system_card, "marking", listed=False),
    Window("grade-type", N_("Types of grades"), OFFICE, listed(GRADE_TYPES), "marking"),
    Window("rating-grade", N_("Types of grade sheets"), OFFICE, listed(SHEET_TYPES), "documents"),
    Window("lesson-pair", N_("Pairs"), OFFICE, listed(PAIRS), "time"),
)
