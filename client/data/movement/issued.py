"""Issued balances of movement: issued and registered together, read as they were, compared with what is known now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_, _, known_language, names, translation
from client.core.settings import workstation
from client.data.documents import papers
from client.data.documents.document import Document, Option, PaperRequest, PreparedPapers, RegisteredForm
from client.data.documents.registered import RegisteredPapers
from client.data.movement import balance
from client.data.movement.balance import CUTS, called, head
from client.data.records.actors import CYRILLIC_LANGUAGES
from client.data.records.catalogue import Catalogue
from client.data.server.gateway import Gateway
from client.data.students.issuer import Issuer
from reports.common.table import Column, Table
from reports.movement.balance import BalancePaper, read_numbers, render
from reports.students.official_page import from_content
from shared.models.movement import ACTS, STATES
from shared.models.movement_papers import BALANCE, FACULTY
from shared.models.students_time import ORIGINS
from shared.scripts import name_in, named_in

RELATION = "movement.issued_balance"
GONE = N_("This balance is gone, or your role may not see it.")
FORM = RegisteredForm(
    BALANCE, partial(from_content, BalancePaper), render, drafts=N_("Balance of movement"),
    registered=N_("Balance of movement {numbers}"), nothing=N_("There is nothing to print."),
    facts=(("first", N_("From"), ""), ("last", N_("Until"), ""), ("numbers", N_("SHA-256"), "")),
)  # fmt: skip
_ISSUED = """
select b.id, b.first_day, b.last_day, b.cut, b.faculty_id, u.name_uz, u.name_oz, u.name_ru, u.name_en, b.numbers,
       b.issued_at, security.name_of(b.issued_by, :cyrillic),
       coalesce((select string_agg(p.register_number, ', ' order by p.id)
                   from documents.paper p
                  where p.relation = 'movement.issued_balance' and p.record_id = b.id and p.cancelled_at is null), '')
  from movement.issued_balance b
  left join structure.unit u on u.id = b.faculty_id
 where cast(:id as bigint) is null or b.id = :id
 order by b.issued_at desc, b.id desc
"""
_TODAY = "select t.key, t.side, t.act, t.issued, t.today from movement.balance_today(:id) t"
_CHANGES = """
select c.key, c.side, c.act, c.change, c.student_id, c.full_name, c.number, c.decree_id, c.decree_act, c.decree_number,
       c.decree_day, c.decree_state, c.entered_at
  from movement.balance_changes(:id) c
"""
_PAPER = """
select p.id
  from documents.paper p
 where p.kind = 'balance' and p.record_id = :id and p.language = :language and p.cancelled_at is null
 order by p.id desc
 limit 1
"""
_BY_NUMBER = "select p.record_id from documents.paper p where p.kind = 'balance' and p.register_number = upper(:number)"


#: A number of a balance: key of the row, side, act.
NumberKey = tuple[str, str, str]


@dataclass(frozen=True)
class Issued:
    """A balance as it was issued."""

    id: int
    first: date
    last: date
    cut: str
    faculty_id: int | None
    faculty: tuple[str, str | None, str | None, str | None] | None
    numbers: str
    issued_at: datetime
    issued_by: str
    papers: str

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> "Issued":
        number, first, last, cut, faculty_id, uz, oz, ru, en, numbers, at, by, registered = row
        faculty = (uz, oz, ru, en) if faculty_id else None
        return cls(number, first, last, cut, faculty_id, faculty, numbers, at, by, registered)

    @property
    def days(self) -> str:
        return f"{self.first:%d.%m.%Y} – {self.last:%d.%m.%Y}"

    @property
    def of(self) -> str:
        """Return whose balance it is, in the script of the interface."""
        return names(*self.faculty) if self.faculty else _("The whole university")


@dataclass(frozen=True)
class Change:
    """A student who makes a difference between an issued balance and now, and the order behind it if there is one."""

    student_id: int
    decree_id: int | None


def issued(gateway: Gateway, language: str, only: int | None = None) -> list[Issued]:
    """Return the issued balances that the one who asks reads, the latest first."""
    rows = gateway.rows(_ISSUED, id=only, cyrillic=language in CYRILLIC_LANGUAGES)
    return [Issued.of_row(row) for row in rows]


def one(gateway: Gateway, balance_id: int, language: str) -> Issued:
    """Return an issued balance."""
    found = issued(gateway, language, balance_id)
    if not found:
        raise UserError(GONE)
    return found[0]


def list_table(found: Sequence[Issued]) -> Table:
    """Return the list of issued balances."""
    columns = tuple(
        Column(_(label))
        for label in (N_("Register number"), N_("From"), N_("Until"), N_("By what"), N_("Of what"), N_("Issued at"),
                      N_("Issued by"))
    )  # fmt: skip
    rows = [
        (each.papers, f"{each.first:%d.%m.%Y}", f"{each.last:%d.%m.%Y}", _(CUTS[each.cut][0]), each.of,
         f"{each.issued_at:%d.%m.%Y %H:%M}", names(each.issued_by))
        for each in found
    ]  # fmt: skip
    footer = _("Issued balances: {count}", count=len(rows))
    return Table(_("Issued balances of movement"), (), columns, rows, footer=footer)


def numbers_table(gateway: Gateway, catalogue: Catalogue, which: Issued) -> tuple[Table, list[NumberKey]]:
    """Return every number as it was issued, beside it what the same question says now, and which number it is."""
    found: dict[str, dict[tuple[str, str], tuple[int, int]]] = {}
    for key, side, act, then, now in gateway.rows(_TODAY, id=which.id):
        found.setdefault(key, {})[side, act] = then, now
    order = [(balance.START, ""), *_moves(), (balance.END, "")]
    keys, rows = list[NumberKey](), []
    for key, name in called(gateway, catalogue, which.cut, found).items():
        for kind in filter(found[key].__contains__, order):
            then, now = found[key][kind]
            keys.append((key, *kind))
            rows.append((name, head(*kind), str(then), str(now), f"{now - then:+d}" if now != then else ""))
    columns = (
        Column(_(CUTS[which.cut][0])), Column(_("What is counted")), Column(_("Issued"), numeric=True),
        Column(_("Now"), numeric=True), Column(_("Difference"), numeric=True),
    )  # fmt: skip
    title = f"{_('Balance of movement')}, {which.days}, {which.of}"
    return Table(title, (), columns, rows, footer=_footer(which, rows)), keys


def changes(
    gateway: Gateway, catalogue: Catalogue, which: Issued, number: NumberKey
) -> tuple[Table, list[Change]]:
    """Return the students who make a number differ, with the orders that were entered or cancelled since."""
    rows = [row for row in gateway.rows(_CHANGES, id=which.id) if row[:3] == number]
    words = called(gateway, catalogue, which.cut, dict.fromkeys(row[0] for row in rows))
    columns = (
        Column(_(CUTS[which.cut][0])), Column(_("What is counted")), Column(_("Difference"), numeric=True),
        Column(_("Student")), Column(_("Student number")), Column(_("Order")), Column(_("Entered at")),
    )  # fmt: skip
    shown = [
        (words[key], head(side, act), f"{change:+d}", names(name), number,
         _order(*order) if order[0] else _("without an order"), f"{at:%d.%m.%Y %H:%M}" if at else "")
        for key, side, act, change, _student, name, number, _decree, *order, at in rows
    ]  # fmt: skip
    title = _("What was entered later: {balance}", balance=f"{which.days}, {which.of}")
    made = Table(title, (), columns, shown, footer=_("Differences: {count}", count=len(shown)))
    return made, [Change(row[4], row[7]) for row in rows]


def issue(
    gateway: Gateway, days: tuple[date, date], cut: str, faculty_id: int | None, language: str, executor: str
) -> RegisteredPapers:
    """Freeze a balance and register its paper, both or nothing."""
    with gateway.transaction(patience=papers.PATIENCE) as transaction:
        made = int(transaction.call("movement.issue_balance", *days, cut, faculty_id))
        [row] = transaction.rows(_ISSUED, id=made, cyrillic=False)
        says = _paper(gateway, Issued.of_row(row), language, executor)
        registered = papers.register(transaction, BALANCE.code, [(made, language, says.content())])
    return RegisteredPapers.again(gateway, registered, workstation(), {BALANCE.code: FORM})


def printed(gateway: Gateway, balance_id: int, language: str, executor: str) -> RegisteredPapers:
    """Return the registered paper of an issued balance; in another language it becomes one when it is printed."""
    found = gateway.one(_PAPER, id=balance_id, language=language)
    if found is not None:
        kept = papers.read(gateway, found)
        return RegisteredPapers.again(gateway, kept, workstation(), {BALANCE.code: FORM})
    says = _paper(gateway, one(gateway, balance_id, language), language, executor)
    return RegisteredPapers(gateway, FORM, [(balance_id, says)], workstation())


def _paper(gateway: Gateway, which: Issued, language: str, executor: str) -> BalancePaper:
    found, spoken = read_numbers(which.numbers), known_language(language)
    classifier = CUTS[which.cut][1]
    issuer = Issuer(
        gateway,
        language,
        (which.faculty_id,) if which.faculty_id else (),
        (classifier,) if classifier else (),
    )
    of = named_in(language, *which.faculty) if which.faculty else issuer.university
    rows = (
        {key: named_in(language, *name) for key, name in balance.faculties(gateway, found).items()}
        if which.cut == FACULTY
        else {key: issuer.label(classifier, key) for key in sorted(found)}
    )
    acts = {act for numbers in found.values() for _side, act in numbers if act}
    return BalancePaper(
        language=language, university=issuer.university, contacts=issuer.contacts, city=issuer.city,
        name=f"{which.days}, {of}", student_number="", signatories=issuer.signatories(which.faculty_id or 0),
        executor=name_in(language, executor), first_day=which.first.isoformat(), last_day=which.last.isoformat(),
        cut=which.cut, cut_by=translation(CUTS[which.cut][0], spoken), of=of, numbers=which.numbers,
        rows=tuple(rows.items()),
        acts=tuple((act, translation(word, spoken)) for act, word in (ACTS | ORIGINS).items() if act in acts),
    )  # fmt: skip


def _moves() -> list[tuple[str, str]]:
    return [(side, act) for side in (balance.CAME, balance.LEFT) for act in (*ACTS, *ORIGINS)]


def _order(act: str, number: str, day: date, state: str) -> str:
    return f"{_(ACTS[act])} {number}, {day:%d.%m.%Y}: {_(STATES[state])}"


def _footer(which: Issued, rows: Sequence[Sequence[str]]) -> str:
    differing = sum(bool(row[-1]) for row in rows)
    issued_on = _(
        "Issued at {at} by {name}", at=f"{which.issued_at:%d.%m.%Y %H:%M}", name=names(which.issued_by)
    )
    said = (
        _("Entered later for these days: {count} numbers differ. Enter on one shows why.", count=differing)
        if differing
        else _("Nothing was entered later for these days.")
    )
    return " · ".join(filter(None, (which.papers, issued_on, said)))


def _document(request: PaperRequest) -> PreparedPapers:
    """Prepare the paper of an issued balance, named by its register number or its id."""
    wanted = request.text("balance")
    found = int(wanted) if wanted.isdigit() else request.gateway.scalar(_BY_NUMBER, number=wanted)
    if found is None:
        raise UserError(GONE)
    return PreparedPapers(printed(request.gateway, int(found), request.language, request.executor))


DOCUMENT = Document(
    "balance", BALANCE.label, _document,
    (Option("balance", "the register number or the id of an issued balance", required=True),), BALANCE.languages, FORM,
)  # fmt: skip
