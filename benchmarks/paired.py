"""Two ways of doing the same, timed in turns, so that a busy machine slows both alike."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

ROUNDS = 200
_SCHEDULED = "/proc/{}/schedstat"


def paired(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int = ROUNDS
) -> tuple[float, float]:
    """Return the median milliseconds of each; the first round warms both and does not count."""
    told = worked(ours, theirs, (), (), rounds)
    return told.clock


@dataclass(frozen=True)
class Worked:
    """The medians of two ways, in milliseconds: of the clock, and of the processor, client and server together."""

    clock: tuple[float, float]
    processor: tuple[float, float]
    #: Our processor time by theirs, the median of the pairs.
    ratio: float


def worked(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    our_servers: Sequence[int],
    their_servers: Sequence[int],
    rounds: int = ROUNDS,
) -> Worked:
    """Time both in turns, and what they take of the processor here and in the server processes of their connections."""
    clocks: tuple[list[float], list[float]] = ([], [])
    works: tuple[list[float], list[float]] = ([], [])
    ways = ((ours, our_servers), (theirs, their_servers))
    for number in range(rounds + 1):
        for clock, work, (act, servers) in zip(clocks, works, ways, strict=True):
            worked_before, started = _worked(servers), time.perf_counter()
            act()
            took, spent = time.perf_counter() - started, _worked(servers) - worked_before
            if number:
                clock.append(took * 1000)
                work.append(spent * 1000)
    return Worked(
        (statistics.median(clocks[0]), statistics.median(clocks[1])),
        (statistics.median(works[0]), statistics.median(works[1])),
        statistics.median(one / max(other, 1e-6) for one, other in zip(*works, strict=True)),
    )


def _worked(servers: Sequence[int]) -> float:
    """Seconds of the processor of this thread and of these processes."""
    return time.thread_time() + sum(_spent(each) for each in servers)


def _spent(process: int) -> float:
    """Linux counts nanoseconds; elsewhere the system's ticks have to do."""
    try:
        return int(Path(_SCHEDULED.format(process)).read_text(encoding="ascii").split()[0]) / 1e9
    except OSError:
        times = psutil.Process(process).cpu_times()
        return float(times.user + times.system)
