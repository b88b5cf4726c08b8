"""Files for people: whole or not there, with names that every system accepts."""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

from client.core.errors import UserError
from client.core.i18n import N_

FORBIDDEN = '<>:"/\\|?*'
LONGEST_NAME = 150
#: A disk is full, or what the person may put there; Windows knows the first alone.
FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path to write to; its file takes the place of `path` only if nothing was raised."""
    try:
        handle, name = mkstemp(prefix=".~", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        draft = Path(name)
        try:
            yield draft
            _put_on_disk(draft)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        refusal = UserError(_reason(error), file=path.name)
        refusal.details = str(error)
        raise refusal from error


def write_file(path: Path, content: bytes) -> None:
    """Write a whole file or none: what stood there before stays until the new one is complete."""
    with whole_file(path) as draft:
        draft.write_bytes(content)


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


def _put_on_disk(draft: Path) -> None:
    """Wait until it is stored: after a power cut neither the former nor an empty file is what was meant."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return N_(
            "{file} cannot be written: it is open in another program, or the folder is protected. "
            "Close it or choose another name."
        )
    if isinstance(error, FileNotFoundError):
        return N_("The folder of {file} is not there any more. Choose another one.")
    if error.errno in FULL:
        return N_("The disk is full, {file} was not written. Free some space or choose another disk.")
    return N_("{file} could not be written. Choose another folder.")
