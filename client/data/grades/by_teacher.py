"""Results by teacher: shares of marks, mean, who passed, who did not come; the rows behind each figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from client.core.i18n import _, names
from client.data.server.gateway import Gateway
from reports.common.table import Column, Table
from shared.charts.chart import MOST_SERIES, Chart, Series

#: So many teachers are still told apart in a picture; the table has all.
MOST_BARS = 15
#: What a figure counts, beside the marks themselves.
ALL, PASSED, ABSENT = "", "passed", "absent"
_CENT = Decimal("0.01")
_BY_TEACHER = "select * from grades.by_teacher(:term, :owner)"
_LINES = "select * from grades.results_of_teacher(:term, :owner, :employee)"


class TeacherResults(NamedTuple):
    """The results of the students of a teacher."""

    employee_id: int
    name: str
    sheets: int
    students: int
    marks: dict[str, int]
    mean: Decimal | None
    passed: int
    absent: int


class ResultLine(NamedTuple):
    """A student of a teacher in a subject."""

    sheet_id: int
    number: str
    subject: str
    group: str
    student: str
    points: Decimal | None
    mark: str
    passed: bool
    absent: bool


@dataclass(frozen=True)
class Analysis:
    """All teachers, and the marks that stand among their results, the best first."""

    teachers: tuple[TeacherResults, ...]
    marks: tuple[str, ...]


def by_teacher(gateway: Gateway, term_id: int, owner: str) -> Analysis:
    """Return the results of a term by who grades that part of them."""
    found = [
        TeacherResults(row[0], names(row[1]), *row[2:])
        for row in gateway.rows(_BY_TEACHER, term=term_id, owner=owner)
    ]
    marks = {mark for each in found for mark in each.marks}
    return Analysis(tuple(found), tuple(sorted(marks, reverse=True)))


def lines_of(gateway: Gateway, term_id: int, owner: str, employee_id: int, figure: str) -> list[ResultLine]:
    """Return the rows behind a figure of a teacher: a mark, all, those who passed, or who did not come."""
    rows = gateway.rows(_LINES, term=term_id, owner=owner, employee=employee_id)
    lines = (
        ResultLine(
            row[0], row[1], names(*row[2]), names(row[3]), names(row[4]), row[5], row[6] or "-", *row[7:]
        )
        for row in rows
    )
    return [line for line in lines if _counts(line, figure)]


def _counts(line: ResultLine, figure: str) -> bool:
    if figure == ALL:
        return True
    if figure in (PASSED, ABSENT):
        return line.passed if figure == PASSED else line.absent
    return line.mark == figure and not line.absent


def figures(found: Analysis) -> tuple[str, ...]:
    """Return what each column of the table counts."""
    return (ALL, ALL, ALL, *found.marks, ALL, PASSED, ABSENT)


def as_table(found: Analysis, term: str, owner: str) -> Table:
    """Return the analysis on paper."""
    columns = (
        Column(_("Teacher")), Column(_("Sheets"), numeric=True), Column(_("Students"), numeric=True),
        *(Column(f"{mark}, %", numeric=True) for mark in found.marks),
        Column(_("Mean, %"), numeric=True), Column(_("Passed, %"), numeric=True),
        Column(_("Did not come"), numeric=True),
    )  # fmt: skip
    rows = [
        (each.name, str(each.sheets), str(each.students),
         *(share(each.marks.get(mark, 0), each.students) for mark in found.marks),
         _number(each.mean), share(each.passed, each.students), str(each.absent) if each.absent else "")
        for each in found.teachers
    ]  # fmt: skip
    notes = (term, owner)
    footer = _(
        "First attempts of signed sheets; the mean is that of those who came. A student counts for each teacher."
    )
    return Table(_("Results by teacher"), notes, columns, rows, footer=footer)


def share(part: int, of: int) -> str:
    """Write a share in per cent with one figure, exactly rounded."""
    if not of:
        return ""
    return f"{(Decimal(part * 100) / of).quantize(Decimal('0.1'), ROUND_HALF_UP)}".replace(".", ",")


def as_chart(found: Analysis) -> Chart:
    """Return how many students of each teacher got which mark; of many teachers those with most students."""
    shown = drawn(found)
    marks = found.marks[: MOST_SERIES - 1]
    series = [
        Series(_("Mark {mark}", mark=mark), tuple(float(each.marks.get(mark, 0)) for each in shown))
        for mark in marks
    ]
    series.append(Series(_("Did not come"), tuple(float(each.absent) for each in shown)))
    return Chart(
        "stacked",
        _("Marks by teacher"),
        _("Teacher"),
        tuple(each.name for each in shown),
        tuple(series),
        _("students"),
    )


def drawn(found: Analysis) -> Sequence[TeacherResults]:
    """Return the teachers of the picture in the order of the table."""
    most = sorted(found.teachers, key=lambda each: -each.students)[:MOST_BARS]
    return [each for each in found.teachers if each in most]


def figure_of(found: Analysis, series: int) -> str:
    """Return what a series of the picture counts."""
    marks = found.marks[: MOST_SERIES - 1]
    return marks[series] if series < len(marks) else ABSENT


def line_texts(lines: Sequence[ResultLine]) -> list[tuple[str, ...]]:
    """Return the rows behind a figure as they are shown: student, subject, group, points, mark."""
    return [
        (
            each.student,
            each.subject,
            each.group,
            _number(each.points),
            _("did not come") if each.absent else each.mark,
        )
        for each in lines
    ]


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.quantize(_CENT, ROUND_HALF_UP)}".replace(".", ",")
