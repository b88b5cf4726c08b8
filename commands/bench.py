"""The verb `bench`: run a benchmark and print its figures."""

import argparse
import json
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Protocol, cast

from benchmarks.row import Row, table

NAME = "bench"
HELP = "measure the program against its limits"
#: The benchmarks in the order of their table; only the chosen one is imported.
BENCHMARKS = {
    "list": "benchmarks.list",
    "import": "benchmarks.import_",
    "print": "benchmarks.print",
    "start": "benchmarks.start",
    "timetable": "benchmarks.timetable",
    "builder": "benchmarks.builder",
    "journal": "benchmarks.journal",
    "crowd": "benchmarks.crowd",
    "term": "benchmarks.term",
    "gpa": "benchmarks.gpa",
    "movement": "benchmarks.movement",
    "diplomas": "benchmarks.diplomas",
    "sheets": "benchmarks.sheets",
    "sync": "benchmarks.sync",
}
PASSES_ON = True


class Benchmark(Protocol):
    """What the module of a benchmark offers."""

    NAME: str
    HELP: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    measure: Callable[[argparse.Namespace], list[Row]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", choices=BENCHMARKS, help="the benchmark")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--out", metavar="FILE", help="write them into a file as well")


def run(arguments: argparse.Namespace) -> int:
    """Measure; the exit code is 1 if an aim was missed."""
    benchmark = cast("Benchmark", import_module(BENCHMARKS[arguments.name]))
    parser = argparse.ArgumentParser(prog=f"hemis bench {benchmark.NAME}", description=benchmark.HELP)
    benchmark.add_arguments(parser)
    rows = benchmark.measure(parser.parse_args(arguments.passed_on))
    figures = json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=1)
    text = figures if arguments.json else table(rows)
    sys.stdout.write(text + "\n")
    if arguments.out:
        with open(arguments.out, "w", encoding="utf-8") as file:  # noqa: PTH123 - a name from the command line
            file.write(text + "\n")
    return int(any(row.met is False for row in rows))
