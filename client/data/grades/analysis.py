"""Results added up by teacher, group or subject: figures, their table and pictures, and the rows behind each figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from client.core.i18n import _
from reports.common.table import Column, Table
from shared.charts.chart import MOST_SERIES, Chart, Series

#: So many bars are still told apart in a picture; the table has all.
MOST_BARS = 15
TENS = 10
_CENT = Decimal("0.01")


class Figure(NamedTuple):
    """What a number counts; `value` is the mark, or the ten of points."""

    kind: str
    value: str = ""


ALL, CAME, PASSED, FAILED, ABSENT, GOOD = (
    Figure(kind) for kind in ("all", "came", "passed", "failed", "absent", "good")
)


class Results(NamedTuple):
    """The results of a teacher, a group or a subject."""

    key: int
    name: str
    sheets: int
    students: int
    #: Of those who came.
    marks: dict[str, int]
    mean: Decimal | None
    passed: int
    absent: int


class ResultLine(NamedTuple):
    """A student in a grade sheet."""

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
class Names:
    """What an analysis calls its window, its rows and its picture."""

    title: str
    who: str
    picture: str
    note: str


@dataclass(frozen=True)
class Analysis:
    """All rows, the marks that stand among their results, the best first, and those of them that are good."""

    rows: tuple[Results, ...]
    marks: tuple[str, ...]
    good: frozenset[str]

    @classmethod
    def of(cls, rows: Sequence[Results], good: frozenset[str]) -> "Analysis":
        marks = {mark for each in rows for mark in each.marks}
        return cls(tuple(rows), tuple(sorted(marks, reverse=True)), good)

    def quality(self, row: Results) -> int:
        """Return how many have a good mark: 4 and 5, or what a scale of letters says is as much."""
        return sum(count for mark, count in row.marks.items() if mark in self.good)

    def counts(self, line: ResultLine, figure: Figure) -> bool:
        """Tell whether a row is behind a figure."""
        came = not line.absent
        return {
            ALL.kind: True,
            CAME.kind: came,
            PASSED.kind: line.passed,
            FAILED.kind: not line.passed,
            ABSENT.kind: line.absent,
            GOOD.kind: came and line.mark in self.good,
            "mark": came and line.mark == figure.value,
            "ten": came and line.points is not None and _ten(line.points) == figure.value,
        }[figure.kind]


def figures(found: Analysis) -> tuple[Figure, ...]:
    """Return what each column of the table counts."""
    marks = (Figure("mark", mark) for mark in found.marks)
    return (ALL, ALL, ALL, CAME, PASSED, FAILED, ABSENT, *marks, CAME, PASSED, GOOD)


def figure_words(figure: Figure) -> str:
    """Return what a figure counts, in words."""
    if figure.kind == "mark":
        return _("mark {mark}", mark=figure.value)
    if figure.kind == "ten":
        return _("{points} % of the points", points=_between(int(figure.value)))
    return {
        ALL: _("all"), CAME: _("came"), PASSED: _("passed"), FAILED: _("did not pass"), ABSENT: _("did not come"),
        GOOD: _("good and excellent"),
    }[figure]  # fmt: skip


def as_table(found: Analysis, words: Names, *notes: str) -> Table:
    """Return the analysis on paper."""
    columns = (
        Column(_(words.who)), Column(_("Sheets"), numeric=True), Column(_("Students"), numeric=True),
        Column(_("Came"), numeric=True), Column(_("Passed"), numeric=True), Column(_("Did not pass"), numeric=True),
        Column(_("Did not come"), numeric=True),
        *(Column(f"{mark}, %", numeric=True) for mark in found.marks),
        Column(_("Mean, %"), numeric=True), Column(_("Passed, %"), numeric=True),
        Column(_("Quality, %"), numeric=True),
    )  # fmt: skip
    rows = [
        (each.name, *map(str, (each.sheets, each.students, each.students - each.absent, each.passed)),
         *map(_some, (each.students - each.passed, each.absent)),
         *(share(each.marks.get(mark, 0), each.students) for mark in found.marks),
         _number(each.mean), share(each.passed, each.students), share(found.quality(each), each.students))
        for each in found.rows
    ]  # fmt: skip
    return Table(_(words.title), notes, columns, rows, footer=_(words.note))


def as_chart(found: Analysis, words: Names) -> Chart:
    """Return how many students of each row got which mark; of many rows those with most students."""
    shown = drawn(found)
    series = [
        Series(_("Mark {mark}", mark=mark), tuple(float(each.marks.get(mark, 0)) for each in shown))
        for mark in found.marks[: MOST_SERIES - 1]
    ]
    series.append(Series(_("Did not come"), tuple(float(each.absent) for each in shown)))
    names = tuple(each.name for each in shown)
    return Chart("stacked", _(words.picture), _(words.who), names, tuple(series), _("students"))


def drawn(found: Analysis) -> Sequence[Results]:
    """Return the rows of the picture in the order of the table."""
    most = sorted(found.rows, key=lambda each: -each.students)[:MOST_BARS]
    return [each for each in found.rows if each in most]


def figure_of(found: Analysis, series: int) -> Figure:
    """Return what a series of the picture counts."""
    marks = found.marks[: MOST_SERIES - 1]
    return Figure("mark", marks[series]) if series < len(marks) else ABSENT


def spread(name: str, lines: Sequence[ResultLine]) -> Chart:
    """Return how many students of a row have which tenth of the points."""
    tens = [_ten(line.points) for line in lines if not line.absent and line.points is not None]
    values = tuple(float(tens.count(str(place))) for place in range(TENS))
    return Chart(
        "bars", _("Points: {name}", name=name), _("Points, %"), tuple(map(_between, range(TENS))),
        (Series(_("Students"), values),), _("students"),
    )  # fmt: skip


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


def share(part: int, of: int) -> str:
    """Write a share in per cent with one figure, exactly rounded."""
    if not of:
        return ""
    return f"{(Decimal(part * 100) / of).quantize(Decimal('0.1'), ROUND_HALF_UP)}".replace(".", ",")


def _ten(points: Decimal) -> str:
    return str(min(int(points // TENS), TENS - 1))


def _between(ten: int) -> str:
    return f"{TENS * ten}–{TENS * (ten + 1)}"


def _some(count: int) -> str:
    return str(count) if count else ""


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.quantize(_CENT, ROUND_HALF_UP)}".replace(".", ",")
