"""The second copy of each event: a line of a text file that is on the disk before the first copy is believed.

A line is `sequence digest sealed check`; a torn or flipped one is told apart from the good ones, which are all read.
"""

import base64
import binascii
import json
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from client.data.offline.files import sync_folder, write_whole
from client.data.offline.sealing import BrokenSealError, Seal
from shared.offline.event import Event

_CHECK = 16
_PARTS = 4


@dataclass
class Found:
    """What a reading of the file has found."""

    events: dict[int, Event] = field(default_factory=dict)
    damaged: int = 0
    #: The last line was being written when the computer stopped.
    torn: bool = False


class TextCopy:
    """The file beside the store."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self._seal = Seal(key, "journal")

    def append(self, events: Iterable[Event]) -> None:
        """Write lines; when this returns they are on the disk."""
        is_new = not self.path.exists()
        with self.path.open("ab") as file:
            file.write(b"".join(self._line(event) for event in events))
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            sync_folder(self.path.parent)

    def read(self) -> Found:
        """Read every line that is whole."""
        found = Found()
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return found
        lines = content.split(b"\n")
        last = lines.pop()
        found.torn = bool(last)
        for line in lines:
            event = self._event(line)
            if event is None:
                found.damaged += 1
            else:
                found.events[event.sequence] = event
        return found

    def rewrite(self, events: Iterable[Event], *, keep: bool = False) -> None:
        """Write the file anew from what is known; one that was damaged is kept beside it."""
        if keep and self.path.exists():
            self.path.replace(self.path.with_name(f"{self.path.name}.{time.time_ns()}.damaged"))
        write_whole(self.path, b"".join(self._line(event) for event in events))

    def _line(self, event: Event) -> bytes:
        head = f"{event.sequence} {event.digest}"
        inner = json.dumps([event.uuid, event.before, event.payload], ensure_ascii=False).encode()
        sealed = base64.b64encode(self._seal.close(inner, head.encode())).decode()
        line = f"{head} {sealed}".encode()
        return line + b" " + sha256(line).hexdigest()[:_CHECK].encode() + b"\n"

    def _event(self, line: bytes) -> Event | None:
        parts = line.split(b" ")
        if len(parts) != _PARTS or sha256(b" ".join(parts[:3])).hexdigest()[:_CHECK].encode() != parts[3]:
            return None
        try:
            inner = self._seal.open(base64.b64decode(parts[2], validate=True), b" ".join(parts[:2]))
            uuid, before, payload = json.loads(inner)
            return Event(int(parts[0]), uuid, before, payload, parts[1].decode())
        except (BrokenSealError, binascii.Error, ValueError):
            return None
