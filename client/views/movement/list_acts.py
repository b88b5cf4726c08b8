"""What the list of orders offers."""

from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.actions import Command
from client.core.i18n import N_
from client.data.movement.documents import example_of
from client.data.records import records
from client.data.records.records import StoredRecord
from client.views.movement.new_order import NewOrderDialog
from client.widgets.preview.printout import present
from client.widgets.record_list import ListAction
from client.widgets.workplace import Workplace
from shared.models.movement import ACTS, Agreement


def new_order(workplace: Workplace, parent: QWidget, _ids: list[int]) -> None:
    """Draft an order to which students are added afterwards."""
    NewOrderDialog(workplace, tuple(ACTS), (), parent).open()


def open_asked(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Open the order to which the first chosen agreement is asked."""
    work = partial(records.read, workplace.gateway, Agreement, ids[0], ("decree_id",))

    def done(found: StoredRecord | None) -> None:
        if found is not None:
            workplace.navigator.open("order", record_id=found.values["decree_id"])

    workplace.tasks.run(parent, work, done, workplace.navigator.refuse)


def preview_template(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Show the first chosen template as an order of two students would print it."""
    work = partial(example_of, workplace.gateway, ids[0])
    workplace.tasks.run(parent, work, partial(present, workplace), workplace.navigator.refuse)


OPEN_ASKED = ListAction(Command(N_("Open the order"), ("Ctrl+Return",), "movement"), open_asked)
PREVIEW = ListAction(Command(N_("Preview"), ("Ctrl+P",), "print"), preview_template)
NEW_ORDER = ListAction(
    Command(N_("New order …"), ("Ins",), "add"), new_order, ("academic_office", "faculty"), needs_rows=False
)
