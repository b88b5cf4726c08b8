"""Judging a file again in the background after each answer: one attempt at a time, and only the latest counts."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from client.core.errors import HemisError
from client.core.tasks import Tasks
from client.views.imports.work import Tried


class Judging(QObject):
    """Runs the attempt that was asked for last."""

    #: An attempt is on its way, or none is any more.
    busy = Signal(bool)
    judged = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, owner: QWidget) -> None:
        super().__init__(owner)
        self._tasks, self._owner = tasks, owner
        self._wanted: Callable[[], Tried] | None = None
        self._running = False

    def ask(self, attempt: Callable[[], Tried]) -> None:
        """Judge by this attempt, as soon as the one before has ended."""
        self._wanted = attempt
        if not self._running:
            self._start()

    def forget(self) -> None:
        """Let no answer come any more."""
        self._wanted = None

    def _start(self) -> None:
        attempt = self._wanted
        if attempt is None:
            return
        self._running = True
        self.busy.emit(True)
        self._tasks.run(
            self._owner,
            attempt,
            lambda tried: self._end(attempt, tried),
            lambda error: self._end(attempt, error),
        )

    def _end(self, attempt: Callable[[], Tried], result: Tried | HemisError) -> None:
        self._running = False
        self.busy.emit(False)
        if self._wanted is attempt:
            self._wanted = None
            (self.failed if isinstance(result, HemisError) else self.judged).emit(result)
        self._start()
