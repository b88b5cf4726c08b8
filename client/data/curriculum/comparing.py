"""Two plans side by side: the same subjects in both, what differs, and what only one has."""

from dataclasses import dataclass
from decimal import Decimal

from client.core.i18n import N_
from client.data.curriculum.plan import CurriculumPlan, PlanSubject
from client.data.curriculum.sums import is_contact

#: What is compared of a course, and how a difference is said.
SAID = {
    "semester": N_("semester {first} → {second}"),
    "credits": N_("credits {first} → {second}"),
    "hours": N_("hours {first} → {second}"),
    "contact": N_("contact hours {first} → {second}"),
    "kind": N_("{first} → {second}"),
    "ending": N_("{first} → {second}"),
    "block": N_("block {first} → {second}"),
}
FIELDS = tuple(SAID)


@dataclass(frozen=True)
class PlanSide:
    """A course as one of the plans has it."""

    semester: int
    credits: Decimal
    hours: int
    contact: int
    kind: str
    ending: str
    block: str | None


@dataclass(frozen=True)
class Pair:
    """A subject in the first plan, the second, or both."""

    subject: str
    first: PlanSide | None
    second: PlanSide | None

    @property
    def differing(self) -> tuple[str, ...]:
        """The fields that are not the same in both."""
        if self.first is None or self.second is None:
            return ()
        return tuple(name for name in FIELDS if getattr(self.first, name) != getattr(self.second, name))

    @property
    def same(self) -> bool:
        return self.first is not None and self.second is not None and not self.differing


def pairs(first: CurriculumPlan, second: CurriculumPlan) -> list[Pair]:
    """Return the subjects of both plans by semester and name; one of several semesters meets itself in turn."""
    sides = [_by_subject(first), _by_subject(second)]
    names = {number: choice.name for plan in (first, second) for number, choice in plan.subjects.items()}
    found = []
    for subject in sides[0].keys() | sides[1].keys():
        left, right = (side.get(subject, []) for side in sides)
        for place in range(max(len(left), len(right))):
            taken = [side[place] if place < len(side) else None for side in (left, right)]
            found.append(Pair(names[subject], taken[0], taken[1]))
    return sorted(found, key=_order)


def _order(pair: Pair) -> tuple[int, str]:
    side = pair.first or pair.second
    return (side.semester if side else 0, pair.subject)


def _by_subject(plan: CurriculumPlan) -> dict[int, list[PlanSide]]:
    order = {each.id: each.number for each in plan.semesters}
    found: dict[int, list[PlanSide]] = {}
    for course in sorted(plan.courses, key=lambda each: order[each.values["semester_id"]]):
        found.setdefault(course.values["subject_id"], []).append(_side(course, order))
    return found


def _side(course: PlanSubject, order: dict[int, int]) -> PlanSide:
    hours = {training: stored.value for training, stored in course.hours.items()}
    return PlanSide(
        order[course.values["semester_id"]],
        course.values["credits"] or Decimal(0),
        sum(hours.values()),
        sum(value for training, value in hours.items() if is_contact(training)),
        course.values["kind"],
        course.values["ending"],
        course.values["block"],
    )
