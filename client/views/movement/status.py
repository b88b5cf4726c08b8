"""What the students were on a day: the faculties, and the students of the chosen one."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit

from client.core import clock
from client.core.i18n import _
from client.data.grades import reading
from client.data.grades.reading import Named
from client.data.movement import status
from client.data.movement.orders import STATUSES
from client.data.movement.status import WasStudent
from client.data.records.catalogue import Item
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.combo import Combo
from client.widgets.day_edit import DayEdit
from client.widgets.measures import letters_wide
from client.widgets.reading_window import ReadingWindow
from client.widgets.workplace import Workplace
from reports.common.table import Table

LETTERS = (34, 13, 11, 10, 13, 20, 16, 11)
ALL = 0


class StatusWindow(ReadingWindow):
    """Where somebody reads several faculties, their counts come first; Enter opens one."""

    def __init__(self, workplace: Workplace, *, faculty: int | None = None) -> None:
        super().__init__(workplace, _("Student status"))
        self.day = DayEdit(clock.today())
        self.faculty, self.status, self.words = OfferedBox(), Combo(), QLineEdit()
        self.faculty.wish(faculty)
        self.words.setPlaceholderText(_("Name, number or group"))
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(letters_wide(self.words, 28))
        self.status.addItem(_("All"), "")
        for field, name in (
            (self.day, _("Day")), (self.faculty, _("Faculty")), (self.status, _("Status")), (self.words, _("Search")),
        ):  # fmt: skip
            field.setAccessibleName(name)
        self._found: list[WasStudent] = []
        self._wished = ""
        self._at = clock.today()
        self.lay_out(self.day, self.faculty, self.status, self.words)
        self.day.dateChanged.connect(self.reload)
        self.status.currentIndexChanged.connect(self._filter)
        self.words.textChanged.connect(self._filter)
        work = partial(_offered, workplace)
        workplace.tasks.run(self, work, lambda found: self._offer(*found), self.message.refuse)

    def reload(self) -> None:
        if not self.faculty.count():
            return
        workplace, day, faculty = self._workplace, self.day.day(), self.faculty.currentData()
        if faculty == ALL:
            work = partial(status.faculties_on, workplace.gateway, workplace.catalogue, day)
            self.read(work, self._show_faculties)
        else:
            self.read(partial(status.students_on, workplace.gateway, day, faculty), partial(self._take, day))

    def activated(self, key: int) -> None:
        """Open a faculty, or the card of a student."""
        if self.faculty.currentData() == ALL:
            self.faculty.wish(key)
        else:
            super().activated(key)

    def state(self) -> dict[str, Any]:
        return {
            "day": self.day.day().isoformat(),
            "faculty": self.faculty.currentData(),
            "status": self.status.currentData() or self._wished,
            "words": self.words.text(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the day, the faculty and what was looked for."""
        if day := state.get("day"):
            self.day.show_day(date.fromisoformat(day))
        self.words.setText(state.get("words") or "")
        self._wished = state.get("status") or ""
        self.status.setCurrentIndex(max(0, self.status.findData(self._wished)))
        self.faculty.wish(state.get("faculty"))

    def _offer(self, faculties: list[Named], statuses: tuple[Item, ...]) -> None:
        for item in statuses:
            self.status.addItem(item.label, item.code)
        self.status.setCurrentIndex(max(0, self.status.findData(self._wished)))
        offered = [(each.id, each.name) for each in faculties]
        if len(offered) != 1:
            offered.insert(0, (ALL, _("All faculties")))
        self.faculty.fill(offered)
        self.faculty.currentIndexChanged.connect(self.reload)
        self.reload()

    def _show_faculties(self, answer: tuple[Table, list[int]]) -> None:
        made, faculties = answer
        self._found = []
        self.show_rows(made, faculties, (36, *(14 for _each in made.columns[1:])), (0,))

    def _take(self, day: date, found: list[WasStudent]) -> None:
        self._found, self._at = found, day
        self._filter()

    def _filter(self) -> None:
        if self.faculty.currentData() == ALL:
            return
        shown = status.matching(self._found, self.status.currentData(), self.words.text())
        made = status.as_table(shown, self._workplace.catalogue, self._at)
        self.show_rows(made, [each.student_id for each in shown], LETTERS, (0,))


def _offered(workplace: Workplace) -> tuple[list[Named], tuple[Item, ...]]:
    workplace.catalogue.ensure(status.LISTS)
    return reading.faculties(workplace.gateway), workplace.catalogue.items(STATUSES)
