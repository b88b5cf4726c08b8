"""The second step: which sheet, where its header is, which column fills which field, and values for all rows."""

from openpyxl.utils.cell import get_column_letter
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import _, names
from client.data.imports.fields import Field, ImportKind
from client.data.imports.mapping import ColumnChoice
from client.views.imports.work import OpenedBook
from client.widgets.combo import Combo
from client.widgets.measures import BOXES, letters_wide, measure

_SAMPLES = 3
_COLUMN, _TITLE, _VALUES, _FIELD = range(4)
_LETTERS, _WIDE = (8, 30, 30, 32), 30


class ColumnsStep(QWidget):
    """Shows each column of the file with its first values and the field it fills."""

    sheet_chosen = Signal(str)
    header_chosen = Signal(int, int)
    accepted = Signal()
    #: Another column or value was chosen.
    changed = Signal()

    def __init__(self, kind: ImportKind) -> None:
        super().__init__()
        self._kind = kind
        self._opened: OpenedBook | None = None
        self.sheets = Combo()
        self.first, self.last = QSpinBox(), QSpinBox()
        self.table = QTableWidget(0, 4)
        self.note = QLabel()
        self.missing = QLabel()
        self.proceed = QPushButton(_("Check the rows"))
        self.constants: dict[str, QComboBox] = {}
        self._build()

    def show_file(self, opened: OpenedBook) -> None:
        """Show a file as it was read."""
        self._opened = opened
        sheet = opened.sheet
        self.sheets.blockSignals(True)
        self.sheets.clear()
        self.sheets.addItems(opened.sheets)
        self.sheets.setCurrentText(sheet.name)
        self.sheets.blockSignals(False)
        for box, number in zip((self.first, self.last), sheet.header, strict=True):
            box.blockSignals(True)
            box.setValue(number)
            box.blockSignals(False)
        self.note.setText(self._about(opened))
        self._fill_table(opened)
        self._fill_constants(opened)
        self._tell_missing()

    def choice(self) -> ColumnChoice:
        """Return what the person has chosen."""
        columns = {key: row for row in range(self.table.rowCount()) if (key := self._field_at(row))}
        constants = {key: box.currentText().strip() for key, box in self.constants.items()}
        return ColumnChoice(columns, {key: text for key, text in constants.items() if text})

    def choose(self, column: int, key: str) -> None:
        """Let a column fill a field, as a person does in its list."""
        box = self._box(column)
        box.setCurrentIndex(box.findData(key))

    def _build(self) -> None:
        self.table.setHorizontalHeaderLabels([_("Column"), _("Header"), _("First values"), _("Fills")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        measure(self.table, _LETTERS, grows=(_VALUES,), air=BOXES)
        self.note.setWordWrap(True)
        self.missing.setWordWrap(True)
        self._values = QFormLayout()
        box = QGroupBox(_("For all rows where the file says nothing"))
        box.setLayout(self._values)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(box)
        area.setMinimumWidth(letters_wide(area, _WIDE))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(area)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(self._head())
        layout.addWidget(self.note)
        layout.addWidget(split, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.missing, 1)
        foot.addWidget(self.proceed)
        layout.addLayout(foot)
        self.proceed.setDefault(True)
        self.proceed.clicked.connect(self.accepted)
        self.setFocusProxy(self.proceed)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        for words, widget in (
            (_("Sheet"), self.sheets),
            (_("Header from row"), self.first),
            (_("to"), self.last),
        ):
            label = QLabel(words)
            label.setBuddy(widget)
            head.addWidget(label)
            head.addWidget(widget)
        for box in (self.first, self.last):
            box.setRange(1, 100)
            box.setKeyboardTracking(False)
            box.valueChanged.connect(self._header_changed)
        self.sheets.currentTextChanged.connect(self.sheet_chosen)
        head.addStretch(1)
        return head

    def _header_changed(self) -> None:
        first = self.first.value()
        self.header_chosen.emit(first, max(first, self.last.value()))

    def _about(self, opened: OpenedBook) -> str:
        texts = [
            _("{file}: {count} rows under the header.", file=opened.book.name, count=len(opened.sheet.rows))
        ]
        if opened.sheet.stopped_after:
            texts.append(
                _("Nothing but empty rows came after row {row}; what stands far below was not read.",
                  row=opened.sheet.stopped_after)
            )  # fmt: skip
        if opened.before is not None:
            texts.append(
                _("This very file was imported on {day}: {added} new, {changed} changed.",
                  day=f"{opened.before.at:%d.%m.%Y %H:%M}", added=opened.before.added, changed=opened.before.changed)
            )  # fmt: skip
        if hidden := sorted(opened.sheet.hidden_columns):
            named = ", ".join(map(opened.sheet.named, hidden))
            texts.append(_("Excel does not show these columns: {columns}.", columns=named))
        return " ".join(texts)

    def _fill_table(self, opened: OpenedBook) -> None:
        chosen = {column: key for key, column in opened.choice.columns.items()}
        self.table.setRowCount(len(opened.sheet.titles))
        for row, title in enumerate(opened.sheet.titles):
            cells = (
                line[row]
                for line in opened.sheet.rows[:_SAMPLES]
                if row < len(line) and line[row] is not None
            )
            texts = (get_column_letter(row + 1), title, ", ".join(map(_sample, cells)))
            for place, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, place, item)
            self.table.setCellWidget(row, _FIELD, self._field_box(chosen.get(row, "")))

    def _field_box(self, chosen: str) -> QComboBox:
        box = Combo()
        box.addItem(_("— leave out —"), "")
        for one in self._kind.fields:
            if not one.follows:
                box.addItem(_(one.label), one.key)
        box.setCurrentIndex(box.findData(chosen))
        box.setAccessibleName(_("Fills"))
        box.currentIndexChanged.connect(lambda _index, box=box: self._field_chosen(box))
        return box

    def _field_chosen(self, box: QComboBox) -> None:
        """A field is filled by one column: it is taken from the one that had it."""
        key = box.currentData()
        for row in range(self.table.rowCount()):
            other = self._box(row)
            if key and other is not box and other.currentData() == key:
                other.setCurrentIndex(0)
        if self._opened is not None:
            self._fill_constants(self._opened)
        self._tell_missing()
        self.changed.emit()

    def _box(self, row: int) -> QComboBox:
        box = self.table.cellWidget(row, _FIELD)
        assert isinstance(box, QComboBox)  # noqa: S101 - put there by _fill_table
        return box

    def _field_at(self, row: int) -> str:
        return str(self._box(row).currentData() or "")

    def _fill_constants(self, opened: OpenedBook) -> None:
        """Offer a value for all rows for each field of the main record that no column fills."""
        kept = self.choice().constants if self.constants else opened.choice.constants
        while self._values.rowCount():
            self._values.removeRow(0)
        self.constants = {}
        filled = {self._field_at(row) for row in range(self.table.rowCount())}
        for one in self._kind.fields:
            if _may_be_for_all(one, self._kind) and one.key not in filled:
                box = self._constant_box(one, opened)
                box.setCurrentText(kept.get(one.key, ""))
                box.setAccessibleName(_(one.label))
                box.currentTextChanged.connect(self.changed)
                self._values.addRow(_(one.label), box)
                self.constants[one.key] = box

    def _constant_box(self, one: Field, opened: OpenedBook) -> QComboBox:
        box = Combo()
        box.setEditable(True)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)  # the list may be wider than its column
        box.addItem("")
        if one.listed:
            box.addItems([names(*texts) for texts in opened.lookups.labels[one.listed].items.values()])
        elif one.key == "faculty_id":
            box.addItems(
                [u.title for u in opened.lookups.units if u.faculty and u.id in opened.lookups.own_units]
            )
        elif one.key == "group_id":
            box.addItems([group.name for group in opened.lookups.groups])
        elif one.key == "specialty_id":
            box.addItems([one.code for one in opened.lookups.specialties])
        box.setCurrentIndex(0)
        return box

    def _tell_missing(self) -> None:
        """Name what new people need and neither a column nor another field gives."""
        choice, kind = self.choice(), self._kind
        missing = [
            _(one.label)
            for one in kind.required(kind.main)
            if not any(map(choice.fills, (one.key, *kind.concluded.get(one.key, ()))))
        ]
        fields = ", ".join(missing)
        self.missing.setText(_("New rows also need: {fields}.", fields=fields) if missing else "")
        self.proceed.setEnabled(bool(choice.columns))


def _may_be_for_all(one: Field, kind: ImportKind) -> bool:
    chosen = one.listed or (one.kind == "reference" and not kind.identity)
    return one.part == kind.main.name and not one.follows and bool(chosen or one.for_all)


def _sample(cell: object) -> str:
    return f"{cell:%d.%m.%Y}" if hasattr(cell, "strftime") else str(getattr(cell, "value", cell))
