"""Tizim: accounts and rights, journals, classifiers, settings, backups."""

from client.core.i18n import N_
from client.data.records.counters import Counter
from client.data.records.list_filters import Filter
from client.data.records.start_blocks import Read, StartBlock
from client.widgets.contribution import Module
from client.widgets.list_window import listed
from client.widgets.windows import Make, Window
from shared.models.security import Account, Request

HEADING = "system"
SERVER = ("system.backup", "system.ended_session")

LIVE = Filter("ended_at", "empty")


def account() -> Make:
    from client.views.system.people import ACCOUNTS

    return listed(ACCOUNTS)


def role() -> Make:
    from client.views.system.people import RIGHTS

    return listed(RIGHTS)


def request() -> Make:
    from client.views.system.people import REQUESTS

    return listed(REQUESTS)


def explanation() -> Make:
    from client.views.system.explain import Explain

    return Explain


def sign_in() -> Make:
    from client.views.system.journals import SIGN_INS

    return listed(SIGN_INS)


def reading() -> Make:
    from client.views.system.journals import READINGS

    return listed(READINGS)


def ended_session() -> Make:
    from client.views.system.journals import ENDED

    return listed(ENDED)


def change() -> Make:
    from client.views.system.journals import CHANGES

    return listed(CHANGES)


def university_settings() -> Make:
    from client.views.system.configuration import Configuration

    return Configuration


def classifier() -> Make:
    from client.views.system.classifiers import Classifiers

    return Classifiers


def backup() -> Make:
    from client.views.system.backups import Backups

    return Backups


def account_of_employee() -> Make:
    from client.views.system.employee_account import EmployeeAccount

    return EmployeeAccount


def server_state() -> Read:
    from client.data.system.statistics import server_state

    return server_state


def sign_ins_by_day() -> Read:
    from client.data.system.statistics import SIGN_INS_BY_DAY

    return SIGN_INS_BY_DAY


MODULE = Module(
    windows=(
        Window("account", N_("Accounts and rights"), HEADING, ("admin", "hr"), account, "account"),
        Window("role", N_("Roles of people"), HEADING, ("admin", "hr"), role, "rights"),
        Window("request", N_("Requests for a second person"), HEADING, ("admin", "hr"), request, "check"),
        Window("explain", N_("Why is a record seen or not"), HEADING, ("admin",), explanation, "why"),
        Window("sign-in", N_("Sign-in history"), HEADING, ("admin",), sign_in, "sign-in"),
        Window("reading", N_("Readings of private data"), HEADING, ("admin",), reading, "why"),
        Window("ended-session", N_("Ended sessions"), HEADING, ("admin",), ended_session, "log"),
        Window("change", N_("Change journal"), HEADING, ("admin",), change, "log"),
        Window(
            "configuration",
            N_("Settings of the university"),
            HEADING,
            ("admin",),
            university_settings,
            "settings",
        ),
        Window(
            "classifier", N_("Classifiers"), HEADING, ("admin", "academic_office"), classifier, "classifiers"
        ),
        Window("backup", N_("Backups"), HEADING, ("admin",), backup, "backup"),
        Window(
            "employee-account",
            N_("Sign-in account"),
            HEADING,
            ("admin", "hr"),
            account_of_employee,
            "account",
            listed=False,
        ),
    ),
    counters=(
        Counter(
            N_("Requests for a second person"),
            "check",
            Request,
            (Filter("decided_at", "empty"),),
            "request",
            ("hr", "admin"),
        ),
        Counter(
            N_("First passwords not changed yet"),
            "key",
            Account,
            (Filter("must_change_password", "equals", (True,)), LIVE),
            "account",
            ("hr", "admin"),
        ),
    ),
    blocks=(
        StartBlock(SERVER, "backup", ("admin",), server_state),
        StartBlock(("security.sign_in",), "sign-in", ("admin",), sign_ins_by_day),
    ),
)
