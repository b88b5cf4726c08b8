"""How diplomas stand: one row for each, and one for each graduate who has none yet."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from client.core.i18n import N_, _, names
from client.data.server.gateway import Gateway
from reports.common.table import Column, Table
from shared.codes import DiplomaCategory
from shared.models.blanks import CATEGORIES
from shared.models.diplomas import ACCEPTED, ASKED, CANCELLED, CAUSES, DRAFT, ISSUED, PREPARED, PRINTED
from shared.names import words

NONE, TO_PREPARE, TO_PRINT = "none", "to_prepare", "to_print"
#: How a diploma stands: what has to be done next, and by whom.
STANDINGS = {
    NONE: N_("no draft yet"),
    DRAFT: N_("draft"),
    ACCEPTED: N_("accepted, no order yet"),
    TO_PREPARE: N_("to prepare"),
    ASKED: N_("to be taken back?"),
    PREPARED: N_("to sign"),
    TO_PRINT: N_("to print"),
    PRINTED: N_("to hand out"),
    ISSUED: N_("issued"),
    CANCELLED: N_("cancelled"),
}
#: What is done with; the window begins without them.
DONE = (ISSUED, CANCELLED)
CATEGORY = {"honours": DiplomaCategory.HONOURS, "ordinary": DiplomaCategory.ORDINARY}
_DIPLOMAS = """
select d.id, d.student_id, d.student_name, d.student_number, coalesce(d.group_name, ''), d.category, d.year,
       case when d.state = 'accepted' and a.decree_id is not null then 'to_prepare'
            when d.state = 'prepared' and d.signature is not null then 'to_print' else d.state end,
       coalesce(d.register_number, ''), coalesce(d.number, ''), d.registered_on, d.issued_on, coalesce(d.issued_to, ''),
       coalesce(d.cause, ''), d.duplicate_of_id is not null,
       case when d.state <> 'cancelled' and d.student_name <> s.full_name then s.full_name end
  from diplomas.diploma d
  join graduation.acceptance a on a.id = d.acceptance_id
  join students.student s on s.id = d.student_id
 where :everywhere or d.faculty_id = :faculty
 order by d.group_name nulls last, s.sort_key, d.id
"""
_WITHOUT = """
select a.student_id, a.student_name, a.student_number, coalesce(a.group_name, ''),
       case when a.honours then cast(:honours as text) else :ordinary end,
       extract(year from a.accepted_at at time zone 'Asia/Tashkent')::integer
  from graduation.acceptance a
  join students.student s on s.id = a.student_id
 where a.state = 'accepted' and (:everywhere or a.faculty_id = :faculty)
   and not exists (select from diplomas.diploma d where d.student_id = a.student_id and d.state <> 'cancelled')
 order by a.group_name nulls last, s.sort_key, a.id
"""


class Row(NamedTuple):
    """A diploma, or a graduate without one: then `id` is none."""

    id: int | None
    student_id: int
    name: str
    #: The folded words by which one is found.
    sought: tuple[str, ...]
    number: str
    group: str
    category: str
    year: int
    standing: str
    register_number: str = ""
    blank: str = ""
    day: str = ""
    about: str = ""


def read(gateway: Gateway, faculty_id: int | None) -> list[Row]:
    """Return the diplomas of a faculty, or of all that one reads; before them the graduates who have none."""
    where = {"everywhere": faculty_id is None, "faculty": faculty_id}
    without = [
        Row(None, key, names(name), words(f"{name} {number} {group}"), number, group, category, year, NONE)
        for key, name, number, group, category, year in gateway.rows(_WITHOUT, **where, **CATEGORY)
    ]
    return [*without, *(_diploma(row) for row in gateway.rows(_DIPLOMAS, **where))]


def counted(rows: Sequence[Row]) -> dict[str, int]:
    """Return how many stand in each way, in the order of the work."""
    counts = Counter(each.standing for each in rows)
    return {standing: counts[standing] for standing in STANDINGS if counts[standing]}


def as_table(found: Sequence[Row], title: str) -> Table:
    """Return the rows on paper."""
    columns = (
        Column(_("Student")), Column(_("Student number")), Column(_("Group")), Column(_("Category")),
        Column(_("State")),
        Column(_("Register number")), Column(_("Number")), Column(_("Day")), Column(_("To be known")),
    )  # fmt: skip
    rows = [
        (
            each.name, each.number, each.group, _(CATEGORIES[each.category]), _(STANDINGS[each.standing]),
            each.register_number, each.blank, each.day, each.about,
        )
        for each in found
    ]  # fmt: skip
    return Table(title, (), columns, rows)


def _diploma(row: Sequence[Any]) -> Row:
    (
        key,
        student,
        name,
        number,
        group,
        category,
        year,
        standing,
        register,
        blank,
        registered,
        issued,
        to,
        *rest,
    ) = row
    cause, copy, now = rest
    parts = (
        _("called {name} now", name=names(now)) if now else "",
        _("duplicate") if copy else "",
        _(CAUSES[cause]) if cause else "",
        _("handed to {person}", person=names(to)) if to and to != name else "",
    )
    sought = words(" ".join((name, now or "", number, group, register, blank)))
    day = f"{issued or registered:%d.%m.%Y}" if issued or registered else ""
    return Row(
        key, student, names(name), sought, number, group, category, year, standing, register, blank, day,
        "; ".join(filter(None, parts)),
    )  # fmt: skip
