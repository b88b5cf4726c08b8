"""Where pg_dump and pg_restore are: those that came with the program, else those of the machine."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from server_db.embedded_programs import FOLDERS, PACKAGE


class ProgramError(OSError):
    """No suitable program is installed; the text is a sentence for the administrator."""


def find_program(name: str, version: int) -> Path:
    """The program of that version of PostgreSQL: an older one cannot read the server, a newer one not be read by it."""
    ours = _packaged(name, version)
    if ours:
        return ours
    found = shutil.which(name)
    if found and _version(found) == version:
        return Path(found)
    raise ProgramError(
        f"{name} of PostgreSQL {version} is needed; install the client programs of that version."
    )


def _packaged(name: str, version: int) -> Path | None:
    spec = find_spec(PACKAGE)
    if version not in FOLDERS or spec is None or not spec.submodule_search_locations:
        return None
    suffix = ".exe" if sys.platform == "win32" else ""
    path = Path(spec.submodule_search_locations[0]) / FOLDERS[version] / "bin" / f"{name}{suffix}"
    return path if path.exists() else None


def _version(program: str) -> int | None:
    """The major version a program tells of itself."""
    said = subprocess.run(  # noqa: S603 - found by name
        [program, "--version"], capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    numbers = re.search(r"\d+", said.stdout)
    return int(numbers[0]) if numbers else None
