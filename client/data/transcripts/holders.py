"""Whose papers these are: students with their record in numbers and the last paper of a kind, and the record itself."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from client.core.i18n import N_, _, names
from client.data.records.catalogue import Catalogue
from client.data.server.gateway import Gateway
from client.data.students.found import listed
from reports.common.table import Column, Table
from shared.models.grades import SOURCES, AcademicRecord
from shared.numbers import exact

COURSES, STATUSES = "h_course", "h_student_status"
NONE, ISSUED, CHANGED, WAITS = "none", "issued", "changed", "waits"
STANDINGS = {
    NONE: N_("no paper yet"),
    ISSUED: N_("paper issued"),
    CHANGED: N_("the record has changed since"),
}
#: An academic certificate is given to whoever has left.
OF_CERTIFICATES = {NONE: STANDINGS[NONE], ISSUED: STANDINGS[ISSUED], WAITS: N_("gets it on leaving")}
CONCERNS = {
    "expelled": N_("Left without a diploma"),
    "finished": N_("Finished without the attestation"),
    "leave": N_("On academic leave"),
    "transfer": N_("In an order of transfer"),
}
WHY = AcademicRecord.__table__.columns["why"].info["words"]


class Holder(NamedTuple):
    """A student with the numbers of the record and the last paper."""

    student_id: int
    name: str
    #: The folded words by which one is found.
    sought: tuple[str, ...]
    number: str
    group: str
    course: str
    status: str
    standing: str
    subjects: int
    credits: Decimal
    debts: int
    gpa: Decimal | None
    register_number: str
    issued_at: datetime | None
    papers: int
    concern: str = ""


_NAMED = """
select h.student_id, s.full_name, s.number, coalesce(g.name, ''),
       (select string_agg(f.full_name, ' ') from students.former_name f where f.student_id = s.id),
       s.course, s.status, h.standing, h.subjects, h.credits, h.debts, h.gpa, coalesce(h.register_number, ''),
       h.issued_at, h.papers, {concern}
  from {holders} h
  join students.student s on s.id = h.student_id
  left join students."group" g on g.id = s.group_id
 order by g.name nulls last, s.sort_key, s.id
"""
_HOLDERS = _NAMED.format(concern="''", holders="grades.paper_holders(:kind, :faculty)")
_CERTIFIED = _NAMED.format(concern="h.concern", holders="grades.certificate_holders(:faculty)")
_RECORD = """
select r.semester, b.name_uz, b.name_oz, b.name_ru, b.name_en, r.hours, r.credits, r.attempt, r.points, r.mark,
       r.passed, r.counts, r.why, r.source, r.source_document
  from grades.record r
  join subjects.subject b on b.id = r.subject_id
 where r.student_id = :student
 order by r.semester, b.name_uz, r.line, r.round, r.attempt, r.id
"""
RECORD_COLUMNS = (
    (N_("Semester"), 8), (N_("Subject"), 30), (N_("Hours"), 7), (N_("Credits"), 8), (N_("Attempt"), 8),
    (N_("Points"), 8), (N_("Mark"), 7), (N_("Why"), 18), (N_("Source"), 20),
)  # fmt: skip
RECORD_NUMBERS = (0, 2, 3, 4, 5)


def holders(gateway: Gateway, kind: str, faculty_id: int) -> list[Holder]:
    """Return the students of a faculty, group by group."""
    return [Holder(*listed(row)) for row in gateway.rows(_HOLDERS, kind=kind, faculty=faculty_id)]


def certified(gateway: Gateway, faculty_id: int) -> list[Holder]:
    """Return the students of a faculty whom an academic certificate concerns."""
    return [Holder(*listed(row)) for row in gateway.rows(_CERTIFIED, faculty=faculty_id)]


def record(gateway: Gateway, student_id: int) -> list[tuple[str, ...]]:
    """Return the record of a student with every attempt, as lines of a table."""
    return [
        (
            str(row[0]), names(*row[1:5]), str(row[5]), exact(row[6]), str(row[7]),
            "" if row[8] is None else exact(row[8]), row[9] or "", _why(row[10], row[11], row[12]),
            _source(row[13], row[14]),
        )
        for row in gateway.rows(_RECORD, student=student_id)
    ]  # fmt: skip


def _why(passed: bool, counts: bool, why: str | None) -> str:
    """Say whether a result counts and is passed."""
    if not counts:
        return _(WHY["superseded"])
    return _(WHY[why]) if passed and why else _("not passed")


def _source(source: str, document: str | None) -> str:
    """Say where a result comes from; of the university's own sheets that is no news."""
    return "" if source == "sheet" else f"{_(SOURCES[source])}: {document or ''}".removesuffix(": ")


def as_table(found: Sequence[Holder], catalogue: Catalogue, title: str, *, certificates: bool) -> Table:
    """Return the list on paper."""
    standings = OF_CERTIFICATES if certificates else STANDINGS
    why = [(Column(_("Reason")), [_(CONCERNS[each.concern]) for each in found])] if certificates else []
    cells = (
        (Column(_("Student")), [each.name for each in found]),
        (Column(_("Student number")), [each.number for each in found]),
        (Column(_("Group")), [each.group for each in found]),
        (Column(_("Year of study")), [catalogue.label(COURSES, each.course) for each in found]),
        (Column(_("Status")), [catalogue.label(STATUSES, each.status) for each in found]),
        *why,
        (Column(_("Subjects"), numeric=True), [str(each.subjects) for each in found]),
        (Column(_("Credits"), numeric=True), [exact(each.credits) for each in found]),
        (Column(_("Debts"), numeric=True), [str(each.debts) if each.debts else "" for each in found]),
        (Column(_("GPA"), numeric=True), ["" if each.gpa is None else exact(each.gpa) for each in found]),
        (Column(_("Paper")), [_(standings[each.standing]) for each in found]),
        (Column(_("Register number")), [each.register_number for each in found]),
        (Column(_("Issued on")), [f"{each.issued_at:%d.%m.%Y}" if each.issued_at else "" for each in found]),
    )
    rows = list(zip(*(texts for _column, texts in cells), strict=True))
    counts = ((name, sum(each.standing == name for each in found)) for name in standings)
    told = [f"{_(standings[name])}: {many}" for name, many in counts if many]
    footer = " · ".join((_("Students: {count}", count=len(found)), *told))
    return Table(title, (), tuple(column for column, _texts in cells), rows, footer=footer if found else "")
