"""How soon FET's own examples are free of clashes, here and in `fet-cl`."""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fet_judge import accepted, fet_program
from benchmarks.row import Row
from shared.timetabling.diagnosis.explain import explain
from shared.timetabling.files.fet import read_fet
from shared.timetabling.model import Unusable
from shared.timetabling.solver.solve import SearchProgress, solve

AT_MOST, SOON = 2.0, 5.0
NO_FET = "fet-cl is not installed (Debian package “fet”): the FET files are measured without it.\n"
RESULTS = "_data_and_timetable.fet"


@dataclass(frozen=True, slots=True)
class Runs:
    """Seconds until a plan was free of clashes; nothing where there was none in time."""

    ours: float | None
    fet: float | None
    impossible: bool


def measure_fet(paths: list[Path], limit: float, seed: int, workers: int) -> list[Row]:
    """Measure each file; a folder stands for all problems below it."""
    program = fet_program()
    if paths and program is None:
        sys.stderr.write(NO_FET)
    return [_row(path, runs, limit) for path, runs in _runs(paths, program, limit, seed, workers)]


def _runs(
    paths: list[Path], program: str | None, limit: float, seed: int, workers: int
) -> Iterator[tuple[Path, Runs]]:
    for path in sorted(file for one in paths for file in (one.rglob("*.fet") if one.is_dir() else [one])):
        if path.name.endswith(RESULTS):
            continue
        try:
            ours, impossible = _ours(path, limit, seed, workers)
        except Unusable as error:
            sys.stderr.write(f"{path.name} is passed over: {error}\n")
            continue
        yield path, Runs(ours, _theirs(program, path, limit) if program else None, impossible)


def _ours(path: Path, limit: float, seed: int, workers: int) -> tuple[float | None, bool]:
    """Reading and start-up included."""
    begin = time.perf_counter()
    problem = read_fet(path).problem
    free: list[float] = []

    def watch(progress: SearchProgress) -> None:
        if progress.breaches == 0 and not free:
            free.append(time.perf_counter() - begin)

    solution = solve(
        problem, seconds=limit, seed=seed, workers=workers, progress=watch, stopped=lambda: bool(free)
    )
    if solution.feasible and free:
        return free[0], False
    return None, bool(explain(problem))


def _theirs(program: str, path: Path, limit: float) -> float | None:
    """The whole run of fet-cl without its pages, or nothing if it gave up."""
    begin = time.perf_counter()
    solved = accepted(program, path.read_bytes(), limit)
    return time.perf_counter() - begin if solved else None


def _row(path: Path, runs: Runs, limit: float) -> Row:
    name, ours, fet = f"{path.stem} free of clashes", runs.ours, runs.fet
    if ours is None:
        why = "is impossible as taken over" if runs.impossible else "NOT free of clashes"
        return Row(f"{path.stem} {why}", limit, "s", fet, aim="free", met=False)
    if fet is None:  # not installed, or it gave up: only the five seconds can be held against
        return Row(name, ours, "s", aim=f"≤ {SOON:g} s", met=ours <= SOON)
    met = ours <= max(SOON, AT_MOST * fet)
    return Row(name, ours, "s", fet, ours / fet, f"≤ {AT_MOST:g} × or {SOON:g} s", met)
