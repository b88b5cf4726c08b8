"""References from the card of a student and from the form of a group."""

from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.i18n import _
from client.data.students import references
from client.widgets.workplace import Workplace

WINDOW = "reference"


def reference_of_student(workplace: Workplace, _owner: QWidget, student_id: int) -> None:
    """Open the window of references with this student."""
    workplace.navigator.open(WINDOW, student_ids=[student_id])


def references_of_group(workplace: Workplace, owner: QWidget, group_id: int) -> None:
    """Open it with everybody who studies in the group."""

    def found(students: list[int]) -> None:
        if students:
            workplace.navigator.open(WINDOW, student_ids=students)
        else:
            workplace.navigator.say(_("Nobody studies in this group."))

    work = partial(references.of_group, workplace.gateway, group_id)
    workplace.tasks.run(owner, work, found, workplace.navigator.refuse)
