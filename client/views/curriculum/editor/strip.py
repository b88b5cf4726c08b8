"""The strip below the grid: what each semester adds up to, and in words what is off."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QWidget,
)

from client.core.i18n import _
from client.core.icons import icon
from client.core.theme import colours
from client.data.curriculum.plan import CurriculumHead
from client.data.curriculum.sums import PlanProblem, Sums, share_of, total
from client.widgets.formatting import shown

KEY = Qt.ItemDataRole.UserRole
LINES = 5
GOOD, LOW, HIGH = "✓", "↓", "↑"


class TotalsStrip(QWidget):
    """Shows the sums of every semester against the plan's measure."""

    #: The row that a sentence is about.
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentences = QListWidget()
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._cells: dict[tuple[int, int], QLabel] = {}
        self._build()

    def show_sums(self, head: CurriculumHead, parts: Sequence[Sums], problems: Sequence[PlanProblem]) -> None:
        """Show the sums, and the sentences with the serious ones first."""
        heads = [str(part.number) for part in parts]
        self._line(0, _("Semester"), [*heads, _("Total")])
        whole = total(parts)
        wanted = Decimal(head.credits_per_semester)
        earned = [_against(part.credits, wanted, wanted) for part in parts]
        asked = wanted * head.semesters
        title = _("Credits, {wanted} a semester", wanted=_number(wanted))
        self._line(1, title, [*earned, _against(whole.credits, asked, asked)])
        self._line(2, _("Hours"), [_number(part.hours) for part in (*parts, whole)])
        low, high = share_of(head)
        shares = [_within(part.share, low, high) for part in (*parts, whole)]
        self._line(3, _("Contact share, {low}–{high} %", low=low, high=high), shares)
        ceiling = head.weekly_ceiling
        weekly = [_below(part.weekly, ceiling) for part in parts]
        self._line(4, _("Contact hours a week, up to {ceiling}", ceiling=ceiling), [*weekly, ""])
        self._show_sentences(sorted(problems, key=lambda problem: not problem.serious))

    def text(self, line: int, place: int) -> str:
        """Return what a cell says: line 1 credits, 3 contact share, 4 weekly hours; place 1 the first semester."""
        return self._cells[line, place].text()

    def _show_sentences(self, problems: Sequence[PlanProblem]) -> None:
        self.sentences.clear()
        for problem in problems:
            values = {name: shown(value) for name, value in problem.values.items()}
            item = QListWidgetItem(_(problem.message, **values))
            colour = colours().bad if problem.serious else colours().warning
            item.setIcon(icon("error" if problem.serious else "warning", QColor(colour)))
            item.setData(KEY, problem.key)
            item.setToolTip(item.text())
            self.sentences.addItem(item)
        if not problems:
            item = QListWidgetItem(icon("check", QColor(colours().good)), _("Everything adds up."))
            self.sentences.addItem(item)

    def _line(self, line: int, title: str, texts: Sequence[str]) -> None:
        for place, text in enumerate((title, *texts)):
            label = self._cells.get((line, place))
            if label is None:
                label = self._cells[line, place] = QLabel()
                side = Qt.AlignmentFlag.AlignLeft if place == 0 else Qt.AlignmentFlag.AlignRight
                label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self._grid.addWidget(label, line, place)
            label.setText(text)
            state = _state(text)
            for name in ("good", "bad", "quiet"):
                label.setProperty(name, name == ("quiet" if not line or not place else state))
            label.style().polish(label)

    def _build(self) -> None:
        self.setFixedHeight(LINES * (self.fontMetrics().lineSpacing() + 2) + 34)
        self._grid.setContentsMargins(8, 4, 8, 4)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self._table)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sentences.setAccessibleName(_("What is off in this plan"))
        self.sentences.setWordWrap(True)
        self.sentences.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sentences.itemActivated.connect(lambda item: self.chosen.emit(item.data(KEY)))
        self.sentences.itemClicked.connect(lambda item: self.chosen.emit(item.data(KEY)))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area, 5)
        layout.addWidget(self.sentences, 3)


def _state(text: str) -> str:
    if text.endswith(GOOD):
        return "good"
    return "bad" if text.endswith((LOW, HIGH)) else ""


def _number(value: Any) -> str:
    return shown(value.normalize() if isinstance(value, Decimal) else value) if value is not None else "—"


def _against(value: Decimal, low: Decimal, high: Decimal) -> str:
    sign = LOW if value < low else HIGH if value > high else GOOD
    return f"{_number(value)} {sign}"


def _within(value: int | None, low: int, high: int) -> str:
    if value is None:
        return "—"
    sign = LOW if value < low else HIGH if value > high else GOOD
    return f"{value} % {sign}"


def _below(value: Decimal | None, ceiling: int) -> str:
    if value is None:
        return "—"
    return f"{shown(value)} {HIGH if value > ceiling else GOOD}"
