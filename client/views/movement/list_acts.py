"""What the list of orders offers."""

from PySide6.QtWidgets import QWidget

from client.core.actions import Command
from client.core.i18n import N_
from client.views.movement.new_order import NewOrderDialog
from client.widgets.record_list import ListAction
from client.widgets.workplace import Workplace
from shared.models.movement import ACTS


def new_order(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Draft an order to which students are added afterwards."""
    NewOrderDialog(workplace, tuple(ACTS), (), parent).open()


NEW_ORDER = ListAction(
    Command(N_("New order …"), ("Ins",), "add"), new_order, ("academic_office", "faculty"), needs_rows=False
)
