"""An account with its rights, and what can be done with both; beside the list of accounts or of one employee."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import _, names
from client.core.icons import icon
from client.core.latest import Latest
from client.core.roles import role_title
from client.data.server.gateway import Gateway
from client.data.system import accounts
from client.data.system.accounts import AccountState, Right
from client.views.system.grant import Grant
from client.views.system.new_account import NewAccount
from client.views.system.password_slip import PasswordSlip
from client.widgets.formatting import shown
from client.widgets.measures import measure
from client.widgets.message_line import MessageLine
from client.widgets.workplace import Workplace
from shared.passwords import first_password

RIGHT = Qt.ItemDataRole.UserRole
#: The account, its rights, and whose it is or would be.
Found = tuple[AccountState | None, list[Right], str]


class AccountCard(QWidget):
    """Shows one account; an employee without one is offered to get it."""

    def __init__(self, workplace: Workplace, employee_id: int | None = None) -> None:
        super().__init__()
        self.title = _("Account and rights")
        self._workplace = workplace
        self._employee_id = employee_id
        self._account_id: int | None = None
        self._account: AccountState | None = None
        self.name = QLabel()
        self.state_ = QLabel()
        self.message = MessageLine()
        #: Rows are walked through faster than they are answered.
        self._latest = Latest(workplace.tasks, self, self.message.refuse)
        self.rights = QTreeWidget()
        self._build()
        subscription = workplace.changes.subscribe(
            ("security.account", "security.membership"), lambda _relation: self.reload()
        )
        self.destroyed.connect(subscription.end)
        self.reload()

    def show_record(self, _relation: str, record_id: int | None) -> None:
        """Show the account of the row beside which this stands."""
        self._account_id = record_id
        self.reload()

    def reload(self) -> None:
        """Read the account and its rights again."""
        read = partial(_read, self._workplace.gateway, self._account_id, self._employee_id)
        self._latest.read(read, self._show)

    def _build(self) -> None:
        self.name.setProperty("title", True)
        self.state_.setWordWrap(True)
        self.rights.setHeaderLabels([_("Role"), _("From"), _("Until")])
        self.rights.setRootIsDecorated(False)
        self.rights.setAccessibleName(_("Rights"))
        measure(self.rights, (30, 11, 11), grows=(0,))
        self.open_account = self._button(_("Open a sign-in account"), "add", self._open)
        self.reset = self._button(_("New first password"), "key", self._ask_reset)
        self.end = self._button(_("End the account"), "end", self._ask_end)
        self.grant = self._button(_("Grant a role"), "add", self._grant)
        self.revoke = self._button(_("Take away"), "delete", self._ask_revoke)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        for widget in (self.message, self.name, self.state_):
            layout.addWidget(widget)
        layout.addLayout(_row(self.open_account, self.reset, self.end))
        layout.addWidget(self.rights, 1)
        layout.addLayout(_row(self.grant, self.revoke))
        self.rights.currentItemChanged.connect(lambda *_items: self._allow())

    def _button(self, text: str, meaning: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(icon(meaning), text)
        button.clicked.connect(lambda: act())  # noqa: PLW0108 - without the "checked" that Qt passes
        return button

    def _show(self, found: Found) -> None:
        self._account, rights, name = found
        account = self._account
        self.name.setText(name)
        self.state_.setText(_state_text(account) if account else self._nothing())
        self.rights.clear()
        for right in rights:
            title = role_title(right.role, right.unit or "")
            ends = shown(right.ends_on) or _("without end")
            item = QTreeWidgetItem([title, shown(right.starts_on), ends])
            item.setToolTip(0, title)
            item.setData(0, RIGHT, right)
            self.rights.addTopLevelItem(item)
        self._allow()

    def _nothing(self) -> str:
        return _("This employee has no sign-in account.") if self._employee_id else _("Choose an account.")

    def _allow(self) -> None:
        live = self._account is not None and self._account.live
        own = self._account is not None and self._account.login == self._workplace.session.person.login
        self.open_account.setVisible(self._employee_id is not None and not live)
        for button in (self.reset, self.end, self.grant, self.revoke):
            button.setEnabled(live and not own)
            button.setToolTip(_("Nobody changes the own account here.") if own else "")
        self.revoke.setEnabled(live and not own and self.rights.currentItem() is not None)

    def _open(self) -> None:
        dialog = NewAccount(self._workplace, self, self._employee_id)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _grant(self) -> None:
        if self._account is None:
            return
        dialog = Grant(self._workplace, self._account, self)
        dialog.granted.connect(self._done)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_reset(self) -> None:
        if (account := self._account) is not None:
            text = _("Give {name} a new first password? The old one ends at once.", name=account.name)
            self._ask(text, _("Give a new password"), partial(self._reset, account))

    def _reset(self, account: AccountState) -> None:
        password = first_password()

        def given(request: int | None) -> None:
            self._done(request)
            slip = PasswordSlip(account.name, account.login, password, waits=request is not None, parent=self)
            slip.finished.connect(slip.deleteLater)
            slip.open()

        work = partial(accounts.reset_password, self._workplace.gateway, account.login, password)
        self._workplace.tasks.run(self, work, given, self.message.refuse)

    def _ask_end(self) -> None:
        if (account := self._account) is not None:
            text = _(
                "End the account of {name}? All rights end and open windows are closed.", name=account.name
            )
            work = partial(accounts.end, self._workplace.gateway, account.login)
            self._ask(text, _("End the account"), partial(self._run, work))

    def _ask_revoke(self) -> None:
        item = self.rights.currentItem()
        if item is not None and self._account is not None:
            right: Right = item.data(0, RIGHT)
            text = _("Take “{role}” away from {name}?", role=item.text(0), name=self._account.name)
            work = partial(accounts.revoke, self._workplace.gateway, right.id)
            self._ask(text, _("Take away"), partial(self._run, work))

    def _ask(self, text: str, verb: str, act: Callable[[], object]) -> None:
        cancel = QMessageBox.StandardButton.Cancel
        question = QMessageBox(QMessageBox.Icon.Question, self.title, text, cancel, self)
        sure = question.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
        sure.clicked.connect(lambda: act())  # noqa: PLW0108 - without the "checked" that Qt passes
        question.finished.connect(question.deleteLater)
        question.open()

    def _run(self, work: Callable[[], int | None]) -> None:
        self._workplace.tasks.run(self, work, self._done, self.message.refuse)

    def _done(self, request: int | None) -> None:
        self._workplace.changes.announce("security.account", "security.membership", "security.request")
        waits = _("Asked for. It is done when a second person accepts it (request {number}).", number=request)
        self.message.say(_("Done.") if request is None else waits)


def _read(gateway: Gateway, account_id: int | None, employee_id: int | None) -> Found:
    if account_id is not None:
        found = accounts.account(gateway, account_id)
    elif employee_id is not None:
        found = accounts.account_of_employee(gateway, employee_id)
    else:
        found = None
    if found is not None:
        return found, accounts.rights_of(gateway, found.id), found.name
    name = accounts.employee_name(gateway, employee_id) if employee_id is not None else ""
    return None, [], names(name)


def _state_text(account: AccountState) -> str:
    facts = [_("Login: {login}, open since {day}", login=account.login, day=shown(account.created_at))]
    if account.ended_at is not None:
        facts.append(_("Ended {day}", day=shown(account.ended_at)))
    elif account.must_change_password:
        facts.append(_("The first password has not been changed yet."))
    return "\n".join(facts)


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
