"""The teachers beside the load: their hours against the norm, in words and colour, the freest first."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from client.core.i18n import N_, _
from client.core.theme import colours
from client.data.teaching.load import Teacher
from client.widgets.measures import measure
from shared.names import signed, sort_key

HEADS = (N_("Teacher"), N_("This term"), N_("Year"), N_("Norm"), N_("State"))
ID = Qt.ItemDataRole.UserRole


class TeacherTable(QTableWidget):
    """Shows who is free under the norm; a double click or Enter gives the class of the cursor to a teacher."""

    assigned = Signal(int)

    def __init__(self) -> None:
        super().__init__(0, len(HEADS))
        self.setHorizontalHeaderLabels([_(head) for head in HEADS])
        self.verticalHeader().hide()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setAccessibleName(_("Teachers"))
        measure(self, (16, 5, 5, 9, 15), grows=(0,))
        self.itemActivated.connect(lambda item: self.assigned.emit(item.data(ID)))

    def current(self) -> int | None:
        """Return the chosen teacher."""
        item = self.currentItem()
        return None if item is None else int(item.data(ID))

    def show_teachers(self, teachers: Sequence[Teacher], hours: Mapping[int, int]) -> None:
        """Show the teachers with their hours of this term and of the whole year."""
        kept = self.current()
        ordered = sorted(teachers, key=lambda each: (-_free(each, hours), sort_key(each.name)))
        self.setRowCount(len(ordered))
        for row, each in enumerate(ordered):
            self._show(row, each, hours.get(each.id, 0))
            if each.id == kept:
                self.setCurrentCell(row, 0)

    def state_of(self, teacher: int) -> str:
        """Return what is said of a teacher."""
        items = (self.item(row, len(HEADS) - 1) for row in range(self.rowCount()))
        return next((item.text() for item in items if item is not None and item.data(ID) == teacher), "")

    def _show(self, row: int, each: Teacher, term: int) -> None:
        year = term + each.other_terms
        norm = f"{each.least}–{each.most}" if each.most is not None else "—"
        words, colour = judged(each, year)
        for place, text in enumerate((signed(each.name), str(term), str(year), norm, words)):
            item = QTableWidgetItem(text)
            item.setData(ID, each.id)
            item.setToolTip(f"{each.name}: {words}")
            if place in (1, 2, 3):
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if place == len(HEADS) - 1:
                item.setForeground(QBrush(QColor(colour)))
            self.setItem(row, place, item)


def judged(teacher: Teacher, year: int) -> tuple[str, str]:
    """Return how the hours of the year stand to the norm, in words and their colour."""
    if teacher.most is None or teacher.least is None:
        return _("no norm"), colours().quiet
    if year > teacher.most:
        return _("{hours} over", hours=year - teacher.most), colours().bad
    if year < teacher.least:
        return _("{hours} free, too few", hours=teacher.most - year), colours().warning
    if year == teacher.most:
        return _("full"), colours().good
    return _("{hours} free", hours=teacher.most - year), colours().good


def _free(teacher: Teacher, hours: Mapping[int, int]) -> int:
    if teacher.most is None:
        return -1_000_000
    return teacher.most - teacher.other_terms - hours.get(teacher.id, 0)
