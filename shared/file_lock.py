"""A lock that one process at a time can hold, made of a file; the system frees it when its holder dies.

Standard library only: the set-up script uses it before anything is installed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PAUSE = 0.05


@contextmanager
def file_lock(path: Path, waiting: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Hold the lock *path*; *waiting* is called once when somebody else holds it."""
    with path.open("a+b") as file:
        if not _take(file):
            waiting()
            while not _take(file):
                time.sleep(PAUSE)
        try:
            yield
        finally:
            _release(file)


if sys.platform == "win32":

    def _take(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    # flock and not lockf: two threads of one process exclude each other as well.

    def _take(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
