"""The paper of a decided comparison, shown as a draft until it is printed."""

from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.settings import workstation
from client.data.differences import documents
from client.widgets.preview.printout import present
from client.widgets.workplace import Workplace


def difference_paper(workplace: Workplace, owner: QWidget, difference_id: int) -> None:
    """Prepare the paper in the background and show it."""
    work = partial(
        documents.papers,
        workplace.gateway,
        difference_id,
        documents.FORM.written,
        workplace.session.person.name,
        workstation(),
    )
    workplace.tasks.run(owner, work, partial(present, workplace), workplace.navigator.refuse)
