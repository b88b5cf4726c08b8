"""Making many objects that all stay, without looking through them for garbage again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept() -> Iterator[None]:
    """Make thousands of objects at once; half of the time would go into collections that find nothing.

    They count as old afterwards, so that not even the next collection looks through them. Of two threads the one that
    came first lets collections happen again.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
