"""The herald of a server with its guard, beside what is measured."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psycopg

from server_db.herald import PACE, Herald


@contextmanager
def heralded(dsn: str, *, listeners: int) -> Iterator[None]:
    """Beside a herald: it speaks to so many listeners, to none it is silent."""
    with ExitStack() as stack:
        enough = threading.Event()
        herald = Herald.connect(dsn)
        stack.callback(herald.close)
        herald.step()
        if listeners:
            for _each in range(listeners):
                listener = stack.enter_context(psycopg.connect(dsn, autocommit=True))
                listener.execute("listen hemis")

            def speak() -> None:
                while not enough.wait(PACE):
                    herald.step()

            voice = threading.Thread(target=speak)
            voice.start()
            stack.callback(voice.join)
            stack.callback(enough.set)
        yield
