"""Debtors, GPA with its working, and the summary sheet of a group."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QSplitter

from client.core.i18n import N_, _
from client.data.curriculum import registration
from client.data.curriculum.registration import TermChoice
from client.data.grades import oddities, reading
from client.data.grades.oddities import Oddity
from client.data.grades.reading import Debtor, Named, StudentGpa, Summary, WorkingLine
from client.widgets.charts.panel import ChartPanel
from client.widgets.choosers.offered_box import OfferedBox
from client.widgets.choosers.term_box import begun
from client.widgets.combo import Combo
from client.widgets.line_table import LineTable
from client.widgets.reading_window import ReadingWindow
from client.widgets.workplace import Workplace
from reports.common.table import Table
from shared.charts.chart import Chart

WORKING = (
    (N_("Semester"), 6),
    (N_("Subject"), 16),
    (N_("Credits"), 7),
    (N_("Grade"), 6),
    (N_("Credits × grade"), 12),
)


class Debtors(ReadingWindow):
    """Who owes what, with credits and the cost of studying it again."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, _("Academic debtors"))
        self.lay_out()
        self.reload()

    def reload(self) -> None:
        self.read(partial(_debtors, self._workplace), self._show)

    def _show(self, read: tuple[list[Debtor], Table]) -> None:
        found, made = read
        self.show_rows(made, [each.student_id for each in found], (30, 10, 30, 8, 8, 14), (2,))
        if not found:
            self.sum.setText(_("Nobody owes anything: every result that counts is passed."))


class Ranking(ReadingWindow):
    """Students by their GPA; beside them the working of the one who is chosen."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, _("GPA points"))
        self.group, self.working = Combo(), LineTable(_("Working of the GPA"), WORKING, (2, 3, 4), grows=(1,))
        self._wanted: int | None = None
        self._build()
        self.read(partial(reading.groups, workplace.gateway), self._offer)

    def reload(self) -> None:
        group = self.group.currentData()
        title = self.group.currentText() if group else ""
        self.read(partial(_ranking, self._workplace, group, title), self._show)

    def show_working(self) -> None:
        """Show what the GPA of the chosen student is made of."""
        student = self.current()
        if student is None or student == self._wanted:
            return
        self._wanted = student
        self.read(partial(reading.working, self._workplace.gateway, student), self._show_working)

    def _build(self) -> None:
        self.group.setAccessibleName(_("Group"))
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(self.working)
        split.setSizes([640, 530])
        self.lay_out(self.group, beside=split)
        self.table.moved.connect(lambda _row: self.show_working())
        self.group.currentIndexChanged.connect(self.reload)

    def _offer(self, found: list[Named]) -> None:
        self.group.blockSignals(True)
        self.group.addItem(_("All groups"), None)
        for each in found:
            self.group.addItem(each.name, each.id)
        self.group.blockSignals(False)
        self.reload()

    def _show(self, read: tuple[list[StudentGpa], Table]) -> None:
        found, made = read
        self._wanted = None
        self.show_rows(made, [each.student_id for each in found], (28, 8, 6, 8, 8, 8, 6), (0,))
        self.sum.setText(_("{count} students, the best first; beside them the working.", count=len(found)))
        self.show_working()

    def _show_working(self, lines: list[WorkingLine]) -> None:
        entering = [each for each in lines if each.enters]
        shown = [
            (
                str(each.semester),
                each.subject,
                _plain(each.credits),
                _plain(each.grade),
                "—" if each.weighted is None else _plain(each.weighted),
            )
            for each in lines
        ]
        weighted = sum((each.weighted or 0 for each in entering), start=0)
        divisor = sum((each.credits for each in entering), start=0)
        words = _(
            "Sum; divided: {gpa}", gpa=f"{weighted / divisor:.4f}".replace(".", ",") if divisor else "—"
        )
        self.working.show_lines([*shown, ("", words, _plain(divisor), "", _plain(weighted))])


class SummaryWindow(ReadingWindow):
    """The results of a group in a term: a row a student, a column a subject."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, _("Summary sheet"))
        self.term, self.group = OfferedBox(), OfferedBox()
        self.term.setAccessibleName(_("Term"))
        self.group.setAccessibleName(_("Group"))
        for box in (self.term, self.group):
            box.setMinimumContentsLength(16)
        self.lay_out(self.term, self.group)
        self.read(partial(registration.terms, workplace.gateway), self._offer_terms)

    def reload(self) -> None:
        term, group = self.term.currentData(), self.group.currentData()
        if term is None or group is None:
            self.sum.clear()
        else:
            self.read(partial(reading.summary, self._workplace.gateway, term, group), self._show)

    def state(self) -> dict[str, Any]:
        return {"term": self.term.currentData(), "group": self.group.currentData()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to term and group."""
        self.term.wish(state.get("term"))
        self.group.wish(state.get("group"))

    def _offer_terms(self, found: list[TermChoice]) -> None:
        self.term.fill(((each.id, each.name) for each in found), begun(found))
        self.read(partial(reading.groups, self._workplace.gateway), self._offer_groups)

    def _offer_groups(self, found: list[Named]) -> None:
        self.group.fill(((each.id, each.name) for each in found), found[0].id if found else None)
        self.term.currentIndexChanged.connect(self.reload)
        self.group.currentIndexChanged.connect(self.reload)
        self.reload()

    def _show(self, found: Summary) -> None:
        made = reading.summary_table(found)
        letters = (30, *(13 for _each in found.subjects), *((6, 6) if found.reckoned else ()))
        self.show_rows(made, [row[0] for row in found.rows], letters, ())
        self.sum.setText(
            _("In brackets: the grade sheet is not closed yet.")
            if found.rows
            else _("This group has no grade sheets in this term.")
        )


class OddSheets(ReadingWindow):
    """Sheets to look at, and how the totals of the chosen one are spread."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, _("Odd grade sheets"))
        self.term = OfferedBox()
        self.term.setAccessibleName(_("Term"))
        self.term.setMinimumContentsLength(16)
        self._beside = QSplitter()
        self._panel: ChartPanel | None = None
        self._wanted: int | None = None
        self._beside.addWidget(self.table)
        self.lay_out(self.term, beside=self._beside)
        self.table.moved.connect(lambda _row: self.show_spread())
        self.read(partial(registration.terms, workplace.gateway), self._offer)

    def reload(self) -> None:
        if self.term.currentData() is None:
            self.sum.clear()
        else:
            work = partial(oddities.oddities, self._workplace.gateway, self.term.currentData())
            self.read(work, self._show)

    def activated(self, key: int) -> None:
        """Open the sheet."""
        self._workplace.navigator.open("grade-sheet", record_id=key)

    def show_spread(self) -> None:
        """Show the distribution of the chosen sheet."""
        sheet = self.current()
        if sheet is not None and sheet != self._wanted:
            self._wanted = sheet
            self.read(partial(oddities.spread, self._workplace.gateway, sheet), self._draw)

    def _offer(self, found: list[TermChoice]) -> None:
        self.term.fill(((each.id, each.name) for each in found), begun(found))
        self.term.currentIndexChanged.connect(self.reload)
        self.reload()

    def _show(self, found: list[Oddity]) -> None:
        self._wanted = None
        made = oddities.as_table(found)
        self.show_rows(made, [each.sheet_id for each in found], (11, 22, 8, 36, 20), (3,))
        if not found:
            self.sum.setText(_("No grade sheet of this term stands out."))
        self.show_spread()

    def _draw(self, chart: Chart) -> None:
        if self._panel is None:
            self._panel = ChartPanel(self._workplace, chart)
            self._beside.addWidget(self._panel)
            self._beside.setSizes([760, 420])
        else:
            self._panel.show_chart(chart)


def _debtors(workplace: Workplace) -> tuple[list[Debtor], Table]:
    """Read and write out in the background: a university has thousands of lines."""
    found = reading.debtors(workplace.gateway)
    return found, reading.debtors_table(found)


def _ranking(workplace: Workplace, group: int | None, title: str) -> tuple[list[StudentGpa], Table]:
    found = reading.ranking(workplace.gateway, group)
    return found, reading.ranking_table(found, title)


def _plain(value: Any) -> str:
    return f"{value:f}".rstrip("0").rstrip(".").replace(".", ",") if "." in f"{value}" else f"{value}"
