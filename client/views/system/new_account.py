"""Opening an account: for an employee, or for somebody who is no employee."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from client.core.errors import HemisError
from client.core.i18n import _
from client.data.system import accounts
from client.views.system.password_slip import PasswordSlip
from client.widgets.act_buttons import ActButtons
from client.widgets.editors import Lookup
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.workplace import Workplace
from shared.models.employees import Employee
from shared.passwords import first_password


class NewAccount(QDialog):
    """Suggests name and login, gives a generated password that is shown once."""

    #: The number of the new account.
    made = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget | None, employee_id: int | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Open a sign-in account"))
        self._workplace = workplace
        self.employee = Lookup(workplace, Employee)
        self.name = QLineEdit()
        self.login = QLineEdit()
        self.told = QLabel()
        self._build()
        self._draft = keep_dialog(
            workplace,
            self,
            f"new-account/{employee_id or 'new'}",
            employee=self.employee,
            name=self.name,
            login=self.login,
        )
        if employee_id is None:
            self._draft.begin()
        else:
            self.employee.setEnabled(False)
            self._take_employee(employee_id, self._draft.begin)

    def _build(self) -> None:
        self.told.setProperty("bad", True)
        self.told.setWordWrap(True)
        form = QFormLayout()
        form.addRow(_("Employee"), self.employee)
        form.addRow(_("Full name") + " *", self.name)
        form.addRow(_("Login") + " *", self.login)
        self.buttons = ActButtons(self, self._workplace.tasks, _("Open the account"), self._create)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(_("The account gives no right yet: grant a role afterwards.")))
        layout.addLayout(form)
        layout.addWidget(self.told)
        layout.addWidget(self.buttons)
        self.employee.chosen.connect(self._take_employee)
        self.name.editingFinished.connect(self._suggest)
        self.setMinimumWidth(letters_wide(self, 60))

    def _take_employee(self, employee_id: int, then: Callable[[], object] = lambda: None) -> None:
        read = partial(accounts.employee_name, self._workplace.gateway, employee_id)
        self._workplace.tasks.run(self, read, partial(self._named, employee_id, then), self._refused)

    def _named(self, employee_id: int, then: Callable[[], object], name: str) -> None:
        self.employee.set_value(employee_id, name)
        self.name.setText(name)
        then()
        self._suggest()

    def _suggest(self) -> None:
        name = self.name.text().strip()
        if name and not self.login.text():
            suggest = partial(accounts.suggest_login, self._workplace.gateway, name)
            self._workplace.tasks.run(self, suggest, self._suggested, self._refused)

    def _suggested(self, login: str) -> None:
        if not self.login.text():  # nobody has typed one meanwhile
            self.login.setText(login)

    def _create(self) -> None:
        name, login = self.name.text().strip(), self.login.text().strip().lower()
        if problem := self.employee.problem() or (
            "" if name and login else _("Write the name and the login.")
        ):
            self.told.setText(problem)
            return
        password = first_password()
        employee_id = self.employee.value()
        work = partial(accounts.create, self._workplace.gateway, login, name, employee_id, password)
        self.buttons.ask(work, partial(self._created, name, login, password), self._refused)

    def _created(self, name: str, login: str, password: str, account_id: int) -> None:
        self._workplace.changes.announce("security.account")
        self.accept()
        self.made.emit(account_id)
        slip = PasswordSlip(name, login, password, waits=False, parent=self.parentWidget())
        slip.finished.connect(slip.deleteLater)
        slip.open()

    def _refused(self, error: HemisError) -> None:
        self.told.setText(error.text())
