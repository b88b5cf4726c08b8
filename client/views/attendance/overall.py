"""Attendance as a picture: weeks by groups, subjects, years of entry or faculties; a number opens its lessons."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from client.core import actions, clock
from client.core.i18n import N_, _
from client.core.latest import Latest
from client.data.attendance import sums
from client.data.attendance.sums import WeekOfGroup
from client.data.timetable import lessons
from client.data.timetable.lessons import TermRow
from client.views.attendance.lesson_list import LessonList
from client.widgets.charts import ChartPanel
from client.widgets.choosers.term_box import TermBox
from client.widgets.combo import Combo
from client.widgets.message_line import MessageLine
from client.widgets.tool_bar import ToolBar
from client.widgets.workplace import Workplace
from shared.charts.chart import MOST_SERIES, Chart, Series

WAYS = {
    "group": N_("Groups"),
    "subject": N_("Subjects"),
    "year": N_("Years of entry"),
    "faculty": N_("Faculties"),
}
SIX_DAYS = timedelta(days=5)


class Overall(QWidget):
    """Term and what is compared above, the picture below; its table is behind its button."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Statistics of attendance")
        self.message, self.told = MessageLine(), QLabel()
        self.term, self.way, self.faculty = TermBox(), Combo(), Combo()
        self._place = QScrollArea()
        self._workplace = workplace
        self._panel: ChartPanel | None = None
        self._read: tuple[WeekOfGroup, ...] = ()
        self._faculties: dict[int, str] = {}
        self._cells: dict[tuple[int, int], tuple[WeekOfGroup, ...]] = {}
        self._latest = Latest(workplace.tasks, self, self.message.refuse)
        self._build()
        work = partial(self._ask_first, workplace)
        workplace.tasks.run(self, work, self._offer, self.message.refuse)

    def reload(self) -> None:
        """Read the term again."""
        term = self.term.currentData()
        if term is None:
            self.told.setText(_("There is no term yet."))
            return
        read = sums.weeks_of_subjects if self.way.currentData() == "subject" else sums.weeks
        self._latest.read(partial(read, self._workplace.gateway, term), self._take)

    def open_rows(self, category: int, series: int) -> None:
        """Show the lessons behind a number."""
        counted = self._cells.get((category, series), ())
        if not counted:
            return
        monday = counted[0].week
        only = partial(sums.lessons_behind, self._workplace.gateway, self.term.currentData(), counted)
        found = LessonList(
            self._workplace, N_("Monitoring of lessons"), first=monday, last=monday + SIX_DAYS, only=only
        )
        self._workplace.navigator.present(found)

    def state(self) -> dict[str, Any]:
        return {"term": self.term.currentData(), "way": self.way.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        self.way.setCurrentIndex(max(0, self.way.findData(state.get("way"))))
        self.term.wish(state.get("term"))

    def _ask_first(self, workplace: Workplace) -> tuple[tuple[TermRow, ...], dict[int, str]]:
        return lessons.terms(workplace.gateway), sums.faculty_names(workplace.gateway)

    def _offer(self, found: tuple[tuple[TermRow, ...], dict[int, str]]) -> None:
        terms, self._faculties = found
        self.term.offer(terms)
        self.term.currentIndexChanged.connect(lambda _place: self.reload())
        self.reload()

    def _take(self, found: tuple[WeekOfGroup, ...]) -> None:
        self._read = found
        kept = self.faculty.currentData()
        self.faculty.blockSignals(True)
        self.faculty.clear()
        self.faculty.addItem(_("All faculties"), None)
        for number in sorted(
            {each.faculty_id for each in found}, key=lambda each: self._faculties.get(each, "")
        ):
            self.faculty.addItem(self._faculties.get(number, "—"), number)
        self.faculty.setCurrentIndex(max(0, self.faculty.findData(kept)))
        self.faculty.blockSignals(False)
        self._show()

    def _turn_way(self) -> None:
        """Show what was read in another way; subjects are counted by classes, the others by groups."""
        if (self.way.currentData() == "subject") == bool(self._read and self._read[0].class_id):
            self._show()
        else:
            self._read = ()
            self.reload()

    def _show(self) -> None:
        faculty = self.faculty.currentData()
        found = [each for each in self._read if faculty in (None, each.faculty_id)]
        self.told.setText("" if found else _("No attendance has been entered in this term yet."))
        self._place.setVisible(bool(found))
        if not found:
            return
        chart, self._cells = self._chart(found)
        self._panel = ChartPanel(self._workplace, chart)
        self._panel.opened.connect(self.open_rows)
        self._place.setWidget(self._panel)

    def _chart(
        self, found: Iterable[WeekOfGroup]
    ) -> tuple[Chart, dict[tuple[int, int], tuple[WeekOfGroup, ...]]]:
        """Return the picture, and for each of its numbers what was counted in it."""
        of = self._named()
        numbers: dict[str, dict[date, list[WeekOfGroup]]] = defaultdict(lambda: defaultdict(list))
        for each in found:
            numbers[of(each)][each.week].append(each)
        weeks = sorted({week for by_week in numbers.values() for week in by_week})
        names = sorted(numbers)
        series = tuple(
            Series(name, tuple(_percent(numbers[name].get(week, ())) for week in weeks)) for name in names
        )
        cells = {
            (place, number): tuple(numbers[name].get(week, ()))
            for place, week in enumerate(weeks)
            for number, name in enumerate(names)
        }
        this = clock.today() - timedelta(days=clock.today().weekday())
        of_many = self.way.currentData() in ("group", "subject")
        kind = "heat" if len(series) > MOST_SERIES or of_many else "lines"
        return (
            Chart(
                kind,  # type: ignore[arg-type]  # one of the two words
                _("Absences by week, % of the marks"),
                _("Week"),
                tuple(f"{week:%d.%m}" for week in weeks),
                series,
                "%",
                weeks.index(this) if this in weeks else None,
            ),
            cells,
        )

    def _named(self) -> Callable[[WeekOfGroup], str]:
        way = self.way.currentData()
        if way == "group":
            return lambda each: each.group
        if way == "subject":
            return lambda each: each.subject
        if way == "year":
            return lambda each: str(each.entry_year)
        return lambda each: self._faculties.get(each.faculty_id, "—")

    def _build(self) -> None:
        bar = ToolBar()
        for key, words in WAYS.items():
            self.way.addItem(_(words), key)
        self.way.setAccessibleName(_("What is compared"))
        self.faculty.setAccessibleName(_("Faculty"))
        self.faculty.setMinimumContentsLength(22)
        for widget in (self.term, self.way, self.faculty):
            bar.addWidget(widget)
        bar.addAction(actions.action(self, actions.RELOAD, self.reload))
        self.told.setProperty("quiet", True)
        self.told.setContentsMargins(8, 2, 8, 4)
        self._place.setWidgetResizable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(0)
        for part in (bar, self.message, self.told, self._place):
            layout.addWidget(part, 1 if part is self._place else 0)
        layout.addStretch(0)
        self.setFocusProxy(self._place)
        self.way.currentIndexChanged.connect(lambda _place: self._turn_way())
        self.faculty.currentIndexChanged.connect(lambda _place: self._show())


def _percent(counted: Iterable[WeekOfGroup]) -> float | None:
    """Return the absences in percent with one place; nothing where nothing was marked."""
    entered = absent = 0
    for each in counted:
        entered, absent = entered + each.entered, absent + each.absent
    return round(100 * absent / entered, 1) if entered else None
