"""The life of a student in one view: states with their orders, changes of fields, papers, results."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from client.core.clock import ZONE
from client.core.i18n import LANGUAGES, N_, _, names
from client.core.roles import role_title
from client.core.words import classifier_of
from client.data.documents import papers
from client.data.movement.orders import COURSES, PAYMENTS, SEMESTERS, STATUSES
from client.data.records import history
from client.data.records.actors import names_of
from client.data.records.catalogue import Catalogue
from client.data.records.history import Entry
from client.data.records.rights import rights
from client.data.server.gateway import Gateway
from reports.common.table import Column, Table
from shared.models.documents import Paper, Printing
from shared.models.grades import SOURCES, AcademicRecord
from shared.models.grades_sheet import Sheet
from shared.models.movement import ACTS
from shared.models.record import Record
from shared.models.students import PriorEducation, Private, Student
from shared.models.students_time import ORIGINS, Period
from shared.numbers import exact

STATE, FIELD, PAPER, RESULT = "state", "field", "paper", "result"
KINDS = {
    STATE: N_("States and orders"),
    FIELD: N_("Changes of fields"),
    PAPER: N_("Papers"),
    RESULT: N_("Results"),
}
LISTS = (STATUSES, COURSES, SEMESTERS, PAYMENTS)
PAPER_KINDS = classifier_of(Paper.__table__.columns["kind"])
#: The fields of which every change begins a state of its own, and the student a record is of.
SETTLED = frozenset(Period.__table__.columns.keys())
#: Writes a value of a field as people read it.
Shown = Callable[[Any, str, Catalogue], str]

_TIME_LINE = """
select t.starts_on, t.ends_on, t.origin, t.status, t.course, t.semester, t.group_name, t.faculty, t.payment_form,
       t.decree_id, t.act, t.number, t.signed_on, t.former_name, t.new_name, t.line_from, t.source
  from movement.time_line(:student) t
"""
_ROWS = "select unnest(merging.rows_of(:student))"
_PRIOR = "select e.id from students.prior_education e where e.student_id = :student"
_PRIVATE = "select c.at, c.login, c.role, c.fields from students.private_changes(:student) c"
_RESULTS = """
select r.year, r.semester, b.name_uz, b.name_oz, b.name_ru, b.name_en, r.points, r.mark, r.passed, r.source,
       r.source_document, s.id, s.number, (s.closed_at at time zone 'Asia/Tashkent')::date
  from grades.record r
  join subjects.subject b on b.id = r.subject_id
  left join grades.line l on l.id = r.line_id
  left join grades.sheet s on s.id = l.sheet_id
 where r.student_id = any (:students)
 order by r.year, r.semester, b.name_uz, r.round, r.attempt
"""


class Point(NamedTuple):
    """Something in a life, the document behind it, and the window that opens that."""

    kind: str
    day: date
    until: str
    told: str
    document: str
    window: str = ""
    record_id: int = 0


def life(gateway: Gateway, catalogue: Catalogue, student_id: int, shown: Shown) -> list[Point]:
    """Return all that the reader may see, the latest first; rows that were merged into the student included."""
    catalogue.ensure(LISTS)
    rows = [row for (row,) in gateway.rows(_ROWS, student=student_id)]
    points = [*_states(gateway, catalogue, student_id)]
    for row in rows:
        points += _fields(gateway, catalogue, row, shown)
        points += _papers(gateway, catalogue, row)
    points += _results(gateway, rows)
    return sorted(points, key=lambda each: each.day)[::-1]


def as_table(points: Sequence[Point]) -> Table:
    """Return the points on paper."""
    columns = (
        Column(_("From")), Column(_("Until")), Column(_("Kind")), Column(_("What happened")), Column(_("Document")),
    )  # fmt: skip
    rows = [(f"{it.day:%d.%m.%Y}", it.until, _(KINDS[it.kind]), it.told, it.document) for it in points]
    return Table(_("Time line"), (), columns, rows, footer="")


def _states(gateway: Gateway, catalogue: Catalogue, student_id: int) -> Iterable[Point]:
    for row in gateway.rows(_TIME_LINE, student=student_id):
        starts, ends, origin, status, course, semester, group, faculty, payment, *behind = row
        decree, act, number, signed, former, named, since, source = behind
        document = f"{_(ORIGINS[origin])}: {source}" if source else _(ORIGINS[origin])
        if act:
            document = _(ACTS[act]) + (f" № {number}, {signed:%d.%m.%Y}" if number else "")
        if former:  # given within a period: its own day stands there
            starts, document = since, f"{_(ACTS[act])} № {number}: {names(former)} → {names(named)}"
        told = (
            catalogue.label(STATUSES, status), catalogue.label(COURSES, course), catalogue.label(SEMESTERS, semester),
            group, names(*faculty), catalogue.label(PAYMENTS, payment),
        )  # fmt: skip
        until = f"{ends:%d.%m.%Y}" if ends else _("today")
        yield Point(STATE, starts, until, ", ".join(filter(None, told)), document, "order", decree or 0)


def _fields(gateway: Gateway, catalogue: Catalogue, student_id: int, shown: Shown) -> Iterable[Point]:
    records: list[tuple[type[Record], int]] = [(Student, student_id)]
    if rights(gateway, PriorEducation).readable:
        records += [(PriorEducation, prior) for (prior,) in gateway.rows(_PRIOR, student=student_id)]
    for model, record_id in records:
        for entry in reversed(history.of_record(gateway, catalogue, str(model.__table__), record_id)):
            entered = model is Student and entry.first
            told = _("Entered in the database") if entered else _told(entry, catalogue, shown)
            if told:
                yield Point(FIELD, _day(entry.at), "", told, _person(entry.who, entry.role))
    changed = gateway.rows(_PRIVATE, student=student_id)
    people = names_of(gateway, (login for _at, login, _role, _fields in changed))
    for at, login, role, fields in changed:
        labels = ", ".join(_(each.info["label"]) for each in Private.__table__.columns if each.name in fields)
        told = _("Private data changed: {fields}", fields=labels)
        yield Point(FIELD, _day(at), "", told, _person(people[login], role_title(role) if role else ""))


def _told(entry: Entry, catalogue: Catalogue, shown: Shown) -> str:
    """Say what a change has made of the fields that no state tells of."""
    return "; ".join(
        f"{it.label}: {shown(it.before, it.classifier, catalogue) or '–'}"
        f" → {shown(it.after, it.classifier, catalogue) or '–'}"
        for it in entry.fields
        if it.name not in SETTLED
    )


def _papers(gateway: Gateway, catalogue: Catalogue, student_id: int) -> Iterable[Point]:
    if any("id" not in rights(gateway, each).readable for each in (Paper, Printing)):
        return
    for each in reversed(papers.of_record(gateway, str(Student.__table__), student_id)):
        told = f"{catalogue.label(PAPER_KINDS, each.kind)}, {LANGUAGES[each.language]}"
        if each.cancelled_at:
            why = each.cancel_reason or ""
            told += f" – {_('cancelled {day}', day=f'{_day(each.cancelled_at):%d.%m.%Y}')} {why}".rstrip()
        yield Point(PAPER, _day(each.registered_at), "", told, each.register_number, "paper", each.id)


def _results(gateway: Gateway, rows: Sequence[int]) -> Iterable[Point]:
    if any("id" not in rights(gateway, each).readable for each in (AcademicRecord, Sheet)):
        return
    for year, semester, *subject, points, mark, passed, source, paper, sheet, number, closed in gateway.rows(
        _RESULTS, students=list(rows)
    ):
        # An earlier result has no day of its own: it stands at the end of its half of the academic year.
        day = closed or (date(year + 1, 6, 30) if semester % 2 == 0 else date(year + 1, 1, 31))
        told = [names(*subject), _("semester {number}", number=semester)]
        if points is not None:
            told.append(_("points: {points}", points=exact(points)))
        told += [_("mark: {mark}", mark=mark)] if mark else []
        told += [] if passed else [_("not passed")]
        document = f"{_(SOURCES[source])} № {number}" if number else f"{_(SOURCES[source])}: {paper or '–'}"
        yield Point(RESULT, day, "", ", ".join(told), document, "grade-sheet", sheet or 0)


def _day(at: datetime) -> date:
    return at.astimezone(ZONE).date()


def _person(who: str, role: str) -> str:
    return f"{who} ({role})" if role else who
