"""Server, login and password; in a demonstration also the people to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import _, names
from client.core.roles import role_title
from client.core.settings import LOGIN, SERVERS, LocalSettings
from client.widgets.combo import Combo
from client.widgets.measures import measure


@dataclass(frozen=True)
class DemoPerson:
    """Somebody who exists only in the demonstration; their password may be shown."""

    login: str
    password: str
    name: str
    roles: tuple[str, ...]
    unit: str = ""


class Credentials(QWidget):
    """Asks who wants in where; shows the sentence of what went wrong under the fields."""

    wanted = Signal(str, str, str)
    cancelled = Signal()
    filled = Signal(str, str)

    def __init__(self, settings: LocalSettings, server: str, people: Iterable[DemoPerson]) -> None:
        super().__init__()
        self.server = Combo()
        self.login = QLineEdit()
        self.password = QLineEdit()
        self.keep = QCheckBox(_("Keep the password in this computer's safe"))
        self.told = QLabel()
        self.busy = QProgressBar()
        self.enter = QPushButton(_("Sign in"))
        self.cancel = QPushButton(_("Cancel"))
        self.people = QTreeWidget()
        self._fill(settings, server)
        self._build()
        self._list_people(tuple(people))
        self.wait(False)

    def wait(self, waiting: bool) -> None:
        """Show that the server is being asked, or let the person type again."""
        for widget in (self.server, self.login, self.password, self.enter, self.people):
            widget.setEnabled(not waiting)
        self.busy.setVisible(waiting)
        self.cancel.setVisible(waiting)
        if waiting:
            self.tell("")

    def tell(self, sentence: str, details: str = "") -> None:
        """Show what went wrong."""
        self.told.setText(sentence)
        self.told.setToolTip(details)

    def go_on_from(self, former: "Credentials") -> None:
        """Take over what was typed there in another language; the password is not carried about."""
        self.server.setEditText(former.server.currentText())
        self.login.setText(former.login.text())

    def first_empty(self) -> QWidget:
        """Return where typing begins."""
        empty = (field for field in (self.login, self.password) if not field.text())
        return next(empty, self.password) if self.server.currentText() else self.server

    def _fill(self, settings: LocalSettings, server: str) -> None:
        self.server.setEditable(True)
        self.server.addItems(list(dict.fromkeys([*([server] if server else []), *settings.get(SERVERS)])))
        if (line := self.server.lineEdit()) is not None:
            line.setPlaceholderText("db.university.uz")
        self.login.setText("" if server else settings.get(LOGIN))

    def _build(self) -> None:
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.told.setWordWrap(True)
        self.told.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.told.setProperty("bad", True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.busy.setRange(0, 0)
        self.busy.setFixedHeight(8)
        self.busy.setTextVisible(False)
        self.keep.hide()
        self.enter.setDefault(True)
        form = QFormLayout()
        form.setSpacing(8)
        for label, field in (
            (_("Server"), self.server),
            (_("Login"), self.login),
            (_("Password"), self.password),
        ):
            field.setAccessibleName(label)
            form.addRow(label, field)
        form.addRow("", self.keep)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.enter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(form)
        layout.addWidget(self.told)
        layout.addWidget(self.busy)
        layout.addLayout(buttons)
        layout.addWidget(self.people, 1)
        layout.addStretch()
        self._connect()

    def _connect(self) -> None:
        self.enter.clicked.connect(self._ask)
        self.cancel.clicked.connect(self.cancelled)
        self.login.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self._ask)
        self.login.editingFinished.connect(
            lambda: self.filled.emit(self.server.currentText().strip(), self.login.text().strip())
        )

    def _ask(self) -> None:
        self.wanted.emit(self.server.currentText().strip(), self.login.text().strip(), self.password.text())

    def _list_people(self, people: tuple[DemoPerson, ...]) -> None:
        self.people.setVisible(bool(people))
        self.people.setHeaderLabels([_("Demonstration person"), _("Role"), _("Unit")])
        self.people.setAccessibleName(_("Demonstration people"))
        self.people.setRootIsDecorated(False)
        self.people.setAlternatingRowColors(True)
        for person in people:
            roles = ", ".join(map(role_title, person.roles))
            item = QTreeWidgetItem([f"{names(person.name)} ({person.login})", roles, names(person.unit)])
            for column in range(3):
                item.setToolTip(column, item.text(column))
            item.setData(0, Qt.ItemDataRole.UserRole, person)
            self.people.addTopLevelItem(item)
        measure(self.people, (43, 20))
        # Chosen, not current: the list makes its first person current whenever the focus comes to it.
        self.people.itemSelectionChanged.connect(self._take_chosen)
        self.people.itemActivated.connect(lambda _item: self._ask())

    def _take_chosen(self) -> None:
        for item in self.people.selectedItems():
            person: DemoPerson = item.data(0, Qt.ItemDataRole.UserRole)
            self.login.setText(person.login)
            self.password.setText(person.password)
