"""What is done to blanks from their list, and to acts from theirs."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.i18n import _
from client.data.blanks import acts
from client.data.blanks.holdings import Offered, offered
from client.data.server.gateway import Gateway
from client.views.blanks.act_dialog import FORMS, ActDialog
from client.views.blanks.destroy_dialog import DestroyDialog
from client.views.blanks.papers import print_act
from client.views.blanks.receive_dialog import ReceiveDialog
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.workplace import Workplace

Asking = Callable[[Workplace, QWidget, list[int]], None]


def receive(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Ask for the batch that is received."""

    def ask(found: Offered) -> None:
        ReceiveDialog(workplace, found, parent).open()

    workplace.tasks.run(parent, partial(offered, workplace.gateway), ask, workplace.navigator.refuse)


def asking(deed: str) -> Asking:
    """Return what asks for an act on the chosen blanks; other numbers may be typed instead."""

    def ask(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
        def show(found: tuple[Offered, str]) -> None:
            ActDialog(workplace, FORMS[deed], *found, parent).open()

        workplace.tasks.run(
            parent, partial(_offered, workplace.gateway, ids), show, workplace.navigator.refuse
        )

    return ask


def destroy(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Ask for the act that destroys the chosen blanks, and for its commission."""

    def show(numbers: str) -> None:
        DestroyDialog(workplace, numbers, parent).open()

    work = partial(acts.numbers_of, workplace.gateway, ids)
    workplace.tasks.run(parent, work, show, workplace.navigator.refuse)


def sign(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Sign the act of the cursor."""

    def done(last: object) -> None:
        workplace.changes.announce(*acts.RELATIONS)
        workplace.navigator.say(
            _("You were the last to sign: the blanks are destroyed.") if last else _("Signed.")
        )

    workplace.tasks.run(
        parent, partial(acts.sign, workplace.gateway, ids[0]), done, workplace.navigator.refuse
    )


def withdraw(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Ask why the act of the cursor is withdrawn."""

    def done() -> None:
        workplace.changes.announce(*acts.RELATIONS)
        workplace.navigator.say(_("Done."))

    asked = ReasonedAct(
        f"blanks/withdraw/{ids[0]}", _("Withdraw"), _("The act is withdrawn and destroys nothing. Why?"),
        partial(acts.withdraw, workplace.gateway, ids[0]), done,
    )  # fmt: skip
    ReasonDialog(workplace, asked, parent).open()


def print_acts(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Show the paper of the act of the cursor."""
    print_act(workplace, parent, ids[0])


def _offered(gateway: Gateway, ids: list[int]) -> tuple[Offered, str]:
    return offered(gateway), acts.numbers_of(gateway, ids)
