"""Protocols of a closed session, shown as drafts until they are printed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.settings import workstation
from client.data.attestation import documents
from client.data.documents.registered import RegisteredPapers
from client.widgets.preview.printout import present
from client.widgets.workplace import Workplace


def common_protocol(workplace: Workplace, owner: QWidget, sitting_id: int) -> None:
    """Show the protocol of the session."""
    _show(workplace, owner, documents.common, sitting_id, documents.COMMON.written)


def student_protocols(workplace: Workplace, owner: QWidget, sitting_id: int) -> None:
    """Show the protocols of all students of the session."""
    _show(workplace, owner, documents.own, sitting_id, documents.OWN.written)


def _show(
    workplace: Workplace,
    owner: QWidget,
    make: Callable[..., RegisteredPapers],
    sitting_id: int,
    language: str,
) -> None:
    person = workplace.session.person.name
    work = partial(make, workplace.gateway, sitting_id, language, person, workstation())
    workplace.tasks.run(owner, work, partial(present, workplace), workplace.navigator.refuse)
