"""What the students were on a day: the faculties with their states, and the students of one."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from client.core.i18n import _, names
from client.data.movement.orders import COURSES, PAYMENTS, SEMESTERS, STATUSES
from client.data.records.catalogue import Catalogue
from client.data.server.gateway import Gateway
from client.data.students.found import by_words, listed
from reports.common.table import Column, Table

LISTS = (STATUSES, COURSES, SEMESTERS, PAYMENTS)


class WasStudent(NamedTuple):
    """What a student was on a day."""

    student_id: int
    name: str
    #: The folded words by which one is found.
    sought: tuple[str, ...]
    number: str
    group: str
    course: str
    semester: str
    status: str
    payment: str
    since: date


_STUDENTS = """
select p.student_id, s.full_name, s.number, coalesce(g.name, ''),
       (select string_agg(f.full_name, ' ') from students.former_name f where f.student_id = s.id),
       p.course, p.semester, p.status, p.payment_form,
       p.starts_on
  from movement.as_of(:day) p
  join students.student s on s.id = p.student_id
  left join students."group" g on g.id = p.group_id
 where p.faculty_id = :faculty
 order by s.sort_key, s.id
"""
_COUNTS = """
select h.faculty_id, u.name_uz, u.name_oz, u.name_ru, u.name_en, h.status, h.students
  from movement.headcount(:day) h
  join structure.unit u on u.id = h.faculty_id
 order by u.code, h.status
"""


def students_on(gateway: Gateway, day: date, faculty_id: int) -> list[WasStudent]:
    """Return the students of a faculty as they were on a day."""
    rows = gateway.rows(_STUDENTS, day=day, faculty=faculty_id)
    return [WasStudent(*listed(row)) for row in rows]


def matching(found: Sequence[WasStudent], status: str, typed: str) -> list[WasStudent]:
    """Return those of a status in whose name, number or group every word begins a word."""
    return [each for each in by_words(found, typed) if not status or each.status == status]


def as_table(found: Sequence[WasStudent], catalogue: Catalogue, day: date) -> Table:
    """Return the students on paper."""
    columns = (
        Column(_("Student")), Column(_("Student number")), Column(_("Group")), Column(_("Year of study")),
        Column(_("Semester")), Column(_("Status")), Column(_("Payment form")), Column(_("Since")),
    )  # fmt: skip
    rows = [
        (
            each.name, each.number, each.group, catalogue.label(COURSES, each.course),
            catalogue.label(SEMESTERS, each.semester), catalogue.label(STATUSES, each.status),
            catalogue.label(PAYMENTS, each.payment), f"{each.since:%d.%m.%Y}",
        )
        for each in found
    ]  # fmt: skip
    return Table(title_on(day), (), columns, rows, footer=_("Students: {count}", count=len(found)))


def faculties_on(gateway: Gateway, catalogue: Catalogue, day: date) -> tuple[Table, list[int]]:
    """Return how many students of each status every faculty had on a day, and the faculties of the rows."""
    catalogue.ensure(LISTS)
    counts: dict[int, dict[str, int]] = {}
    called: dict[int, str] = {}
    for faculty, *name, status, students in gateway.rows(_COUNTS, day=day):
        called[faculty] = names(*name)
        counts.setdefault(faculty, {})[status] = students
    statuses = sorted({status for each in counts.values() for status in each})
    columns = (
        Column(_("Faculty")),
        *(Column(catalogue.label(STATUSES, each), numeric=True) for each in statuses),
        Column(_("Total"), numeric=True),
    )
    rows = [
        (called[faculty], *(str(each.get(status, 0)) for status in statuses), str(sum(each.values())))
        for faculty, each in counts.items()
    ]
    whole = sum(sum(each.values()) for each in counts.values())
    return Table(title_on(day), (), columns, rows, footer=_("Students: {count}", count=whole)), list(counts)


def title_on(day: date) -> str:
    """Return what the list of a day is called."""
    return _("State of students on {day}", day=f"{day:%d.%m.%Y}")
