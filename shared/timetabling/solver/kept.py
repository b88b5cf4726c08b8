"""Where the installed program keeps what numba compiled."""

import os

from numba.core.caching import UserWideCacheLocator


class KeptLocator(UserWideCacheLocator):
    """An installed program has no source, for which numba takes a folder of its own, one for each folder of a start."""

    def get_cache_path(self) -> str:
        return os.environ["NUMBA_CACHE_DIR"]
