"""What is done to chosen commissions and sessions."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from client.core.i18n import _
from client.data.attestation import acts
from client.widgets.workplace import Workplace

SESSION = "attestation-session"


def approve_commissions(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Approve the chosen commissions; the first that lacks something is named."""
    _each(workplace, parent, ids, acts.approve_commission, _("Approved: its members stay as they are now."))


def reopen_commissions(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Take the approval of the chosen commissions back."""
    _each(workplace, parent, ids, acts.reopen_commission, _("The department writes the commission again."))


def enter_sitting(workplace: Workplace, _parent: QWidget, ids: list[int]) -> None:
    """Open the window of a session."""
    workplace.navigator.open(SESSION, record_id=ids[0])


def _each(
    workplace: Workplace, parent: QWidget, ids: list[int], act: Callable[..., None], sentence: str
) -> None:
    def work() -> None:
        for each in ids:
            act(workplace.gateway, each)

    def done(_nothing: None) -> None:
        workplace.changes.announce(*acts.COMMISSIONS)
        workplace.navigator.say(sentence)

    workplace.tasks.run(parent, work, done, workplace.navigator.refuse)
