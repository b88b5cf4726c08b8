"""The lines of the program's own source, of which nothing is kept in memory."""

import linecache
from typing import Any


class _NothingKept(dict[str, Any]):
    """A cache that forgets at once; a traceback reads its few lines from the file again."""

    def __setitem__(self, name: str, entry: Any) -> None:
        if (
            len(entry) == 1
        ):  # only how to ask for them: what is entered here is asked at once, in an installed program
            super().__setitem__(name, entry)


def keep_none() -> None:
    """Forget them: PySide reads the source of whatever is imported after it, which `linecache` would keep, 25 MB."""
    linecache.cache = _NothingKept()
