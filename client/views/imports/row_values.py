"""The values of one row of the file beside those of the database."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from client.core.i18n import _
from client.core.theme import colours
from client.data.imports.planning import ImportPlan, RowStatus
from client.data.imports.presenting import person_text, value_text


class RowValues(QWidget):
    """A small table: field, now, from the file; what changes is marked by an arrow and a colour."""

    def __init__(self) -> None:
        super().__init__()
        self.name = QLabel()
        self.name.setProperty("title", True)
        self.name.setWordWrap(True)
        self.reasons = QLabel()
        self.reasons.setWordWrap(True)
        self.table = QTableWidget(0, 3)
        self.table.setHorizontalHeaderLabels([_("Field"), _("Now"), _("From the file")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.name, self.reasons):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)

    def clear(self) -> None:
        """Show nothing."""
        self.name.clear()
        self.reasons.clear()
        self.table.setRowCount(0)

    def show_row(self, plan: ImportPlan, row: int) -> None:
        """Show every value that the file gives in a row."""
        refused = plan.statuses[row] is RowStatus.REFUSED
        self.name.setText(person_text(plan, row))
        self.reasons.setText("\n".join(f"• {reason}" for reason in plan.reasons(row)))
        self.reasons.setStyleSheet(f"color: {colours().bad if refused else colours().warning}")
        self.reasons.setVisible(bool(self.reasons.text()))
        changes = {change.field.key: change for change in plan.changes.get(row, ())}
        blocked = {change.field.key: change for change in plan.blocked.get(row, ())}
        checked, new_person = plan.checked, plan.matches.ids[row] is None
        fields = [
            one
            for one in checked.kind.fields
            if checked.column(one.key)[row] is not None and (new_person or one.key in checked.said)
        ]
        self.table.setRowCount(len(fields))
        for place, one in enumerate(fields):
            new = value_text(one, checked.column(one.key)[row], plan.lookups)
            change = changes.get(one.key)
            old = "" if new_person else new
            if one.key in blocked:
                old = value_text(one, blocked[one.key].old, plan.lookups)
            if change is not None:
                old, new = value_text(one, change.old, plan.lookups), f"→ {new}"
            self._fill(place, (_(one.label), old, new), changed=change is not None)

    def _fill(self, place: int, texts: tuple[str, ...], *, changed: bool) -> None:
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if changed and column:
                item.setForeground(QColor(colours().accent))
            self.table.setItem(place, column, item)
