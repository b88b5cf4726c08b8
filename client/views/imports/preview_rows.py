"""The rows of a plan, filtered by what happens to them, with the values and the whole reason of the current one."""

from collections import Counter

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from client.core import actions
from client.core.actions import action
from client.core.i18n import N_, _
from client.data.imports.planning import ImportPlan, RowStatus
from client.views.imports.preview_model import DETAILS, NUMBER, ROW, PreviewModel
from client.views.imports.row_values import RowValues
from client.widgets.judged import Reasons, StatusFilter
from client.widgets.measures import measure

#: Letters of row, status and number, and of a name; a record that is told by two things, as student and subject, has
#: a longer one.
_LETTERS, _NAME, _LONG_NAME = (7, 19, 14), 24, 40
_SHARES = (860, 340)


ANOTHER = N_("This is another person of the same name and birth date")
NEW_STUDIES = N_("These are new studies of this person, or it is another person")


class PreviewRows(QWidget):
    """Rows on the left, the values of the current one on the right, its reasons in a place of their own below."""

    #: The number of a row, and whether it is another person than its namesake.
    other = Signal(int, bool)
    #: Doubtful cells, and whether they mean what is proposed.
    doubts_meant = Signal(frozenset, bool)

    def __init__(self) -> None:
        super().__init__()
        self.model: PreviewModel | None = None
        self.filters = StatusFilter()
        self.table = QTableView()
        self.values = RowValues()
        self.reasons = Reasons()
        self.other_person = QCheckBox(_(ANOTHER))
        self.meant = QCheckBox(_("Yes, that is meant: in every row where it stands"))
        self._measures: QObject | None = None
        self._build()

    def show_plan(self, plan: ImportPlan) -> None:
        """Show a plan, the refused rows first."""
        self.model = PreviewModel(plan)
        self.table.setModel(self.model)
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        if self._measures is not None:
            self._measures.deleteLater()
        names = _LONG_NAME if plan.checked.kind.identity else _NAME
        self._measures = measure(self.table, (*_LETTERS, names, _NAME), grows=(DETAILS,))
        self._show_counts(plan)
        self._filter(RowStatus.REFUSED if plan.count(RowStatus.REFUSED) else None)

    def renew(self, plan: ImportPlan) -> None:
        """Show the same file judged again and stay at the row."""
        if self.model is None:
            return
        number = self._number()
        status = self.filters.status() if self.filters.status() in plan.statuses else None
        if self.isVisible():
            self.model.renew(plan, self.filters.status())
        else:
            self.model.plan = plan
            self._filter(status)
        self._show_counts(plan)
        self._go(max(0, self.model.place_of(number)))
        self._show_row()

    def _build(self) -> None:
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.setAlternatingRowColors(True)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        for widget in (self.values, self.other_person, self.meant):
            beside.addWidget(widget)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(side)
        split.setStretchFactor(0, 1)
        split.setSizes(list(_SHARES))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self.filters)
        layout.addWidget(split, 1)
        layout.addWidget(self.reasons)
        self.filters.chosen.connect(self._filter)
        self.other_person.toggled.connect(lambda other: self.other.emit(self._number(), other))
        self.meant.toggled.connect(self._mean)
        self.table.addAction(action(self.table, actions.EDIT_CELL, self.values.mend))
        self.table.doubleClicked.connect(self.values.mend)
        self.setFocusProxy(self.table)

    def _show_counts(self, plan: ImportPlan) -> None:
        self.filters.show_counts(plan.checked.count, Counter(plan.statuses))

    def _filter(self, status: RowStatus | None) -> None:
        if self.model is not None:
            self.filters.press(status)
            self.model.show_only(status)
            self.table.setColumnHidden(NUMBER, status is RowStatus.REFUSED)
            self._go(0)

    def _go(self, place: int) -> None:
        if self.model is not None and place < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(place, ROW))
        else:
            self.values.clear()
            self.reasons.clear()

    def _row(self) -> int | None:
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if self.model is not None and index.isValid() else None

    def _number(self) -> int:
        row = self._row()
        return 0 if self.model is None or row is None else self.model.plan.checked.sheet.numbers[row]

    def _show_row(self) -> None:
        row = self._row()
        if self.model is None or row is None:
            return
        plan = self.model.plan
        answers, number = plan.checked.choice.answers, plan.checked.sheet.numbers[row]
        self.values.show_row(plan, row)
        self.other_person.setText(_(NEW_STUDIES if plan.checked.kind.only_new else ANOTHER))
        self.reasons.setPlainText("\n".join(plan.reasons(row)))
        doubts = plan.doubts(row, listed=False)
        for box, shown, checked in (
            (self.other_person, row in plan.matches.doubtful or number in answers.others, number in answers.others),
            (self.meant, bool(doubts), doubts <= answers.meant),
        ):  # fmt: skip
            box.setVisible(shown)
            box.blockSignals(True)
            box.setChecked(checked)
            box.blockSignals(False)

    def _mean(self, meant: bool) -> None:
        row = self._row()
        if self.model is not None and row is not None:
            self.doubts_meant.emit(frozenset(self.model.plan.doubts(row, listed=False)), meant)
