"""The history of a record: who changed which field, when, from what to what."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from client.core.i18n import N_, _
from client.data.records import history
from client.data.records.history import Entry, FieldChange
from client.widgets.combo import Combo
from client.widgets.formatting import shown
from client.widgets.panels.panel import Panel
from client.widgets.panels.texts import by_line, hint

#: Acts on so few fields stand open.
FEW = 5
HEADS = (N_("Field"), N_("Before"), N_("After"))


class HistoryPanel(Panel):
    """Acts on the record, the latest first, each with its fields; one field can be followed alone."""

    TITLE = N_("History")
    ICON = "history"

    def build(self, page: QVBoxLayout) -> None:
        self._entries: list[Entry] = []
        self._field = Combo()
        self._field.setAccessibleName(_("Field"))
        self._field.currentIndexChanged.connect(lambda _place: self._fill())
        self._tree = QTreeWidget()
        self._tree.setHeaderLabels([_(head) for head in HEADS])
        self._tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._tree.setWordWrap(True)
        self._tree.setAccessibleName(_(self.TITLE))
        self._empty = hint(_("Nothing is known of this record's past, or your role does not see it."))
        page.addWidget(self._field)
        page.addWidget(self._empty)
        page.addWidget(self._tree, 1)

    def read(self, relation: str, record_id: int) -> list[Entry]:
        return history.of_record(self.workplace.gateway, self.workplace.catalogue, relation, record_id)

    def show_answer(self, answer: Any) -> None:
        self._entries = answer
        followed = self._field.currentText()
        labels = dict.fromkeys(field.label for entry in answer for field in entry.fields)
        self._field.blockSignals(True)
        self._field.clear()
        self._field.addItem(_("All fields"), "")
        for label in labels:
            self._field.addItem(label, label)
        self._field.setCurrentIndex(max(0, self._field.findText(followed)))
        self._field.blockSignals(False)
        self._fill()

    def clear(self) -> None:
        self._entries = []
        self._tree.clear()
        for widget in (self._tree, self._field, self._empty):
            widget.hide()

    def _fill(self) -> None:
        self._tree.clear()
        wanted = self._field.currentData()
        for entry in self._entries:
            fields = [field for field in entry.fields if wanted in ("", field.label)]
            if fields or not wanted:
                self._add(
                    entry, fields, open_=bool(wanted) or entry is self._entries[0] or len(fields) <= FEW
                )
        self._empty.setVisible(not self._entries)
        self._tree.setVisible(bool(self._entries))
        self._field.setVisible(bool(self._entries))

    def _add(self, entry: Entry, fields: list[FieldChange], *, open_: bool) -> None:
        head = QTreeWidgetItem([by_line(entry.at, entry.who, entry.role, entry.action)])
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        self._tree.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        for field in fields:
            texts = [field.label, self._text(field, field.before), self._text(field, field.after)]
            item = QTreeWidgetItem([text or "—" for text in texts])
            for column, text in enumerate(texts):
                item.setToolTip(column, text)
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            head.addChild(item)
        head.setExpanded(open_)

    def _text(self, field: FieldChange, value: Any) -> str:
        return shown(value, field.classifier, self.workplace.catalogue)
