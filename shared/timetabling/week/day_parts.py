"""Daily costs of a person broken down by kind of wish: the day's table taken apart for whoever asks why."""

from itertools import pairwise

from shared.timetabling.model import DayRules
from shared.timetabling.week.obstacle_kinds import Kind


def slots_of(pattern: int) -> list[int]:
    """The taken slots of a day given as bits."""
    return [slot for slot in range(pattern.bit_length()) if pattern >> slot & 1]


def runs_of(taken: list[int]) -> list[int]:
    """The lengths of lessons without a break between them."""
    breaks = [0, *(place + 1 for place, (one, other) in enumerate(pairwise(taken)) if other > one + 1)]
    return [end - begin for begin, end in pairwise([*breaks, len(taken)])] if taken else []


def day_parts(rules: DayRules, pattern: int) -> dict[Kind, int]:
    """The cost of a day by kind of wish; a day without lessons costs nothing."""
    taken = slots_of(pattern)
    if not taken:
        return {}
    runs, lessons = runs_of(taken), len(taken)
    over_run = sum(max(0, length - rules.run) for length in runs) if rules.run else 0
    return {
        Kind.GAP: rules.gap * (taken[-1] - taken[0] + 1 - lessons),
        Kind.ISOLATED: rules.isolated * runs.count(1),
        Kind.LONELY: rules.lonely * (lessons == 1),
        Kind.CEILING: rules.over_ceiling * max(0, lessons - rules.ceiling) if rules.ceiling else 0,
        Kind.FLOOR: rules.under_floor * max(0, rules.floor - lessons),
        Kind.RUN: rules.over_run * over_run,
        Kind.LATE: rules.late_start * (taken[0] > 0),
    }
