"""Acts on blanks and yearly reports as registered papers."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.documents.document import Document, Option, PaperRequest, PreparedPapers, RegisteredForm
from client.data.documents.registered import RegisteredPapers
from client.data.server.gateway import Gateway
from client.data.students.issuer import Issuer
from reports.blanks import act as act_report
from reports.blanks import year as year_report
from reports.blanks.act import ActPaper
from reports.blanks.words import WORDS
from reports.blanks.year import YearPaper
from reports.students.official_page import from_content
from shared.models.blanks import ACT_PAPER, DESTROY, DONE, GIVE_BACK, HAND_OVER, ON_PAPER, YEAR_PAPER
from shared.names import signed
from shared.scripts import name_in, named_in

GONE = N_("This act is gone, or your role may not see it.")
NOT_YET = N_("The act is printed when everybody has signed it.")
NO_PAPER = N_(
    "Reservations, printing and issue have no act on paper: they stand in the ledger and in the book."
)
NO_BALANCE = N_("There were no blanks in this year.")
_ACT = """
select a.number, a.day, a.deed, a.state, a.blanks, a.numbers, coalesce(a.document, ''), coalesce(a.reason, ''),
       a.office_id, a.unit_id, u.name_uz, u.name_oz, u.name_ru, u.name_en, a.to_unit_id, t.name_uz, t.name_oz,
       t.name_ru, t.name_en, security.name_of(a.recorded_by)
  from blanks.act a
  left join structure.unit u on u.id = a.unit_id
  left join structure.unit t on t.id = a.to_unit_id
 where a.id = :id
"""
_KINDS = "select l.line, l.name_uz, l.name_oz, l.name_ru, l.name_en from blanks.act_kinds(:id) l order by l.kind_id"
_MEMBERS = """
select m.name, m.chair, (m.signed_at at time zone 'Asia/Tashkent')::date
  from blanks.member m where m.act_id = :id order by not m.chair, m.id
"""
_REPORT = """
select r.year, r.office_id, r.unit_id, u.name_uz, u.name_oz, u.name_ru, u.name_en, security.name_of(r.made_by)
  from blanks.report r left join structure.unit u on u.id = r.unit_id
 where r.id = :id
"""
_LINES = "select l.line, l.name_uz, l.name_oz, l.name_ru, l.name_en from blanks.report_lines(:id) l order by l.kind_id"


def act(gateway: Gateway, act_id: int, language: str, executor: str) -> ActPaper:
    """Read what the paper of an act says."""
    row = gateway.one(_ACT, id=act_id)
    if row is None:
        raise UserError(GONE)
    number, day, deed, state, blanks, numbers, document, reason, office, unit_id, *rest = row
    unit, to_unit_id, to_unit, keeper = rest[:4], rest[4], rest[5:9], rest[9]
    if deed not in ON_PAPER:
        raise UserError(NO_PAPER)
    if state != DONE:
        raise UserError(NOT_YET)
    kinds, members = gateway.rows(_KINDS, id=act_id), gateway.rows(_MEMBERS, id=act_id)
    issuer, words = Issuer(gateway, language, (office, to_unit_id or office), ()), WORDS[language]
    store = words.store
    holder = named_in(language, *unit) if unit_id else store
    taker = named_in(language, *to_unit) if to_unit_id else store if deed == GIVE_BACK else ""
    return ActPaper(
        **_issued(issuer, executor),
        name=number,
        signatories=_signatories(
            issuer, deed, members, (name_in(language, signed(keeper)), office, to_unit_id)
        ),
        act_day=str(day),
        deed=deed,
        blanks=blanks,
        numbers=numbers,
        document=document,
        reason=reason,
        kinds="\n".join(line for line, *_names in kinds),
        kind_names=tuple(named_in(language, *names) for _line, *names in kinds),
        members="\n".join(f"{name}|{day}" for name, _chair, day in members),
        holder=holder,
        to_unit=taker,
    )


def year(gateway: Gateway, report_id: int, language: str, executor: str) -> YearPaper:
    """Read what a yearly report says."""
    row = gateway.one(_REPORT, id=report_id)
    if row is None:
        raise UserError(GONE)
    number, office, unit_id, *unit, keeper = row
    lines = gateway.rows(_LINES, id=report_id)
    if not lines:
        raise UserError(NO_BALANCE)
    issuer, words = Issuer(gateway, language, (office,), ()), WORDS[language]
    return YearPaper(
        **_issued(issuer, executor),
        name=str(number),
        signatories=(*issuer.signatories(office), (words.keeper, name_in(language, signed(keeper)))),
        year=number,
        lines="\n".join(line for line, *_names in lines),
        kind_names=tuple(named_in(language, *names) for _line, *names in lines),
        holder=named_in(language, *unit) if unit_id else "",
    )


def _issued(issuer: Issuer, executor: str) -> dict[str, Any]:
    return {
        "language": issuer.language, "university": issuer.university, "contacts": issuer.contacts, "city": issuer.city,
        "student_number": "", "executor": name_in(issuer.language, executor),
    }  # fmt: skip


def _signatories(
    issuer: Issuer, deed: str, members: Sequence[tuple[Any, ...]], recorded: tuple[str, int, int | None]
) -> tuple[tuple[str, str], ...]:
    """Return who signs: the commission; both sides of a handing over; else rector, dean and who keeps the blanks."""
    words, language = WORDS[issuer.language], issuer.language
    keeper, office, taker = recorded
    if deed == DESTROY:
        return tuple(
            (words.chair if chair else words.member, name_in(language, signed(name)))
            for name, chair, _day in members
        )  # fmt: skip
    if deed in (HAND_OVER, GIVE_BACK):
        chiefs = issuer.signatories(taker)[1:] if taker else ()
        return (words.gave, keeper), (words.took, chiefs[0][1] if chiefs else "")
    return *issuer.signatories(office), (words.keeper, keeper)


ACT_FORM = RegisteredForm(
    ACT_PAPER, partial(from_content, ActPaper), act_report.render, drafts=N_("Acts on blanks"),
    registered=N_("Act on blanks {numbers}"), nothing=N_("There is nothing to print."),
    facts=(
        ("number", N_("Number"), ""), ("day", N_("Day"), ""), ("blanks", N_("Number of blanks"), ""),
        ("numbers", N_("Numbers of the blanks"), ""),
    ),
)  # fmt: skip
YEAR_FORM = RegisteredForm(
    YEAR_PAPER, partial(from_content, YearPaper), year_report.render, drafts=N_("Yearly reports on blanks"),
    registered=N_("Yearly report on blanks {numbers}"), nothing=N_("There is nothing to print."),
    facts=(("year", N_("Year"), ""),),
)  # fmt: skip


def act_papers(
    gateway: Gateway, act_id: int, language: str, executor: str, workstation: str
) -> RegisteredPapers:
    """Return the paper of an act, a draft until it is printed."""
    return RegisteredPapers(
        gateway, ACT_FORM, ((act_id, act(gateway, act_id, language, executor)),), workstation
    )


def year_papers(
    gateway: Gateway, chosen: tuple[int, int | None], language: str, executor: str, workstation: str
) -> RegisteredPapers:
    """Return the report of a year of the registry or of a faculty's holding."""
    report_id = int(gateway.call("blanks.report", *chosen))
    drafts = ((report_id, year(gateway, report_id, language, executor)),)
    return RegisteredPapers(gateway, YEAR_FORM, drafts, workstation)


def _act(request: PaperRequest) -> PreparedPapers:
    wanted = request.number("act") or 0
    return PreparedPapers(
        act_papers(request.gateway, wanted, request.language, request.executor, request.workstation)
    )


def _year(request: PaperRequest) -> PreparedPapers:
    chosen = (request.number("year") or 0, request.number("faculty"))
    return PreparedPapers(
        year_papers(request.gateway, chosen, request.language, request.executor, request.workstation)
    )


ACT = Document(
    "blank-act", ACT_PAPER.label, _act, (Option("act", "the id of an act on blanks", required=True),),
    ACT_PAPER.languages, ACT_FORM,
)  # fmt: skip
YEAR = Document(
    "blank-report",
    YEAR_PAPER.label,
    _year,
    (
        Option("year", "the year", required=True),
        Option("faculty", "the id of a faculty; without it the whole registry"),
    ),
    YEAR_PAPER.languages,
    YEAR_FORM,
)
