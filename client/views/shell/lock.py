"""The lock: after minutes without work, or at once, the windows are covered until the password is given."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from client.core.errors import HemisError
from client.core.i18n import _, names
from client.core.tasks import Tasks
from client.data.server.session import Session

WORK = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    )
)


#: Milliseconds for which nobody looks after work was seen.
LOOKING_AWAY = 30_000


class IdleWatch(QObject):
    """Says when nobody touched keyboard or mouse for some minutes; 0 means never.

    Looking at every event of every widget has its price, at first above all: it wakes a hundred classes of Qt. So it
    looks away for half a minute whenever it has seen work, and says "idle" at most that much too soon, never too late.
    """

    idle = Signal()

    def __init__(self, minutes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.idle)
        self.pause = QTimer(self, singleShot=True, interval=LOOKING_AWAY)
        self.pause.timeout.connect(self._look)
        self.set_minutes(minutes)

    def set_minutes(self, minutes: int) -> None:
        """Begin to count anew."""
        self.timer.setInterval(minutes * 60_000)
        self.timer.stop()
        self._look_away()
        if minutes:
            self.timer.start()
        else:
            self.pause.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in WORK and self.timer.isActive():
            self.timer.start()
            self._look_away()
        return False

    def _look(self) -> None:
        _application().installEventFilter(self)

    def _look_away(self) -> None:
        _application().removeEventFilter(self)
        self.pause.start()


def _application() -> QCoreApplication:
    application = QApplication.instance()
    assert application is not None  # noqa: S101 - without one there is no window
    return application


class Lock(QDialog):
    """Covers every window of ours; the person's password takes the covers away."""

    sign_out_wanted = Signal()

    def __init__(self, session: Session, tasks: Tasks) -> None:
        super().__init__()
        self._session, self._tasks = session, tasks
        self._covers = [Cover(window) for window in QApplication.topLevelWidgets() if window.isVisible()]
        self.setWindowTitle(_("Locked"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, on=False)
        self.password = QLineEdit()
        self.told = QLabel()
        self.unlock = QPushButton(_("Unlock"))
        self._build()
        self.finished.connect(self._uncover)

    def _build(self) -> None:
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(_("Password"))
        self.password.setPlaceholderText(_("Password"))
        self.told.setProperty("bad", True)
        self.told.setWordWrap(True)
        self.unlock.setDefault(True)
        self.unlock.clicked.connect(self._try)
        sign_out = QPushButton(_("Sign out"))
        sign_out.setAutoDefault(False)
        sign_out.clicked.connect(self.sign_out_wanted)
        buttons = QHBoxLayout()
        buttons.addWidget(sign_out)
        buttons.addStretch(1)
        buttons.addWidget(self.unlock)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(QLabel(_("{person} is working here.", person=names(self._session.person.name))))
        layout.addWidget(self.password)
        layout.addWidget(self.told)
        layout.addLayout(buttons)

    def _try(self) -> None:
        self.unlock.setEnabled(False)
        check = partial(self._session.confirm, self.password.text())
        self._tasks.run(self, check, lambda _none: self.accept(), self._refused)

    def _refused(self, error: HemisError) -> None:
        self.unlock.setEnabled(True)
        self.told.setText(error.text())
        self.password.selectAll()
        self.password.setFocus()

    def _uncover(self) -> None:
        for cover in self._covers:
            cover.deleteLater()
        self._covers.clear()

    def reject(self) -> None:
        """Escape does not unlock."""


class Cover(QWidget):
    """Hides a window, also while somebody makes it larger."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Mid)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return False
