"""Granting a role: which, for which unit, from when until when."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from client.core import clock
from client.core.errors import HemisError
from client.core.i18n import _
from client.core.roles import ROLES
from client.data.system import accounts
from client.data.system.accounts import AccountState
from client.widgets.act_buttons import ActButtons
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.editors import Lookup
from client.widgets.kept_input import keep_dialog
from client.widgets.measures import letters_wide
from client.widgets.workplace import Workplace
from shared.models.structure import Unit

#: Roles that are held for a unit; the others are for the whole university.
BOUND = frozenset(("hemis_faculty", "hemis_department_head", "hemis_teacher", "hemis_tutor", "hemis_service"))


class Grant(QDialog):
    """The server says whether a second person must accept it."""

    #: The number of the request that waits, None if it is done.
    granted = Signal(object)

    def __init__(self, workplace: Workplace, account: AccountState, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Grant a role"))
        self._workplace, self._account = workplace, account
        self.role = Combo()
        self.unit = Lookup(workplace, Unit)
        self.starts, self.ends = DayEdit(clock.today()), DayEdit(clock.today())
        self.endless = QCheckBox(_("without end"))
        self.ends.setDate(self.ends.date().addYears(1))
        self.told = QLabel()
        self._build()
        keep_dialog(
            workplace,
            self,
            f"grant/{account.login}",
            role=self.role,
            unit=self.unit,
            starts=self.starts,
            endless=self.endless,
            ends=self.ends,
        ).begin()

    def _build(self) -> None:
        for role, title in ROLES.items():
            self.role.addItem(_(title), role)
        self.endless.setChecked(True)
        self.ends.setEnabled(False)
        self.told.setProperty("bad", True)
        self.told.setWordWrap(True)
        form = QFormLayout()
        form.addRow(_("Account"), QLabel(f"{self._account.name} ({self._account.login})"))
        form.addRow(_("Role"), self.role)
        form.addRow(_("Unit"), self.unit)
        form.addRow(_("From"), self.starts)
        form.addRow(_("Until"), self.ends)
        form.addRow("", self.endless)
        self.buttons = ActButtons(self, self._workplace.tasks, _("Grant"), self._grant)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.told)
        layout.addWidget(self.buttons)
        self.role.currentIndexChanged.connect(self._allow_unit)
        self.endless.toggled.connect(self.ends.setDisabled)
        self._allow_unit()
        self.setMinimumWidth(letters_wide(self, 60))

    def _allow_unit(self) -> None:
        bound = self.role.currentData() in BOUND
        self.unit.setEnabled(bound)
        if not bound:
            self.unit.set_value(None)

    def _grant(self) -> None:
        if problem := self.unit.problem():
            self.told.setText(problem)
            return
        work = partial(
            accounts.grant,
            self._workplace.gateway,
            self._account.login,
            self.role.currentData(),
            self.unit.value(),
            self.starts.day(),
            None if self.endless.isChecked() else self.ends.day(),
        )
        self.buttons.ask(work, self._granted, self._refused)

    def _granted(self, request: int | None) -> None:
        self._workplace.changes.announce("security.membership", "security.request")
        self.accept()
        self.granted.emit(request)

    def _refused(self, error: HemisError) -> None:
        self.told.setText(error.text())
