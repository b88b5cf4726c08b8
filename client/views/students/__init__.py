"""Students: specialties, qualifications, groups, the student base and list, enrolment, awards."""

from client.core.i18n import N_
from client.views.students.awards import AWARDS
from client.views.students.card import student_card
from client.views.students.enrolment import Enrolment
from client.views.students.groups import GROUPS
from client.views.students.lists import BASE, CONTINGENT
from client.views.students.programmes import QUALIFICATIONS, SPECIALTIES
from client.widgets.list_window import listed
from client.widgets.windows import Window

KEEPERS = ("faculty",)
OFFICES = ("faculty", "academic_office", "registrar")
#: Who reads students, each role as far as its rights go: the university, the faculty, the own groups.
READERS = (*OFFICES, "tutor", "accounting", "marketing", "management", "hr")

WINDOWS = (
    Window("special", N_("Specialties"), (*OFFICES, "admin"), listed(SPECIALTIES), "specialty"),
    Window("student", N_("Student base"), OFFICES, listed(BASE), "students"),
    Window("group", N_("Academic groups"), READERS, listed(GROUPS), "group"),
    Window("student-fixed", N_("Registration of students"), KEEPERS, Enrolment, "add"),
    Window(
        "student-contingent",
        N_("Student list"),
        READERS,
        listed(CONTINGENT),
        "students",
    ),
    Window("student-award", N_("Awards of students"), OFFICES, listed(AWARDS), "award"),
    Window("qualification", N_("Qualifications"), (*OFFICES, "admin"), listed(QUALIFICATIONS), "specialty"),
    Window("student-card", N_("Student"), READERS, student_card, "students", listed=False),
)
