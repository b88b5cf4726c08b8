"""People and rights: all accounts, all rights, and the requests that wait for a second person."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from client.core.actions import Command
from client.core.i18n import N_, _
from client.data.records.listing import Sort
from client.data.server.gateway import Gateway
from client.data.system import accounts
from client.views.system.account_card import AccountCard
from client.views.system.new_account import NewAccount
from client.widgets.record_list import ListAction, list_of
from client.widgets.workplace import Workplace
from shared.models.security import Account, Membership, Request

OPEN_ACCOUNT = Command(N_("Open a sign-in account"), ("Ins",), "add")
ACCEPT = Command(N_("Accept"), (), "check")
REFUSE = Command(N_("Refuse"), (), "clear")


def open_account(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Open an account for somebody."""
    dialog = NewAccount(workplace, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def accept(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Accept the requests of colleagues."""
    _decide(workplace, parent, ids, accept=True)


def refuse(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Refuse the requests of colleagues."""
    _decide(workplace, parent, ids, accept=False)


def _decide(workplace: Workplace, parent: QWidget, ids: list[int], *, accept: bool) -> None:
    def decided(_nothing: Any) -> None:
        workplace.changes.announce("security.request", "security.account", "security.membership")
        done = _("Accepted: {number}") if accept else _("Refused: {number}")
        workplace.navigator.say(done.format(number=len(ids)))

    work = partial(_decide_each, workplace.gateway, ids, accept=accept)
    workplace.tasks.run(parent, work, decided, workplace.navigator.refuse)


def _decide_each(gateway: Gateway, ids: list[int], *, accept: bool) -> None:
    for request_id in ids:
        accounts.decide(gateway, request_id, accept=accept)


ACCOUNTS = list_of(
    Account,
    "display_name",
    "login",
    "must_change_password",
    "created_at",
    "ended_at",
    more=("created_by", "password_changed_at", "ended_by", "employee"),
    search=("display_name", "login"),
    filters=("must_change_password", "created_at", "ended_at", "employee"),
    sort=(Sort("display_name"),),
    icon="account",
    title=N_("Accounts and rights"),
    actions=(ListAction(OPEN_ACCOUNT, open_account, needs_rows=False),),
    panels=(AccountCard,),
)

RIGHTS = list_of(
    Membership,
    "account.display_name",
    "role",
    "unit",
    "starts_on",
    "ends_on",
    "granted_by",
    "approved_by",
    filters=("role", "unit", "starts_on", "ends_on", "granted_by"),
    sort=(Sort("role"),),
    icon="rights",
    title=N_("Roles of people"),
)

REQUESTS = list_of(
    Request,
    "act",
    "subject",
    "asked_by",
    "asked_at",
    "decided_by",
    "decided_at",
    "accepted",
    filters=("act", "subject", "asked_by", "asked_at", "decided_at"),
    sort=(Sort("asked_at", descending=True),),
    icon="check",
    title=N_("Requests for a second person"),
    actions=(ListAction(ACCEPT, accept), ListAction(REFUSE, refuse)),
)
