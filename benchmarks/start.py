"""How soon the window is ready after sign-in and how much memory three long lists take, against a bare window."""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks.row import Row, against
from commands.demo import Demonstration
from server_db.demo.people import BY_LOGIN
from server_db.embedded import default_data_dir

NAME = "start"
HELP = "the window after sign-in, and the memory of three lists of 50 000 rows"
LOGIN, ROLE = "academic_office", "hemis_academic_office"
ROUNDS = 5
READY_AIM, MEMORY_AIM = 10.0, 3.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scale", choices=["small", "university"], default="university")
    parser.add_argument("--data-dir", type=Path, default=default_data_dir(), help="of the demonstration")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each is started")


def measure(arguments: argparse.Namespace) -> list[Row]:
    """Start both windows in turns, each in a process of its own, on a screen that is not there."""
    demo = Demonstration(arguments.data_dir / arguments.scale)
    demo.prepare(arguments.scale)
    try:
        bare, ours = [], []
        for _round in range(arguments.rounds):
            bare.append(_started("bare", demo.address))
            ours.append(_started("program", demo.address))
    finally:
        demo.leave()
    median = {
        name: [statistics.median(each[name] for each in found) for found in (ours, bare)]
        for name in ("ready", "memory")
    }
    return [
        against("window ready after sign-in", *_split(median["ready"], "ms"), at_most=READY_AIM),
        Row("… of it the first rows of the list", statistics.median(each["rows"] for each in ours), "ms"),
        against(
            "memory with three lists of all students open",
            *_split(median["memory"], "MB"),
            at_most=MEMORY_AIM,
        ),
    ]


def _split(pair: list[float], unit: str) -> tuple[float, str, float]:
    return pair[0], unit, pair[1]


def _started(kind: str, address: str) -> dict[str, float]:
    """Start a window in a fresh process; it reports how it went as JSON."""
    command = [sys.executable, "-m", "benchmarks.start_window", kind, address, LOGIN, ROLE]
    done = subprocess.run(  # noqa: S603 - our own module
        command,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        input=BY_LOGIN[LOGIN].password,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found
