"""Ahead-of-time warm-up of the compiled code: seconds after an installation, then nothing."""

import os
from functools import cache
from multiprocessing import get_context

from shared.timetabling.solver.sample_problems import competition
from shared.timetabling.solver.worker import Here, Order

GENTLY = 10


def warm() -> None:
    """Compile, or load what was compiled before; best called in the background."""
    searcher = Here(competition(1, courses=5), seed=1)
    searcher.start(Order(0.0, 1.0, moves=1000))
    searcher.report()


@cache
def warm_apart() -> None:
    """Do it once in a process of its own and of low priority, which nobody waits for; it ends with this one."""
    get_context("spawn").Process(target=_gently, daemon=True, name="warm").start()


def _gently() -> None:
    if hasattr(os, "nice"):
        os.nice(GENTLY)
    warm()


if __name__ == "__main__":
    warm()
