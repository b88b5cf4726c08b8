"""The classifiers: the lists on the left, the codes of the chosen one on the right."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from client.core.i18n import N_, _
from client.core.icons import icon
from client.data.records.list_filters import Filter
from client.data.records.listing import Sort
from client.data.system.classifier_lists import ClassifierList, classifier_lists
from client.widgets.message_line import MessageLine
from client.widgets.record_form import form_of
from client.widgets.record_list import RecordList, list_of
from client.widgets.workplace import Workplace
from shared.models.classifiers import Item
from shared.names import begin_words, words

ID = Qt.ItemDataRole.UserRole

ITEM = form_of(
    Item,
    (N_("Code"), ("code", "parent", "position", "active")),
    (N_("Names"), ("name_uz", "name_oz", "name_ru", "name_en")),
)
ITEMS = list_of(
    Item,
    "code",
    "name_uz",
    "parent",
    "active",
    more=("name_oz", "name_ru", "name_en", "position"),
    search=("name_uz", "name_ru", "code"),
    filters=("parent", "active"),
    sort=(Sort("position"), Sort("code")),
    icon="classifiers",
    title=N_("Codes"),
    form=ITEM,
)


class Classifiers(QWidget):
    """Records refer to codes, so codes in use are closed, not deleted."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.title = _("Classifiers")
        self._workplace = workplace
        self._wanted: int | None = None
        self.search = QLineEdit()
        self.lists = QListWidget()
        self.items: RecordList | None = None
        self.message = MessageLine()
        self._split = QSplitter()
        self._build()
        subscription = workplace.changes.subscribe(
            ("classifiers.classifier", "classifiers.item"), lambda _relation: workplace.catalogue.forget()
        )
        self.destroyed.connect(subscription.end)
        self.reload()

    def reload(self) -> None:
        """Read the lists again."""
        work = partial(classifier_lists, self._workplace.gateway)
        self._workplace.tasks.run(self, work, self._show, self.message.refuse)

    def state(self) -> dict[str, Any]:
        return {"list": self._current(), "search": self.search.text()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the list that was chosen."""
        self._wanted = state.get("list")
        self.search.setText(str(state.get("search") or ""))
        self._choose_wanted()

    def may_close(self) -> bool:
        return self.items is None or self.items.may_close()

    def _build(self) -> None:
        self.search.setPlaceholderText(_("Find a list"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.lists.setAccessibleName(_("Classifiers"))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.message)
        column.addWidget(self.search)
        column.addWidget(self.lists, 1)
        self._split.addWidget(left)
        self._split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)
        self.setFocusProxy(self.lists)
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.lists.currentItemChanged.connect(lambda *_items: self._open())

    def _show(self, found: list[ClassifierList]) -> None:
        self._wanted = self._current() or self._wanted
        self.lists.clear()
        for each in found:
            item = QListWidgetItem(f"{each.name}  ({each.count})")
            item.setToolTip(each.code)
            item.setData(ID, each.id)
            self.lists.addItem(item)
        self._narrow()
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        rows = [row for row in range(self.lists.count()) if self.lists.item(row).data(ID) == self._wanted]
        if rows or self.lists.count():
            self.lists.setCurrentRow(rows[0] if rows else 0)

    def _narrow(self) -> None:
        wanted = words(self.search.text())
        for row in range(self.lists.count()):
            item = self.lists.item(row)
            known = words(f"{item.text()} {item.toolTip().replace('_', ' ')}")
            item.setHidden(not begin_words(wanted, known))

    def _current(self) -> int | None:
        item = self.lists.currentItem()
        return None if item is None else int(item.data(ID))

    def _open(self) -> None:
        chosen = self._current()
        if chosen is None or not self.may_close():
            return
        former = self.items
        fixed = (Filter("classifier_id", "equals", (chosen,)),)
        self.items = RecordList(self._workplace, ITEMS, fixed, classifier_id=chosen)
        if former is None:
            self._split.addWidget(self.items)
            self._split.setSizes([280, 1000])
        else:
            self._split.replaceWidget(1, self.items)
            former.deleteLater()
