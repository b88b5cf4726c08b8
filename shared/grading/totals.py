"""Totals and marks of a line of a sheet, and who may sit the final."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from shared.grading.scale import Scale, Step

POINTS, RECOGNISED, EXCUSED = "points", "recognised", "excused"
BARRED = ("not_admitted", "annulled")
OPEN, PASSED, FAILED, POSTPONED = "open", "passed", "failed", "postponed"
FIVE_MARKS = "12"
#: The lowest mark of five points that passes a component.
LEAST_OF_FIVE = 3


@dataclass(frozen=True)
class Component:
    """A control of a sheet."""

    kind: str
    maximum: Decimal
    minimum: Decimal | None = None
    gate: bool = False
    final: bool = False


@dataclass(frozen=True)
class Cell:
    """What a student has for a component: points, or why there are none."""

    kind: str
    points: Decimal | None = None


@dataclass(frozen=True)
class Rules:
    """What the marks of a sheet are made by."""

    marking: str
    maximum: Decimal
    pass_percent: Decimal
    scale: Scale

    def needed(self, maximum: Decimal) -> Decimal:
        """Return what has to be reached of so many points."""
        return maximum * self.pass_percent / 100


@dataclass(frozen=True)
class Total:
    """The total of a student, with its mark when nothing is missing."""

    points: Decimal
    outcome: str
    step: Step | None = None


def total(rules: Rules, components: Sequence[Component], cells: Mapping[str, Cell]) -> Total:
    """Return the total of a line by its cells; they are found by the kind of their component."""
    points = _sum(rules, components, cells)
    if any(each.kind not in cells for each in components):
        return Total(points, OPEN)
    kinds = {cells[each.kind].kind for each in components}
    if EXCUSED in kinds:
        return Total(points, POSTPONED)
    gates = all(_reached(rules, each, cells.get(each.kind)) for each in components if each.gate)
    passed = points >= rules.needed(rules.maximum) and gates and not kinds.intersection(BARRED)
    return Total(points, PASSED if passed else FAILED, rules.scale.mark(points, passed=passed))


def admission(rules: Rules, components: Sequence[Component], cells: Mapping[str, Cell]) -> list[str]:
    """Return why the points of the semester keep a student from the final: `points`, `gate`."""
    before = [each for each in components if not each.final]
    final = max((each.maximum for each in components if each.final), default=Decimal(0))
    have = sum((_points(cells.get(each.kind)) for each in before), Decimal(0))
    if rules.marking == FIVE_MARKS:
        few = any(_points(cells.get(each.kind)) < LEAST_OF_FIVE for each in before)
    else:
        few = have < rules.needed(rules.maximum - final)
    gates = all(_reached(rules, each, cells.get(each.kind)) for each in before if each.gate)
    return [reason for reason, applies in (("points", few), ("gate", not gates)) if applies]


def _sum(rules: Rules, components: Sequence[Component], cells: Mapping[str, Cell]) -> Decimal:
    if rules.marking == FIVE_MARKS:
        finals = [each for each in components if each.final and _has_points(cells.get(each.kind))]
        chosen = finals or components
        return max((_points(cells.get(each.kind)) for each in chosen), default=Decimal(0))
    return sum((_points(cells.get(each.kind)) for each in components), Decimal(0))


def _has_points(cell: Cell | None) -> bool:
    return cell is not None and cell.points is not None


def _points(cell: Cell | None) -> Decimal:
    return Decimal(0) if cell is None or cell.points is None else cell.points


def _reached(rules: Rules, component: Component, cell: Cell | None) -> bool:
    least = rules.needed(component.maximum) if component.minimum is None else component.minimum
    return _points(cell) >= least
