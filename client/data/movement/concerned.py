"""Whom an act concerns: who must, who may, who is overdue, and in which order somebody stands already."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from client.core.i18n import N_, _
from client.data.movement.orders import COURSES, STATUSES
from client.data.records.catalogue import Catalogue
from client.data.server.gateway import Gateway
from client.data.students.found import listed
from reports.common.table import Column, Table
from shared.numbers import exact

MUST, MAY, OVERDUE, NOT, DONE = "must", "may", "overdue", "not", "done"
STANDINGS = {
    MUST: N_("must"),
    MAY: N_("may"),
    OVERDUE: N_("overdue"),
    NOT: N_("may not yet"),
    DONE: N_("as it should be"),
}
ORDER = (OVERDUE, MUST, MAY, NOT, DONE)


class Concerned(NamedTuple):
    """A student whom an act concerns."""

    student_id: int
    name: str
    #: The folded words by which one is found.
    sought: tuple[str, ...]
    number: str
    group: str
    course: str
    status: str
    standing: str
    gpa: Decimal | None
    debts: int | None
    hours: int | None
    until: date | None
    decree_id: int | None


_CONCERNED = """
select c.student_id, s.full_name, s.number, coalesce(g.name, ''),
       (select string_agg(f.full_name, ' ') from students.former_name f where f.student_id = s.id),
       s.course, s.status, c.standing, c.gpa, c.debts,
       c.hours, c.until, c.decree_id
  from movement.concerned(:act, :faculty) c
  join students.student s on s.id = c.student_id
  left join students."group" g on g.id = s.group_id
 order by s.sort_key, s.id
"""


def concerned(gateway: Gateway, act: str, faculty_id: int | None) -> list[Concerned]:
    """Return the students of a faculty, or of all that one reads, the urgent ones first."""
    found = [Concerned(*listed(row)) for row in gateway.rows(_CONCERNED, act=act, faculty=faculty_id)]
    return sorted(found, key=lambda each: ORDER.index(each.standing))


def as_table(found: Sequence[Concerned], catalogue: Catalogue, title: str) -> Table:
    """Return the list on paper; columns that are empty for everybody are left out."""
    cells = (
        (Column(_("Student")), [each.name for each in found]),
        (Column(_("Student number")), [each.number for each in found]),
        (Column(_("Group")), [each.group for each in found]),
        (Column(_("Year of study")), [catalogue.label(COURSES, each.course) for each in found]),
        (Column(_("Status")), [catalogue.label(STATUSES, each.status) for each in found]),
        (Column(_("Standing")), [_(STANDINGS[each.standing]) for each in found]),
        (
            Column(_("GPA of the year"), numeric=True),
            ["" if each.gpa is None else exact(each.gpa) for each in found],
        ),
        (Column(_("Debts"), numeric=True), ["" if each.debts is None else str(each.debts) for each in found]),
        (
            Column(_("Unexcused hours"), numeric=True),
            ["" if each.hours is None else str(each.hours) for each in found],
        ),
        (Column(_("Day")), [f"{each.until:%d.%m.%Y}" if each.until else "" for each in found]),
        (Column(_("Order")), [_("in an order") if each.decree_id else "" for each in found]),
    )
    kept = [pair for place, pair in enumerate(cells) if place < FIXED or any(pair[1])]
    rows = list(zip(*(texts for _column, texts in kept), strict=True))
    counts = {name: sum(each.standing == name for each in found) for name in ORDER}
    told = [f"{_(STANDINGS[name])}: {many}" for name, many in counts.items() if many]
    footer = " · ".join((_("Students: {count}", count=len(found)), *told))
    return Table(title, (), tuple(column for column, _texts in kept), rows, footer=footer if found else "")


#: The columns that always stand.
FIXED = 6
