"""Before the work: open the workstation of this computer, or take one along from the server."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from client.core.errors import HemisError
from client.core.i18n import _, names
from client.data.offline import exchange, keys, opening
from client.data.offline.exchange import Choice
from client.data.offline.keys import Header
from client.data.offline.station import Station
from client.views.offline.desk import PrintingDesk
from client.widgets.combo import Combo
from client.widgets.measures import letters_wide
from client.widgets.message_line import MessageLine

LETTERS, ROWS = 90, 4
Found = tuple[Path, Header]


class StartPage(QWidget):
    """One of two things: the password of a workstation that is here, or a new one from the server."""

    #: A workstation is open: it, and the key of its store.
    opened = Signal(object, object)

    def __init__(self, desk: PrintingDesk) -> None:
        super().__init__()
        self._desk = desk
        self.message = MessageLine()
        self.stores, self.password, self.open = QListWidget(), QLineEdit(), QPushButton(_("Open"))
        self.choice, self.first, self.second = Combo(), QLineEdit(), QLineEdit()
        self.take = QPushButton(_("Take along"))
        self.here, self.new = QFrame(), QFrame()
        #: What to do where there is nothing to open and nothing to take along.
        self.advice = QLabel(
            _("No workstation was taken along to this computer. Sign in once and take one along.")
            if desk.server is None
            else _("No workstation is yours yet. The registrar opens one and reserves blanks for it.")
        )
        self._found: list[Found] = []
        self._choices: list[Choice] = []
        self._build()
        self.reload()

    def reload(self) -> None:
        """Look what is on this computer, and what the server offers."""
        self._desk.tasks.run(self, self._look, self._show, self.message.refuse)

    def _look(self) -> tuple[list[Found], list[Choice]]:
        server = self._desk.server
        found = opening.stations(self._desk.root)
        own = [each for each in found if server is None or each[1].server == self._desk.address]
        return own, exchange.workstations(server) if server is not None else []

    def _show(self, looked: tuple[list[Found], list[Choice]]) -> None:
        self._found, self._choices = looked
        self.stores.clear()
        for _folder, header in self._found:
            self.stores.addItem(QListWidgetItem(f"{names(header.workstation)} — {header.server}"))
        self.stores.setCurrentRow(len(self._found) - 1)
        self.here.setVisible(bool(self._found))
        self.choice.clear()
        for each in self._choices:
            told = _("{name}, {count} blanks", name=names(each.name), count=each.blanks)
            self.choice.addItem(" · ".join(filter(None, (told, names(each.place)))), each.id)
        self.new.setVisible(bool(self._choices))
        self.advice.setVisible(not self._found and not self._choices)
        (self.password if self._found else self.first).setFocus()
        self._allow()

    def _build(self) -> None:
        for field in (self.password, self.first, self.second):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.textChanged.connect(self._allow)
        self.stores.setAccessibleName(_("Workstations of this computer"))
        self.stores.setMaximumHeight(self.stores.fontMetrics().height() * (ROWS + 1) * 2)
        self.password.returnPressed.connect(self._open_with_password)
        self.second.returnPressed.connect(self._take_along)
        self.open.clicked.connect(self._open_with_password)
        self.take.clicked.connect(self._take_along)
        form = QFormLayout()
        form.addRow(_("Password of the workstation"), self.password)
        _fill(self.here, _("The workstation of this computer"), self.stores, form, self.open)
        told = QLabel(
            _(
                "The prepared diplomas and the blanks that are reserved for the workstation come to this computer, "
                "encrypted. From then on it prints without the server too. Choose a password for that time: nobody can "
                "find it out for you."
            )
        )
        told.setWordWrap(True)
        form = QFormLayout()
        new: tuple[tuple[str, QWidget], ...] = (
            (_("Workstation"), self.choice),
            (_("Password of the workstation"), self.first),
            (_("Once more"), self.second),
        )
        for label, widget in new:
            widget.setAccessibleName(label)
            form.addRow(label, widget)
        _fill(self.new, _("Take a workstation along"), told, form, self.take)
        self.password.setAccessibleName(_("Password of the workstation"))
        column = QVBoxLayout()
        column.addWidget(self.message)
        column.addWidget(self.advice)
        column.addWidget(self.here)
        column.addWidget(self.new)
        column.addStretch(1)
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(column, 8)
        layout.addStretch(1)
        self.advice.setWordWrap(True)
        self.advice.hide()
        for frame in (self.here, self.new):
            frame.setMaximumWidth(letters_wide(self, LETTERS))
            frame.hide()

    def _allow(self) -> None:
        self.open.setEnabled(bool(self.password.text()) and bool(self._found))
        both = self.first.text() == self.second.text() and len(self.first.text()) >= keys.SHORTEST
        self.take.setEnabled(both and bool(self._choices))

    def _open_with_password(self) -> None:
        row = self.stores.currentRow()
        if not self.open.isEnabled() or row < 0:
            return
        folder, password = self._found[row][0], self.password.text()

        def work() -> tuple[Station, bytes]:
            key = keys.by_password(folder, password)
            return opening.open_station(folder, key), key

        self._run(work)

    def _take_along(self) -> None:
        place = self.choice.currentIndex()
        server = self._desk.server
        if not self.take.isEnabled() or place < 0 or server is None:
            return
        self._run(partial(taken, self._desk, self._choices[place], self.first.text()))

    def _run(self, work: Callable[[], tuple[Station, bytes]]) -> None:
        self.message.hide()
        self.setEnabled(False)
        self._desk.tasks.run(self, work, self._done, self._failed)

    def _done(self, made: tuple[Station, bytes]) -> None:
        self.setEnabled(True)
        for field in (self.password, self.first, self.second):
            field.clear()
        # The keyring may have been gone; nobody waits for it, some take a second to be found.
        remember = partial(keys.remember, made[0].folder, made[1], self._desk.safe)
        self._desk.tasks.run(self._desk.tasks, remember, lambda _none: None)
        self.opened.emit(*made)

    def _failed(self, error: HemisError) -> None:
        self.setEnabled(True)
        self.message.refuse(error)
        self.password.selectAll()
        (self.password if self.password.text() else self.second).setFocus()


def taken(desk: PrintingDesk, choice: Choice, password: str) -> tuple[Station, bytes]:
    """Take a workstation along; it is open then."""
    assert desk.server is not None  # noqa: S101 - offered only where there is one
    station = exchange.take_along(desk.server, desk.root, choice, desk.address, password, desk.safe)
    return station, keys.by_password(station.folder, password)


def _fill(frame: QFrame, title: str, *parts: object) -> None:
    frame.setProperty("block", True)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(16, 12, 16, 12)
    layout.setSpacing(8)
    head = QLabel(title)
    head.setProperty("title", True)
    layout.addWidget(head)
    for part in parts:
        if isinstance(part, QFormLayout):
            layout.addLayout(part)
        else:
            assert isinstance(part, QWidget)  # noqa: S101 - it tells the type
            layout.addWidget(part)


def openable(found: Sequence[Found], desk: PrintingDesk) -> tuple[Path, bytes] | None:
    """Return the one store of this server that the keyring opens, None where somebody has to choose or type."""
    if len(found) != 1 or desk.server is None:
        return None
    key = keys.by_keyring(found[0][0], desk.safe)
    return None if key is None else (found[0][0], key)
