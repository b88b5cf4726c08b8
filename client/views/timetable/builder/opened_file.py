"""A timetable file at the desk: read, written, and kept on this computer with what was moved in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.local.drafts import Drafts
from client.data.local.output_files import write_file
from client.widgets.week_board import Stand
from shared.timetabling.files import ctt, fet
from shared.timetabling.model import Place, Plan, Problem, Unusable

FET, CTT, SOL = ".fet", ".ctt", ".sol"
#: How the keys of drafts begin: what was moved in a file is found again by what stands in the file.
DRAFTS = "timetable-file/"


@dataclass(frozen=True)
class OpenedTimetable:
    """A file that was read, what of it could not be taken over, and where cards stood that were moved earlier."""

    name: str
    content: bytes
    problem: Problem
    plan: Plan
    left_out: tuple[str, ...] = ()
    moved: Mapping[int, Stand] | None = None

    @property
    def draft_key(self) -> str:
        return DRAFTS + sha256(self.content).hexdigest()[:16]


def open_file(path: Path) -> OpenedTimetable:
    """Read a `.fet` or `.ctt` file; raises UserError with the sentence of the reader."""
    try:
        if path.suffix.lower() == CTT:
            return _competition(path.name, path.read_bytes(), ctt.read_ctt(path))
        return _fet(path.name, path.read_bytes(), fet.read_fet(path))
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(N_("{file} cannot be used: {why}"), file=path.name, why=why) from error
    except Unusable as error:
        raise UserError(N_("{file} cannot be used: {why}"), file=path.name, why=str(error)) from error


def save_file(path: Path, problem: Problem, plan: Plan) -> None:
    """Write the plan: `.sol` in the format of the competition, everything else as `.fet`."""
    text = ctt.write_sol(problem, plan) if path.suffix.lower() == SOL else fet.write_fet(problem, plan)
    write_file(path, text.encode())


def draft_of(opened: OpenedTimetable, stands: Sequence[Stand], began: Sequence[Stand]) -> dict[str, Any]:
    """Return the file and the cards that stand elsewhere than in the beginning; nothing if none does."""
    moved = [
        [event, stand.place, stand.locked]
        for event, (stand, before) in enumerate(zip(stands, began, strict=True))
        if stand != before
    ]
    return {"name": opened.name, "content": opened.content, "moved": moved} if moved else {}


def moved_in(drafts: Drafts, opened: OpenedTimetable) -> dict[int, Stand]:
    """Return where cards of a file stood that were moved and not saved."""
    kept = drafts.find(opened.draft_key) or {}
    return {
        event: Stand(None if place is None else Place(*place), locked)
        for event, place, locked in kept.get("moved", ())
    }


def kept_file(drafts: Drafts) -> OpenedTimetable | None:
    """Return the file in which something was moved last and not saved."""
    kept = next((drafts.find(key) for key in drafts.keys(DRAFTS)), None)
    if kept is None:
        return None
    name, content = str(kept["name"]), bytes(kept["content"])
    if Path(name).suffix.lower() == CTT:
        return _competition(name, content, ctt.parse_ctt(content.decode("utf-8-sig")))
    return _fet(name, content, fet.parse_fet(content, name))


def _competition(name: str, content: bytes, problem: Problem) -> OpenedTimetable:
    return OpenedTimetable(name, content, problem, tuple(None for _ in problem.events))


def _fet(name: str, content: bytes, read: fet.FetFile) -> OpenedTimetable:
    return OpenedTimetable(name, content, read.problem, fet.plan_of_file(read), tuple(read.left_out))
