"""A grade sheet as it is read, and its cells as they are stored."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_, names
from client.data.grades import marks
from client.data.records.sheet_saving import SheetOutcome, as_one
from client.data.server.gateway import Gateway
from shared.codes import TeacherPositionType
from shared.grading import Component as Control
from shared.grading import Rules, Scale
from shared.models.grades import RECOGNISED
from shared.settings import POINTS_STEP

#: Of what was found at the admission, what is told and keeps nobody from the final.
NOTE = "unpaid"


@dataclass(frozen=True)
class SheetComponent:
    """A control of the sheet with who grades it; `mine` may be typed into by the reader."""

    id: int
    kind: str
    maximum: Decimal
    minimum: Decimal | None
    gate: bool
    final: bool
    owner: str
    signed_at: datetime | None
    graders: tuple[str, ...]
    mine: bool
    i_signed: bool
    #: Of the commission of a third attempt.
    chairs: tuple[str, ...] = ()

    @property
    def control(self) -> Control:
        return Control(self.kind, self.maximum, self.minimum, self.gate, self.final)

    @property
    def is_open(self) -> bool:
        """Whether the reader may type into it as far as signatures go."""
        return self.mine and not self.i_signed and self.signed_at is None


@dataclass(frozen=True)
class SheetLine:
    """A student; `own` are the components whose cells of this student are the reader's."""

    id: int
    position: int
    student_id: int
    number: str
    name: str
    group_id: int | None
    hindrance: tuple[Mapping[str, Any], ...] | None
    total: Decimal | None
    mark: str | None
    letter: str | None
    outcome: str
    cells: Mapping[int, str]
    carried: frozenset[int]
    own: frozenset[int]
    #: Components that were reckoned from the rating journal.
    from_journal: frozenset[int] = frozenset()
    #: Whether the student came to the group in the term (else left it), since when, and the present status.
    coming: tuple[bool, date, str] | None = None

    @property
    def barred(self) -> bool:
        """Whether the student is not admitted to the final; a note keeps nobody from it."""
        return any(each["why"] != NOTE for each in self.hindrance or ())

    def recognised(self, component: int) -> bool:
        """Whether a component is that of a recognised result, which nobody grades."""
        return marks.is_recognised(self.cells.get(component))


@dataclass(frozen=True)
class GradeSheet:
    """A sheet as far as the role reads it."""

    id: int
    number: str
    state: str
    subject: str
    department: str
    faculty: str
    students: str
    term: str
    year: str
    semester: int
    attempt: int
    type_code: str
    type_name: str
    credits: Decimal
    hours: int
    due_on: date | None
    admitted_at: datetime | None
    announced_at: datetime | None
    closed_at: datetime | None
    rules: Rules
    step: int
    components: tuple[SheetComponent, ...]
    lines: tuple[SheetLine, ...]
    dean: str = ""
    head: str = ""

    @property
    def maximum(self) -> Decimal:
        return self.rules.maximum

    @property
    def recognised(self) -> int:
        """How many students have a recognised result in it."""
        return sum(any(map(line.recognised, line.cells)) for line in self.lines)


_SHEET = f"""
select s.id, s.number, s.state, b.name_uz, b.name_oz, b.name_ru, b.name_en, d.name_uz, d.name_oz, d.name_ru, d.name_en,
       f.name_uz, f.name_oz, f.name_ru, f.name_en, s.name, t.name, y.name, s.semester, s.attempt, k.code, k.name_uz,
       k.name_oz, k.name_ru, k.name_en, s.credits, s.hours, s.due_on, s.admitted_at, s.announced_at, s.closed_at,
       s.marking, s.maximum, s.pass_percent, s.scale, {POINTS_STEP.chosen},
       (select c.full_name from employees.chiefs(array[s.faculty_id], :dean) c),
       (select c.full_name from employees.chiefs(array[s.department_id], :head) c)
  from grades.sheet s
  join subjects.subject b on b.id = s.subject_id
  left join structure.unit d on d.id = s.department_id
  join structure.unit f on f.id = s.faculty_id
  join curriculum.term t on t.id = s.term_id
  join curriculum.academic_year y on y.id = t.academic_year_id
  join curriculum.sheet_type k on k.id = s.sheet_type_id
 where s.id = :sheet
"""  # noqa: S608 - a setting of ours
_COMPONENTS = """
select k.id, k.kind, k.maximum, k.minimum, k.gate, k.final, k.owner, k.signed_at,
       array(select e.full_name from employees.employee e where e.id = any (array_agg(g.employee_id))),
       coalesce(bool_or(g.employee_id = :me), false),
       coalesce(bool_or(g.employee_id = :me and g.signed_at is not null), false),
       array(select e.full_name from employees.employee e
              where e.id = any (array_agg(g.employee_id) filter (where g.chair)))
  from grades.component k
  left join grades.grader g on g.component_id = k.id
 where k.sheet_id = :sheet
 group by k.id
 order by k.position
"""
_LINES = """
select l.id, l.position, l.student_id, l.student_number, l.name, l.group_id, l.hindrance, l.total, l.mark, l.letter,
       l.outcome
  from grades.line l
 where l.sheet_id = :sheet
 order by l.position
"""
_CELLS = """
select c.line_id, c.component_id, c.kind, c.points, c.carried, c.from_journal
  from grades.cell c
 where c.sheet_id = :sheet
"""
NOT_FOUND = N_("This grade sheet is not there, or it is not yours.")


def of_grader(gateway: Gateway, grader_id: int) -> int:
    """Return the sheet that somebody grades in."""
    found = gateway.scalar("select g.sheet_id from grades.grader g where g.id = :grader", grader=grader_id)
    if found is None:
        raise UserError(NOT_FOUND)
    return int(found)


def read(gateway: Gateway, sheet_id: int) -> GradeSheet:
    """Return a sheet, under the reader's rights."""
    head = gateway.one(_SHEET, sheet=sheet_id, dean=TeacherPositionType.DEAN, head=TeacherPositionType.HEAD)
    if head is None:
        raise UserError(NOT_FOUND)
    teacher = gateway.scalar("select security.my_role() = 'hemis_teacher'")
    me = gateway.scalar("select security.my_employee()") if teacher else None
    components = tuple(
        SheetComponent(*(*row[:8], _people(row[8]), *row[9:11], _people(row[11])))
        for row in gateway.rows(_COMPONENTS, sheet=sheet_id, me=me)
    )
    own: dict[int, set[int]] = {}
    if me is not None:
        for component, line in gateway.table("grades.my_cells", sheet_id):
            own.setdefault(line, set()).add(component)
    return _sheet(head, components, _lines(gateway, sheet_id, own))


def _people(found: Sequence[str]) -> tuple[str, ...]:
    return tuple(names(each) for each in sorted(found))


def _sheet(
    head: Sequence[Any], components: tuple[SheetComponent, ...], lines: tuple[SheetLine, ...]
) -> GradeSheet:
    dean, chief = (names(each) if each else "" for each in head[36:38])
    rules = Rules(head[31], head[32], head[33], Scale.of(head[34]))
    return GradeSheet(
        id=head[0], number=head[1], state=head[2], subject=names(*head[3:7]),
        department=names(*head[7:11]) if head[7] else "", faculty=names(*head[11:15]), students=head[15],
        term=names(head[16]), year=head[17], semester=head[18], attempt=head[19], type_code=head[20],
        type_name=names(*head[21:25]), credits=head[25], hours=head[26], due_on=head[27], admitted_at=head[28],
        announced_at=head[29], closed_at=head[30], rules=rules, step=head[35], components=components, lines=lines,
        dean=dean, head=chief,
    )  # fmt: skip


def _lines(gateway: Gateway, sheet_id: int, own: Mapping[int, set[int]]) -> tuple[SheetLine, ...]:
    cells: dict[int, dict[int, str]] = {}
    carried: dict[int, set[int]] = {}
    reckoned: dict[int, set[int]] = {}
    for line, component, kind, points, taken, from_journal in gateway.rows(_CELLS, sheet=sheet_id):
        cells.setdefault(line, {})[component] = str(marks.stored(kind, points))
        if taken:
            carried.setdefault(line, set()).add(component)
        if from_journal:
            reckoned.setdefault(line, set()).add(component)
    comings = {row[0]: (row[1], row[2], row[3]) for row in gateway.table("grades.comings", sheet_id)}
    return tuple(
        SheetLine(*(
            *row[:4], names(row[4]), row[5], None if row[6] is None else tuple(row[6]),
            *row[7:11], cells.get(row[0], {}), frozenset(carried.get(row[0], ())), frozenset(own.get(row[0], ())),
            frozenset(reckoned.get(row[0], ())), comings.get(row[0]),
        ))
        for row in gateway.rows(_LINES, sheet=sheet_id)
    )  # fmt: skip


@dataclass(frozen=True)
class CellChange:
    """A cell that was typed, with what stood there when it was read."""

    line_id: int
    component_id: int
    new: str | None
    old: str | None

    def message(self) -> dict[str, Any]:
        """Return it as the database takes it."""
        found: dict[str, Any] = {"line": self.line_id, "component": self.component_id}
        for prefix, text in (("", self.new), ("old_", self.old)):
            value = marks.cell(text)
            found[f"{prefix}kind"] = None if value is None else value.kind
            found[f"{prefix}points"] = None if value is None or value.points is None else str(value.points)
        return found


def save(gateway: Gateway, sheet_id: int, changes: Sequence[CellChange]) -> SheetOutcome:
    """Store the cells, all or none: somebody else's value in one of them is a conflict."""
    cells = json.dumps([each.message() for each in changes])

    def store() -> None:
        with gateway.transaction() as transaction:
            transaction.scalar(
                "select grades.save_cells(:sheet, cast(:cells as jsonb))", sheet=sheet_id, cells=cells
            )

    return as_one({each.line_id for each in changes}, store)


__all__ = ["RECOGNISED", "CellChange", "GradeSheet", "SheetComponent", "SheetLine", "read", "save"]
