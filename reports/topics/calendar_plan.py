"""The calendar plan of a class: its topics with the days of their lessons, signed by teacher and head."""

from dataclasses import dataclass
from datetime import date

from reports.common import table
from reports.common.table import Column, Table


@dataclass(frozen=True)
class PlanLine:
    """A lesson with its topic; what is not there is empty."""

    place: int
    week: int | None
    day: date | None
    pair: int | None
    number: int | None
    topic: str
    hours: int
    held: str


@dataclass(frozen=True)
class PrintedPlan:
    """What the plan says, in the words of the reader's language."""

    title: str
    #: University and faculty, subject, class, term, teacher, approval.
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    lines: tuple[PlanLine, ...]
    total: str
    closing: str
    footer: str


NUMERIC = (True, True, False, True, True, False, True, False)


def render(plan: PrintedPlan) -> bytes:
    """Return the plan as PDF; the hours are added up below it."""
    rows = [
        (
            str(line.place), _number(line.week), f"{line.day:%d.%m.%Y}" if line.day else "", _number(line.pair),
            _number(line.number), line.topic, str(line.hours), line.held,
        )
        for line in plan.lines
    ]  # fmt: skip
    hours = sum(line.hours for line in plan.lines)
    rows.append(("", "", "", "", "", plan.total, str(hours), ""))
    columns = tuple(map(Column, plan.heads, NUMERIC))
    shown = Table(plan.title, plan.notes, columns, rows, plan.footer, closing=plan.closing, numbered=False)
    return table.render(shown)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
