"""The program as an installed one has it, without source, in minutes: before hours are spent on a setup."""

from __future__ import annotations

import shutil
from dataclasses import replace

from commands.demo import Demonstration
from installer.windows.every_window import open_every_window
from installer.windows.screen import virtual_screen
from installer.windows.workshop import Workshop

PACKAGES = ("client", "commands", "reports", "server_db", "shared", "benchmarks")
#: Read as files, in an installed program as well.
MIGRATIONS = "migrations"
PYTHON = ("wine", "/work/python/python.exe", "-X", "utf8")
BEGIN = "import sys\nsys.frozen = True\nfrom commands.__main__ import main\nsys.exit(main(['client', *sys.argv[1:]]))\n"


def leave_source_out(workshop: Workshop) -> None:
    """Compile a copy of the program and leave its source out."""
    bare = workshop.folder / "bare"
    shutil.rmtree(bare, ignore_errors=True)
    shutil.copytree(workshop.source, bare, ignore=shutil.ignore_patterns("dist", "tests"))
    workshop.wine(*PYTHON, "-m", "compileall", "-q", "-b", *PACKAGES, folder="/work/bare", seconds=1800)
    for path in bare.rglob("*.py"):
        if MIGRATIONS not in path.parts and path.with_suffix(".pyc").exists():
            path.unlink()
    (bare / "begin.py").write_text(BEGIN, encoding="ascii")


def rehearse(workshop: Workshop) -> None:
    """Open every window of it under Windows' Python, with a demonstration's server of this machine."""
    demonstration = Demonstration(workshop.folder / "demonstration")
    try:
        demonstration.prepare("small")
        with virtual_screen() as display:
            there = replace(workshop, display=display, program=(*PYTHON, "/work/bare/begin.py"))
            open_every_window(there, demonstration.address)
    finally:
        demonstration.leave()
