"""The time line of a student as a tab of the card: states, changes of fields, papers and results in one view."""

from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.i18n import _
from client.data.movement import time_line
from client.data.movement.time_line import KINDS, Point
from client.widgets.combo import Combo
from client.widgets.formatting import shown
from client.widgets.reading_window import ReadingWindow
from client.widgets.staleness import Staleness
from client.widgets.workplace import Workplace

LETTERS = (11, 11, 18, 60, 44)
RELATIONS = ("movement.decree", "students.student", "documents.paper", "grades.record")


class TimeLine(ReadingWindow):
    """A point opens the document behind it."""

    def __init__(self, workplace: Workplace, student_id: int) -> None:
        super().__init__(workplace, _("Time line"))
        self._student_id = student_id
        self._found: list[Point] = []
        self._listed: list[Point] = []
        self.kind = Combo()
        self.kind.setAccessibleName(_("Kind"))
        self.kind.addItem(_("Everything"), "")
        for code, name in KINDS.items():
            self.kind.addItem(_(name), code)
        self.lay_out(self.kind)
        self.kind.currentIndexChanged.connect(self._filter)
        self._staleness = Staleness(workplace.changes, RELATIONS, self)
        self._staleness.reload_wanted.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        workplace = self._workplace
        self._staleness.refreshed()
        self.read(
            partial(time_line.life, workplace.gateway, workplace.catalogue, self._student_id, shown),
            self._take,
        )

    def activated(self, key: int) -> None:
        """Open the order, the paper or the grade sheet behind a point."""
        point = self._listed[key]
        if point.record_id and self._workplace.navigator.has(point.window):
            self._workplace.navigator.open(point.window, record_id=point.record_id)

    def _take(self, found: list[Point]) -> None:
        self._found = found
        self._filter()

    def _filter(self) -> None:
        kind = self.kind.currentData()
        self._listed = [each for each in self._found if kind in ("", each.kind)]
        self.show_rows(time_line.as_table(self._listed), range(len(self._listed)), LETTERS, (3, 4))


def time_line_of(workplace: Workplace, student_id: int) -> QWidget:
    """Make the tab of a student's card."""
    return TimeLine(workplace, student_id)
