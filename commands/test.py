"""`hemis test`: the checks of the code, then the tests, without a screen."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from server_db.embedded_programs import FOLDERS, NEWEST

NAME = "test"
HELP = (
    "Check the code and run the tests. Anything after the options goes to pytest, and then only pytest runs."
)
PASSES_ON = True

ROOT = Path(__file__).resolve().parent.parent
CHECKS = {
    "ruff": ("-m", "ruff", "check", "--output-format", "concise"),
    "mypy": ("-m", "mypy"),
    "import-linter": ("-c", "from importlinter.cli import lint_imports_command as run; run()"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--soak", action="store_true", help="run the long random doses as well")
    parser.add_argument(
        "--postgres", type=int, choices=tuple(FOLDERS), default=NEWEST, help="the embedded server's version"
    )
    parser.add_argument("--server", metavar="DSN", help="test against this server (its superuser) instead")


def run(arguments: argparse.Namespace) -> int:
    """Run everything, the checks while the tests begin; what failed stands last."""
    with ThreadPoolExecutor(
        max_workers=1
    ) as pool:  # one after the other: the tests have the other processors
        checks = {} if arguments.passed_on else CHECKS
        outcomes = pool.map(_check, checks.values())
        code = subprocess.call(_pytest(arguments), cwd=ROOT, env=_environment(arguments))  # noqa: S603  our own pytest
        failed = _tell(dict(zip(checks, outcomes, strict=True)))
    return code or (1 if failed else 0)


def _tell(outcomes: dict[str, tuple[int, str]]) -> list[str]:
    """The names of the checks that failed; what they said is printed."""
    for name, (code, output) in outcomes.items():
        print(f"{name}: {'failed' if code else 'passed'}")
        if code:
            print(output)
    failed = [name for name, (code, _output) in outcomes.items() if code]
    if failed:
        print(f"FAILED checks: {', '.join(failed)}")
    return failed


def _check(command: tuple[str, ...]) -> tuple[int, str]:
    done = subprocess.run(  # noqa: S603  our own tools
        [sys.executable, *command],
        check=False,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout + done.stderr


def _pytest(arguments: argparse.Namespace) -> list[str]:
    # Logins belong to a whole server: only servers of their own let workers run beside each other.
    workers = 0 if arguments.server else max(2, min(4, os.cpu_count() or 2))
    doses = ["-m", "soak or not soak"] if arguments.soak else []
    # A file's tests stay together: they share the database that was cloned for them. Their order is that of
    # tests/conftest.py, which begins with the long ones.
    parallel = ["-p", "xdist", "-n", str(workers), "--dist", "loadfile", "--no-loadscope-reorder"]
    return [sys.executable, "-m", "pytest", *parallel, *doses, *arguments.passed_on]


def _environment(arguments: argparse.Namespace) -> dict[str, str]:
    """Without a screen; what tests/conftest.py reads about the server; random doses as long as asked for."""
    told = {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1", "HEMIS_TEST_POSTGRES": str(arguments.postgres)}
    if arguments.server:
        told["HEMIS_TEST_DSN"] = arguments.server
    if arguments.soak:
        told["HEMIS_TEST_SOAK"] = "1"
    return os.environ | told
