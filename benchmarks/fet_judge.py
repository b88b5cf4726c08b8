"""Would FET accept our plans? Placements are locked beside the constraints of the file, and `fet-cl` has to agree."""

import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import Element, SubElement, tostring

import psutil

from shared.timetabling.files.fet import OFFICIAL, FetFile, constraints_of, mode_of, read_fet
from shared.timetabling.files.fet_draft import is_full, says
from shared.timetabling.files.fet_xml import read_xml
from shared.timetabling.model import Plan
from shared.timetabling.solver.solve import solve

SEEDS = [f"--randomseeds{part}={part}" for part in (10, 11, 12, 20, 21, 22)]
LOOKED_AT = 0.1
"""Every so many seconds its time is looked at: FET itself looks at its limit between two lessons only."""
LOCKED = 120.0
"""Seconds for a file whose lessons are all locked: FET only reads and agrees, or turns round for ever."""
VERSION = "6.8.5"
PATIENCE, LEAST = 3, 5.0
"""So many times as long as it took to agree without the listed constraints, FET is asked with them."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What FET says of a plan of ours."""

    planned: bool
    """We find one that is free of clashes."""
    kept: bool = False
    """FET accepts ours beside all constraints of 100 % that we say we keep; if not, that is a fault of ours."""
    whole: bool = False
    """FET accepts ours beside all constraints of the file, also wishes and those listed as not kept."""
    solvable: bool | None = None
    """FET finds a plan of its own in the time; asked only where we have none."""


def fet_program() -> str | None:
    return shutil.which("fet-cl")


def judged(path: Path, program: str, *, seconds: float, moves: int) -> Verdict:
    """Plan the file here and ask FET; ours first, for FET agrees in moments and plans in minutes."""
    file = read_fet(path)
    solution = solve(file.problem, moves=moves, workers=1)
    if not solution.feasible:
        return Verdict(planned=False, solvable=accepted(program, path.read_bytes(), seconds))
    kept, took = _answer(program, with_placements(path, file, solution.plan, loose=True), LOCKED)
    limit = max(LEAST, PATIENCE * took)
    whole = kept and accepted(program, with_placements(path, file, solution.plan, loose=False), limit)
    return Verdict(planned=True, kept=kept, whole=whole)


def with_placements(path: Path, file: FetFile, plan: Plan, *, loose: bool) -> bytes:
    """The file with each lesson locked where the plan has it; loose: without what is listed or only a wish."""
    root = read_xml(path)
    if loose:
        _loosen(root, file)
    times, rooms = root.find("Time_Constraints_List"), root.find("Space_Constraints_List")
    assert times is not None  # noqa: S101 - every file of FET has both
    assert rooms is not None  # noqa: S101 - as above
    problem = file.problem
    for number, place in zip(file.activities, plan, strict=True):
        if place is None:
            continue
        day, slot, _ = problem.grid.place(place.time)
        _lock(
            times,
            "ActivityPreferredStartingTime",
            number,
            Preferred_Day=problem.day_names[day],
            Preferred_Hour=problem.slot_names[slot],
        )
        if place.room is not None:
            _lock(rooms, "ActivityPreferredRoom", number, Room=problem.rooms[place.room].name)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _loosen(root: Element, file: FetFile) -> None:
    """Take out what is listed, what FET itself calls a wish, what is switched off, and a mode that is listed."""
    constraints = constraints_of(root)
    gone = {
        id(each)
        for place, each in enumerate(constraints)
        if place in file.listed or not is_full(each) or says(each, "Active", "false")
    }
    for many in root.iterfind("*"):
        if many.tag in {"Time_Constraints_List", "Space_Constraints_List"}:
            many[:] = [each for each in many if id(each) not in gone]
    if mode_of(root) != OFFICIAL:
        mode = root.find("Mode")
        (SubElement(root, "Mode") if mode is None else mode).text = OFFICIAL
        root.set("version", VERSION)


def _lock(parent: Element, name: str, number: int, **where: str) -> None:
    one = SubElement(parent, f"Constraint{name}")
    said = {"Weight_Percentage": "100", "Activity_Id": str(number), **where, "Permanently_Locked": "true"}
    for tag, value in {**said, "Active": "true", "Comments": ""}.items():
        SubElement(one, tag).text = value


def accepted(program: str, content: bytes, seconds: float) -> bool:
    """Whether FET finds a plan for this file in so many seconds of the processor; its pages are not written."""
    return _answer(program, content, seconds)[0]


def _answer(program: str, content: bytes, seconds: float) -> tuple[bool, float]:
    """Whether FET finds a plan, and how long it was at work: other work beside it costs it nothing."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "file.fet")
        path.write_bytes(content)
        command = [program, f"--inputfile={path}", f"--outputdir={folder}", "--htmllevel=0", *SEEDS]
        took = _run(command, seconds)
        result = Path(folder, "logs", "result.txt")
        found = result.exists() and "Simulation successful" in result.read_text(
            encoding="utf-8", errors="replace"
        )
    return found, took


def _run(command: list[str], seconds: float) -> float:
    """Run a program for so many seconds of the processor at most; return how many it took."""
    took = 0.0
    with psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None:
            with suppress(psutil.NoSuchProcess):
                took = sum(running.cpu_times()[:2])
            if took > seconds:
                running.kill()
            with suppress(psutil.TimeoutExpired):
                running.wait(LOOKED_AT)
    return took
