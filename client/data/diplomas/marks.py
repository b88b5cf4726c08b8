"""The diploma marks of a group: rows by students as the supplements have them, and what is done to all at once."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from client.core.i18n import names
from client.data.records.sheet_saving import SheetOutcome, as_one
from client.data.server.gateway import Gateway
from shared.diplomas.content import SECTIONS
from shared.models.diplomas import DRAFT
from shared.names import signed
from shared.settings import MARK_BY_CREDITS

RELATIONS = ("diplomas.line", "diplomas.diploma")
FACULTY = "hemis_faculty"
#: What the setting says where the dean's office chooses.
CHOSEN = 2
PASSED = "passed"
ORDER = tuple(SECTIONS)

_PLACES = """
select d.faculty_id, u.name_uz, u.name_oz, u.name_ru, u.name_en, d.curriculum_id, c.name,
       coalesce(d.group_name, ''), count(*) filter (where d.state = 'draft'), count(*)
  from diplomas.diploma d
  join structure.unit u on u.id = d.faculty_id
  join curriculum.curriculum c on c.id = d.curriculum_id
 where d.state <> 'cancelled' and d.duplicate_of_id is null
 group by d.faculty_id, u.id, d.curriculum_id, c.id, d.group_name
 order by u.code, max(d.year) desc, c.name, d.group_name
"""
_STUDENTS = """
select d.id, d.student_id, d.student_name, d.student_number, coalesce(d.group_name, ''), d.state
  from diplomas.diploma d
  left join students.student s on s.id = d.student_id
 where d.state <> 'cancelled' and d.duplicate_of_id is null and d.curriculum_id = :curriculum
   and d.faculty_id = :faculty
   and (cast(:group_name as text) is null or coalesce(d.group_name, '') = :group_name)
 order by d.group_name, s.sort_key, d.student_name, d.id
"""
_ROWS = """
select k.key, n.diploma_id, n.section, n.place, n.title_uz, n.title_en, n.semesters, n.hours, n.credits,
       n.points, n.mark, n.letter, n.recognised, n.sources, n.chosen_id
  from diplomas.row_keys(:ids) k
  join diplomas.line n on n.id = k.line_id
"""
_PLANNED = """
select p.least_hours, p.most_hours, p.least_credits, p.most_credits
  from diplomas.planned(array[:curriculum]::bigint[]) p
"""
_FOUND = """
select f.diploma_id, f.kind, f.details from diplomas.findings(:ids) f
 where f.kind in ('gap', 'used_twice', 'no_rows', 'sums', 'acceptance')
"""
_SOURCES = """
select p.record_id, p.semester, b.name_uz, b.name_oz, b.name_ru, b.name_en, p.points, p.mark, p.credits
  from diplomas.pieces(array[:diploma]::bigint[]) p
  join subjects.subject b on b.id = p.subject_id
 where p.graded and p.record_id = any (:sources)
 order by p.semester, p.record_id
"""


class MarksPlace(NamedTuple):
    """A group of a plan that has diplomas, and how many of them are drafts."""

    faculty_id: int
    faculty: str
    curriculum_id: int
    curriculum: str
    group: str
    drafts: int
    diplomas: int


class MarkedStudent(NamedTuple):
    """Whose supplement it is."""

    diploma_id: int
    student_id: int
    name: str
    number: str
    group: str
    state: str

    @property
    def writable(self) -> bool:
        return self.state == DRAFT

    @property
    def column(self) -> str:
        return f"d{self.diploma_id}"

    @property
    def short(self) -> str:
        return signed(self.name)


class MarkCell(NamedTuple):
    """A row in the supplement of one student."""

    section: str
    place: int
    title_uz: str
    title_en: str | None
    semesters: str
    hours: int
    credits: Decimal
    points: Decimal | None
    mark: str | None
    letter: str | None
    recognised: bool
    sources: tuple[int, ...]
    chosen_id: int | None


@dataclass(frozen=True)
class MarkRow:
    """A row as most of the students have it."""

    key: str
    section: str
    title_uz: str
    title_en: str | None
    semesters: str
    hours: int
    credits: Decimal
    cells: Mapping[int, MarkCell]
    #: Drafts do not say the same: another title or another section.
    uneven: bool

    @property
    def joined(self) -> bool:
        return "+" in self.key


class Planned(NamedTuple):
    """What the plan asks for; where students choose there is a least and a most."""

    least_hours: int
    most_hours: int
    least_credits: Decimal
    most_credits: Decimal


class FoundByServer(NamedTuple):
    """Something wrong with a draft as it is stored."""

    diploma_id: int
    kind: str
    details: Mapping[str, Any]


class MarkSource(NamedTuple):
    """A result that a row is made of."""

    record_id: int
    semester: int
    subject: str
    points: Decimal | None
    mark: str | None
    credits: Decimal


@dataclass(frozen=True)
class Marks:
    """A reading of the marks of a group."""

    students: tuple[MarkedStudent, ...]
    rows: tuple[MarkRow, ...]
    planned: Planned | None
    found: tuple[FoundByServer, ...]
    #: What is seen of the drafts, to be told with every act.
    seen: Mapping[str, str]
    may_choose: bool

    def student(self, column: str) -> MarkedStudent | None:
        return next((each for each in self.students if each.column == column), None)

    def sums(self, student: MarkedStudent) -> tuple[int, Decimal]:
        """Return the hours and credits of a supplement."""
        cells = [row.cells[student.diploma_id] for row in self.rows if student.diploma_id in row.cells]
        return sum(each.hours for each in cells), sum((each.credits for each in cells), Decimal(0))


def places(gateway: Gateway) -> list[MarksPlace]:
    """Return the groups that have diplomas which one reads."""
    return [
        MarksPlace(row[0], names(*row[1:5]), row[5], names(row[6]), *row[7:]) for row in gateway.rows(_PLACES)
    ]


def read(gateway: Gateway, faculty_id: int, curriculum_id: int, group: str | None) -> Marks:
    """Return the marks of a group, or of a whole plan, as of one moment."""
    with gateway.transaction(snapshot=True) as at:
        found = at.rows(_STUDENTS, faculty=faculty_id, curriculum=curriculum_id, group_name=group)
        students = tuple(MarkedStudent(row[0], row[1], names(row[2]), *row[3:]) for row in found)
        ids = [each.diploma_id for each in students]
        drafts = [each.diploma_id for each in students if each.writable]
        lines = at.rows(_ROWS, ids=ids)
        planned = at.one(_PLANNED, curriculum=curriculum_id)
        wrong = at.rows(_FOUND, ids=drafts) if drafts else []
        seen = at.scalar("select diplomas.seen(:ids)", ids=drafts)
        rule = at.scalar(f"select {MARK_BY_CREDITS.chosen}")
    return Marks(
        students,
        _rows(lines, set(drafts)),
        Planned(*planned) if planned else None,
        tuple(FoundByServer(*row) for row in wrong),
        seen,
        rule == CHOSEN,
    )


def _rows(lines: Sequence[Sequence[Any]], drafts: set[int]) -> tuple[MarkRow, ...]:
    """Return what belongs together as one row: drafts say what it is called, others where there is no draft of it."""
    cells: dict[str, dict[int, MarkCell]] = {}
    for key, diploma, *values in lines:
        cells.setdefault(key, {})[diploma] = _cell(*values)
    rows = [_row(key, own, [own[each] for each in own if each in drafts]) for key, own in cells.items()]
    return tuple(sorted(rows, key=lambda row: (ORDER.index(row.section), _place(row), row.title_uz, row.key)))


def _cell(*said: Any) -> MarkCell:
    *values, sources, chosen = said
    made: tuple[Any, ...] = (*values, tuple(sources), chosen)
    return MarkCell._make(made)


def _row(key: str, cells: Mapping[int, MarkCell], drafts: Sequence[MarkCell]) -> MarkRow:
    told = drafts or list(cells.values())
    (section, uz, en), _many = Counter(
        (each.section, each.title_uz, each.title_en) for each in told
    ).most_common(1)[0]
    common = Counter((each.semesters, each.hours, each.credits) for each in cells.values()).most_common(1)[0][
        0
    ]
    uneven = any((each.section, each.title_uz, each.title_en) != (section, uz, en) for each in drafts)
    return MarkRow(key, section, uz, en, *common, cells, uneven)


def _place(row: MarkRow) -> float:
    places = [each.place for each in row.cells.values() if each.section == row.section]
    return sum(places) / len(places)


def sources(gateway: Gateway, diploma_id: int, cell: MarkCell) -> list[MarkSource]:
    """Return the results with a mark that a row is made of."""
    return [
        MarkSource(row[0], row[1], names(*row[2:6]), *row[6:])
        for row in gateway.rows(_SOURCES, diploma=diploma_id, sources=list(cell.sources))
    ]


def save(
    gateway: Gateway,
    seen: Mapping[str, str],
    titles: Sequence[Mapping[str, str | None]],
    order: Sequence[Mapping[str, str]],
    rows: Iterable[str],
) -> SheetOutcome:
    """Store titles, and the sequence where it is another, for all drafts at once or for none."""

    def work() -> None:
        with gateway.transaction() as at:
            known = json.dumps(dict(seen))
            if order:
                known = json.dumps(at.call("diplomas.arrange", known, json.dumps(list(order))))
            if titles:
                at.call("diplomas.retitle", known, json.dumps(list(titles)))

    return as_one(rows, work)


def choose(gateway: Gateway, seen: Mapping[str, str], choices: Sequence[tuple[int, str, int]]) -> int:
    """Mark rows of students by one of their results, 0 by the credits of all; return how many changed."""
    said = [{"diploma": diploma, "key": key, "record": record} for diploma, key, record in choices]
    return int(gateway.call("diplomas.choose_marks", json.dumps(dict(seen)), json.dumps(said)))


def join(gateway: Gateway, seen: Mapping[str, str], keys: Sequence[str]) -> int:
    """Make one row of several; return how many students have it."""
    return int(gateway.call("diplomas.join_rows", json.dumps(dict(seen)), list(keys)))


def as_recorded(gateway: Gateway, seen: Mapping[str, str], keys: Sequence[str] | None) -> int:
    """Let rows, or all of them, be as the record gives them; return how many there are now in their place."""
    return int(
        gateway.call("diplomas.as_recorded", json.dumps(dict(seen)), None if keys is None else list(keys))
    )
