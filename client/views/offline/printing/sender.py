"""What was recorded goes to the server by itself: at once where it is there, else again and again until it is."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from client.core.errors import HemisError, Unavailable
from client.data.offline import exchange
from client.data.offline.exchange import Exchanged
from client.data.offline.station import Station
from client.views.offline.desk import PrintingDesk

#: Milliseconds between two attempts at a server that does not answer.
AGAIN = 15_000
ALONE, RESTS, SENDS, AWAY = "alone", "rests", "sends", "away"


class Sender(QObject):
    """Sends one exchange at a time, each with the deadline of the connection."""

    changed = Signal()
    exchanged = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: PrintingDesk, station: Station) -> None:
        super().__init__()
        self._desk, self._station = desk, station
        self.state = RESTS if desk.server is not None else ALONE
        self._again = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.send)

    def send(self) -> None:
        """Send what is not sent; asked while it sends, it does so once more."""
        server = self._desk.server
        if server is None:
            return
        if self.state == SENDS:
            self._again = True
            return
        self._timer.stop()
        self._show(SENDS)
        work = partial(exchange.synchronise, server, self._station)
        self._desk.tasks.run(self, work, self._done, self._failed)

    def stop(self) -> None:
        """The window goes."""
        self._timer.stop()

    def _done(self, exchanged: Exchanged) -> None:
        self._show(RESTS)
        if exchanged.sent:
            self._desk.announce()
        self.exchanged.emit(exchanged)
        if self._again:
            self._again = False
            self.send()

    def _failed(self, error: HemisError) -> None:
        self._again = False
        if isinstance(error, Unavailable):
            self._show(AWAY)
            self._timer.start(AGAIN)
        else:
            self._show(RESTS)
            self.refused.emit(error)

    def _show(self, state: str) -> None:
        self.state = state
        self.changed.emit()
