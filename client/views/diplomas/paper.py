"""What is printed of a diploma: the one place where its papers are shown."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from client.data.diplomas import preview, receipt
from client.widgets.preview.printout import present
from client.widgets.workplace import Workplace


def show_content(workplace: Workplace, owner: QWidget, diploma_id: int) -> None:
    """Show the supplement: what a diploma says, in both languages."""
    work = partial(preview.read, workplace.gateway, diploma_id)
    workplace.tasks.run(owner, work, partial(present, workplace), workplace.navigator.refuse)


def show_receipt(workplace: Workplace, owner: QWidget, ids: Sequence[int]) -> None:
    """Show the list on which the holders of these diplomas sign."""
    work = partial(receipt.read, workplace.gateway, ids)
    workplace.tasks.run(owner, work, partial(present, workplace), workplace.navigator.refuse)
