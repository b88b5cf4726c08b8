"""The draft of a sheet: kept on this computer shortly after the last keystroke, and whenever the sheet goes."""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer

from client.data.server.gateway import OutcomeUnknown
from client.widgets.cell_grid import Typed
from client.widgets.workplace import Workplace

#: Milliseconds from the last keystroke to the draft on the disk.
DRAFT_AFTER = 250
UNSETTLED = "unsettled"


@dataclass(frozen=True)
class Unsettled:
    """An attempt to save whose answer was lost, and what was typed in it; it is found out before the next."""

    unknown: OutcomeUnknown
    typed: Typed

    def made(self) -> dict[Hashable, Hashable]:
        """Return the ids of rows that were new, if it was committed."""
        return dict(self.unknown.made or {})


class SheetDraft(QObject):
    """Keeps what `typed` returns under a key, with the receipt of an attempt that nobody answered."""

    def __init__(self, workplace: Workplace, key: str, parent: QObject) -> None:
        super().__init__(parent)
        self.unsettled: Unsettled | None = None
        #: What is typed now; the editor says it as soon as there is a sheet.
        self.typed: Callable[[], Typed] = Typed
        self._workplace, self._key = workplace, key
        self._lock = threading.Lock()
        self._asked = self._written = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_AFTER)
        self._timer.timeout.connect(self._keep_soon)

    def find(self) -> Typed:
        """Return what is kept from earlier."""
        kept = self._workplace.drafts.find(self._key) or {}
        if former := kept.get(UNSETTLED):
            receipt, made, typed = former
            self.unsettled = Unsettled(OutcomeUnknown(receipt, dict(made)), Typed.of_draft(typed))
        return Typed.of_draft(kept)

    def touched(self) -> None:
        """Something was typed; it is kept in a moment."""
        self._timer.start()

    def flush(self) -> None:
        """Keep it now if something was typed since: when this returns, it survives the end of the program."""
        if self._timer.isActive():
            self.keep()

    def keep(self) -> None:
        """Keep what is typed now, or forget it if there is nothing."""
        self._timer.stop()
        self._write(self._next(), self._contents())

    def _keep_soon(self) -> None:
        number, kept = self._next(), self._contents()
        self._workplace.tasks.run(self, lambda: self._write(number, kept), lambda _nothing: None)

    def _next(self) -> int:
        self._asked += 1
        return self._asked

    def _contents(self) -> dict[str, Any]:
        typed = self.typed()
        kept = typed.draft() if typed else {}
        if self.unsettled is not None:
            former = self.unsettled
            made = [list(pair) for pair in former.made().items()]
            kept = {**typed.draft(), UNSETTLED: [former.unknown.receipt, made, former.typed.draft()]}
        return kept

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
