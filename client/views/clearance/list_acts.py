"""What offices do to chosen sheets and points."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.i18n import _
from client.core.settings import workstation
from client.data.clearance import acts, documents
from client.views.clearance.open_dialog import OpenSheets
from client.widgets.kept_input import ReasonDialog, ReasonedAct
from client.widgets.preview.printout import present
from client.widgets.workplace import Workplace


def open_sheets(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Ask for whom sheets are opened."""
    OpenSheets(workplace, parent).open()


def confirm(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Say of the chosen points that nothing is owed."""

    def done(count: int) -> None:
        workplace.changes.announce(*acts.RELATIONS)
        workplace.navigator.say(_("Confirmed: {count}", count=count))

    workplace.tasks.run(
        parent, partial(acts.confirm, workplace.gateway, ids), done, workplace.navigator.refuse
    )


def object_to(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Say what is owed on the chosen points."""
    work = partial(acts.object_to, workplace.gateway, ids)
    _ask(
        workplace,
        parent,
        ("object", ids),
        _("Something is owed"),
        _("What is owed? The student reads it on the sheet."),
        work,
    )


def hand_out(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Record to whom the personal files are handed."""
    work = partial(acts.hand_out, workplace.gateway, ids)
    question = _("To whom are the personal files handed, and by what document?")
    _ask(workplace, parent, ("hand-out", ids), _("Hand out"), question, work)


def withdraw(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Withdraw the chosen sheets."""
    work = partial(acts.withdraw, workplace.gateway, ids)
    _ask(workplace, parent, ("withdraw", ids), _("Withdraw"), _("The sheets are withdrawn. Why?"), work)


def print_sheets(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Show the chosen sheets as they will be printed."""
    work = partial(
        documents.papers,
        workplace.gateway,
        ids,
        documents.FORM.written,
        workplace.session.person.name,
        workstation(),
    )
    workplace.tasks.run(parent, work, partial(present, workplace), workplace.navigator.refuse)


def _ask(
    workplace: Workplace, parent: QWidget, act: tuple[str, list[int]], title: str, question: str,
    work: Callable[[str], object],
) -> None:  # fmt: skip
    def done() -> None:
        workplace.changes.announce(*acts.RELATIONS)
        workplace.navigator.say(_("Done."))

    name, ids = act
    key = f"clearance/{name}/{','.join(map(str, ids))}"
    ReasonDialog(workplace, ReasonedAct(key, title, question, work, done), parent).open()
