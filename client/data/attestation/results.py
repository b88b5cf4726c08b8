"""Results of the attestation added up by department, commission, supervisor or group, as far as one reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from client.core.i18n import N_, _, names
from client.data.server.gateway import Gateway
from reports.common.table import Column, Table
from shared.charts.chart import Chart, Series
from shared.numbers import exact

#: By what the rows are cut, with the column of a student before a commission that a row fixes.
CUTS = {
    "department": (N_("Department"), "department_id"),
    "commission": (N_("Attestation commission"), "commission_id"),
    "supervisor": (N_("Supervisor"), "supervisor_id"),
    "group": (N_("Group"), "group_id"),
}
MARKS = ("5", "4", "3", "2")
_NAMES = {
    "department": ("structure.unit", "n.name_uz, n.name_oz, n.name_ru, n.name_en"),
    "commission": ("attestation.commission", "n.name, null, null, null"),
    "supervisor": ("employees.employee", "n.full_name, null, null, null"),
    "group": ('students."group"', "n.name, null, null, null"),
}
_SUMS = """
select r.{column}, {names}, count(*), count(*) filter (where r.outcome in ('passed', 'failed')),
       count(*) filter (where r.outcome = 'passed'), count(*) filter (where r.state in ('absent', 'excused')),
       count(*) filter (where r.outcome = 'waiting'), round(avg(r.score) filter (where r.state = 'held'), 1),
       count(*) filter (where r.honours), {marks}
  from attestation.v_result r
  left join {table} n on n.id = r.{column}
 where r.year = :year and (:kind = '' or r.kind = :kind)
 group by r.{column}, {names}
 order by 2, 1
"""


@dataclass(frozen=True)
class Row:
    """The results of a department, a commission, a supervisor or a group."""

    key: int | None
    name: str
    students: int
    heard: int
    passed: int
    absent: int
    waiting: int
    mean: Decimal | None
    honours: int
    #: How many have each of `MARKS`.
    marks: tuple[int, ...]

    @property
    def quality(self) -> Decimal | None:
        """The share of fives and fours among those who were heard, in hundredths."""
        good = sum(self.marks[:2])
        return round(Decimal(good) * 100 / self.heard, 1) if self.heard else None


def by(gateway: Gateway, cut: str, year: int, kind: str) -> list[Row]:
    """Return the results of an academic year, a row for each of the cut."""
    table, named = _NAMES[cut]
    marks = ", ".join(f"count(*) filter (where r.state = 'held' and r.mark = '{each}')" for each in MARKS)
    statement = _SUMS.format(column=CUTS[cut][1], table=table, names=named.replace(", null", ""), marks=marks)
    width = named.replace(", null", "").count(",") + 1
    return [_row(row, width) for row in gateway.rows(statement, year=year, kind=kind)]


def _row(row: Sequence[Any], width: int) -> Row:
    key, named, rest = row[0], row[1 : 1 + width], row[1 + width :]
    name = names(*named) if named[0] else _("unknown")
    return Row(*(key, name, *rest[:7], tuple(rest[7:])))


def as_table(rows: Sequence[Row], cut: str, title: str) -> Table:
    """Return the results on paper, with the sum of all below."""
    heads = (
        _("Students"),
        _("Heard"),
        _("Passed"),
        *MARKS,
        _("Did not come"),
        _("Waiting"),
        _("Mean score"),
        _("Quality, %"),
        _("Honours"),
    )
    columns = (Column(_(CUTS[cut][0])), *(Column(each, numeric=True) for each in heads))
    cells = [
        (
            each.name,
            str(each.students),
            str(each.heard),
            str(each.passed),
            *map(str, each.marks),
            str(each.absent),
            str(each.waiting),
            _shown(each.mean),
            _shown(each.quality),
            str(each.honours),
        )
        for each in rows
    ]
    passed, heard = sum(each.passed for each in rows), sum(each.heard for each in rows)
    footer = _("Students: {count}", count=sum(each.students for each in rows))
    told = _("heard: {heard}, passed: {passed}", heard=heard, passed=passed)
    return Table(title, (), columns, cells, footer=f"{footer} · {told}")


def as_chart(rows: Sequence[Row], cut: str, title: str) -> Chart:
    """Return how marks are spread over the rows."""
    series = [Series(mark, tuple(each.marks[place] for each in rows)) for place, mark in enumerate(MARKS)]
    series.append(Series(_("Did not come"), tuple(each.absent for each in rows)))
    named = tuple(each.name for each in rows)
    return Chart("stacked", title, _(CUTS[cut][0]), named, tuple(series), _("students"))


def _shown(number: Decimal | None) -> str:
    return "" if number is None else exact(number)
