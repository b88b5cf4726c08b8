"""Results by teacher: a table of figures, a picture of the marks, and below them the rows behind the chosen figure."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from client.core import clock
from client.core.i18n import N_, _
from client.data.curriculum import registration
from client.data.curriculum.registration import TermChoice
from client.data.grades import by_teacher
from client.data.grades.by_teacher import ALL, Analysis, ResultLine
from client.widgets.charts.panel import ChartPanel
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.combo import Combo
from client.widgets.line_table import LineTable
from client.widgets.reading_window import ReadingWindow
from client.widgets.workplace import Workplace
from shared.models.curriculum import CONTROL_OWNERS

OWNERS = ("practice", "lecture", "examiner")
_COLUMNS = (
    (N_("Student"), 26), (N_("Subject"), 24), (N_("Group"), 10), (N_("Points, %"), 8), (N_("Mark"), 10),
)  # fmt: skip


class ResultsByTeacher(ReadingWindow):
    """Teachers down, figures across; a figure, in table or picture, shows its students."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, _("Results by teacher"))
        self.term, self.owner = OfferedBox(), Combo()
        self.behind, self.lines = (
            QLabel(),
            LineTable(_("Students of the figure"), _COLUMNS, (3,), grows=(0, 1)),
        )
        self.panel: ChartPanel | None = None
        self._found = Analysis((), ())
        self._asked = "", ALL
        self._sheets: list[int] = []
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._build()
        self.read(partial(registration.terms, workplace.gateway), self._offer)

    def reload(self) -> None:
        if (term := self.term.currentData()) is None:
            self.sum.clear()
        else:
            work = partial(by_teacher.by_teacher, self._workplace.gateway, term, self.owner.currentData())
            self.read(work, self._show)

    def activated(self, key: int) -> None:
        """Show the students of the figure of the cursor."""
        self.show_behind(key, self._figure())

    def show_behind(self, employee: int, figure: str) -> None:
        """Read the rows behind a figure."""
        name = next(each.name for each in self._found.teachers if each.employee_id == employee)
        work = partial(
            by_teacher.lines_of,
            self._workplace.gateway,
            self.term.currentData(),
            self.owner.currentData(),
            employee,
            figure,
        )
        self._asked = name, figure
        self.read(work, self._show_lines)

    def state(self) -> dict[str, Any]:
        return {"term": self.term.currentData(), "owner": self.owner.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the term and the part."""
        self.term.wish(state.get("term"))
        self.owner.setCurrentIndex(max(0, self.owner.findData(state.get("owner"))))

    def _build(self) -> None:
        self.term.setAccessibleName(_("Term"))
        self.term.setMinimumContentsLength(16)
        self.owner.setAccessibleName(_("By whom"))
        for owner in OWNERS:
            self.owner.addItem(_(CONTROL_OWNERS[owner]), owner)
        self.lines.opened.connect(self._open_sheet)
        below = QWidget()
        layout = QVBoxLayout(below)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.behind)
        layout.addWidget(self.lines, 1)
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self.table)
        left.addWidget(below)
        left.setSizes([340, 240])
        self._split.addWidget(left)
        self.lay_out(self.term, self.owner, beside=self._split)
        self.table.setSelectionBehavior(LineTable.SelectionBehavior.SelectItems)
        self.table.moved.connect(lambda _row: self._follow())

    def _offer(self, found: list[TermChoice]) -> None:
        today = clock.today()
        begun = next((each.id for each in found if each.starts_on <= today), None)
        self.term.fill(((each.id, each.name) for each in found), begun)
        self.term.currentIndexChanged.connect(self.reload)
        self.owner.currentIndexChanged.connect(self.reload)
        self.reload()

    def _show(self, found: Analysis) -> None:
        self._found = found
        made = by_teacher.as_table(found, self.term.currentText(), self.owner.currentText())
        letters = (26, 6, 6, *(6 for _mark in found.marks), 7, 7, 9)
        self.show_rows(made, [each.employee_id for each in found.teachers], letters, (0,))
        if not found.teachers:
            self.sum.setText(_("No sheet of this term is signed yet."))
            self.behind.clear()
            self.lines.show_lines(())
        self._draw(found)
        self._follow()

    def _draw(self, found: Analysis) -> None:
        chart = by_teacher.as_chart(found)
        if self.panel is None:
            self.panel = ChartPanel(self._workplace, chart)
            self.panel.opened.connect(self._open_number)
            place = QScrollArea()  # many bars in large letters are higher than the window
            place.setFrameShape(QScrollArea.Shape.NoFrame)
            place.setWidgetResizable(True)
            place.setWidget(self.panel)
            self._split.addWidget(place)
            self._split.setSizes([860, 440])
        else:
            self.panel.show_chart(chart)

    def _open_number(self, category: int, series: int) -> None:
        teacher = by_teacher.drawn(self._found)[category]
        self.show_behind(teacher.employee_id, by_teacher.figure_of(self._found, series))

    def _follow(self) -> None:
        if (employee := self.current()) is not None:
            self.show_behind(employee, self._figure())

    def _figure(self) -> str:
        place, known = self.table.currentIndex().column(), by_teacher.figures(self._found)
        return known[place] if 0 <= place < len(known) else ALL

    def _show_lines(self, lines: list[ResultLine]) -> None:
        name, figure = self._asked
        titles = {ALL: _("all"), by_teacher.PASSED: _("passed"), by_teacher.ABSENT: _("did not come")}
        what = titles.get(figure) or _("mark {mark}", mark=figure)
        self.behind.setText(_("{name}, {what}: {count} students", name=name, what=what, count=len(lines)))
        self._sheets = [line.sheet_id for line in lines]
        self.lines.show_lines(by_teacher.line_texts(lines))

    def _open_sheet(self, row: int) -> None:
        self._workplace.navigator.open("grade-sheet", record_id=self._sheets[row])
