"""Results by teacher, group or subject: a table of figures, below it the rows behind the chosen one and pictures."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QTabWidget, QVBoxLayout, QWidget

from client.core.i18n import N_, _
from client.data.grades import analysis, analysis_ways
from client.data.grades.analysis import ALL, Analysis, Figure, ResultLine
from client.data.grades.analysis_ways import Period, Way
from client.widgets.charts.panel import ChartPanel
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.choosers.term_box import begun
from client.widgets.combo import Combo
from client.widgets.line_table import LineTable
from client.widgets.name_label import NameLabel
from client.widgets.reading_window import ReadingWindow
from client.widgets.workplace import Workplace
from shared.charts.chart import Chart

_COLUMNS = (
    (N_("Student"), 26), (N_("Subject"), 24), (N_("Group"), 10), (N_("Points, %"), 8), (N_("Mark"), 10),
)  # fmt: skip


class ResultsWindow(ReadingWindow):
    """Rows down, figures across; a figure, in table or picture, shows its students."""

    def __init__(self, workplace: Workplace, way: Way) -> None:
        super().__init__(workplace, _(way.words.title))
        self.term, self.choice = OfferedBox(), Combo()
        self.behind = NameLabel()
        self.lines = LineTable(_("Students of the figure"), _COLUMNS, (3,), grows=(0, 1))
        self.pictures = QTabWidget()
        #: How the marks of all rows are spread, and the points of the chosen one.
        self.marks = Picture(workplace, self._open_mark)
        self.points = Picture(workplace, self._open_ten)
        self._way = way
        self._periods: dict[int, Period] = {}
        self._found = Analysis((), (), frozenset())
        self._asked: tuple[int, Figure] = (0, ALL)
        #: All rows behind the line of the cursor, and those of the figure.
        self._read: tuple[int | None, Sequence[ResultLine]] = (None, ())
        self._wished: Any = None
        self._build()
        self.read(self._ask, self._offer)

    def reload(self) -> None:
        if (period := self._periods.get(self.term.currentData())) is None:
            self.sum.clear()
        else:
            chosen = self.choice.currentData()
            self.read(partial(self._way.sums, self._workplace.gateway, period.terms, chosen), self._show)

    def activated(self, key: int) -> None:
        """Show the students of the figure of the cursor."""
        self.show_behind(key, self._figure())

    def show_behind(self, key: int, figure: Figure) -> None:
        """Show the rows behind a figure; those of one line of the table are read once."""
        self._asked = key, figure
        if self._read[0] == key:
            self._show_lines()
            return
        terms, chosen = self._periods[self.term.currentData()].terms, self.choice.currentData()
        self.read(partial(self._way.lines, self._workplace.gateway, terms, chosen, key), self._take_lines)

    def state(self) -> dict[str, Any]:
        return {"term": self.term.currentData(), "choice": self.choice.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the term and what was chosen beside it."""
        self.term.wish(state.get("term"))
        self._wished = state.get("choice")
        if (place := self.choice.findData(self._wished)) >= 0:
            self.choice.setCurrentIndex(place)

    def _build(self) -> None:
        self.term.setAccessibleName(_("Term"))
        self.choice.setAccessibleName(_(self._way.choice))
        for box in (self.term, self.choice):
            box.setMinimumContentsLength(16)
        self.lines.opened.connect(self._open_sheet)
        rows = QWidget()
        layout = QVBoxLayout(rows)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.behind)
        layout.addWidget(self.lines, 1)
        self.pictures.setDocumentMode(True)
        self.pictures.addTab(self.marks, _("Distribution of marks"))
        self.pictures.addTab(self.points, _("Distribution of points"))
        below = QSplitter(Qt.Orientation.Horizontal)
        below.addWidget(rows)
        below.addWidget(self.pictures)
        below.setSizes([640, 500])
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(below)
        split.setSizes([300, 320])
        self.lay_out(self.term, self.choice, beside=split)
        self.table.setSelectionBehavior(LineTable.SelectionBehavior.SelectItems)
        self.table.moved.connect(lambda _row: self._follow())

    def _ask(self) -> tuple[list[Period], Sequence[tuple[Any, str]]]:
        gateway = self._workplace.gateway
        return analysis_ways.periods(gateway, self._way), self._way.choices(gateway)

    def _offer(self, read: tuple[list[Period], Sequence[tuple[Any, str]]]) -> None:
        periods, choices = read
        self._periods = {each.id: each for each in periods}
        self.term.fill(((each.id, each.name) for each in periods), begun(periods))
        for value, name in choices:
            self.choice.addItem(name, value)
        self.choice.setCurrentIndex(max(0, self.choice.findData(self._wished)))
        for each in self.bar.actions():
            if self.bar.widgetForAction(each) is self.choice:
                each.setVisible(bool(choices))
        self.term.currentIndexChanged.connect(self.reload)
        self.choice.currentIndexChanged.connect(self.reload)
        self.reload()

    def _show(self, found: Analysis) -> None:
        self._found, self._read = found, (None, ())
        chosen = [box.currentText() for box in (self.term, self.choice) if box.count()]
        made = analysis.as_table(found, self._way.words, *chosen)
        letters = (26, 6, 7, 6, 6, 7, 8, *(6 for _mark in found.marks), 7, 7, 8)
        self.show_rows(made, [each.key for each in found.rows], letters, (0,))
        if not found.rows:
            self.sum.setText(_("No sheet of this term is signed yet."))
            self.behind.clear()
            self.lines.show_lines(())
        self.marks.draw(analysis.as_chart(found, self._way.words))
        self.points.draw(analysis.spread("", ()))
        self._follow()

    def _follow(self) -> None:
        if (key := self.current()) is not None:
            self.show_behind(key, self._figure())

    def _figure(self) -> Figure:
        place, known = self.table.currentIndex().column(), analysis.figures(self._found)
        return known[place] if 0 <= place < len(known) else ALL

    def _open_mark(self, category: int, series: int) -> None:
        row = analysis.drawn(self._found)[category]
        self.show_behind(row.key, analysis.figure_of(self._found, series))

    def _open_ten(self, category: int, _series: int) -> None:
        self.show_behind(self._asked[0], Figure("ten", str(category)))

    def _take_lines(self, lines: list[ResultLine]) -> None:
        self._read = self._asked[0], lines
        self.points.draw(analysis.spread(self._name(), lines))
        self._show_lines()

    def _show_lines(self) -> None:
        self._shown = [line for line in self._read[1] if self._found.counts(line, self._asked[1])]
        what, count = analysis.figure_words(self._asked[1]), len(self._shown)
        self.behind.setText(_("{name}, {what}: {count} students", name=self._name(), what=what, count=count))
        self.lines.show_lines(analysis.line_texts(self._shown))

    def _name(self) -> str:
        return next((each.name for each in self._found.rows if each.key == self._asked[0]), "")

    def _open_sheet(self, row: int) -> None:
        self._workplace.navigator.open("grade-sheet", record_id=self._shown[row].sheet_id)

    _shown: Sequence[ResultLine] = ()


class Picture(QScrollArea):
    """A chart with its table; many bars in large letters are higher than the window."""

    def __init__(self, workplace: Workplace, opened: Callable[[int, int], None]) -> None:
        super().__init__()
        self.panel: ChartPanel | None = None
        self._workplace, self._opened = workplace, opened
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)

    def draw(self, chart: Chart) -> None:
        """Show this chart."""
        if self.panel is None:
            self.panel = ChartPanel(self._workplace, chart)
            self.panel.opened.connect(self._opened)
            self.setWidget(self.panel)
        else:
            self.panel.show_chart(chart)
