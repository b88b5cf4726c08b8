"""A reading that is asked for again while it runs: only the latest answer is shown."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from client.core.errors import HemisError
from client.core.tasks import Failed, Tasks

Result = TypeVar("Result")


class Latest:
    """Reads in the background; the answer to an earlier question for the same place is dropped, good or bad."""

    def __init__(self, tasks: Tasks, owner: QObject, failed: Failed) -> None:
        self._tasks, self._owner, self._failed = tasks, owner, failed
        self._asked: dict[Callable[[Any], object], int] = {}

    def read(self, work: Callable[[], Result], done: Callable[[Result], object]) -> None:
        """Hand the result of `work` to `done`, unless `done` was asked for once more meanwhile."""
        question = self._asked[done] = self._asked.get(done, 0) + 1
        self._tasks.run(
            self._owner,
            work,
            partial(self._answered, done, question),
            partial(self._refused, done, question),
        )

    def _answered(self, done: Callable[[Any], object], question: int, found: Any) -> None:
        if self._asked[done] == question:
            done(found)

    def _refused(self, done: Callable[[Any], object], question: int, error: HemisError) -> None:
        if self._asked[done] == question:
            self._failed(error)
