"""An order with its students as a window and a paper show it: what stands, what shall stand, what is said about it."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from client.core.i18n import _, language, names
from client.data.records.catalogue import Catalogue
from client.data.server.gateway import Gateway
from reports.common.table import Column, Table
from shared.models.movement import ACTS, DRAFT, SENT, SIGNED, TOPICS
from shared.numbers import exact
from shared.scripts import name_in, named_in

STATUSES, COURSES, SEMESTERS = "h_student_status", "h_course", "h_semester"
FORMS, PAYMENTS, LANGUAGES = "h_education_form", "h_payment_form", "h_language"
LISTS = (STATUSES, COURSES, SEMESTERS, FORMS, PAYMENTS, LANGUAGES)
#: What a code of a list is called.
Label = Callable[[str, str], str]


class Head(NamedTuple):
    """What an order is and says, and how far it has come."""

    faculty: str
    #: The list of the reasons of its lines.
    reasons: str
    id: int
    act: str
    heading: str
    state: str
    number: str
    signed_on: date | None
    signatory_id: int | None
    effective_on: date
    language: str
    preamble: str
    body: str
    closing: str
    basis: str
    returned: str
    cancel_asked_by: str
    cancel_reason: str
    faculty_id: int | None


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

    #: The order that a correction takes the student out of.
    taken_back: str
    #: The names before and after an order that changes them, else nothing.
    old_name: str
    new_name: str
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
    #: By line, refusals first.
    verdicts: Mapping[int, Sequence[Verdict]]
    agreements: tuple[Agreement, ...]

    @property
    def refused(self) -> int:
        """Return how many students keep the order from being signed."""
        return sum(any(each.refused for each in said) for said in self.verdicts.values())


_HEAD = """
select d.id, d.act, d.heading, d.state, coalesce(d.number, ''), d.signed_on, d.signatory_id, d.effective_on, d.language,
       coalesce(d.preamble, ''), coalesce(d.body, ''), coalesce(d.closing, ''), coalesce(d.basis, ''),
       coalesce(d.returned, ''), coalesce(d.cancel_asked_by, ''), coalesce(d.cancel_reason, ''), d.faculty_id,
       u.name_uz, u.name_oz, u.name_ru, u.name_en,
       (select coalesce(max(t.reasons), '') from movement.transition t where t.act = d.act)
  from movement.decree d
  left join structure.unit u on u.id = d.faculty_id
 where d.id = :id
"""
_LINES = """
select t.line_id, t.student_id, t.student_name, t.student_number, coalesce(t.reason, ''), t.starts_on, t.ends_on,
       coalesce(t.note, ''), t.gpa, t.debts,
       t.old_status, t.old_course, t.old_semester, t.old_group, t.old_specialty,
       o.name_uz, o.name_oz, o.name_ru, o.name_en, t.old_form, t.old_payment, t.old_language,
       t.new_status, t.new_course, t.new_semester, t.new_group, t.new_specialty,
       n.name_uz, n.name_oz, n.name_ru, n.name_en, t.new_form, t.new_payment, t.new_language, t.taken_back,
       t.old_name, t.old_cyrillic, t.new_name, t.new_cyrillic
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
_NEEDS = """
select coalesce(max(t.reasons), ''), coalesce(max(t.moves), ''), bool_or(t.dated)
  from movement.transition t
 where t.act = :act
"""
#: Who may ask what keeps an order from being signed.
KEEPERS = ("hemis_academic_office", "hemis_faculty")
#: Roles that do not read who agreed.
UNASKED = ("hemis_registrar", "hemis_management", "hemis_tutor")


class ActNeeds(NamedTuple):
    """What the lines of an act need and may change."""

    reasons: str
    moves: frozenset[str]
    dated: bool


def needs_of(gateway: Gateway, act: str) -> ActNeeds:
    """Return what an act needs."""
    [(reasons, moves, dated)] = gateway.rows(_NEEDS, act=act)
    return ActNeeds(reasons, frozenset(moves.split()), bool(dated))


def read_order(
    gateway: Gateway, decree_id: int, *, in_its_language: bool = False, written: str = ""
) -> Order | None:
    """Return an order, nothing if it is gone or not to be read; names as the interface, it or a paper has them."""
    row = gateway.one(_HEAD, id=decree_id)
    if row is None:
        return None
    *own, uz, oz, ru, en, reasons = row
    head = Head("", reasons, *own)
    if in_its_language:
        written = head.language
    named = partial(named_in, written) if written else names
    head = head._replace(faculty=named(uz, oz, ru, en) if uz else "")
    person = partial(name_in, written or language())
    lines = tuple(_line(each, named, person) for each in gateway.rows(_LINES, id=decree_id))
    if head.act == TOPICS:  # kept in Latin like names
        lines = tuple(each._replace(note=person(each.note)) for each in lines)
    judged = head.state in (DRAFT, SENT, SIGNED) and gateway.role in KEEPERS
    verdicts: defaultdict[int, list[Verdict]] = defaultdict(list)
    for line, refused, message, details in gateway.rows(_VERDICTS, id=decree_id) if judged else ():
        verdicts[line].append(Verdict(refused, _(message, **_shown(details))))
    asked = gateway.rows(_AGREEMENTS, id=decree_id) if gateway.role not in UNASKED else ()
    agreements = (
        Agreement(number, office, unit, named(*unit_names) if unit else "", answer, reason)
        for number, office, unit, *unit_names, answer, reason in asked
    )
    return Order(head, lines, verdicts, tuple(agreements))


def _line(row: Sequence[Any], named: Callable[..., str], person: Callable[..., str]) -> OrderLine:
    number, student, name, *rest = row[:10]
    cited = row[34]
    taken_back = _called(cited["act"], cited["number"], date.fromisoformat(cited["day"])) if cited else ""
    old, new = _state(row[10:22], named), _state(row[22:34], named)
    before, after = (person(*pair) if pair[0] else "" for pair in (row[35:37], row[37:39]))
    return OrderLine(taken_back, before, after, number, student, named(name), rest[0], old, new, *rest[1:])


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
    if line.new_name:
        shown = [(line.old_name, line.new_name)]
    moved = [pair for pair in shown if pair[0] != pair[1]] or shown[:1]
    return ", ".join(old or "–" for old, _new in moved), ", ".join(new or "–" for _old, new in moved)


def why(line: OrderLine, head: Head, label: Label) -> str:
    """Return the reason, the days and the note of a line, and the order that a correction cites."""
    told = [label(head.reasons, line.reason) if head.reasons else "", line.taken_back]
    if line.starts_on and line.ends_on:
        told.append(f"{line.starts_on:%d.%m.%Y} – {line.ends_on:%d.%m.%Y}")
    if line.gpa is not None:
        told.append(_("GPA {gpa}, debts: {debts}", gpa=exact(line.gpa), debts=line.debts or 0))
    return "; ".join(filter(None, (*told, line.note)))


def field_values(order: Order) -> dict[str, str]:
    """Return what the fields of the words of an order are filled with."""
    head = order.head
    return {
        "number": head.number or "____",
        "day": f"{head.signed_on:%d.%m.%Y}" if head.signed_on else "____",
        "faculty": head.faculty,
        "count": str(len(order.lines)),
        "effective": f"{head.effective_on:%d.%m.%Y}",
    }


def with_students(gateway: Gateway, typed: str) -> tuple[tuple[int, str], ...]:
    """Return the orders in which students stand whom somebody looks for, each with who was found."""
    rows = gateway.rows(
        "select o.decree_id, o.students, o.many from movement.orders_with(:typed) o", typed=typed
    )
    return tuple((number, _told(found, many)) for number, found, many in rows)


def _told(found: Sequence[str], many: int) -> str:
    shown = ", ".join(names(each) for each in found)
    return f"{shown} (+{many - len(found)})" if many > len(found) else shown


def title_of(head: Head) -> str:
    """Return what an order is called: its number and day, or that it is a draft."""
    if head.number and head.signed_on:
        return _called(head.act, head.number, head.signed_on)
    return _("{act}: draft", act=_(ACTS[head.act]))


def _called(act: str, number: str, day: date) -> str:
    return _("{act}: order {number} of {day}", act=_(ACTS[act]), number=number, day=f"{day:%d.%m.%Y}")


def as_table(order: Order, catalogue: Catalogue) -> Table:
    """Return the students of an order with old beside new, and what is said about them where anything is."""
    columns = [_("Student"), _("Group"), _("Before"), _("After"), _("Reason")]
    if order.verdicts:
        columns.append(_("What is said about it"))
    rows = []
    for each in order.lines:
        old, new = difference(each, catalogue.label)
        said = [f"{'✗' if it.refused else '!'} {it.sentence}" for it in order.verdicts.get(each.id, ())]
        row = (each.name, each.old.group, old, new, why(each, order.head, catalogue.label), " ".join(said))
        rows.append(row[: len(columns)])
    return Table(title_of(order.head), (), tuple(map(Column, columns)), rows, footer=_footer(order))


def lists_of(order: Order) -> tuple[str, ...]:
    """Return the lists whose codes stand in an order."""
    return (*LISTS, order.head.reasons) if order.head.reasons else LISTS


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
