"""What Windows' programs and libraries ask for and offer, as JSON: `python -m installer.windows.pe WHEEL …`.

A process of its own in the workshop's environment, which has pefile.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pefile

PROGRAMS = {".exe", ".dll", ".pyd"}


def described(wheel: Path) -> dict[str, object]:
    """The libraries that a wheel holds, and those that its programs name, with who names them."""
    holds: set[str] = set()
    needs: dict[str, list[str]] = defaultdict(list)
    with ZipFile(wheel) as archive:
        for name in archive.namelist():
            if PurePosixPath(name).suffix.lower() in PROGRAMS:
                holds.add(PurePosixPath(name).name.lower())
                for library in imported(archive.read(name)):
                    needs[library].append(name)
    return {"holds": sorted(holds), "needs": dict(sorted(needs.items()))}


def imported(program: bytes) -> set[str]:
    """What Windows loads before the program's first line."""
    image = pefile.PE(data=program, fast_load=True)
    image.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"]])
    return {entry.dll.decode("ascii").lower() for entry in getattr(image, "DIRECTORY_ENTRY_IMPORT", ())}


def offsets(library: Path, names: list[str]) -> dict[str, int]:
    """Where in the file these functions begin."""
    image = pefile.PE(str(library))
    exported = image.DIRECTORY_ENTRY_EXPORT.symbols
    at = {symbol.name.decode("ascii"): symbol.address for symbol in exported if symbol.name}
    return {name: image.get_offset_from_rva(at[name]) for name in names}


if __name__ == "__main__":
    given = sys.argv[1:]
    if given[0] == "--offsets":
        print(json.dumps(offsets(Path(given[1]), given[2:])))
    else:
        print(json.dumps({Path(wheel).name: described(Path(wheel)) for wheel in given}))
