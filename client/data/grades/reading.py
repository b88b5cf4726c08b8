"""What is made of the record: debtors, GPA with its working, summary of a group, personal schedules, what is odd."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from client.core.errors import UserError
from client.core.i18n import N_, _, names
from client.data.documents.plain import PlainPapers
from client.data.server.gateway import Gateway
from reports.common import table
from reports.common.table import Column, Table
from shared import numbers
from shared.codes import StructureType
from shared.names import sort_key

OF_A_DEPARTMENT = "hemis_department_head"


class Named(NamedTuple):
    """A record with its name, to choose from."""

    id: int
    name: str


class Debtor(NamedTuple):
    """A student with failed subjects that count."""

    student_id: int
    name: str
    group: str
    course: str
    subjects: str
    debts: int
    credits: Decimal
    cost: Decimal
    scheduled: bool


class StudentGpa(NamedTuple):
    """A student with the GPA of all, of the last year and of the last semester."""

    student_id: int
    name: str
    group: str
    course: str
    gpa: Decimal | None
    year: Decimal | None
    semester: Decimal | None
    credits: Decimal
    debts: int


class WorkingLine(NamedTuple):
    """A subject in the working of a GPA."""

    year: int
    semester: int
    subject: str
    credits: Decimal
    grade: Decimal
    passed: bool
    enters: bool
    weighted: Decimal | None


_FACULTIES = """
select u.id, u.name_uz, u.name_oz, u.name_ru, u.name_en
  from structure.unit u
 where u.kind = :faculty and u.id = any (security.my_units())
 order by u.code
"""
_GROUPS = """
select g.id, g.name from students."group" g
 where exists (select from grades.record r join students.student s on s.id = r.student_id where s.group_id = g.id)
    or exists (select from grades.sheet h where h.group_id = g.id)
 order by not g.active, g.name
"""
_DEBTORS = """
select d.student_id, s.full_name, g.name, s.course, d.debts, d.credits, d.cost, d.scheduled, b.name_uz, b.name_oz,
       b.name_ru, b.name_en, r.semester
  from grades.debtors() d
  join students.student s on s.id = d.student_id
  left join students."group" g on g.id = s.group_id
  join grades.record r on r.student_id = d.student_id and r.counts and not r.passed
  join subjects.subject b on b.id = r.subject_id
 order by d.debts desc, s.sort_key, r.semester
"""
_GPA = """
with found as materialized (
    select * from grades.gpa(:students)
), latest as (
    select distinct on (f.student_id) f.student_id, f.gpa
      from found f where f.semester is not null order by f.student_id, f.year desc, f.semester desc
), years as (
    select distinct on (f.student_id) f.student_id, f.gpa
      from found f where f.year is not null and f.semester is null order by f.student_id, f.year desc
)
select a.student_id, s.full_name, g.name, s.course, a.gpa, y.gpa, m.gpa, a.credits, a.debts
  from found a
  join students.student s on s.id = a.student_id
  left join students."group" g on g.id = s.group_id
  left join years y on y.student_id = a.student_id
  left join latest m on m.student_id = a.student_id
 where a.year is null
 order by a.gpa desc nulls last, s.sort_key
"""
_WORKING = """
select w.year, w.semester, b.name_uz, b.name_oz, b.name_ru, b.name_en, w.credits, w.grade, w.passed, w.enters,
       w.weighted
  from grades.working(:student) w
  join subjects.subject b on b.id = w.subject_id
"""
_OF_GROUP = "select s.id from students.student s where s.group_id = :group"


def faculties(gateway: Gateway) -> list[Named]:
    """Return the faculties of the acting person."""
    return [Named(row[0], names(*row[1:])) for row in gateway.rows(_FACULTIES, faculty=StructureType.FACULTY)]


def groups(gateway: Gateway) -> list[Named]:
    """Return the groups that have sheets or results, those that study still first."""
    return [Named(*row) for row in gateway.rows(_GROUPS)]


def debtors(gateway: Gateway) -> list[Debtor]:
    """Return who owes what, most debts first."""
    found: dict[int, Debtor] = {}
    for row in gateway.rows(_DEBTORS):
        subject = f"{names(*row[8:12])} ({row[12]})"
        if (known := found.get(row[0])) is not None:
            found[row[0]] = known._replace(subjects=f"{known.subjects}, {subject}")
        else:
            found[row[0]] = Debtor(row[0], names(row[1]), row[2] or "", row[3], subject, *row[4:8])
    return list(found.values())


def ranking(gateway: Gateway, group_id: int | None) -> list[StudentGpa]:
    """Return students by their GPA, the best first."""
    students = None if group_id is None else [row[0] for row in gateway.rows(_OF_GROUP, group=group_id)]
    rows = gateway.rows(_GPA, students=students)
    return [StudentGpa(row[0], names(row[1]), row[2] or "", *row[3:]) for row in rows]


def working(gateway: Gateway, student_id: int) -> list[WorkingLine]:
    """Return what a GPA is made of, line by line."""
    rows = gateway.rows(_WORKING, student=student_id)
    return [WorkingLine(row[0], row[1], names(*row[2:6]), *row[6:]) for row in rows]


@dataclass(frozen=True)
class Summary:
    """The results of a group in a semester: a row a student, a column a subject."""

    group: str
    term: str
    subjects: tuple[str, ...]
    #: Student, marks by subject, GPA of the semester, debts.
    rows: tuple[tuple[int, str, tuple[str, ...], Decimal | None, int], ...]
    #: Whether GPA and debts are known: a head reads the subjects of the department, and reckons nothing of them.
    reckoned: bool = True


_SUMMARY = """
select l.student_id, l.name, b.name_uz, b.name_oz, b.name_ru, b.name_en, l.total, l.mark, l.outcome, s.state, s.attempt,
       s.subject_id, s.sheet_type_id
  from grades.sheet s
  join grades.line l on l.sheet_id = s.id
  join subjects.subject b on b.id = s.subject_id
 where s.term_id = :term and l.group_id = :group
 order by s.attempt
"""
_TERM = "select t.name from curriculum.term t where t.id = :term"
_NAME = 'select g.name from students."group" g where g.id = :group'
_SEMESTER_GPA = """
select g.student_id, g.gpa, g.debts
  from grades.gpa(:students) g
  join (
    select distinct y.year, s.semester
      from grades.sheet s
      join curriculum.term t on t.id = s.term_id
      join curriculum.academic_year y on y.id = t.academic_year_id
      join grades.line l on l.sheet_id = s.id and l.group_id = :group
     where s.term_id = :term) w on w.year = g.year and w.semester = g.semester
"""


def summary(gateway: Gateway, term_id: int, group_id: int) -> Summary:
    """Return the summary sheet of a group: the latest attempt of every subject."""
    subjects: dict[tuple[int, int], str] = {}
    students: dict[int, str] = {}
    cells: dict[tuple[int, tuple[int, int]], str] = {}
    for row in gateway.rows(_SUMMARY, term=term_id, group=group_id):
        key = (row[11], row[12])
        subjects[key] = names(*row[2:6])
        students[row[0]] = names(row[1])
        cells[row[0], key] = _shown(row[6], row[7], row[8], row[9])
    ids = list(students)
    reckoned = gateway.role != OF_A_DEPARTMENT
    gpa = (
        {row[0]: row[1:] for row in gateway.rows(_SEMESTER_GPA, students=ids, group=group_id, term=term_id)}
        if reckoned
        else {}
    )
    order = sorted(subjects, key=lambda key: subjects[key])
    return Summary(
        str(gateway.scalar(_NAME, group=group_id) or ""),
        names(str(gateway.scalar(_TERM, term=term_id) or "")),
        tuple(subjects[key] for key in order),
        tuple(
            (each, name, tuple(cells.get((each, key), "") for key in order), *gpa.get(each, (None, 0)))
            for each, name in sorted(students.items(), key=lambda pair: sort_key(pair[1]))
        ),
        reckoned,
    )


def _shown(total: Decimal | None, mark: str | None, outcome: str, state: str) -> str:
    """Write points and mark; what is not closed yet stands in brackets."""
    if total is None:
        return ""
    points = f"{total.normalize():f}".replace(".", ",")
    text = f"{points} / {mark}" if mark else points
    return text if state == "closed" and outcome != "open" else f"({text})"


def summary_table(found: Summary) -> Table:
    """Return the summary sheet as a list on paper."""
    reckoned = (Column(_("GPA"), numeric=True), Column(_("Debts"), numeric=True)) if found.reckoned else ()
    columns = (Column(_("Student")), *(Column(each) for each in found.subjects), *reckoned)
    rows = [
        (name, *marks, *((_number(gpa), str(debts) if debts else "") if found.reckoned else ()))
        for _id, name, marks, gpa, debts in found.rows
    ]
    notes = (f"{_('Group')}: {found.group}", found.term, _("In brackets: the grade sheet is not closed yet."))
    closing = f"{_('Dean of the faculty')} ____________________"
    return Table(_("Summary sheet"), notes, columns, rows, closing=closing)


def debtors_table(found: Sequence[Debtor]) -> Table:
    """Return the list of debtors on paper."""
    columns = (
        Column(_("Student")), Column(_("Group")), Column(_("Subjects (semester)")), Column(_("Debts"), numeric=True),
        Column(_("Credits"), numeric=True), Column(_("Cost of re-study"), numeric=True),
    )  # fmt: skip
    rows = [
        (
            each.name,
            each.group,
            each.subjects,
            str(each.debts),
            _plain(each.credits),
            numbers.exact(round(each.cost, 2)),
        )
        for each in found
    ]
    owed = sum((each.credits for each in found), Decimal(0))
    footer = _("{count} students, {credits} credits", count=len(found), credits=_plain(owed))
    return Table(_("Academic debtors"), (), columns, rows, footer=footer)


def ranking_table(found: Sequence[StudentGpa], group: str) -> Table:
    """Return the ranking on paper."""
    columns = (
        Column(_("Student")), Column(_("Group")), Column(_("GPA"), numeric=True),
        Column(_("GPA of the year"), numeric=True), Column(_("GPA of the semester"), numeric=True),
        Column(_("Credits"), numeric=True), Column(_("Debts"), numeric=True),
    )  # fmt: skip
    rows = [
        (each.name, each.group, _number(each.gpa), _number(each.year), _number(each.semester), _plain(each.credits),
         str(each.debts) if each.debts else "")
        for each in found
    ]  # fmt: skip
    return Table(_("GPA"), (group,) if group else (), columns, rows)


_SCHEDULES = """
select s.id, s.number, t.full_name, g.name, s.made_on, s.until, s.credits, s.cost, s.state, s.order_number, s.order_date
  from grades.schedule s
  join students.student t on t.id = s.student_id
  left join students."group" g on g.id = t.group_id
 where s.id = any (:ids)
 order by s.number
"""
_SCHEDULE_LINES = """
select l.schedule_id, b.name_uz, b.name_oz, b.name_ru, b.name_en, coalesce(r.semester, m.number),
       coalesce(r.credits, c.credits), r.points
  from grades.schedule_line l
  left join grades.record r on r.id = l.record_id
  left join curriculum.course c on c.id = l.course_id
  left join curriculum.semester m on m.id = c.semester_id
  join subjects.subject b on b.id = coalesce(r.subject_id, c.subject_id)
 where l.schedule_id = any (:ids)
 order by 6, b.name_uz
"""


def schedule_papers(gateway: Gateway, ids: Sequence[int]) -> PlainPapers[Table]:
    """Return personal schedules on paper, one after the other."""
    lines: dict[int, list[tuple[str, ...]]] = {}
    for row in gateway.rows(_SCHEDULE_LINES, ids=list(ids)):
        texts = (names(*row[1:5]), str(row[5]), _plain(row[6]), _plain(row[7]), "", "")
        lines.setdefault(row[0], []).append(texts)
    made = [_schedule(row, lines.get(row[0], [])) for row in gateway.rows(_SCHEDULES, ids=list(ids))]
    if not made:
        raise UserError(N_("No personal schedule is chosen."))
    if len(made) == 1:
        return PlainPapers.one(made[0].title, made[0], table.render)
    titles = [each.title for each in made]
    return PlainPapers(_("Personal schedules"), made, lambda each: table.render(each[0]), titles)


def _schedule(row: Sequence[Any], lines: list[tuple[str, ...]]) -> Table:
    order = (
        _("Order {number} of {day}", number=row[9], day=f"{row[10]:%d.%m.%Y}")
        if row[8] == "ordered"
        else _("Draft, without an order")
    )
    until = f"{row[5]:%d.%m.%Y}" if row[5] else "—"
    notes = (
        f"{_('Student')}: {names(row[2])}, {row[3] or ''}",
        order,
        _(
            "To be done until {day}; cost of re-study: {cost} soums",
            day=until,
            cost=numbers.exact(round(row[7], 2)),
        ),
    )
    columns = (
        Column(_("Subject")), Column(_("Semester"), numeric=True), Column(_("Credits"), numeric=True),
        Column(_("Points"), numeric=True), Column(_("Day and teacher")), Column(_("Result, signature")),
    )  # fmt: skip
    closing = f"{_('Dean of the faculty')} ____________________     {_('Student')} ____________________"
    return Table(_("Personal schedule № {number}", number=row[1]), notes, columns, lines, closing=closing)


def _number(value: Decimal | None) -> str:
    """Write a GPA with its decimals."""
    return "" if value is None else f"{value:f}".replace(".", ",")


def _plain(value: Decimal | None) -> str:
    """Write credits and points without zeros behind the comma."""
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")
