"""A workstation for the crash tests: it prints what waits, and kills itself at the line of the program it is told.

Paper that moves is written to the file `paper`: `number diploma`, on the disk before the program goes on. What the
program has acknowledged is said on its output.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from client.data.offline import opening
from client.data.offline.station import TEXT, Station
from tests.offline_scene import KEY

#: The lines of these folders are the places.
COUNTED = (str(Path("client", "data", "offline")), str(Path("shared", "offline")))


class Death:
    """Kills the process at the line with this number; torn, a part of a line is left in the second copy."""

    def __init__(self, place: int, folder: Path, *, torn: bool) -> None:
        self._left, self._folder, self._torn = place, folder, torn

    def trace(self, frame: Any, event: str, _argument: object) -> Any:
        if not any(each in frame.f_code.co_filename for each in COUNTED):
            return None
        if event == "line":
            self._left -= 1
            if self._left == 0:
                self._die()
        return self.trace

    def _die(self) -> None:
        if self._torn:
            path = self._folder / TEXT
            content = path.read_bytes() if path.exists() else b""
            if content.endswith(b"\n"):
                last = content[content[:-1].rfind(b"\n") + 1 :]
                with path.open("ab") as file:
                    file.write(last[: len(last) // 2])
        os.kill(os.getpid(), signal.SIGKILL)


class Paper:
    """The sheets that the printer has printed on."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def move(self, number: str, uuid: str) -> None:
        with self._path.open("a", encoding="ascii") as file:
            file.write(f"{number} {uuid}\n")
            file.flush()
            os.fsync(file.fileno())

    def numbers(self) -> list[str]:
        lines = self._path.read_text(encoding="ascii").splitlines() if self._path.exists() else []
        return [line.split()[0] for line in lines]


def answer(station: Station, paper: Paper) -> None:
    """Say what lies in the tray, as somebody who has looked."""
    intent = station.journal.open
    if intent is None:
        return
    if intent.number not in paper.numbers():
        station.clean()
        _say("clean", intent.number)
    elif intent.number.endswith("3"):
        station.spoiled("Printer ezib yubordi")
        _say("spoiled", intent.number)
    else:
        station.good()
        _say("good", intent.number)


def work(folder: Path) -> None:
    """Answer what lies open, then print one graduate after another."""
    station, paper = opening.open_station(folder, KEY), Paper(folder.parent / "paper")
    answer(station, paper)
    while waiting := station.journal.waiting("diploma"):
        intent = station.begin(waiting[0].uuid, "diploma")
        _say("intent", intent.number)
        paper.move(intent.number, intent.diploma.uuid)
        answer(station, paper)
    station.close()
    _say("done")


def _say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    where = Path(sys.argv[1])
    sys.settrace(Death(int(sys.argv[2]), where, torn=sys.argv[3] == "torn").trace)
    work(where)
