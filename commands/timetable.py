"""The verb `timetable`: solve a timetabling problem from a file, or say why it cannot be solved."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from client.data.local.output_files import write_file
from commands.trouble import CommandError
from shared.timetabling.diagnosis.explain import explain
from shared.timetabling.files import ctt, fet
from shared.timetabling.model import Problem
from shared.timetabling.solver.solve import SearchProgress, Solution, solve

NAME = "timetable"
HELP = "solve a timetabling problem"
ENDINGS = (".ctt", ".fet")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    solving = acts.add_parser("solve", help="search for a good plan")
    solving.add_argument("file", type=Path, metavar="FILE", help="a problem (.ctt or .fet)")
    length = solving.add_mutually_exclusive_group()
    length.add_argument("--seconds", type=float, help="how long to search (default 60)")
    length.add_argument("--moves", type=int, help="how many moves to try: the same result every time")
    solving.add_argument("--seed", type=int, default=1)
    solving.add_argument("--workers", type=int, default=2, choices=range(1, 65), metavar="N")
    solving.add_argument("--out", type=Path, metavar="FILE", help="where the plan goes (.sol or .fet)")
    solving.add_argument("--json", action="store_true", help="print the figures as one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Solve; the exit code is 1 if some lesson has no place in the plan."""
    problem, left_out = _read(arguments.file)
    obstacles = explain(problem)
    for sentence in obstacles:
        sys.stderr.write(f"{sentence}\n")
    solution = _solved(problem, arguments)
    if arguments.out:
        _write(problem, solution, arguments)
    figures = _figures(problem, solution) | {"impossible": obstacles, "not_taken_over": left_out}
    _say(figures, as_json=arguments.json)
    return int(not solution.feasible)


def _read(path: Path) -> tuple[Problem, list[str]]:
    if path.suffix.lower() not in ENDINGS:
        raise CommandError(f"{path.name} is neither a .ctt nor a .fet file.")
    if path.suffix.lower() == ".ctt":
        return ctt.read_ctt(path), []
    read = fet.read_fet(path)
    return read.problem, list(read.left_out)


def _solved(problem: Problem, arguments: argparse.Namespace) -> Solution:
    watch = _show if sys.stderr.isatty() else _silent
    lengths = {"moves": arguments.moves} if arguments.moves else {"seconds": arguments.seconds or 60.0}
    return solve(problem, **lengths, seed=arguments.seed, workers=arguments.workers, progress=watch)


def _write(problem: Problem, solution: Solution, arguments: argparse.Namespace) -> None:
    to_fet = arguments.out.suffix.lower() == ".fet"
    text = fet.write_fet(problem, solution.plan) if to_fet else ctt.write_sol(problem, solution.plan)
    write_file(arguments.out, text.encode())


def _figures(problem: Problem, solution: Solution) -> dict[str, Any]:
    return {
        "problem": problem.name,
        "cost": solution.cost,
        "feasible": solution.feasible,
        "components": solution.components,
        "seconds": round(solution.seconds, 3),
        "moves": solution.moves,
        "unplaced": [problem.events[index].name for index in solution.unplaced],
    }


def _say(figures: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(figures, ensure_ascii=False))
        return
    for name, value in figures.items():
        if value not in ([], {}):
            print(f"{name:<15} {value}")


def _show(progress: SearchProgress) -> None:
    tray = f", {progress.breaches} clashes" if progress.breaches else ""
    sys.stderr.write(f"\r{progress.part:4.0%}  cost {progress.cost}{tray}   ")


def _silent(_: SearchProgress) -> None:
    """Nobody looks."""
