"""What a university does with the setup: install, sign in, look at a list, upgrade, uninstall; with pictures."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from client.core.i18n import N_
from installer.windows.desk import await_desk, end_program, open_program, open_window, sign_in
from installer.windows.every_window import open_every_window
from installer.windows.screen import PATIENCE, await_still, keep, press, virtual_screen
from installer.windows.setup import setup_file
from installer.windows.workshop import StepError, Workshop
from server_db.demo.people import BY_LOGIN

SILENT = ("/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART", "/TASKS=desktop", r"/LOG=Z:\work\setup.log")
HERE = "C:\\Program Files\\HEMIS Desktop"
COMMAND, REMOVAL = (rf"{HERE}\{name}.exe" for name in ("hemis", "unins000"))
LOGIN = "registrar"
PROBLEM = "/work/source/tests/cases/comp05.ctt"
Given = ParamSpec("Given")
Result = TypeVar("Result")


def try_setup(workshop: Workshop) -> None:
    """Install, use, upgrade and remove the program as a university does."""
    with virtual_screen() as display:
        there = Workshop(workshop.folder, display)
        _timed(install, there)
        _timed(solve, there)
        _timed(show_demonstration, there)
        address = _timed(start_demonstration, there)
        _timed(open_every_window, there, address)
        program = _timed(use, there, address)
        _timed(refuse_upgrade_while_it_runs, there, program)
        _timed(end_program, there, program)
        _timed(upgrade, there, address)
        _timed(remove, there)


def install(workshop: Workshop) -> None:
    """Install silently; the program and both shortcuts are there."""
    workshop.wine("wine", setup_file(), *SILENT)
    _require(_files(workshop) > 0, "Setup installed nothing.")
    shortcuts = list((workshop.windows / "users").rglob("HEMIS Desktop.lnk"))
    shortcuts += (workshop.windows / "ProgramData").rglob("HEMIS Desktop.lnk")
    _require(bool(shortcuts), "There is no shortcut.")


def solve(workshop: Workshop) -> None:
    """Solve a small problem twice: what was compiled is kept in the program's own folder."""
    solver = ("timetable", "solve", PROBLEM, "--moves", "20000", "--workers", "1")
    for _ in range(2):
        said = workshop.wine(
            "wine", COMMAND, *solver, seconds=3600, checked=False
        )  # so few moves leave some unplaced
        _require("feasible" in said, f"The solver did not solve: {said[-800:]}")
    _require(bool(list(_local(workshop).glob("hemis-desktop/compiled/*"))), "Nothing compiled was kept.")
    _require(not (_local(workshop) / "numba").exists(), "numba keeps a folder of its own.")


def show_demonstration(workshop: Workshop) -> None:
    """`hemis demo`: makes a small university, offers its people, and leaves no server when its window is closed."""
    program = workshop.start("wine", COMMAND, "demo", seconds=3600)
    seen = await_still(workshop, seconds=1800)
    keep(workshop, seen, "windows-demo")
    sign_in(workshop, LOGIN, BY_LOGIN[LOGIN].password)
    keep(workshop, await_still(workshop, other_than=seen, larger=True), "windows-start-page")
    press(workshop, "alt+F4")
    said, _nothing = program.communicate(timeout=180)
    _require(program.returncode == 0, f"hemis demo ended with {program.returncode}: {said[-800:]}")
    _require("No demonstration" in workshop.wine("wine", COMMAND, "demo", "--stop"), "Its server ran on.")


def start_demonstration(workshop: Workshop) -> str:
    """Start the program's own PostgreSQL with a small university; its address."""
    process = workshop.start("wine", COMMAND, "demo", "--no-window", "--json", seconds=3600)
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    line = next((line for line in process.stdout if line.startswith("{")), "")
    _require("ʻ" in line, "The demonstration did not say how to connect.")
    address: str = json.loads(line)["dsn"]
    return address.removeprefix("postgresql://").split("?")[0]


def use(workshop: Workshop, address: str) -> subprocess.Popen[str]:
    """Sign in and open the list of students."""
    program, seen = open_program(workshop, address)
    keep(workshop, seen, "windows-sign-in")
    sign_in(workshop, LOGIN, BY_LOGIN[LOGIN].password)
    await_desk(workshop)
    keep(workshop, open_window(workshop, N_("Student base")), "windows-students")
    return program


def refuse_upgrade_while_it_runs(workshop: Workshop, program: subprocess.Popen[str]) -> None:
    """Setup over a running program ends with an error and changes nothing."""
    before = _files(workshop)
    try:
        workshop.wine("wine", setup_file(), *SILENT)
    except StepError:
        pass
    else:
        raise StepError("Setup replaced a running program.")
    _require(_files(workshop) == before, "A refused upgrade removed files.")
    _require(program.poll() is None, "The running program ended.")


def upgrade(workshop: Workshop, address: str) -> None:
    """After closing it, setup replaces the program, and it starts."""
    workshop.wine("wine", COMMAND, "demo", "--stop")
    _replace(workshop)
    program, seen = open_program(workshop, address)
    keep(workshop, seen, "windows-upgraded")
    end_program(workshop, program)


def _replace(workshop: Workshop) -> None:
    """Install over the older one, once the guard of the demonstration has noticed that its server is gone."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            workshop.wine("wine", setup_file(), *SILENT)
        except StepError:
            if time.monotonic() > deadline:
                raise
            time.sleep(5)
        else:
            return


def remove(workshop: Workshop) -> None:
    """Uninstalling leaves what belongs to people, and nothing else."""
    workshop.wine("wine", REMOVAL, *SILENT[:3])
    time.sleep(10)  # the last part of the removal runs by itself
    _require(_files(workshop) == 0, f"{_files(workshop)} files of the program stayed.")
    own = _local(workshop) / "hemis-desktop"
    _require(own.exists() and not (own / "compiled").exists(), "What was compiled stayed.")


def _timed(part: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Result:
    """Take a part of the trial and say how long it took."""
    started = time.monotonic()
    result = part(*given, **named)
    print(f"  {part.__name__}: {time.monotonic() - started:.0f} s", flush=True)
    return result


def _files(workshop: Workshop) -> int:
    folder = workshop.windows / "Program Files" / "HEMIS Desktop"
    return sum(path.is_file() for path in folder.rglob("*"))


def _local(workshop: Workshop) -> Path:
    return next((workshop.windows / "users").glob("*/AppData/Local/hemis-desktop")).parent


def _require(fulfilled: bool, sentence: str) -> None:
    if not fulfilled:
        raise StepError(sentence)
