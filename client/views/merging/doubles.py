"""Possible doubles as a list, and the other rows of a student on the card."""

from functools import partial

from PySide6.QtWidgets import QWidget

from client.core.i18n import _
from client.data.merging import doubles
from client.data.merging.acts import RELATIONS
from client.data.merging.doubles import Double
from client.widgets.reading_window import ReadingWindow
from client.widgets.staleness import Staleness
from client.widgets.workplace import Workplace
from reports.common.table import Table

LETTERS = (24, 13, 7, 10, 24, 13, 7, 10, 28, 14)
RELATED = (30, 32, 13, 7, 12, 10)


class DoublesWindow(ReadingWindow):
    """Enter puts two rows side by side."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, _("Possible doubles"))
        self._found: list[Double] = []
        self.lay_out()
        self._staleness = Staleness(workplace.changes, RELATIONS, self)
        self._staleness.reload_wanted.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        workplace = self._workplace
        self._staleness.refreshed()
        self.read(partial(doubles.doubles, workplace.gateway, workplace.catalogue), self._show)

    def activated(self, key: int) -> None:
        """Open two rows side by side."""
        pair = self._found[key]
        self._workplace.navigator.open("merge-sides", student_id=pair.stays, other_id=pair.goes)

    def _show(self, answer: tuple[Table, list[Double]]) -> None:
        made, self._found = answer
        self.show_rows(made, range(len(self._found)), LETTERS, (0, 4, 8))


class Related(ReadingWindow):
    """Enter opens the card of the other row."""

    def __init__(self, workplace: Workplace, student_id: int) -> None:
        super().__init__(workplace, _("Doubles and other studies"))
        self._student_id = student_id
        self.lay_out()
        self._staleness = Staleness(workplace.changes, RELATIONS, self)
        self._staleness.reload_wanted.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        workplace = self._workplace
        self._staleness.refreshed()
        work = partial(doubles.related, workplace.gateway, workplace.catalogue, self._student_id)
        self.read(work, self._show)

    def _show(self, answer: tuple[Table, list[int]]) -> None:
        made, keys = answer
        self.show_rows(made, keys, RELATED, (1,))


def related_of(workplace: Workplace, student_id: int) -> QWidget:
    """Make the tab of a student's card."""
    return Related(workplace, student_id)
