"""What a planner waits for at the timetable: the answer of the week while a card is held, and the figures beside it."""

import argparse
import gc
from collections.abc import Callable
from dataclasses import replace
from random import Random
from time import perf_counter

import numpy as np

from benchmarks import builder_grids, unfolding
from benchmarks.row import Row
from shared.timetabling.model import Problem
from shared.timetabling.solver.sample_problems import faculty
from shared.timetabling.week.quality import Gauge
from shared.timetabling.week.suggest import free_places, suggestions
from shared.timetabling.week.week import CLASH, Week

NAME = "builder"
HELP = "the answer of a week of 4 000 cards while one is held, its figures and its suggestions"
GROUPS, SAMPLE, CRAMPED = 250, 200, 20
#: Milliseconds: a frame of the screen, the figures after a drop, a week that is opened, a chain that is waited for.
FRAME, FIGURES, OPENED, CHAIN = 16.0, 20.0, 200.0, 600.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--groups", type=int, default=GROUPS, help="of the generated faculty")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--lessons", type=int, default=250_000, help="of the term that is unfolded; 0 leaves the database out"
    )


def measure(arguments: argparse.Namespace) -> list[Row]:
    """Measure cards of every kind, the largest lectures among them."""
    problem = faculty(arguments.seed, arguments.groups)
    week = filled(problem)
    cards = _sample(problem, Random(arguments.seed))  # noqa: S311 - chance, not secrecy
    gauge, times = Gauge(problem), problem.grid.times
    for event in cards:
        week.judged(event)
    gc.collect()
    crowded, tray = cramped(week, cards[:: SAMPLE // CRAMPED])
    found: list[int] = []
    return [
        Row("cards in the week", len(problem.events), ""),
        _within("drop feedback", FRAME, week.judged, cards),
        _within("why a cell clashes", FRAME, lambda event: week.obstacles(event, event % times), cards),
        _within("a card put and taken back", FRAME, lambda event: _there_and_back(week, event), cards),
        _within("figures of the week", FIGURES, lambda _: gauge.read(week), cards),
        _within("the week opened", OPENED, lambda _: Week(problem, week.plan), cards[:20]),
        _within("chains for a card without a free place", CHAIN,
                lambda event: found.append(len(suggestions(crowded, event))), tray, 1),
        Row("cards without a free place that chains help", sum(map(bool, found)), f"of {len(tray)}"),
        *builder_grids.rows(week, cards[:: SAMPLE // CRAMPED]),
        *(unfolding.rows(arguments.lessons) if arguments.lessons else ()),
    ]  # fmt: skip


def filled(problem: Problem) -> Week:
    """A week where each lesson, the largest first, took the cheapest free place."""
    week = Week(problem, (None,) * len(problem.events))
    for event in sorted(range(len(problem.events)), key=lambda one: -len(problem.events[one].people)):
        week.put(event, next(free_places(week.judged(event)), None))
    return week


def _sample(problem: Problem, random: Random) -> list[int]:
    largest = sorted(range(len(problem.events)), key=lambda event: -len(problem.events[event].people))
    return [*largest[: SAMPLE // 2], *random.sample(largest, min(SAMPLE // 2, len(largest)))]


def _within(
    measure: str, limit: float, act: Callable[[int], object], cards: list[int], rounds: int = 3
) -> Row:
    """The time that 99 of 100 cards keep, in milliseconds; the best round of each, for others use the machine too."""
    spent = sorted(min(_spent(act, event) for _ in range(rounds)) for event in cards)
    worst = spent[len(spent) * 99 // 100 - 1]
    return Row(measure, worst, "ms", limit, worst / limit, f"< {limit:g} ms", worst < limit)


def _spent(act: Callable[[int], object], event: int) -> float:
    began = perf_counter()
    act(event)
    return (perf_counter() - began) * 1000


def _there_and_back(week: Week, event: int) -> None:
    place = week.place_of(event)
    week.put(event, None)
    week.put(event, place)


def cramped(week: Week, cards: list[int]) -> tuple[Week, list[int]]:
    """The same week with these cards in the tray, each allowed only where now something is in its way."""
    problem, events, plan = week.problem, list(week.problem.events), list(week.plan)
    for event in cards:
        clashes = (week.judged(event).status == CLASH) & week.openings.of(event).allowed
        events[event] = events[event]._replace(times=frozenset(np.flatnonzero(clashes).tolist()))
        plan[event] = None
    return Week(replace(problem, events=tuple(events)), tuple(plan)), cards
