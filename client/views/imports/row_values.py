"""The values of one row of the file beside those of the database; the cells of a refused row are mended here."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCompleter,
    QLabel,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from client.core.i18n import _
from client.core.theme import colours
from client.data.imports.checking import raw
from client.data.imports.fields import Field
from client.data.imports.meanings import choices
from client.data.imports.planning import ImportPlan, RowStatus
from client.data.imports.presenting import cell_text, person_text, value_text
from client.widgets.measures import measure

_FIELD, _NOW, _FILE = range(3)
_LETTERS = (18, 14, 14)
_COLUMN = Qt.ItemDataRole.UserRole
_TITLES = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class RowValues(QWidget):
    """A small table: field, now, from the file; what changes is marked by an arrow, what is wrong by a sign."""

    #: The number of a row, a column counted from 0, and what stands in that cell from now on.
    mended = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self.name = QLabel()
        self.name.setProperty("title", True)
        self.name.setWordWrap(True)
        self.hint = QLabel(_("F2 or a double click mends a cell; the file itself stays as it is."))
        self.hint.setProperty("quiet", True)
        self.hint.setWordWrap(True)
        policy = self.hint.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.hint.setSizePolicy(policy)
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName(_("Values of the row"))
        self.table.setHorizontalHeaderLabels([_("Field"), _("Now"), _("From the file")])
        self.table.verticalHeader().hide()
        measure(self.table, _LETTERS, grows=(_NOW, _FILE))
        self.table.setItemDelegateForColumn(_FILE, _CellDelegate(self.table))
        self.table.itemChanged.connect(self._changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.name, self.hint):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)

    def sizeHint(self) -> QSize:
        return QSize(340, 300)

    def clear(self) -> None:
        """Show nothing."""
        self._number = 0
        self.name.clear()
        self.table.setRowCount(0)

    def show_row(self, plan: ImportPlan, row: int) -> None:
        """Show every value that the file gives in a row; of the same row judged again the cursor stays."""
        same = self._number == plan.checked.sheet.numbers[row]
        place = self.table.currentRow() if same else -1
        self._number = plan.checked.sheet.numbers[row]
        self.name.setText(person_text(plan, row))
        may_mend = plan.statuses[row] is RowStatus.REFUSED or any(
            number == self._number for number, _column in plan.checked.choice.answers.mended
        )
        self.table.setColumnHidden(_NOW, may_mend or plan.matches.ids[row] is None)
        self.hint.setVisible(may_mend)
        fields = [one for one in plan.checked.kind.fields if _is_shown(plan, row, one, may_mend=may_mend)]
        self.table.blockSignals(True)
        self.table.setRowCount(len(fields))
        for line, one in enumerate(fields):
            (self._show_cell if may_mend else self._show_value)(line, plan, row, one)
        self.table.blockSignals(False)
        columns, wrong = plan.checked.choice.columns, plan.wrong_columns(row)
        first = next((line for line, one in enumerate(fields) if columns.get(one.key) in wrong), 0)
        self.table.setCurrentCell(place if same else first, _FILE)

    def mend(self) -> None:
        """Begin to mend the cell under the cursor; at first that is the first wrong one."""
        item = self.table.item(self.table.currentRow(), _FILE)
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEditable:
            self.table.setFocus()
            self.table.editItem(item)

    def _show_cell(self, line: int, plan: ImportPlan, row: int, one: Field) -> None:
        """Show what stands in the file, to be mended."""
        checked = plan.checked
        column = checked.choice.columns[one.key]
        text = cell_text(raw(checked.sheet, checked.choice, one.key)[row])
        wrong = column in plan.wrong_columns(row)
        mended = (self._number, column) in checked.choice.answers.mended
        sign = "! " if wrong else "✓ " if mended else ""
        colour = colours().bad if wrong else colours().accent if mended else ""
        *_others, item = self._fill(line, (sign + _(one.label), "", text), colour)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        item.setData(_COLUMN, column)
        item.setData(_TITLES, [choice.title for choice in choices(one, checked.lookups)])

    def _show_value(self, line: int, plan: ImportPlan, row: int, one: Field) -> None:
        """Show what is stored and what comes instead."""
        changes = {change.field.key: change for change in plan.changes.get(row, ())}
        blocked = {change.field.key: change for change in plan.blocked.get(row, ())}
        new = value_text(one, plan.value(row, one.key), plan.lookups)
        old = "" if plan.matches.ids[row] is None else new
        if one.key in blocked:
            old = value_text(one, blocked[one.key].old, plan.lookups)
        change = changes.get(one.key)
        if change is not None:
            old, new = value_text(one, change.old, plan.lookups), f"→ {new}"
        self._fill(line, (_(one.label), old, new), colours().accent if change is not None else "")

    def _fill(self, line: int, texts: tuple[str, ...], colour: str) -> list[QTableWidgetItem]:
        items = [QTableWidgetItem(text) for text in texts]
        for column, (item, text) in enumerate(zip(items, texts, strict=True)):
            item.setToolTip(text)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            if colour:
                item.setForeground(QColor(colour))
            self.table.setItem(line, column, item)
        return items

    def _changed(self, item: QTableWidgetItem) -> None:
        if (column := item.data(_COLUMN)) is not None:
            self.mended.emit(self._number, column, item.text())


def _is_shown(plan: ImportPlan, row: int, one: Field, *, may_mend: bool) -> bool:
    checked = plan.checked
    if may_mend:
        return one.key in checked.choice.columns
    new_person = plan.matches.ids[row] is None
    return checked.column(one.key)[row] is not None and (new_person or one.key in checked.said)


class _CellDelegate(QStyledItemDelegate):
    """Edits a cell; where the field has a list, its lines are offered while one types."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFrame(False)
        if titles := index.data(_TITLES):
            completer = QCompleter(titles, editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            editor.setCompleter(completer)
        return editor
