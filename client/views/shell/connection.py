"""Watches whether the server answers: the dot at the bottom and the way back."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from client.core.errors import HemisError, Unavailable
from client.core.i18n import N_
from client.views.shell.bottom_bar import BottomBar
from client.widgets.banner import ReconnectBanner
from client.widgets.workplace import Workplace

EVERY = 15_000
GONE = N_("The server does not answer. What you have typed is kept.")


class ConnectionWatch(QObject):
    """Asks the server now and then; lists hear of the way back from the changes they subscribe to."""

    #: The server does not answer any more: the sentence to say.
    lost = Signal(object)
    #: It answers again.
    back = Signal()

    def __init__(self, workplace: Workplace, bottom: BottomBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._gateway = workplace.gateway
        self._tasks = workplace.tasks
        self._bottom = bottom
        self._asking = False
        self.banner = ReconnectBanner(self.ask, bottom)
        bottom.show_way_back(self.banner)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._look)
        self._tasks.unavailable.connect(self._lost)
        workplace.changes.on_connection = self._heard
        self._timer.start()
        self.ask()

    def ask(self) -> None:
        """Ask the server for a sign of life, one question at a time."""
        if not self._asking:
            self._asking = True
            self._tasks.run(self, self._gateway.ping, self._answered, self._silent)

    def stop(self) -> None:
        """Ask no more: the frame goes."""
        self._timer.stop()
        self.banner.back()

    def _look(self) -> None:
        """Long tasks hold the connections; that they run shows that the server is there."""
        if not self._tasks.jobs and not self.banner.gone:
            self.ask()

    def _answered(self, milliseconds: float) -> None:
        self._asking = False
        self._bottom.connected(milliseconds)
        if self.banner.gone:
            self.banner.back()
            self.back.emit()

    def _silent(self, error: HemisError) -> None:
        self._asking = False
        if isinstance(error, Unavailable) and self.banner.gone:
            self.banner.still_gone()

    def _lost(self, _error: HemisError) -> None:
        if not self.banner.gone:
            self._bottom.disconnected()
            self.banner.lost()
            self.lost.emit(Unavailable(GONE))

    def _heard(self, there: bool) -> None:
        """The listening connection notices a lost server first, and its return too."""
        if not there:
            self._lost(Unavailable(GONE))
        elif self.banner.gone:
            self.ask()
