"""Current control from daily points, tasks and attendance: exact to the end, and rounded once to the step of sheets.

The database decides by the same rules (server_db/sql/190_rating_journal/reckoning.sql); a test compares the two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor


@dataclass(frozen=True)
class Kind:
    """A kind of columns: what is most in one, and what it weighs beside the others."""

    name: str
    maximum: Decimal
    weight: Decimal = Decimal(1)


@dataclass(frozen=True)
class CurrentRule:
    """What current control is made of; the shares are brought to the maximum of the control."""

    lessons: Decimal
    tasks: Decimal
    attendance: Decimal
    kinds: tuple[Kind, ...]
    best: int | None = None

    @property
    def whole(self) -> Decimal:
        """Return what the shares sum up to."""
        return self.lessons + self.tasks + self.attendance


@dataclass(frozen=True)
class Entry:
    """A figure of a student in a column, or that the student was absent, which counts as 0."""

    day: date
    pair: int
    lesson: int
    number: int
    kind: int
    points: Decimal | None

    def share(self, rule: CurrentRule) -> Fraction:
        """Return how much of its maximum it has."""
        return Fraction(self.points or 0) / Fraction(rule.kinds[self.kind - 1].maximum)


@dataclass(frozen=True)
class Beside:
    """What counts beside the points of lessons: tasks, and the hours of lessons that were held."""

    task_got: Decimal = Decimal(0)
    task_possible: Decimal = Decimal(0)
    held: int = 0
    unexcused: int = 0


def counting(rule: CurrentRule, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that count, the best first: all of them, or the best so many."""
    return sorted(
        entries,
        key=lambda each: (
            -each.share(rule), -rule.kinds[each.kind - 1].weight, each.day, each.pair, each.lesson, each.number,
        ),
    )[: rule.best]  # fmt: skip


def of_lessons(rule: CurrentRule, entries: Sequence[Entry]) -> tuple[Fraction, Fraction]:
    """Return the weighed points that were got and those that were possible.

    What is missing of the best so many counts as nothing in a column of the first kind.
    """
    counted = counting(rule, entries)
    got, possible = Fraction(0), Fraction(0)
    for each in counted:
        kind = rule.kinds[each.kind - 1]
        got += Fraction(kind.weight) * Fraction(each.points or 0)
        possible += Fraction(kind.weight) * Fraction(kind.maximum)
    missing = max(0, (rule.best or 0) - len(counted))
    first = rule.kinds[0]
    return got, possible + missing * Fraction(first.weight) * Fraction(first.maximum)


def parts(rule: CurrentRule, entries: Sequence[Entry], beside: Beside) -> tuple[Fraction, Fraction, Fraction]:
    """Return the points for lessons, tasks and attendance, as the rule shares them out."""
    got, possible = of_lessons(rule, entries)
    attended = beside.held - beside.unexcused
    return (
        _part(rule.lessons, got, possible),
        _part(rule.tasks, Fraction(beside.task_got), Fraction(beside.task_possible)),
        _part(rule.attendance, Fraction(attended), Fraction(beside.held)),
    )


def current(
    rule: CurrentRule, entries: Sequence[Entry], beside: Beside, maximum: Decimal, step: int
) -> Decimal:
    """Return current control; `step` is in tenths, half a step is rounded up."""
    exact = sum(parts(rule, entries, beside), Fraction(0)) * Fraction(maximum) / Fraction(rule.whole)
    steps = floor(exact * 10 / step + Fraction(1, 2))
    return min(maximum, Decimal(steps * step) / 10)


def _part(share: Decimal, got: Fraction, possible: Fraction) -> Fraction:
    """Return a share of points; where nothing was possible yet, nothing was got."""
    return Fraction(share) * got / possible if possible else Fraction(0)
