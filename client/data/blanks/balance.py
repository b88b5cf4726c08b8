"""The balance of blanks between two days, in any cut; the blanks behind a number; the book of what was issued."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from client.core.i18n import N_, _, names
from client.data.blanks.holdings import STORE, holding_names, kinds
from client.data.server.gateway import Gateway
from reports.common.table import Column, Table
from shared.models.blanks import CATEGORIES, FORMS, STATES

#: The sides of the balance in their order.
SIDES = {
    "start": N_("At the start"), "received": N_("Received"), "came": N_("Came in"),
    "went": N_("Went out"), "issue": N_("Issued"), "spoil": N_("Spoiled"), "lose": N_("Lost"),
    "destroy": N_("Destroyed"),
    "return": N_("Returned"), "end": N_("At the end"),
}  # fmt: skip
FORMULA = N_(
    "At the end = at the start + received + came from other holdings − went to them − issued − spoiled − lost"
    " − destroyed in stock − returned to the supplier."
)
KIND = "kind"
CUTS = {
    KIND: N_("Kind of blanks"), "form": N_("What is printed on it"), "category": N_("Diploma category"),
    "series": N_("Series"), "holding": N_("Held by"), "workstation": N_("Workstation"),
}  # fmt: skip
PLACE_TO_SIGN = "_" * 14
_BALANCE = "select b.key, b.side, b.blanks from blanks.balance(:first, :last, :cut, :unit) b"
_STATIONS = "select w.id, w.name from blanks.workstation w"
_BLANKS = """
select b.blank_id, b.number, k.name_uz, k.name_oz, k.name_ru, k.name_en, b.state, b.day
  from blanks.balance_blanks(:first, :last, :cut, :unit, :key, :side) b join blanks.kind k on k.id = b.kind_id
 order by b.number, b.day
"""
_BOOK = """
select e.blank_id, e.number, k.name_uz, k.name_oz, k.name_ru, k.name_en, e.person, e.day, a.document,
       u.name_uz, u.name_oz, u.name_ru, u.name_en, e.unit_id
  from blanks.entry e
  join blanks.act a on a.id = e.act_id
  join blanks.kind k on k.id = e.kind_id
  left join structure.unit u on u.id = e.unit_id
 where e.deed = 'issue' and e.day between :first and :last
 order by e.day, e.number
"""


@dataclass(frozen=True)
class Asked:
    """Between which days, cut by what, of whom: everybody where there is no unit, the registrar where it is 0."""

    first: date
    last: date
    cut: str
    unit: int | None


@dataclass(frozen=True)
class Number:
    """Which number of a balance: of a row, or of all rows where there is no key."""

    asked: Asked
    key: str | None
    side: str

    def as_text(self) -> str:
        """Return it as a window is remembered."""
        asked = self.asked
        return json.dumps(
            [asked.first.isoformat(), asked.last.isoformat(), asked.cut, asked.unit, self.key, self.side]
        )

    @classmethod
    def of_text(cls, text: str) -> "Number":
        first, last, cut, unit, key, side = json.loads(text)
        return cls(Asked(date.fromisoformat(first), date.fromisoformat(last), cut, unit), key, side)


@dataclass(frozen=True)
class Balance:
    """A balance as it is shown, and which number stands in which cell."""

    table: Table
    keys: Sequence[str | None]
    asked: Asked

    def number(self, row: int, column: int) -> Number:
        """Return which number a cell is; the name of a row stands for its end."""
        return Number(self.asked, self.keys[row], tuple(SIDES)[column - 1])


def balance(gateway: Gateway, asked: Asked) -> Balance:
    """Return the balance; it closes, row by row."""
    found: dict[str, dict[str, int]] = {}
    rows = gateway.rows(_BALANCE, first=asked.first, last=asked.last, cut=asked.cut, unit=asked.unit)
    for key, side, blanks in rows:
        found.setdefault(key, {})[side] = blanks
    called = _called(gateway, asked.cut)
    keys: list[str | None] = sorted(found, key=lambda key: list(called).index(key) if key in called else -1)
    columns = (Column(_(CUTS[asked.cut])), *(Column(_(side), numeric=True) for side in SIDES.values()))
    lines = [
        (called.get(key or "", key or _("none")), *(str(found[key or ""].get(side, 0)) for side in SIDES))
        for key in keys
    ]
    if len(lines) > 1:
        lines.append(
            (_("Total"), *(str(sum(each.get(side, 0) for each in found.values())) for side in SIDES))
        )
        keys.append(None)
    return Balance(Table(_title(asked), (), columns, lines, footer=_(FORMULA), numbered=False), keys, asked)


def blanks_of(gateway: Gateway, which: Number) -> tuple[Table, list[int]]:
    """Return the blanks behind a number, as many as it says, and their ids."""
    asked = which.asked
    rows = gateway.rows(
        _BLANKS, first=asked.first, last=asked.last, cut=asked.cut, unit=asked.unit, key=which.key, side=which.side
    )  # fmt: skip
    columns = (Column(_("Blank number")), Column(_("Kind of blanks")), Column(_("State")), Column(_("Day")))
    lines = [
        (number, names(*name), _(STATES[state]), f"{day:%d.%m.%Y}") for _id, number, *name, state, day in rows
    ]
    title = f"{_title(asked)}: {_(SIDES[which.side])}"
    return Table(title, (), columns, lines, footer=_("Blanks: {count}", count=len(lines))), [
        row[0] for row in rows
    ]


def book(gateway: Gateway, first: date, last: date) -> tuple[Table, list[int]]:
    """Return the book of what was issued between two days, and the ids of the blanks."""
    rows = gateway.rows(_BOOK, first=first, last=last)
    columns = (
        Column(_("Blank number")), Column(_("Kind of blanks")), Column(_("To whom")), Column(_("Issued on")),
        Column(_("By what document or power of attorney")), Column(_("Issued by")), Column(_("Signature")),
    )  # fmt: skip
    registrar = holding_names(gateway)[STORE]
    lines = [
        (number, names(*row[:4]), names(row[4] or ""), f"{row[5]:%d.%m.%Y}", row[6] or "",
         names(*row[7:11]) if row[11] else registrar, PLACE_TO_SIGN)
        for _id, number, *row in rows
    ]  # fmt: skip
    title = _(
        "Diploma distribution book, {first} – {last}", first=f"{first:%d.%m.%Y}", last=f"{last:%d.%m.%Y}"
    )
    return Table(title, (), columns, lines, footer=_("Issued: {count}", count=len(lines))), [
        row[0] for row in rows
    ]


def _title(asked: Asked) -> str:
    days = {"first": f"{asked.first:%d.%m.%Y}", "last": f"{asked.last:%d.%m.%Y}"}
    return _("Balance of blanks, {first} – {last}", **days)


def _called(gateway: Gateway, cut: str) -> dict[str, str]:
    """Return what the rows are called, in their order."""
    if cut == KIND:
        return {str(each.id): each.name for each in kinds(gateway)}
    if cut == "holding":
        return {str(number): name for number, name in holding_names(gateway).items()}
    if cut == "workstation":
        stations = {str(number): name for number, name in gateway.rows(_STATIONS)}
        return {"0": _("Not reserved"), **stations}
    fixed = {"form": FORMS, "category": CATEGORIES}.get(cut, {})
    return {code: _(label) for code, label in fixed.items()}
