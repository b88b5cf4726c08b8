"""Would FET accept our plans? Placements are locked beside the constraints of the file, and `fet-cl` has to agree."""

import shutil
import subprocess
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import Element, SubElement, tostring

from shared.timetabling.files.fet import FetFile, constraints_of, read_fet
from shared.timetabling.files.fet_xml import read_xml
from shared.timetabling.model import Plan
from shared.timetabling.solver.solve import solve

SEEDS = [f"--randomseeds{part}={part}" for part in (10, 11, 12, 20, 21, 22)]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What FET says of a plan of ours."""

    solvable: bool
    """FET finds a plan of its own in the time."""
    planned: bool
    """We find one that is free of clashes."""
    kept: bool
    """FET accepts ours beside all constraints that we say we keep; if not, that is a fault of ours."""
    whole: bool
    """FET accepts ours beside all constraints of the file, also those listed as not kept."""


def fet_program() -> str | None:
    return shutil.which("fet-cl")


def judged(path: Path, program: str, *, seconds: float, moves: int) -> Verdict:
    """Plan the file here and ask FET."""
    root, file = read_xml(path), read_fet(path)
    if not accepted(program, tostring(root), seconds):
        return Verdict(solvable=False, planned=False, kept=False, whole=False)
    solution = solve(file.problem, moves=moves, workers=1)
    if not solution.feasible:
        return Verdict(solvable=True, planned=False, kept=False, whole=False)
    whole = accepted(program, with_placements(path, file, solution.plan, without=()), seconds)
    kept = whole or accepted(program, with_placements(path, file, solution.plan, file.listed), seconds)
    return Verdict(solvable=True, planned=True, kept=kept, whole=whole)


def with_placements(path: Path, file: FetFile, plan: Plan, without: Collection[int]) -> bytes:
    """The file with each lesson locked where the plan has it, without the constraints at these places."""
    root = read_xml(path)
    left = {id(each) for place, each in enumerate(constraints_of(root)) if place in without}
    time, space = root.find("Time_Constraints_List"), root.find("Space_Constraints_List")
    assert time is not None  # noqa: S101 - FET solved the file
    assert space is not None  # noqa: S101 - as above
    for many in (time, space):
        many[:] = [each for each in many if id(each) not in left]
    problem = file.problem
    for number, place in zip(file.activities, plan, strict=True):
        if place is None:
            continue
        day, slot, _ = problem.grid.place(place.time)
        _lock(
            time,
            "ActivityPreferredStartingTime",
            number,
            Preferred_Day=problem.day_names[day],
            Preferred_Hour=problem.slot_names[slot],
        )
        if place.room is not None:
            _lock(space, "ActivityPreferredRoom", number, Room=problem.rooms[place.room].name)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _lock(parent: Element, name: str, number: int, **where: str) -> None:
    one = SubElement(parent, f"Constraint{name}")
    said = {"Weight_Percentage": "100", "Activity_Id": str(number), **where, "Permanently_Locked": "true"}
    for tag, value in {**said, "Active": "true", "Comments": ""}.items():
        SubElement(one, tag).text = value


def accepted(program: str, content: bytes, seconds: float) -> bool:
    """Whether FET finds a plan for this file in the time; its pages are not written."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "file.fet")
        path.write_bytes(content)
        command = [program, f"--inputfile={path}", f"--outputdir={folder}", "--htmllevel=0", *SEEDS]
        try:
            subprocess.run(  # noqa: S603 - the program that was asked for
                [*command, f"--timelimitseconds={max(1, int(seconds))}"],
                check=False, capture_output=True, timeout=2 * seconds + 10,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return False
        result = Path(folder, "logs", "result.txt")
        return result.exists() and "Simulation successful" in result.read_text(
            encoding="utf-8", errors="replace"
        )
