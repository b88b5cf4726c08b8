"""Costs of timetables after a given time against the best known, and how soon a faculty is free of clashes."""

import argparse
import json
from itertools import chain
from pathlib import Path
from statistics import fmean, median

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
AIM_WORST = 1.15
"""No seed of an instance ends above its median times this."""
HARD = Path(__file__).parents[1] / "tests" / "cases" / "comp05.ctt"
"""Few times and full rooms: seeds ended far apart here."""
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
        "--instances",
        type=Path,
        metavar="DIR",
        help="a folder of .ctt files (default: generated ones and comp05)",
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
    parser.add_argument(
        "--seeds",
        type=int,
        default=1,
        metavar="N",
        help="so many from --seed on: the mean and the worst of them",
    )
    parser.add_argument("--workers", type=int, default=2)


def measure(arguments: argparse.Namespace) -> list[Row]:
    """Measure each instance, their total, the faculty, and FET's files if any are named."""
    warm()
    fet = measure_fet(arguments.fet or [], arguments.seconds or 60.0, arguments.seed, arguments.workers)
    return fet if arguments.only_fet else [*_measure_costs(arguments), *fet]


def _measure_costs(arguments: argparse.Namespace) -> list[Row]:
    best = BEST_KNOWN | (json.loads(arguments.best.read_text(encoding="utf-8")) if arguments.best else {})
    found: list[tuple[list[Solution], int | None]] = []
    rows: list[Row] = []
    for name, problem, known in _instances(arguments.instances, best):
        solutions = [_solved(problem, arguments, seed) for seed in _seeds(arguments)]
        found.append((solutions, known))
        rows += _costs(name, solutions, known, arguments.seed)
    return [*rows, *_total(found, arguments), *_faculty(arguments)]


def _seeds(arguments: argparse.Namespace) -> range:
    return range(arguments.seed, arguments.seed + max(1, arguments.seeds))


def _costs(name: str, solutions: list[Solution], known: int | None, first: int) -> list[Row]:
    """The mean of the seeds and, beside it, the worst one against their median."""
    costs = [solution.cost for solution in solutions]
    clashes = "" if all(solution.feasible for solution in solutions) else " (NOT free of clashes)"
    if len(costs) == 1:
        return [Row(f"cost of {name}{clashes}", costs[0], "points", known)]
    worst, middle = max(costs), median(costs)
    return [
        Row(f"cost of {name}, mean of {len(costs)} seeds{clashes}", fmean(costs), "points", known),
        Row(f"… worst, seed {first + costs.index(worst)}", worst, "points", middle,
            worst / middle if middle else None, f"≤ {AIM_WORST:g} of the median", worst <= AIM_WORST * middle),
    ]  # fmt: skip


def run(arguments: argparse.Namespace) -> list[Row]:
    return measure(arguments)


def _instances(folder: Path | None, best: dict[str, int]) -> list[tuple[str, Problem, int | None]]:
    if folder is None:
        made = [(f"made-{seed}", parse_ctt(curricula(seed)), known) for seed, known in BEST_MADE.items()]
        return [*made, (HARD.stem, read_ctt(HARD), best[HARD.stem])]
    return [(path.stem, read_ctt(path), best.get(path.stem)) for path in sorted(folder.glob("*.ctt"))]


def _solved(problem: Problem, arguments: argparse.Namespace, seed: int) -> Solution:
    length = {"moves": arguments.moves} if arguments.moves else {"seconds": arguments.seconds or 60.0}
    return solve(problem, **length, seed=seed, workers=arguments.workers)


def _total(found: list[tuple[list[Solution], int | None]], arguments: argparse.Namespace) -> list[Row]:
    """The sum over the instances whose best cost is known; it counts only if every run is free of clashes."""
    runs = list(chain.from_iterable(solutions for solutions, _ in found))
    judged = [(solutions, known) for solutions, known in found if known is not None]
    limit = sum(known for _, known in judged)
    total = sum(fmean(solution.cost for solution in solutions) for solutions, _ in judged)
    aim = AIM_LONG if (arguments.seconds or 0) >= LONG else AIM_MINUTE
    feasible = [Row("runs free of clashes", sum(solution.feasible for solution in runs), "runs", len(runs),
                    met=all(solution.feasible for solution in runs), aim="all")]  # fmt: skip
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
