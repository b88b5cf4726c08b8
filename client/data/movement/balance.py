"""The balance of movement between two days: at the start, came, left, at the end; the students behind a number."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from client.core.i18n import N_, _, names
from client.data.movement.orders import COURSES, PAYMENTS, STATUSES
from client.data.records.catalogue import Catalogue
from client.data.server.gateway import Gateway
from reports.common.table import Column, Table
from shared.charts.chart import Chart, Series
from shared.models.movement import ACTS
from shared.models.movement_papers import COURSE, FACULTY, FORM, PAYMENT
from shared.models.movement_papers import CUTS as BY
from shared.models.students_time import ORIGINS

START, CAME, LEFT, END = "start", "came", "left", "end"
SIDES = {START: N_("At the start"), CAME: N_("Arrivals"), LEFT: N_("Departures"), END: N_("At the end")}
#: What the chart says of each row: what does not move would only be added to what does.
CHARTED = (CAME, LEFT)
FORMS = "h_education_form"
_LISTS = {FACULTY: "", COURSE: COURSES, FORM: FORMS, PAYMENT: PAYMENTS}
#: By what the balance is cut: what its rows are, and the list that has their names.
CUTS = {key: (label, _LISTS[key]) for key, label in BY.items()}
_BALANCE = "select b.key, b.side, b.act, b.students from movement.balance_by(:first, :last, :cut) b"
_FACULTIES = """
select u.id, u.name_uz, u.name_oz, u.name_ru, u.name_en from structure.unit u where u.id = any (:ids) order by u.code
"""
_STUDENTS = """
select b.student_id, b.full_name, b.number, coalesce(b.group_name, ''), b.course, b.education_form, b.payment_form,
       b.status, b.since
  from movement.balance_students(:first, :last, :cut, null, :key, :side, :act) b
"""


@dataclass(frozen=True)
class Number:
    """Which number of a balance: of a row, or of all rows where there is no key."""

    first: date
    last: date
    cut: str
    key: str | None
    side: str
    #: None where the numbers of all acts are added.
    act: str | None

    def as_text(self) -> str:
        """Return it as a window is remembered."""
        first, last = self.first.isoformat(), self.last.isoformat()
        return json.dumps([first, last, self.cut, self.key, self.side, self.act])

    @classmethod
    def of_text(cls, text: str) -> "Number":
        first, last, cut, key, side, act = json.loads(text)
        return cls(date.fromisoformat(first), date.fromisoformat(last), cut, key, side, act)


@dataclass(frozen=True)
class Balance:
    """A balance as it is shown: the table, the chart of it, and which number stands in which cell."""

    table: Table
    chart: Chart
    keys: Sequence[str | None]
    kinds: Sequence[tuple[str, str]]
    first: date
    last: date
    cut: str

    def number(self, row: int, column: int) -> Number:
        """Return which number a cell is; the name of a row stands for its end."""
        side, act = self.kinds[column - 1]
        return Number(self.first, self.last, self.cut, self.keys[row], side, act)

    def drawn(self, category: int, series: int) -> Number:
        """Return which number a bar of the chart is."""
        return Number(self.first, self.last, self.cut, self.keys[category], CHARTED[series], None)


def balance(gateway: Gateway, catalogue: Catalogue, first: date, last: date, cut: str) -> Balance:
    """Return the balance; what came and left is told by the act behind it."""
    found: dict[str, dict[tuple[str, str], int]] = {}
    for key, side, act, students in gateway.rows(_BALANCE, first=first, last=last, cut=cut):
        found.setdefault(key, {})[side, act] = students
    rows_called = called(gateway, catalogue, cut, found)
    moves = [
        (side, act)
        for side in (CAME, LEFT)
        for act in (*ACTS, *ORIGINS)
        if any((side, act) in each for each in found.values())
    ]
    kinds = [(START, ""), *moves, (END, "")]
    columns = (Column(_(CUTS[cut][0])), *(Column(head(*kind), numeric=True) for kind in kinds))
    rows = [(name, *(str(found[key].get(kind, 0)) for kind in kinds)) for key, name in rows_called.items()]
    keys: list[str | None] = [*rows_called]
    if len(rows) > 1:
        sums = (str(sum(each.get(kind, 0) for each in found.values())) for kind in kinds)
        rows.append((_("Total"), *sums))
        keys.append(None)
    made = Table(_title(first, last), (), columns, rows, footer="")
    return Balance(made, _chart(made.title, cut, rows_called, found), keys, kinds, first, last, cut)


def students_of(gateway: Gateway, catalogue: Catalogue, which: Number) -> tuple[Table, list[int]]:
    """Return the students behind a number, as many as it says, and their keys."""
    catalogue.ensure((COURSES, FORMS, PAYMENTS, STATUSES))
    columns = (
        Column(_("Student")), Column(_("Student number")), Column(_("Group")), Column(_("Year of study")),
        Column(_("Education form")), Column(_("Payment form")), Column(_("Status")), Column(_("Since")),
    )  # fmt: skip
    found = gateway.rows(
        _STUDENTS, first=which.first, last=which.last, cut=which.cut, key=which.key, side=which.side, act=which.act
    )  # fmt: skip
    rows = [
        (
            names(name), number, group, catalogue.label(COURSES, course), catalogue.label(FORMS, form),
            catalogue.label(PAYMENTS, payment), catalogue.label(STATUSES, status), f"{since:%d.%m.%Y}",
        )
        for _id, name, number, group, course, form, payment, status, since in found
    ]  # fmt: skip
    title = f"{_title(which.first, which.last)}: {head(which.side, which.act)}"
    return Table(title, (), columns, rows, footer=_("Students: {count}", count=len(rows))), [
        row[0] for row in found
    ]


def _title(first: date, last: date) -> str:
    return _("Movement of students, {first} – {last}", first=f"{first:%d.%m.%Y}", last=f"{last:%d.%m.%Y}")


def head(side: str, act: str | None) -> str:
    """Return what a number counts."""
    if side in (START, END) or act is None:
        return _(SIDES[side])
    return f"{'+' if side == CAME else '−'} {_(ACTS.get(act) or ORIGINS[act])}"


def faculties(
    gateway: Gateway, keys: Iterable[str]
) -> dict[str, tuple[str, str | None, str | None, str | None]]:
    """Return the names of the faculties that are rows, in their order."""
    rows = gateway.rows(_FACULTIES, ids=[int(key) for key in keys])
    return {str(key): (uz, oz, ru, en) for key, uz, oz, ru, en in rows}


def called(gateway: Gateway, catalogue: Catalogue, cut: str, found: Mapping[str, object]) -> dict[str, str]:
    """Return what the rows are called, in their order."""
    classifier = CUTS[cut][1]
    if not classifier:
        return {key: names(*name) for key, name in faculties(gateway, found).items()}
    catalogue.ensure((classifier,))
    return {key: catalogue.label(classifier, key) for key in sorted(found)}


def _chart(
    title: str, cut: str, called: Mapping[str, str], found: Mapping[str, Mapping[tuple[str, str], int]]
) -> Chart:
    """Return how many came to each row and left it, as bars."""
    series = tuple(
        Series(
            _(SIDES[side]),
            tuple(float(sum(n for (s, _act), n in found[key].items() if s == side)) for key in called),
        )
        for side in CHARTED
    )
    return Chart("bars", title, _(CUTS[cut][0]), tuple(called.values()), series, _("students"))
