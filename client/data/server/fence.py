"""Which server is the rightful one: the newest line of its history that was met, in this session and on this disk.

Every promotion of a standby begins a new timeline. A server on a lower one is an old primary that has come back: what
it says of receipts is not true any more, and what it acknowledges will be thrown away.
"""

import json
import logging
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import platformdirs

from client.core.settings import APPLICATION

log = logging.getLogger(__name__)
#: Every login may ask; during recovery it is an error, but a connection for writing is never in recovery.
QUESTION = (
    "select system_identifier::text, ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int "
    "from pg_control_system()"
)


@dataclass(frozen=True)
class Place:
    """A cluster, told apart from all others in the world, and the line of its history that a server is on."""

    system: str
    timeline: int


class Fence:
    """Remembers the newest line of each cluster; a session stays with the cluster it began with."""

    def __init__(self, path: Path | None = None) -> None:
        #: The cluster of this session; None before the first connection.
        self.system: str | None = None
        self._path = path
        self._lock = threading.Lock()
        self._lines: dict[str, int] = _read(path)

    @classmethod
    def of_this_computer(cls) -> Self:
        """Read what this person's programs have met before."""
        return cls(platformdirs.user_data_path(APPLICATION, appauthor=False) / "servers.json")

    def knows(self, place: Place) -> bool:
        return place.system in self._lines

    def admits(self, place: Place) -> bool:
        """Tell whether the server may be spoken with: of the same cluster, and not behind."""
        same = self.system is None or self.system == place.system
        return same and place.timeline >= self._lines.get(place.system, 0)

    def met(self, place: Place) -> None:
        """Remember a server that work is done with."""
        with self._lock:
            self.system = place.system
            if place.timeline > self._lines.get(place.system, 0):
                self._lines[place.system] = place.timeline
                self._write()

    def _write(self) -> None:
        """Another program of the same person may have met a newer line meanwhile: the newest of both stays."""
        if self._path is None:
            return
        for system, timeline in _read(self._path).items():
            self._lines[system] = max(timeline, self._lines.get(system, 0))
        fresh = self._path.with_suffix(f".{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(self._lines), encoding="utf-8")
            fresh.replace(self._path)
        except OSError as error:
            log.warning("What server was met is not remembered: %s", error.strerror)


def _read(path: Path | None) -> dict[str, int]:
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path is not None else {}
    except (OSError, ValueError):
        return {}
    if not isinstance(found, Mapping):
        return {}
    return {str(system): line for system, line in found.items() if type(line) is int}
