"""What a role looks at first: counts of records in a state that somebody should attend to, and of all its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from client.core import clock
from client.core.i18n import N_
from client.data.records.list_filters import Filter
from client.data.records.listing import ListQuery
from client.data.records.rights import rights
from client.data.server.gateway import Gateway
from shared.codes import IN_CONTINGENT, WITH_GROUP
from shared.models.employees import Employee, Position
from shared.models.imports import Run
from shared.models.record import Record
from shared.models.security import Account, Request
from shared.models.students import Group, Student
from shared.models.timetable import Examination, Lesson, Version

OF_A_GROUP = Filter("status", "one_of", WITH_GROUP)
CONTINGENT = Filter("status", "one_of", IN_CONTINGENT)
LIVE = Filter("ended_at", "empty")
REFUSED = (Filter("refused", "between", (1, None)), Filter("undone_at", "empty"))
STUDENTS, EMPLOYEES = (Filter("kind", "equals", (kind,)) for kind in ("students", "employees"))
IN_USE = Filter("active", "equals", (True,))
READERS = ("academic_office", "faculty", "registrar", "tutor", "accounting", "marketing", "management", "hr")


@dataclass(frozen=True)
class Waiting:
    """One counter: whose it is, what it counts, and the window that shows the list behind it."""

    title: str
    icon: str
    model: type[Record]
    filters: tuple[Filter, ...]
    window: str
    roles: tuple[str, ...]
    #: A day that comes within so many days: (column, days).
    soon: tuple[str, int] | None = None
    #: Whether somebody has to do something about it, or it is only good to know.
    urgent: bool = True
    #: Whether the window begins with the filters or shows everything it has.
    narrows: bool = True

    @property
    def relation(self) -> str:
        """The table whose changes change the count."""
        return self.model.__table__.fullname

    def conditions(self) -> tuple[Filter, ...]:
        """Return the filters as of today."""
        if self.soon is None:
            return self.filters
        column, days = self.soon
        today = clock.today()
        limits = (today.isoformat(), (today + timedelta(days=days)).isoformat())
        return (*self.filters, Filter(column, "between", limits))


WAITING = (
    Waiting(
        N_("Requests for a second person"),
        "check",
        Request,
        (Filter("decided_at", "empty"),),
        "request",
        ("hr", "admin"),
    ),
    Waiting(
        N_("First passwords not changed yet"),
        "key",
        Account,
        (Filter("must_change_password", "equals", (True,)), LIVE),
        "account",
        ("hr", "admin"),
    ),
    Waiting(
        N_("Positions that end within 30 days"), "time", Position, (), "direction", ("hr",), ("ends_on", 30)
    ),
    Waiting(
        N_("Students without a group"),
        "warning",
        Student,
        (OF_A_GROUP, Filter("group", "empty")),
        "student",
        ("faculty", "academic_office"),
    ),
    Waiting(
        N_("Imports with refused rows"),
        "import",
        Run,
        (EMPLOYEES, *REFUSED),
        "employee-import-history",
        ("hr",),
        narrows=False,
    ),
    Waiting(
        N_("Imports with refused rows"),
        "import",
        Run,
        (STUDENTS, *REFUSED),
        "student-import-history",
        ("faculty",),
        narrows=False,
    ),
    Waiting(
        N_("Finals without a day"),
        "calendar",
        Examination,
        (Filter("day", "empty"),),
        "exam-schedule-info",
        ("faculty", "academic_office"),
        narrows=False,
    ),
    Waiting(
        N_("Drafts of the timetable"),
        "calendar",
        Version,
        (Filter("published_at", "empty"),),
        "schedule-versions",
        ("faculty", "academic_office"),
        urgent=False,
    ),
    Waiting(
        N_("My lessons in the next seven days"),
        "calendar",
        Lesson,
        (Filter("state", "equals", ("planned",)),),
        "schedule-info-view",
        ("teacher",),
        ("day", 6),
        urgent=False,
        narrows=False,
    ),
    Waiting(
        N_("Students of the contingent"),
        "students",
        Student,
        (CONTINGENT,),
        "student-contingent",
        READERS,
        urgent=False,
    ),
    Waiting(N_("Groups in use"), "group", Group, (IN_USE,), "group", READERS, urgent=False),
    Waiting(
        N_("Employees who work here"),
        "employees",
        Employee,
        (IN_USE,),
        "employee",
        ("hr", "management", "academic_office"),
        urgent=False,
    ),
    Waiting(N_("Accounts in use"), "account", Account, (LIVE,), "account", ("admin",), urgent=False),
)


def waiting_for(role: str) -> tuple[Waiting, ...]:
    """Return the counters of a role."""
    return tuple(each for each in WAITING if role.removeprefix("hemis_") in each.roles)


def count(gateway: Gateway, counters: Iterable[Waiting]) -> list[tuple[Waiting, int]]:
    """Return how much of each there is; what the role may not read is left out."""
    return [
        (each, ListQuery(each.model, (), each.conditions()).count(gateway))
        for each in counters
        if rights(gateway, each.model).readable
    ]
