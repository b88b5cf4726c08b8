"""Employees: the base, the staff by positions, teachers, their status, degrees and ranks."""

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.quick_search import Search
from client.data.records.start_blocks import Read, StartBlock
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window
from shared.models.employees import Employee, Position

HEADING = "employees"
OFFICE = ("hr",)
#: Who reads cards, each role as far as its rights go: the university, the faculty, the department.
READERS = ("hr", "academic_office", "faculty", "department_head", "management")
STAFF = ("employees.employee", "employees.card")


def employee() -> Make:
    from client.views.employees.lists import EMPLOYEES

    return listed(EMPLOYEES)


def direction() -> Make:
    from client.views.employees.lists import STAFF

    return listed(STAFF)


def teacher() -> Make:
    from client.views.employees.lists import TEACHERS

    return listed(TEACHERS)


def employee_status() -> Make:
    from client.views.employees.lists import STATUSES

    return listed(STATUSES)


def academic_degree() -> Make:
    from client.views.employees.lists import DEGREES

    return listed(DEGREES)


def tutor_group() -> Make:
    from client.views.employees.tutors import TUTORS

    return listed(TUTORS)


def employee_card() -> Make:
    from client.views.employees.card import employee_card

    return employee_card


def by_degree_and_sex() -> Read:
    from client.data.employees.statistics import BY_DEGREE_AND_SEX

    return BY_DEGREE_AND_SEX


def by_kind_and_status() -> Read:
    from client.data.employees.statistics import BY_KIND_AND_STATUS

    return BY_KIND_AND_STATUS


MODULE = Module(
    windows=(
        Window("employee", N_("Base of employees"), HEADING, READERS, employee, "employees"),
        Window(
            "direction", N_("List of employees"), HEADING, (*READERS, "accounting"), direction, "employees"
        ),
        Window("teacher", N_("List of teachers"), HEADING, READERS, teacher, "employees"),
        Window("employee-status", N_("Status of teachers"), HEADING, OFFICE, employee_status, "employees"),
        Window("academic-degree", N_("Degrees and ranks"), HEADING, OFFICE, academic_degree, "award"),
        Window("tutor-group", N_("Groups of tutors"), HEADING, ("faculty",), tutor_group, "group"),
        Window("employee-card", N_("Employee"), HEADING, READERS, employee_card, "employees", listed=False),
    ),
    counters=(
        Counter(
            N_("Positions that end within 30 days"),
            "time",
            Position,
            (),
            "direction",
            ("hr",),
            ("ends_on", 30),
        ),
    ),
    blocks=(
        StartBlock(STAFF, "employee", ("hr", "management"), by_degree_and_sex),
        StartBlock(STAFF, "employee", ("hr",), by_kind_and_status),
    ),
    searches=(
        Search(
            Employee,
            ("full_name", "number"),
            ("full_name", "number"),
            N_("employee"),
            "employees",
            "employee-card",
        ),
    ),
)
