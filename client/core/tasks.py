"""The one way to leave the GUI thread: work runs elsewhere, its answer comes back while the owner lives."""

import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from client.core.errors import Cancelled, HemisError, Unavailable

Result = TypeVar("Result")
Failed = Callable[[HemisError], object]


class Job(QObject):
    """Long work that shows how far it is and can be stopped; the working thread calls progress and check."""

    changed = Signal()

    def __init__(self, title: str, interrupt: Callable[[], None]) -> None:
        super().__init__()
        self.title = title
        self.done = 0
        self.total = 0
        self._stop = threading.Event()
        self._interrupt = interrupt

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop, also where it waits for the server."""
        self._stop.set()
        self._interrupt()
        self.changed.emit()

    def progress(self, done: int, total: int) -> None:
        """Say how far the work is, and stop if that was asked for."""
        self.done, self.total = done, total
        self.changed.emit()
        self.check()

    def check(self) -> None:
        """Raise Cancelled if the person asked to stop."""
        if self._stop.is_set():
            raise Cancelled


class Tasks(QObject):
    """Runs work in a few threads and brings the answers back to the GUI thread."""

    #: Jobs began or ended.
    jobs_changed = Signal()
    #: Work failed with a sentence for the person, and nobody took it.
    unheard = Signal(object)
    #: Work failed because the server does not answer, whoever else hears of it.
    unavailable = Signal(object)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 4) -> None:
        super().__init__(parent)
        self.jobs: list[Job] = []
        #: Stops what the server does for us; the application sets it when somebody has signed in.
        self.interrupt: Callable[[], None] = lambda: None
        self._pool = ThreadPoolExecutor(threads, "work")
        self._running: set[Future[None]] = set()
        self._closed = False
        self._finished.connect(self._deliver)

    def run(
        self,
        owner: QObject,
        work: Callable[[], Result],
        done: Callable[[Result], object],
        failed: Failed | None = None,
    ) -> None:
        """Run `work`, which touches no widget, and hand its result to `done` if `owner` still lives."""
        self._start(partial(self._work, owner, work, done, failed))

    def job(
        self,
        owner: QObject,
        title: str,
        work: Callable[[Job], Result],
        done: Callable[[Result], object],
        failed: Failed | None = None,
    ) -> Job:
        """Run long work that the bottom bar shows with its progress and a Cancel."""
        job = Job(title, self._interrupt)
        self.jobs.append(job)
        self.jobs_changed.emit()
        self._start(partial(self._work, owner, partial(work, job), done, failed, job))
        return job

    def post(self, call: Callable[[], object]) -> None:
        """Run a call on the GUI thread; for threads that are not ours."""
        self._finished.emit((self, call, None))

    def close(self, patience: float = 5.0) -> None:
        """Stop long work, let short work end; answers that still come are dropped."""
        self._finished.disconnect(self._deliver)
        for job in self.jobs:
            job.cancel()
        self.jobs.clear()
        self._closed = True
        self._pool.shutdown(wait=False)
        wait(self._running, timeout=patience)

    def _interrupt(self) -> None:
        """Stop the server's part from another thread: that means a connection of its own."""
        self._start(self.interrupt)

    def _start(self, work: Callable[[], None]) -> None:
        if self._closed:  # a timer of a window that is going: nothing begins any more
            return
        future = self._pool.submit(work)
        self._running.add(future)
        future.add_done_callback(self._running.discard)

    def _work(
        self,
        owner: QObject,
        work: Callable[[], Any],
        done: Callable[[Any], object],
        failed: Failed | None,
        job: Job | None = None,
    ) -> None:
        try:
            answer: Callable[[], object] = partial(done, work())
        except Exception as error:  # noqa: BLE001 - every one is handed on to the GUI thread
            answer = partial(self._fail, error, failed)
        self._finished.emit((owner, answer, job))

    def _deliver(self, finished: tuple[QObject, Callable[[], object], Job | None]) -> None:
        owner, answer, job = finished
        if job in self.jobs:
            self.jobs.remove(job)
            self.jobs_changed.emit()
        if isValid(owner):
            answer()

    def _fail(self, error: Exception, failed: Failed | None) -> None:
        if not isinstance(error, HemisError):
            sys.excepthook(type(error), error, error.__traceback__)
            return
        if isinstance(error, Unavailable):
            self.unavailable.emit(error)
        if failed is not None:
            failed(error)
        elif not isinstance(error, Cancelled):
            self.unheard.emit(error)


class InlineTasks(Tasks):
    """Does the work at once on the calling thread, for tests."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent, threads=1)

    def _start(self, work: Callable[[], None]) -> None:
        work()
