"""My account: the roles one holds, a new password, where one has signed in."""

from functools import partial

from PySide6.QtWidgets import (
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core.errors import HemisError
from client.core.i18n import _, names
from client.core.roles import role_title
from client.data.server.session import Session
from client.data.system.own_account import SignInRow, own_sign_ins
from client.views.shell.new_password import NewPasswordForm
from client.views.shell.sign_in import change_password
from client.widgets.measures import measure
from client.widgets.workplace import Workplace


class MyAccount(QWidget):
    """Everybody's own; what an office does with accounts is elsewhere."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("My account")
        self._workplace = workplace
        self.current = QLineEdit()
        self.form = NewPasswordForm(workplace.session.person.login)
        self.change = QPushButton(_("Change the password"))
        self.told = QLabel()
        self.history = _table(_("Time"), _("Role"), _("Workstation"), _("Address"))
        measure(self.history, (16, 16, 16, 16))
        self._build()
        self.reload()

    def reload(self) -> None:
        """Read where the person has signed in."""
        login = self._workplace.session.person.login
        read = partial(own_sign_ins, self._workplace.gateway, login)
        self._workplace.tasks.run(self, read, self._show_history)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self._roles(), 1)
        top.addWidget(self._password(), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addLayout(top)
        layout.addWidget(QLabel(_("The latest sign-ins. One that was not you? Tell the administrator.")))
        layout.addWidget(self.history, 1)

    def _roles(self) -> QGroupBox:
        person = self._workplace.session.person
        box = QGroupBox(f"{names(person.name)} ({person.login})")
        table = _table(_("Role"), _("From"), _("Until"))
        for held in self._workplace.session.roles:
            ends = _day(held.ends_on) if held.ends_on else _("without end")
            title = role_title(held.role, held.unit_name)
            item = QTreeWidgetItem([title, _day(held.starts_on), ends])
            item.setToolTip(0, title)
            table.addTopLevelItem(item)
        measure(table, (16, 11, 11), grows=(0,))
        QVBoxLayout(box).addWidget(table)
        return box

    def _password(self) -> QGroupBox:
        box = QGroupBox(_("New password"))
        self.current.setEchoMode(QLineEdit.EchoMode.Password)
        self.current.setAccessibleName(_("Present password"))
        self.change.setEnabled(False)
        self.told.setWordWrap(True)
        form = QFormLayout()
        form.addRow(_("Present password"), self.current)
        layout = QVBoxLayout(box)
        layout.addLayout(form)
        for widget in (self.form, self.told, self.change):
            layout.addWidget(widget)
        self.current.textChanged.connect(self._allow)
        self.form.changed.connect(self._allow)
        self.form.submitted.connect(self._change)
        self.change.clicked.connect(self._change)
        return box

    def _allow(self) -> None:
        self.change.setEnabled(bool(self.current.text() and self.form.password()))

    def _change(self) -> None:
        if not self.change.isEnabled():
            return
        self.change.setEnabled(False)
        work = partial(
            _confirm_and_change, self._workplace.session, self.current.text(), self.form.password()
        )
        self._workplace.tasks.run(self, work, lambda _none: self._changed(), self._refused)

    def _changed(self) -> None:
        self.current.clear()
        self.form.clear()
        self.told.clear()
        self._workplace.navigator.say(_("The password is changed. Use the new one from now on."))

    def _refused(self, error: HemisError) -> None:
        self._allow()
        self.told.setText(error.text())

    def _show_history(self, rows: list[SignInRow]) -> None:
        self.history.clear()
        for at, role, workstation, address in rows:
            when = at.strftime("%d.%m.%Y %H:%M")
            shown = role_title(role) if role else _("signed in")
            self.history.addTopLevelItem(QTreeWidgetItem([when, shown, workstation or "", address or ""]))


def _confirm_and_change(session: Session, present: str, new: str) -> None:
    session.confirm(present)
    change_password(session, new)


def _table(*headings: str) -> QTreeWidget:
    table = QTreeWidget()
    table.setHeaderLabels(headings)
    table.setRootIsDecorated(False)
    table.setAlternatingRowColors(True)
    return table


def _day(value: object) -> str:
    return f"{value:%d.%m.%Y}"
