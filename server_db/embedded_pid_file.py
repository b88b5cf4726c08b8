"""The file in which a running PostgreSQL names its process and its port; a crash leaves it behind."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import psutil

_PORT_LINE, _STATE_LINE = 3, 7


@dataclass(frozen=True)
class PidFile:
    """`postmaster.pid` of one data directory."""

    data: Path

    @property
    def path(self) -> Path:
        return self.data / "postmaster.pid"

    def pid(self) -> int | None:
        """The process that serves the directory; None when the file is missing, torn or left by a crash."""
        lines = self._lines()
        return int(lines[0]) if lines and _serves(int(lines[0]), self.data) else None

    def port(self) -> int | None:
        lines = self._lines()
        return int(lines[_PORT_LINE]) if len(lines) > _PORT_LINE else None

    def is_ready(self) -> bool:
        """Tell whether the server has said that it answers."""
        return any(line.startswith("ready") for line in self._lines()[_STATE_LINE:])

    def disown(self) -> None:
        """Free a crashed server whose process number another program has got since.

        PostgreSQL would take that program for its server for ever. It passes over the number of the process
        that runs pg_ctl — ours — and still looks whether a child of the crashed server is alive.
        """
        lines = self._lines()
        if not lines:
            self.path.unlink(missing_ok=True)  # torn by a power cut; PostgreSQL would not start beside it
        elif psutil.pid_exists(int(lines[0])):
            self.path.write_text("\n".join([str(os.getpid()), *lines[1:], ""]), encoding="utf-8")

    def _lines(self) -> list[str]:
        try:
            lines = self.path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return []
        return lines if lines and lines[0].isdecimal() else []


def _serves(pid: int, data: Path) -> bool:
    """Tell whether the process is the server of this folder (only it, not its children, shows the folder)."""
    try:
        process = psutil.Process(pid)
        # As paths: on Windows pg_ctl writes them with the other slash.
        return process.name().startswith("postgres") and any(Path(part) == data for part in process.cmdline())
    except psutil.Error:
        return False
