"""The ways in which results are added up: by teacher, by group, by subject; each under the rights of the reader."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from client.core.i18n import N_, _, names
from client.data.grades.analysis import Analysis, Names, ResultLine, Results
from client.data.grades.reading import faculties
from client.data.server.gateway import Gateway
from shared.models.curriculum import CONTROL_OWNERS
from shared.names import sort_key

OWNERS = ("practice", "lecture", "examiner")
GROUP, SUBJECT = "group", "subject"


class Period(NamedTuple):
    """A term, or a whole year: then its number is below nothing."""

    id: int
    name: str
    terms: tuple[int, ...]
    starts_on: date


@dataclass(frozen=True)
class Way:
    """One way to look at results: what it is called, what may be chosen, and how it is read."""

    words: Names
    #: What is chosen beside the term, and from what.
    choice: str
    choices: Callable[[Gateway], Sequence[tuple[Any, str]]]
    #: Gateway, terms and what is chosen.
    sums: Callable[[Gateway, Sequence[int], Any], Analysis]
    #: The same and the row of the table.
    lines: Callable[[Gateway, Sequence[int], Any, int], list[ResultLine]]
    whole_years: bool = True


_PERIODS = """
select t.id, t.name, y.year, y.name, t.starts_on
  from curriculum.term t
  join curriculum.academic_year y on y.id = t.academic_year_id
 order by t.starts_on desc
"""
#: A mark is good whose grade on the five-point scale is 4 or more: each sheet keeps the scale it was opened with.
_GOOD = """
select distinct x.step ->> 'mark'
  from grades.sheet s
 cross join lateral jsonb_array_elements(s.scale) x (step)
 where s.term_id = any (:terms) and (x.step ->> 'grade')::numeric >= 4
"""
_BY_TEACHER = "select * from grades.by_teacher(:term, :owner)"
_OF_TEACHER = "select * from grades.results_of_teacher(:term, :owner, :employee)"
#: First attempts of sheets that nobody writes into any more, as `grades.lines_by_teacher` has them; all, or those of
#: one group or subject.
_RESULTS = """
with sheet as materialized (
    select s.id, s.faculty_id, s.subject_id, s.group_id, s.name, s.number, s.maximum
      from grades.sheet s
     where s.term_id = any (:terms) and s.attempt = 1 and s.round = 1 and s.state in ('signed', 'confirmed', 'closed')
       and (cast(:faculty as bigint) is null or s.faculty_id = :faculty)
       and (cast(:key as bigint) is null or :by = 'group' or s.subject_id = :key)
), away as materialized (
    select c.line_id
      from sheet s
      join grades.cell c on c.faculty_id = s.faculty_id and c.sheet_id = s.id and c.kind = 'absent'
      join grades.component k on k.id = c.component_id and k.final
), result as materialized (
    select case when :by = 'group' then coalesce(l.group_id, s.group_id, 0) else s.subject_id end as key,
           s.id as sheet_id, s.number, s.subject_id, coalesce(l.group_id, s.group_id) as group_id, s.name as groups,
           l.name as student, l.position, coalesce(l.mark, '-') as mark,
           l.total * 100 / nullif(s.maximum, 0) as points, l.outcome = 'passed' as passed,
           l.id in (select w.line_id from away w) as absent
      from sheet s
      join grades.line l on l.faculty_id = s.faculty_id and l.sheet_id = s.id and l.outcome in ('passed', 'failed')
       and (cast(:key as bigint) is null or :by = 'subject' or coalesce(l.group_id, s.group_id, 0) = :key)
)
"""
_SUMS = f"""{_RESULTS}, share as (
    select c.key, jsonb_object_agg(c.mark, c.students) as marks
      from (select r.key, r.mark, count(*) as students from result r where not r.absent group by 1, 2) c
     group by c.key
), total as (
    select r.key, min(r.groups) as groups, count(distinct r.sheet_id) as sheets, count(*) as students,
           avg(r.points) filter (where not r.absent) as mean, count(*) filter (where r.passed) as passed,
           count(*) filter (where r.absent) as absent
      from result r
     group by r.key
)
select t.key, case when :by = 'group' then array[coalesce(g.name, t.groups)]
                   else array[b.name_uz, b.name_oz, b.name_ru, b.name_en] end,
       array[u.name_uz, u.name_oz, u.name_ru, u.name_en], t.sheets, t.students, coalesce(h.marks, '{{}}'), t.mean,
       t.passed, t.absent
  from total t
  left join share h on h.key = t.key
  left join students."group" g on g.id = t.key and :by = 'group'
  left join structure.unit u on u.id = g.faculty_id
  left join subjects.subject b on b.id = t.key and :by = 'subject'
"""  # noqa: S608 - both parts are written here
_LINES = f"""{_RESULTS}
select r.sheet_id, r.number, array[b.name_uz, b.name_oz, b.name_ru, b.name_en], coalesce(g.name, r.groups), r.student,
       r.points, r.mark, r.passed, r.absent
  from result r
  join subjects.subject b on b.id = r.subject_id
  left join students."group" g on g.id = r.group_id
 order by b.name_uz, 4, r.position
"""  # noqa: S608 - as above


def periods(gateway: Gateway, way: Way) -> list[Period]:
    """Return the terms, the latest first, each year behind its own."""
    found: list[Period] = []
    years: dict[int, list[Period]] = {}
    for number, name, year, year_name, starts_on in gateway.rows(_PERIODS):
        if year not in years and way.whole_years:
            found.extend(_whole(each) for each in years.values())
            years = {}
        term = Period(number, names(name), (number,), starts_on)
        found.append(term)
        years.setdefault(year, []).append(term._replace(id=-year, name=names(year_name)))
    return [*found, *(_whole(each) for each in years.values())] if way.whole_years else found


def _whole(terms: Sequence[Period]) -> Period:
    name = _("{year}, whole year", year=terms[0].name)
    return Period(terms[0].id, name, tuple(each.terms[0] for each in terms), terms[-1].starts_on)


def _owners(_gateway: Gateway) -> Sequence[tuple[Any, str]]:
    return [(owner, _(CONTROL_OWNERS[owner])) for owner in OWNERS]


def _faculties(gateway: Gateway) -> Sequence[tuple[Any, str]]:
    """Return what may be chosen; who has one faculty has no choice."""
    found = faculties(gateway)
    return [(None, _("All faculties")), *found] if len(found) != 1 else []


def _good(gateway: Gateway, terms: Sequence[int]) -> frozenset[str]:
    return frozenset(row[0] for row in gateway.rows(_GOOD, terms=list(terms)))


def _of_teachers(gateway: Gateway, terms: Sequence[int], owner: str) -> Analysis:
    rows = gateway.rows(_BY_TEACHER, term=terms[0], owner=owner)
    return Analysis.of([Results(row[0], names(row[1]), *row[2:]) for row in rows], _good(gateway, terms))


def _lines_of_teacher(gateway: Gateway, terms: Sequence[int], owner: str, employee: int) -> list[ResultLine]:
    return [_line(row) for row in gateway.rows(_OF_TEACHER, term=terms[0], owner=owner, employee=employee)]


def _sums_by(by: str) -> Callable[[Gateway, Sequence[int], Any], Analysis]:
    def read(gateway: Gateway, terms: Sequence[int], faculty: int | None) -> Analysis:
        rows = gateway.rows(_SUMS, terms=list(terms), faculty=faculty, by=by, key=None)
        found = [
            Results(key, name, *row[3:]) for (key, name), row in zip(_told_apart(rows), rows, strict=True)
        ]
        return Analysis.of(sorted(found, key=lambda each: sort_key(each.name)), _good(gateway, terms))

    return read


def _told_apart(rows: Sequence[Sequence[Any]]) -> list[tuple[int, str]]:
    """Return the key and the name of each row; groups that several faculties have are named with their faculty."""
    called = [
        (key, names(*name), names(*faculty) if faculty[0] else "") for key, name, faculty, *_rest in rows
    ]
    times = Counter(name for _key, name, _faculty in called)
    return [
        (key, f"{name} ({faculty})" if times[name] > 1 and faculty else name) for key, name, faculty in called
    ]


def _lines_by(by: str) -> Callable[[Gateway, Sequence[int], Any, int], list[ResultLine]]:
    def read(gateway: Gateway, terms: Sequence[int], faculty: int | None, key: int) -> list[ResultLine]:
        rows = gateway.rows(_LINES, terms=list(terms), faculty=faculty, by=by, key=key)
        return [_line(row) for row in rows]

    return read


def _line(row: Sequence[Any]) -> ResultLine:
    sheet, number, subject, group, student, points, mark, passed, absent = row
    return ResultLine(
        sheet, number, names(*subject), names(group), names(student), points, mark or "-", passed, absent
    )


_FIRST = N_(
    "First attempts of signed sheets. "
    "Who did not come did not pass and is not in the mean. Quality: good and excellent."
)
BY_TEACHER = Way(
    Names(
        N_("Results by teacher"), N_("Teacher"), N_("Marks by teacher"),
        N_("First attempts of signed sheets; the mean is that of those who came. A student counts for each teacher."),
    ),
    N_("By whom"), _owners, _of_teachers, _lines_of_teacher, whole_years=False,
)  # fmt: skip
BY_GROUP = Way(
    Names(N_("Results by group"), N_("Group"), N_("Marks by group"), _FIRST),
    N_("Faculty"), _faculties, _sums_by(GROUP), _lines_by(GROUP),
)  # fmt: skip
BY_SUBJECT = Way(
    Names(N_("Results by subject"), N_("Subject"), N_("Marks by subject"), _FIRST),
    N_("Faculty"), _faculties, _sums_by(SUBJECT), _lines_by(SUBJECT),
)  # fmt: skip
WAYS = {"teacher": BY_TEACHER, "group": BY_GROUP, "subject": BY_SUBJECT}
