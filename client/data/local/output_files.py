"""Files for people: whole or not there, with names that every system accepts."""

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from client.core.errors import UserError
from client.core.i18n import N_

FORBIDDEN = '<>:"/\\|?*'
LONGEST_NAME = 150

NOT_WRITTEN = N_(
    "“{file}” could not be written: {reason}. Choose another place or free some space, then save again; "
    "registered papers keep their numbers."
)


def write_file(path: Path, content: bytes) -> None:
    """Write a whole file or none: what stood there before stays until the new one is complete."""
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as fresh:
            try:
                fresh.write(content)
                fresh.flush()
                os.fsync(fresh.fileno())
                fresh.close()
                Path(fresh.name).replace(path)
            except BaseException:
                fresh.close()
                Path(fresh.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise UserError(NOT_WRITTEN, file=path.name, reason=error.strerror or str(error)) from error


def write_files(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files with their names made fit for any system; return how many."""
    count = 0
    for name, content in files:
        write_file(folder / safe_name(name), content)
        count += 1
    return count


def safe_name(name: str) -> str:
    """Return a file name that Windows, macOS and Linux accept."""
    kept = "".join("-" if letter in FORBIDDEN or ord(letter) < 32 else letter for letter in name)  # noqa: PLR2004
    return kept.strip(" .")[:LONGEST_NAME]
