"""Files that only their owner may read: mode 0600, on Windows an access list that names the owner and the system."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    from shared.windows_objects import create_private_file as _create
else:

    def _create(path: Path) -> int:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def write_for_owner(path: Path, text: str) -> None:
    """Write a new file that nobody else may open at any moment; a file that is there is refused."""
    with os.fdopen(_create(path), "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
