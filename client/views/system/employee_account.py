"""The sign-in account of one employee, opened from the list or the card of employees."""

from client.core.i18n import _
from client.views.system.account_card import AccountCard
from client.widgets.workplace import Workplace


class EmployeeAccount(AccountCard):
    """The account card that begins with an employee instead of an account."""

    def __init__(self, workplace: Workplace, record_id: int) -> None:
        super().__init__(workplace, record_id)
        self.title = _("Sign-in account")
