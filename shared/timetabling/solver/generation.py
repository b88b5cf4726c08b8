"""What a generation is asked for: which lessons may move, and how dear it is to leave the present plan."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace

from shared.timetabling.model import Lock, Plan, Problem
from shared.timetabling.solver.solve import SearchProgress, Solution, solve

KEEP_TIME, KEEP_ROOM = 4, 1
"""Costs of a lesson that leaves its time or room, when the present plan shall change as little as possible."""


@dataclass(frozen=True, slots=True)
class GenerationOrder:
    """One order to generate; the same order for the same plan gives the same result when `moves` are given."""

    seconds: float = 60.0
    moves: int = 0
    seed: int = 1
    workers: int = 0
    """0: one less than the computer has, at least one, at most four."""
    tray_only: bool = False
    """What is placed stays; only lessons of the tray find a place."""
    keep: bool = False
    """Change as little as possible."""
    only: frozenset[int] | None = None
    """Only these events may move; None means all."""

    def crew(self) -> int:
        return self.workers or max(1, min(4, (os.cpu_count() or 2) - 1))


def prepared(problem: Problem, plan: Plan, wanted: GenerationOrder) -> Problem:
    """The problem with the plan as its present and everything locked that must not move."""
    locks = {index: lock for index, lock in problem.locks.items() if plan[index] is not None}
    for index, place in enumerate(plan):
        outside = wanted.only is not None and index not in wanted.only
        if place is not None and (wanted.tray_only or outside):
            locks[index] = Lock()
    rules = replace(
        problem.rules,
        keep_time=KEEP_TIME if wanted.keep else 0,
        keep_room=KEEP_ROOM if wanted.keep else 0,
    )
    return replace(problem, present=plan, locks=locks, rules=rules)


def generate(
    problem: Problem,
    plan: Plan,
    wanted: GenerationOrder,
    progress: Callable[[SearchProgress], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Solution:
    """Search from the plan; lessons that must not move stand where they stood, also when nothing better is found."""
    return solve(
        prepared(problem, plan, wanted),
        seconds=0.0 if wanted.moves else wanted.seconds,
        moves=wanted.moves,
        seed=wanted.seed,
        workers=wanted.crew(),
        progress=progress,
        stopped=stopped,
    )
