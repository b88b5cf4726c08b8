"""Employees: the base, the staff by positions, teachers, their status, degrees and ranks."""

from client.core.i18n import N_
from client.views.employees.card import employee_card
from client.views.employees.lists import DEGREES, EMPLOYEES, STAFF, STATUSES, TEACHERS
from client.views.employees.tutors import TUTORS
from client.widgets.list_window import listed
from client.widgets.windows import Window

OFFICE = ("hr",)
#: Who reads cards, each role as far as its rights go: the university, the faculty, the department.
READERS = ("hr", "academic_office", "faculty", "department_head", "management")

WINDOWS = (
    Window("employee", N_("Base of employees"), READERS, listed(EMPLOYEES), "employees"),
    Window("direction", N_("List of employees"), (*READERS, "accounting"), listed(STAFF), "employees"),
    Window("teacher", N_("List of teachers"), READERS, listed(TEACHERS), "employees"),
    Window("employee-status", N_("Status of teachers"), OFFICE, listed(STATUSES), "employees"),
    Window("academic-degree", N_("Degrees and ranks"), OFFICE, listed(DEGREES), "award"),
    Window("tutor-group", N_("Groups of tutors"), ("faculty",), listed(TUTORS), "group"),
    Window("employee-card", N_("Employee"), READERS, employee_card, "employees", listed=False),
)
