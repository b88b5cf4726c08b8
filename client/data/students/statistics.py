"""Students and groups counted for start pages."""

from client.core.i18n import N_
from client.data.records.crossing import Crossing
from client.data.records.list_filters import Filter
from shared.codes import IN_CONTINGENT
from shared.models.students import Group, Student

LIST, BASE, GROUPS = "student-contingent", "student", "group"
CONTINGENT = (Filter("status", "one_of", IN_CONTINGENT),)
#: A row that was merged into another one is found by searching everywhere (Ctrl+K), and points to that one.
UNMERGED = Filter("merged_into", "empty")
PEOPLE = N_("students")

BY_COURSE_AND_FORM = Crossing(
    N_("Students by year of study and form"), PEOPLE, Student, CONTINGENT, LIST, "course", "education_form"
)
BY_COURSE_AND_SEX = Crossing(
    N_("Students by year of study and sex"), PEOPLE, Student, CONTINGENT, LIST, "course", "gender"
)
BY_FACULTY_AND_SEX = Crossing(
    N_("Students by faculty and sex"), PEOPLE, Student, CONTINGENT, LIST, "faculty", "gender"
)
BY_COURSE_AND_PAYMENT = Crossing(
    N_("Students by year of study and payment"), PEOPLE, Student, CONTINGENT, LIST, "course", "payment_form"
)
BY_GROUP_AND_SEX = Crossing(N_("Students of my groups"), PEOPLE, Student, CONTINGENT, LIST, "group", "gender")
BY_STATUS = Crossing(N_("Students by status"), PEOPLE, Student, (UNMERGED,), BASE, "status", kind="bars")
GROUPS_BY_ENTRY = Crossing(
    N_("Groups by entry year and form"),
    N_("groups"),
    Group,
    (Filter("active", "equals", (True,)),),
    GROUPS,
    "entry_year",
    "education_form",
)
