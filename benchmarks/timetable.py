"""Costs of timetables after a given time against the best known, and how soon a faculty is free of clashes."""

import argparse
import json
from pathlib import Path

from benchmarks.row import Row, against
from benchmarks.timetable_fet import measure_fet
from shared.timetabling.files.ctt import parse_ctt, read_ctt
from shared.timetabling.model import Problem
from shared.timetabling.solver.sample_problems import curricula, faculty
from shared.timetabling.solver.solve import SearchProgress, Solution, solve
from shared.timetabling.solver.warm import warm

NAME = "timetable"
HELP = "cost of timetables after a minute against the best known, and a faculty free of clashes"
AIM_MINUTE, AIM_LONG, LONG = 1.15, 1.08, 300.0
SOON, GOOD = 10.0, 60.0
#: The lowest costs published for the instances of the competition, by the stem of their file.
BEST_KNOWN = {
    "comp01": 5, "comp02": 24, "comp03": 64, "comp04": 35, "comp05": 284, "comp06": 27, "comp07": 6,
    "comp08": 37, "comp09": 96, "comp10": 4, "comp11": 0, "comp12": 294, "comp13": 59, "comp14": 51,
    "comp15": 62, "comp16": 18, "comp17": 56, "comp18": 61, "comp19": 57, "comp20": 4, "comp21": 74,
}  # fmt: skip
#: The lowest costs that long runs of our own found for the generated ones, by seed.
BEST_MADE = {1: 6, 2: 4, 3: 7}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--instances", type=Path, metavar="DIR", help="a folder of .ctt files (default: generated)"
    )
    parser.add_argument(
        "--best", type=Path, metavar="FILE", help="best known costs as JSON: {file stem: cost}"
    )
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--seconds", type=float, help="for each instance (default 60)")
    length.add_argument("--moves", type=int, help="for each instance instead: comparable on a busy machine")
    parser.add_argument(
        "--fet", type=Path, nargs="+", metavar="PATH", help="FET files or folders, measured beside fet-cl"
    )
    parser.add_argument("--only-fet", action="store_true", help="nothing but the FET files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)


def measure(arguments: argparse.Namespace) -> list[Row]:
    """Measure each instance, their total, the faculty, and FET's files if any are named."""
    warm()
    fet = measure_fet(arguments.fet or [], arguments.seconds or 60.0, arguments.seed, arguments.workers)
    return fet if arguments.only_fet else [*_measure_costs(arguments), *fet]


def _measure_costs(arguments: argparse.Namespace) -> list[Row]:
    best = BEST_KNOWN | (json.loads(arguments.best.read_text(encoding="utf-8")) if arguments.best else {})
    found: list[tuple[Solution, int | None]] = []
    rows: list[Row] = []
    for name, problem, known in _instances(arguments.instances, best):
        solution = _solved(problem, arguments)
        found.append((solution, known))
        measured = f"cost of {name}" + ("" if solution.feasible else " (NOT free of clashes)")
        rows.append(Row(measured, solution.cost, "points", known))
    return [*rows, *_total(found, arguments), *_faculty(arguments)]


def run(arguments: argparse.Namespace) -> list[Row]:
    return measure(arguments)


def _instances(folder: Path | None, best: dict[str, int]) -> list[tuple[str, Problem, int | None]]:
    if folder is None:
        return [(f"made-{seed}", parse_ctt(curricula(seed)), known) for seed, known in BEST_MADE.items()]
    return [(path.stem, read_ctt(path), best.get(path.stem)) for path in sorted(folder.glob("*.ctt"))]


def _solved(problem: Problem, arguments: argparse.Namespace) -> Solution:
    length = {"moves": arguments.moves} if arguments.moves else {"seconds": arguments.seconds or 60.0}
    return solve(problem, **length, seed=arguments.seed, workers=arguments.workers)


def _total(found: list[tuple[Solution, int | None]], arguments: argparse.Namespace) -> list[Row]:
    """The sum over the instances whose best cost is known; it counts only if every run is free of clashes."""
    judged = [(solution, known) for solution, known in found if known is not None]
    total, limit = sum(solution.cost for solution, _ in judged), sum(known for _, known in judged)
    aim = AIM_LONG if (arguments.seconds or 0) >= LONG else AIM_MINUTE
    feasible = [Row("runs free of clashes", sum(solution.feasible for solution, _ in found), "runs", len(found),
                    met=all(solution.feasible for solution, _ in found), aim="all")]  # fmt: skip
    return [*feasible, against("total cost", total, "points", limit, at_most=aim)] if limit else feasible


def _faculty(arguments: argparse.Namespace) -> list[Row]:
    """A faculty of sixty groups: when it is free of clashes, and its cost after a minute."""
    problem = faculty(1)
    free: list[float] = []

    def watch(progress: SearchProgress) -> None:
        if progress.breaches == 0 and not free:
            free.append(progress.seconds)

    solution = solve(problem, seconds=GOOD, seed=arguments.seed, workers=arguments.workers, progress=watch)
    soon = free[0] if free else solution.seconds
    return [
        Row(f"faculty of {len(problem.events)} cards free of clashes", soon, "s", SOON, soon / SOON, "< 10 s",
            bool(free) and soon < SOON),
        Row("faculty after a minute", solution.cost, "points"),
    ]  # fmt: skip
