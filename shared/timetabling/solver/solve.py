"""Solve a problem: searchers anneal side by side, exchange, report, and can be stopped at any time."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from shared.timetabling.domains import choices
from shared.timetabling.judge import judge
from shared.timetabling.model import Plan, Problem, Unusable
from shared.timetabling.solver.plans import plan_of, without_clashes
from shared.timetabling.solver.tables import Ints
from shared.timetabling.solver.warm import warm
from shared.timetabling.solver.worker import RETURN, Apart, Here, Order, Report, Searcher

ROUNDS = 60
"""Parts of the schedule after which searchers report."""
EXCHANGES = frozenset((30, 36, 42, 48, 54))
"""Before these the searcher with the worse plan goes on from the better one."""


@dataclass(frozen=True, slots=True)
class SearchProgress:
    """How far the search is, and the best plan so far when somebody wants to take it."""

    part: float
    seconds: float
    moves: int
    breaches: int
    cost: int
    plan: Callable[[], Plan]


@dataclass(frozen=True, slots=True)
class Solution:
    plan: Plan
    cost: int
    components: dict[str, int]
    feasible: bool
    unplaced: tuple[int, ...]
    seconds: float
    moves: int


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds from the first moment, or moves of all searchers together."""

    seconds: float
    moves: int
    first: float

    def gone(self) -> float:
        return time.perf_counter() - self.first

    def order(self, number: int, workers: int, adopt: tuple[Ints, Ints] | None) -> Order:
        begin, end = number / ROUNDS, (number + 1) / ROUNDS
        if self.moves:
            mine = self.moves // workers
            return Order(
                begin, end, moves=mine * (number + 1) // ROUNDS - mine * number // ROUNDS, adopt=adopt
            )
        return Order(
            begin, end, seconds=max(1e-3, (self.seconds - self.gone()) / (ROUNDS - number)), adopt=adopt
        )


def solve(
    problem: Problem,
    *,
    seconds: float = 0.0,
    moves: int = 0,
    seed: int = 1,
    workers: int = 2,
    progress: Callable[[SearchProgress], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Solution:
    """Search for so long, start-up included, or for so many moves, whichever is given; the best plan found."""
    if (seconds > 0) == (moves > 0):
        raise Unusable("Say either for how many seconds or for how many moves to search.")
    budget = Budget(seconds, moves, time.perf_counter())
    best, made, least = None, 0, (0, least_cost(problem))
    for done, reports in _rounds(problem, budget, seed, workers):
        best = min([*([best] if best else []), *reports], key=lambda report: report.best)
        made += sum(report.moves for report in reports)
        progress(SearchProgress(done, budget.gone(), made, *best.best, _taken(problem, best)))
        if stopped() or best.best <= least:
            break
    plan = _taken(problem, best)() if best else ()
    verdict = judge(problem, plan)
    return Solution(
        plan, verdict.cost, verdict.components, verdict.feasible, verdict.unplaced, budget.gone(), made
    )


def least_cost(problem: Problem) -> int:
    """What the places cost at least, each lesson taken alone."""
    open_places = [choices(problem, index) for index in range(len(problem.events))]
    return sum(min(one.times.values(), default=0) + min(one.rooms.values(), default=0) for one in open_places)


def _taken(problem: Problem, report: Report) -> Callable[[], Plan]:
    return lambda: without_clashes(problem, plan_of(problem, *report.found))


def _rounds(
    problem: Problem, budget: Budget, seed: int, workers: int
) -> Iterator[tuple[float, list[Report]]]:
    """The part done and the reports, round by round."""
    with ExitStack() as stack:
        searchers = _searchers(problem, seed, workers)
        for searcher in searchers:
            stack.callback(searcher.close)
        reports: list[Report] = []
        for number in range(ROUNDS):
            adopted = (
                _exchange(reports, free_first=number >= RETURN * ROUNDS) if number in EXCHANGES else None
            )
            for index, searcher in enumerate(searchers):
                better = adopted if adopted and adopted is not reports[index] else None
                searcher.start(budget.order(number, workers, better.current if better else None))
            reports = [searcher.report() for searcher in searchers]
            yield (number + 1) / ROUNDS, reports


def _searchers(problem: Problem, seed: int, workers: int) -> list[Searcher]:
    if workers == 1:
        return [Here(problem, seed)]
    warm()  # once here, or each of them would compile for itself
    return [Apart(problem, seed + 7919 * index) for index in range(workers)]


def _exchange(reports: list[Report], *, free_first: bool) -> Report:
    """The report of the better plan in work, a breach reckoned dearly; the best plan ever is nothing to go on from.

    Late, a plan free of clashes goes before any other: no searcher is led away from one.
    """
    return min(
        reports,
        key=lambda report: (free_first and report.now[0] > 0, report.now[0] * 10 + report.now[1]),
    )
