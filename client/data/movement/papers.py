"""What extracts of orders, academic certificates and letters say, read under the reader's rights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from client.core.errors import HemisError, UserError
from client.core.i18n import N_
from client.data.documents import papers
from client.data.documents.document import Snapshot
from client.data.movement import orders
from client.data.movement.orders import Order, OrderLine
from client.data.server.gateway import Gateway
from client.data.students import references
from client.data.students.issuer import Issuer
from reports.common import fonts
from reports.movement import fields
from reports.movement.certificate import Certificate
from reports.movement.extract import Extract
from reports.movement.letter import CALL, Letter
from reports.movement.paper_words import ORDERS
from shared.codes import IN_CONTINGENT, StudentStatus
from shared.models.movement import APPLIED, SIGNED
from shared.scripts import name_in, named_in

TYPES, FORM = "h_decree_type", "h_education_form"
GONE = N_("This order is gone, or your role may not see it.")
UNSIGNED = N_("An extract is of a signed order.")
NOT_LEFT = N_("{name} has not left: an academic certificate is for whoever was expelled or has finished.")
NOT_HERE = N_("{name} does not study here: such a letter is for students.")
LOST = N_("A chosen student is not among yours any more. Choose again.")
DAYS = N_("Write from when until when the student is called.")
LEFT = (StudentStatus.EXPELLED, StudentStatus.GRADUATED)
_ORDER = """
select o.number, o.day, coalesce(o.reason, ''), t.order_type, coalesce(t.reasons, '')
  from movement.order_behind(:id) o
  left join lateral (select t.order_type, t.reasons from movement.transition t where t.act = o.act limit 1) t on true
"""
_PASSED = "select p.line, p.name_uz, p.name_oz, p.name_ru, p.name_en from movement.passed_lines(:id) p order by p.place"
_GPA = "select g.gpa from grades.gpa(array[:id]) g where g.year is null and g.semester is null"
_TYPE = "select d.order_type from movement.decree d where d.id = :id"
_NUMBERS = "select l.id, l.student_number from movement.line l where l.decree_id = :id"
#: The last order that stands in the time line of a student.
_LAST = """
select l.decree_id, l.id
  from movement.line l
  join movement.decree d on d.id = l.decree_id and d.state in ('signed', 'applied')
 where l.student_id = :id
 order by l.id desc
 limit 1
"""


@dataclass(frozen=True)
class Drafts:
    """Papers that can be registered, by the record they are about, and why others cannot."""

    papers: tuple[tuple[int, Snapshot], ...]
    refused: tuple[HemisError, ...] = ()


@dataclass(frozen=True)
class Behind:
    """The order behind the present state of a student; empty where there is none."""

    number: str = ""
    day: str | None = None
    title: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Wanted:
    """What a letter is for."""

    kind: str
    place: str = ""
    start: date | None = None
    end: date | None = None


def extracts(
    gateway: Gateway, decree_id: int, language: str, executor: str, line_ids: Sequence[int] = ()
) -> Drafts:
    """Read the extracts of an order, of these lines or of all that one may read."""
    order = orders.read_order(gateway, decree_id, written=language)
    if order is None:
        raise UserError(GONE)
    if order.head.state not in (SIGNED, APPLIED):
        raise UserError(UNSIGNED)
    chosen = [each for each in order.lines if not line_ids or each.id in line_ids]
    students = references.rows_of(gateway, [each.student_id for each in chosen])
    faculties = {row["faculty_id"] for row in students.values()}
    issuer = Issuer(gateway, language, faculties, (*orders.lists_of(order), TYPES))
    title = _type(issuer, str(gateway.scalar(_TYPE, id=decree_id)))
    made = [
        (each.id, _extract(issuer, order, each, students[each.student_id], title, executor))
        for each in chosen
        if each.student_id in students
    ]
    lost = [UserError(LOST)] * (len(chosen) - len(made))
    return _drawable(made, lost)


def lines_of(gateway: Gateway, decree_id: int, numbers: Sequence[str]) -> list[int]:
    """Return the lines of students in an order by their numbers; one that is not in it is named."""
    found = {number: line for line, number in gateway.rows(_NUMBERS, id=decree_id)}
    if unknown := [each for each in numbers if each not in found]:
        raise UserError(N_("No student of yours has the number {numbers}."), numbers=", ".join(unknown))
    return [found[each] for each in numbers]


def last_extract(gateway: Gateway, student_id: int, language: str, executor: str) -> Drafts:
    """Read the extract of the last signed order in which a student stands."""
    row = gateway.one(_LAST, id=student_id)
    if row is None:
        raise UserError(N_("This student stands in no signed order."))
    return extracts(gateway, row[0], language, executor, (row[1],))


def certificates(gateway: Gateway, student_ids: Sequence[int], language: str, executor: str) -> Drafts:
    """Read the academic certificates of those who have left."""
    rows, lost = _students(gateway, student_ids, LEFT, NOT_LEFT)
    issuer = _issuer(gateway, language, rows)
    return _drawable([(row["id"], _certificate(gateway, issuer, row, executor)) for row in rows], lost)


def letters(
    gateway: Gateway, student_ids: Sequence[int], language: str, executor: str, wanted: Wanted
) -> Drafts:
    """Read the letters about students: a call with its days, or a confirmation with the order."""
    if wanted.kind == CALL and (wanted.start is None or wanted.end is None or wanted.start > wanted.end):
        raise UserError(DAYS)
    rows, lost = _students(gateway, student_ids, IN_CONTINGENT, NOT_HERE)
    issuer = _issuer(gateway, language, rows)
    return _drawable([(row["id"], _letter(gateway, issuer, row, executor, wanted)) for row in rows], lost)


def _issuer(gateway: Gateway, language: str, rows: Sequence[Mapping[str, Any]]) -> Issuer:
    reasons = [
        row[0] for row in gateway.rows("select distinct t.reasons from movement.transition t") if row[0]
    ]
    return Issuer(gateway, language, {row["faculty_id"] for row in rows}, (TYPES, FORM, *reasons))


def _students(
    gateway: Gateway, ids: Sequence[int], statuses: Sequence[str] | frozenset[str], sentence: str
) -> tuple[list[dict[str, Any]], list[HemisError]]:
    """Return those who get the paper, and why others do not."""
    found, refused = references.rows_of(gateway, ids), list[HemisError]()
    kept = []
    for each in ids:
        row = found.get(each)
        if row is None:
            refused.append(UserError(LOST))
        elif row["status"] not in statuses:
            refused.append(UserError(sentence, name=row["full_name"]))
        else:
            kept.append(row)
    return kept, refused


def _drawable(made: Sequence[tuple[int, Snapshot]], refused: Sequence[HemisError]) -> Drafts:
    """Leave out papers with letters that no font draws."""
    kept, told = [], list(refused)
    for record, paper in made:
        if lacking := fonts.lacking(paper.content()):
            told.append(UserError(papers.UNDRAWABLE, letters=" ".join(lacking)))
        else:
            kept.append((record, paper))
    return Drafts(tuple(kept), tuple(told))


def _extract(
    issuer: Issuer, order: Order, line: OrderLine, row: Mapping[str, Any], title: str, executor: str
) -> Extract:
    head = order.head
    before, after = orders.difference(line, issuer.label)
    told = [issuer.label(head.reasons, line.reason) if head.reasons else ""]
    if line.starts_on and line.ends_on:
        told.append(f"{line.starts_on:%d.%m.%Y} – {line.ends_on:%d.%m.%Y}")
    own = {"ru"} if issuer.language == "ru" else {"uz", "oz"}
    spoken = head.language in own
    values = orders.field_values(order)
    preamble, body, basis = (
        name_in(issuer.language, fields.filled(text, values)) if spoken else ""
        for text in (head.preamble, head.body, head.basis)
    )
    return Extract(
        **issuer.alike(row, executor) | {"student_number": line.number},
        order_number=head.number,
        order_day=str(head.signed_on),
        act=head.act,
        title=title,
        preamble=preamble,
        body=body,
        basis=basis,
        effective_on=str(head.effective_on),
        group=line.old.group,
        before=before,
        after="; ".join(filter(None, (after, *told))),
    )


def _certificate(gateway: Gateway, issuer: Issuer, row: Mapping[str, Any], executor: str) -> Certificate:
    lines = gateway.rows(_PASSED, id=row["id"])
    gpa, behind = gateway.scalar(_GPA, id=row["id"]), _behind(gateway, issuer, row["id"])
    return Certificate(
        **issuer.alike(row, executor),
        birth_date=str(row["birth_date"]),
        faculty=issuer.named(row, "unit_"),
        specialty=_specialty(issuer, row),
        form=issuer.label(FORM, row["education_form"]),
        entry_year=row["entry_year"],
        order_number=behind.number,
        order_day=behind.day,
        order_title=behind.title,
        reason=behind.reason,
        marks="\n".join(line for line, *_names in lines),
        subjects=tuple(named_in(issuer.language, *each) for _line, *each in lines),
        gpa="" if gpa is None else f"{gpa:.2f}".replace(".", ","),
    )


def _letter(
    gateway: Gateway, issuer: Issuer, row: Mapping[str, Any], executor: str, wanted: Wanted
) -> Letter:
    behind = _behind(gateway, issuer, row["id"])
    return Letter(
        **issuer.alike(row, executor),
        kind=wanted.kind,
        place=name_in(issuer.language, " ".join(wanted.place.split())),
        start=str(wanted.start) if wanted.kind == CALL else None,
        end=str(wanted.end) if wanted.kind == CALL else None,
        course=int(row["course"]) - references.BEFORE_FIRST_COURSE,
        faculty=issuer.named(row, "unit_"),
        specialty=_specialty(issuer, row),
        form=issuer.label(FORM, row["education_form"]),
        group=row["group_name"] or "",
        order_number=behind.number,
        order_day=behind.day,
        order_title=behind.title,
    )


def _type(issuer: Issuer, code: str) -> str:
    """Return what a type of orders is called."""
    return (ORDERS.get(code) if issuer.language == "ru" else None) or issuer.label(TYPES, code)


def _specialty(issuer: Issuer, row: Mapping[str, Any]) -> str:
    return f"{row['specialty_code']} – {issuer.named(row, 'specialty_')}"


def _behind(gateway: Gateway, issuer: Issuer, student_id: int) -> Behind:
    row = gateway.one(_ORDER, id=student_id)
    if row is None or row[0] is None:
        return Behind()
    number, day, reason, kind, reasons = row
    return Behind(
        number,
        str(day),
        _type(issuer, kind),
        issuer.label(reasons, reason) if reasons and reason else "",
    )
