"""Scales: borders are lower bounds, so that 89.95 falls below 90; nothing is rounded before its border."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any


@dataclass(frozen=True)
class Step:
    """A mark of a scale and the lowest total that earns it."""

    bound: Decimal
    mark: str
    letter: str | None
    grade: Decimal
    passed: bool


@dataclass(frozen=True)
class Scale:
    """The marks of a marking system."""

    steps: tuple[Step, ...]

    @classmethod
    def of(cls, stored: Iterable[Mapping[str, Any]]) -> "Scale":
        """Return the scale that a sheet keeps."""
        steps = (
            Step(
                Decimal(str(each["from"])),
                each["mark"],
                each.get("letter"),
                Decimal(str(each["grade"])),
                each["passed"],
            )
            for each in stored
        )
        return cls(tuple(sorted(steps, key=lambda step: -step.bound)))

    def mark(self, total: Decimal, *, passed: bool) -> Step | None:
        """Return the best mark that the total reaches among those that pass, or among those that do not."""
        possible = [step for step in self.steps if step.passed == passed]
        reached = (step for step in possible if step.bound <= total)
        return next(reached, possible[-1] if possible else None)


def hundred_of_five(five: Decimal) -> int:
    """Return points of 100 for a mark of five points, rounded up exactly."""
    return int((five * 20).to_integral_value(ROUND_CEILING))


def five_of_hundred(points: Decimal) -> Decimal:
    """Return the mark of five points that points of 100 are shown as."""
    return points / 20
