"""What the list of orders offers."""

from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.actions import Command
from client.core.i18n import N_
from client.data.movement.documents import example_of
from client.views.movement.new_order import NewOrderDialog
from client.widgets.preview.printout import present
from client.widgets.record_list import ListAction
from client.widgets.workplace import Workplace
from shared.models.movement import ACTS


def new_order(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Draft an order to which students are added afterwards."""
    NewOrderDialog(workplace, tuple(ACTS), (), parent).open()


def preview_template(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Show the first chosen template as an order of two students would print it."""
    work = partial(example_of, workplace.gateway, ids[0])
    workplace.tasks.run(parent, work, partial(present, workplace), workplace.navigator.refuse)


PREVIEW = ListAction(Command(N_("Preview"), ("Ctrl+P",), "print"), preview_template)
NEW_ORDER = ListAction(
    Command(N_("New order …"), ("Ins",), "add"), new_order, ("academic_office", "faculty"), needs_rows=False
)
