"""Writes a draft on this computer: a moment after a keystroke, or now."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from client.widgets.workplace import Workplace

#: Milliseconds from a keystroke to the draft on the disk, also while somebody goes on typing.
DRAFT_AFTER = 250


class DraftWriter(QObject):
    """Keeps what `contents` returns under a key, and forgets it when that is nothing."""

    def __init__(
        self, workplace: Workplace, key: str, contents: Callable[[], dict[str, Any]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workplace, self._key, self._contents = workplace, key, contents
        self._lock = threading.Lock()
        self._asked = self._written = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_AFTER)
        self._timer.timeout.connect(self.keep_soon)

    def find(self) -> dict[str, Any]:
        """Return what is kept from earlier."""
        return self._workplace.drafts.find(self._key) or {}

    def touched(self) -> None:
        """Something was typed; it is kept in a moment, which further keys do not put off."""
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Keep it now if something was typed since: when this returns, it survives the end of the program."""
        if self._timer.isActive():
            self.keep()

    def keep(self) -> None:
        """Keep what there is now, or forget it if there is nothing."""
        self._timer.stop()
        self._write(self._next(), self._contents())

    def keep_soon(self) -> None:
        """Keep what there is now in the background."""
        number, kept = self._next(), self._contents()
        self._workplace.tasks.run(self, lambda: self._write(number, kept), lambda _nothing: None)

    def _next(self) -> int:
        self._asked += 1
        return self._asked

    def _write(self, number: int, kept: dict[str, Any]) -> None:
        """Write unless something later was written already: background work ends in any order."""
        drafts = self._workplace.drafts
        with self._lock:
            if number < self._written:
                return
            self._written = number
            if kept:
                drafts.keep(self._key, kept)
            else:
                drafts.drop(self._key)
