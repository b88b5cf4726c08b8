"""The GPA: the sum of credits times grades over the sum of credits, exact, with its working line by line."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import IntEnum


class Failed(IntEnum):
    """How a failed subject enters; the numbers are those of the setting `grades.failed`."""

    AS_ZERO, AS_TWO, EXCLUDED = 0, 1, 2


@dataclass(frozen=True)
class GpaRules:
    """What the university chose."""

    failed: Failed = Failed.AS_ZERO
    with_passes: bool = False


@dataclass(frozen=True)
class Subject:
    """A subject of the record that counts."""

    credits: Decimal
    grade: Decimal
    passed: bool
    exam: bool = True


@dataclass(frozen=True)
class Gpa:
    """A GPA as what is summed and what divides it; borders are compared without rounding."""

    weighted: Decimal
    divisor: Decimal
    #: What each subject brings to the sum; None where it does not enter.
    working: tuple[Decimal | None, ...]

    @property
    def value(self) -> Decimal | None:
        """The GPA with two decimals, or nothing where no subject enters."""
        if not self.divisor:
            return None
        return (self.weighted / self.divisor).quantize(Decimal("0.01"), ROUND_HALF_UP)

    def reaches(self, limit: Decimal) -> bool:
        """Tell whether the limit is reached, exactly."""
        return self.divisor > 0 and self.weighted >= limit * self.divisor


def gpa(subjects: Iterable[Subject], rules: GpaRules) -> Gpa:
    """Return the GPA of subjects."""
    weighted, divisor = Decimal(0), Decimal(0)
    working: list[Decimal | None] = []
    for each in subjects:
        enters = (each.exam or rules.with_passes) and (each.passed or rules.failed != Failed.EXCLUDED)
        brings = each.credits * _grade(each, rules) if enters else None
        working.append(brings)
        if brings is not None:
            weighted, divisor = weighted + brings, divisor + each.credits
    return Gpa(weighted, divisor, tuple(working))


def _grade(subject: Subject, rules: GpaRules) -> Decimal:
    if subject.passed:
        return subject.grade
    return Decimal(2) if rules.failed == Failed.AS_TWO else Decimal(0)
