"""Acts on blanks and yearly reports, shown as they will be printed and registered."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.settings import workstation
from client.data.blanks.documents import ACT_FORM, YEAR_FORM, act_papers, year_papers
from client.data.documents.registered import RegisteredPapers
from client.widgets.preview.printout import present
from client.widgets.workplace import Workplace


def print_act(workplace: Workplace, owner: QWidget, act_id: int) -> None:
    """Show the paper of an act."""
    executor = workplace.session.person.name
    _show(
        workplace,
        owner,
        partial(act_papers, workplace.gateway, act_id, ACT_FORM.written, executor, workstation()),
    )


def print_year(workplace: Workplace, owner: QWidget, year: int, unit_id: int | None) -> None:
    """Show the report of a year."""
    executor = workplace.session.person.name
    work = partial(
        year_papers, workplace.gateway, (year, unit_id), YEAR_FORM.written, executor, workstation()
    )
    _show(workplace, owner, work)


def _show(workplace: Workplace, owner: QWidget, work: Callable[[], RegisteredPapers]) -> None:
    workplace.tasks.run(owner, work, partial(present, workplace), workplace.navigator.refuse)
