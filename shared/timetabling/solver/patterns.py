"""Lookup tables of daily costs: for every pattern of taken slots, as a bit mask, what the day costs a person."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from shared.timetabling.model import NO_RULES, DayRules

Masks = NDArray[np.int32]


@cache
def day_table(rules: DayRules, slots: int) -> Masks:
    """The cost of a day with these slots taken, slot 0 the lowest bit; an empty day costs nothing."""
    masks: Masks = np.arange(1 << slots, dtype=np.int32)
    if rules == NO_RULES:
        return np.zeros_like(masks)
    lessons = _bits(masks, slots)
    first, last = _ends(masks, slots)
    alone = _bits(masks & ~(masks << 1) & ~(masks >> 1), slots)
    cost = rules.gap * (last - first + 1 - lessons) + rules.isolated * alone + rules.lonely * (lessons == 1)
    cost += rules.under_floor * np.maximum(0, rules.floor - lessons) + rules.late_start * (first > 0)
    if rules.ceiling:
        cost += rules.over_ceiling * np.maximum(0, lessons - rules.ceiling)
    if rules.run:
        cost += rules.over_run * _beyond(masks, slots, rules.run)
    cost[0] = 0
    table: Masks = cost.astype(np.int32)
    return table


def days_cost(rules: DayRules, days: int) -> int:
    """The cost of a week with lessons on so many days."""
    return rules.over_days * max(0, days - rules.days) if rules.days else 0


def _bits(masks: Masks, slots: int) -> Masks:
    counted = np.zeros_like(masks)
    for slot in range(slots):
        counted += masks >> slot & 1
    return counted


def _ends(masks: Masks, slots: int) -> tuple[Masks, Masks]:
    first, last = np.zeros_like(masks), np.zeros_like(masks)
    for slot in range(slots):
        last[masks >> slot & 1 == 1] = slot
        first[masks >> (slots - 1 - slot) & 1 == 1] = slots - 1 - slot
    return first, last


def _beyond(masks: Masks, slots: int, most: int) -> Masks:
    """Lessons that have at least `most` others right before them."""
    beyond = np.zeros_like(masks)
    for slot in range(most, slots):
        window = ((1 << most + 1) - 1) << slot - most
        beyond += masks & window == window
    return beyond
