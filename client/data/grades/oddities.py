"""Sheets that somebody should look at, and how the totals of one are spread."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from client.core.i18n import N_, _, names
from client.data.grades.words import short
from client.data.server.gateway import Gateway
from reports.common.table import Column, Table
from shared.charts.chart import Chart, Series

#: What is odd, with what it says.
KINDS = {
    "alike": N_("{component}: {points} for all {students} students"),
    "rounded": N_("{component}: nearly all of {students} students have multiples of five"),
    "jumps": N_("{students} of {of} students have a final far from their semester"),
    "far": N_("mean {mean}, in other sheets of the subject {others}"),
}
TENS = 10


class Oddity(NamedTuple):
    """A sheet and what is odd about it."""

    sheet_id: int
    number: str
    subject: str
    students: str
    graders: str
    words: str


_ODDITIES = """
select o.sheet_id, s.number, b.name_uz, b.name_oz, b.name_ru, b.name_en, s.name, o.kind, o.details,
       array(select distinct e.full_name from grades.grader g join employees.employee e on e.id = g.employee_id
              where g.sheet_id = s.id order by 1)
  from grades.oddities(:term) o
  join grades.sheet s on s.id = o.sheet_id
  join subjects.subject b on b.id = s.subject_id
 order by o.kind, b.name_uz, s.name
"""
_TOTALS = """
select least(9, floor(l.total * 10 / s.maximum))::integer, count(*)
  from grades.line l
  join grades.sheet s on s.id = l.sheet_id
 where l.sheet_id = :sheet and l.total is not null
 group by 1
"""


def oddities(gateway: Gateway, term_id: int) -> list[Oddity]:
    """Return the sheets of a term that are odd, kind by kind."""
    return [
        Oddity(
            row[0], row[1], names(*row[2:6]), row[6], ", ".join(map(names, row[9])), _words(row[7], row[8])
        )
        for row in gateway.rows(_ODDITIES, term=term_id)
    ]


def spread(gateway: Gateway, sheet_id: int) -> Chart:
    """Return how many students have which tenth of the highest total."""
    found = {row[0]: row[1] for row in gateway.rows(_TOTALS, sheet=sheet_id)}
    categories = tuple(f"{TENS * place}–{TENS * (place + 1)}" for place in range(TENS))
    values = tuple(float(found.get(place, 0)) for place in range(TENS))
    return Chart(
        "bars",
        _("Totals of the sheet"),
        _("Points, %"),
        categories,
        (Series(_("Students"), values),),
        _("students"),
    )


def as_table(found: list[Oddity]) -> Table:
    """Return the list on paper."""
    columns = tuple(map(Column, (_("Number"), _("Subject"), _("Students"), _("What is odd"), _("Graders"))))
    rows = [(each.number, each.subject, each.students, each.words, each.graders) for each in found]
    footer = _(
        "It proves nothing: it shows where to look. {count} sheets.",
        count=len({each.sheet_id for each in found}),
    )
    return Table(_("Odd grade sheets"), (), columns, rows, footer=footer)


def _words(kind: str, details: Mapping[str, Any]) -> str:
    values = {
        name: short(str(value)) if name == "component" else str(value).replace(".", ",")
        for name, value in details.items()
    }
    return _(KINDS[kind], **values)
