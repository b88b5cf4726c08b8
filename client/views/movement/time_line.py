"""The time line of a student as a tab of the card: what the student was from which day to which, and by which order."""

from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.i18n import _
from client.data.movement import time_line
from client.widgets.reading_window import ReadingWindow
from client.widgets.staleness import Staleness
from client.widgets.workplace import Workplace
from reports.common.table import Table

LETTERS = (11, 11, 14, 8, 11, 9, 18, 13, 32)


class TimeLine(ReadingWindow):
    """A period opens the order that began it."""

    def __init__(self, workplace: Workplace, student_id: int) -> None:
        super().__init__(workplace, _("Time line"))
        self._student_id = student_id
        self.lay_out()
        self._staleness = Staleness(workplace.changes, ("movement.decree", "students.student"), self)
        self._staleness.reload_wanted.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        workplace = self._workplace
        self._staleness.refreshed()
        self.read(
            partial(time_line.time_line, workplace.gateway, workplace.catalogue, self._student_id), self._show
        )

    def activated(self, key: int) -> None:
        """Open the order behind a period."""
        if key and self._workplace.navigator.has("order"):
            self._workplace.navigator.open("order", record_id=key)

    def _show(self, answer: tuple[Table, list[int]]) -> None:
        made, orders = answer
        self.show_rows(made, orders, LETTERS, (8,))


def time_line_of(workplace: Workplace, student_id: int) -> QWidget:
    """Make the tab of a student's card."""
    return TimeLine(workplace, student_id)
