"""Printing of diplomas: the same window with the server and without it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from client.core.i18n import _
from client.data.offline import opening
from client.data.offline.station import Station
from client.views.offline.desk import PrintingDesk
from client.views.offline.printing.start import StartPage, openable
from client.views.offline.printing.work import WorkPage


class PrintingWindow(QWidget):
    """Opens the workstation of this computer, or leads to one; then works at it until it is closed."""

    receipts_wanted = Signal(list)

    def __init__(self, desk: PrintingDesk) -> None:
        super().__init__()
        self.title = _("Printing of diplomas")
        self._desk = desk
        self.pages = QStackedWidget()
        self.start: StartPage | None = None
        self.work: WorkPage | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        desk.tasks.run(self, self._look, self._looked, lambda _error: self._show_start())

    def reload(self) -> None:
        """Show what is true now."""
        page = self.work or self.start
        if page is not None:
            page.reload()

    def may_close(self) -> bool:
        """Whatever is recorded is on the disk: an open question is asked again at the next start."""
        return True

    def leave(self) -> None:
        """Let go of the store: another window may open it."""
        if self.work is not None:
            self.work.close_station()  # once more does no harm
            self.work.deleteLater()
            self.work = None

    def _look(self) -> tuple[Station, bytes] | None:
        """Open the only store there is, where the keyring has its key."""
        found = [each for each in opening.stations(self._desk.root) if each[1].server == self._desk.address]
        chosen = openable(found, self._desk)
        return None if chosen is None else (opening.open_station(*chosen), chosen[1])

    def _looked(self, opened: tuple[Station, bytes] | None) -> None:
        if opened is None:
            self._show_start()
        else:
            self._begin(*opened)

    def _show_start(self) -> None:
        self.leave()
        self.start = StartPage(self._desk)
        self.start.opened.connect(self._begin)
        self.pages.addWidget(self.start)
        self.pages.setCurrentWidget(self.start)
        self.setFocusProxy(self.start)

    def _begin(self, station: Station, key: bytes) -> None:
        if self.start is not None:
            self.start.deleteLater()
            self.start = None
        self.work = WorkPage(self._desk, station, key)
        self.work.finished.connect(self._show_start)
        self.work.receipts_wanted.connect(self.receipts_wanted)
        self.destroyed.connect(station.close)
        self.pages.addWidget(self.work)
        self.pages.setCurrentWidget(self.work)
        self.setFocusProxy(self.work)
        self.work.reload()
        self.work.setFocus()

    def state(self) -> dict[str, Any]:
        return {}
