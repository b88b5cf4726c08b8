"""The lines of the program's own source, of which nothing is kept in memory."""

import linecache
from typing import Any


class _NothingKept(dict[str, Any]):
    """A cache that forgets at once; a traceback reads its few lines from the file again."""

    def __setitem__(self, name: str, entry: Any) -> None:
        pass


def keep_none() -> None:
    """Forget them: PySide reads the source of whatever is imported after it, which `linecache` would keep, 25 MB."""
    linecache.cache = _NothingKept()
