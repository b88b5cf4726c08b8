"""Shifts: which pairs of a day suit the students of a form of study and a course, and what the others cost them.

The default rules of a term: daytime groups come in the morning and begin with the first pair, first years before all
others, evening groups in the evening, masters and those who study by correspondence in the second half of the day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shared import settings
from shared.codes import EducationForm, EducationType
from shared.timetabling.model import DayRules

FIRST_COURSE = 1
#: First years come first, and who studies in the evening is at work by day.
FIRST_YEARS, AT_WORK = 2, 4
#: Even days: so many a week are counted on, and no group is asked to come for fewer pairs than this.
USUAL_DAYS, FULL_DAY = 5, 2
_AWAY = {EducationForm.EXTRAMURAL, EducationForm.SPECIAL_EXTRAMURAL, EducationForm.DISTANCE}


@dataclass(frozen=True, slots=True)
class ShiftRules:
    """What the university has chosen, in numbers of pairs; until it has, what the settings usually are."""

    morning_until: int = int(settings.MORNING_UNTIL.default)
    evening_from: int = int(settings.EVENING_FROM.default)
    masters_from: int = int(settings.MASTERS_FROM.default)
    extramural_from: int = int(settings.EXTRAMURAL_FROM.default)
    shift_cost: int = int(settings.SHIFT_COST.default)

    @classmethod
    def chosen(cls, stored: Mapping[str, int]) -> "ShiftRules":
        """Take the values of the settings, by their keys."""
        return cls(
            stored[settings.MORNING_UNTIL.key],
            stored[settings.EVENING_FROM.key],
            stored[settings.MASTERS_FROM.key],
            stored[settings.EXTRAMURAL_FROM.key],
            stored[settings.SHIFT_COST.key],
        )


DEFAULT_SHIFTS = ShiftRules()


@dataclass(frozen=True, slots=True)
class Students:
    """What the shift of a group depends on."""

    education_type: str = ""
    form: str = ""
    course: int = 0


@dataclass(frozen=True, slots=True)
class Shift:
    """The pairs that a group should have; each pair away from them costs so much, and so does a late beginning."""

    first: int
    last: int
    cost: int
    late_start: int = 0

    def costs(self, numbers: Sequence[int]) -> tuple[int, ...]:
        """The cost of each pair of a day."""
        return tuple(self.cost * max(0, self.first - each, each - self.last) for each in numbers)


def shift_of(students: Students, rules: ShiftRules, last: int) -> Shift | None:
    """The shift of a group on days that end with the pair `last`; None for students nothing is known of."""
    if not students.form or not rules.shift_cost:
        return None
    if students.form == EducationForm.EVENING:
        return Shift(min(rules.evening_from, last), last, rules.shift_cost * AT_WORK)
    if students.form in _AWAY:
        return Shift(min(rules.extramural_from, last), last, rules.shift_cost)
    if students.education_type != EducationType.BACHELOR:
        return Shift(min(rules.masters_from, last), last, rules.shift_cost)
    weight = rules.shift_cost * (FIRST_YEARS if students.course == FIRST_COURSE else 1)
    return Shift(1, rules.morning_until, weight, late_start=weight)


def day_rules(rules: DayRules, shift: Shift | None, pairs_a_week: float) -> DayRules:
    """Rules of days with the shift's wish for an early beginning and, where they have a ceiling, for even days."""
    if shift is None:
        return rules
    even = max(FULL_DAY, -int(-pairs_a_week // USUAL_DAYS))
    return replace(rules, late_start=shift.late_start, ceiling=min(rules.ceiling, even))
