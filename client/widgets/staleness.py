"""Invalidation of a widget: it reads again when its tables have changed and somebody looks at it, now or later."""

import time
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from client.data.server.changes import Changes

#: Seconds between reloads while colleagues save one record after another.
CALM = 2.0


class Staleness(QObject):
    """Begins stale, for nothing was read yet; `reload_wanted` only while the widget is seen, or as it comes back."""

    reload_wanted = Signal()

    def __init__(self, changes: Changes, relations: Iterable[str], widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._stale = True
        self._refreshed = 0.0
        widget.installEventFilter(self)
        subscription = changes.subscribe(relations, self._changed)
        widget.destroyed.connect(subscription.end)

    def refreshed(self) -> None:
        """The widget reads just now."""
        self._stale, self._refreshed = False, time.monotonic()

    def check(self) -> None:
        """Ask for a reload if what is seen is out of date."""
        if self._stale and self._widget.isVisible():
            self.reload_wanted.emit()

    def _changed(self, _relation: str) -> None:
        self._stale = True
        if self._widget.isVisible():
            rested = time.monotonic() - self._refreshed
            QTimer.singleShot(0 if rested > CALM else int(CALM * 1000), self, self.check)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask as soon as the widget is seen: whoever comes back to a tab finds what is true now."""
        if watched is self._widget and event.type() == QEvent.Type.Show:
            self.check()
        return super().eventFilter(watched, event)
