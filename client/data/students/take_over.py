"""The take-over of those who are here when the program begins: how they stand, whether it is closed, closing it."""

from collections.abc import Mapping, Sequence

from client.core.i18n import N_, _
from client.data.records.list_filters import Filter
from client.data.records.settled import NOTHING, Settled
from client.data.server.gateway import Gateway, Verbs
from reports.common.table import Column, Table
from shared.codes import WITH_GROUP, StudentStatus

STUDENTS = "students"
FINDINGS = {
    STUDENTS: N_("Students in the database"),
    "without_group": N_("study and have no group"),
    "other_semester": N_("their semester is not one of their year of study"),
    "without_pinfl": N_("have no PINFL"),
    "applied": N_("applied: an order of enrolment makes students of them"),
    "without_period": N_("have no state in the time line"),
}
#: The filters of the list of students that shows whom a finding counts, where there are some.
FILTERS: Mapping[str, Sequence[Filter]] = {
    STUDENTS: (),
    "without_group": (Filter("status", "equals", WITH_GROUP), Filter("group", "empty")),
    "applied": (Filter("status", "equals", (StudentStatus.APPLIED,)),),
}
NAMES = Settled(
    frozenset({"surname", "given_name", "patronymic", "cyrillic_name"}),
    N_("The name changes by an order only; the window “Change of surname or name” drafts it."),
)
_NAMED = (
    "select exists (select from students.take_over)"
    " and exists (select from students.student s where s.id = :student and s.status <> :applied)"
)
_REPORT = "select r.finding, r.students from movement.take_over_report() r"


def is_closed(verbs: Verbs) -> bool:
    """Tell whether whoever is entered is applied and has no group."""
    return bool(verbs.scalar("select exists (select from students.take_over)"))


def settled_name(gateway: Gateway, student_id: int) -> Settled:
    """Return the fields of the name once an order alone changes it."""
    by_order = gateway.scalar(_NAMED, student=student_id, applied=StudentStatus.APPLIED)
    return NAMES if by_order else NOTHING


def report(gateway: Gateway) -> dict[str, int]:
    """Return how many students there are, and how many lack something."""
    return dict(gateway.rows(_REPORT))


def close(gateway: Gateway, seen: int) -> None:
    """Close the take-over for good; `seen` is the number of students that was looked at."""
    gateway.call("movement.close_take_over", seen)


def as_table(found: Mapping[str, int], title: str) -> Table:
    """Return the findings on paper."""
    rows = [(_(name), str(found.get(code, 0))) for code, name in FINDINGS.items()]
    return Table(title, (), (Column(_("Finding")), Column(_("Students"), numeric=True)), rows, footer="")
