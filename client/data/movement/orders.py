"""An order with its students as a window and a paper show it: what stands, what shall stand, what is said about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from client.core.i18n import _, names
from client.data.records.catalogue import Catalogue
from client.data.server.gateway import Gateway
from reports.common.table import Column, Table
from shared.models.movement import ACTS, DRAFT, SENT, SIGNED
from shared.scripts import named_in

TYPES, STATUSES, COURSES, SEMESTERS = "h_decree_type", "h_student_status", "h_course", "h_semester"
FORMS, PAYMENTS, LANGUAGES = "h_education_form", "h_payment_form", "h_language"
LISTS = (TYPES, STATUSES, COURSES, SEMESTERS, FORMS, PAYMENTS, LANGUAGES)


#: What a code of a list is called.
Label = Callable[[str, str], str]


class Head(NamedTuple):
    """What an order is and how far it has come."""

    id: int
    order_type: str
    act: str
    heading: str
    state: str
    number: str
    signed_on: date | None
    effective_on: date
    faculty_id: int | None
    faculty: str
    made_by: str
    returned: str
    cancel_asked_by: str
    cancel_reason: str
    reasons: str
    moves: str
    dated: bool


class State(NamedTuple):
    """The state of study of a student, before an order or after it."""

    status: str
    course: str
    semester: str
    group: str
    specialty: str
    faculty: str
    form: str
    payment: str
    language: str


class OrderLine(NamedTuple):
    """A student in an order."""

    id: int
    student_id: int
    name: str
    number: str
    old: State
    new: State
    reason: str
    starts_on: date | None
    ends_on: date | None
    note: str
    gpa: Decimal | None
    debts: int | None


class Verdict(NamedTuple):
    """What is said about a line of a draft."""

    line_id: int
    refused: bool
    sentence: str


class Agreement(NamedTuple):
    """An office that is asked to agree."""

    id: int
    office: str
    unit_id: int | None
    unit: str
    answer: str
    reason: str


@dataclass(frozen=True)
class Order:
    """All of an order that the one who asks may read."""

    head: Head
    lines: tuple[OrderLine, ...]
    verdicts: tuple[Verdict, ...]
    agreements: tuple[Agreement, ...]

    @property
    def refused(self) -> int:
        """Return how many students keep the order from being signed."""
        return len({each.line_id for each in self.verdicts if each.refused})

    def said(self, line_id: int) -> list[Verdict]:
        """Return what is said about a line, refusals first."""
        return [each for each in self.verdicts if each.line_id == line_id]


_HEAD = """
select d.id, d.order_type, d.act, d.heading, d.state, coalesce(d.number, ''), d.signed_on, d.effective_on, d.faculty_id,
       u.name_uz, u.name_oz, u.name_ru, u.name_en, coalesce(security.name_of(d.made_by), d.made_by, ''),
       coalesce(d.returned, ''), coalesce(d.cancel_asked_by, ''), coalesce(d.cancel_reason, ''), t.reasons,
       t.moves, t.dated
  from movement.decree d
  left join structure.unit u on u.id = d.faculty_id
  left join lateral (
        select max(t.reasons) as reasons, max(t.moves) as moves, bool_or(t.dated) as dated
          from movement.transition t
         where t.act = d.act) t on true
 where d.id = :id
"""
_LINES = """
select t.line_id, t.student_id, t.student_name, t.student_number, coalesce(t.reason, ''), t.starts_on, t.ends_on,
       coalesce(t.note, ''), t.gpa, t.debts,
       t.old_status, t.old_course, t.old_semester, t.old_group, t.old_specialty,
       o.name_uz, o.name_oz, o.name_ru, o.name_en, t.old_form, t.old_payment, t.old_language,
       t.new_status, t.new_course, t.new_semester, t.new_group, t.new_specialty,
       n.name_uz, n.name_oz, n.name_ru, n.name_en, t.new_form, t.new_payment, t.new_language
  from movement.states(:id) t
  left join structure.unit o on o.id = t.old_faculty_id
  left join structure.unit n on n.id = t.new_faculty_id
 order by t.sort_key, t.line_id
"""
_VERDICTS = "select v.line_id, v.refused, v.message, v.details from movement.verdicts(:id) v"
_AGREEMENTS = """
select a.id, a.office, a.unit_id, u.name_uz, u.name_oz, u.name_ru, u.name_en, a.answer, coalesce(a.reason, '')
  from movement.agreement a
  left join structure.unit u on u.id = a.unit_id
 where a.decree_id = :id
 order by a.id
"""
#: Who may ask what keeps an order from being signed.
KEEPERS = ("hemis_academic_office", "hemis_faculty")


#: Roles that do not read who agreed.
UNASKED = ("hemis_registrar", "hemis_management", "hemis_tutor")


def read_order(gateway: Gateway, decree_id: int, language: str = "") -> Order | None:
    """Return an order, nothing if it is gone or not to be read; names in this language, else the interface's."""
    row = gateway.one(_HEAD, id=decree_id)
    if row is None:
        return None
    named = partial(named_in, language) if language else names
    lines = tuple(_line(each, named) for each in gateway.rows(_LINES, id=decree_id))
    head = _head(row, named)
    judged = head.state in (DRAFT, SENT, SIGNED) and gateway.role in KEEPERS
    verdicts = gateway.rows(_VERDICTS, id=decree_id) if judged else ()
    asked = gateway.rows(_AGREEMENTS, id=decree_id) if gateway.role not in UNASKED else ()
    return Order(
        head,
        lines,
        tuple(
            Verdict(line, refused, _(message, **_shown(details)))
            for line, refused, message, details in verdicts
        ),
        tuple(
            Agreement(number, office, unit, named(*unit_names) if unit else "", answer, reason)
            for number, office, unit, *unit_names, answer, reason in asked
        ),
    )


def _head(row: Sequence[Any], named: Callable[..., str]) -> Head:
    faculty = named(*row[9:13]) if row[9] else ""
    made_by, returned, cancel_by, cancel_reason, reasons, moves, dated = row[13:20]
    return Head(
        row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], faculty, made_by, returned, cancel_by,
        cancel_reason, reasons or "", moves or "", bool(dated),
    )  # fmt: skip


def _line(row: Sequence[Any], named: Callable[..., str]) -> OrderLine:
    number, student, name, *rest = row[:10]
    return OrderLine(
        number, student, named(name), rest[0], _state(row[10:22], named), _state(row[22:34], named), *rest[1:]
    )


def _state(row: Sequence[Any], named: Callable[..., str]) -> State:
    status, course, semester, group, specialty, *faculty, form, payment, language = row
    return State(
        status or "", course or "", semester or "", group or "", specialty or "",
        named(*faculty) if faculty[0] else "", form or "", payment or "", language or "",
    )  # fmt: skip


def difference(line: OrderLine, label: Label) -> tuple[str, str]:
    """Return what stands and what shall stand, in words: only what differs, or the state if nothing does."""
    shown = [
        (label(STATUSES, line.old.status), label(STATUSES, line.new.status)),
        (line.old.faculty, line.new.faculty),
        (line.old.specialty, line.new.specialty),
        (line.old.group, line.new.group),
        (label(COURSES, line.old.course), label(COURSES, line.new.course)),
        (label(SEMESTERS, line.old.semester), label(SEMESTERS, line.new.semester)),
        (label(FORMS, line.old.form), label(FORMS, line.new.form)),
        (label(PAYMENTS, line.old.payment), label(PAYMENTS, line.new.payment)),
        (label(LANGUAGES, line.old.language), label(LANGUAGES, line.new.language)),
    ]
    moved = [pair for pair in shown if pair[0] != pair[1]] or shown[:1]
    return ", ".join(old or "–" for old, _new in moved), ", ".join(new or "–" for _old, new in moved)


def why(line: OrderLine, head: Head, label: Label) -> str:
    """Return the reason, the days and the note of a line."""
    told = [label(head.reasons, line.reason) if head.reasons else ""]
    if line.starts_on and line.ends_on:
        told.append(f"{line.starts_on:%d.%m.%Y} – {line.ends_on:%d.%m.%Y}")
    if line.gpa is not None:
        told.append(_("GPA {gpa}, debts: {debts}", gpa=line.gpa, debts=line.debts or 0))
    return "; ".join(filter(None, (*told, line.note)))


def title_of(head: Head) -> str:
    """Return what an order is called: its number and day, or that it is a draft."""
    act = _(ACTS.get(head.act, head.act))
    if head.number and head.signed_on:
        return _(
            "{act}: order {number} of {day}", act=act, number=head.number, day=f"{head.signed_on:%d.%m.%Y}"
        )
    return _("{act}: draft", act=act)


def as_table(order: Order, catalogue: Catalogue) -> Table:
    """Return the students of an order with old beside new."""
    columns = (
        Column(_("Student")), Column(_("Group")), Column(_("Before")), Column(_("After")), Column(_("Reason")),
        Column(_("What is said about it")),
    )  # fmt: skip
    rows = []
    for each in order.lines:
        old, new = difference(each, catalogue.label)
        said = " ".join(
            f"{'✗' if verdict.refused else '!'} {verdict.sentence}" for verdict in order.said(each.id)
        )
        rows.append((each.name, each.old.group, old, new, why(each, order.head, catalogue.label), said))
    return Table(title_of(order.head), (), columns, rows, footer=_footer(order))


def _footer(order: Order) -> str:
    told = [_("Students: {count}", count=len(order.lines))]
    if order.refused:
        told.append(_("kept from it: {count}", count=order.refused))
    return " · ".join(told)


def _shown(details: dict[str, Any]) -> dict[str, Any]:
    """Names in the script of the interface, days as people write them."""
    told = dict(details)
    if student := told.get("student"):
        told["student"] = names(student)
    if day := told.get("day"):
        told["day"] = f"{date.fromisoformat(day):%d.%m.%Y}"
    return told
