"""Two ways of doing the same, timed in turns, so that a busy machine slows both alike."""

import statistics
import time
from collections.abc import Callable

ROUNDS = 200


def paired(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int = ROUNDS
) -> tuple[float, float]:
    """Return the median milliseconds of each; the first round warms both and does not count."""
    found: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for times, act in zip(found, (ours, theirs), strict=True):
            started = time.perf_counter()
            act()
            if number:
                times.append((time.perf_counter() - started) * 1000)
    return statistics.median(found[0]), statistics.median(found[1])
