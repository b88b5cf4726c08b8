"""Levels of absence, which of them are reached, and how good attendance can still become.

Hours are academic ones. A share is of the contact hours of a subject in the term: what is missed counts against all of
them, so that full attendance from now on leaves (contact - missed) / contact at most.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

HOURS, SHARE = "hours", "share"


@dataclass(frozen=True)
class Level:
    """A figure, in hours of a term or in percent of a subject, and what it is called."""

    name: str
    measure: str
    threshold: int
    above: bool = False
    action: str | None = None

    def is_reached(self, figure: Fraction) -> bool:
        """Tell whether so many hours, or so many percent, reach it."""
        return figure > self.threshold if self.above else figure >= self.threshold


@dataclass(frozen=True)
class SubjectAttendance:
    """The hours of a student in a subject: held so far, missed without excuse, in the whole term."""

    held: int
    missed: int
    contact: int

    @property
    def share(self) -> Fraction:
        """Percent of the subject that is missed without excuse."""
        return Fraction(100 * self.missed, self.contact) if self.contact else Fraction(0)

    @property
    def so_far(self) -> Fraction:
        """Percent of what was held that the student attended or is excused from."""
        return Fraction(100 * (self.held - self.missed), self.held) if self.held else Fraction(100)

    @property
    def at_most(self) -> Fraction:
        """Percent of the whole subject that can still be reached with full attendance from now on."""
        whole = max(self.contact, self.held)
        return Fraction(100 * (whole - self.missed), whole) if whole else Fraction(100)


def reached_hours(levels: Iterable[Level], missed: int) -> Level | None:
    """Return the highest level of hours in a term that is reached."""
    return _highest(levels, HOURS, Fraction(missed))


def reached_share(levels: Iterable[Level], subject: SubjectAttendance) -> Level | None:
    """Return the highest level of a subject that is reached."""
    return _highest(levels, SHARE, subject.share)


def hours_left(levels: Iterable[Level], missed: int) -> int | None:
    """Return after how many more hours without excuse the next level of hours is reached; none is left: None."""
    further = [
        level.threshold + (1 if level.above else 0) - missed
        for level in levels
        if level.measure == HOURS and not level.is_reached(Fraction(missed))
    ]
    return min(further, default=None)


def hours_left_of(level: Level, subject: SubjectAttendance) -> int:
    """Return how many more hours a student may miss in a subject before its level is reached."""
    missed = subject.missed
    while missed <= subject.contact and not level.is_reached(
        SubjectAttendance(subject.held, missed, subject.contact).share
    ):
        missed += 1
    return max(0, missed - 1 - subject.missed)


def percent(figure: Fraction) -> Decimal:
    """Return a share as it is shown, cut and never rounded up: 24.99 is not 25."""
    return Decimal(int(figure * 10)) / 10


def _highest(levels: Iterable[Level], measure: str, figure: Fraction) -> Level | None:
    found = [level for level in levels if level.measure == measure and level.is_reached(figure)]
    return max(found, key=lambda level: level.threshold, default=None)
