"""How soon the windows are ready, what a further module adds to that, and how much memory three long lists take."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import start_modules
from benchmarks.row import Row, against
from commands.demo import Demonstration
from server_db.demo.people import BY_LOGIN
from server_db.embedded import default_data_dir

NAME = "start"
HELP = "the window after sign-in, and the memory of three lists of 50 000 rows"
LOGIN, ROLE = "academic_office", "hemis_academic_office"
ROUNDS = 5
READY_AIM, MEMORY_AIM = 10.0, 3.0
#: Milliseconds of the processor.
MODULE_AIM = 2.0
Figures = dict[str, float]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scale", choices=["small", "university"], default="university")
    parser.add_argument("--data-dir", type=Path, default=default_data_dir(), help="of the demonstration")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each is started")


def measure(arguments: argparse.Namespace) -> list[Row]:
    """Start the windows in turns, each in a process of its own, on a screen that is not there."""
    demo = Demonstration(arguments.data_dir / arguments.scale)
    demo.prepare(arguments.scale)
    try:
        with tempfile.TemporaryDirectory() as folder:
            return rows(demo.address, arguments.rounds, Path(folder))
    finally:
        demo.leave()


def rows(address: str, rounds: int, folder: Path) -> list[Row]:
    """Measure with the server at an address; copies of the program come into the folder."""
    today, grown = folder / "today", folder / "grown"
    start_modules.copy(today, 0)
    start_modules.copy(grown, start_modules.FURTHER)
    for place in (today, grown):
        _started("program", address, place)  # compiles
    bare, ours, more = [], [], []
    for _round in range(rounds):
        bare.append(_started("bare", address, today))
        ours.append(_started("program", address, today))
        more.append(_started("program", address, grown))

    def against_bare(name: str) -> tuple[float, float]:
        return statistics.median(each[name] for each in ours), statistics.median(each[name] for each in bare)

    ready, work, memory = map(against_bare, ("ready", "work", "memory"))
    return [
        Row("sign-in window shown", statistics.median(each["shown"] for each in ours), "ms of the processor"),
        against("window ready after sign-in", ready[0], "ms", ready[1], at_most=READY_AIM),
        against("… by processor time", work[0], "ms", work[1], at_most=READY_AIM),
        Row("… of it the first rows of the list", statistics.median(each["rows"] for each in ours), "ms"),
        against(
            "memory with three lists of all students open", memory[0], "MB", memory[1], at_most=MEMORY_AIM
        ),
        _further("a further module, until the sign-in window", "shown", ours, more),
        _further("a further module, from sign-in to ready", "work", ours, more),
    ]


def _further(measure: str, name: str, ours: list[Figures], more: list[Figures]) -> Row:
    """What one of the further modules costs: the least of all rounds, for others use the machine too."""
    least = [min(each[name] for each in found) for found in (ours, more)]
    cost = (least[1] - least[0]) / start_modules.FURTHER
    return Row(measure, cost, "ms", aim=f"< {MODULE_AIM:g} ms", met=cost < MODULE_AIM)


def _started(kind: str, address: str, folder: Path) -> Figures:
    """Start a window in a fresh process; it reports how it went as JSON."""
    command = [sys.executable, "-m", "benchmarks.start_window", kind, address, LOGIN, ROLE]
    done = subprocess.run(  # noqa: S603 - our own module
        command,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(folder)},
        cwd=folder,
        input=BY_LOGIN[LOGIN].password,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    found: Figures = json.loads(done.stdout)
    return found
