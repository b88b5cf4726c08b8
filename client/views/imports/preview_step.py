"""The third step: what would happen to every row and value, and the decision to do it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import _
from client.data.imports.doubts import Doubt
from client.data.imports.planning import ImportPlan, RowStatus
from client.data.imports.presenting import STATUS_LABELS, STATUS_SIGNS
from client.views.imports.preview_model import NAME, NUMBER, ROW, STATUS, PreviewModel
from client.views.imports.row_values import RowValues

_WIDTHS = {ROW: 48, STATUS: 140, NUMBER: 108, NAME: 190}
_SHARES = (820, 360)


class PreviewStep(QWidget):
    """Shows a plan, filtered by what happens, and the values of the row under the cursor."""

    back = Signal()
    #: The numbers of rows that are other people than their namesakes, and doubtful cells that mean what is proposed.
    confirmed = Signal(frozenset, frozenset)
    #: One of them was ticked, or no longer is.
    ticked = Signal()
    save_refused = Signal()
    #: Apply; True for only the good rows.
    apply = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._confirmed: set[int] = set()
        self._meant: set[Doubt] = set()
        self.model: PreviewModel | None = None
        self.filters = QButtonGroup(self)
        self.table = QTableView()
        self.values = RowValues()
        self.other_person = QCheckBox(_("This is another person of the same name and birth date"))
        self.meant = QCheckBox(_("Yes, that is meant: in every row where it stands"))
        self.again = QPushButton(_("Check again"))
        self.save = QPushButton(_("Save the refused rows …"))
        self.all = QPushButton(_("Import all"))
        self.good = QPushButton()
        self.said = QLabel()
        self._build()

    def show_plan(self, plan: ImportPlan, confirmed: frozenset[int]) -> None:
        """Show what an import would do."""
        self._confirmed, self._meant = set(confirmed), set(plan.checked.choice.meant)
        self.model = PreviewModel(plan)
        self.table.setModel(self.model)
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        for place, width in _WIDTHS.items():
            self.table.setColumnWidth(place, width)
        self._show_counts(plan)
        self._show_said(plan)
        self._show_buttons(plan)
        self._filter(RowStatus.REFUSED if plan.count(RowStatus.REFUSED) else None)

    def answers(self) -> tuple[frozenset[int], frozenset[Doubt]]:
        """Return the rows that are other people, and the doubtful cells that mean what is proposed."""
        return frozenset(self._confirmed), frozenset(self._meant)

    def _build(self) -> None:
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.setAlternatingRowColors(True)
        self.table.setWordWrap(False)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.values, 1)
        beside.addWidget(self.other_person)
        beside.addWidget(self.meant)
        beside.addWidget(self.again)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(side)
        split.setStretchFactor(0, 1)
        split.setSizes(list(_SHARES))
        layout = QVBoxLayout(self)
        layout.addLayout(self._filter_line())
        layout.addWidget(split, 1)
        layout.addLayout(self._foot())
        self.other_person.toggled.connect(self._confirm)
        self.meant.toggled.connect(self._mean)
        self.again.clicked.connect(self._check_again)
        self.setFocusProxy(self.table)

    def _filter_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for number, status in enumerate((None, *RowStatus)):
            button = QPushButton()
            button.setCheckable(True)
            button.clicked.connect(partial(self._filter, status))
            self.filters.addButton(button, number)
            line.addWidget(button)
        self.said.setWordWrap(True)
        line.addWidget(self.said, 1)
        return line

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        back = QPushButton(_("Back to the columns"))
        back.clicked.connect(self.back)
        self.save.clicked.connect(self.save_refused)
        self.all.clicked.connect(lambda: self.apply.emit(False))
        self.good.clicked.connect(lambda: self.apply.emit(True))
        foot.addWidget(back)
        foot.addWidget(self.save)
        foot.addStretch(1)
        foot.addWidget(self.good)
        foot.addWidget(self.all)
        return foot

    def _show_counts(self, plan: ImportPlan) -> None:
        self.filters.button(0).setText(_("All: {count}", count=plan.checked.count))
        for number, status in enumerate(RowStatus, 1):
            words = f"{STATUS_SIGNS[status]} {_(STATUS_LABELS[status])}: {plan.count(status)}"
            self.filters.button(number).setText(words)
            self.filters.button(number).setEnabled(bool(plan.count(status)))

    def _show_said(self, plan: ImportPlan) -> None:
        said = _("This was a dry run: nothing has been written yet.")
        if count := len(plan.hidden()):
            said += " " + _("{count} rows of the file are hidden in Excel; they are taken too.", count=count)
        taken, left = plan.hidden_columns()
        if taken:
            said += " " + _(
                "Columns that are hidden in Excel and taken too: {columns}.", columns=", ".join(taken)
            )
        if left:
            said += " " + _("Hidden and not taken: {columns}.", columns=", ".join(left))
        self.said.setText(said)

    def _show_buttons(self, plan: ImportPlan) -> None:
        refused = plan.count(RowStatus.REFUSED)
        good = plan.count(RowStatus.NEW) + plan.count(RowStatus.CHANGED)
        self.save.setEnabled(bool(refused))
        self.all.setEnabled(bool(good) and not refused)
        self.all.setDefault(not refused)
        self.all.setToolTip(
            _("{count} rows are refused. Correct them, or import only the good ones.", count=refused) if refused
            else "" if good else _("Nothing would change.")
        )  # fmt: skip
        self.good.setText(_("Import the {count} good ones", count=good))
        self.good.setVisible(bool(refused))
        self.good.setEnabled(bool(good))

    def _filter(self, status: RowStatus | None, _checked: object = None) -> None:
        if self.model is not None:
            self.filters.button(0 if status is None else list(RowStatus).index(status) + 1).setChecked(True)
            self.model.show_only(status)
            if self.model.rowCount():
                self.table.setCurrentIndex(self.model.index(0, ROW))
            else:
                self.values.clear()

    def _show_row(self) -> None:
        if self.model is None or not self.table.currentIndex().isValid():
            return
        row = self.model.row_at(self.table.currentIndex().row())
        self.values.show_row(self.model.plan, row)
        doubtful = row in self.model.plan.matches.doubtful
        number = self.model.plan.checked.sheet.numbers[row]
        doubts = self.model.plan.doubts(row)
        self.again.setVisible(bool(self.model.plan.matches.doubtful or self.model.plan.doubts()))
        for box, shown, checked in (
            (self.other_person, doubtful, number in self._confirmed),
            (self.meant, bool(doubts), doubts <= self._meant),
        ):
            box.setVisible(shown)
            box.blockSignals(True)
            box.setChecked(checked)
            box.blockSignals(False)
        self._enable_again()

    def _confirm(self, other: bool) -> None:
        if self.model is not None:
            number = self.model.plan.checked.sheet.numbers[self.model.row_at(self.table.currentIndex().row())]
            (self._confirmed.add if other else self._confirmed.discard)(number)
            self._enable_again()

    def _mean(self, meant: bool) -> None:
        if self.model is not None:
            doubts = self.model.plan.doubts(self.model.row_at(self.table.currentIndex().row()))
            (self._meant.update if meant else self._meant.difference_update)(doubts)
            self._enable_again()

    def _enable_again(self) -> None:
        self.again.setEnabled(bool(self._confirmed or self._meant))
        self.ticked.emit()

    def _check_again(self) -> None:
        self.confirmed.emit(*self.answers())
