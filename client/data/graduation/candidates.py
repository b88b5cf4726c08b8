"""Graduates to be: those whose last semester has come, how they stand, and what keeps them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from client.core.i18n import N_, _, names
from client.data.server.gateway import Gateway
from reports.common.table import Column, Table
from shared.models.graduation import ACCEPTED, ASKED, FINDINGS
from shared.names import words
from shared.numbers import exact

READY, HINDERED = "ready", "hindered"
STANDINGS = {
    READY: N_("ready"),
    HINDERED: N_("not ready"),
    ACCEPTED: N_("accepted"),
    ASKED: N_("to be taken back?"),
}
ORDER = tuple(STANDINGS)


class Candidate(NamedTuple):
    """A student whose last semester has come."""

    student_id: int
    name: str
    #: The folded words by which one is found.
    sought: tuple[str, ...]
    number: str
    group: str
    acceptance_id: int | None
    standing: str
    findings: tuple[str, ...]
    notes: tuple[str, ...]
    hindrances: int
    credits: Decimal | None
    gpa: Decimal | None
    honours: bool


class Finding(NamedTuple):
    """What keeps a student from graduation, or is to be known before."""

    kind: str
    keeps: bool
    subject: str
    semester: int | None
    have: Decimal | None
    needed: Decimal | None


class Honours(NamedTuple):
    """How honours are reckoned: marks by their number, the share that is needed in per cent."""

    fives: int
    fours: int
    marked: int
    attested: bool
    granted: bool
    needed: int


_CANDIDATES = """
select c.student_id, s.full_name, s.number, coalesce(g.name, ''), c.acceptance_id, c.state, c.findings, c.notes,
       c.hindrances, c.credits, c.gpa, c.honours
  from graduation.candidates(:faculty) c
  join students.student s on s.id = c.student_id
  left join students."group" g on g.id = s.group_id
 order by g.name, s.sort_key, s.id
"""
_FINDINGS = """
select f.kind, f.keeps, b.name_uz, b.name_oz, b.name_ru, b.name_en, f.semester, f.have, f.needed
  from graduation.findings(:student) f
  left join subjects.subject b on b.id = f.subject_id
 order by not f.keeps, f.kind, f.semester, b.name_uz
"""
_HONOURS = "select * from graduation.honours_of(:student)"


def candidates(gateway: Gateway, faculty_id: int | None) -> list[Candidate]:
    """Return the candidates of a faculty, or of all that one reads, group by group."""
    return [
        Candidate(
            *(row[0], names(row[1]), words(" ".join(filter(None, row[1:4])))),
            *(*row[2:5], row[5] or (HINDERED if row[6] else READY)),
            *(tuple(row[6]), tuple(row[7]), *row[8:]),
        )
        for row in gateway.rows(_CANDIDATES, faculty=faculty_id)
    ]


def findings(gateway: Gateway, student_id: int) -> list[Finding]:
    """Return what was found about a student, hindrances first."""
    return [
        Finding(row[0], row[1], names(*row[2:6]) if row[2] else "", *row[6:])
        for row in gateway.rows(_FINDINGS, student=student_id)
    ]


def honours(gateway: Gateway, student_id: int) -> Honours | None:
    """Return how the honours of a student are reckoned; nothing without marks."""
    return next((Honours(*row) for row in gateway.rows(_HONOURS, student=student_id)), None)


def honours_told(found: Honours | None) -> str:
    """Return the working of the honours in a sentence."""
    if found is None:
        return _("Honours: no marks yet.")
    threes = found.marked - found.fives - found.fours
    share = 100 * found.fives // found.marked if found.marked else 0
    working = _(
        "“5”: {fives} of {marked} ({share} %, needed {needed} %), “4”: {fours}, lower: {threes},"
        " attestation: {attestation}",
        fives=found.fives, marked=found.marked, share=share, needed=found.needed, fours=found.fours, threes=threes,
        attestation="5" if found.attested else "—",
    )  # fmt: skip
    return f"{_('With honours') if found.granted else _('Without honours')}. {working}"


def finding_told(found: Finding) -> tuple[str, str, str]:
    """Return what was found, about what, and how grave it is, as a row of the list."""
    about = found.subject
    if found.semester:
        about = _("{subject}, semester {number}", subject=about, number=found.semester)
    elif found.needed is not None:
        about = _("{have} of {needed}", have=exact(found.have or Decimal(0)), needed=exact(found.needed))
    return _(FINDINGS[found.kind]), about, _("keeps from graduation") if found.keeps else _("to be known")


def as_table(found: Sequence[Candidate], title: str) -> Table:
    """Return the candidates on paper."""
    columns = (
        Column(_("Student")), Column(_("Student number")), Column(_("Group")), Column(_("State")),
        Column(_("What keeps or is to be known")), Column(_("Credits"), numeric=True), Column(_("GPA"), numeric=True),
        Column(_("With honours")),
    )  # fmt: skip
    rows = [
        (
            each.name, each.number, each.group, _(STANDINGS[each.standing]),
            "; ".join(_(FINDINGS[kind]) for kind in (*each.findings, *each.notes)),
            "" if each.credits is None else exact(each.credits), "" if each.gpa is None else exact(each.gpa),
            _("yes") if each.honours else "",
        )
        for each in found
    ]  # fmt: skip
    counts = ((name, sum(each.standing == name for each in found)) for name in ORDER)
    told = [f"{_(STANDINGS[name])}: {many}" for name, many in counts if many]
    footer = " · ".join((_("Students: {count}", count=len(found)), *told))
    return Table(title, (), columns, rows, footer=footer if found else "")
