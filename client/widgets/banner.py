"""The way back of a lost connection, in the bottom bar: tries again by itself, sooner when asked."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from client.core.i18n import _

PAUSES = (1, 2, 4, 8, 15, 30)


class ReconnectBanner(QWidget):
    """Counts down and calls `attempt`; whoever owns it says `back()` or `still_gone()` when the answer is there."""

    def __init__(self, attempt: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gone = False
        self._attempt = attempt
        self._tried = 0
        self._left = 0
        self._text = QLabel()
        self._now = QPushButton(_("Try now"))
        self._now.clicked.connect(self._try)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._now)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        self.hide()

    def lost(self) -> None:
        """The server does not answer."""
        if self.gone:
            return
        self.gone = True
        self._tried = 0
        self.show()
        self._wait()

    def still_gone(self) -> None:
        """The attempt failed; wait longer before the next."""
        self._tried += 1
        self._wait()

    def back(self) -> None:
        """The server answers again."""
        self.gone = False
        self._timer.stop()
        self.hide()

    def _wait(self) -> None:
        self._left = PAUSES[min(self._tried, len(PAUSES) - 1)]
        self._now.setEnabled(True)
        self._say()
        self._timer.start()

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._try()
        else:
            self._say()

    def _try(self) -> None:
        self._timer.stop()
        self._now.setEnabled(False)
        self._text.setText(_("Trying to reach the server…"))
        self._attempt()

    def _say(self) -> None:
        self._text.setText(_("again in {seconds} s", seconds=self._left))
