"""The week of a group from its form, and that of a teacher from the card."""

from functools import partial

from PySide6.QtWidgets import QWidget

from client.core import clock
from client.core.i18n import language
from client.data.timetable import documents
from client.data.timetable.lessons import Whose, week_at_hand
from client.widgets.preview.printout import present
from client.widgets.workplace import Workplace


def show_week(whose: Whose, workplace: Workplace, owner: QWidget, record_id: int) -> None:
    """Show the week at hand on paper."""
    written = "uz" if language() == "en" else language()
    work = partial(
        documents.week_of, workplace.gateway, written, week_at_hand(clock.today()), whose, record_id
    )
    workplace.tasks.run(owner, work, partial(present, workplace), workplace.navigator.refuse)
