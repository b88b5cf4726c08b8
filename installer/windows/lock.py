"""The lock files as Windows reads them: which packages, with which hashes, for which Python."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.txt"
#: Those that `py hemis.py` may meet; setup carries one of them.
PYTHONS = ((3, 11), (3, 12), (3, 13), (3, 14))
#: Comes as source, without a program in it.
AS_SOURCE = {"font-roboto"}
PLATFORM = "win_amd64"


@dataclass(frozen=True)
class Locked:
    """One package of the lock."""

    name: str
    version: str
    hashes: frozenset[str]


def locked(python: tuple[int, int], lock: Path = LOCK) -> Iterator[Locked]:
    """What that Python installs on Windows, without what comes as source."""
    for block in re.split(r"\n(?=[a-z0-9])", lock.read_text(encoding="utf-8")):
        head = re.match(r"[a-z0-9][^\\\n]*", block)
        if head is None:
            continue
        wanted = Requirement(head[0].strip())
        if wanted.name in AS_SOURCE or (wanted.marker and not wanted.marker.evaluate(_windows(python))):
            continue
        version = next(iter(wanted.specifier)).version
        yield Locked(wanted.name, version, frozenset(re.findall(r"sha256:([0-9a-f]{64})", block)))


def tags(python: tuple[int, int]) -> frozenset[Tag]:
    """The kinds of wheels that this Python takes on Windows."""
    interpreter = f"cp{python[0]}{python[1]}"
    own = cpython_tags(python, platforms=[PLATFORM])
    return frozenset((*own, *compatible_tags(python, interpreter, [PLATFORM])))


def _windows(python: tuple[int, int]) -> dict[str, str]:
    version = f"{python[0]}.{python[1]}"
    return {
        "implementation_name": "cpython",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "platform_system": "Windows",
        "python_full_version": f"{version}.0",
        "python_version": version,
        "sys_platform": "win32",
    }
