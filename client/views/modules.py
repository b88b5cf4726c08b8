"""The menu: an explicit list, in the order and with the words of the national system."""

from client.core.i18n import N_
from client.core.roles import ROLES
from client.views import (
    curriculum,
    documents,
    employees,
    imports,
    infrastructure,
    structure,
    students,
    subjects,
    teaching,
    timetable,
)
from client.views.shell.my_account import MyAccount
from client.views.shell.start import StartPage
from client.views.system.backups import Backups
from client.views.system.classifiers import Classifiers
from client.views.system.configuration import Configuration
from client.views.system.employee_account import EmployeeAccount
from client.views.system.explain import Explain
from client.views.system.journals import CHANGES, READINGS, SIGN_INS
from client.views.system.people import ACCOUNTS, REQUESTS, RIGHTS
from client.widgets.list_window import listed
from client.widgets.windows import PREFIX, Module, Window

__all__ = ["MODULES", "Module", "Window"]

EVERYBODY = tuple(role.removeprefix(PREFIX) for role in ROLES)

FRAME = Module(
    "frame",
    "",
    "",
    (
        Window("start", N_("Start page"), EVERYBODY, StartPage, "home"),
        Window("my-account", N_("My account"), EVERYBODY, MyAccount, "account", listed=False),
    ),
)
RECORDS = Module("records", N_("Academic archive"), "documents", documents.WINDOWS)
SYSTEM = Module(
    "system",
    N_("System"),
    "system",
    (
        Window("account", N_("Accounts and rights"), ("admin", "hr"), listed(ACCOUNTS), "account"),
        Window("role", N_("Roles of people"), ("admin", "hr"), listed(RIGHTS), "rights"),
        Window("request", N_("Requests for a second person"), ("admin", "hr"), listed(REQUESTS), "check"),
        Window("explain", N_("Why is a record seen or not"), ("admin",), Explain, "why"),
        Window("sign-in", N_("Sign-in history"), ("admin",), listed(SIGN_INS), "sign-in"),
        Window("reading", N_("Readings of private data"), ("admin",), listed(READINGS), "why"),
        Window("change", N_("Change journal"), ("admin",), listed(CHANGES), "log"),
        Window("configuration", N_("Settings of the university"), ("admin",), Configuration, "settings"),
        Window("classifier", N_("Classifiers"), ("admin", "academic_office"), Classifiers, "classifiers"),
        Window("backup", N_("Backups"), ("admin",), Backups, "backup"),
        Window(
            "employee-account",
            N_("Sign-in account"),
            ("admin", "hr"),
            EmployeeAccount,
            "account",
            listed=False,
        ),
    ),
)

STRUCTURE = Module("structure", N_("Structure of the university"), "structure", structure.WINDOWS)
EMPLOYEES = Module("employees", N_("Employees"), "employees", (*employees.WINDOWS, *imports.OF_EMPLOYEES))
STUDENTS = Module("students", N_("Students"), "students", (*students.WINDOWS, *imports.OF_STUDENTS))
SUBJECTS = Module("subjects", N_("Base of subjects"), "subjects", subjects.WINDOWS)
CURRICULUM = Module(
    "curriculum",
    N_("Study process"),
    "curriculum",
    (*curriculum.WINDOWS, *teaching.WINDOWS, *timetable.WINDOWS),
)
INFRASTRUCTURE = Module("infrastructure", N_("Infrastructure"), "infrastructure", infrastructure.WINDOWS)

MODULES = (FRAME, STRUCTURE, EMPLOYEES, STUDENTS, SUBJECTS, CURRICULUM, INFRASTRUCTURE, RECORDS, SYSTEM)
