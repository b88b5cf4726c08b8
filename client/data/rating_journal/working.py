"""What the current control of a student is made of, line by line: as it stands, or as a grade sheet took it over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_, names
from client.data.rating_journal.journal import exact, rule_of
from client.data.server.gateway import Gateway
from shared.grading import CurrentRule
from shared.models.rating_journal import ABSENT

NOTHING = N_("The subject has no rule of points and no rating journal.")
DIRECT = N_("This mark was entered directly: no working of it was taken over.")


@dataclass(frozen=True)
class WorkingLine:
    """Points of a lesson; None is absent, which counts as 0."""

    day: date
    pair: int
    training: str
    kind: str
    points: Decimal | None
    maximum: Decimal
    weight: Decimal
    counts: bool


@dataclass(frozen=True)
class WorkingTask:
    """Points of a task."""

    name: str
    due_on: date
    points: Decimal
    maximum: Decimal


@dataclass(frozen=True)
class Part:
    """A part of current control: its share, and what was got of what was possible."""

    share: Decimal
    got: Decimal
    possible: Decimal

    @property
    def points(self) -> Fraction:
        return (
            Fraction(self.share) * Fraction(self.got) / Fraction(self.possible)
            if self.possible
            else Fraction(0)
        )


@dataclass(frozen=True)
class Working:
    """Everything of it, and what came out."""

    rule: CurrentRule
    number: int
    lines: tuple[WorkingLine, ...]
    tasks: tuple[WorkingTask, ...]
    lessons: Part
    task: Part
    attendance: Part
    maximum: Decimal
    points: Decimal
    #: When a sheet took it over.
    at: datetime | None = None


def of_student(gateway: Gateway, class_id: int, student_id: int) -> Working:
    """Return the working as it stands now."""
    told = gateway.call("rating_journal.working", class_id, student_id)
    if told is None:
        raise UserError(NOTHING)
    return _working(told)


def of_line(gateway: Gateway, line_id: int) -> Working:
    """Return the working that a grade sheet keeps of a student."""
    found = gateway.one(
        "select f.working, f.taken_at from rating_journal.frozen f where f.line_id = :line"
        " and exists (select from grades.cell c where c.line_id = f.line_id and c.component_id = f.component_id"
        " and c.from_journal)",
        line=line_id,
    )
    if found is None:
        raise UserError(DIRECT)
    return _working(found[0], found[1])


def _working(told: Mapping[str, Any], at: datetime | None = None) -> Working:
    held = told["held"]
    found = rule_of(told["rule"])
    rule = found.rule
    return Working(
        rule=rule,
        number=found.number,
        lines=tuple(
            WorkingLine(
                date.fromisoformat(each["day"]),
                each["pair"],
                each["training"],
                names(rule.kinds[each["kind"] - 1].name),
                None if each["value"] == ABSENT else Decimal(each["value"]),
                exact(each["maximum"]),
                exact(each["weight"]),
                each["counts"],
            )
            for each in told["lines"]
        ),
        tasks=tuple(
            WorkingTask(
                each["name"],
                date.fromisoformat(each["due_on"]),
                exact(each["points"]),
                exact(each["maximum"]),
            )
            for each in told["tasks"]
        ),
        lessons=Part(rule.lessons, exact(told["got"]), exact(told["possible"])),
        task=Part(rule.tasks, exact(told["task_got"]), exact(told["task_possible"])),
        attendance=Part(rule.attendance, Decimal(held - told["unexcused"]), Decimal(held)),
        maximum=exact(told["maximum"]),
        points=exact(told["points"]),
        at=at,
    )
